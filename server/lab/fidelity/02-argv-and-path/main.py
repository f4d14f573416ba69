import os, sys
print(sys.argv, sys.orig_argv, sys.path, os.getcwd(), sys.executable)
print(sys.flags, sys.prefix, sys.getfilesystemencoding(), sys.getdefaultencoding())
print(sorted(os.environ.items()))
