"""What the server tells a template at its start (WIRE.md), parsed once."""

import base64
from dataclasses import dataclass
from typing import Any

from syscalls import Filter


@dataclass(frozen=True, slots=True)
class ProgramLimits:
    """Rlimits of a learner's process; bytes and counts."""

    data: int
    address: int
    stack: int
    openFiles: int
    fileSize: int
    pendingSignals: int


@dataclass(frozen=True, slots=True)
class BrokerLimits:
    """Rlimits of the lab's Redis; bytes and counts."""

    data: int
    address: int
    openFiles: int
    fileSize: int


@dataclass(frozen=True, slots=True)
class Space:
    """Size of a tmpfs."""

    bytes: int
    files: int


@dataclass(frozen=True, slots=True)
class Limits:
    """The `supervisor` part of limits.ts, same names: bytes, milliseconds, counts."""

    tasks: int
    memory: int
    sockets: int
    runs: int
    storage: Space
    shm: Space
    ptys: int
    program: ProgramLimits
    broker: BrokerLimits
    graceMs: int
    hungMs: int
    partialMs: int
    partialBytes: int
    unsent: int
    input: int
    memoryEveryMs: int
    activityEveryMs: int


@dataclass(frozen=True, slots=True)
class Mount:
    """A folder that every lab sees read-only: where the template has it, where the lab gets it."""

    source: str
    target: str
    # Folders in it that are covered.
    hidden: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Config:
    slots: int
    first_fd: int
    # Of runs; made once, for all labs.
    filter: Filter
    broker_program: str
    broker_env: dict[str, str]
    mounts: tuple[Mount, ...]
    # False: programs reach Redis itself, to measure what the relay costs.
    relay: bool
    # Who the lab on slot 0 is, the next ones follow. None: all are who the template is.
    first_user: int | None
    # How many control groups each lab enters: after the channels, an open file for each, lab by lab.
    groups: int
    limits: Limits

    def group_fds(self, slot: int) -> range:
        """By what the lab on `slot` enters its control groups."""
        first = self.first_fd + self.slots + slot * self.groups
        return range(first, first + self.groups)


_NESTED = {"storage": Space, "shm": Space, "program": ProgramLimits, "broker": BrokerLimits}


def parse_config(message: dict[str, Any]) -> Config:
    """Raises KeyError or TypeError when something is missing; unknown limits are left alone."""
    broker, first = message["broker"], message.get("firstUser")
    return Config(
        slots=int(message["slots"]),
        first_fd=int(message["firstFd"]),
        filter=Filter(base64.b64decode(message["filter"])),
        broker_program=str(broker["program"]),
        broker_env={str(name): str(value) for name, value in broker["env"].items()},
        mounts=tuple(
            Mount(str(m["from"]), str(m["to"]), tuple(map(str, m["hide"])))
            for m in message["mounts"]
        ),
        relay=bool(message.get("relay", True)),
        first_user=None if first is None else int(first),
        groups=int(message.get("groups", 0)),
        limits=_picked(Limits, message["limits"]),
    )


def _picked(kind: Any, values: dict[str, Any]) -> Any:
    names = kind.__dataclass_fields__
    return kind(
        **{
            name: _picked(_NESTED[name], values[name]) if name in _NESTED else int(values[name])
            for name in names
        }
    )
