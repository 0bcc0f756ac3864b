"""A span of the history, replayed one page a refresh."""

import asyncio
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from parsing import Snapshot
from parsing.clean import clean_line
from tui.clock import Clock
from tui.errors import SourceError, SourceMissingError
from tui.history.database import HistoryError
from tui.history.moments import microseconds, moment_at
from tui.history.recalling import Named, reports
from tui.history.session import reading
from tui.refresh import Kind, Page, Refreshed
from tui.sources import HISTORY_ADDRESS
from tui.spans import Span, read_span, read_symbols

_SECONDS_A_PAGE: Final = 5.0
_SECONDS_AT_THE_END: Final = 2.0
"""The least seconds from one refresh to the next, once the last page is shown."""
_EXAMPLE: Final = f"{HISTORY_ADDRESS}2024-05-17..2024-05-20"
_PAGES: Final = "SELECT DISTINCT as_of FROM refreshes WHERE source = ? AND as_of >= ? AND as_of < ?"
"""Of one source: that is read out of an index alone."""

_KINDS: Final = frozenset(Kind)
PAGES_AT_ONCE: Final = 50
"""So many are recalled at a time: the prices of a day are unpacked for all of them together."""


class Recording:
    """The pages of a span, in the order of their times."""

    def __init__(self, path: Path, span: Span, symbols: Sequence[str] = ()) -> None:
        """Take the file of the history, the span, and the symbols that count; none: all, and articles too."""
        self.moments: list[int] = []
        """When there are pages, in microseconds."""
        self._path = path
        self._span = span
        self._symbols = symbols
        self._sources: list[Named] = []

    def look(self) -> None:
        """Look when there are pages. Raises `HistoryError`.

        Those of live sources and saved pages are meant; where there is none, those of demo and replay.
        """
        limits = microseconds(self._span.since), microseconds(self._span.until)
        with reading(self._path) as connection:
            sources = connection.execute("SELECT id, name, kind FROM sources ORDER BY id").fetchall()
            found = {
                Named(name, Kind(kind)): [at for (at,) in connection.execute(_PAGES, (number, *limits))]
                for number, name, kind in sources
                if kind in _KINDS
            }
        told = [source for source, moments in found.items() if moments]
        self._sources = [source for source in told if source.kind.claims_now] or told
        self.moments = sorted({at for source in self._sources for at in found[source]})

    def pages(self) -> Iterator[Refreshed]:
        """Yield the pages, some read at a time. Raises `HistoryError`."""
        for place in range(0, len(self.moments), PAGES_AT_ONCE):
            yield from self.some(place)

    def some(self, place: int) -> list[Refreshed]:
        """Return the pages of `PAGES_AT_ONCE` moments from that place on. Raises `HistoryError`."""
        moments = self.moments[place : place + PAGES_AT_ONCE]
        first, last = moment_at(moments[0]), moment_at(moments[-1] + 1)
        with reading(self._path) as connection:
            told = [
                report
                for report in reports(connection, first, last, self._sources, by_page=True)
                if isinstance(report, Refreshed)
            ]
        # a page that was looked at several times is one page
        pages = {(report.source, report.kind, report.as_of): report for report in reversed(told)}
        found = (narrowed(page, self._symbols) for page in reversed(pages.values()))
        return [page for page in found if page is not None]


class HistorySource:
    """A span of the history, a page a refresh; on the last page it stays."""

    kind = Kind.REPLAY
    jitter = 0.0

    def __init__(self, address: str, path: Path, clock: Clock, *, speed: float = 1.0) -> None:
        """Take the address, the file of the history, and how many times faster than usual it is replayed.

        The address is `history:`, a span, and where not all symbols count a slash and those with commas between.
        """
        self.every: float | None = _SECONDS_A_PAGE / speed
        self._waiting: list[Refreshed] = []
        self._next = 0
        self._last: Page | None = None
        self._fault = ""
        written, _, symbols = address.removeprefix(HISTORY_ADDRESS).partition("/")
        try:
            span = read_span(written, clock.now())
        except ValueError:
            span, self._fault = Span(), clean_line(f"{address} is no span of the history; write it as {_EXAMPLE}.")
        self.name = clean_line(f"history {span.name} {symbols}") if not self._fault else clean_line(address)
        self._asked = f" of {span.name}" if span.name else ""
        self._asked += f" with {clean_line(symbols)}" if symbols else ""
        self._recording = Recording(path, span, read_symbols(symbols))

    async def fetch(self) -> Page:
        """Return the next page of the span. Raises `SourceError`."""
        if self._fault:
            raise SourceMissingError(self._fault)
        try:
            await asyncio.to_thread(self._load)
        except HistoryError as error:
            raise SourceError(str(error)) from error
        if self._waiting:
            self._last = self._page(self._waiting.pop(0))
        if self._last is None:
            raise SourceMissingError(f"The history has no pages{self._asked}.")
        if not self._waiting and self._next >= len(self._recording.moments) and not self._last.rest:
            self._last = replace(self._last, rest=_SECONDS_AT_THE_END)
        return self._last

    async def close(self) -> None:
        """Nothing is held between refreshes."""

    def _load(self) -> None:
        """Have the next page wait, if there is one."""
        if not self._recording.moments:
            self._recording.look()
        while not self._waiting and self._next < len(self._recording.moments):
            self._waiting = self._recording.some(self._next)
            self._next += PAGES_AT_ONCE

    def _page(self, report: Refreshed) -> Page:
        moments = self._recording.moments
        place = bisect_right(moments, microseconds(report.as_of))
        position = f"page {place} of {len(moments)}"
        return Page("", report.as_of, position=position, address=report.address, snapshot=report.snapshot)


def address_of(span: Span, symbols: Sequence[str] = ()) -> str:
    """Return the address of a source that replays the span."""
    return f"{HISTORY_ADDRESS}{span}{'/' if symbols else ''}{','.join(symbols)}"


def narrowed(report: Refreshed, symbols: Sequence[str]) -> Refreshed | None:
    """Return a page with these symbols alone (none: as it is); None where it has none of them."""
    if not symbols:
        return report
    page = report.snapshot
    quotes, indices = (
        tuple(quote for quote in listed if quote.symbol in symbols) for listed in (page.quotes, page.indices)
    )
    if not quotes and not indices:
        return None
    return replace(report, snapshot=Snapshot(snapshot_date=page.snapshot_date, quotes=quotes, indices=indices))
