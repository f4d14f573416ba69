# Tries: reaches the template and other labs with the rights of its supervisor, having code run in it.
# Layer: own root
# How: a supervisor has its lab and nothing of what lies around it
# Reads: refused: 0 reached
# Ends: any
print("this is never run: inside.py is")
