"""Runs the template inside the interpreter's own start; in a forked learner's process it steps aside.

Python imports this during its start, before it looks at the file it was asked to run. By returning from here
with that file's name exchanged in memory, CPython itself runs the learner's file, with nothing of ours below it.
"""

import os
import sys

_BOOT = "/opt/lab/boot"


def _stand_aside() -> None:
    """Gives the system's own sitecustomize, if it has one, this module's place."""
    boot = sys.path.pop(0)
    sys.path_importer_cache.pop(boot, None)
    mine = sys.modules.pop("sitecustomize")
    try:
        import sitecustomize  # noqa: F401
    except ImportError:
        pass
    sys.modules.setdefault("sitecustomize", mine)


def _serve() -> None:
    baseline = frozenset(sys.modules)
    importers = dict(sys.path_importer_cache)
    sys.path.insert(0, "/opt/lab")
    import imports

    recorder = imports.Recorder()
    with recorder:
        import template
    sys.path.pop(0)
    sys.path_importer_cache.clear()
    sys.path_importer_cache.update(importers)
    template.serve(baseline, recorder)


def _run() -> None:
    try:
        _stand_aside()
        _serve()
    except BaseException:
        import traceback

        # Never goes on as an interpreter that is not confined.
        traceback.print_exc()
        os._exit(1)


# A second interpreter in a program's process searches the first one's path, too; its environment is clean by then.
if _BOOT in os.environ.get("PYTHONPATH", "").split(":"):
    _run()
else:
    _stand_aside()
if sys.modules["sitecustomize"].__spec__ is __spec__:
    # As on a system that has none: `site` passes over it and forgets this module.
    raise ImportError(name="sitecustomize")
