# Tries: makes namespaces by the call whose flags lie in memory, where no filter can read them.
# Layer: call filter
# How: clone3 does not exist
# Reads: ENOSYS
# Ends: exit 0
import ctypes
import errno
import struct

libc = ctypes.CDLL(None, use_errno=True)
args = ctypes.create_string_buffer(struct.pack("11Q", 0x10000000, 0, 0, 0, 17, 0, 0, 0, 0, 0, 0))
done = libc.syscall(435, args, 88)
print("broke" if done >= 0 else errno.errorcode[ctypes.get_errno()])
