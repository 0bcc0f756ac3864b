"""What tests build their cases from: quotes, pages, a clock that stands still, a source that plays a script."""

import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path

from parsing import Direction, Quote, Snapshot, parse_snapshot
from parsing.quotes import format_quote
from tui.age import AgeLimits
from tui.errors import SourceError
from tui.prices.day import Day
from tui.prices.rows import Row, day_of
from tui.refresh import Failed, Kind, Page, Refreshed
from tui.settings.model import MarketHours

ALL_DAY = (time(0, 0), time(23, 59, 59))
ALWAYS_OPEN = MarketHours(monday_to_thursday=(ALL_DAY,), friday=(ALL_DAY,))
LIMITS = AgeLimits(timedelta(seconds=120), timedelta(seconds=300), ALWAYS_OPEN)
PAGES = Path(__file__).parent / "pages"
NOON = datetime(2024, 5, 17, 12, 0, tzinfo=UTC)


def quote(symbol: str = "HUBC", price: str = "136.50", change: str = "0.66", percent: str | None = None) -> Quote:
    """Return a quote that adds up, unless a percentage is given."""
    moved = Decimal(change)
    worked_out = (moved * 100 / (Decimal(price) - moved)).quantize(Decimal("0.01"))
    return Quote(
        symbol=symbol,
        price=Decimal(price),
        direction=Direction.UP if moved > 0 else Direction.DOWN if moved < 0 else Direction.UNCHANGED,
        change=moved,
        percent=Decimal(percent) if percent is not None else worked_out,
    )


def page_of(*quotes: Quote, body: str = "") -> str:
    """Return a text page with the quotes, and a body below them."""
    return "\n".join([*(format_quote(quote) for quote in quotes), "", body])


def snapshot_of(*quotes: Quote, body: str = "") -> Snapshot:
    """Return the snapshot of such a page."""
    return parse_snapshot(page_of(*quotes, body=body))


def refreshed(
    *quotes: Quote, source: str = "page.txt", kind: Kind = Kind.LIVE, at: datetime = NOON, body: str = ""
) -> Refreshed:
    """Return the report of a refresh at `at` that brought the quotes."""
    return Refreshed(source, kind, at, at, snapshot_of(*quotes, body=body), at + timedelta(seconds=60))


def row_of(quote: Quote, *, moved_at: datetime | None = None, at: datetime = NOON) -> Row:
    """Return the row of a symbol that was seen once."""
    day = Day.begun(day_of(at), at, quote.price)
    return Row(quote.symbol, quote, "page.txt", Kind.LIVE, at, day, moved_at)


def failed(source: str = "page.txt", kind: Kind = Kind.LIVE, at: datetime = NOON) -> Failed:
    """Return the report of a refresh at `at` that failed."""
    return Failed(source, kind, at, "The server is asleep.", at + timedelta(seconds=120))


class FakeClock:
    """A clock that only a test moves."""

    def __init__(self, start: datetime = NOON) -> None:
        self._now = start
        self._elapsed = 0.0
        self._timers: list[tuple[float, asyncio.Event]] = []
        self.waits: list[float | None] = []
        self._has_waited = asyncio.Event()

    def now(self) -> datetime:
        """Return the time that the test has set."""
        return self._now

    def monotonic(self) -> float:
        """Return the seconds that the test has let pass."""
        return self._elapsed

    def advance(self, seconds: float) -> None:
        """Let time pass, and wake who waited for it."""
        self._now += timedelta(seconds=seconds)
        self._elapsed += seconds
        due = [timer for timer in self._timers if timer[0] <= self._elapsed]
        self._timers = [timer for timer in self._timers if timer not in due]
        for _, ring in due:
            ring.set()

    async def until_waits(self, times: int) -> None:
        """Return when somebody has begun to wait for the nth time."""
        async with asyncio.timeout(10):
            while len(self.waits) < times:
                self._has_waited.clear()
                await self._has_waited.wait()

    async def wait(self, event: asyncio.Event, seconds: float | None) -> None:
        """Return when the event is set or the test has let the time pass."""
        self.waits.append(seconds)
        self._has_waited.set()
        ring = asyncio.Event()
        if seconds is not None:
            self._timers.append((self._elapsed + seconds, ring))
        waiting = [asyncio.ensure_future(event.wait()), asyncio.ensure_future(ring.wait())]
        try:
            await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in waiting:
                task.cancel()


class ScriptedSource:
    """A source that gives what its script says, the last of it for ever."""

    def __init__(
        self,
        clock: FakeClock,
        script: Sequence[str | SourceError],
        *,
        name: str = "page.txt",
        kind: Kind = Kind.LIVE,
        every: float | None = 60.0,
    ) -> None:
        self.name = name
        self.kind = kind
        self.every = every
        self.jitter = 0.0
        self.fetches = 0
        self.is_closed = False
        self._clock = clock
        self._script = script
        self._fault: Exception | None = None

    def break_with(self, fault: Exception) -> None:
        """Raise, from now on, what no source should."""
        self._fault = fault

    async def fetch(self) -> Page:
        """Return the next page of the script, saved now, or raise its next error."""
        if self._fault is not None:
            raise self._fault
        step = self._script[min(self.fetches, len(self._script) - 1)]
        self.fetches += 1
        if isinstance(step, SourceError):
            raise step
        return Page(step, self._clock.now())

    async def close(self) -> None:
        """Remember that it was closed."""
        self.is_closed = True
