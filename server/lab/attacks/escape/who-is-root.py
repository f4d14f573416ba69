# Tries: owns what root owns, by being root of its own namespace.
# Layer: user namespace
# How: one user is mapped, and it is nobody to the machine
# Reads: ^1 user, root is 65534, EPERM EPERM$
# Ends: exit 0
import errno
import os

with open("/proc/self/uid_map") as file:
    maps = file.read().splitlines()
users = sum(int(line.split()[2]) for line in maps)
told = []
for call in (lambda: os.chown("/tmp", 0, 0), lambda: os.chmod("/usr/bin/su", 0o777)):
    try:
        call()
        told.append("broke")
    except OSError as error:
        told.append(errno.errorcode[error.errno].replace("EINVAL", "EPERM").replace("EROFS", "EPERM"))
print(f"{users} user, root is {os.stat('/usr').st_uid},", *told)
