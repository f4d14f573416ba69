import os, sys
name = os.fsdecode(b"bad-\xff-name")
open(name, "w").close()
print([n for n in os.listdir() if n.startswith("bad")])
print(sys.stdout.encoding, sys.stdout.errors, sys.stderr.errors, sys.stdin.encoding, sys.stdin.errors)
sys.stderr.write(name + "\n")
print(name)
