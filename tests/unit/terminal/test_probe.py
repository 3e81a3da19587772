"""Answers and keys are told apart, however they arrive."""

import os
import threading
import time

import pytest

from reader.terminal.probe import QUESTIONS, Answers, parse, probe
from tests.ptys import KITTY, KONSOLE, SILENT, VTE, XTERM, Kind


def test_all_answers_are_read() -> None:
    assert parse(KITTY.answers) == Answers(0, "kitty(0.26.5)", "62;")


def test_keys_between_the_answers_are_kept() -> None:
    received = b"j" + VTE.mode + "ت".encode() + VTE.attributes + b"\x1b[A"
    assert parse(received) == Answers(1, "", "65;1;9", "jت\x1b[A".encode())


def test_nothing_received_is_nothing_said() -> None:
    assert parse(b"") == Answers()


class Played:
    """A pty whose far end answers as a terminal, a byte at a time if asked."""

    def __init__(self, kind: Kind, pause: float = 0.0, typed: bytes = b"") -> None:
        self.parent, self.child = os.openpty()
        os.write(self.parent, typed)
        self.thread = threading.Thread(target=self._answer, args=(kind, pause), daemon=True)
        self.thread.start()

    def _answer(self, kind: Kind, pause: float) -> None:
        heard = b""
        while QUESTIONS not in heard:
            heard += os.read(self.parent, 100)
        if not pause:
            os.write(self.parent, kind.answers)
            return
        for byte in kind.answers:
            time.sleep(pause)
            os.write(self.parent, bytes([byte]))


@pytest.mark.parametrize("kind", [VTE, XTERM, KONSOLE, KITTY])
def test_the_terminal_is_heard(kind: Kind) -> None:
    played = Played(kind)
    assert probe(played.child, played.child, 5) == parse(kind.answers)


def test_answers_in_pieces_are_heard() -> None:
    played = Played(VTE, pause=0.002)
    assert probe(played.child, played.child, 5).mode == 1


def test_keys_typed_ahead_are_not_lost() -> None:
    played = Played(XTERM, typed=b"jj\r")
    answers = probe(played.child, played.child, 5)
    assert answers.version == "XTerm(379)"
    assert answers.typed.replace(b"\n", b"\r") == b"jj\r"


def test_a_silent_terminal_is_given_up_at_the_ceiling() -> None:
    played = Played(SILENT)
    start = time.monotonic()
    assert probe(played.child, played.child, 0.1) == Answers()
    assert time.monotonic() - start < 5


def test_the_answer_ends_the_wait() -> None:
    played = Played(VTE)
    start = time.monotonic()
    probe(played.child, played.child, 60)
    assert time.monotonic() - start < 30


def test_what_is_no_terminal_is_not_asked() -> None:
    reading, writing = os.pipe()
    assert probe(reading, writing, 5) == Answers()
    os.close(writing)
    assert os.read(reading, 10) == b""
