"""Modules kept warm: imported once in the template, put out of sight, and put back when a learner imports them.

A module comes back only together with everything its own import pulled in, in that order, and only when
a real import would have found the same files; otherwise Python imports it for real.
"""

import atexit
import ctypes
import importlib
import os
import sys
import warnings
from importlib.machinery import BuiltinImporter, ModuleSpec
from types import CodeType, FunctionType, ModuleType
from typing import Any

from extension import begin_again
from imports import Exit, Recorder
from marks import Marks

# A second name that has no dot, and the module which enters it.
_ALIASES = {"__mp_main__": "multiprocessing"}
# What a package fills in when it is first asked for: empty again, as after a fresh import.
_LAZY = {"concurrent.futures": ("ThreadPoolExecutor", "ProcessPoolExecutor")}
# What most programs begin with, and whose modules of that are worth it.
_USUAL = ("redis", "django.core.management", "django.core.management.base", "django.core.checks")
_OWNED = ("redis", "django")
_IMPORTLIB = "<frozen importlib._bootstrap_external>"
_CODE = (".py", ".pyc", ".so")


class Stash:
    """Made once in the template; its forks only read it, but for what they restore in their own memory."""

    def __init__(self, baseline: frozenset[str], recorder: Recorder, ours: str) -> None:
        """`baseline`: the modules that a fresh interpreter has loaded itself; they are never hidden.

        Modules from the folder `ours` never come back.
        """
        self._baseline = baseline
        self._recorder = recorder
        self._ours = ours
        # They live on although nothing else may name them.
        self._kept: list[ModuleType] = []
        self._modules: dict[str, ModuleType] = {}
        self._importers = dict(sys.path_importer_cache)
        self._path = list(sys.path)
        self._meta_path = list(sys.meta_path)
        self._import = __import__
        # Module -> what its import adds to a fresh interpreter before it.
        self._closures: dict[str, list[str]] = {}
        self._tops: set[str] = set()
        # Names whose real import has begun.
        self._gone: set[str] = set()
        self._restorer = _Restorer(self)
        self._marks = Marks()
        self._search: Any = BuiltinImporter.find_spec

    def load(self, names: list[str]) -> None:
        """Imports what can be imported; names that are not there, or need settings, are passed over."""
        filters = list(warnings.filters)
        with self._recorder:
            for name in names:
                fresh = name not in sys.modules
                try:
                    module = importlib.import_module(name)
                except Exception:  # noqa: S112 - any module may fail in any way without its program
                    continue
                if fresh:
                    self._marks.note(name, module)
        warnings.filters[:] = filters  # type: ignore[index]

    def loaded(self, name: str) -> ModuleType | None:
        return sys.modules.get(name)

    def hide(self) -> int:
        """Takes everything that a fresh interpreter lacks out of sight. Returns how many modules can come back."""
        self.hide_again()
        atexit._clear()
        sys.path_importer_cache.clear()
        sys.path_importer_cache.update(self._importers)
        recorder = self._recorder
        for exits in recorder.exits.values():
            for each in exits:
                each.forget()
        for name, module in self._modules.items():
            parent = _ALIASES.get(name) or name.rpartition(".")[0]
            if parent and _spec(module, "name") != name:
                # A second name of a module, entered by hand by the package it lies in.
                recorder.needs.setdefault(parent, {})[name] = None
        self._marks.take(self._modules)
        for name, cached in _LAZY.items():
            if name in self._modules:
                for attribute in cached:
                    self._modules[name].__dict__.pop(attribute, None)
        self._tops = {name.partition(".")[0] for name in self._modules if self._from_path(name)}
        _sign_as_importlib(Stash, Marks, Exit, _Restorer, _importable, _spec, begin_again)
        # Worked out before the forks: a fork pays for every page of ours that it touches.
        self._closures = {name: self._closure(name) for name in self._modules}
        # One reference that nobody gives back: an exiting program must not take all of this apart.
        ctypes.pythonapi.Py_IncRef(ctypes.py_object(self))
        # First on sys.meta_path, before path and frozen modules; the list itself looks as at home.
        setattr(BuiltinImporter, "find_spec", classmethod(self._find_spec))
        return len(self._modules)

    def hide_again(self) -> None:
        """Takes out of sight what was imported since."""
        for name in [name for name in sys.modules if name not in self._baseline]:
            module = sys.modules.pop(name)
            if (getattr(module, "__file__", None) or "").startswith(self._ours):
                self._kept.append(module)
                continue
            self._modules.setdefault(name, module)
            parent, _, last = name.rpartition(".")
            package = self._modules.get(parent) or sys.modules.get(parent)
            if package is not None and package.__dict__.get(last) is module:
                del package.__dict__[last]

    def own_pages(self) -> None:
        """Makes this fork's own copies of the pages that most programs write to at once: reference counts.

        Copied one page fault at a time after Run they cost a Django command a tenth of its time to the first line.
        Owning all that those import would gain a few per cent more, and have 1,300 pages copied for nothing instead of 500.
        """
        names = {each for usual in _USUAL for each in (*self._closures.get(usual, ()), usual)}
        for name in names & self._modules.keys():
            if name.partition(".")[0] in _OWNED:
                tuple(vars(self._modules[name]).values())

    def get(self, name: str) -> ModuleType | None:
        return self._modules.get(name)

    def restore(self, name: str) -> None:
        """Puts back what the import of `name` had pulled in before the module itself was whole."""
        loaded = sys.modules
        for each in self._closures.get(name) or self._closure(name):
            if each in loaded:
                continue
            module = self._modules[each]
            loaded[each] = module
            self._bind(each, module)
            self._put_back(each)
        self._put_back(name)

    def _put_back(self, name: str) -> None:
        self._marks.put_back(name)
        for call in self._recorder.exits.get(name, ()):
            call.register()

    def _bind(self, name: str, module: ModuleType) -> None:
        parent, _, last = name.rpartition(".")
        package = sys.modules.get(parent) or self._modules.get(parent)
        if package is not None:
            package.__dict__.setdefault(last, module)

    def _find_spec(self, _: type, name: str, *rest: Any) -> ModuleSpec | None:
        if name in self._modules and name not in sys.modules:
            if sys._getframe(2).f_code.co_name != "_find_and_load_unlocked":
                # Somebody asks where the module lies, not for the module.
                pass
            elif self._may_restore(name):
                return ModuleSpec(name, self._restorer)
            elif name not in self._gone:
                # The first real import of it in this process.
                self._gone.add(name)
                begin_again(self._modules[name])
        found: ModuleSpec | None = self._search(name, *rest)
        return found

    def _may_restore(self, name: str) -> bool:
        parent = name.rpartition(".")[0]
        if parent and sys.modules.get(parent) is not self._parent(parent):
            return False
        if sys.meta_path != self._meta_path or __import__ is not self._import:
            return False
        shadows = self._shadows()
        if shadows is None:
            return False
        shadows &= self._tops
        strangers = {
            each
            for each, module in sys.modules.items()
            if each in self._modules and self._modules[each] is not module
        }
        if not shadows and not strangers:
            return True
        return not any(
            each.partition(".")[0] in shadows or not strangers.isdisjoint(self._wanted(each))
            for each in (*self._closure(name), name)
        )

    def _parent(self, name: str) -> ModuleType | None:
        return self._modules.get(name) or (sys.modules.get(name) if name in self._baseline else None)

    def _from_path(self, name: str) -> bool:
        """False for what is loaded already, or found before sys.path is searched."""
        top = self._modules.get(name.partition(".")[0])
        return top is not None and _spec(top, "origin") not in ("built-in", "frozen")

    def _shadows(self) -> set[str] | None:
        """Names that a learner's folders give before ours; None when that cannot be said."""
        known = set(self._path)
        if [entry for entry in sys.path if entry in known] != self._path:
            return None
        last = len(sys.path) - sys.path[::-1].index(self._path[-1])
        names: set[str] = set()
        for entry in sys.path[:last]:
            if entry not in known:
                try:
                    names.update(_importable(entry))
                except (OSError, TypeError):
                    return None
        return names

    def _closure(self, name: str) -> list[str]:
        """What a real import of `name` would add before it, in its order."""
        order: list[str] = []
        seen = {name}
        work = [(name, iter(self._wanted(name)))]
        while work:
            owner, wanted = work[-1]
            for each in wanted:
                if each not in seen and each not in sys.modules and each in self._modules:
                    seen.add(each)
                    work.append((each, iter(self._wanted(each))))
                    break
            else:
                work.pop()
                if owner != name:
                    order.append(owner)
        return order

    def _wanted(self, name: str) -> list[str]:
        parent = name.rpartition(".")[0]
        needs = self._recorder.needs.get(name, ())
        return [parent, *needs] if parent else list(needs)

class _Restorer:
    """A loader that has the module already."""

    def __init__(self, stash: Stash) -> None:
        self._stash = stash

    def create_module(self, spec: ModuleSpec) -> ModuleType | None:
        module = self._stash.get(spec.name)
        if module is not None:
            spec.loader_state = module.__spec__
        return module

    def exec_module(self, module: ModuleType) -> None:
        spec = module.__spec__
        if spec is not None:
            module.__spec__ = spec.loader_state
            self._stash.restore(spec.name)


def _sign_as_importlib(*owners: Any) -> None:
    """Functions that a learner's import passes through: in the traceback of an interrupted one they look like Python's own."""

    def signed(code: CodeType) -> CodeType:
        inner = tuple(signed(each) if isinstance(each, CodeType) else each for each in code.co_consts)
        return code.replace(co_filename=_IMPORTLIB, co_consts=inner)

    for owner in owners:
        for each in vars(owner).values() if isinstance(owner, type) else (owner,):
            if isinstance(each, FunctionType):
                each.__code__ = signed(each.__code__)


def _importable(folder: str) -> list[str]:
    """First parts of the names of everything in `folder` that could be a module. Raises OSError."""
    return [
        name.partition(".")[0]
        for name in os.listdir(folder or ".")
        if "." not in name or name.endswith(_CODE)
    ]


def _spec(module: object, field: str) -> object:
    return getattr(getattr(module, "__spec__", None), field, None)
