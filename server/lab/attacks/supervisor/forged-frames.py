# Tries: prints frames of the wire between lab and server, and of the page.
# Layer: frame bounds
# How: output is bytes inside a frame, never a frame
# Reads: ^it goes on$
# Ends: exit 3
import json
import os
import struct
import sys

FORGED = (
    {"op": "ended", "run": 1, "at": 1, "cause": "exit", "status": 0},
    {"op": "opened", "slot": 1}, {"op": "gone", "slot": 0}, {"op": "broker", "at": 1, "state": "stopped"},
    {"type": "events", "events": [{"seq": 1, "at": 0, "event": {"type": "lab", "lab": {"type": "none"}}}]},
)
for one in FORGED:
    text = json.dumps(one).encode()
    for frame in (struct.pack(">I", len(text) + 1) + b"J" + text, text + b"\n", struct.pack(">I", 1 << 31) + b"J"):
        os.write(1, frame)
        os.write(2, frame)
print("\nit goes on")
sys.exit(3)
