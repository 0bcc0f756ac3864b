"""What the user follows from an article: by a key from one to the next, by its number, or by a click."""

from collections.abc import Callable
from typing import Final

from textual import events
from textual.widget import Widget

from tui.news.collection import News
from tui.render.targets import destination, number_typed
from tui.widgets.article_body import Body
from tui.widgets.article_keeping import Keeping
from tui.widgets.article_showing import Showing
from tui.widgets.messages import StoryOpened, SymbolFollowed

_DIGITS: Final = frozenset("0123456789")


class Following:
    """Which symbol or link is chosen, and where it leads."""

    def __init__(self, reader: Widget, showing: Showing, keeping: Keeping, news: Callable[[], News]) -> None:
        """Take the reader, what shows its article, what opens the browser, and what returns the stories known."""
        self._reader = reader
        self._showing = showing
        self._keeping = keeping
        self._news = news
        self.typed = ""
        """The digits of a number that may have more of them."""

    def takes(self, event: events.Key) -> bool:
        """Whether the key is a digit that is none of a command."""
        is_digit = self._showing.body is not None and event.character in _DIGITS
        return is_digit and event.key not in self._reader.screen.active_bindings

    def forget(self) -> bool:
        """Forget what is typed of a number, and return whether there was anything."""
        was_typed, self.typed = bool(self.typed), ""
        return was_typed

    async def take_digit(self, digit: str) -> None:
        """Take the digit for one of a number: what has that is followed at once where no longer number begins so."""
        body = self._showing.body
        if body is None:
            return
        count = len(body.document.targets)
        number, is_whole = number_typed(self.typed + digit, count)
        self.typed = "" if is_whole else self.typed + digit
        if not number:
            self._keeping.tell(f"There are {count} numbers in the article.")
        elif is_whole:
            await self.follow(number)
        else:
            await self._choose(body, number)

    async def step(self, by: int) -> None:
        """Choose the symbol or link so many places on."""
        body = self._showing.body
        if body is not None and (number := body.chosen_after(by)):
            await self._choose(body, number)

    async def follow(self, number: int = 0) -> None:
        """Go where what has that number leads, or else what is chosen, or else the first."""
        body = self._showing.body
        if body is None:
            return
        if not body.document.targets:
            self._keeping.tell("The article names no symbol and has no link.")
            return
        if number or not body.chosen:
            await self._choose(body, number or 1)
        self._go(body)

    async def _choose(self, body: Body, number: int) -> None:
        body.choose(number)
        await self._showing.reveal(*body.place_of(number))

    def _go(self, body: Body) -> None:
        target = body.document.targets[body.chosen - 1]
        leads = destination(target, body.story, self._news())
        if target.symbol:
            self._reader.post_message(SymbolFollowed(target.symbol))
        elif leads.story is not None:
            self._reader.post_message(StoryOpened(leads.story))
        elif leads.address:
            self._keeping.open(leads.address)
        else:
            self._keeping.refuse(target)
