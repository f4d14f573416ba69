# Tries: has values of gigabytes by writing their last byte only.
# Layer: redis limits
# How: a value with a hole is bounded like one without
# Reads: ^6 refused, 0 bytes$
# Ends: exit 0
import redis

r = redis.Redis()
END = 1 << 31
refused = 0
for command in (
    ("SETRANGE", "a", str(END), "x"),
    ("SETRANGE", "b", str(512 << 20), "x"),
    ("SETBIT", "c", str((1 << 32) - 1), "1"),
    ("BITFIELD", "d", "SET", "u8", str((1 << 32) - 8), "1"),
    ("SETRANGE", "e", str(9 << 20), "x"),
    ("BITFIELD", "f", "SET", "u8", str(80 << 20), "1"),
):
    try:
        print("broke", command, r.execute_command(*command))
    except redis.RedisError:
        refused += 1
print(f"{refused} refused, {sum(r.strlen(key) for key in 'abcdef')} bytes")
