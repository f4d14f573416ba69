"""A fork of the template that is to become a lab: it enters the lab's control groups, then waits until it is wanted."""

import os
import struct
from collections.abc import Iterable

import syscalls


class Cradle:
    """Made in both: `inside` tells the fork from the template."""

    def __init__(self, slot: int, groups: Iterable[int]) -> None:
        """`groups`: open files of the lab's control groups. Raises OSError; nothing is left open then."""
        self.slot = slot
        self._groups = groups
        self._report, self.report = os.pipe()
        self._order, order = os.pipe()
        try:
            self._pid = syscalls.bare_fork()
        except OSError:
            for fd in (self._report, self.report, self._order, order):
                os.close(fd)
            raise
        self.inside = self._pid == 0
        if self.inside:
            # The template's end: left open here, its closing would not be seen.
            os.close(order)
        else:
            os.close(self._order)
            os.close(self.report)
            self._order = order

    def wait(self) -> None:
        """Inside. Ends the process when nobody wants it. Raises OSError when the lab would be outside of its groups."""
        for group in self._groups:
            os.write(group, b"0")
        if not os.read(self._order, 1):
            os._exit(0)

    def give_birth(self) -> int | None:
        """The lab's pid as the template sees it; None when there is none."""
        try:
            os.write(self._order, b"\n")
        except BrokenPipeError:
            pass
        os.close(self._order)
        born = os.read(self._report, 4)
        os.close(self._report)
        os.waitpid(self._pid, 0)
        return struct.unpack("i", born)[0] if len(born) == 4 else None
