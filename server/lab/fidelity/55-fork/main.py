import os, sys
print("before fork")
child = os.fork()
if child == 0:
    print("child", os.getppid() > 0)
    sys.exit(5)
print("parent", os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
