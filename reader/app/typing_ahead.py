"""Keys that come in a burst, as over a slow line, one after the other.

Textual hands each key to what has the focus when the key comes. Where the first of a burst opens a
dialog, the letters behind it would then be commands of the screen below: on an Arabic layout a
name with ض in it would end the program. So a key waits until the one before it has done its work.
"""

from collections import deque
from functools import partial

from textual import events
from textual.app import App
from textual.message_pump import MessagePump

_PATIENCE = 1.0  # seconds after which a key waits no more: what is closed may not answer


class TypingAhead(App[None]):
    """An application in which each key finds the screen that the key before it has made."""

    def __init__(self) -> None:
        """Nothing is typed yet."""
        super().__init__()
        self._keys: deque[events.Key] = deque()
        self._at_work = False
        self._taken = 0

    async def on_event(self, event: events.Event) -> None:
        """Take a key if none is at work; else it waits. Other events go their way."""
        if not isinstance(event, events.Key) or event.is_forwarded:
            await super().on_event(event)
        elif self._at_work:
            self._keys.append(event)
            if len(self._keys) == 1:
                self.set_timer(_PATIENCE, partial(self._give_up, self._taken))
        else:
            await self._take(event)

    async def _take(self, key: events.Key) -> None:
        """Hand a key on, and go after it."""
        self._at_work = True
        self._taken += 1
        target = self.focused or self.screen
        await super().on_event(key)
        self._go_after(target)

    def _go_after(self, node: MessagePump) -> None:
        """Follow the key up to the application: each queue holds it before what goes after it."""
        if node is self or node._parent is None:
            self.call_later(self._done)
        elif not node.call_later(self._go_after, node._parent):
            self._go_after(node._parent)

    def _done(self) -> None:
        """A screen that the key has opened takes the focus first."""
        if not self.screen.call_later(self.call_later, self._next):
            self.call_later(self._next)

    async def _give_up(self, number: int) -> None:
        """Wait no more for the key of that number."""
        if self._at_work and number == self._taken:
            await self._next()

    async def _next(self) -> None:
        """The next key, if one waits."""
        if self._keys:
            await self._take(self._keys.popleft())
        else:
            self._at_work = False
