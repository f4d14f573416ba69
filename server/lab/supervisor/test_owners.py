"""Whose connection it is: of threads, forks, subprocesses and processes that are gone, in a real lab."""

import re
import time
from typing import Any

import frames
from test_lab import PING, LabTest

# Says who it is: the server hears it of the connection.
SAY = """
import os, socket, sys, threading
def say(*more, then=lambda s: s.recv(100)):
    s = socket.create_connection(('127.0.0.1', 6379))
    words = [str(os.getpid()), str(threading.get_native_id()), *more]
    s.sendall(b'ECHO ' + ','.join(words).encode() + b'\\r\\n')
    then(s)
    return s
"""


class Heard:
    """Connections as the lab tells of them, by number."""

    def __init__(self) -> None:
        self.opened: dict[int, dict[str, Any]] = {}
        self.said: dict[int, bytes] = {}
        self.answered: dict[int, bytes] = {}
        self.closed: dict[int, str] = {}
        self.ended: set[int] = set()
        # Told of a connection that is not open, or of a run that has ended.
        self.wrong: list[tuple[str, Any]] = []

    def note(self, kind: str, payload: bytes) -> None:
        if kind in "PR":
            number = int.from_bytes(payload[:4], "big")
            if number not in self.opened or number in self.closed:
                self.wrong.append((kind, number))
            of = self.said if kind == "P" else self.answered
            of[number] = of.get(number, b"") + payload[12:]
        elif kind == "J":
            message = frames.parse(payload)
            number = message.get("connection", 0)
            if message["op"] == "opened":
                self.opened[number] = message
                if message.get("run") in self.ended:
                    self.wrong.append(("opened", number))
            elif message["op"] == "closed":
                self.closed[number] = message["by"]
            elif message["op"] == "ended":
                self.ended.add(message["run"])

    def owners(self) -> list[tuple[Any, ...]]:
        """Of each that said something: what the lab says of it, and what it says itself."""
        return [
            (self.opened[number].get("process"), self.opened[number].get("thread"), *map(int, said.groups()))
            for number, words in self.said.items()
            if (said := re.match(rb"ECHO (\d+),(\d+)", words))
        ]


class HearingTest(LabTest):
    def hear(self, *runs: int, timeout: float = 120) -> Heard:
        """All that is told until these runs have ended."""
        heard, deadline = Heard(), time.monotonic() + timeout
        while not heard.ended.issuperset(runs):
            heard.note(*self.lab.channel.next(deadline - time.monotonic()))
        self.assertEqual(heard.wrong, [])
        return heard

    def heard_of(self, code: str) -> Heard:
        return self.hear(self.lab.start(SAY + code))


class OwnerTest(HearingTest):
    def test_the_program_itself(self) -> None:
        heard = self.heard_of("say()")
        self.assertEqual(heard.owners(), [(2, 2, 2, 2)])
        self.assertEqual(list(heard.opened.values())[0]["run"], max(heard.ended))

    def test_forks_and_their_parents(self) -> None:
        code = "kept = [say() for _ in range(3)]\nfor _ in range(4):\n  if os.fork() == 0:\n    for _ in range(3): kept.append(say())\n    os._exit(0)\nfor _ in range(4): os.wait()\nsay()"
        owners = self.heard_of(code).owners()
        self.assertEqual(len(owners), 16)
        self.assertEqual([told for told, *_ in owners], [said for *_, said, _ in owners])

    def test_started_programs_and_their_children(self) -> None:
        code = "import subprocess\nhere = open('main.py').read().split('import subprocess')[0]\nsubprocess.run(['python3', '-c', here + 'say()'])\nsubprocess.run(['sh', '-c', 'python3 -c \"$0\" & wait', here + 'say()'])"
        owners = self.heard_of(code).owners()
        self.assertEqual(len(owners), 2)
        self.assertEqual([told for told, *_ in owners], [said for *_, said, _ in owners])

    def test_a_thread_that_waits_for_its_answer_is_named_and_none_is_guessed(self) -> None:
        code = "threads = [threading.Thread(target=say) for _ in range(20)]\nfor t in threads: t.start()\nfor t in threads: t.join()"
        owners = self.heard_of(code).owners()
        self.assertEqual(len(owners), 20)
        for process, thread, pid, native in owners:
            self.assertEqual(process, pid)
            self.assertIn(thread, (native, None))

    def test_who_is_gone_at_once_is_known_by_the_only_run(self) -> None:
        heard = self.heard_of("say('last', then=lambda s: os._exit(0))")
        (opened,) = heard.opened.values()
        self.assertEqual(opened["run"], max(heard.ended))
        self.assertIn(b"last", *heard.answered.values())

    def test_two_runs_are_told_apart(self) -> None:
        code = SAY + "for _ in range(200): say(sys.argv[1]).close()"
        runs = [self.lab.start(code, argv=["python", "main.py", name]) for name in ("a", "b")]
        heard = self.hear(*runs)
        self.assertEqual(len(heard.said), 400)
        for number, words in heard.said.items():
            name = re.match(rb"ECHO \d+,\d+,(\w)", words)
            assert name is not None
            self.assertEqual(heard.opened[number].get("run"), runs[b"ab".index(name[1])])


class WayTest(HearingTest):
    """Redis as programs find it behind the relay, and as the server reaches it."""

    def test_redis_shows_the_ports_that_programs_have(self) -> None:
        code = "import redis\nr = redis.Redis()\nc = r.connection_pool.get_connection()\nr.connection_pool.release(c)\nhost, port = c._sock.getsockname()\nprint([(x['addr'] == f'{host}:{port}', x['laddr']) for x in r.client_list()])"
        self.assertEqual(self.out(code), "[(True, '127.0.0.1:6379')]\n")

    def test_redis_is_reached_through_the_relay_alone(self) -> None:
        code = "import socket\nfor port in range(1, 65536):\n  with socket.socket() as s:\n    if s.connect_ex(('127.0.0.1', port)) == 0 and s.getsockname()[1] != port: print(port)\n"
        self.assertEqual(self.out(code, wallMs=110_000), "6379\n")

    def test_a_cut_connection_is_reset(self) -> None:
        run = self.lab.start("import redis\nr = redis.Redis(retry=None)\nr.blpop('nothing')")
        heard = Heard()
        while not any(b"BLPOP" in said for said in heard.said.values()):
            heard.note(*self.lab.channel.next())
        (number,) = heard.said
        self.lab.channel.say("cut", connection=number)
        done = self.lab.wait(run)
        self.assertIn(b"Connection reset by peer", done.err)

    def test_a_redis_that_dies_ends_its_connections_and_refuses_new_ones(self) -> None:
        code = "import redis\nr = redis.Redis(retry=None)\ntry: r.blpop('nothing')\nexcept redis.ConnectionError as e: print(e)\ntry: r.ping()\nexcept redis.ConnectionError as e: print(e)"
        run = self.lab.start(code)
        heard = Heard()
        while not any(b"BLPOP" in said for said in heard.said.values()):
            heard.note(*self.lab.channel.next())
        self.lab.channel.say("broker", action="stop")
        done = self.lab.wait(run)
        lines = done.out.decode().splitlines()
        self.assertEqual(lines[0], "Connection closed by server.")
        self.assertEqual(lines[1], "Error 111 connecting to localhost:6379. Connection refused.")
        self.lab.channel.say("broker", action="start")
        while self.lab.channel.message("broker")["state"] != "up":
            pass
        self.assertEqual(self.out(PING), "True\n")

    def test_the_65th_client_hears_what_redis_says(self) -> None:
        code = "import socket\ns = [socket.create_connection(('127.0.0.1', 6379)) for _ in range(65)]\nfor c in s[:64]: c.sendall(b'PING\\r\\n'); c.recv(9)\nprint(s[64].recv(99))\nprint(s[64].recv(99))"
        self.assertEqual(self.out(code), "b'-ERR max number of clients reached\\r\\n'\nb''\n")

    def test_a_program_that_listens_in_place_of_redis_keeps_it_away(self) -> None:
        self.lab.channel.say("broker", action="stop")
        while self.lab.channel.message("broker")["state"] != "stopped":
            pass
        code = "import socket\ns = socket.create_server(('127.0.0.1', 6379))\nprint('here')\nc = s.accept()[0]\nprint(c.recv(9))"
        run = self.lab.start(code)
        self.until(run, lambda o: o.out == b"here\n")
        self.lab.channel.say("broker", action="start")
        self.assertEqual(self.lab.channel.message("broker")["state"], "restarting")
        with self.assertRaises(TimeoutError):
            self.lab.channel.message("broker", 0.5)
        self.lab.channel.say("kill", run=run)
        while self.lab.channel.message("broker")["state"] != "up":
            pass
        self.assertEqual(self.out(PING), "True\n")

    def test_the_server_has_ways_of_its_own(self) -> None:
        talk = self.lab.channel

        def send(way: int, data: bytes) -> None:
            body = b"D" + way.to_bytes(4, "big") + data
            talk.sock.sendall(len(body).to_bytes(4, "big") + body)

        def answer(way: int, size: int) -> bytes:
            got = b""
            while len(got) < size:
                kind, payload = talk.next()
                if kind == "D" and payload[:4] == way.to_bytes(4, "big"):
                    got += payload[4:]
            return got

        talk.say("connect", way=1)
        talk.say("connect", way=2)
        send(1, b"PING\r\n")
        send(2, b"ECHO two\r\n")
        self.assertEqual(answer(1, 7), b"+PONG\r\n")
        send(2, b"")
        self.assertEqual(talk.message("hangup")["way"], 2)
        value = bytes(6_000_000)
        send(1, b"*3\r\n$3\r\nSET\r\n$3\r\nbig\r\n$6000000\r\n")
        for start in range(0, len(value), 1 << 16):
            send(1, value[start : start + (1 << 16)])
        send(1, b"\r\nGET big\r\n")
        self.assertEqual(answer(1, 5 + 10 + 6_000_002)[:15], b"+OK\r\n$6000000\r\n")
        send(1, b"DEL big\r\nQUIT\r\n")
        self.assertEqual(talk.message("hangup")["way"], 1)

    def test_ways_beyond_the_most_and_without_a_redis_are_hung_up(self) -> None:
        talk = self.lab.channel
        for way in range(11, 28):
            talk.say("connect", way=way)
        self.assertEqual(talk.message("hangup")["way"], 27)
        for way in range(11, 27):
            talk.say("hangup", way=way)
        talk.say("broker", action="stop")
        while talk.message("broker")["state"] != "stopped":
            pass
        talk.say("connect", way=30)
        self.assertEqual(talk.message("hangup")["way"], 30)
        talk.say("broker", action="start")
        while talk.message("broker")["state"] != "up":
            pass
