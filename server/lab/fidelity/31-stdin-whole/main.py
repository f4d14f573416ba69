import sys
print(sys.stdin.isatty(), sys.stdin.fileno(), sys.stdin.name, sys.stdin.mode)
for number, line in enumerate(sys.stdin, 1):
    print(number, repr(line))
print(repr(sys.stdin.read()), sys.stdin.buffer.read())
