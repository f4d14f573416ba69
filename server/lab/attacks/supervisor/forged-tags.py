# Tries: forges the marks by which the lines of threads are told apart.
# Layer: output bounds
# How: a forged mark garbles only its own output
# Reads: x{500}
# Ends: exit 0
import os
import struct
import sys
import threading

threading.Thread(target=len, args=("",)).start()
cells = sys.stdout.buffer.write.__closure__
magic = next(cell.cell_contents for cell in cells if isinstance(cell.cell_contents, bytes))
for number in range(50):
    os.write(1, magic + struct.pack("<IIH", 7, number % 60, 60_000) + b"x" * 60_000)
    os.write(1, magic + os.urandom(10))
    os.write(1, magic[:5])
