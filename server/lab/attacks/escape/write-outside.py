# Tries: writes anywhere but in its home and /tmp.
# Layer: read-only root
# How: EROFS everywhere else
# Reads: ^0 of \d+ folders
# Ends: exit 0
import os

wrote = 0
folders = []
for folder, below, _ in os.walk("/"):
    below[:] = [name for name in below if f"{folder}/{name}" not in ("//proc", "//usr", "//tmp", "//home")]
    folders.append(folder)
folders += ["/usr", "/usr/bin", "/usr/lib", "/usr/local", "/usr/share"]
for folder in folders:
    if folder in ("/dev/shm",):
        continue
    try:
        with open(f"{folder}/planted", "w") as file:
            file.write("x")
        wrote += 1
        print("broke:", folder)
    except OSError:
        pass
for path in ("/etc/passwd", "/opt/lab/run.py", "/usr/bin/python3"):
    if os.access(path, os.W_OK):
        print("broke:", path)
print(wrote, "of", len(folders), "folders")
