import subprocess
import sys

done = subprocess.run([sys.executable, "-c", "import sys, redis; print(redis.__version__, sys.argv, sys.path); sys.exit(4)"], capture_output=True, text=True)
print(done)
print("ours, then the child's, in order")
subprocess.run(["sh", "-c", "echo from the shell; echo to stderr >&2; exit 2"])
print(subprocess.run(["cat"], input=b"through", stdout=subprocess.PIPE).stdout)
