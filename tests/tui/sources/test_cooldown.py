"""A server that asked to be left alone is. That it is after a restart too, is in tests/tui/history/test_servers.py."""

from datetime import UTC, datetime, timedelta

import httpx
import pytest

from parsing.models import PAKISTAN
from tests.builders import NOON, FakeClock
from tui.sources.cooldown import Cooldown, retry_after
from tui.sources.memory import Cooling, MemoryOfRun

MINUTE = timedelta(minutes=1)


def cooldown_at(clock: FakeClock, memory: MemoryOfRun | None = None) -> Cooldown:
    """Return the cool-down of one source, with a memory of its own unless one is given."""
    return Cooldown("key", memory or MemoryOfRun(), clock)


async def test_without_a_time_it_cools_longer_each_time_and_then_forgets() -> None:
    clock = FakeClock()
    cooldown = cooldown_at(clock)
    pauses = []
    for _ in range(5):
        until = await cooldown.begin(None)
        pauses.append(until - clock.now())
        clock.advance(pauses[-1].total_seconds())
    assert pauses == [MINUTE, 5 * MINUTE, 15 * MINUTE, 60 * MINUTE, 60 * MINUTE]
    cooldown.end()
    assert await cooldown.begin(None) - clock.now() == MINUTE


async def test_a_time_that_the_server_gives_counts_as_a_step_too() -> None:
    clock = FakeClock()
    cooldown = cooldown_at(clock)
    assert await cooldown.begin(timedelta(seconds=7)) == NOON + timedelta(seconds=7)
    assert await cooldown.begin(None) == NOON + 5 * MINUTE
    assert await cooldown.begin(timedelta(days=365)) == NOON + timedelta(days=1)
    assert await cooldown.until() == NOON + timedelta(days=1)


async def test_it_is_over_when_its_time_has_come() -> None:
    clock = FakeClock()
    cooldown = cooldown_at(clock)
    assert await cooldown.until() is None
    await cooldown.begin(MINUTE)
    clock.advance(59)
    assert await cooldown.until() == NOON + MINUTE
    clock.advance(1)
    assert await cooldown.until() is None


async def test_its_time_is_told_in_the_zone_of_the_clock() -> None:
    cooldown = cooldown_at(FakeClock(NOON.astimezone(PAKISTAN)), memory := MemoryOfRun())
    memory.keep_cooling("key", Cooling(NOON, NOON + MINUTE, 1))
    until = await cooldown.until()
    assert until is not None
    assert until.isoformat() == "2024-05-17T17:01:00+05:00"


async def test_two_that_share_a_memory_hear_of_each_others_cool_downs() -> None:
    clock, memory = FakeClock(), MemoryOfRun()
    one, other = cooldown_at(clock, memory), cooldown_at(clock, memory)
    assert await other.until() is None
    await one.begin(None)
    assert await other.until() == NOON + MINUTE
    clock.advance(60)
    assert await other.begin(None) == clock.now() + 5 * MINUTE


async def test_a_page_ends_only_what_was_there_when_it_was_asked_for() -> None:
    clock, memory = FakeClock(), MemoryOfRun()
    one, other = cooldown_at(clock, memory), cooldown_at(clock, memory)
    assert await other.until() is None
    await one.begin(None)
    other.end()
    assert await one.until() == NOON + MINUTE


@pytest.mark.parametrize("days", [-400, -2, 2, 400])
async def test_a_clock_that_was_days_off_keeps_nobody_waiting(days: int) -> None:
    memory, off = MemoryOfRun(), NOON + timedelta(days=days)
    memory.keep_cooling("key", Cooling(off, off + MINUTE, 1))
    cooldown = cooldown_at(FakeClock(), memory)
    assert await cooldown.until() is None
    assert await cooldown.begin(None) == NOON + MINUTE


async def test_a_clock_that_is_set_back_while_it_runs_keeps_nobody_waiting() -> None:
    clock = FakeClock()
    cooldown = cooldown_at(clock)
    await cooldown.begin(None)
    clock.advance(-3 * 24 * 3600)
    assert await cooldown.until() is None


@pytest.mark.parametrize(
    ("asked", "seconds"),
    [
        ("120", 120),
        ("99999999", 24 * 3600),
        ("Fri, 17 May 2024 12:02:00 GMT", 120),
        ("Friday, 17-May-24 12:02:00 GMT", 120),
        ("Fri, 17 May 2024 17:02:00 +0500", 120),
        ("Fri May 17 12:02:00 2024", 120),
        ("Sat, 17 May 2025 12:00:00 GMT", 24 * 3600),
        ("0", None),
        ("-5", None),
        ("1.5", None),
        ("\u0661\u0662", None),
        ("9" * 5000, None),
        ("Fri, 17 May 2024 11:00:00 GMT", None),
        ("Fri, 99 May 2024 11:00:00 GMT", None),
        ("soon", None),
    ],
)
def test_retry_after_is_read_as_seconds_and_as_a_date(asked: str, seconds: int | None) -> None:
    response = httpx.Response(429, headers=[(b"Retry-After", asked.encode())])
    assert retry_after(response, NOON) == (None if seconds is None else timedelta(seconds=seconds))


def test_a_date_is_counted_from_the_servers_own_clock() -> None:
    headers = {"Retry-After": "Fri, 17 May 2024 12:02:00 GMT", "Date": "Fri, 17 May 2024 12:01:00 GMT"}
    assert retry_after(httpx.Response(503, headers=headers), datetime(2030, 1, 1, tzinfo=UTC)) == MINUTE


def test_an_answer_without_it_says_nothing() -> None:
    assert retry_after(httpx.Response(503), NOON) is None
