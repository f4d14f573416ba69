import io, os, sys
print(type(sys.stdout), sys.stdout.name, sys.stdout.mode, sys.stdout.newlines, sys.stdout.isatty(), sys.stdout.fileno())
print(sys.stdout.write_through, sys.stdout.line_buffering, sys.stdout is sys.__stdout__)
print(sys.stdout, sys.stderr, sys.stdin)
os.write(1, b"raw to 1\n")
os.write(2, b"raw to 2\n")
old = sys.stdout
sys.stdout = io.StringIO()
print("captured")
text = sys.stdout.getvalue()
sys.stdout = old
print(repr(text))
sys.stdout.reconfigure(encoding="latin-1", errors="replace")
print("\u00e4 \u4e16")
print("no newline", end="")
