import os, subprocess, sys
saved = os.dup(1)
with open("log.txt", "w") as log:
    os.dup2(log.fileno(), 1)
    print("into the file")
    subprocess.run(["echo", "child too"])
    os.dup2(saved, 1)
print("back again")
print(open("log.txt").read())
os.close(2)
print("stderr is closed")
print("lost", file=sys.stderr)
