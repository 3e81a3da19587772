"""Pictures of the running application on the seed articles, for the README.

    python -m tests.app.screenshots [FOLDER]

Each picture is an SVG whose text no browser re-orders, and a PNG beside it where a browser or
CairoSVG can draw one.
"""

import asyncio
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from textual.pilot import Pilot

from tests.support import PROJECT

_OVERRIDE = "<style>text{unicode-bidi:bidi-override;direction:ltr}</style>"
_WIDE, _NARROW = (120, 34), (80, 24)
# name → size, language, theme, keys
PICTURES: dict[str, tuple[tuple[int, int], str, str, tuple[str, ...]]] = {
    "reading": (_WIDE, "ar", "dark", ("right_square_bracket",)),
    "lookup": (_WIDE, "ar", "dark", ("e", "l", "a", "v")),
    "find": (_WIDE, "ar", "dark", ("slash", "ا", "ل", "ر", "ق", "ه")),
    "timeline": (_WIDE, "ar", "dark", ("tab", "tab", "z", "h")),
    "card": (_WIDE, "ar", "dark", ("tab", "end", "enter")),
    "narrow": (_NARROW, "ar", "dark", ()),
    "light": (_WIDE, "ar", "light", ("o",)),
    "english": (_WIDE, "en", "dark", ()),
    "help": (_WIDE, "ar", "dark", ("question_mark",)),
}


async def picture(name: str, folder: Path) -> Path:
    """Make the SVG of one picture."""
    from tests.driving import SEED, make_app

    size, language, theme, keys = PICTURES[name]
    app = make_app(SEED, language=language, theme=theme)
    async with app.run_test(size=size) as pilot:
        await _settle(pilot)
        for key in keys:
            await pilot.press(key)
            await _settle(pilot)
        svg = app.export_screenshot(title="Qari")
    path = folder / f"{name}.svg"
    path.write_text(readable(svg), encoding="utf-8")
    return path


async def _settle(pilot: Pilot[None]) -> None:
    await pilot.pause()
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()


def readable(svg: str) -> str:
    """The SVG with a style that keeps viewers from re-ordering visual text."""
    head, end, rest = svg.partition(">")
    return f"{head}{end}{_OVERRIDE}{rest}"


def draw(path: Path) -> Path | None:
    """The PNG of an SVG by a headless browser, or None where there is none."""
    browser = next(
        filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
    )
    if browser is None:
        return None
    target = path.with_suffix(".png")
    width, height = _size(path.read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory() as profile:
        command = [
            browser, "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic",
            "--no-first-run", "--disable-background-networking", "--disable-component-update",
            "--disable-sync", "--hide-scrollbars", f"--user-data-dir={profile}",
            f"--window-size={width},{height}", f"--screenshot={target}", path.resolve().as_uri(),
        ]  # fmt: skip
        subprocess.run(command, check=False, capture_output=True, timeout=120)
    return target if target.exists() else None


def _size(svg: str) -> tuple[int, int]:
    """Width and height of the drawing in pixels."""
    box = svg.partition('viewBox="')[2].partition('"')[0].split()
    return round(float(box[2])), round(float(box[3]))


def main(folder: Path) -> None:
    """Make all pictures."""
    folder.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as home:
        for kind in ("CONFIG", "STATE", "DATA", "CACHE"):
            os.environ[f"XDG_{kind}_HOME"] = str(Path(home, kind))
        for name in PICTURES:
            path = asyncio.run(picture(name, folder))
            drawn = draw(path)
            sys.stdout.write(f"{path.name}{' and ' + drawn.name if drawn else ', no browser'}\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else PROJECT / "screenshots")
