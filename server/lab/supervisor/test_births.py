"""What spares the supervisor to list and to open the same again and again, and that it misses nobody by it."""

import os
import subprocess
import sys
import tempfile
import time
import unittest

import kept
from births import Births
from kept import Kept
from tasks import Tasks

# Makes a thread when it is told to, which ends when it is told to.
MAKES = """
import threading
for _ in range(2):
    input()
    thread = threading.Thread(target=input)
    thread.start()
    print(thread.native_id, flush=True)
    thread.join()
    print(flush=True)
input()
"""


def opened(*names: str) -> int:
    """How many files of the kernel's of that name are open here."""
    return sum(link.endswith(names) for link in map(_link, os.listdir("/proc/self/fd")))


def _link(fd: str) -> str:
    try:
        return os.readlink(f"/proc/self/fd/{fd}")
    except OSError:
        # That of the list itself.
        return ""


class Numbers(Kept):
    """As the kernel would tell them."""

    __slots__ = ("texts",)

    def __init__(self, *texts: bytes) -> None:
        super().__init__("")
        self.texts = list(texts)

    def read(self) -> bytes:
        return self.texts.pop(0)


class BirthsTest(unittest.TestCase):
    def births(self, *texts: bytes) -> Births:
        births = Births()
        births._numbers = Numbers(*texts)
        return births

    def test_who_comes_is_news_twice(self) -> None:
        births = self.births(b"0 2/9 7\n", b"1 3/9 7\n", b"0 2/9 7\n", b"0 2/9 8\n", b"0 2/9 8\n", b"0 2/9 8\n")
        self.assertEqual([births.news() for _ in range(6)], [True, True, False, True, True, False])

    def test_while_somebody_may_make_another_there_is_news_and_twice_more(self) -> None:
        births = self.births(*[b"0 2/9 7\n"] * 8)
        found = []
        for look in range(8):
            found.append(births.news())
            if look < 4:
                births.unsure()
        self.assertEqual(found, [True, True, True, True, True, True, False, False])

    def test_where_the_kernel_does_not_tell_there_is_news(self) -> None:
        births = self.births(*[b""] * 5)
        self.assertEqual([births.news() for _ in range(5)], [True] * 5)

    def test_the_kernel_counts_processes_and_threads(self) -> None:
        births = Births()
        self.addCleanup(births.close)
        with subprocess.Popen([sys.executable, "-c", MAKES], stdin=-1, stdout=-1, text=True) as child:
            assert child.stdin and child.stdout
            for _ in range(2):
                births.news()
                births._looks = 0
                print(file=child.stdin, flush=True)
                child.stdout.readline()
                self.assertTrue(births.news())
                print(file=child.stdin, flush=True)
                child.stdout.readline()
            print(file=child.stdin, flush=True)


class TasksTest(unittest.TestCase):
    def test_a_thread_is_met_when_there_is_news_and_its_end_is_seen_without(self) -> None:
        with subprocess.Popen([sys.executable, "-c", MAKES], stdin=-1, stdout=-1, text=True) as child:
            assert child.stdin and child.stdout
            tasks = Tasks(child.pid)
            for _ in range(2):
                self.assertTrue(tasks.look(True))
                self.assertEqual(list(tasks.all), [child.pid])
                print(file=child.stdin, flush=True)
                thread = int(child.stdout.readline())
                self.assertTrue(tasks.look(True))
                self.assertEqual(set(tasks.all), {child.pid, thread})
                self.assertEqual(opened("schedstat"), 2)
                print(file=child.stdin, flush=True)
                child.stdout.readline()
                deadline = time.monotonic() + 60
                while thread in tasks.all and time.monotonic() < deadline:
                    self.assertTrue(tasks.look(False))
                self.assertEqual(list(tasks.all), [child.pid])
            print(file=child.stdin, flush=True)
            child.wait()
            self.assertFalse(tasks.look(False))
        self.assertEqual(opened("schedstat", "syscall"), 0)


class KeptTest(unittest.TestCase):
    def test_what_is_read_is_what_is_there_now(self) -> None:
        with tempfile.NamedTemporaryFile() as file:
            one = Kept(file.name)
            self.addCleanup(one.close)
            for text in (b"first", b"and then", b""):
                os.ftruncate(file.fileno(), 0)
                os.pwrite(file.fileno(), text, 0)
                self.assertEqual(one.read(), text)

    def test_it_stays_that_of_a_process_that_is_gone(self) -> None:
        with subprocess.Popen(["cat"], stdin=-1) as child:
            size = Kept(f"/proc/{child.pid}/statm")
            self.addCleanup(size.close)
            self.assertGreater(int(size.read().split()[1]), 0)
            child.kill()
        self.assertEqual(size.read(), b"")

    def test_a_few_stay_open_and_others_are_read_all_the_same(self) -> None:
        many = [Kept("/proc/self/statm") for _ in range(kept._MOST + 10)]
        for each in many:
            self.assertTrue(each.read())
        self.assertEqual(opened("statm"), kept._MOST)
        for each in many:
            each.close()
        self.assertEqual(opened("statm"), 0)


if __name__ == "__main__":
    unittest.main()
