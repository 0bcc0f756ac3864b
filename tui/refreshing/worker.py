"""The refresh worker: asks a source for its page, parses it, reports, and plans the next time."""

import asyncio
from collections.abc import Callable
from datetime import datetime, timedelta
from random import random
from typing import Final

from parsing import Snapshot
from tui.clock import Clock
from tui.errors import SourceCoolingError, SourceError, SourceUnreadableError
from tui.reading.pages import read_page, why_unusable
from tui.refresh import Failed, Page, Refreshed, ReplayHeld, Report, Started
from tui.sources import Source, Stream

_LONGEST_BACK_OFF: Final = 300.0


class RefreshWorker:
    """Refreshes one source again and again; never twice at once, since each time is planned when the last one ended."""

    def __init__(
        self,
        source: Source,
        clock: Clock,
        report: Callable[[Report], object],
        *,
        every: float | None = None,
        chance: Callable[[], float] = random,
    ) -> None:
        """Take where reports go, the seconds between refreshes (None: what fits the source), and chance from 0 to 1."""
        self.source = source
        self._clock = clock
        self._report = report
        self._every = self._fitting(every)
        self._asked = asyncio.Event()
        self._chance = chance
        self._failures = 0
        self._last: tuple[Page, Snapshot] | None = None
        self.is_held = False
        """Whether it waits to be asked, as a replay that stands still does."""

    def refresh_now(self) -> None:
        """Ask for a refresh at once; where one is under way, for another after it."""
        self._asked.set()

    def set_every(self, every: float | None) -> None:
        """Take other seconds between refreshes (None: what fits the source), beginning with a refresh at once."""
        before, self._every = self._every, self._fitting(every)
        if before != self._every and not self.is_held:
            self.refresh_now()

    def _fitting(self, every: float | None) -> float | None:
        return self.source.every if every is None or self.source.every is None else every

    def hold(self, *, is_held: bool) -> None:
        """Wait from now on to be asked for each refresh; or go on, with one at once."""
        self.is_held = is_held
        self._report(ReplayHeld(self.source.name, self.source.kind, is_held))
        if not is_held:
            self.refresh_now()

    async def run(self) -> None:
        """Refresh until cancelled, then close the source."""
        try:
            while True:
                self._asked.clear()
                pause = await self._refresh()
                await self._clock.wait(self._asked, None if self.is_held else pause)
                if self.is_held and not self._asked.is_set():
                    await self._clock.wait(self._asked, None)
        finally:
            await self.source.close()

    async def _refresh(self) -> float | None:
        """Refresh once, report, and return the seconds to wait before the next time."""
        name, kind = self.source.name, self.source.kind
        self._report(Started(name, kind, self._clock.now()))
        try:
            page, snapshot = await refresh(self.source, self._last)
        except SourceError as error:
            return self._failed(error)
        self._failures = 0
        self._last = page, snapshot
        now = self._clock.now()
        pause = None if self._every is None else max(self._varied(self._every), page.rest)
        next_at = None if pause is None or self.is_held else now + timedelta(seconds=pause)
        is_recalled = page.snapshot is not None
        self._report(
            Refreshed(name, kind, now, page.as_of, snapshot, next_at, page.position, page.address, is_recalled)
        )
        return pause

    def _failed(self, error: SourceError) -> float | None:
        """Report a failure, and return the seconds to wait; None for a source that never has anything new."""
        self._failures += 1
        now = self._clock.now()
        is_cooling = isinstance(error, SourceCoolingError)
        pause: float | None = None
        next_at: datetime | None = None
        if isinstance(error, SourceCoolingError):
            pause, next_at = max(0.0, (error.until - now).total_seconds()), error.until
        elif self._every is not None:
            pause = self._varied(back_off(self._every, self._failures))
            next_at = None if self.is_held else now + timedelta(seconds=pause)
        self._report(Failed(self.source.name, self.source.kind, now, str(error), next_at, is_cooling))
        return pause

    def _varied(self, seconds: float) -> float:
        """Return the seconds a little more or less, so that not all watchers of a source come at once."""
        return seconds * (1 + self.source.jitter * (2 * self._chance() - 1))


class FollowWorker:
    """Follows a source that tells by itself what is new."""

    def __init__(self, source: Stream, report: Callable[[Report], object]) -> None:
        """Take where reports go."""
        self.source = source
        self._report = report
        self._asked = asyncio.Event()

    def refresh_now(self) -> None:
        """Ask for a new connection at once, where one is waited for."""
        self._asked.set()

    async def run(self) -> None:
        """Follow until cancelled, then close the source."""
        try:
            await self.source.follow(self._report, self._asked)
        finally:
            await self.source.close()


async def refresh(source: Source, last: tuple[Page, Snapshot] | None = None) -> tuple[Page, Snapshot]:
    """Return the source's page and what it holds; one that was read already, or is the `last` one, is not read again.

    Raises `SourceError`, also where the page holds neither a quote nor an article: such a page is no success.
    """
    page = await source.fetch()
    if page.snapshot is None and last is not None and _is_same(page, last[0]):
        return page, last[1]
    snapshot = page.snapshot or await read_page(page)
    if (reason := why_unusable(snapshot)) is not None:
        raise SourceUnreadableError(f"{source.name}: {reason}")
    return page, snapshot


def _is_same(page: Page, last: Page) -> bool:
    """Say whether the very document of the last page is there again, where that was read for what it held."""
    return page.document is last.document and last.snapshot is None


def back_off(usual: float, failures: int) -> float:
    """Return the seconds to wait after that many failures in a row: doubled each time, up to five minutes."""
    return min(usual * 2.0 ** min(failures - 1, 20), max(usual, _LONGEST_BACK_OFF))
