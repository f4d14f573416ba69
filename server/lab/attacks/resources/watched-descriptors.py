# Tries: watches each of its descriptors from each of them: memory of the kernel that grows by the square.
# Layer: file limits
# How: watches end with the descriptors that they are of
# Reads: ^EMFILE after \d{2,3} watchers, 0 left$
# Ends: exit 0
import errno
import os
import select

watchers, said = [], ""
pipes = [os.pipe() for _ in range(20)]
try:
    for _ in range(10_000):
        watcher = select.epoll()
        watchers.append(watcher)
        for reading, _ in pipes:
            watcher.register(reading)
except OSError as error:
    said = errno.errorcode[error.errno]
for watcher in watchers:
    watcher.close()
for pair in pipes:
    for end in pair:
        os.close(end)
left = 0
for name in os.listdir("/proc/self/fd"):
    try:
        left += "eventpoll" in os.readlink(f"/proc/self/fd/{name}")
    except FileNotFoundError:
        pass
print(f"{said} after {len(watchers)} watchers, {left} left")
