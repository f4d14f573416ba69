try:
    import _interpreters as interpreters
except ImportError:
    import _xxsubinterpreters as interpreters

second = interpreters.create()
interpreters.run_string(second, "import sys; print(sys.path[0], 'sitecustomize' in sys.modules)")
interpreters.destroy(second)
print("and the first goes on")
