# Tries: makes a node of the machine's disk and of its memory.
# Layer: no capabilities
# How: device nodes cannot be made
# Reads: EPERM EPERM EPERM
# Ends: exit 0
import errno
import os
import stat

for major, minor in ((1, 1), (8, 0), (254, 0)):
    try:
        os.mknod("/tmp/node", 0o600 | stat.S_IFBLK, os.makedev(major, minor))
        print("broke")
    except OSError as error:
        print(errno.errorcode[error.errno], end=" ")
