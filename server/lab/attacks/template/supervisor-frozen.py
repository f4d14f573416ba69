# Tries: keeps its supervisor busy for ever, so that no limit of its run is kept.
# Layer: server timer
# How: the server ends a lab that misses the time of a run
# Reads: lost
# Ends: lost
print("this is never run: inside.py is")
