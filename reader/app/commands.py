"""The command palette: every key of the program by its words, in the interface's language."""

from collections.abc import Awaitable, Callable, Iterator

from textual.command import DiscoveryHit, Hit, Hits, Provider

from reader.app.keys import ENTITIES, GENERAL, TIMELINE, Key, shown
from reader.messages import tr
from reader.text.fold import search_key
from reader.text.label import visual

_OWN = ("toggle_language", "key-language")


class ReaderCommands(Provider):
    """Commands found by typing part of their words, in Arabic or in English."""

    def _commands(self) -> Iterator[tuple[str, str, str]]:
        """Message code, action and key of each command."""
        seen: set[str] = set()
        keys: tuple[Key, ...] = (*GENERAL, *ENTITIES, *TIMELINE)
        for key in keys:
            if key.action not in seen and key.action != "command_palette":
                seen.add(key.action)
                yield key.message, key.action, shown(key)
        yield _OWN[1], _OWN[0], ""

    def _language(self) -> str:
        return str(getattr(getattr(self.app, "words", None), "language", "en"))

    def _label(self, code: str, key: str) -> str:
        """The words of a command as they are drawn."""
        words = tr(code, self._language())
        return visual(f"{words} ({key})" if key else words)

    def _run(self, action: str) -> Callable[[], Awaitable[None]]:
        async def run() -> None:
            await self.screen.run_action(action)

        return run

    async def discover(self) -> Hits:
        """All commands, where nothing is typed."""
        for code, action, key in self._commands():
            yield DiscoveryHit(self._label(code, key), self._run(action))

    async def search(self, query: str) -> Hits:
        """The commands whose words hold what is typed."""
        wanted = search_key(query.strip())
        for code, action, key in self._commands():
            words = [search_key(tr(code, language)) for language in ("ar", "en")]
            if any(wanted in each for each in words):
                first = any(each.startswith(wanted) for each in words)
                score = 1.0 if first else 0.5
                yield Hit(score, self._label(code, key), self._run(action))
