import atexit, builtins, codecs, contextvars, json, os, sys, threading, types

class Last:
    def __init__(self, name):
        self.name = name
    def __call__(self, *_):
        return None
    def __del__(self, write=os.write):
        write(1, f"gone: {self.name}\n".encode())

kept = Last("a name in main")
loop = Last("a cycle in main")
loop.self = loop
own = threading.local()
own.kept = Last("of one thread")
context = contextvars.ContextVar("context")
context.set(Last("in a context"))
builtins.added = Last("in builtins")
builtins._ = Last("under the name of a prompt's result")
sys.added = Last("in sys")
sys.last_value = Last("under the name of an error")
sys.excepthook = Last("a hook")
sys.meta_path.append(Last("at the end of meta_path"))
sys.path_hooks.append(Last("at the end of path_hooks"))
json.added = Last("in a library")
codecs.register(Last("a search for codecs"))
atexit.register(Last("called at the exit"))
sys.modules["named"] = Last("where a module would be")
sys.modules["made"] = types.ModuleType("made")
sys.modules["made"].added = Last("in a module of its own making")
if hasattr(sys, "monitoring"):
    sys.monitoring.use_tool_id(3, "tool")
    sys.monitoring.register_callback(3, sys.monitoring.events.LINE, Last("a tool that watches"))
print("the program ends")
