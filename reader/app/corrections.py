"""Correcting entities from the pane: asked in dialogs, kept in the user's data, applied at once."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from reader.app.panes.card import place_label
from reader.app.panes.entities import TYPES
from reader.entities.corrections import Action, Correction
from reader.library.user import UserData
from reader.library.user.data import NAME
from reader.settings import data_folder

if TYPE_CHECKING:
    from reader.app.analysing import Analysing
    from reader.entities import Entity


_NO_PLACE = "none"


def correct(screen: "Analysing", what: str, entity: "Entity | None") -> None:
    """Ask what the correction `what` needs, keep it and analyse again."""
    if what == "undo":
        _undo(screen)
    elif entity is not None:
        _ASK[what](screen, entity)


def _keep(screen: "Analysing", correction: Correction) -> None:
    """Ask for which articles it holds, keep the correction and show what it changes."""
    from reader.app.dialogs.ask import ChoiceDialog  # noqa: PLC0415 - opened on demand

    words, article = screen.words, screen.article
    if article is None:
        return

    def kept(scope: str | None) -> None:
        if scope is None:
            return
        uid = article.uid if scope == "here" else None
        with UserData(data_folder() / NAME) as data:
            data.correct(Correction(correction.action, correction.name, correction.value, uid))
        screen.start_analysis()
        screen.tell(words("corrected"))

    choices = [("here", words("correct-here")), ("all", words("correct-everywhere"))]
    screen.app.push_screen(ChoiceDialog(words("correct-scope"), choices), kept)


def _undo(screen: "Analysing") -> None:
    """Take the last correction back."""
    if screen.article is None:
        return
    with UserData(data_folder() / NAME) as data:
        taken = data.undo(screen.article.uid)
    screen.tell(screen.words("corrected-undone" if taken else "nothing-to-undo"))
    if taken:
        screen.start_analysis()


def _hide(screen: "Analysing", entity: "Entity") -> None:
    _keep(screen, Correction(Action.HIDE, entity.name))


def _rename(screen: "Analysing", entity: "Entity") -> None:
    from reader.app.dialogs.ask import AskDialog  # noqa: PLC0415 - opened on demand

    def named(name: str | None) -> None:
        if name:
            _keep(screen, Correction(Action.RENAME, entity.name, name))

    screen.app.push_screen(AskDialog(screen.words("key-rename-entity"), entity.name), named)


def _choose(
    screen: "Analysing", title: str, choices: list[tuple[str, str]], action: Action, name: str
) -> None:
    """Ask for one of `choices` and correct `name` with it."""
    from reader.app.dialogs.ask import ChoiceDialog  # noqa: PLC0415 - opened on demand

    def chosen(value: str | None) -> None:
        if value:
            _keep(screen, Correction(action, name, "" if value == _NO_PLACE else value))

    screen.app.push_screen(ChoiceDialog(title, choices), chosen)


def _retype(screen: "Analysing", entity: "Entity") -> None:
    words = screen.words
    choices = [(kind.value, words(f"type-{kind.value.lower()}-one")) for kind in TYPES]
    _choose(screen, words("key-retype-entity"), choices, Action.RETYPE, entity.name)


def _place(screen: "Analysing", entity: "Entity") -> None:
    """Choose among the places it could be, or none of them; nothing to choose is told."""
    words = screen.words
    places = [place for place in (entity.place, *entity.candidates) if place is not None]
    if not places:
        screen.tell(words("no-candidates"))
        return
    choices = [(place.key, place_label(place, words)) for place in places]
    title = words("key-place-entity")
    _choose(screen, title, [*choices, (_NO_PLACE, words("choice-none"))], Action.PLACE, entity.name)


def _merge(screen: "Analysing", entity: "Entity") -> None:
    found = screen.analysis.entities if screen.analysis else ()
    choices = [(other.name, other.name) for other in found if other.id != entity.id]
    _choose(screen, screen.words("key-merge-entity"), choices, Action.MERGE, entity.name)


def _split(screen: "Analysing", entity: "Entity") -> None:
    forms = dict.fromkeys(mention.text for mention in entity.mentions)
    choices = [(form, form) for form in forms]
    _choose(screen, screen.words("key-split-entity"), choices, Action.SPLIT, entity.name)


_ASK: dict[str, Callable[["Analysing", "Entity"], None]] = {
    "hide": _hide,
    "rename": _rename,
    "retype": _retype,
    "place": _place,
    "merge": _merge,
    "split": _split,
}
