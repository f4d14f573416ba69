# Tries: calls the kernel by the numbers of 32-bit programs, which a filter for 64 bits reads wrongly.
# Layer: foreign calls
# How: SIGSYS at int 0x80
# Reads: SIGSYS|not of this machine
# Ends: any
import ctypes
import mmap
import os
import platform
import signal

if platform.machine() != "x86_64":
    print("not of this machine")
    raise SystemExit
# mov eax, 20 (getpid); int 0x80; ret
code = mmap.mmap(-1, 4096, prot=mmap.PROT_READ | mmap.PROT_WRITE | mmap.PROT_EXEC)
code.write(b"\xb8\x14\x00\x00\x00\xcd\x80\xc3")
address = ctypes.addressof(ctypes.c_char.from_buffer(code))
if os.fork() == 0:
    print("broke:", ctypes.CFUNCTYPE(ctypes.c_int)(address)())
    os._exit(0)
print(signal.Signals(os.WTERMSIG(os.wait()[1])).name)
