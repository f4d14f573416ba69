import sys
print(sorted(sys.modules))
print(sorted(sys.path_importer_cache))
print([type(finder).__name__ if not isinstance(finder, type) else finder.__name__ for finder in sys.meta_path])
