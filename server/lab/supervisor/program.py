"""The confined side of a run: its init (pid 1 of the run) and, before its init, the learner's program (pid 2)."""

import json
import os
import signal
import struct
import time
from dataclasses import dataclass
from typing import Any, NoReturn

import files
import syscalls
from heartbeat import Beat, parse_beat
from namespace import (
    Nest,
    Released,
    limit,
    limit_nothing_left,
    private_mounts,
    set_stdio,
    write_text,
)

HOME = "/home/learner"
REPORT, ORDER, BEGUN = 3, 4, 5

# What init tells the supervisor through the report pipe: one kind byte, then this.
STARTED, STATUS, REFUSED = b"S", b"E", b"X"
TIME = struct.Struct("Q")
WAIT_STATUS = struct.Struct("i")


@dataclass(frozen=True, slots=True)
class Spec:
    """A `run` message (WIRE.md), parsed."""

    run: int
    dir: str
    files: dict[str, Any]
    argv: list[str]
    env: dict[str, str]
    input: bool
    wall_ms: float
    heartbeat: Beat | None


def parse_spec(message: dict[str, Any]) -> Spec:
    """Raises KeyError, TypeError or ValueError."""
    argv = [str(part) for part in message["argv"]]
    if not argv:
        raise ValueError("no program")
    beat = message.get("heartbeat")
    env = {str(name): str(value) for name, value in (message.get("env") or {}).items()}
    return Spec(
        run=int(message["run"]),
        dir=str(message["dir"]),
        files=dict(message["files"]),
        argv=argv,
        env=env,
        input=bool(message["input"]),
        wall_ms=float(message["wallMs"]),
        heartbeat=None if beat is None else parse_beat(beat),
    )


@dataclass(frozen=True, slots=True)
class Ends:
    """The confined side's ends of a run's pipes."""

    stdin: int
    stdout: int
    stderr: int
    report: int
    # Takes one `run` message, then its end.
    order: int
    # Closed when the learner's first line, or another program, takes over: from then on SIGINT is theirs.
    begun: int
    # Opens a tag in stdout and stderr; known to this run alone.
    magic: bytes


def init(nest: Nest, ends: Ends) -> NoReturn:
    """Body of a run's pid 1: mounts, confines itself, makes the program's process, reaps, reports.

    It has nothing that the program has not, and stays undumpable: the program cannot look into it.
    """
    os.setsid()
    set_stdio(ends.stdin, ends.stdout, ends.stderr)
    # All are above 5: the supervisor's own descriptors and the three above lie below.
    os.dup2(ends.report, REPORT)
    os.dup2(ends.order, ORDER)
    os.dup2(ends.begun, BEGUN, inheritable=False)
    syscalls.close_from(BEGUN + 1)
    try:
        _mount(nest)
        syscalls.set_dumpable(False)
        _limit(nest)
        nest.confine()
        pid = os.fork()
    except OSError as error:
        _refuse(error)
    if pid == 0:
        _program(nest, ends.magic)
    os.close(ORDER)
    os.close(BEGUN)
    _reap(pid)


def _refuse(error: Exception) -> NoReturn:
    say = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    os.write(REPORT, REFUSED + say.encode(errors="replace")[:1000] + b"\0")
    os._exit(1)


def _mount(nest: Nest) -> None:
    limits = nest.config.limits
    private_mounts()
    flags = syscalls.NOSUID | syscalls.NOEXEC
    space = f"size={limits.shm.bytes},nr_inodes={limits.shm.files},mode=1777"
    syscalls.mount("tmpfs", "/dev/shm", flags | syscalls.NODEV, space)
    # Terminals are one pool for all labs unless each run has its own.
    ptys = f"newinstance,ptmxmode=0666,mode=620,max={limits.ptys}"
    syscalls.mount("devpts", "/dev/pts", flags, ptys)


def _limit(nest: Nest) -> None:
    limits = nest.config.limits.program
    limit(DATA=limits.data, AS=limits.address, NOFILE=limits.openFiles, FSIZE=limits.fileSize)
    limit_nothing_left(limits.pendingSignals)


def _reap(program: int) -> NoReturn:
    null = os.open("/dev/null", os.O_RDWR)
    set_stdio(null, null, null)
    while True:
        try:
            pid, status = os.waitpid(-1, 0)
        except InterruptedError:
            continue
        if pid == program:
            os.write(REPORT, STATUS + WAIT_STATUS.pack(status))
            os._exit(0)


def _program(nest: Nest, magic: bytes) -> NoReturn:
    """Body of a run's pid 2, up to the learner's first byte. Raises Released when this interpreter runs the file."""
    os.setsid()
    nest.own_pages()
    spec = _await_order()
    try:
        files.Tree(HOME).place(spec.dir, spec.files)
        os.chdir(f"{HOME}/{spec.dir}" if spec.dir else HOME)
    except (OSError, ValueError, TypeError) as error:
        _refuse(error)
    os.write(REPORT, STARTED + TIME.pack(time.monotonic_ns() // 1000))
    os.close(REPORT)
    limits = nest.config.limits
    syscalls.set_dumpable(True)
    limit(STACK=limits.program.stack)
    # Here and not in init: it counts the lab's processes, and init must start beside a fork bomb.
    limit(NPROC=limits.tasks)
    write_text("/proc/self/oom_score_adj", "1000")
    # It waits for whatever else wants the processor: neighbours' supervisors, their Redis, the server.
    os.sched_setscheduler(0, os.SCHED_IDLE, os.sched_param(0))
    os.environ.update(spec.env)
    if nest.placeholder is not None and _is_warm(spec):
        script = spec.argv[1]
        path = script if script.startswith("/") else f"{os.getcwd()}/{script}"
        if nest.placeholder.fits(path):
            raise Released(path, spec.argv[1:], magic, BEGUN)
    _execute(spec)


def _await_order() -> Spec:
    parts = []
    while part := os.read(ORDER, 1 << 16):
        parts.append(part)
    os.close(ORDER)
    if not parts:
        # Nothing was ever to run here.
        os._exit(0)
    return parse_spec(json.loads(b"".join(parts)))


def _is_warm(spec: Spec) -> bool:
    """Only `python file.py ...`: options, and variables that Python reads at its start, need a real start."""
    return (
        spec.argv[0] in ("python", "python3")
        and len(spec.argv) > 1
        and spec.argv[1].endswith(".py")
        and not spec.argv[1].startswith("-")
        and not any(name.startswith("PYTHON") or name.startswith("LC_") for name in spec.env)
    )


def _execute(spec: Spec) -> NoReturn:
    name = "python3" if spec.argv[0] == "python" else spec.argv[0]
    for number in (signal.SIGPIPE, signal.SIGXFSZ):
        signal.signal(number, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
    try:
        os.execvp(name, [name, *spec.argv[1:]])
    except OSError as error:
        os.write(2, f"{name}: {error.strerror}\n".encode())
        os._exit(127 if isinstance(error, FileNotFoundError) else 126)
