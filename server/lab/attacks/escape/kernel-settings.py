# Tries: writes what the kernel lets root set: how crashes are handled, who may be traced, how much is kept.
# Layer: no capabilities
# How: settings of the kernel cannot be written
# Reads: 0 of \d+ could be opened
# Ends: exit 0
import os

NAMES = (
    "sys/kernel/core_pattern sys/kernel/modprobe sys/kernel/hostname sys/vm/overcommit_memory sysrq-trigger "
    "sys/net/ipv4/ip_forward sys/net/ipv4/tcp_wmem sys/user/max_user_namespaces sys/fs/binfmt_misc/register "
    "self/uid_map self/gid_map self/setgroups 1/oom_score_adj kcore kmsg kallsyms"
).split()
opened = []
for name in NAMES:
    try:
        os.close(os.open(f"/proc/{name}", os.O_WRONLY))
        opened.append(name)
    except OSError:
        pass
# Of one's own maps the writing is refused, not the opening.
maps = [name for name in opened if name.startswith("self/")]
for name in maps:
    try:
        with open(f"/proc/{name}", "w") as file:
            file.write("0 0 1" if "map" in name else "allow")
        print("broke:", name)
    except OSError:
        opened.remove(name)
for name in opened:
    print("broke:", name)
print(len(opened), "of", len(NAMES), "could be opened")
