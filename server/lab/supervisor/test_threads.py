"""What is told of the threads of real programs in a real lab, and that they do not notice."""

import statistics
import time
from collections.abc import Callable
from typing import Any

from driver import Outcome
from test_lab import LabTest

# Tells what a program could notice of an observer.
UNNOTICED = """
import os, threading, sys, time
print(threading.enumerate(), threading.active_count(), sys.gettrace(), sys.getprofile(), threading.gettrace())
print([line for line in open('/proc/self/status') if line.startswith(('Threads', 'TracerPid'))])
print(os.listdir('/proc/self/task') == [str(os.getpid())], threading._limbo, threading._active.keys())
time.sleep(30)
"""
WAITS = """
import queue, redis, subprocess, threading, time
lock = threading.Lock()
lock.acquire()
def listens():
    pubsub = redis.Redis().pubsub()
    pubsub.subscribe('a')
    for message in pubsub.listen():
        pass
def asks():
    redis.Redis().blpop('list')
def sleeps():
    time.sleep(30)
def takes():
    queue.Queue().get()
def locks():
    lock.acquire()
def joins():
    threads[0].join()
def child():
    subprocess.run(['sleep', '30'])
threads = [threading.Thread(target=each, daemon=True) for each in (listens, asks, sleeps, takes, locks, joins, child)]
for thread in threads:
    thread.start()
input()
"""
# As a thread is made: its state has the number of its maker until it runs for the first time.
MAKES = """
import ctypes, threading
api = ctypes.pythonapi
api.PyInterpreterState_Get.restype = api.PyThreadState_New.restype = ctypes.c_void_p
api.PyThreadState_New.argtypes = [ctypes.c_void_p]
api.PyThreadState_New(api.PyInterpreterState_Get())
thread = threading.Thread(target=input)
thread.start()
thread.join()
"""
# The newest interpreter stands first in CPython's list of them.
SECOND = """
try:
    import _interpreters as interpreters
except ImportError:
    import _xxsubinterpreters as interpreters
second = interpreters.create()
input()
"""
DJANGO = {
    "settings.py": "SECRET_KEY = 'x'\nDEBUG = True\nALLOWED_HOSTS = ['*']\nROOT_URLCONF = 'urls'\n",
    "urls.py": "from django.urls import path\nimport views\nurlpatterns = [path('', views.page), path('listen/', views.listen)]\n",
    "views.py": """import redis
from django.http import HttpResponse


def page(request):
    return HttpResponse('hello')


def listen(request):
    pubsub = redis.Redis().pubsub()
    pubsub.subscribe('a')
    # Comes back when the channel is closed: never.
    #
    for message in pubsub.listen():
        print(message)
    return HttpResponse('done')
""",
    "main.py": """import os, threading, time, urllib.request
os.environ['DJANGO_SETTINGS_MODULE'] = 'settings'
def visit():
    while True:
        try:
            urllib.request.urlopen('http://127.0.0.1:8123/' , timeout=30)
            break
        except OSError:
            time.sleep(0.05)
    input()
    urllib.request.urlopen('http://127.0.0.1:8123/listen/')
threading.Thread(target=visit, daemon=True, name='visitor').start()
from django.core.management import execute_from_command_line
execute_from_command_line(['manage.py', 'runserver', '--nothreading', '--noreload', '8123'])
""",
}


def never(_: Any) -> bool:
    return False


class ThreadsTest(LabTest):
    def told(
        self, code: str | None, enough: Callable[[list[Any]], bool], go: Callable[[Any], bool] | None = None, **more: Any
    ) -> list[Any]:
        """What was told of threads until it was enough; then the program is killed. A line is typed at the first `go`."""
        run = self.lab.start(code, input=go is not None, **more)
        found: list[Any] = []
        outcome, deadline = Outcome(), time.monotonic() + 120
        while not outcome.end:
            kind, payload = self.lab.channel.next(deadline - time.monotonic())
            self.lab.note(outcome, run, kind, payload)
            if len(outcome.threads) != len(found):
                found = list(outcome.threads)
                if go is not None and go(found[-1]):
                    go = None
                    self.lab.send_input(run, b"\n")
                if enough(found):
                    self.lab.channel.say("kill", run=run)
        return found

    def test_a_program_cannot_tell_that_it_is_looked_at(self) -> None:
        run = self.lab.start(UNNOTICED)
        done = self.until(run, lambda o: o.out.count(b"\n") == 3 and any(t["state"] == "asleep" for t in o.threads))
        self.lab.channel.say("kill", run=run)
        self.lab.wait(run)
        out = done.out.decode().splitlines()
        self.assertIn("[<_MainThread(MainThread, started", out[0])
        self.assertTrue(out[0].endswith("1 None None None"), out[0])
        self.assertEqual(out[1], "['TracerPid:\\t0\\n', 'Threads:\\t1\\n']")
        self.assertTrue(out[2].startswith("True {} dict_keys(["), out[2])

    def test_each_kind_of_waiting_has_its_word_and_its_line(self) -> None:
        wanted = {
            "MainThread": ("waiting", "input", 25),
            "Thread-1 (listens)": ("waiting", "redis", 8),
            "Thread-2 (asks)": ("waiting", "redis", 11),
            "Thread-3 (sleeps)": ("asleep", None, 13),
            "Thread-4 (takes)": ("waiting", "queue", 15),
            "Thread-5 (locks)": ("waiting", "lock", 17),
            "Thread-6 (joins)": ("waiting", "join", 19),
            "Thread-7 (child)": ("waiting", "child", 21),
        }

        def newest(states: list[Any]) -> dict[str, tuple[str, str | None, int | None]]:
            return {one["thread"]: (one["state"], one.get("for"), one.get("line")) for one in states}

        def connected(states: list[Any]) -> set[str | None]:
            """Who asks at once may be met before its connection is."""
            return {one.get("function") for one in states if "connection" in one}

        found = self.told(
            WAITS, lambda states: newest(states) == wanted and {"listens", "asks"} <= connected(states), never
        )
        joins = next(one for one in found if one.get("for") == "join")
        self.assertEqual(joins["whom"], "Thread-1 (listens)")
        self.assertEqual({one["state"] for one in found[-8:]}, {"ended"})
        self.assertEqual({one["daemon"] for one in found if one["thread"] == "MainThread"}, {False})
        listens = next(one for one in found if one.get("function") == "listens" and "connection" in one)
        asks = next(one for one in found if one.get("function") == "asks" and "connection" in one)
        self.assertNotEqual(listens["connection"], asks["connection"])
        sleeps = next(one for one in found if one["state"] == "asleep")
        # A busy machine meets it late.
        self.assertAlmostEqual(sleeps["until"] - sleeps["at"], 30_000_000, delta=10_000_000)

    def test_a_thread_that_makes_another_is_not_taken_for_it(self) -> None:
        def joins(states: list[Any]) -> bool:
            return states[-1].get("for") == "join"

        told = next(one for one in self.told(MAKES, joins, never) if one.get("for") == "join")
        self.assertEqual((told["thread"], told["line"]), ("MainThread", 9))

    def test_a_program_with_a_second_interpreter_has_its_lines(self) -> None:
        def waits(states: list[Any]) -> bool:
            return states[-1].get("for") == "input"

        told = next(one for one in self.told(SECOND, waits, never) if one.get("for") == "input")
        self.assertEqual((told["thread"], told.get("line")), ("MainThread", 7))

    def test_a_thread_that_waits_for_its_turn_runs(self) -> None:
        code = "import threading\ndef runs():\n    while True:\n        pass\nfor _ in range(3):\n    threading.Thread(target=runs).start()\n"

        def all_met(states: list[Any]) -> bool:
            return len({one["id"] for one in states if one.get("function") == "runs"}) == 3

        found = self.told(code, all_met)
        states = {one["state"] for one in found if one["thread"] != "MainThread"}
        self.assertEqual(states, {"running", "ended"})
        lines = {one["line"] for one in found if one.get("function") == "runs"}
        self.assertLessEqual(lines, {2, 3, 4})

    def test_children_that_are_python_are_told_of_too(self) -> None:
        files = {
            "child.py": "import time\ndef wait():\n    time.sleep(30)\nwait()\n",
            "main.py": "import multiprocessing, subprocess, time\ndef work():\n    time.sleep(30)\n"
            # CPython 3.14 no longer forks unasked.
            "process = multiprocessing.get_context('fork').Process(target=work)\nprocess.start()\n"
            "subprocess.Popen(['sleep', '30'])\nsubprocess.run(['python3', 'child.py'])\n",
        }

        def both(states: list[Any]) -> bool:
            return {"work", "wait"} <= {one.get("function") for one in states if one["state"] == "asleep"}

        found = self.told(None, both, files=files)
        work = next(one for one in found if one.get("function") == "work" and one["state"] == "asleep")
        wait = next(one for one in found if one.get("function") == "wait" and one["state"] == "asleep")
        self.assertEqual((work["file"], work["line"], work["thread"]), ("main.py", 3, "MainThread"))
        self.assertEqual((wait["file"], wait["line"]), ("child.py", 3))
        self.assertEqual(len({2, work["process"], wait["process"]}), 3)
        # What is no Python is not told of, unless it is met before it has become that: it is its parent's copy then.
        others = [one for one in found if one["process"] not in (2, work["process"], wait["process"])]
        self.assertEqual({one.get("file") for one in others} - {"main.py", None}, set())

    def test_a_loop_that_is_held_up_is_told_with_task_and_line(self) -> None:
        code = "import asyncio, time\nasync def inner():\n    time.sleep(30)\nasync def outer():\n    await inner()\nasync def main():\n    typed = asyncio.Event()\n    asyncio.get_running_loop().add_reader(0, lambda: input() or typed.set())\n    await typed.wait()\n    await asyncio.gather(outer(), asyncio.sleep(1))\nasyncio.run(main())\n"
        # A busy machine may hold it up elsewhere, too.
        held_up = lambda one: "held" in one and one.get("function") == "inner"  # noqa: E731
        is_idle = lambda one: one.get("for") == "input" and "task" not in one  # noqa: E731
        found = self.told(code, lambda states: held_up(states[-1]), is_idle)
        held = next(filter(held_up, found))
        self.assertEqual((held["task"], held["function"], held["line"]), ("outer", "inner", 3))
        self.assertGreater(held["at"] - held["held"], 100_000)
        self.assertNotIn("held", next(filter(is_idle, found)))

    def test_a_view_that_listens_holds_the_main_thread_at_its_line(self) -> None:
        def is_view(one: Any) -> bool:
            return (one.get("file"), one.get("line"), one["state"]) == ("views.py", 14, "waiting")

        def serves(one: Any) -> bool:
            return (one.get("for"), one["thread"]) == ("visit", "MainThread")

        found = self.told(None, lambda states: is_view(states[-1]), serves, files=DJANGO)
        view = next(filter(is_view, found))
        self.assertEqual((view["thread"], view["for"], view["function"]), ("MainThread", "redis", "listen"))

    def test_a_sleep_after_a_sleep_began_when_that_ended(self) -> None:
        code = "import time\nwhile True:\n    time.sleep(0.4)\n"

        def slept_often(states: list[Any]) -> bool:
            return sum(one["state"] == "asleep" for one in states) > 8

        found = [one for one in self.told(code, slept_often) if one["state"] == "asleep"]
        spans = [one["until"] - one["at"] for one in found[1:]]
        self.assertGreaterEqual(len(spans), 3)
        # Had it begun when it was met, it would be shorter; a busy machine wakes it late, which makes it longer.
        self.assertGreater(statistics.median(spans), 360_000)
        self.assertLess(statistics.median(spans), 1_000_000)

    def test_threads_that_flip_are_told_by_a_bounded_rate(self) -> None:
        code = "import threading, time\ndef flips():\n    while True:\n        time.sleep(0.001)\nfor _ in range(40):\n    threading.Thread(target=flips).start()\n"

        def all_for_long(states: list[Any]) -> bool:
            return len({one["id"] for one in states}) == 41 and states[-1]["at"] - states[0]["at"] > 6_000_000

        found = self.told(code, all_for_long)
        said = [one for one in found if one["state"] != "ended"]
        self.assertEqual(len({one["id"] for one in said}), 41)
        seconds = (max(one["at"] for one in said) - min(one["at"] for one in said)) / 1e6
        self.assertLess(len(said), 64 + 50 * (seconds + 1))
        self.assertEqual(sum(one["state"] == "ended" for one in found), 41)
