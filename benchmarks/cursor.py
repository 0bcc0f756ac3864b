"""One step of the cursor, from the key to the painted frame, against Textual's DataTable with the same quotes."""

import asyncio
from statistics import fmean

from textual.app import App

from benchmarks.figures import Figure, in_turns
from benchmarks.minimal_app import MinimalApp
from benchmarks.our_table import TableApp
from benchmarks.painting import Canvas, canvas
from benchmarks.snapshots import state_after
from benchmarks.start import SEED
from parsing import parse_snapshot
from tui.clock import SystemClock
from tui.market import MarketState
from tui.view.model import Shown
from tui.widgets.quote_table import QuoteTable

_STEPS = 25


async def _our_step() -> float:
    table = QuoteTable(SystemClock())
    async with canvas(TableApp(table), (120, 40)) as stage:
        state = state_after(MarketState(), parse_snapshot(SEED.read_bytes()), 0)
        await stage.seconds_to_frame(lambda: setattr(table, "shown", Shown(state.rows, state.moved)))
        return await _seconds_of_a_step(stage)


async def _their_step() -> float:
    app: App[None] = MinimalApp(SEED)
    async with canvas(app, (120, 40)) as stage:
        return await _seconds_of_a_step(stage)


async def _seconds_of_a_step(stage: Canvas) -> float:
    return fmean([await stage.seconds_to_frame_of_key("down") for _ in range(_STEPS)])


def measure() -> Figure:
    """Return the ratio of one step."""
    return in_turns(
        "one step of the cursor",
        "DataTable",
        lambda: asyncio.run(_our_step()),
        lambda: asyncio.run(_their_step()),
        limit=1.0,
        rounds=5,
    )
