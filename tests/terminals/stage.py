"""A virtual display, and the terminals that can be run on it."""

import os
import shlex
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

COLUMNS, ROWS = 100, 36
FONT = "DejaVu Sans Mono"
DISPLAY_SIZE = "1400x1000x24"


@dataclass(frozen=True)
class Terminal:
    """A terminal program and how it is started.

    Attributes:
        name: of the picture.
        program: what must be installed.
        command: the words before the command that runs inside; ``{config}`` is a folder of its own.
        files: configuration files written there before, by name.
        environ: further variables.
        inside: words put before the command that runs inside, such as those of tmux.
        margin: whether lines are sent with an override, behind a blank first cell.
    """

    name: str
    program: str
    command: tuple[str, ...]
    files: tuple[tuple[str, str], ...] = ()
    environ: tuple[tuple[str, str], ...] = ()
    inside: tuple[str, ...] = ()
    margin: bool = False

    @property
    def missing(self) -> str | None:
        """The program that is not installed, or None."""
        needed = (self.program, *self.inside[:1])
        return next((name for name in needed if shutil.which(name) is None), None)


_XTERM = (
    "xterm",
    "-fa",
    FONT,
    "-fs",
    "11",
    "-geometry",
    f"{COLUMNS}x{ROWS}+0+0",
    "-u8",
    "+sb",
    "-e",
)
_SAKURA = ("sakura", "-f", f"{FONT} 11", "-c", str(COLUMNS), "-r", str(ROWS), "-x")
_TMUX = ("tmux", "-u", "-f", "/dev/null", "-L", "qari-terminals", "new-session")
_KITTY = "font_family DejaVu Sans Mono\nfont_size 11\nremember_window_size no\n"
_KITTY_SIZE = f"initial_window_width {COLUMNS}c\ninitial_window_height {ROWS}c\n"
_KITTY_QUIET = "enable_audio_bell no\nupdate_check_interval 0\ncursor_blink_interval 0\n"
_ALACRITTY = (
    f"window:\n  dimensions:\n    columns: {COLUMNS}\n    lines: {ROWS}\n"
    f"font:\n  normal:\n    family: {FONT}\n  size: 11\n"
)
_KONSOLE = (
    f"[Appearance]\nFont={FONT},11,-1,5,50,0,0,0,0,0\n"
    f"[General]\nName=qari\nTerminalColumns={COLUMNS}\nTerminalRows={ROWS}\nParent=FALLBACK/\n"
    "[Scrolling]\nScrollBarPosition=2\n"
)
_GL = (("LIBGL_ALWAYS_SOFTWARE", "1"),)

TERMINALS: tuple[Terminal, ...] = (
    Terminal("xterm", "xterm", _XTERM),
    Terminal("vte", "sakura", _SAKURA),
    Terminal(
        "konsole",
        "konsole",
        ("konsole", "--hide-menubar", "--hide-tabbar", "--profile", "qari", "-e"),
        files=(("konsole/qari.profile", _KONSOLE),),
        environ=(("QT_QPA_PLATFORM", "xcb"),),
    ),
    Terminal(
        "mlterm",
        "mlterm",
        ("mlterm", "--type=xft", "-w", "14", "-g", f"{COLUMNS}x{ROWS}", "-s=false", "-e"),
        margin=True,
        files=(("home/.mlterm/aafont", f"DEFAULT = {FONT}\nISO10646_UCS4_1 = {FONT}\n"),),
    ),
    Terminal(
        "kitty",
        "kitty",
        ("kitty", "--config", "{config}/kitty.conf"),
        files=(("kitty.conf", _KITTY + _KITTY_SIZE + _KITTY_QUIET),),
        environ=_GL,
    ),
    Terminal(
        "alacritty",
        "alacritty",
        ("alacritty", "--config-file", "{config}/alacritty.yml", "-e"),
        files=(("alacritty.yml", _ALACRITTY),),
        environ=_GL,
    ),
    Terminal("xterm-tmux", "xterm", _XTERM, inside=_TMUX, margin=True),
    Terminal("vte-tmux", "sakura", _SAKURA, inside=_TMUX, margin=True),
)


@contextmanager
def display() -> Iterator[str]:
    """The name of a display that lives as long as the context."""
    reading, writing = os.pipe()
    command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", DISPLAY_SIZE, "-nolisten", "tcp"]
    with subprocess.Popen(
        command, pass_fds=[writing], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as server:
        os.close(writing)
        with os.fdopen(reading) as answer:
            number = answer.readline().strip()
        try:
            yield f":{number}"
        finally:
            server.terminate()


def photograph(
    terminal: Terminal, script: Sequence[str], done: Path, picture: Path, screen: str
) -> None:
    """Run `script` in `terminal`, wait for the file `done` it makes, and take the picture.

    Args:
        terminal: what is started.
        script: the command that runs inside; it makes `done` and then stays.
        done: made by the script when all is drawn.
        picture: where the PNG goes.
        screen: name of the display.
    """
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        config = Path(folder)
        for name, text in terminal.files:
            (config / name).parent.mkdir(parents=True, exist_ok=True)
            (config / name).write_text(text)
        command = [word.format(config=config) for word in terminal.command]
        inside = _one_word(terminal, [*terminal.inside, *script])
        with subprocess.Popen(
            [*command, *inside],
            env=_environment(terminal, config, screen),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        ) as process:
            try:
                _wait_for(done)
                _shoot(picture, screen)
            finally:
                if terminal.inside:
                    subprocess.run([*_TMUX[:1], "-L", "qari-terminals", "kill-server"], check=False)
                process.terminate()


def _one_word(terminal: Terminal, script: list[str]) -> list[str]:
    """The script as the terminal takes it: sakura wants one word."""
    return [shlex.join(script)] if terminal.program == "sakura" else script


def _environment(terminal: Terminal, config: Path, screen: str) -> dict[str, str]:
    """The variables of the terminal: a home of its own, no traces of the one we run in."""
    left_out = ("TMUX", "STY", "VTE_VERSION", "KITTY_WINDOW_ID", "KONSOLE_VERSION", "TERM_PROGRAM")
    kept = {name: value for name, value in os.environ.items() if name not in left_out}
    home = config / "home"
    home.mkdir(exist_ok=True)
    own = {f"XDG_{name}_HOME": str(config) for name in ("CONFIG", "DATA", "STATE", "CACHE")}
    own |= {"DISPLAY": screen, "HOME": str(home), "LANG": "C.UTF-8", "XDG_RUNTIME_DIR": str(config)}
    return {**kept, **own, **dict(terminal.environ)}


def _wait_for(done: Path, limit: float = 12) -> None:
    """Wait until the script has drawn, and a moment for the terminal to show it."""
    end = time.monotonic() + limit
    while not done.exists():
        if time.monotonic() > end:
            raise TimeoutError(f"nothing was drawn within {limit} s")
        time.sleep(0.1)
    time.sleep(1.5)


def _shoot(picture: Path, screen: str) -> None:
    """Write the display as PNG, cut to what is drawn on."""
    picture.parent.mkdir(parents=True, exist_ok=True)
    command = ["import", "-display", screen, "-window", "root", "-trim", "+repage", str(picture)]
    subprocess.run(command, check=True)
