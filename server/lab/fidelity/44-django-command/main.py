import os, sys
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "settings")
from django.core.management import call_command, execute_from_command_line

execute_from_command_line(["main.py", "greet", "Ada"])
call_command("check")
execute_from_command_line(["main.py", "greet", "nobody"])
