"""Plays an unpacked lesson as one would at home: a Redis, play.py for each step, Ctrl-C; tells what was printed as JSON.

Arguments: the lesson's folder, the redis-server, and what is to be waited for as JSON. It is run in a network of its own,
so that localhost:6379 is nobody else's.
"""

import json
import os
import queue
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from typing import Any

PATIENCE = 60.0


class Player:
    """One play.py, its lines read as they come."""

    def __init__(self, folder: str, *words: str) -> None:
        self.lines: list[str] = []
        self._fresh: queue.Queue[str | None] = queue.Queue()
        self._process = subprocess.Popen(
            [sys.executable, "play.py", *words],
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            self._fresh.put(line.rstrip("\n"))
        self._fresh.put(None)

    def until(self, enough: Callable[[list[str]], bool]) -> None:
        """Reads on until `enough`, or the end."""
        deadline = time.monotonic() + PATIENCE
        while not enough(self.lines):
            line = self._fresh.get(timeout=max(0.0, deadline - time.monotonic()))
            if line is None:
                return
            self.lines.append(line)

    def stop(self) -> int:
        """Ctrl-C, all that it still prints, and its exit code."""
        self._process.send_signal(signal.SIGINT)
        self.until(lambda _: False)
        return self._process.wait(timeout=PATIENCE)


def printed(lines: list[str], label: str, mark: str) -> list[str]:
    """What the program with this label has behind its name."""
    return [rest for who, _, rest in (line.partition(f" {mark} ") for line in lines) if who.strip() == label]


def enough(lines: list[str], wanted: dict[str, Any]) -> bool:
    """Each program has begun and printed as many lines as the step claims; each app answers; who ends has ended."""
    seen = {label: printed(lines, label, "~") for label in [*wanted["lines"], *wanted["apps"], *wanted["over"]]}
    return (
        all(seen[label] and len(printed(lines, label, "|")) >= count for label, count in wanted["lines"].items())
        and all(any("answers in" in line for line in seen[label]) for label in wanted["apps"])
        and all(any(line.startswith(("exited", "ended")) for line in seen[label]) for label in wanted["over"])
    )


def visit(url: str, patience: float) -> str:
    """The page, or that it does not come."""
    try:
        with urllib.request.urlopen(url, timeout=patience) as answer:
            return str(answer.read().decode())
    except urllib.error.HTTPError as error:
        return f"status {error.code}"
    except OSError as error:
        return f"no answer: {error}"


def play(folder: str, step: dict[str, Any]) -> dict[str, Any]:
    """One step: what starts together, visits, what is started by hand, Ctrl-C."""
    first = Player(folder, step["id"])
    first.until(lambda lines: enough(lines, step["run"]))
    # The first one answers, however long that takes; one after it may freeze the app.
    pages = {url: visit(url, 1.5 if at else PATIENCE) for at, url in enumerate(step["visits"])}
    hands = []
    for hand in step["hands"]:
        player = Player(folder, step["id"], hand["id"])
        player.until(lambda lines, wanted=hand: enough(lines, wanted))
        hands.append(player)
    first.until(lambda lines: enough(lines, step["after"]))
    codes = [player.stop() for player in [*reversed(hands), first]]
    lines = [line for player in [first, *hands] for line in player.lines]
    return {"id": step["id"], "lines": lines, "pages": pages, "codes": codes, "left": left_over(PATIENCE)}


def left_over(patience: float) -> list[str]:
    """Who stays: what was ended is not gone at once."""
    deadline = time.monotonic() + patience
    while (found := running()) and time.monotonic() < deadline:
        time.sleep(0.05)
    return found


def running() -> list[str]:
    """Processes of this world beside Redis, the outermost and this one."""
    found = []
    for pid in filter(str.isdigit, os.listdir("/proc")):
        try:
            with open(f"/proc/{pid}/cmdline", "rb") as file:
                command = file.read().replace(b"\0", b" ").decode()
        except OSError:
            continue
        if "play.py" in command or "/python" in command and int(pid) != os.getpid() and "atHome" not in command:
            found.append(command)
    return found


def main() -> None:
    """Prints one line of JSON for each step."""
    folder, redis_server, plan, libraries = sys.argv[1:]
    env = {**os.environ, **({"LD_LIBRARY_PATH": libraries} if libraries else {})}
    settings = ["--port", "6379", "--save", "", "--dir", folder]
    with subprocess.Popen([redis_server, *settings], stdout=subprocess.DEVNULL, env=env) as redis:
        try:
            while True:
                try:
                    socket.create_connection(("localhost", 6379)).close()
                    break
                except OSError:
                    time.sleep(0.02)
            for step in json.loads(plan):
                print(json.dumps(play(folder, step)), flush=True)
        finally:
            redis.kill()


if __name__ == "__main__":
    main()
