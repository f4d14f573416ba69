"""Frames and the samples that both ends of the wire read."""

import json
import random
import unittest
from pathlib import Path

import frames
from heartbeat import parse_beat
from program import parse_spec

FIXTURES = Path(__file__).parent / "fixtures" / "wire.jsonl"


class FramesTest(unittest.TestCase):
    def test_frames_come_out_whole_however_they_are_cut(self) -> None:
        sent = [frames.message("a", n=1), frames.output("O", 3, 99, b"x\n"), frames.file_part(5, b"")]
        stream = b"".join(sent)
        dice = random.Random(1)
        for _ in range(50):
            reader, got, at = frames.FrameReader(), [], 0
            while at < len(stream):
                size = dice.randrange(1, 9)
                got += reader.feed(stream[at : at + size])
                at += size
            self.assertEqual([kind for kind, _ in got], ["J", "O", "F"])

    def test_a_frame_beyond_the_limit_is_refused(self) -> None:
        with self.assertRaises(frames.FrameError):
            frames.FrameReader().feed(b"\xff\xff\xff\xff")
        with self.assertRaises(frames.FrameError):
            frames.FrameReader().feed(b"\0\0\0\0")

    def test_what_is_no_message_is_refused(self) -> None:
        for payload in (b"", b"[]", b'{"op":1}', b"\xff", b"[" * 100_000):
            with self.assertRaises(frames.FrameError):
                frames.parse(payload)

    def test_the_samples_of_the_server_are_understood(self) -> None:
        for line in FIXTURES.read_text("utf-8").splitlines():
            sample = json.loads(line)
            if sample["from"] != "server" or sample["on"] != "channel":
                continue
            message = sample["message"]
            kind, payload = frames.FrameReader().feed(frames.message(**message))[0]
            self.assertEqual((kind, frames.parse(payload)), ("J", message))
            if message["op"] == "run":
                spec = parse_spec(message)
                self.assertEqual(spec.run, message["run"])

    def test_a_heartbeat_out_of_bounds_is_refused(self) -> None:
        good = {"port": 8000, "path": "/", "everyMs": 500, "timeoutMs": 1000}
        parse_beat(good)
        for bad in ({"port": 0}, {"path": "/ HTTP/1.1\r\nX: y"}, {"everyMs": 1}):
            with self.assertRaises(ValueError):
                parse_beat({**good, **bad})


if __name__ == "__main__":
    unittest.main()
