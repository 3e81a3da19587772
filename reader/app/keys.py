"""The keys of the program: one table, so that one key means one thing everywhere.

Every letter has its twin on the Arabic keyboard (XKB layout `ara`), so that nobody has to change
the layout to turn a page. Capital letters and function keys are never the only way: an Arabic
layout sends marks and ligatures for the first, and tmux and laptops keep the second.
"""

from collections.abc import Iterable
from typing import NamedTuple

from textual.binding import Binding, BindingType

# Key of the Latin layout → key of the Arabic layout, by Textual's names of the keys.
TWINS = {
    "q": "ض", "w": "ص", "e": "ث", "r": "ق", "t": "ف", "y": "غ", "u": "ع", "i": "ه", "o": "خ",
    "p": "ح", "a": "ش", "s": "س", "d": "ي", "f": "ب", "g": "ل", "h": "ا", "j": "ت", "k": "ن",
    "l": "م", "z": "ئ", "x": "ء", "c": "ؤ", "v": "ر", "n": "ى", "m": "ة",
    "left_square_bracket": "ج", "right_square_bracket": "د", "semicolon": "ك",
    "apostrophe": "ط", "comma": "و", "full_stop": "ز", "slash": "ظ",
    "question_mark": "arabic_question_mark",
    "0": "٠", "1": "١", "2": "٢", "3": "٣", "4": "٤", "5": "٥", "6": "٦", "7": "٧", "8": "٨",
    "9": "٩",
}  # fmt: skip

# How a key is shown where Textual's name of it is no help.
SHOWN = {
    "left_square_bracket": "[", "right_square_bracket": "]", "semicolon": ";", "apostrophe": "'",
    "comma": ",", "full_stop": ".", "slash": "/", "question_mark": "?", "at": "@", "minus": "-",
    "equals_sign": "=", "enter": "Enter", "escape": "Esc", "space": "Space", "tab": "Tab",
    "shift+tab": "Shift+Tab", "pageup": "PgUp", "pagedown": "PgDn", "home": "Home", "end": "End",
    "up": "↑", "down": "↓", "left": "←", "right": "→", "ctrl+k": "Ctrl+K", "ctrl+p": "Ctrl+P",
    "ctrl+left": "Ctrl+←", "ctrl+right": "Ctrl+→", "delete": "Del", "backspace": "Bksp",
}  # fmt: skip


class Key(NamedTuple):
    """A key and what it does.

    Attributes:
        keys: Textual's names of the keys, Latin layout, the first one shown.
        action: the Textual action.
        message: code of the words that say what it does.
        footer: whether the footer names it.
    """

    keys: tuple[str, ...]
    action: str
    message: str
    footer: bool = False


READING = (
    Key(("j", "down"), "move('down')", "key-down"),
    Key(("k", "up"), "move('up')", "key-up"),
    Key(("left",), "move('left')", "key-left"),
    Key(("right",), "move('right')", "key-right"),
    Key(("space", "pagedown"), "page(1)", "key-page-down"),
    Key(("pageup",), "page(-1)", "key-page-up"),
    Key(("home",), "edge('home')", "key-home"),
    Key(("end",), "edge('end')", "key-end"),
    Key(("right_square_bracket",), "mention(1)", "key-next-mention", footer=True),
    Key(("left_square_bracket",), "mention(-1)", "key-previous-mention"),
    Key(("enter",), "choose", "key-choose", footer=True),
    Key(("v",), "select", "key-select"),
    Key(("c",), "copy", "key-copy"),
)

LISTS = (
    Key(("j", "down"), "move('down')", "key-down"),
    Key(("k", "up"), "move('up')", "key-up"),
    Key(("space", "pagedown"), "page(1)", "key-page-down"),
    Key(("pageup",), "page(-1)", "key-page-up"),
    Key(("home",), "edge('home')", "key-home"),
    Key(("end",), "edge('end')", "key-end"),
    Key(("enter",), "choose", "key-choose", footer=True),
    Key(("c",), "copy", "key-copy"),
)

# What is done to an article, in its text and in the list of the library alike.
ARTICLE = (
    Key(("f",), "screen.star", "key-star", footer=True),
    Key(("g",), "screen.tags", "key-tags", footer=True),
    Key(("i",), "screen.note", "key-note", footer=True),
    Key(("r",), "screen.unread", "key-unread"),
    Key(("x",), "screen.archive", "key-archive"),
    Key(("y",), "screen.related", "key-related"),
    Key(("apostrophe",), "screen.export", "key-export"),
    Key(("u",), "screen.take_back", "key-take-back"),
)

TEXT = (
    Key(("h",), "screen.highlight", "key-highlight", footer=True),
    *(key._replace(footer=False) for key in ARTICLE),
    Key(("semicolon",), "screen.keep", "key-keep"),
    Key(("9",), "screen.version", "key-version"),
)

LIBRARY = (
    Key(("slash",), "screen.query", "key-query", footer=True),
    *ARTICLE,
    Key(("w",), "screen.shown", "key-shown", footer=True),
    Key(("o",), "screen.order", "key-order", footer=True),
    Key(("n",), "screen.next_unread", "key-next-unread"),
    Key(("v",), "select", "key-select-rows"),
    Key(("m",), "screen.save_search", "key-save-search"),
    Key(("h",), "screen.history", "key-history"),
    Key(("d",), "screen.exact", "key-exact"),
    Key(("l",), "screen.told", "key-told"),
)

SEARCHES = (Key(("x", "delete"), "forget", "key-forget-search"),)

FEEDS = (
    Key(("a",), "screen.follow", "key-follow", footer=True),
    Key(("x", "delete"), "screen.unfollow", "key-unfollow", footer=True),
    Key(("w",), "screen.whole", "key-whole"),
    Key(("u",), "screen.take_back", "key-take-back"),
)

NOTES = (
    Key(("i",), "screen.edit", "key-edit-note", footer=True),
    Key(("x", "delete"), "screen.remove", "key-remove-note", footer=True),
    Key(("apostrophe",), "screen.export", "key-export-notes", footer=True),
    Key(("u",), "screen.take_back", "key-take-back"),
)

ACROSS = (
    Key(("o",), "screen.side", "key-side", footer=True),
    Key(("i",), "screen.articles", "key-its-articles", footer=True),
)

# The screens; each is one key away from all others.
SCREENS = (
    Key(("escape", "backspace"), "back", "key-back"),
    Key(("2",), "library", "key-library"),
    Key(("3",), "notes", "key-notes"),
    Key(("4",), "feeds", "key-feeds"),
    Key(("5",), "across", "key-across"),
)

# What the screens of the library share; the one of the feeds follows where the others add.
SHELVES = (
    *SCREENS,
    Key(("e", "ctrl+k"), "across", "key-names"),
    Key(("a",), "add", "key-add"),
    Key(("s",), "sync", "key-sync"),
    Key(("0",), "stop", "key-stop"),
    Key(("t",), "theme", "key-theme"),
    Key(("question_mark", "ctrl+p"), "help", "key-help", footer=True),
    Key(("q",), "leave", "key-quit", footer=True),
)

FEED_SHELVES = tuple(key for key in SHELVES if key.action != "add")

# What the reader corrects of an entity, in the pane and on its card.
CORRECTING = (
    Key(("at",), "correct('place')", "key-place-entity"),  # the same on both layouts
    Key(("x",), "correct('hide')", "key-hide-entity"),
    Key(("r",), "correct('rename')", "key-rename-entity"),
    Key(("y",), "correct('retype')", "key-retype-entity"),
    Key(("semicolon",), "correct('merge')", "key-merge-entity"),
    Key(("apostrophe",), "correct('split')", "key-split-entity"),
)

ENTITIES = (
    Key(("f",), "filter", "key-filter", footer=True),
    Key(("i",), "visit", "key-visit", footer=True),
    *CORRECTING,
    Key(("u",), "undo", "key-undo"),
)

TIMELINE = (
    Key(("6",), "calendar", "key-calendar", footer=True),
    Key(("7",), "grain", "key-grain", footer=True),
    Key(("8",), "filter", "key-filter", footer=True),
)

GENERAL = (
    *SCREENS,
    Key(("slash",), "find", "key-find", footer=True),
    Key(("n",), "hit(1)", "key-next-hit"),
    Key(("p",), "hit(-1)", "key-previous-hit"),
    Key(("e", "ctrl+k"), "lookup", "key-lookup", footer=True),
    Key(("d",), "date", "key-date"),
    Key(("tab",), "next_pane", "key-next-pane", footer=True),
    Key(("shift+tab",), "previous_pane", "key-previous-pane"),
    Key(("a",), "toggle_pane('entities')", "key-toggle-entities"),
    Key(("w",), "toggle_pane('timeline')", "key-toggle-timeline"),
    Key(("z",), "zoom", "key-zoom"),
    Key(("ctrl+left",), "resize(-4)", "key-wider-text"),
    Key(("ctrl+right",), "resize(4)", "key-narrower-text"),
    Key(("minus",), "width(-4)", "key-narrower-column"),
    Key(("equals_sign",), "width(4)", "key-wider-column"),
    Key(("s",), "look('by_sentence')", "key-sentences"),
    Key(("m",), "look('marks')", "key-marks"),
    Key(("l",), "look('justify')", "key-justify"),
    Key(("o",), "look('signs')", "key-signs"),
    Key(("t",), "theme", "key-theme"),
    Key(("1",), "articles", "key-articles"),
    Key(("full_stop",), "article(1)", "key-next-article"),
    Key(("comma",), "article(-1)", "key-previous-article"),
    Key(("question_mark", "ctrl+p"), "help", "key-help", footer=True),
    Key(("q",), "leave", "key-quit", footer=True),
)


def bindings(keys: Iterable[Key]) -> list[BindingType]:
    """Textual's bindings for `keys`, each with its twin of the Arabic layout."""
    return [Binding(",".join(with_twins(key.keys)), key.action, show=False) for key in keys]


def with_twins(keys: Iterable[str]) -> list[str]:
    """The keys, and behind them their twins."""
    return [*keys, *(TWINS[key] for key in keys if key in TWINS)]


def shown(key: Key) -> str:
    """The key as a user reads it: its first name."""
    return SHOWN.get(key.keys[0], key.keys[0])
