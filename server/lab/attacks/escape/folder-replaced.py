# Tries: puts a link in the place of its whole folder, so that the next files are written elsewhere.
# Layer: file placing
# How: a folder that is a link is replaced
# Reads: ^replaced
# Ends: exit 0
import os

here = os.getcwd()
os.chdir("..")
os.rename(here, here + ".away")
os.symlink("/tmp", here)
print("replaced")
