# Tries: has its supervisor, whose processes nobody counts, make as many as the machine can hold.
# Layer: task fence
# How: the kernel refuses a lab's next process, whoever asks
# Reads: refused: a process more than 1[0-2]\d was refused
# Ends: any
# Needs: pids
print("this is never run: inside.py is")
