"""``make terminals``: Qari in real terminals on a virtual display, photographed and compared.

    python -m tests.terminals [--app] [NAME…]

Pictures go to `screenshots/terminals/`. Exit status 1 where a row of a picture is not right.
"""

import argparse
import shlex
import shutil
import sys
import tempfile
from pathlib import Path

from reader.articles import open_article
from reader.cli.show import laid_out
from tests.support import PROJECT, SEEDS
from tests.terminals.compare import FONT_FILE, Verdict, compare, find_grid
from tests.terminals.stage import COLUMNS, ROWS, TERMINALS, Terminal, display, photograph

PICTURES = PROJECT / "screenshots" / "terminals"
ARTICLE = SEEDS / "02-maarid.txt"
WIDTH = 80
RED_ROW = f"printf '\\033[H\\033[2J\\033[48;5;196m%{COLUMNS}s\\033[0m\\n' ''"


def main() -> int:
    """Take the pictures that were asked for, and tell of each whether it is right."""
    parser = argparse.ArgumentParser(prog="tests.terminals")
    parser.add_argument("--app", action="store_true", help="the reader too, without comparison")
    parser.add_argument("names", nargs="*", help=", ".join(t.name for t in TERMINALS))
    args = parser.parse_args()
    missing = [name for name in ("Xvfb", "import") if shutil.which(name) is None]
    missing += [] if Path(FONT_FILE).exists() else [FONT_FILE]
    if missing:
        print(f"skipped: not installed: {', '.join(missing)}")
        return 0
    failed = False
    with display() as screen:
        for terminal in TERMINALS:
            if args.names and terminal.name not in args.names:
                continue
            if terminal.missing:
                print(f"{terminal.name}: skipped, {terminal.missing} is not installed")
                continue
            failed = not _shown(terminal, screen) or failed
            if args.app:
                _reader(terminal, screen)
    return int(failed)


def _shown(terminal: Terminal, screen: str) -> bool:
    """Take the picture of `qari show` in one terminal, and judge it."""
    picture = PICTURES / f"{terminal.name}-show.png"
    command = shlex.join([sys.executable, "-m", "reader", "show", f"--width={WIDTH}", str(ARTICLE)])
    try:
        _take(terminal, screen, picture, f"{RED_ROW}; {command}; touch {{done}}; sleep 60")
        grid = find_grid(picture, COLUMNS)
    except (TimeoutError, ValueError) as error:
        print(f"{terminal.name}: {error}")
        return False
    # tmux and screen take the override, for which the first cell of a line stays blank.
    rows = list(laid_out(open_article(str(ARTICLE)), WIDTH, margin=terminal.margin))
    return _told(terminal, compare(picture, grid, rows[: ROWS - 3]))


def _told(terminal: Terminal, verdicts: list[Verdict]) -> bool:
    """Print the outcome of one comparison."""
    wrong = [verdict for verdict in verdicts if not verdict.passed]
    least = min(verdict.right for verdict in verdicts)
    print(
        f"{terminal.name}: {len(verdicts) - len(wrong)} of {len(verdicts)} rows right, "
        f"likeness at least {least:.2f}"
    )
    for verdict in wrong:
        print(f"  row {verdict.row}: {verdict.right:.2f}, backwards {verdict.wrong:.2f}")
    return not wrong


def _reader(terminal: Terminal, screen: str) -> None:
    """Take the picture of the reader in one terminal."""
    picture = PICTURES / f"{terminal.name}-app.png"
    command = shlex.join([sys.executable, "-m", "reader", str(SEEDS / "01-hudna.txt")])
    script = f"cd {PROJECT}; (sleep 6; touch {{done}}) & {command}; sleep 60"
    try:
        _take(terminal, screen, picture, script)
        print(f"{terminal.name}: reader photographed")
    except TimeoutError as error:
        print(f"{terminal.name}: reader: {error}")


def _take(terminal: Terminal, screen: str, picture: Path, script: str) -> None:
    """Run a shell script in the terminal and take the picture when it has made its file."""
    with tempfile.TemporaryDirectory() as folder:
        done = Path(folder) / "done"
        words = ["sh", "-c", f"cd {PROJECT}; " + script.format(done=done)]
        photograph(terminal, words, done, picture, screen)


if __name__ == "__main__":
    sys.exit(main())
