"""The refresh worker, under a clock that only the test moves."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import datetime, timedelta

import pytest

import tui.clock
import tui.refreshing.worker
from parsing import Snapshot, parse_snapshot
from tests.builders import NOON, FakeClock, ScriptedSource, page_of, quote, snapshot_of
from tui.clock import SystemClock
from tui.errors import SourceCoolingError, SourceError, SourceSlowError, SourceUnreadableError
from tui.refresh import Failed, Kind, Page, Refreshed, Report, Started
from tui.refreshing.worker import RefreshWorker, back_off, refresh
from tui.widgets.messages import SourceReport

PAGE = page_of(quote())
ASLEEP = SourceSlowError("The server is asleep.")


class Bench:
    """A worker with its source, its clock, and what it reported."""

    def __init__(self, script: Sequence[str | SourceError], every: float | None = 60.0, *, chance: float = 0.5) -> None:
        self.clock = FakeClock()
        self.source = ScriptedSource(self.clock, script, every=every)
        self.reports: list[Report] = []
        self.worker = RefreshWorker(self.source, self.clock, self.reports.append, chance=lambda: chance)

    @asynccontextmanager
    async def running(self) -> AsyncIterator["Bench"]:
        """Run the worker until the block ends."""
        task = asyncio.create_task(self.worker.run())
        try:
            await self.clock.until_waits(1)
            yield self
        finally:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)


async def test_a_refresh_reports_its_start_and_its_snapshot() -> None:
    async with Bench([PAGE]).running() as bench:
        started, done = bench.reports
    assert isinstance(started, Started)
    assert isinstance(done, Refreshed)
    assert done.snapshot.quotes == (quote(),)
    assert (done.at, done.as_of, done.next_at) == (NOON, NOON, NOON + timedelta(seconds=60))


async def test_the_next_refresh_is_planned_when_the_last_one_ended() -> None:
    async with Bench([PAGE]).running() as bench:
        bench.clock.advance(59.9)
        await asyncio.sleep(0)
        assert bench.source.fetches == 1
        bench.clock.advance(0.1)
        await bench.clock.until_waits(2)
        assert bench.source.fetches == 2


async def test_a_failure_is_told_and_tried_again_after_a_longer_and_longer_pause() -> None:
    async with Bench([ASLEEP], every=60).running() as bench:
        for times in range(2, 6):
            bench.clock.advance(bench.clock.waits[-1] or 0)
            await bench.clock.until_waits(times)
        assert bench.clock.waits == [60, 120, 240, 300, 300]
    failures = [report for report in bench.reports if isinstance(report, Failed)]
    assert len(failures) == 5
    assert failures[0].sentence == "The server is asleep."
    assert failures[1].next_at == failures[1].at + timedelta(seconds=120)


async def test_a_page_with_nothing_usable_is_a_failure_and_no_success() -> None:
    async with Bench(["", page_of()]).running() as bench:
        bench.worker.refresh_now()
        await bench.clock.until_waits(2)
    failures = [report for report in bench.reports if isinstance(report, Failed)]
    assert [failure.sentence for failure in failures] == [
        "page.txt: There are neither quotes nor an article on this page."
    ] * 2


async def test_a_server_that_asked_to_be_left_alone_is_left_alone_until_then() -> None:
    until = NOON + timedelta(minutes=15)
    async with Bench([PAGE, SourceCoolingError("The server is busy.", until)]).running() as bench:
        bench.worker.refresh_now()
        await bench.clock.until_waits(2)
        assert bench.clock.waits[-1] == 900
    last = bench.reports[-1]
    assert isinstance(last, Failed)
    assert (last.is_cooling, last.next_at) == (True, until)


async def test_the_pause_varies_as_the_source_wants_it() -> None:
    for chance, pause in ((0.0, 54.0), (0.5, 60.0), (1.0, 66.0)):
        bench = Bench([PAGE], chance=chance)
        bench.source.jitter = 0.1
        async with bench.running():
            assert bench.clock.waits == [pytest.approx(pause)]


async def test_a_document_that_is_the_very_same_is_not_read_again(monkeypatch: pytest.MonkeyPatch) -> None:
    readings = []

    async def read(page: Page) -> Snapshot:
        readings.append(page)
        return parse_snapshot(page.document)

    monkeypatch.setattr(tui.refreshing.worker, "read_page", read)
    async with Bench([PAGE, PAGE, page_of(quote("PPL", "123.60", "0.70"))]).running() as bench:
        for times in (2, 3):
            bench.worker.refresh_now()
            await bench.clock.until_waits(times)
    assert len(readings) == 2
    assert sum(isinstance(report, Refreshed) for report in bench.reports) == 3


async def test_a_held_replay_waits_to_be_asked_and_goes_on_with_a_page_at_once() -> None:
    async with Bench([PAGE]).running() as bench:
        bench.worker.hold(is_held=True)
        bench.clock.advance(60)
        await bench.clock.until_waits(2)
        assert bench.clock.waits[-1] is None
        assert bench.source.fetches == 1
        bench.worker.refresh_now()
        await bench.clock.until_waits(3)
        assert bench.source.fetches == 2
        assert bench.clock.waits[-1] is None
        bench.worker.hold(is_held=False)
        await bench.clock.until_waits(4)
        assert bench.source.fetches == 3
        assert bench.clock.waits[-1] == 60


async def test_after_the_machine_slept_one_refresh_is_due_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tui.clock, "_LONGEST_NAP", 0.01)

    class SleepyClock(SystemClock):
        slept = timedelta()

        def now(self) -> datetime:
            return super().now() + self.slept

    clock, asked = SleepyClock(), asyncio.Event()
    waiting = asyncio.create_task(clock.wait(asked, 3600))
    await asyncio.sleep(0)
    clock.slept = timedelta(hours=8)
    async with asyncio.timeout(20):
        await waiting
    assert not asked.is_set()


async def test_a_success_ends_the_back_off() -> None:
    async with Bench([ASLEEP, ASLEEP, PAGE, ASLEEP]).running() as bench:
        for times in range(2, 5):
            bench.clock.advance(bench.clock.waits[-1] or 0)
            await bench.clock.until_waits(times)
        assert bench.clock.waits == [60, 120, 60, 60]


async def test_asking_refreshes_at_once_and_puts_off_the_planned_time() -> None:
    async with Bench([PAGE]).running() as bench:
        bench.worker.refresh_now()
        await bench.clock.until_waits(2)
        assert bench.source.fetches == 2


async def test_asking_while_a_refresh_runs_gives_one_more_after_it_and_never_two_at_once() -> None:
    bench = Bench([PAGE])
    under_way, at_once, most = asyncio.Event(), 0, 0
    fetch = bench.source.fetch

    async def slow_fetch() -> object:
        nonlocal at_once, most
        at_once += 1
        most = max(most, at_once)
        await under_way.wait()
        at_once -= 1
        return await fetch()

    bench.source.fetch = slow_fetch  # type: ignore[method-assign, assignment]
    task = asyncio.create_task(bench.worker.run())
    await asyncio.sleep(0)
    for _ in range(5):
        bench.worker.refresh_now()
    under_way.set()
    await bench.clock.until_waits(2)
    assert (bench.source.fetches, most) == (2, 1)
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


async def test_a_source_that_never_changes_and_fails_is_not_tried_again_by_itself() -> None:
    async with Bench([ASLEEP], every=None).running() as bench:
        assert bench.clock.waits == [None]
        assert isinstance(bench.reports[-1], Failed)
        assert bench.reports[-1].next_at is None


async def test_a_source_that_never_changes_is_asked_once() -> None:
    async with Bench([PAGE], every=None).running() as bench:
        assert bench.clock.waits == [None]
        done = bench.reports[-1]
        assert isinstance(done, Refreshed)
        assert done.next_at is None


async def test_the_source_is_closed_when_the_worker_ends() -> None:
    async with Bench([PAGE]).running() as bench:
        assert not bench.source.is_closed
    assert bench.source.is_closed


async def test_a_page_too_large_for_the_loop_is_parsed_all_the_same() -> None:
    body = "They rose again. " * 10_000
    async with Bench([page_of(quote(), body=body)]).running() as bench:
        done = bench.reports[-1]
        assert isinstance(done, Refreshed)
        assert done.snapshot.article is not None


class _Replaying(ScriptedSource):
    """A source that knows what its pages hold."""

    def __init__(self, *pages: Page) -> None:
        super().__init__(FakeClock(), [])
        self._pages = list(pages)

    async def fetch(self) -> Page:
        """Return the next page."""
        return self._pages.pop(0)


async def test_a_page_that_was_read_already_is_not_read_again(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[Page] = []

    async def reading(page: Page) -> Snapshot:
        read.append(page)
        return parse_snapshot(page.document)

    monkeypatch.setattr(tui.refreshing.worker, "read_page", reading)
    known, other = snapshot_of(quote()), snapshot_of(quote("PPL"))
    pages = [Page("", NOON, snapshot=known), Page("", NOON, snapshot=known), Page("", NOON, snapshot=other)]
    plain = [Page(PAGE, NOON), Page(PAGE, NOON)]
    source = _Replaying(*pages, *plain, Page(PAGE, NOON, snapshot=other), *plain)
    last, found = None, []
    for _ in range(8):
        last = await refresh(source, last)
        found.append(last[1])
    assert found[:3] == [known, known, other]
    assert found[0] is found[1] is known
    assert found[3] is found[4]
    assert found[5] is other
    assert found[6] is found[7] is not other
    assert len(read) == 2


async def test_a_page_that_is_known_to_hold_nothing_is_no_success() -> None:
    with pytest.raises(SourceUnreadableError, match="neither quotes nor an article"):
        await refresh(_Replaying(Page("", NOON, snapshot=Snapshot())))


@pytest.mark.parametrize("failures", [1, 2, 10, 10_000])
def test_the_back_off_never_ends_beyond_five_minutes_or_the_usual_pause(failures: int) -> None:
    assert 2 <= back_off(2, failures) <= 300
    assert back_off(3600, failures) == 3600


def test_a_report_gives_way_to_a_newer_one_of_its_kind_and_source_alone() -> None:
    old, new = SourceReport(Started("a", Kind.LIVE, NOON)), SourceReport(Started("a", Kind.LIVE, NOON))
    other = SourceReport(Started("b", Kind.LIVE, NOON))
    failed = SourceReport(Failed("a", Kind.LIVE, NOON, "asleep"))
    assert old.can_replace(new)
    assert not old.can_replace(other)
    assert not old.can_replace(failed)
