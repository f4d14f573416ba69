import sys
print("\u00e4\u00f6\u00fc \u4e16\u754c \U0001f40d")
sys.stdout.buffer.write(bytes(range(256)))
sys.stdout.buffer.write(b"\xff\xfe no newline at the end")
sys.stderr.buffer.write(b"\x00\x80\n")
