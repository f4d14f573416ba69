# Tries: fills the disk, everywhere it can write.
# Layer: sized storage
# How: ENOSPC at 16 MB, /dev/shm at 4 MB
# Reads: home ENOSPC 16\ntmp ENOSPC 0\nshm ENOSPC 4\n
# Ends: exit 0
import errno
import os


def fill(place):
    written = 0
    try:
        for number in range(64):
            with open(f"{place}/fill{number}", "wb", buffering=0) as file:
                for _ in range(128):
                    written += file.write(bytes(1 << 16))
    except OSError as error:
        return f"{errno.errorcode[error.errno]} {(written + (1 << 19)) >> 20}"
    return f"broke: {written >> 20} MB"


places = {"home": os.environ["HOME"], "tmp": "/tmp", "shm": "/dev/shm"}
for name, place in places.items():
    print(name, fill(place))
for place in places.values():
    for number in range(64):
        if os.path.exists(f"{place}/fill{number}"):
            os.unlink(f"{place}/fill{number}")
