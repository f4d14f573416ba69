# Tries: reads passwords, keys and logs of the machine.
# Layer: mount namespace
# How: only a system of programs is there
# Reads: ^\['bin', 'dev', 'etc', 'home', 'lib', ('lib32', )?('lib64', )?'opt', 'proc', ('sbin', )?'tmp', 'usr'\]$
# Ends: exit 0
import os

for path in ("/etc/shadow", "/etc/ssh", "/etc/ssl/private", "/etc/hostname", "/etc/resolv.conf", "/root", "/home/tester",
             "/var", "/sys", "/boot", "/run", "/srv", "/mnt", "/media", "/proc/kcore"):
    try:
        os.close(os.open(path, os.O_RDONLY))
        print("broke:", path)
    except OSError:
        pass
if os.listdir("/home") != ["learner"]:
    print("broke: other homes")
print(sorted(os.listdir("/")))
