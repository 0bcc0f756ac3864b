"""One step of the cursor, from the key to the painted frame, against Textual's DataTable with the same quotes."""

import asyncio
import time

from textual.app import App, ComposeResult
from textual.screen import Screen

from benchmarks.minimal_app import MinimalApp
from benchmarks.ratio import Ratio, in_turns
from benchmarks.start import SEED
from parsing import parse_snapshot
from tui.app import TapewatchApp
from tui.clock import SystemClock
from tui.market import MarketState, apply
from tui.refresh import Kind, Refreshed
from tui.widgets.quote_table import QuoteTable

_STEPS = 25


class TableScreen(Screen[None]):
    """The quote table and nothing else."""

    def compose(self) -> ComposeResult:
        """Show the table."""
        yield QuoteTable()

    def on_mount(self) -> None:
        """Fill it."""
        now = SystemClock().now()
        snapshot = parse_snapshot(SEED.read_bytes())
        self.query_one(QuoteTable).state = apply(MarketState(), Refreshed("page", Kind.SAVED, now, now, snapshot))


class TableApp(TapewatchApp):
    """Our app with that screen in place of the monitor."""

    CSS_PATH = None

    def __init__(self) -> None:
        super().__init__([], SystemClock())

    def get_default_screen(self) -> Screen[None]:
        """Return the table's screen."""
        return TableScreen()


async def seconds_of_a_step(app: App[None]) -> float:
    """Run the app without a terminal, and return the CPU seconds of a step."""
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause(0.5)
        started = time.process_time()
        for _ in range(_STEPS):
            await pilot.press("down")
        return (time.process_time() - started) / _STEPS


def measure() -> Ratio:
    """Return the ratio of one step."""
    return in_turns(
        "one step of the cursor / DataTable",
        lambda: asyncio.run(seconds_of_a_step(TableApp())),
        lambda: asyncio.run(seconds_of_a_step(MinimalApp(SEED))),
        limit=1.0,
        rounds=5,
    )
