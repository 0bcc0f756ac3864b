"""The refresh worker: asks a source for its page, parses it, reports, and plans the next time."""

import asyncio
from collections.abc import Callable
from datetime import timedelta
from typing import Final

from textual.message import Message

from parsing import Snapshot
from tui.clock import Clock
from tui.errors import SourceError, SourceUnreadableError
from tui.reading import read_page
from tui.refresh import Failed, Page, Refreshed, Report, Started
from tui.sources import Source

_LONGEST_BACK_OFF: Final = 300.0
_UNREAD: Final = frozenset({"foreign", "html-hostile", "html-slow"})
_NOTHING_USABLE: Final = "There are neither quotes nor an article on this page."


class SourceReport(Message):
    """Something about a source that the market state has to take in."""

    def __init__(self, report: Report) -> None:
        super().__init__()
        self.report = report

    def can_replace(self, message: Message) -> bool:
        """Say that a report gives way to the next one of its kind from its source, where that waits already."""
        return (
            isinstance(message, SourceReport)
            and type(message.report) is type(self.report)
            and message.report.source == self.report.source
        )


class RefreshWorker:
    """Refreshes one source again and again; never twice at once, since each time is planned when the last one ended."""

    def __init__(
        self, source: Source, clock: Clock, report: Callable[[Report], object], *, every: float | None = None
    ) -> None:
        """Take where reports go, and the seconds between refreshes, None for what fits the source."""
        self.source = source
        self._clock = clock
        self._report = report
        self._every = source.every if every is None or source.every is None else every
        self._asked = asyncio.Event()
        self._failures = 0

    def refresh_now(self) -> None:
        """Ask for a refresh at once; where one is under way, for another after it."""
        self._asked.set()

    async def run(self) -> None:
        """Refresh until cancelled, then close the source."""
        try:
            while True:
                self._asked.clear()
                pause = await self._refresh()
                await self._clock.wait(self._asked, pause)
        finally:
            await self.source.close()

    async def _refresh(self) -> float | None:
        """Refresh once, report, and return the seconds to wait before the next time."""
        name, kind = self.source.name, self.source.kind
        self._report(Started(name, kind, self._clock.now()))
        try:
            page, snapshot = await refresh(self.source)
        except SourceError as error:
            self._failures += 1
            pause: float | None = back_off(self._every, self._failures)
            now = self._clock.now()
            self._report(Failed(name, kind, now, str(error), now + timedelta(seconds=pause or 0)))
            return pause
        self._failures = 0
        now = self._clock.now()
        next_at = None if self._every is None else now + timedelta(seconds=self._every)
        self._report(Refreshed(name, kind, now, page.as_of, snapshot, next_at, page.position))
        return self._every


async def refresh(source: Source) -> tuple[Page, Snapshot]:
    """Return the source's page and what it holds.

    Raises `SourceError`, also where the page holds neither a quote nor an article: such a page is no success.
    """
    page = await source.fetch()
    snapshot = await read_page(page)
    if snapshot.is_empty:
        unread = next((problem.message for problem in snapshot.problems if problem.code in _UNREAD), _NOTHING_USABLE)
        raise SourceUnreadableError(f"{source.name}: {unread}")
    return page, snapshot


def back_off(every: float | None, failures: int) -> float:
    """Return the seconds to wait after that many failures in a row: doubled each time, up to five minutes."""
    usual = 2.0 if every is None else every
    return min(usual * 2.0 ** min(failures - 1, 20), max(usual, _LONGEST_BACK_OFF))
