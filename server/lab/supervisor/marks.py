"""What an import leaves in other modules: taken away while the importing module is hidden, put back with it."""

from itertools import count
from types import ModuleType
from typing import Any

# Tables of one module that a module of another package fills.
_TABLES = {"sqlite3.dbapi2": ("adapters", "converters")}
_FILLS_TABLES = "django.db.backends.sqlite3.base"
# Makes one executor when it is imported, and so takes the first number for names of threads.
_MAKES_EXECUTOR = "asgiref.sync"


class Marks:
    """Belongs to a stash: `note` while it loads, `take` when it hides, `put_back` for each module that comes back."""

    def __init__(self) -> None:
        self._before: list[tuple[dict[Any, Any], dict[Any, Any]]] = []
        self._added: list[tuple[dict[Any, Any], dict[Any, Any]]] = []
        self._manager: Any = None
        self._placeholder: type = object
        # Module -> attribute -> logger that the module asked for.
        self._loggers: dict[str, dict[str, Any]] = {}
        self._executors: Any = None

    def note(self, name: str, module: ModuleType) -> None:
        """`module` is fresh, nobody has touched it."""
        for table in _TABLES.get(name, ()):
            live = getattr(module, table)
            self._before.append((live, dict(live)))

    def take(self, modules: dict[str, ModuleType]) -> None:
        for live, before in self._before:
            self._added.append((live, {key: live[key] for key in live if live[key] is not before.get(key)}))
            live.clear()
            live.update(before)
        if "logging" in modules:
            self._take_loggers(modules["logging"], modules)
        if "concurrent.futures.thread" in modules:
            self._executors = modules["concurrent.futures.thread"].ThreadPoolExecutor
            self._executors._counter = count().__next__

    def put_back(self, name: str) -> None:
        for attribute, logger in self._loggers.get(name, {}).items():
            self._enter(name, attribute, logger)
        if name == _FILLS_TABLES:
            for live, added in self._added:
                live.update(added)
        elif name == _MAKES_EXECUTOR and self._executors is not None:
            self._executors._counter()

    def _take_loggers(self, logging: Any, modules: dict[str, ModuleType]) -> None:
        self._manager, self._placeholder = logging.Logger.manager, logging.PlaceHolder
        self._modules = modules
        for name, module in modules.items():
            found = {
                attribute: value
                for attribute, value in vars(module).items()
                if type(value) is logging.Logger and self._manager.loggerDict.get(value.name) is value
            }
            if found and name != "logging":
                self._loggers[name] = found
        self._manager.loggerDict.clear()

    def _enter(self, name: str, attribute: str, logger: Any) -> None:
        """As `logging.getLogger` would: a logger of that name which is there already is the one."""
        known = self._manager.loggerDict
        there = known.get(logger.name)
        if there is logger:
            return
        if there is not None and not isinstance(there, self._placeholder):
            setattr(self._modules[name], attribute, there)
            return
        known[logger.name] = logger
        if there is not None:
            self._manager._fixupChildren(there, logger)
        self._manager._fixupParents(logger)
