"""The learner's files: placed whole, never through a link, never outside."""

import multiprocessing
import os
import tempfile
import unittest

from files import Tree


class FilesTest(unittest.TestCase):
    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = os.path.join(folder.name, "home")
        self.outside = os.path.join(folder.name, "outside")
        os.mkdir(self.root)
        os.mkdir(self.outside)
        self.tree = Tree(self.root)

    def read(self, path: str) -> bytes:
        with open(os.path.join(self.root, path), "rb") as file:
            return file.read()

    def test_files_and_their_folders_are_made(self) -> None:
        self.tree.place("step", {"app/urls.py": "x", "data": {"base64": "AAE="}})
        self.assertEqual(self.read("step/app/urls.py"), b"x")
        self.assertEqual(self.read("step/data"), b"\0\1")
        self.assertEqual(self.tree.walk("step"), [("app/urls.py", 1), ("data", 2)])

    def test_a_file_that_is_the_same_keeps_its_time(self) -> None:
        self.tree.place("", {"a.py": "x"})
        os.utime(os.path.join(self.root, "a.py"), (5, 5))
        self.tree.place("", {"a.py": "x"})
        self.assertEqual(os.stat(os.path.join(self.root, "a.py")).st_mtime, 5)

    def test_parts_are_appended(self) -> None:
        self.tree.place("", {"a": {"base64": "AA=="}})
        self.tree.place("", {"a": {"base64": "AQ==", "append": True}})
        self.assertEqual(self.read("a"), b"\0\1")

    def test_null_deletes(self) -> None:
        self.tree.place("", {"a": "x"})
        self.tree.place("", {"a": None, "not/there": None})
        self.assertEqual(self.tree.walk(""), [])

    def test_a_path_that_leads_out_is_refused(self) -> None:
        for path in ("../x", "/etc/x", "a/../../x", ""):
            with self.assertRaises(ValueError):
                self.tree.place("", {path: "x"})

    def test_programs_that_start_at_once_place_the_same_files(self) -> None:
        processes = multiprocessing.get_context("fork")
        together = processes.Barrier(4)

        def place() -> None:
            for step in range(200):
                together.wait(timeout=120)
                self.tree.place(f"step{step}", {"app/main.py": "x"})

        placing = [processes.Process(target=place) for _ in range(together.parties)]
        for process in placing:
            process.start()
        for process in placing:
            process.join()
        self.assertEqual([process.exitcode for process in placing], [0] * len(placing))
        self.assertEqual(len(self.tree.walk("")), 200)

    def test_what_stands_in_a_folders_or_files_place_is_moved_aside(self) -> None:
        os.symlink(self.outside, os.path.join(self.root, "step"))
        os.makedirs(os.path.join(self.root, "step~x/main.py/full"))
        os.makedirs(os.path.join(self.root, "step~/full"))
        self.tree.place("step", {"main.py": "x"})
        self.tree.place("step~x", {"main.py": "y"})
        self.assertEqual((self.read("step/main.py"), self.read("step~x/main.py")), (b"x", b"y"))
        self.assertEqual(os.listdir(self.outside), [])
        self.assertTrue(os.path.isdir(os.path.join(self.root, "step~x/main.py~/full")))

    def test_a_folder_that_was_closed_is_opened(self) -> None:
        os.mkdir(os.path.join(self.root, "step"), 0)
        self.tree.place("step", {"main.py": "x"})
        self.assertEqual(os.stat(os.path.join(self.root, "step")).st_mode & 0o777, 0o755)

    def test_a_deep_tree_is_listed_as_far_as_files_can_be_placed(self) -> None:
        place = os.open(self.root, os.O_RDONLY)
        for _ in range(60):
            os.close(os.open("f", os.O_CREAT, dir_fd=place))
            os.mkdir("d", dir_fd=place)
            below = os.open("d", os.O_RDONLY, dir_fd=place)
            os.close(place)
            place = below
        os.close(place)
        self.assertEqual(len(self.tree.walk("")), 32)

    def test_a_planted_link_is_replaced_and_not_followed(self) -> None:
        target = os.path.join(self.outside, "secret")
        with open(target, "w", encoding="ascii") as file:
            file.write("secret")
        os.symlink(target, os.path.join(self.root, "main.py"))
        self.tree.place("", {"main.py": "x"})
        self.assertEqual(self.read("main.py"), b"x")
        with open(target, encoding="ascii") as file:
            self.assertEqual(file.read(), "secret")

    def test_a_fifo_or_link_cannot_be_read(self) -> None:
        os.mkfifo(os.path.join(self.root, "fifo"))
        os.symlink("/etc/passwd", os.path.join(self.root, "link"))
        for name in ("fifo", "link"):
            with self.assertRaises((OSError, ValueError)):
                self.tree.open(name)

    def test_what_python_caches_is_not_listed(self) -> None:
        self.tree.place("", {"__pycache__/a.pyc": "x", "a.py": "x"})
        self.assertEqual(self.tree.walk(""), [("a.py", 1)])


if __name__ == "__main__":
    unittest.main()
