import os
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "settings")
import django
django.setup()
from django.core.management import call_command
from django.contrib.auth.models import User

call_command("migrate", verbosity=1)
User.objects.create_user("ada")
print(User.objects.values_list("username", "is_staff"))
User.objects.get(username="nobody")
