"""Plays the server for tests: starts a template in bubblewrap, opens labs, runs programs in them."""

import base64
import json
import os
import resource
import select
import signal
import socket
import subprocess
import time
from pathlib import Path
from typing import Any

import frames

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[2]
MB = 1 << 20

LIMITS: dict[str, Any] = {
    **{"tasks": 64, "memory": 256 * MB, "sockets": 400, "runs": 8, "ptys": 8},
    "storage": {"bytes": 16 * MB, "files": 2000},
    "shm": {"bytes": 4 * MB, "files": 200},
    "program": {
        **{"data": 256 * MB, "address": 1024 * MB, "stack": 8 * MB},
        **{"openFiles": 128, "fileSize": 16 * MB, "pendingSignals": 64},
    },
    "broker": {"data": 128 * MB, "address": 512 * MB, "openFiles": 256, "fileSize": MB},
    **{"graceMs": 2000, "hungMs": 200, "partialMs": 20, "partialBytes": 65536},
    **{"unsent": 262144, "input": MB, "memoryEveryMs": 50, "activityEveryMs": 100},
}
# The machine's own parts, or those that set-up has unpacked where it may not install.
UNPACKED = f"{ROOT}/var/system"
BWRAP = next(file for file in ("/usr/bin/bwrap", f"{UNPACKED}/usr/bin/bwrap") if os.path.exists(file))
BROKER: dict[str, Any] = (
    {"program": "/usr/bin/redis-server", "env": {}}
    if os.path.exists("/usr/bin/redis-server")
    else {
        "program": "/opt/system/usr/bin/redis-server",
        "env": {"LD_LIBRARY_PATH": f"/opt/system/usr/lib/{os.uname().machine}-linux-gnu"},
    }
)
PREPARE = '{ echo 500 > /proc/self/oom_score_adj; } 2>/dev/null; ulimit -S -s 2048; exec "$@"'

DROP = ["/usr/bin/setpriv", "--reuid", "64001", "--regid", "64001", "--clear-groups", "--"]


def filters() -> tuple[bytes, bytes]:
    """The lab's and the run's filter, from the generator of the server."""
    script = (
        "import('./server/lab/seccomp.ts').then(({ filter }) => import('./server/lab/syscalls.ts').then(({ archOf }) =>"
        " console.log(JSON.stringify(['lab', 'run'].map((kind) => filter(kind, archOf(process.arch)).toString('base64'))))))"
    )
    command = ["node", "--import", "tsx", "-e", script]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    lab, run = json.loads(done.stdout)
    return base64.b64decode(lab), base64.b64decode(run)


class Talk:
    """One socket of the wire: sends frames, hands out what comes, in order."""

    def __init__(self, sock: socket.socket) -> None:
        self.sock = sock
        self._reader = frames.FrameReader()
        self._ready: list[tuple[str, bytes]] = []

    def say(self, op: str, **fields: Any) -> None:
        self.sock.sendall(frames.message(op, **fields))

    def next(self, timeout: float = 120.0) -> tuple[str, bytes]:
        """Raises TimeoutError, EOFError."""
        deadline = time.monotonic() + timeout
        while not self._ready:
            left = deadline - time.monotonic()
            if left <= 0 or not select.select([self.sock], [], [], left)[0]:
                raise TimeoutError
            data = self.sock.recv(1 << 18)
            if not data:
                raise EOFError
            self._ready += self._reader.feed(data)
        return self._ready.pop(0)

    def message(self, op: str, timeout: float = 120.0) -> dict[str, Any]:
        """The next message `op`; others are dropped."""
        while True:
            kind, payload = self.next(timeout)
            if kind == "J":
                found = frames.parse(payload)
                if found["op"] == op:
                    return found
                if found["op"] == "failed":
                    raise AssertionError(found["say"])


class Template:
    """A real template in a real sandbox, as the unprivileged uid of labs when we are root."""

    def __init__(self, slots: int = 8, python: str = "/usr/bin/python3") -> None:
        lab_filter, run_filter = filters()
        pairs = [socket.socketpair() for _ in range(slots + 1)]
        read, write = os.pipe()
        os.write(write, lab_filter)
        os.close(write)
        fds = [pairs[0][1].fileno(), read, *(pair[1].fileno() for pair in pairs[1:])]
        moved = [_above(fd, 3 + len(fds)) for fd in fds]

        def arrange() -> None:
            # As the server's children have it: a shell's background ignores it, and programs would not hear Stop.
            signal.signal(signal.SIGINT, signal.SIG_DFL)
            for target, fd in enumerate(moved, 3):
                os.dup2(fd, target, inheritable=True)

        self.process = subprocess.Popen(
            self._command(python),
            env={},
            cwd="/",
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            preexec_fn=arrange,
            close_fds=False,
            start_new_session=True,
        )
        for fd in moved:
            os.close(fd)
        os.close(read)
        for _, far in pairs:
            far.close()
        self.control = Talk(pairs[0][0])
        self.channels = [Talk(near) for near, _ in pairs[1:]]
        self.control.say(
            "config",
            slots=slots,
            firstFd=5,
            filter=base64.b64encode(run_filter).decode(),
            broker=BROKER,
            mounts=[],
            limits=LIMITS,
        )
        self.up = self.control.message("up")
        self._next = 0

    def lab(self) -> "Lab":
        slot = self._next
        self._next += 1
        self.control.say("open", slot=slot)
        channel = self.channels[slot]
        channel.message("ready")
        return Lab(channel, slot)

    def most_tasks(self, count: str) -> None:
        """How many processes the user of labs may have when the template forks; `unlimited` as far as it may be raised."""
        pid = self.process.pid
        for _ in range(2):
            # Bubblewrap, the first process of its sandbox, the template.
            pid = int(Path(f"/proc/{pid}/task/{pid}/children").read_text().split()[0])
        if count == "unlimited":
            count = str(resource.getrlimit(resource.RLIMIT_NPROC)[1])
        change = ["/usr/bin/prlimit", "--pid", str(pid), f"--nproc={count}:"]
        subprocess.run([*(DROP if os.getuid() == 0 else []), *change], check=True)

    def close(self) -> None:
        self.process.kill()
        self.process.wait()
        for talk in (self.control, *self.channels):
            talk.sock.close()

    def _command(self, python: str) -> list[str]:
        links = [name for name in ("/bin", "/sbin", "/lib", "/lib64", "/lib32") if os.path.islink(name)]
        environment = {
            **{"PATH": "/usr/local/bin:/usr/bin:/bin", "HOME": "/home/learner", "LANG": "C.UTF-8"},
            **{"PYTHONUNBUFFERED": "1", "MALLOC_ARENA_MAX": "2"},
            "PYTHONPATH": "/opt/lab/boot:/opt/python",
        }
        return [
            *("/bin/sh", "-c", PREPARE, "sh", *(DROP if os.getuid() == 0 else []), BWRAP),
            *("--unshare-all", "--unshare-user", "--die-with-parent", "--new-session"),
            *("--hostname", "tmpl", "--ro-bind", "/usr", "/usr"),
            *(part for name in links for part in ("--symlink", os.readlink(name), name)),
            *("--proc", "/proc", "--dev", "/dev", "--dir", "/tmp", "--dir", "/home/learner"),
            *("--remount-ro", "/dev", "--ro-bind", f"{HERE}/etc", "/etc"),
            *("--ro-bind", str(HERE), "/opt/lab", "--ro-bind", f"{ROOT}/var/python", "/opt/python"),
            *(("--ro-bind", UNPACKED, "/opt/system") if os.path.isdir(UNPACKED) else ()),
            *("--remount-ro", "/", "--uid", "1000", "--gid", "1000", "--clearenv"),
            *(part for pair in environment.items() for part in ("--setenv", *pair)),
            *("--cap-drop", "ALL", "--chdir", "/", "--seccomp", "4", "--"),
            *(python, "/" + "_" * 2000),
        ]


class Outcome:
    """What one run did."""

    def __init__(self) -> None:
        self.out = b""
        self.err = b""
        self.first = 0.0
        self.end: dict[str, Any] = {}
        self.states: list[dict[str, Any]] = []
        self.beats: list[dict[str, Any]] = []
        self.threads: list[dict[str, Any]] = []
        self.frames: list[tuple[str, bytes]] = []


class Lab:
    """A lab that is ready."""

    def __init__(self, channel: Talk, slot: int) -> None:
        self.channel = channel
        self.slot = slot
        self._last = 0
        # What the lab said of its Redis while runs were waited for.
        self.broker: list[str] = []

    def start(self, code: str | None, **more: Any) -> int:
        """Starts `code` as main.py and returns its number; `more` replaces fields of the message."""
        self._last += 1
        fields: dict[str, Any] = {
            **{"dir": "step", "files": {} if code is None else {"main.py": code}},
            **{"argv": ["python", "main.py"], "env": {}, "input": False},
            **{"wallMs": 60_000, "heartbeat": None, **more},
        }
        self.channel.say("run", run=self._last, **fields)
        return self._last

    def send_input(self, run: int, data: bytes) -> None:
        """Bytes for stdin; none = its end."""
        body = b"I" + run.to_bytes(4, "big") + data
        self.channel.sock.sendall(len(body).to_bytes(4, "big") + body)

    def wait(self, run: int, timeout: float = 120.0) -> Outcome:
        """Collects what that run says until it has ended; other runs' words are dropped."""
        found = Outcome()
        while not found.end:
            kind, payload = self.channel.next(timeout)
            self.note(found, run, kind, payload)
        return found

    def note(self, found: Outcome, run: int, kind: str, payload: bytes) -> None:
        if kind in "OE" and int.from_bytes(payload[:4], "big") == run:
            found.first = found.first or time.monotonic()
            found.frames.append((kind, payload[12:]))
            if kind == "O":
                found.out += payload[12:]
            else:
                found.err += payload[12:]
        elif kind == "J":
            message = frames.parse(payload)
            if message["op"] == "failed":
                raise AssertionError(message["say"])
            if message["op"] == "broker":
                self.broker.append(message["state"])
            if message.get("run") == run:
                if message["op"] == "ended":
                    found.end = message
                elif message["op"] == "state":
                    found.states.append(message)
                elif message["op"] == "thread":
                    found.threads.append(message)
                elif message["op"] == "beat":
                    found.beats.append(message)

    def run(self, code: str | None, **more: Any) -> Outcome:
        return self.wait(self.start(code, **more))


def _above(fd: int, least: int) -> int:
    import fcntl

    return fcntl.fcntl(fd, fcntl.F_DUPFD, least)
