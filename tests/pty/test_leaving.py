"""Whatever ends or stops the program, the terminal gets its own order of letters back."""

import signal
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.ptys import KONSOLE, MLTERM, VTE, Kind, run_in_pty

ENTER, LEAVE = b"\x1b[8l", b"\x1b[8h"
CUE = b"Which line"


def once(number: int) -> Callable[[subprocess.Popen[bytes], bytes], None]:
    """Send the signal `number` when the program waits for its answer."""
    sent: list[int] = []

    def act(process: subprocess.Popen[bytes], output: bytes) -> None:
        if CUE in output and not sent:
            sent.append(number)
            process.send_signal(number)

    return act


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_ended_by_a_signal(tmp_path: Path, number: int) -> None:
    ended = run_in_pty(["qari", "doctor"], VTE, home=tmp_path, act=once(number))
    assert ended.output.count(ENTER) == ended.output.count(LEAVE) == 1
    assert ended.output.index(ENTER) < ended.output.index(CUE) < ended.output.index(LEAVE)
    assert ended.status == 128 + number
    assert ended.echo_restored


def test_suspended_and_brought_back(tmp_path: Path) -> None:
    def act(process: subprocess.Popen[bytes], output: bytes) -> None:
        suspend(process, output)
        if output.count(ENTER) == 2:
            process.terminate()

    suspend = once(signal.SIGTSTP)
    ended = run_in_pty(["qari", "doctor"], VTE, home=tmp_path, act=act)
    order = [sign for sign in _signs(ended.output) if sign in (ENTER, LEAVE)]
    assert order == [ENTER, LEAVE, ENTER, LEAVE]


def _signs(output: bytes) -> list[bytes]:
    return [output[i : i + 4] for i in range(len(output)) if output[i : i + 3] == b"\x1b[8"]


@pytest.mark.parametrize(
    ("kind", "enter", "leave"),
    [
        (KONSOLE, b"BidiRenderingEnabled=false\x07", b"BidiRenderingEnabled=true\x07"),
        (MLTERM, b"use_ctl=false\x07", b"use_ctl=true\x07"),
    ],
)
def test_each_terminal_is_left_as_it_wants(
    tmp_path: Path, kind: Kind, enter: bytes, leave: bytes
) -> None:
    ended = run_in_pty(["qari", "doctor"], kind, home=tmp_path, replies={CUE: b"\n"})
    assert ended.output.index(enter) < ended.output.index(leave)


def test_left_to_the_terminal_nothing_is_switched(tmp_path: Path) -> None:
    environ = {"QARI_BIDI": "terminal"}
    ended = run_in_pty(
        ["qari", "doctor"], VTE, home=tmp_path, replies={CUE: b"\n"}, environ=environ
    )
    assert _signs(ended.output.replace(b"\x1b[8$p", b"")) == []
