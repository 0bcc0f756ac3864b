"""Puts an article on the reader, keeps the place in it, and brings places into sight.

The first screens of a long article are there at once; the rest follows bit by bit, with keys in between.
"""

import asyncio
from collections.abc import Callable
from typing import Final

from textual.containers import VerticalScroll

from tui.widgets.article_body import Body
from tui.widgets.article_places import Places, ReadingPlace

_BATCH: Final = 15_000
"""Characters of blocks that become widgets at once: a key waits no longer than they take."""
_AHEAD: Final = 24_000
"""Characters behind the place that is read that are there with the first picture: more than any screen shows."""
_EACH: Final = 800
"""Characters for which a block counts beside its own: for its widget."""


class Showing:
    """The article that a reader shows, if it shows one."""

    def __init__(self, reader: VerticalScroll, last: str, tell: Callable[[], None]) -> None:
        """Take the reader, the selector of what stays below the article, and who is told that the place is another."""
        self.body: Body | None = None
        self._reader = reader
        self._last = last
        self._tell = tell
        self._places = Places()
        self._place = ReadingPlace()
        self._is_settling = False
        self._width = 0
        self._growing = asyncio.Lock()

    @property
    def top(self) -> int:
        """The block at the top of the screen."""
        return self._place.block

    @property
    def progress(self) -> str:
        """How long the article takes to read, and where in it the screen stands unless it shows all: `2 min · 45%`."""
        if self.body is None:
            return ""
        if not self.body.is_whole:
            percent = self._place.percent_of(self.body.blocks)
        elif most := self._reader.max_scroll_y:
            percent = round(self._reader.scroll_y * 100 / most)
        else:
            return self.body.minutes
        return f"{self.body.minutes} · {percent}%"

    async def show(self, make: Callable[[], Body | None]) -> None:
        """Show what is made now, at the place where it was being read; an earlier version of it makes way for it."""
        async with self._growing:
            before, self.body = self.body, make()
            self._is_settling = True
            is_other = before is None or self.body is None or before.story.key != self.body.story.key
            if is_other:
                self._place = self._places.of(self.body.story.key) if self.body else ReadingPlace()
            async with self._reader.batch():
                await self._replace(before, is_other=is_other)
        self._reader.call_after_refresh(self.settle)
        self._go_on()

    async def _replace(self, before: Body | None, *, is_other: bool) -> None:
        """Take away what is not in the article any more, and make the first pieces of what is new in it."""
        gone = [] if before is None else [piece.widget for piece in before.pieces]
        if self.body is not None and before is not None and not is_other:
            gone = self.body.take_over(before)
        if gone:
            await self._reader.remove_children(gone)
        if self.body is not None:
            first = self._place.found_in(self.body.blocks)
            await self._make(first + self._blocks_in(first, _AHEAD) - len(self.body.pieces))

    def _blocks_in(self, first: int, characters: int) -> int:
        """Return how many blocks from that one on have together so many characters; one at least."""
        count, left = 0, characters
        blocks = self.body.blocks if self.body else ()
        while left > 0 and first + count < len(blocks):
            left -= len(blocks[first + count].text) + _EACH
            count += 1
        return count

    async def _make(self, count: int) -> None:
        if self.body is not None and count > 0 and (widgets := self.body.made(count)):
            await self._reader.mount_all(widgets, before=self._last)

    def _go_on(self) -> None:
        if self.body is not None and not self.body.is_whole:
            self._reader.call_after_refresh(self._grow)
        else:
            self._tell()

    async def _grow(self) -> None:
        """Make the next pieces, and those after them once the keys that came meanwhile are answered."""
        async with self._growing:
            if self.body is not None:
                await self._make(self._blocks_in(len(self.body.pieces), _BATCH))
        self._go_on()

    async def reach(self, block: int) -> None:
        """Have all up to the block on the reader."""
        async with self._growing:
            if self.body is not None and block >= len(self.body.pieces):
                await self._make(block + 1 - len(self.body.pieces))

    # the place

    def settle(self) -> None:
        """Go to where the article was being read, now that its lines are laid out."""
        self._is_settling = False
        self._width = self._reader.size.width
        if self.body is not None and (top := self.body.top_of(self._place)) != round(self._reader.scroll_y):
            self._reader.scroll_to(y=top, animate=False, immediate=True)
        self._tell()

    def resized(self) -> None:
        """Stay at the same words where lines are longer or shorter."""
        if not self._is_settling:
            self.settle()

    def scrolled(self, top: float) -> None:
        """Remember the place, unless it is another only for a resize."""
        if self.body is not None and not self._is_settling and self._reader.size.width == self._width:
            self._place = self.body.place_at(top)
            self._places.keep(self.body.story.key, self._place)
            self._tell()

    async def reveal(self, block: int, place: int) -> None:
        """Bring the character of a block into sight, with some lines above it."""
        await self.reach(block)
        self._reader.call_after_refresh(self._scroll_to, self.body, block, place)

    def _scroll_to(self, body: Body, block: int, place: int) -> None:
        if self.body is not body or block >= len(body.pieces):
            return
        y, reader = body.line_of(block, place), self._reader
        if not reader.scroll_y <= y < reader.scroll_y + reader.size.height - 1:
            reader.scroll_to(y=y - reader.size.height // 3, animate=False, immediate=True)
