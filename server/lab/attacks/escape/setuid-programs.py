# Tries: becomes root by the programs that the system has for it.
# Layer: no new privileges
# How: setuid programs start without their rights
# Reads: [1-9]\d* programs, none of them root
# Ends: exit 0
import os
import stat
import subprocess

found = []
for folder in ("/usr/bin", "/usr/sbin", "/usr/lib/openssh", "/usr/lib/dbus-1.0"):
    for name in os.listdir(folder) if os.path.isdir(folder) else []:
        path = f"{folder}/{name}"
        if os.path.isfile(path) and os.stat(path).st_mode & (stat.S_ISUID | stat.S_ISGID):
            found.append(path)
for command in (["su", "-c", "id -u"], ["mount", "-t", "tmpfs", "x", "/tmp"], ["passwd", "-d", "root"]):
    try:
        done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, timeout=10)
    except FileNotFoundError:
        continue
    if done.returncode == 0:
        print("broke:", *command)
print(len(found), "programs, none of them root")
