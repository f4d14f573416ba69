"""A learner's file with a name that `inspect`, and through it asyncio, imports."""
import sys
print("my token")
here = sys.path.pop(0)
del sys.modules["token"]
import token
sys.path.insert(0, here)
