"""Records, while modules are imported, what each of them imports and what it registers for the exit.

Imports nothing that a fresh interpreter lacks: it must be there before anything else is imported.
"""

import _frozen_importlib
import atexit
import builtins
import sys

_LOAD = _frozen_importlib._load_unlocked.__code__  # type: ignore[attr-defined]

_NOTE = "_registered_with_atexit"


class Exit:
    """One call of `atexit.register` that a module made while it was imported."""

    __slots__ = ("_arguments", "_call", "_names")

    def __init__(self, call, arguments, names) -> None:  # type: ignore[no-untyped-def]
        self._call = call
        self._arguments = arguments
        self._names = names

    def forget(self) -> None:
        """For an owner that notes whether it has registered (weakref.finalize): it has not."""
        owner = getattr(self._call, "__self__", None)
        if getattr(owner, _NOTE, False):
            setattr(owner, _NOTE, False)

    def register(self) -> None:
        owner = getattr(self._call, "__self__", None)
        if hasattr(owner, _NOTE):
            if getattr(owner, _NOTE):
                return
            setattr(owner, _NOTE, True)
        atexit.register(self._call, *self._arguments, **self._names)


class Recorder:
    """Inside `with`, sees every import, also of modules that are loaded already."""

    def __init__(self) -> None:
        # Module -> the modules that its own import asked for, in order (a dict as an ordered set).
        self.needs: dict[str, dict[str, None]] = {}
        self.exits: dict[str, list[Exit]] = {}
        self._import = builtins.__import__
        self._gcd_import = _frozen_importlib._gcd_import  # type: ignore[attr-defined]
        self._register = atexit.register

    def __enter__(self) -> None:
        builtins.__import__ = self._importing  # type: ignore[assignment]
        _frozen_importlib._gcd_import = self._importing_by_name  # type: ignore[attr-defined]
        atexit.register = self._registering  # type: ignore[assignment]

    def __exit__(self, *_: object) -> None:
        builtins.__import__ = self._import
        _frozen_importlib._gcd_import = self._gcd_import  # type: ignore[attr-defined]
        atexit.register = self._register

    def _importing(self, name, globals=None, locals=None, fromlist=(), level=0):  # type: ignore[no-untyped-def]
        owner = _loading()
        whole = _absolute(name, globals, level)
        try:
            module = self._import(name, globals, locals, fromlist, level)
        finally:
            # Also when it failed: the packages above it may have come.
            self._note(owner, whole)
        if owner and fromlist:
            self._note_from(owner, whole, fromlist)
        return module

    def _importing_by_name(self, name, package=None, level=0):  # type: ignore[no-untyped-def]
        owner = _loading()
        try:
            return self._gcd_import(name, package, level)
        finally:
            if level:
                base = package.rsplit(".", level - 1)[0]
                name = f"{base}.{name}" if name else base
            self._note(owner, name)

    def _registering(self, call, *arguments, **names):  # type: ignore[no-untyped-def]
        owner = _loading()
        if owner:
            self.exits.setdefault(owner, []).append(Exit(call, arguments, names))
        return call

    def _note(self, owner: str, name: str) -> None:
        if not owner:
            return
        needs = self.needs.setdefault(owner, {})
        parts = name.split(".")
        for size in range(1, len(parts) + 1):
            each = ".".join(parts[:size])
            if each in sys.modules and each != owner:
                needs[each] = None

    def _note_from(self, owner: str, name: str, fromlist) -> None:  # type: ignore[no-untyped-def]
        """`from package import part`: a part that is a module was imported too."""
        module = sys.modules.get(name)
        if module is None or not hasattr(module, "__path__"):
            return
        if "*" in fromlist:
            fromlist = getattr(module, "__all__", ())
        for part in fromlist:
            each = f"{name}.{part}"
            found = module.__dict__.get(part)
            if each in sys.modules and found is sys.modules[each]:
                self._note(owner, each)
                continue
            # A package may fetch it from one of its modules only when asked.
            source = getattr(found, "__module__", None)
            if isinstance(source, str) and source.startswith(f"{name}.") and source in sys.modules:
                self._note(owner, source)


def _loading() -> str:
    """Name of the module that is being imported right now, the innermost one."""
    frame = sys._getframe(2)
    while frame is not None:
        if frame.f_code is _LOAD:
            return str(frame.f_locals["spec"].name)
        frame = frame.f_back  # type: ignore[assignment]
    return ""


def _absolute(name: str, globals, level: int) -> str:  # type: ignore[no-untyped-def]
    if not level or globals is None:
        return name
    package = globals.get("__package__") or globals["__name__"].rpartition(".")[0]
    base = package.rsplit(".", level - 1)[0] if level > 1 else package
    return f"{base}.{name}" if name else base
