"""The relay between real sockets: bytes, ends, resets, pace, and what the server is told of them."""

import os
import random
import socket
import struct
import time
import unittest
from collections.abc import Callable
from typing import Any
from unittest.mock import patch

import frames
import relay
from channel import Channel
from loop import Loop
from mirror import Mirror
from network import borrowed
from owners import Owner
from relay import Relay

LINGER_NOT = struct.pack("ii", 1, 0)
UNSENT = 1 << 16


class OneNetwork:
    """Stands for both: a listener that plays Redis, and a port of the relay's own."""

    apart = True

    def __init__(self) -> None:
        self.redis = socket.create_server(("127.0.0.1", 0))
        # Of an address that no other program goes by: the port must be free again after it was closed.
        self.door = ("127.63.79.1", 0)

    def listen(self) -> int:
        made = socket.create_server(self.door)
        made.setblocking(False)
        self.door = made.getsockname()
        return made.detach()

    def connect_from(self, source: tuple[str, int]) -> int:
        made = socket.create_connection(self.redis.getsockname())
        made.setblocking(False)
        return made.detach()


class OneOwner:
    """Every connection is of run 1."""

    def of(self, client: tuple[str, int]) -> Owner:
        return Owner(inode=client[1], run=1, process=2)


class RelayTest(unittest.TestCase):
    def setUp(self) -> None:
        self.loop = Loop()
        ours, self.server = socket.socketpair()
        self.channel = channel = Channel(ours.detach(), self.loop, lambda kind, payload: None)
        channel.on_room = lambda: self.relay.look_again()
        self.net: Any = OneNetwork()
        owners: Any = OneOwner()
        self.relay = Relay(self.net, self.loop, Mirror(channel, self.loop, UNSENT), owners)
        self.relay.open()
        self.reader = frames.FrameReader()
        self.told: list[tuple[Any, ...]] = []
        self.hears = True
        # The loop must not sleep while a test waits for something else.
        self.loop.every(lambda: 1, self.hear)
        self.addCleanup(self.server.close)
        self.addCleanup(self.net.redis.close)
        self.addCleanup(self.relay.close)

    def hear(self) -> None:
        while self.hears:
            try:
                data = self.server.recv(1 << 20, socket.MSG_DONTWAIT)
            except BlockingIOError:
                return
            for kind, payload in self.reader.feed(data):
                if kind == "J":
                    message = frames.parse(payload)
                    self.told.append((message["op"], message["connection"], message.get("by")))
                else:
                    self.told.append((kind, int.from_bytes(payload[:4], "big"), payload[12:]))

    def until(self, holds: Callable[[], Any], timeout: float = 60) -> Any:
        deadline = time.monotonic() + timeout
        while not (found := holds()):
            self.assertLess(time.monotonic(), deadline, "it does not come to pass")
            self.loop.turn()
        return found

    def pair(self) -> tuple[socket.socket, socket.socket]:
        """A program's end and Redis' end of one connection."""
        program = socket.create_connection(self.net.door)
        self.net.redis.setblocking(False)
        redis = self.until(self.accepted)
        for end in (program, redis):
            end.setblocking(False)
            self.addCleanup(end.close)
        return program, redis

    def accepted(self) -> socket.socket | None:
        try:
            return self.net.redis.accept()[0]
        except BlockingIOError:
            return None

    def read(self, end: socket.socket, size: int) -> bytes:
        got = bytearray()

        def whole() -> bool:
            try:
                got.extend(end.recv(1 << 16))
            except BlockingIOError:
                pass
            return len(got) >= size

        self.until(whole)
        return bytes(got)

    def end_of(self, end: socket.socket) -> str:
        def ended() -> str:
            try:
                return "" if end.recv(1 << 16) else "end"
            except BlockingIOError:
                return ""
            except ConnectionResetError:
                return "reset"

        return str(self.until(ended))

    def closed(self, connection: int = 1) -> str | None:
        self.until(lambda: any(t[:2] == ("closed", connection) for t in self.told))
        return next(t[2] for t in self.told if t[:2] == ("closed", connection))

    def bytes_told(self, kind: str, connection: int = 1) -> bytes:
        return b"".join(t[2] for t in self.told if t[:2] == (kind, connection))

    def fill(self, end: socket.socket, at_least: int) -> bytes:
        """Sends until nothing more is taken."""
        sent, quiet = bytearray(), 0
        block = bytes(range(256)) * 64

        def stuck() -> bool:
            nonlocal quiet
            try:
                sent.extend(block[: end.send(block)])
                quiet = 0
            except BlockingIOError:
                quiet += 1
            return quiet > 30 and len(sent) >= at_least

        self.until(stuck)
        return bytes(sent)

    def test_bytes_pass_both_ways_and_are_told_in_order(self) -> None:
        program, redis = self.pair()
        program.sendall(b"PING\r\n")
        self.assertEqual(self.read(redis, 6), b"PING\r\n")
        redis.sendall(b"+PONG\r\n")
        self.assertEqual(self.read(program, 7), b"+PONG\r\n")
        program.close()
        self.assertEqual(self.end_of(redis), "end")
        redis.close()
        self.assertEqual(self.closed(), "program")
        self.assertEqual(
            self.told,
            [("opened", 1, None), ("P", 1, b"PING\r\n"), ("R", 1, b"+PONG\r\n"), ("closed", 1, "program")],
        )

    def test_a_program_that_ends_its_side_still_hears(self) -> None:
        program, redis = self.pair()
        program.sendall(b"last")
        program.shutdown(socket.SHUT_WR)
        self.assertEqual(self.read(redis, 4), b"last")
        self.assertEqual(self.end_of(redis), "end")
        redis.sendall(b"answer")
        self.assertEqual(self.read(program, 6), b"answer")
        redis.close()
        self.assertEqual(self.end_of(program), "end")
        self.assertEqual(self.closed(), "program")

    def test_what_redis_ends_has_ended_for_the_program(self) -> None:
        program, redis = self.pair()
        redis.sendall(b"-ERR max number of clients reached\r\n")
        redis.close()
        self.assertEqual(self.read(program, 36), b"-ERR max number of clients reached\r\n")
        self.assertEqual(self.end_of(program), "end")
        self.assertEqual(self.closed(), "redis")

    def test_a_reset_is_a_reset_on_the_other_side(self) -> None:
        for number, by in ((1, "program"), (2, "redis")):
            ends = self.pair()
            breaks, hears = ends if by == "program" else ends[::-1]
            breaks.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, LINGER_NOT)
            breaks.close()
            self.assertEqual((self.end_of(hears), self.closed(number)), ("reset", by))

    def test_a_reset_in_the_middle_of_an_answer_reaches_redis(self) -> None:
        program, redis = self.pair()
        self.fill(redis, 1 << 18)
        program.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, LINGER_NOT)
        program.close()
        self.assertEqual((self.end_of(redis), self.closed()), ("reset", "program"))

    def test_what_a_program_sent_last_arrives_before_its_reset(self) -> None:
        program, redis = self.pair()
        redis.sendall(b"never read")
        self.until(lambda: self.bytes_told("R"))
        program.sendall(b"PUBLISH a b\r\n")
        # Something unread makes it a reset.
        program.close()
        self.assertEqual(self.read(redis, 13), b"PUBLISH a b\r\n")
        self.assertEqual((self.end_of(redis), self.closed()), ("reset", "program"))

    def test_connections_that_end_at_once_are_all_passed_on(self) -> None:
        for number in range(1, 101):
            with socket.create_connection(self.net.door) as program:
                program.sendall(b"%d\r\n" % number)
        self.net.redis.setblocking(False)
        for number in range(1, 101):
            redis = self.until(self.accepted)
            redis.setblocking(False)
            self.assertEqual(self.read(redis, len(str(number)) + 2), b"%d\r\n" % number)
            redis.close()
            self.assertEqual(self.closed(number), "program")

    def test_whoever_reads_slowly_slows_the_other_and_loses_nothing(self) -> None:
        for number in (1, 2):
            ends = self.pair()
            slow, fast = ends if number == 1 else ends[::-1]
            sent = self.fill(fast, 1 << 18)
            kind = "R" if number == 1 else "P"
            self.assertEqual(self.read(slow, len(sent)), sent)
            self.until(lambda: len(self.bytes_told(kind, number)) == len(sent))
            self.assertEqual(self.bytes_told(kind, number), sent)

    def test_a_server_that_is_behind_slows_programs_and_loses_nothing(self) -> None:
        program, redis = self.pair()
        self.hears = False
        got = bytearray()

        def drain() -> None:
            try:
                got.extend(redis.recv(1 << 16))
            except BlockingIOError:
                pass

        self.loop.every(lambda: 1, drain)
        sent = self.fill(program, UNSENT)
        self.hears = True
        self.until(lambda: len(got) == len(sent))
        self.until(lambda: len(self.bytes_told("P")) == len(sent))
        self.assertEqual((bytes(got), self.bytes_told("P")), (sent, sent))

    def test_a_cut_resets_both_sides(self) -> None:
        program, redis = self.pair()
        self.relay.cut(1)
        self.relay.cut(7)
        self.assertEqual((self.end_of(program), self.end_of(redis)), ("reset", "reset"))
        self.assertEqual(self.closed(), "you")

    def test_a_closed_door_refuses_and_keeps_who_is_in(self) -> None:
        program, redis = self.pair()
        self.relay.close()
        with self.assertRaises(ConnectionRefusedError):
            socket.create_connection(self.net.door)
        program.sendall(b"in")
        self.assertEqual(self.read(redis, 2), b"in")
        self.relay.open()
        self.pair()

    def test_without_redis_the_program_is_reset(self) -> None:
        self.net.redis.close()
        program = socket.create_connection(self.net.door)
        program.setblocking(False)
        self.assertEqual((self.end_of(program), self.closed()), ("reset", "lab"))
        program.close()

    def test_a_run_has_settled_when_redis_has_seen_its_end(self) -> None:
        settled: list[int] = []
        self.relay.settle(1, lambda: settled.append(0))
        self.assertEqual(settled, [0])
        program, redis = self.pair()
        program.sendall(b"last")
        program.close()
        self.relay.settle(1, lambda: settled.append(len(self.relay.passages)))
        self.assertEqual(self.read(redis, 4), b"last")
        self.assertEqual(settled, [0])
        redis.close()
        self.until(lambda: settled == [0, 0])

    def test_a_redis_that_does_not_answer_keeps_no_run_from_ending(self) -> None:
        self.pair()
        settled: list[str] = []
        self.relay.settle(1, lambda: settled.append("late"))
        self.until(lambda: settled)

    def settles_after(self, look: Callable[[int], tuple[float, bool]]) -> int:
        """How often Redis is looked at, once at first, until it is given up: it does not answer."""
        looks = 0

        def counted() -> tuple[float, bool]:
            nonlocal looks
            looks += 1
            return look(looks)

        self.relay.look = counted
        settled: list[int] = []
        with patch.object(relay, "_SETTLE_MS", 10):
            self.relay.settle(1, lambda: settled.append(looks))
            self.until(lambda: settled)
        return settled[0]

    def test_a_redis_that_is_not_let_run_is_waited_for_and_not_for_ever(self) -> None:
        self.pair()
        self.assertEqual(self.settles_after(lambda _: (3.0, False)), 2)
        self.assertEqual(self.settles_after(lambda looks: (3.0, looks < 5)), 5)
        self.assertEqual(self.settles_after(lambda _: (3.0, True)), 11)

    def test_a_redis_that_runs_and_does_not_answer_is_given_up(self) -> None:
        self.pair()
        self.assertEqual(self.settles_after(lambda looks: (3.0 + looks, True)), 2)

    def test_a_run_is_not_settled_while_the_server_is_behind(self) -> None:
        program, redis = self.pair()
        self.loop.every(lambda: 1, lambda: None if self.hears else drain())

        def drain() -> None:
            try:
                redis.recv(1 << 16)
            except BlockingIOError:
                pass

        self.hears = False
        sent = self.fill(program, UNSENT)
        program.close()
        self.relay.settle(1, lambda: self.channel.send(frames.message("ended", connection=0)))
        late: list[bool] = []
        self.loop.after(1500, lambda: late.append(True))
        self.until(lambda: late)
        self.hears = True
        self.assertEqual(self.end_of(redis), "end")
        redis.close()
        self.until(lambda: ("ended", 0, None) in self.told)
        self.assertEqual(self.told[-2:], [("closed", 1, "program"), ("ended", 0, None)])
        self.assertEqual(self.bytes_told("P"), sent)

    def test_a_connection_is_found_by_its_socket(self) -> None:
        program, _ = self.pair()
        self.assertEqual(self.relay.connection_of(program.getsockname()[1]), 1)
        self.assertIsNone(self.relay.connection_of(1))

    def test_anything_goes_through_however_it_is_cut(self) -> None:
        dice = random.Random(6379)
        for number in range(1, 6):
            ends = self.pair()
            sent = [bytearray(), bytearray()]
            got = [bytearray(), bytearray()]
            for _ in range(300):
                side = dice.randrange(2)
                data = dice.randbytes(dice.randrange(1, 9000))
                try:
                    sent[side] += data[: ends[side].send(data)]
                except BlockingIOError:
                    pass
                self.loop.turn()
                side = dice.randrange(2)
                try:
                    got[1 - side] += ends[side].recv(dice.randrange(1, 20000))
                except BlockingIOError:
                    pass
            got[0] += self.read(ends[1], len(sent[0]) - len(got[0]))
            got[1] += self.read(ends[0], len(sent[1]) - len(got[1]))
            self.assertEqual(got, sent)
            self.until(lambda: self.bytes_told("P", number) == sent[0])
            self.until(lambda: self.bytes_told("R", number) == sent[1])


if __name__ == "__main__":
    unittest.main()
