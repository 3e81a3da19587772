"""`qari` as it is started: files, a pipe, nothing, and its end."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.ptys import VTE, XTERM, Ended, run_in_pty
from tests.support import SEEDS

FIRST = SEEDS / "01-hudna.txt"
WORD = "ﻮﻜﻨﻴﻟﺍﺭﻮﻛ".encode()  # كورالينكو as it is drawn


def leave_when(cue: bytes, key: bytes = b"q") -> dict[bytes, bytes]:
    """Type `key` when `cue` is on the screen."""
    return {cue: key}


def is_whole(ended: Ended) -> bool:
    """Whether the alternate screen was entered and left, and the terminal is as it was."""
    return (
        ended.output.count(b"\x1b[?1049h") == ended.output.count(b"\x1b[?1049l") == 1
        and ended.echo_restored
    )


def test_a_file_is_read_and_left(tmp_path: Path) -> None:
    ended = run_in_pty(["qari", str(FIRST)], XTERM, home=tmp_path, replies=leave_when(WORD))
    assert is_whole(ended)
    assert ended.status == 0


def test_the_arabic_twin_of_q_leaves_too(tmp_path: Path) -> None:
    replies = leave_when(WORD, "ض".encode())
    ended = run_in_pty(["qari", str(FIRST)], XTERM, home=tmp_path, replies=replies)
    assert is_whole(ended)


def test_the_terminals_order_is_taken_and_given_back(tmp_path: Path) -> None:
    ended = run_in_pty(["qari", str(FIRST)], VTE, home=tmp_path, replies=leave_when(WORD))
    assert ended.output.index(b"\x1b[8l") < ended.output.index(WORD)
    assert ended.output.rindex(b"\x1b[8h") > ended.output.index(WORD)


def test_an_article_from_a_pipe_is_read_with_keys_from_the_terminal(tmp_path: Path) -> None:
    command = ["sh", "-c", f"cat {FIRST} | {sys.executable} -m reader -"]
    ended = run_in_pty(command, XTERM, home=tmp_path, replies=leave_when(WORD))
    assert is_whole(ended)
    assert ended.status == 0


def test_a_missing_file_is_told_without_a_screen(tmp_path: Path) -> None:
    ended = run_in_pty(["qari", "nowhere.txt"], XTERM, home=tmp_path)
    assert ended.status == 1
    assert b"nowhere.txt" in ended.output
    assert b"\x1b[?1049h" not in ended.output


def test_a_last_article_that_is_gone_is_no_failure(tmp_path: Path) -> None:
    state = tmp_path / "state" / "qari" / "state.json"
    state.parent.mkdir(parents=True)
    state.write_text('{"last": "gone.txt"}')
    ended = run_in_pty(["qari"], XTERM, home=tmp_path, replies=leave_when(b"open a file"))
    assert is_whole(ended)
    assert ended.status == 0


def end_by(number: int) -> Callable[[subprocess.Popen[bytes], bytes], None]:
    sent: list[int] = []

    def act(process: subprocess.Popen[bytes], output: bytes) -> None:
        if WORD in output and not sent:
            sent.append(number)
            process.send_signal(number)

    return act


@pytest.mark.parametrize("number", [15, 1])
def test_a_signal_ends_the_reader_and_restores_the_terminal(tmp_path: Path, number: int) -> None:
    ended = run_in_pty(["qari", str(FIRST)], VTE, home=tmp_path, act=end_by(number))
    assert is_whole(ended)
    assert ended.output.count(b"\x1b[8h") == 1
    assert b"Traceback" not in ended.output
    assert ended.status == 128 + number
