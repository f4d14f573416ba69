# Tries: leaves links, pipes and locked folders where the next program's files are placed.
# Layer: file placing
# How: what lies in a file's place is taken away
# Reads: ^planted
# Ends: exit 0
import os

os.unlink("ping.py")
os.symlink("/opt/lab/run.py", "ping.py")
os.unlink("keeper.py")
os.mkfifo("keeper.py")
os.unlink("canary.txt")
os.mkdir("canary.txt")
os.mkfifo("canary.txt/pipe")
os.chmod("canary.txt", 0)
print("planted")
here = os.open(".", os.O_RDONLY)
os.chmod("..", 0)
os.fchmod(here, 0)
