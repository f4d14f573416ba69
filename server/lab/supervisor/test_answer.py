"""Answers of apps that no web server would give."""

import io
import unittest

from answer import Answer


class AnswerTest(unittest.TestCase):
    def test_a_length_that_is_no_number_is_none(self) -> None:
        sent = "HTTP/1.1 200 OK\r\nContent-Length: \xb2\r\n\r\nbody".encode("latin-1")
        answer = Answer(io.BufferedReader(io.BytesIO(sent)))
        self.assertEqual(b"".join(answer.body()), b"body")


if __name__ == "__main__":
    unittest.main()
