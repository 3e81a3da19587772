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

from reader.app.widgets.bidi_input import BidiInput
from reader.articles import open_articles
from reader.text.span import Span
from tests.support import PROJECT, SEEDS

_OVERRIDE = "<style>text{unicode-bidi:bidi-override;direction:ltr}</style>"
_WIDE, _NARROW = (120, 34), (80, 24)
# name → size, language, theme, keys
PICTURES: dict[str, tuple[tuple[int, int], str, str, tuple[str, ...]]] = {
    "reading": (_WIDE, "ar", "dark", ("right_square_bracket",)),
    "lookup": (_WIDE, "ar", "dark", ("e", "l", "a", "v")),
    "find": (_WIDE, "ar", "dark", ("slash", "ا", "ل", "ر", "ق", "ه")),
    "timeline": (_WIDE, "ar", "dark", ("tab", "tab", "z", "6")),
    "card": (_WIDE, "ar", "dark", ("tab", "end", "enter")),
    "narrow": (_NARROW, "ar", "dark", ()),
    "light": (_WIDE, "ar", "light", ("o",)),
    "english": (_WIDE, "en", "dark", ()),
    "help": (_WIDE, "ar", "dark", ("question_mark",)),
}
# the same over the library; a key that begins with = is typed into the field
LIBRARY_PICTURES: dict[str, tuple[tuple[int, int], str, str, tuple[str, ...]]] = {
    "library": (_WIDE, "ar", "dark", ("down", "down")),
    "library-filter": (_NARROW, "ar", "dark", ("slash", "=الرقة before:2016-06")),
    "library-english": (_WIDE, "en", "light", ("down",)),
    "notes": (_WIDE, "ar", "dark", ("slash", "=title:تهدئة", "enter", "enter", "~")),
    "across": (_WIDE, "ar", "dark", ("e", "=raqqa", "enter")),
    "feeds": (_NARROW, "ar", "dark", ("4",)),
}


async def picture(name: str, folder: Path) -> Path:
    """Make the SVG of one picture."""
    from tests.driving import SEED, make_app

    size, language, theme, keys = (PICTURES | LIBRARY_PICTURES)[name]
    sources = (SEED,) if name in PICTURES else ()
    app = make_app(*sources, language=language, theme=theme)
    async with app.run_test(size=size) as pilot:
        await _settle(pilot)
        for key in keys:
            if key.startswith("="):
                assert isinstance(app.focused, BidiInput)
                app.focused.value = key[1:]
                await pilot.pause(0.3)
            elif key == "~":
                await pilot.pause(0.5)
            else:
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


def fill_library() -> None:
    """A library with marks, tags, notes, a saved search and feeds, analysed by the real engines."""
    from reader.library.adding import add_articles
    from reader.library.analysing import analyse_pending
    from reader.library.catalogue import Catalogue
    from reader.library.feeds import note_visit
    from tests.shelves import short_article

    with Catalogue() as catalogue:
        articles = [*open_articles(str(SEEDS)), *map(short_article, range(40))]
        list(add_articles(catalogue.library, articles))
        analyse_pending(catalogue.library, processes=0)
        user = catalogue.user
        uids = [listed.uid for listed in catalogue.rows(list(catalogue.listing().ids))]
        user.marks.read(uids[3:12])
        user.marks.star([uids[1], uids[6]])
        user.tags.add(uids[1:4], "سورية")
        user.tags.add(uids[2:3], "هدنة")
        article = catalogue.article(uids[2])
        assert article is not None
        for words, text in (("دخلت الساحة السورية", ""), ("تهدئة تستمر", "متى تبدأ؟")):
            start = article.text.index(words)
            user.notes.add(article.uid, article.text, Span(start, start + len(words)), text=text)
        user.searches.save("القمح والأسعار", "القمح OR أسعار")
        user.searches.found_new({"القمح والأسعار": 3})
        user.feeds.follow("https://example.org/feed", "صحيفة المثال")
        user.feeds.follow("https://example.com/rss", "أخبار الثقافة")
        note_visit(catalogue.library, "https://example.org/feed")


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
        fill_library()
        for name in PICTURES | LIBRARY_PICTURES:
            path = asyncio.run(picture(name, folder))
            drawn = draw(path)
            sys.stdout.write(f"{path.name}{' and ' + drawn.name if drawn else ', no browser'}\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else PROJECT / "screenshots")
