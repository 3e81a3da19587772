"""The process of a tagger: started when first asked, asked under a time limit, killed beyond it."""

import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import IO, Any

from reader.notice import QariError

_MOST = 64 << 20  # bytes of an answer
_OFFLINE = {
    "HF_HUB_OFFLINE": "1",
    "TRANSFORMERS_OFFLINE": "1",
    "HF_DATASETS_OFFLINE": "1",
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "TOKENIZERS_PARALLELISM": "false",
}
# Another environment's Python knows no `reader`: it gets this one, and nothing else of ours.
_START = """
import importlib.util, sys
spec = importlib.util.spec_from_file_location(
    "reader", sys.argv[1] + "/__init__.py", submodule_search_locations=[sys.argv[1]])
sys.modules["reader"] = module = importlib.util.module_from_spec(spec)
spec.loader.exec_module(module)
from reader.entities.backends.serving import main
sys.exit(main(*sys.argv[2:]))
"""


def command(python: str, name: str, value: str) -> list[str]:
    """The command line that serves a tagger.

    Args:
        python: the interpreter, "" for the one that runs.
        name: of the tagger.
        value: ``module:class`` of its entry point, "" where only the other environment knows it.
    """
    spec = find_spec("reader")
    assert spec is not None
    assert spec.origin is not None
    interpreter = str(Path(python).expanduser()) if python else sys.executable
    # -P: what lies in the folder one stands in is no module.
    return [interpreter, "-P", "-c", _START, str(Path(spec.origin).parent), name, value]


class Process:
    """A running tagger that answers one request at a time.

    Raises:
        QariError: from every method that asks: ``tagger-unstarted``, ``tagger-timeout``,
            ``tagger-ended``, ``tagger-garbled``, or what the tagger tells. The process is then
            to be closed.
    """

    def __init__(self, name: str, arguments: Sequence[str], seconds: float) -> None:
        """Start it.

        Args:
            name: of the tagger, for messages.
            arguments: the command line.
            seconds: that an answer may take.
        """
        self._name = name
        self._seconds = seconds
        self._expired = False
        self._errors: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115 - closed with the process
        try:
            self._process = subprocess.Popen(
                arguments,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=self._errors,
                env={**os.environ, **_OFFLINE},
                start_new_session=True,  # an interrupt is for us, who close it
            )
        except OSError as error:
            self._errors.close()
            why = error.strerror or str(error)
            raise QariError("tagger-unstarted", name=name, path=arguments[0], why=why) from error

    def ask(self, request: dict[str, Any]) -> dict[str, Any]:
        """The answer to `request`."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        # Killing it ends a write to a full pipe as well as the wait for an answer.
        timer = threading.Timer(self._seconds, self._expire)
        timer.daemon = True
        timer.start()
        try:
            self._process.stdin.write(json.dumps(request).encode() + b"\n")
            self._process.stdin.flush()
            line = self._process.stdout.readline(_MOST)
        except (OSError, ValueError):  # it is gone, or was closed meanwhile
            line = b""
        finally:
            timer.cancel()
        if self._expired:
            raise QariError("tagger-timeout", name=self._name, seconds=f"{self._seconds:g}")
        if not line:
            raise QariError("tagger-ended", name=self._name, why=self._last_words())
        return self._read(line)

    def _read(self, line: bytes) -> dict[str, Any]:
        """A line of answer; the notice that it carries is raised."""
        try:
            answer = json.loads(line)
        except ValueError:
            answer = None
        if not isinstance(answer, dict):
            raise QariError("tagger-garbled", name=self._name)
        error = answer.get("error")
        if isinstance(error, dict):
            raise QariError(str(error.get("code")), **_texts(error.get("values")))
        return answer

    def _expire(self) -> None:
        """The time is over."""
        self._expired = True
        self._kill()

    def _kill(self) -> None:
        """End it with whatever it started, which would keep the pipes open."""
        if self._process.poll() is None:
            try:
                os.killpg(self._process.pid, signal.SIGKILL)
            except (AttributeError, OSError):  # no groups on this system, or gone by now
                self._process.kill()

    def _last_words(self) -> str:
        """The last line of standard error, or the exit status."""
        status = self._process.wait()
        self._errors.seek(0)
        lines = self._errors.read().decode(errors="replace").split("\n")
        told = [line.strip() for line in lines if line.strip()]
        return told[-1] if told else f"exit status {status}"

    def close(self) -> None:
        """End it, whatever it does."""
        self._kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout, self._errors):
            if pipe is not None:
                _shut(pipe)


def _shut(pipe: IO[bytes]) -> None:
    """Close a pipe; what could not be written to it is lost with its reader."""
    try:
        pipe.close()
    except OSError:
        return


def _texts(values: object) -> dict[str, str]:
    """The values of a notice."""
    items = values.items() if isinstance(values, dict) else ()
    return {str(name): str(value) for name, value in items}
