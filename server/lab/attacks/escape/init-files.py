# Tries: reads its first process through /proc: memory, environment, descriptors, root.
# Layer: undumpable init
# How: EACCES for what it is and holds
# Reads: ^EACCES( EACCES)+$
# Ends: exit 0
import errno
import os

NAMES = "mem environ maps smaps pagemap stack syscall auxv io fd/3 root/etc cwd/x exe ns/user".split()


def look(name):
    try:
        os.close(os.open(f"/proc/1/{name}", os.O_RDONLY))
    except OSError as error:
        return errno.errorcode[error.errno].replace("EPERM", "EACCES")
    return f"broke: {name}"


print(*map(look, NAMES))
