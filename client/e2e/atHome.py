"""Runs one command as at home: a Redis at localhost:6379, and a visit to the app where it is one.

Arguments: the redis-server, an address to visit or "", the command. It is run in a network of its own, so that
localhost:6379 is nobody else's, and in its own process tree, so that nothing outlives it.
"""

import socket
import subprocess
import sys
import time
import urllib.request


def reach(port: int, process: subprocess.Popen[bytes]) -> None:
    """Waits until somebody listens there; raises when `process`, which should, has ended."""
    while process.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port)).close()
            return
        except OSError:
            time.sleep(0.02)
    raise SystemExit(f"nobody listens at {port}")


def main() -> None:
    """Prints what the command prints, or the page that was visited."""
    redis_server, url, *command = sys.argv[1:]
    redis = subprocess.Popen([redis_server, "--port", "6379", "--save", ""], stdout=subprocess.DEVNULL)
    reach(6379, redis)
    if url == "":
        raise SystemExit(subprocess.run(command, check=False).returncode)
    app = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    reach(int(url.split(":")[2].split("/")[0]), app)
    with urllib.request.urlopen(url) as answer:
        print(answer.read().decode())


if __name__ == "__main__":
    main()
