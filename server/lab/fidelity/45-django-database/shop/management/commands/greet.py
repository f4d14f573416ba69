from django.core.management.base import BaseCommand, CommandError

class Command(BaseCommand):
    help = "greets"

    def add_arguments(self, parser):
        parser.add_argument("name")

    def handle(self, *args, name, **options):
        self.stdout.write(self.style.SUCCESS(f"hello {name}"))
        if name == "nobody":
            raise CommandError("nobody is there")
