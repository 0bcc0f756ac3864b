"""Endurance, in a bounded version: failure after failure, and weather of every kind. `make soak` runs it longer."""

import asyncio
import gc
import os
from pathlib import Path
from random import Random

import pytest

from tests.builders import FakeClock
from tests.server import ANSWERS, playing
from tests.tui.stage import FIRST, staged
from tui.errors import SourceSlowError
from tui.market import MarketState, apply
from tui.refresh import Failed, Refreshed, Report, Started
from tui.refreshing.worker import RefreshWorker
from tui.settings.model import Settings, SourceSettings
from tui.sources.visits import Waits
from tui.sources.web import WebSource

ROUNDS = int(os.environ.get("SOAK", "1"))
LEAK = 10 * 1024 * 1024
WEATHER = (
    "/page", "/gzip", "/members", "/deflate", "/broken", "/empty", "/cut-off", "/hang-up", "/reset", "/garbage",
    "/html",
    "/badly-packed", "/half-packed", "/chained", "/promises-much", "/promises-little", "/circle", "/to-file", "/to-hex",
)  # fmt: skip


def resident() -> int:
    """Return the bytes of memory that this process has in use."""
    gc.collect()
    return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE")


@pytest.mark.timeout(120 * ROUNDS)
async def test_a_thousand_failures_lose_no_price_and_leave_the_keys_working() -> None:
    asleep = SourceSlowError("The server is asleep.")
    async with staged([FIRST, asleep]) as stage:
        await stage.next_refresh()
        before = resident()
        for refresh in range(1_000 * ROUNDS):
            waits = len(stage.clock.waits)
            stage.clock.advance(stage.clock.waits[-1] or 0)
            await stage.clock.until_waits(waits + 1)
            if refresh % 200 == 0:
                await stage.press("j", "k")
                assert stage.table.selected == "AIRLINK"
        await stage.settle()
        grown = resident() - before
        assert stage.source.fetches == 1_000 * ROUNDS + 2
        assert stage.symbols == ["AIRLINK", "BOP", "HUBC"]
        assert stage.screen.stale >= set(stage.symbols)
        assert "prices as of 17 May 12:00, 3 days ago" in stage.status
    assert grown < LEAK


@pytest.mark.timeout(120 * ROUNDS)
async def test_mixed_weather_brings_no_leak_no_overlap_and_no_loss() -> None:
    random = Random(1947)  # noqa: S311 - weather, not a secret
    refreshes = 200 * ROUNDS
    clock = FakeClock()
    reports: list[Report] = []
    async with playing() as server:
        weather = [ANSWERS[random.choice(WEATHER)] for _ in range(refreshes)]
        address = server.play("/weather", ANSWERS["/page"], *weather)
        source = WebSource(SourceSettings(address=address), clock, Settings(timeout=5), waits=Waits(0.0, 0.0, 0.0))
        worker = RefreshWorker(source, clock, reports.append, chance=lambda: 0.5)
        running = asyncio.create_task(worker.run())
        before = 0
        for times in range(1, refreshes):
            await clock.until_waits(times)
            if times == refreshes // 4:
                before = resident()
            worker.refresh_now()
        grown = resident() - before
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)
    state = MarketState()
    for report in reports:
        state = apply(state, report)
    assert grown < LEAK
    assert {row.symbol for row in (*state.rows, *state.indices)} == {"HUBC", "KSE100"}
    assert {type(report) for report in reports} == {Started, Refreshed, Failed}
    assert [type(report) is Started for report in reports[: 2 * refreshes - 2]] == [True, False] * (refreshes - 1)
