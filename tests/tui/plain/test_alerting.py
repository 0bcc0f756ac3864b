"""Alerts that fire without a screen: told once, whatever becomes of the history."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path

import pytest

from tests.builders import NOON, FakeClock, quote, refreshed
from tests.terminal import DEADLINE
from tests.tui.plain.looks import later, look_after
from tui.alerts.model import Alert, Repeat
from tui.alerts.rules import read_rule
from tui.history.alerts import add_alert
from tui.history.database import HistoryBusyError, HistoryError
from tui.history.jobs import Query, Result
from tui.history.keeper import FileHistory, History, ReadOnlyHistory
from tui.plain.alerting import Alerting
from tui.plain.announcing import Look

LOW = look_after(refreshed(quote("HUBC", "136.50", "0.66")))
HIGH = look_after(refreshed(quote("HUBC", "137.00", "1.16"), at=later(60)), begin=LOW.state, now=later(60))
BACK = look_after(refreshed(quote("HUBC", "130.00", "-5.84"), at=later(120)), begin=HIGH.state, now=later(120))
AGAIN = look_after(refreshed(quote("HUBC", "138.00", "2.16"), at=later(180)), begin=BACK.state, now=later(180))


class Hasty(FakeClock):
    """A clock by which it is always time to read the alerts again."""

    def monotonic(self) -> float:
        """Return an hour more than the last time."""
        self.advance(3600)
        return super().monotonic()


async def history_with(path: Path, repeat: Repeat) -> FileHistory:
    """Return a history in which an alert on HUBC is kept."""
    history = FileHistory(path)
    await history.write(partial(add_alert, alert=alert_on("HUBC > 136.80", repeat)))
    return history


def alert_on(rule: str, repeat: Repeat) -> Alert:
    """Return an alert that was made at noon."""
    return Alert(0, read_rule(rule), repeat, is_for_all=False, made_at=NOON)


@asynccontextmanager
async def told_to(history: History, *looks: Look, count: int) -> AsyncIterator[list[str]]:
    """Give what is told of these looks, when that is as much as is waited for and all are looked at."""
    told: list[str] = []
    enough = asyncio.Event()

    def tell(line: str) -> None:
        told.append(line)
        if len(told) == count:
            enough.set()

    alerting = Alerting(Hasty(), history, tell)
    for before, look in zip((looks[0], *looks), looks, strict=False):
        alerting.look(before.state, look)
    task = asyncio.create_task(alerting.run())
    try:
        async with asyncio.timeout(DEADLINE):
            await enough.wait()
        yield told
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


ONCE_EACH = ["Alert: HUBC is at 137.00, ", "Alert: HUBC is at 138.00, "]


def starts(told: list[str]) -> list[str]:
    """Return what was told, up to the price."""
    return [line[:26] for line in told]


async def test_what_fires_is_told_and_told_again_only_where_the_alert_says_so(tmp_path: Path) -> None:
    history = await history_with(tmp_path / "history.db", Repeat.EACH)
    async with told_to(history, LOW, HIGH, HIGH, BACK, AGAIN, count=2) as told:
        assert starts(told) == ONCE_EACH
    history.close()


class Shared(FileHistory):
    """A history to which two write at the same time."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self._both = asyncio.Barrier(2)
        self._written = 0
        self.is_written = asyncio.Event()

    async def write(self, change: Query[Result]) -> Result:
        """Write when the other one wants to, too."""
        await self._both.wait()
        result = await super().write(change)
        self._written += 1
        if self._written == 2:
            self.is_written.set()
        return result


async def test_of_two_that_watch_the_same_one_tells(tmp_path: Path) -> None:
    path = tmp_path / "history.db"
    (await history_with(path, Repeat.EACH)).close()
    history = Shared(path)
    told: list[str] = []
    both = [Alerting(FakeClock(), history, told.append) for _ in range(2)]
    tasks = [asyncio.create_task(one.run()) for one in both]
    for one in both:
        one.look(LOW.state, LOW)
        one.look(LOW.state, HIGH)
    async with asyncio.timeout(DEADLINE):
        await history.is_written.wait()
    assert starts(told) == ONCE_EACH[:1]
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    history.close()


async def test_what_was_told_in_another_run_is_not_told_again(tmp_path: Path) -> None:
    history = await history_with(tmp_path / "history.db", Repeat.EACH)
    async with told_to(history, LOW, HIGH, count=1) as told, told_to(history, LOW, HIGH, BACK, AGAIN, count=1) as other:
        assert [*starts(told), *starts(other)] == ONCE_EACH
    history.close()


async def test_where_nothing_can_be_written_it_is_told_all_the_same_and_once(tmp_path: Path) -> None:
    path = tmp_path / "history.db"
    (await history_with(path, Repeat.EACH)).close()
    async with told_to(ReadOnlyHistory(path), LOW, HIGH, HIGH, BACK, AGAIN, count=2) as told:
        assert starts(told) == ONCE_EACH


class Faltering(FileHistory):
    """A history that cannot be had the first times that it is asked, for a reason that passes."""

    def __init__(self, path: Path, error: HistoryError, *, reads: int = 0, writes: int = 0) -> None:
        super().__init__(path)
        self.error, self.reads, self.writes = error, reads, writes

    async def read(self, ask: Query[Result]) -> Result:
        """Read, but not yet."""
        self.reads -= 1
        if self.reads >= 0:
            raise self.error
        return await super().read(ask)

    async def write(self, change: Query[Result]) -> Result:
        """Write, but not yet."""
        self.writes -= 1
        if self.writes >= 0:
            another = alert_on("HUBC > 137.50", Repeat.EACH)  # which somebody makes meanwhile
            self.later(partial(add_alert, alert=another))
            raise self.error
        return await super().write(change)


@pytest.mark.parametrize("error", [HistoryError("It is broken."), HistoryBusyError("Another one is writing.")])
async def test_alerts_that_cannot_be_read_at_first_are_watched_as_soon_as_they_can(
    error: HistoryError, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui.history.patience._BUSY_SECONDS", 0.0)
    path = tmp_path / "history.db"
    (await history_with(path, Repeat.EACH)).close()
    history = Faltering(path, error, reads=2)
    async with told_to(history, LOW, LOW, LOW, HIGH, count=1) as told:
        assert starts(told) == ONCE_EACH[:1]
    history.close()


async def test_once_what_could_not_be_written_is_there_the_alerts_are_read_again(tmp_path: Path) -> None:
    path = tmp_path / "history.db"
    (await history_with(path, Repeat.EACH)).close()
    history = Faltering(path, HistoryError("It is broken."), writes=1)
    async with told_to(history, LOW, HIGH, HIGH, BACK, AGAIN, count=3) as told:
        assert starts(told) == [*ONCE_EACH, ONCE_EACH[1]]
    history.close()
