"""One step of the cursor, from the key to the painted frame, against Textual's DataTable with the same 34 rows."""

import asyncio
import time

from textual.app import App

from benchmarks.minimal_app import MinimalApp
from benchmarks.ratio import Ratio, in_turns
from benchmarks.start import SEED
from tui.app import TapewatchApp
from tui.clock import SystemClock
from tui.sources.file import FileSource

_STEPS = 20


async def seconds_of_steps(app: App[None]) -> float:
    """Run the app without a terminal, and return the CPU seconds of a step."""
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause(1.0)
        started = time.process_time()
        for _ in range(_STEPS):
            await pilot.press("down")
        return (time.process_time() - started) / _STEPS


def measure() -> Ratio:
    """Return the ratio of one step."""
    return in_turns(
        "one step of the cursor / DataTable",
        lambda: asyncio.run(seconds_of_steps(TapewatchApp([FileSource(SEED)], SystemClock()))),
        lambda: asyncio.run(seconds_of_steps(MinimalApp(SEED))),
        limit=1.0,
        rounds=5,
    )
