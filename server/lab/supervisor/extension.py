"""C modules that keep other modules' objects in their own static memory, as `_asyncio` of CPython 3.11 does.

Such a module goes with the modules it was first imported beside. Where others take their place, it must begin again.
"""

import ctypes
from types import ModuleType

# Words of CPython's struct PyModuleDef (moduleobject.h, the same from 3.5 on).
_COPY, _SIZE, _FREE = 4, 7, 12
_KEPT_FOR_GOOD = -1


def begin_again(module: ModuleType) -> None:
    """Lets go what the module's first import has stored, so that its next import is a first one.

    Does nothing to modules that keep no such memory.
    """
    definition = ctypes.pythonapi.PyModule_GetDef
    definition.restype = ctypes.c_void_p
    address = definition(ctypes.py_object(module))
    if not address:
        return
    words = (ctypes.c_ssize_t * (_FREE + 1)).from_address(address)
    if words[_SIZE] != _KEPT_FOR_GOOD or not words[_FREE]:
        return
    ctypes.PYFUNCTYPE(None, ctypes.py_object)(words[_FREE])(module)
    # Without its copy CPython calls the module's first function again.
    words[_COPY] = 0
