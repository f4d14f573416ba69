import sys
before = set(sys.modules)
import json
print(sorted(set(sys.modules) - before))
import xml
print(hasattr(xml, "etree"), hasattr(xml, "dom"))
import redis
print("asyncio" in sys.modules, "django" in sys.modules, "xml.etree" in sys.modules)
print(redis.__spec__.origin, redis.__loader__.__class__.__name__, redis.client.__cached__)
print(len(set(sys.modules)) > 100, sorted(m for m in sys.modules if m.startswith("concurrent")))
