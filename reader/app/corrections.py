"""Correcting entities from pane and card: asked in dialogs, kept in the user's data, applied."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from reader.app.panes.card import place_label, point_label
from reader.app.panes.entities import TYPES, weight
from reader.entities.corrections import Action, Correction
from reader.library.across import correcting as across
from reader.library.paths import user_path
from reader.library.user import UserData
from reader.notice import QariError
from reader.text.fold import search_key

if TYPE_CHECKING:
    from reader.app.naming import Naming
    from reader.entities import Entity
    from reader.library.catalogue import Catalogue


_NO_PLACE = "none"
_HERE = "here"
_WITH_NAMES = (Action.MERGE, Action.SPLIT, Action.RENAME)  # their values are names


def correct(screen: "Naming", what: str, entity: "Entity | None") -> None:
    """Ask what the correction `what` needs, keep it and analyse again.

    Args:
        screen: over the article.
        what: ``undo``, a name in `_ASK`, or ``place:`` and the key of the place chosen.
        entity: that is corrected; None for ``undo``.
    """
    action, colon, value = what.partition(":")
    if action == "undo":
        _undo(screen)
    elif entity is not None and colon:
        _keep(screen, Correction(Action(action), entity.name, value, type=entity.type))
    elif entity is not None:
        _ASK[action](screen, entity)


def _keep(screen: "Naming", correction: Correction) -> None:
    """Ask for which articles it holds, keep the correction and show what it changes."""
    from reader.app.dialogs.ask import ChoiceDialog  # noqa: PLC0415 - opened on demand

    words, article = screen.words, screen.article
    if article is None:
        return

    def kept(scope: str | None) -> None:
        if scope is None:
            return
        meant = replace(correction, uid=article.uid if scope == _HERE else None)
        if _written(
            screen,
            lambda data: data.correct(meant),
            lambda kept: across.correct(kept.library, kept.user, meant),
        ):
            screen.analyse_again()
            screen.tell(words("corrected", what=_words(screen, meant)))

    choices = [(_HERE, words("correct-here")), ("all", words("correct-everywhere"))]
    title = f"{_words(screen, correction)} — {words('correct-scope')}"
    screen.app.push_screen(ChoiceDialog(title, choices), kept)


def _undo(screen: "Naming") -> None:
    """Take the last correction back."""
    article = screen.article
    if article is None:
        return
    taken: list[Correction | None] = []
    if not _written(
        screen,
        lambda data: taken.append(data.undo(article.uid)),
        lambda kept: taken.append(across.undo_correction(kept.library, kept.user, article.uid)),
    ):
        return
    if taken[0] is None:
        screen.tell(screen.words("nothing-to-undo"))
        return
    screen.analyse_again()
    screen.tell(screen.words("corrected-undone", what=_words(screen, taken[0])))


def _written(
    screen: "Naming",
    alone: Callable[[UserData], object],
    with_library: Callable[["Catalogue"], object],
) -> bool:
    """Whether the user's data took a change; what hinders it is told.

    Args:
        screen: over the article.
        alone: changes the user's data, where there is no library.
        with_library: changes them where there is one, whose articles are then analysed again.
    """
    reader = screen.reader
    try:
        if reader.has_library:
            with_library(reader.catalogue)
            reader.keep_up()
        else:
            with UserData(user_path(reader.library_path)) as data:
                alone(data)
    except QariError as error:
        screen.tell(screen.words.notice(error.notice), warn=True)
        return False
    return True


def _words(screen: "Naming", correction: Correction) -> str:
    """A correction in a few words: what is done, to which name, with which other."""
    action = correction.action
    other = f" · {correction.value}" if action in _WITH_NAMES else ""
    return f"{screen.words(f'key-{action.value}-entity-short')}: {correction.name}{other}"


def _hide(screen: "Naming", entity: "Entity") -> None:
    _keep(screen, Correction(Action.HIDE, entity.name, type=entity.type))


def _rename(screen: "Naming", entity: "Entity") -> None:
    from reader.app.dialogs.ask import AskDialog  # noqa: PLC0415 - opened on demand

    def named(name: str | None) -> None:
        if name and name != entity.name:
            _keep(screen, Correction(Action.RENAME, entity.name, name, type=entity.type))

    screen.app.push_screen(AskDialog(screen.words("key-rename-entity"), entity.name), named)


def _choose(
    screen: "Naming",
    entity: "Entity",
    action: Action,
    choices: list[tuple[str, str]],
    values: Mapping[str, str] | None = None,
) -> None:
    """Ask for one of `choices` and correct the entity with it; arguments as of `ChoiceDialog`."""
    from reader.app.dialogs.ask import ChoiceDialog  # noqa: PLC0415 - opened on demand

    def chosen(value: str | None) -> None:
        if value:
            value = "" if value == _NO_PLACE else value
            _keep(screen, Correction(action, entity.name, value, type=entity.type))

    title = f"{screen.words(f'key-{action.value}-entity')}: {entity.name}"
    screen.app.push_screen(ChoiceDialog(title, choices, values=values), chosen)


def _retype(screen: "Naming", entity: "Entity") -> None:
    """Choose among the other types."""
    words = screen.words
    others = [kind for kind in TYPES if kind is not entity.type]
    choices = [(kind.value, words(f"type-{kind.value.lower()}-one")) for kind in others]
    _choose(screen, entity, Action.RETYPE, choices)


def _place(screen: "Naming", entity: "Entity") -> None:
    """Choose among the places it could be, or none of them; nothing to choose is told."""
    words = screen.words
    places = [place for place in (entity.place, *entity.candidates) if place is not None]
    if not places:
        screen.tell(words("no-candidates"))
        return
    choices = [(place.key, place_label(place, words)) for place in places]
    choices.append((_NO_PLACE, words("choice-none")))
    points = {place.key: point_label(place) for place in places}
    _choose(screen, entity, Action.PLACE, choices, points)


def _merge(screen: "Naming", entity: "Entity") -> None:
    """Find the other name by a few letters; the weightiest of its type stand first."""
    from reader.app.dialogs.lookup import MergeDialog  # noqa: PLC0415 - opened on demand

    analysis = screen.analysis
    found = analysis.entities if analysis else ()
    size = len(analysis.article.text) if analysis else 0
    others = {other.id: other for other in found if other.id != entity.id}
    if not others:
        screen.tell(screen.words("nothing-to-merge"))
        return

    def merged(key: str | None) -> None:
        if key is not None:
            _keep(screen, Correction(Action.MERGE, entity.name, others[key].name, type=entity.type))

    ordered = sorted(others.values(), key=lambda e: (e.type is not entity.type, -weight(e, size)))
    screen.app.push_screen(MergeDialog(entity.name, ordered), merged)


def _split(screen: "Naming", entity: "Entity") -> None:
    """Choose the form to split off; nothing to split is told."""
    forms = {search_key(mention.text): mention.text for mention in reversed(entity.mentions)}
    if len(forms) < 2:
        screen.tell(screen.words("nothing-to-split"))
        return
    choices = [(form, form) for form in forms.values()]
    _choose(screen, entity, Action.SPLIT, choices)


_ASK: dict[str, Callable[["Naming", "Entity"], None]] = {
    "hide": _hide,
    "rename": _rename,
    "retype": _retype,
    "place": _place,
    "merge": _merge,
    "split": _split,
}
