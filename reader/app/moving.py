"""Panes: which are shown, how large, which has the focus; and the look of the text."""

from dataclasses import replace

from textual.containers import Vertical

from reader.app.access import ReaderAccess
from reader.app.keys import ENTITIES, GENERAL, LISTS, READING, TEXT, TIMELINE, Key, shown
from reader.app.widgets.label_line import LabelLine, Phrase

NARROW = 100  # columns below which one pane is shown at a time
_PANES = ("text", "entities", "timeline")
_SIDE, _SIDE_LEAST, _SIDE_MOST = 40, 20, 70  # per cent of the screen
_WIDTH_LEAST, _WIDTH_MOST = 20, 400  # cells of the text column
_KEYS = {
    "text": (*READING, *TEXT),
    "entities": (*ENTITIES, *LISTS),
    "timeline": (*TIMELINE, *LISTS),
}


class Moving(ReaderAccess):
    """A reading screen whose panes can be hidden, zoomed, resized and moved between."""

    _hidden: frozenset[str] = frozenset()
    _zoomed = False
    _side = _SIDE

    def restore_panes(self) -> None:
        """The panes as they were left last time."""
        panes = self.reader.remembered.panes
        self._side = min(max(panes.get("side", _SIDE), _SIDE_LEAST), _SIDE_MOST)
        self._hidden = frozenset(name for name in _PANES[1:] if panes.get(f"hide-{name}"))
        width = panes.get("width")
        if width:
            self.view.look = replace(self.view.look, width=width)

    def pane_sizes(self) -> dict[str, int]:
        """The panes as they are, to be remembered."""
        hidden = {f"hide-{name}": int(name in self._hidden) for name in _PANES[1:]}
        return {"side": self._side, "width": self.view.look.width, **hidden}

    @property
    def focused_pane(self) -> str:
        """The name of the pane that has the focus."""
        return next((name for name in _PANES if self.query_one(f"#{name}").has_focus), "text")

    def arrange_panes(self, width: int) -> None:
        """Show the panes that there is room for.

        Args:
            width: columns of the screen.
        """
        focused = self.focused_pane
        single = width < NARROW or self._zoomed
        visible = {focused} if single else set(_PANES) - self._hidden
        for name in _PANES:
            self.query_one(f"#{name}-pane").set_class(name not in visible, "hidden")
        side = self.query_one("#side", Vertical)
        side.set_class(not visible & {"entities", "timeline"}, "hidden")
        side.styles.width = "100%" if "text" not in visible else f"{self._side}%"
        side.styles.border_right = None if "text" not in visible else ("solid", "grey")

    def mark_focus(self) -> None:
        """Show which pane has the focus: a sign and a style in its title."""
        self.arrange_panes(self.size.width)
        for name in _PANES[1:]:
            title = self.query_one(f"#{name}-title", LabelLine)
            title.set_class(self.query_one(f"#{name}").has_focus, "focused")
        self.title_panes()

    def title_panes(self) -> None:
        """Name the panes; the analysis knows what to say."""

    def footer_phrases(self) -> list[Phrase]:
        """The keys of the focused pane, then the general ones."""
        keys: list[Key] = [key for key in _KEYS[self.focused_pane] if key.footer]
        keys += [key for key in GENERAL if key.footer]
        phrases: list[Phrase] = []
        for key in keys:
            phrases.append(Phrase(f" {shown(key)}", "key"))
            phrases.append(Phrase(f" {self.words(key.message + '-short')} ", ""))
        return phrases

    def action_next_pane(self) -> None:
        """Give the focus to the next pane."""
        self._focus_step(1)

    def action_previous_pane(self) -> None:
        """Give the focus to the previous pane."""
        self._focus_step(-1)

    def _focus_step(self, step: int) -> None:
        narrow = self.size.width < NARROW or self._zoomed
        names = [name for name in _PANES if narrow or name not in self._hidden]
        here = names.index(self.focused_pane) if self.focused_pane in names else 0
        self.focus_pane(names[(here + step) % len(names)])

    def focus_pane(self, name: str) -> None:
        """Give the focus to the pane `name`, shown if it was hidden."""
        self._hidden -= {name}
        pane = self.query_one(f"#{name}-pane")
        pane.remove_class("hidden")
        self.query_one("#side").set_class(False, "hidden")
        self.query_one(f"#{name}").focus()
        self.mark_focus()

    def action_toggle_pane(self, name: str) -> None:
        """Hide or show a pane."""
        if self.size.width < NARROW:
            self.focus_pane("text" if self.focused_pane == name else name)
            return
        self._hidden ^= {name}
        if self.focused_pane in self._hidden:
            self.view.focus()
        self.arrange_panes(self.size.width)

    def action_zoom(self) -> None:
        """Show the focused pane alone, or all again."""
        self._zoomed = not self._zoomed
        self.arrange_panes(self.size.width)

    def action_resize(self, cells: int) -> None:
        """Make the side panes wider or narrower, by per cent of the screen."""
        self._side = min(max(self._side + cells, _SIDE_LEAST), _SIDE_MOST)
        self.arrange_panes(self.size.width)

    def action_width(self, cells: int) -> None:
        """Make the text column wider or narrower."""
        room = max(_WIDTH_LEAST, self.view.size.width)
        width = min(self.view.look.width, room) + cells
        width = min(max(width, _WIDTH_LEAST), _WIDTH_MOST)
        self.view.set_look(replace(self.view.look, width=width))
        self.tell(self.words("width-is", n=width))

    def action_look(self, name: str) -> None:
        """Switch one thing of the look of the text: by_sentence, marks, justify or signs."""
        if name == "signs":
            self.view.signs = not self.view.signs
            on = self.view.signs
            self.view.refresh()
        else:
            on = not getattr(self.view.look, name)
            self.view.set_look(replace(self.view.look, **{name: on}))
        self.tell(self.words(f"look-{name.replace('_', '-')}-{'on' if on else 'off'}"))

    def action_theme(self) -> None:
        """Change between light and dark."""
        self.reader.toggle_theme()

    def action_toggle_language(self) -> None:
        """Change the language of the interface."""
        self.reader.toggle_language()
