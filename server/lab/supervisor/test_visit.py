"""Visits and beats of a real app in a real lab: answered, left, refused, hostile, and no load on an app that hangs."""

import unittest
from typing import Any, ClassVar

import frames
from driver import Lab, Outcome, Template

# Serves one connection after the other; `/wait/` is answered when a line is typed.
APP = """
import http.server, sys
class App(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        print('asked', self.path, self.headers['Host'])
        if self.path == '/wait/':
            sys.stdin.readline()
        if self.path == '/old/':
            self.send_response(302)
            self.send_header('Location', '/')
            return self.end_headers()
        self.send_response(200)
        self.send_header('Content-Type', 'text/html')
        self.end_headers()
        self.wfile.write(b'x' * 300_000 if self.path == '/long/' else b'<p>Here.')
    def log_message(self, *args): pass
server = http.server.HTTPServer(('127.0.0.1', 8000), App)
print('serves')
server.serve_forever()
"""


class VisitTest(unittest.TestCase):
    template: ClassVar[Template]

    @classmethod
    def setUpClass(cls) -> None:
        cls.template = Template(12)
        cls.addClassCleanup(cls.template.close)

    def setUp(self) -> None:
        self.lab: Lab = self.template.lab()
        self.seen = Outcome()
        self.pages: dict[int, bytes] = {}
        self.ends: dict[int, dict[str, Any]] = {}
        self.run_id = 0

    def start(self, code: str, **more: Any) -> None:
        self.run_id = self.lab.start(code, input=True, **more)

    def visit(self, visit: int, path: str, **more: Any) -> None:
        fields = {"port": 8000, "bytes": 1 << 19, "patienceMs": 60_000, **more}
        self.lab.channel.say("visit", visit=visit, path=path, **fields)

    def until(self, holds: Any) -> None:
        while not holds():
            kind, payload = self.lab.channel.next()
            if kind == "V":
                visit = int.from_bytes(payload[:4], "big")
                self.pages[visit] = self.pages.get(visit, b"") + payload[4:]
            elif kind == "J" and (message := frames.parse(payload))["op"] == "visited":
                self.assertNotIn(message["visit"], self.ends)
                self.ends[message["visit"]] = message
            else:
                self.lab.note(self.seen, self.run_id, kind, payload)

    def prints(self, line: bytes) -> None:
        self.until(lambda: line in self.seen.out.splitlines())

    def ended(self, visit: int) -> dict[str, Any]:
        self.until(lambda: visit in self.ends)
        return self.ends[visit]

    def test_a_visit_is_answered_with_its_page(self) -> None:
        self.start(APP)
        self.prints(b"serves")
        self.visit(1, "/")
        end = self.ended(1)
        self.assertEqual((end["type"], end["status"], end["cut"]), ("answered", 200, False))
        self.assertEqual((end["contentType"], self.pages[1]), ("text/html", b"<p>Here."))
        self.assertLess(end["ms"], 60_000)
        self.prints(b"asked / localhost:8000")

    def test_a_redirection_is_told_and_not_followed(self) -> None:
        self.start(APP)
        self.prints(b"serves")
        self.visit(1, "/old/")
        self.assertEqual((self.ended(1)["status"], self.ended(1)["location"]), (302, "/"))

    def test_a_long_page_is_cut(self) -> None:
        self.start(APP)
        self.prints(b"serves")
        self.visit(1, "/long/", bytes=100_000)
        self.visit(2, "/long/", bytes=300_000)
        self.assertEqual((self.ended(1)["cut"], len(self.pages[1])), (True, 100_000))
        self.assertEqual((self.ended(2)["cut"], len(self.pages[2])), (False, 300_000))

    def test_nobody_who_listens_is_a_sentence(self) -> None:
        self.visit(1, "/")
        self.assertEqual(self.ended(1)["say"], "Nothing listens on port 8000.")

    def test_leaving_closes_the_connection_and_others_wait_on(self) -> None:
        code = """
import socket
server = socket.create_server(('127.0.0.1', 8000))
print('serves')
first, _ = server.accept(); first.recv(1000); print('first')
second, _ = server.accept(); second.recv(1000); print('second')
print('left', first.recv(1))
second.sendall(b'HTTP/1.1 200 OK\\r\\nContent-Length: 2\\r\\n\\r\\nok')
input()
"""
        self.start(code)
        self.prints(b"serves")
        self.visit(1, "/")
        self.prints(b"first")
        self.visit(2, "/")
        self.prints(b"second")
        self.lab.channel.say("leave", visit=1)
        self.prints(b"left b''")
        self.assertEqual(self.ended(1)["type"], "left")
        self.assertEqual((self.ended(2)["type"], self.pages[2]), ("answered", b"ok"))

    def test_an_app_that_ends_or_talks_nonsense_fails_its_visits(self) -> None:
        code = """
import socket
server = socket.create_server(('127.0.0.1', 8000))
print('serves')
for answer in (b'', b'hello\\r\\n\\r\\n', b'HTTP/1.1 200 OK\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\nok\\r\\n', None):
    client, _ = server.accept()
    client.recv(1000)
    if answer is None: break
    client.sendall(answer); client.close()
"""
        self.start(code)
        self.prints(b"serves")
        says = []
        for visit in (1, 2, 3, 4):
            self.visit(visit, "/")
            says.append(self.ended(visit)["say"])
        self.assertEqual(
            says,
            [
                "The app closed the connection without an answer.",
                "What came is no answer of a web app.",
                "The app broke off in the middle of its answer.",
                "The app closed the connection without an answer.",
            ],
        )

    def test_a_visit_is_given_up_after_its_time(self) -> None:
        self.start(APP)
        self.prints(b"serves")
        self.visit(1, "/wait/", patienceMs=200)
        self.assertEqual(self.ended(1)["say"], "The visit was given up: no answer came.")

    def test_what_is_out_of_bounds_is_no_visit(self) -> None:
        for visit, fields in enumerate(({"path": "x"}, {"path": "/", "port": 0}), 1):
            self.visit(visit, **fields)
            self.assertEqual(self.ended(visit)["type"], "failed")

    def test_beats_leave_room_in_the_queue_of_an_app_that_hangs(self) -> None:
        code = """
import socket
server = socket.create_server(('127.0.0.1', 8000), backlog=10)
print('serves')
input()
server.setblocking(False)
waiting = []
try:
    while True: waiting.append(server.accept())
except BlockingIOError:
    print('waited', len(waiting))
for client, _ in waiting: client.sendall(b'HTTP/1.1 200 OK\\r\\n\\r\\n'); client.close()
server.setblocking(True)
while True:
    client, _ = server.accept()
    client.recv(1024)
    client.sendall(b'HTTP/1.1 200 OK\\r\\n\\r\\n')
    client.close()
"""
        beat = {"port": 8000, "path": "/", "everyMs": 20, "timeoutMs": 50}
        self.start(code, heartbeat=beat)
        self.prints(b"serves")
        kinds = lambda: [beat["type"] for beat in self.seen.beats if beat["type"] != "refused"]  # noqa: E731
        self.until(lambda: len(kinds()) > 30)
        self.assertEqual(set(kinds()), {"timeout"})
        self.lab.send_input(self.run_id, b"\n")
        self.prints(b"waited 4")
        self.until(lambda: kinds()[-1] == "answered")
        self.assertLess(self.seen.beats[-1]["ms"], 60_000)

    def test_a_frozen_app_holds_visits_and_answers_them_when_it_is_back(self) -> None:
        self.start(APP, heartbeat={"port": 8000, "path": "/", "everyMs": 50, "timeoutMs": 100})
        self.until(lambda: any(beat["type"] == "answered" for beat in self.seen.beats))
        self.visit(1, "/wait/")
        self.prints(b"asked /wait/ localhost:8000")
        self.visit(2, "/")
        self.until(lambda: [beat["type"] for beat in self.seen.beats[-9:]] == ["timeout"] * 9)
        self.assertEqual(self.ends, {})
        self.lab.send_input(self.run_id, b"\n")
        self.assertEqual((self.ended(1)["type"], self.ended(2)["type"]), ("answered", "answered"))

    def test_eight_visits_that_wait_cost_the_app_nothing_of_its_memory(self) -> None:
        self.start(APP, heartbeat={"port": 8000, "path": "/", "everyMs": 50, "timeoutMs": 100})
        self.until(lambda: any(beat["type"] == "answered" for beat in self.seen.beats))
        for visit in range(1, 9):
            self.visit(visit, "/wait/")
        # Memory is measured once a second at least when it can have come near the limit.
        told = len(self.seen.beats)
        self.until(lambda: len(self.seen.beats) > told + 50)
        self.assertEqual((self.ends, self.seen.end), ({}, {}))


if __name__ == "__main__":
    unittest.main()
