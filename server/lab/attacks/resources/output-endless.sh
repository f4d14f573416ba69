# Tries: prints for ever, as fast as it can.
# Layer: output bounds
# How: Stop reaches a program whose output nobody reads
# Reads: yyyy
# Ends: stopped
# After: yyyy
exec yes yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy
