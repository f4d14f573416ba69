"""What goes before the forks, with a stand-in for Redis that ends before it answers."""

import os
import signal
import sys
import unittest
from types import FrameType
from unittest.mock import patch

import rehearsal

_PACKAGES = os.environ.get("PACKAGES")

# redis-py gives up within a few seconds when it is refused; it waits for a minute where nobody answers.
_PATIENCE_S = 30


class Waited(Exception):
    """No OSError: those are what a rehearsal expects."""


def _ends(_: object) -> None:
    os._exit(0)


def _waited(_: int, __: FrameType | None) -> None:
    raise Waited


@unittest.skipIf(_PACKAGES is None, "PACKAGES does not name the folder of redis-py")
class RehearsalTest(unittest.TestCase):
    def setUp(self) -> None:
        sys.path.append(_PACKAGES or "")
        self.addCleanup(sys.path.pop)
        before = signal.signal(signal.SIGALRM, _waited)
        self.addCleanup(signal.signal, signal.SIGALRM, before)
        self.addCleanup(signal.alarm, 0)

    def test_a_stand_in_that_has_ended_is_not_waited_for(self) -> None:
        signal.alarm(_PATIENCE_S)
        with patch.object(rehearsal, "_answer", _ends):
            rehearsal.rehearse()


if __name__ == "__main__":
    unittest.main()
