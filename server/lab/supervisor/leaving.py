"""How a program's process ends: as in CPython, but without taking apart what nobody can see any more.

At its exit CPython empties all modules and then its own tables. Both write to nearly every page that the process shares
with the template, and the kernel copies each: a third of what a short program costs the processors.
"""

import builtins
import ctypes
import sys
import weakref
from types import FunctionType, ModuleType

# Of these the order of an exit is known, from their source (pylifecycle.c, pystate.c, pythonrun.c) and our tests of
# fidelity. Others take everything apart.
KNOWN = {(3, 11), (3, 12), (3, 13)}
_NEVER = ("__main__", "builtins", "sys")
# Names that `sys` has from the first steps of an exit, unless a prompt or an error has brought them.
_LAST = ("last_exc",) if sys.version_info >= (3, 12) else ()
_EMPTIED = ("ps1", "ps2", *_LAST, "last_type", "last_value", "last_traceback")


class Leaving:
    """Made once in the template, when all that it imports is loaded; a program's process has it from there."""

    def __init__(self) -> None:
        self._kept = [module for name, module in sys.modules.items() if name not in _NEVER]
        # How many names each has, those of its submodules included; by `id`, since who takes a module writes to it.
        self._sizes = {id(module): len(vars(module)) for module in self._kept}
        self._main: weakref.ref[ModuleType] | None = None
        self._ends_well = False
        self._exit = ctypes.pythonapi.exit
        self._hooks: list[object] = []

    def arm(self) -> None:
        """In the template, once its modules are out of sight."""
        hook = getattr(sys, "__interactivehook__", None)
        if sys.version_info[:2] not in KNOWN or not isinstance(hook, FunctionType):
            return
        # In 3.13 it is a function of `site`, which keeps it: what `sys` alone has is its twin.
        twin = FunctionType(hook.__code__, hook.__globals__, hook.__name__, None, hook.__closure__)
        setattr(sys, "__interactivehook__", twin)
        # CPython lets go of the one when an exit begins, after the calls of `atexit`; of the other, which hardly anybody
        # names, when all modules are empty, `sys` and `builtins` as well, and then the copy of `builtins`.
        self._hooks = [
            weakref.ref(twin, self._begin),
            weakref.ref(builtins.aiter, self._leave),
        ]

    def follow(self, main: ModuleType) -> None:
        """In a process that is about to run `main`."""
        self._main = weakref.ref(main)

    def _begin(self, _: object) -> None:
        """Modules to which the program has added no name are not emptied."""
        # An exit empties it first.
        if getattr(sys, "path", None) is not None:
            # The program has taken the hook away.
            self._hooks.clear()
            return
        self._ends_well = self._judge()
        loaded: dict[str, ModuleType | None] = sys.modules  # type: ignore[assignment]
        for name, module in list(loaded.items()):
            if module is not None and len(vars(module)) <= self._sizes.get(id(module), -1):
                loaded[name] = None

    def _judge(self) -> bool:
        """Whether the process ends with 0, whatever is still to come.

        CPython takes `__file__` back from a main module that has ended, but not from one that SystemExit ended. What an
        error or a prompt leaves in `sys` stands before the names that it has just emptied there. Other streams than ours
        may have failed when they were flushed.
        """
        main = None if self._main is None else self._main()
        return (
            main is not None
            and sys.modules.get("__main__") is main
            and "__name__" in vars(main)
            and not vars(main).keys() & {"__file__", "__cached__"}
            and tuple(vars(sys))[-len(_EMPTIED) :] == _EMPTIED
            and sys.stdout is sys.__stdout__
            and sys.stderr is sys.__stderr__
        )

    def _leave(self, _: object) -> None:
        if self._ends_well:
            self._exit(0)
