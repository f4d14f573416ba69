"""The start of the lab's Redis, with a process in its place that ends at once."""

import os
import unittest
from typing import Any, cast

from broker import Broker
from loop import Loop
from namespace import Nest


class Door:
    def open(self) -> None: ...

    def close(self) -> None: ...


class Networks:
    def connect(self) -> Any:
        raise ConnectionRefusedError


class Empty:
    """A nest whose children end at once."""

    networks = Networks()

    def fork(self, _: object) -> int:
        return os.posix_spawn("/bin/true", ["true"], {})


class StartTest(unittest.TestCase):
    def test_a_redis_that_ends_as_it_begins_is_not_waited_for(self) -> None:
        broker = Broker(cast(Nest, Empty()), Loop(), Door(), lambda state: None)
        with self.assertRaisesRegex(OSError, "Redis ended"):
            broker.start_and_wait()
        os.waitpid(broker.pid, 0)


if __name__ == "__main__":
    unittest.main()
