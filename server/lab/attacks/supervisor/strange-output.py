# Tries: commands the page and the terminal by what it prints: escapes, direction marks, nulls, tags of HTML.
# Layer: message schema
# How: output is text to the page, whatever it is
# Reads: onerror=alert
# Ends: exit 0
import os

STRANGE = (
    b"\x1b]0;title\x07\x1b[2J\x1b[3J\x1bc\x1b[?1049h\x1b]52;c;aGk=\x07\x1bP+q544e\x1b\\",
    "\u202e\u2066\u200f\ufeff\ufff9 abc".encode(), b"\0\0\0\xff\xfe\xed\xa0\x80\xf4\x90\x80\x80",
    b"<img src=x onerror=alert(1)><script>parent.postMessage(1, '*')</script>",
    b"__proto__ constructor ${7*7} {{7*7}} javascript:alert(1) %s%s%n", b"\r" * 50, b"\x08" * 50,
)
for text in STRANGE:
    os.write(1, text + b"\n")
    os.write(2, text + b"\n")
