import decimal, logging, sqlite3, threading
from concurrent.futures import ThreadPoolExecutor

print(list(logging.Logger.manager.loggerDict))
mine = logging.getLogger("redis.asyncio")
with ThreadPoolExecutor() as pool:
    print(pool.submit(lambda: threading.current_thread().name).result())
try:
    sqlite3.connect(":memory:").execute("select ?", (decimal.Decimal("1.5"),))
except sqlite3.Error as error:
    print(error)
print(sorted(sqlite3.converters))

import django.db.backends.sqlite3.base, redis
print(sorted(sqlite3.converters))
print(sorted(logging.Logger.manager.loggerDict), mine.parent)
with ThreadPoolExecutor() as pool:
    print(pool.submit(lambda: threading.current_thread().name).result())
