"""The whole app on a stage: a fake terminal, a scripted source, and a clock that the test moves."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from textual.pilot import Pilot
from textual.screen import Screen
from textual.widgets import Static

from parsing import Quote
from tests.builders import ALWAYS_OPEN, NOON, FakeClock, ScriptedSource, page_of, quote
from tui.app import TapewatchApp
from tui.errors import SourceError
from tui.history.keeper import History
from tui.refresh import Kind
from tui.refreshing.watched import Watched
from tui.screens.monitor import MonitorScreen
from tui.settings.model import Settings
from tui.widgets.quote_table import QuoteTable
from tui.widgets.reader import Reader
from tui.widgets.status_line import StatusLine
from tui.widgets.ticker import Ticker

AIRLINK, BOP, HUBC = quote("AIRLINK", "74.48", "0.23"), quote("BOP", "5.03", "-0.02"), quote("HUBC", "136.50", "0.66")
KSE100 = quote("KSE100", "75312", "381")
ARTICLE = "Kites rise\n\nAFP 20 Dec, 2023\n\nLAHORE: They rose.\n"
FIRST = page_of(AIRLINK, BOP, HUBC, KSE100, body=ARTICLE)


def many(count: int) -> list[Quote]:
    """Return so many quotes, in the order of their symbols."""
    return [quote(f"S{number:04}", f"{10 + number}.00", "0.50") for number in range(count)]


@dataclass
class Window:
    """The running app, and what can be seen in it."""

    app: TapewatchApp
    pilot: Pilot[None]
    clock: FakeClock

    @property
    def screen(self) -> MonitorScreen:
        """The monitor, also while something is open over it."""
        return next(screen for screen in self.app.screen_stack if isinstance(screen, MonitorScreen))

    def is_open(self, screen: type[Screen[Any]]) -> bool:
        """Whether that kind of screen is on top."""
        return isinstance(self.app.screen, screen)

    @property
    def table(self) -> QuoteTable:
        """The quote table."""
        return self.screen.query_one(QuoteTable)

    @property
    def reader(self) -> Reader:
        """The reader."""
        return self.screen.query_one(Reader)

    @property
    def ticker(self) -> Ticker:
        """The ticker."""
        return self.screen.query_one(Ticker)

    @property
    def status(self) -> str:
        """What the status line says, its sentence below it."""
        return self.screen.query_one(StatusLine).text

    @property
    def notice(self) -> str:
        """What stands in the table's place; empty while the table is there."""
        notice = self.screen.query_one(".quotes--notice", Static)
        return str(notice.render()) if notice.display else ""

    @property
    def label(self) -> str:
        """What the label beside the ticker says; empty while it is not there."""
        label = self.screen.query_one(".tape--origin", Static)
        return str(label.render()) if label.display else ""

    @property
    def symbols(self) -> list[str]:
        """The symbols in the order of the table."""
        return [row.symbol for row in self.table.rows]

    @property
    def article(self) -> str:
        """What the reader shows."""
        return self.reader.text

    async def press(self, *keys: str) -> None:
        """Press the keys, and let the screen settle."""
        await self.pilot.press(*keys)
        await self.settle()

    async def settle(self) -> None:
        """Wait until all that was sent is done and painted."""
        await self.pilot.pause()
        await self.pilot.pause()

    async def until(self, holds: Callable[[], bool]) -> None:
        """Wait for what comes out of another thread, such as one that reads the history."""
        async with asyncio.timeout(20):
            while not holds():
                await self.pilot.pause()


@dataclass
class Stage(Window):
    """The running app on a scripted source, and what a test does with it."""

    source: ScriptedSource

    async def next_refresh(self) -> None:
        """Let the time pass to the next refresh, and wait for what it brings."""
        waits = len(self.clock.waits)
        self.clock.advance(self.clock.waits[-1] or 0)
        await self.clock.until_waits(waits + 1)
        await self.settle()


@asynccontextmanager
async def staged(
    script: Sequence[str | SourceError] = (FIRST,),
    *,
    size: tuple[int, int] = (120, 40),
    kind: Kind = Kind.LIVE,
    settings: Settings | None = None,
    fault: str | None = None,
    history: History | None = None,
    start: datetime = NOON,
) -> AsyncIterator[Stage]:
    """Run the app on a source that plays the script, from after its first refresh."""
    clock = FakeClock(start)
    source = ScriptedSource(clock, script, kind=kind)
    settings = (settings or Settings()).model_copy(update={"hours": ALWAYS_OPEN})
    app = TapewatchApp([Watched(source, settings.every)], clock, settings, fault=fault, history=history)
    async with app.run_test(size=size) as pilot:
        stage = Stage(app, pilot, clock, source)
        await clock.until_waits(1)
        await stage.settle()
        yield stage
