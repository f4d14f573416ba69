import threading

import redis

first, second = redis.Redis(decode_responses=True), redis.Redis(decode_responses=True)
connections = {}
for name, client in (("first", first), ("second", second)):
    client.client_setname(name)
    connection = client.connection_pool.get_connection()
    connections[name] = "%s:%d" % connection._sock.getsockname()
    print(name, "talks to", connection._sock.getpeername())
    client.connection_pool.release(connection)

for seen in first.client_list():
    print(seen["name"], seen["addr"] == connections[seen["name"]], seen["laddr"], seen["flags"], seen["sub"])
print(second.client_info()["addr"] == connections["second"])
print(first.info("clients")["connected_clients"], first.info("clients")["maxclients"] > 2)

with first.monitor() as monitor:
    second.set("greeting", "hello")
    seen = monitor.next_command()
    address = f"{seen['client_address']}:{seen['client_port']}"
    print(seen["command"], seen["db"], seen["client_type"], address == connections["second"])

# The monitor's connection was the first's: Redis may yet have to read that it is closed.
while len(second.client_list()) > 1:
    pass
print(second.client_kill_filter(addr=connections["first"]))
print(second.client_list()[0]["name"], first.ping())
