"""Writes warm.txt: the modules that real programs load, in order. Run by hand after a change of the pinned packages:

    python3 server/lab/supervisor/record.py var/python
"""

import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from urllib.request import urlopen

PYTHON = "/usr/bin/python3"
HERE = Path(__file__).resolve().parent

DUMP = """
import atexit as _a
def _dump():
    import sys
    with open({path!r}, "a") as file:
        for name, module in list(sys.modules.items()):
            if name != "__main__" and getattr(getattr(module, "__spec__", None), "name", None) == name:
                file.write(name + "\\n")
_a.register(_dump)
"""

PROGRAMS = {
    "publish": """
import redis
r = redis.Redis(host='localhost', port=PORT, decode_responses=True)
p = r.pubsub()
p.subscribe('a')
p.get_message(timeout=1)
r.publish('a', 'b')
p.get_message(timeout=1)
q = r.pubsub()
q.subscribe(**{'x': print})
t = q.run_in_thread(sleep_time=0.01, daemon=True)
t.stop()
r.pipeline().set('a', 1).get('a').execute()
try:
    r.execute_command('NOPE')
except redis.ResponseError:
    pass
try:
    redis.Redis(port=1).ping()
except redis.ConnectionError:
    pass
r.ping()
""",
    "threads": """
import threading, queue, time, concurrent.futures, logging, datetime, random, json, signal, subprocess, multiprocessing
import collections, itertools, functools, contextlib, dataclasses, enum, re, uuid, string, math, statistics, textwrap
import traceback, pickle, copy, base64, hashlib, tempfile, pathlib, shutil, argparse, decimal, pprint, types, typing
import socket, select, selectors, struct, http.client, urllib.request, http.server, socketserver, atexit, warnings, csv
import sqlite3, inspect, os, sys, io
t = threading.Thread(target=print); t.start(); t.join()
with concurrent.futures.ThreadPoolExecutor() as pool: list(pool.map(int, '12'))
subprocess.run(['true'])
queue.Queue()
logging.basicConfig(); logging.warning('x')
datetime.datetime.now().strftime('%c'); datetime.datetime.strptime('2020', '%Y')
multiprocessing.Process(target=print).start()
multiprocessing.Queue(); multiprocessing.Lock()
try:
    1 / 0
except ZeroDivisionError:
    traceback.print_exc()
""",
    "asyncio": """
import asyncio
import redis.asyncio as redis
async def main():
    r = redis.Redis(host='localhost', port=PORT)
    async with r.pubsub() as p:
        await p.subscribe('a')
        await r.publish('a', 'b')
        await p.get_message(timeout=1)
    await r.aclose()
    await asyncio.to_thread(print)
    process = await asyncio.create_subprocess_exec('true')
    await process.wait()
asyncio.run(main())
""",
    "django": """
import os, sys
os.environ['DJANGO_SETTINGS_MODULE'] = 'settings'
sys.path.insert(0, DIR)
from django.core.management import execute_from_command_line
execute_from_command_line(['manage.py', *ARGS])
""",
}

SITE = {
    "settings.py": """
SECRET_KEY = 'x'
DEBUG = True
ALLOWED_HOSTS = ['*']
ROOT_URLCONF = 'urls'
INSTALLED_APPS = ['django.contrib.contenttypes', 'django.contrib.auth', 'django.contrib.sessions', 'app']
MIDDLEWARE = ['django.middleware.common.CommonMiddleware', 'django.contrib.sessions.middleware.SessionMiddleware', 'django.middleware.csrf.CsrfViewMiddleware']
TEMPLATES = [{'BACKEND': 'django.template.backends.django.DjangoTemplates', 'APP_DIRS': True}]
DATABASES = {'default': {'ENGINE': 'django.db.backends.sqlite3', 'NAME': 'db.sqlite3'}}
DEFAULT_AUTO_FIELD = 'django.db.models.BigAutoField'
USE_TZ = True
""",
    "urls.py": """
from django.http import HttpResponse, JsonResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import path
from django.template import engines
from django.core.cache import cache
def page(request):
    cache.get('x')
    return HttpResponse(engines['django'].from_string('hello {{ a }}').render({'a': 1}))
urlpatterns = [path('', page)]
""",
    "app/__init__.py": "",
    "app/apps.py": "from django.apps import AppConfig\nclass App(AppConfig):\n    name = 'app'\n",
    "app/models.py": "from django.db import models\nclass Note(models.Model):\n    text = models.TextField()\n",
    "app/management/__init__.py": "",
    "app/management/commands/__init__.py": "",
    "app/management/commands/hello.py": """
from django.core.management.base import BaseCommand
class Command(BaseCommand):
    def handle(self, *args, **options):
        import redis
        self.stdout.write(self.style.SUCCESS('hello'))
""",
}

COMMANDS = (["hello"], ["check"], ["makemigrations", "app"], ["migrate"], ["runserver", "--noreload", "--nothreading"])


def main() -> None:
    packages = str(Path(sys.argv[1]).resolve())
    with tempfile.TemporaryDirectory() as folder:
        names: dict[str, None] = {}
        port = _free_port()
        redis = subprocess.Popen(
            ["redis-server", "--port", str(port), "--save", ""], stdout=subprocess.DEVNULL
        )
        try:
            _wait_for(port)
            for name, text in PROGRAMS.items():
                for command in COMMANDS if name == "django" else ([],):
                    code = text.replace("PORT", str(port)).replace("DIR", repr(folder))
                    found = _record(folder, packages, code, command)
                    names.update(dict.fromkeys(found))
        finally:
            redis.kill()
            redis.wait()
    ours = ("settings", "urls", "app", "sitecustomize", "usercustomize", "_distutils_hack")
    kept = [name for name in names if name.partition(".")[0] not in ours]
    (HERE / "warm.txt").write_text("\n".join(kept) + "\n", encoding="ascii")
    print(f"{len(kept)} modules")


def _record(folder: str, packages: str, code: str, command: list[str]) -> list[str]:
    for path, text in SITE.items():
        file = Path(folder, path)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    dump = Path(folder, "dump")
    dump.unlink(missing_ok=True)
    page = _free_port()
    if command[:1] == ["runserver"]:
        command = [*command, str(page)]
    script = Path(folder, "main.py")
    script.write_text(DUMP.format(path=str(dump)) + code.replace("*ARGS", repr(command)[1:-1]), "utf-8")
    environment = {**os.environ, "PYTHONPATH": packages}
    process = subprocess.Popen([PYTHON, str(script)], cwd=folder, env=environment)
    if command[:1] == ["runserver"]:
        _wait_for(page)
        urlopen(f"http://127.0.0.1:{page}/").read()
        process.send_signal(signal.SIGINT)
    process.wait(60)
    return dump.read_text("ascii").split()


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


def _wait_for(port: int) -> None:
    while True:
        try:
            socket.create_connection(("127.0.0.1", port)).close()
            return
        except OSError:
            time.sleep(0.02)


if __name__ == "__main__":
    main()
