print(__name__, __file__, __builtins__.__name__, __doc__, __spec__, __package__)
print(sorted(name for name in globals() if name.startswith("__")))
print(__loader__.__class__.__name__, globals().get("__annotations__"))
