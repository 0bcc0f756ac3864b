"""A server that asked to be left alone is, also after a restart."""

import asyncio
import fcntl
import os
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path

import httpx
import pytest

import tui.sources.cooldown
from tests.builders import NOON, FakeClock
from tui.sources.cooldown import FILE, Cooldown, retry_after

MINUTE = timedelta(minutes=1)
SITE = "https://example.com/"


async def test_without_a_time_it_cools_longer_each_time_and_then_forgets() -> None:
    clock = FakeClock()
    cooldown = Cooldown(SITE, None, clock)
    pauses = []
    for _ in range(5):
        until = await cooldown.begin(None)
        pauses.append(until - clock.now())
        clock.advance(pauses[-1].total_seconds())
    assert pauses == [MINUTE, 5 * MINUTE, 15 * MINUTE, 60 * MINUTE, 60 * MINUTE]
    await cooldown.end()
    assert await cooldown.begin(None) - clock.now() == MINUTE


async def test_a_time_that_the_server_gives_counts_as_a_step_too() -> None:
    clock = FakeClock()
    cooldown = Cooldown(SITE, None, clock)
    assert await cooldown.begin(timedelta(seconds=7)) == NOON + timedelta(seconds=7)
    assert await cooldown.begin(None) == NOON + 5 * MINUTE
    assert await cooldown.begin(timedelta(days=365)) == NOON + timedelta(days=1)


async def test_it_is_over_when_its_time_has_come() -> None:
    clock = FakeClock()
    cooldown = Cooldown(SITE, None, clock)
    assert await cooldown.until() is None
    await cooldown.begin(MINUTE)
    clock.advance(59)
    assert await cooldown.until() == NOON + MINUTE
    clock.advance(1)
    assert await cooldown.until() is None


async def test_it_outlives_a_restart_with_its_count(tmp_path: Path) -> None:
    clock = FakeClock()
    await Cooldown(SITE, tmp_path / "new", clock).begin(None)
    after = Cooldown(SITE, tmp_path / "new", clock)
    assert await after.until() == NOON + MINUTE
    clock.advance(60)
    assert await after.begin(None) == clock.now() + 5 * MINUTE
    await after.end()
    assert await Cooldown(SITE, tmp_path / "new", clock).until() is None


async def test_sources_do_not_lose_each_others_entries(tmp_path: Path) -> None:
    clock = FakeClock()
    sources = [Cooldown(f"{SITE}{number}", tmp_path, clock) for number in range(3)]
    assert [await source.until() for source in sources] == [None] * 3
    for source in sources:
        await source.begin(None)
    await sources[1].end()
    again = [await Cooldown(f"{SITE}{number}", tmp_path, clock).until() for number in range(3)]
    assert [until is None for until in again] == [False, True, False]
    assert {path.name for path in await asyncio.to_thread(lambda: list(tmp_path.iterdir()))} == {FILE, f"{FILE}.lock"}


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xfe",
        b"[]",
        b'{"%s": 5}',
        b'{"%s": {"until": "soon", "answers": 1}}',
        b'{"%s": {"until": "2024-05-17T12:30:00", "answers": 1}}',
        b'{"%s": {"until": "2024-05-17T12:30:00Z", "answers": 0}}',
    ],
)
async def test_a_file_that_cannot_be_read_means_no_cooling(tmp_path: Path, content: bytes) -> None:
    (tmp_path / FILE).write_bytes(content.replace(b"%s", sha256(SITE.encode()).hexdigest().encode()))
    cooldown = Cooldown(SITE, tmp_path, FakeClock())
    assert await cooldown.until() is None
    assert await cooldown.begin(None) == NOON + MINUTE
    assert await Cooldown(SITE, tmp_path, FakeClock()).until() == NOON + MINUTE


@pytest.mark.parametrize("days", [-400, -2, 2, 400])
async def test_a_clock_that_was_days_off_keeps_nobody_waiting(tmp_path: Path, days: int) -> None:
    await Cooldown(SITE, tmp_path, FakeClock(NOON + timedelta(days=days))).begin(None)
    cooldown = Cooldown(SITE, tmp_path, FakeClock())
    assert await cooldown.until() is None
    assert await cooldown.begin(None) == NOON + MINUTE


async def test_a_clock_that_is_set_back_while_it_runs_keeps_nobody_waiting() -> None:
    clock = FakeClock()
    cooldown = Cooldown(SITE, None, clock)
    await cooldown.begin(None)
    clock.advance(-3 * 24 * 3600)
    assert await cooldown.until() is None


async def test_a_folder_that_cannot_be_written_is_no_hindrance(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    cooldown = Cooldown(SITE, tmp_path / "file", FakeClock())
    await cooldown.begin(None)
    assert await cooldown.until() == NOON + MINUTE


async def test_the_file_holds_neither_address_nor_password(tmp_path: Path) -> None:
    await Cooldown("http://me:secret@h/", tmp_path, FakeClock()).begin(None)
    written = (tmp_path / FILE).read_text(encoding="utf-8")
    assert "secret" not in written
    assert "h/" not in written
    assert await Cooldown("http://you:other@h/", tmp_path, FakeClock()).until() is None


@pytest.mark.parametrize("name", [FILE, f"{FILE}.lock"])
async def test_a_pipe_in_the_place_of_the_file_holds_nobody_up(tmp_path: Path, name: str) -> None:
    os.mkfifo(tmp_path / name)
    cooldown = Cooldown(SITE, tmp_path, FakeClock())
    async with asyncio.timeout(5):
        assert await cooldown.until() is None
        assert await cooldown.begin(None) == NOON + MINUTE


async def test_a_lock_that_another_holds_is_given_up_and_the_loop_runs_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tui.sources.cooldown, "LOCK_SECONDS", 0.3)
    cooldown = Cooldown(SITE, tmp_path, FakeClock())
    with (tmp_path / f"{FILE}.lock").open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        beginning = asyncio.create_task(cooldown.begin(None))
        turns = 0
        async with asyncio.timeout(5):
            while not beginning.done():
                await asyncio.sleep(0.01)
                turns += 1
    assert turns > 5
    assert await cooldown.until() == NOON + MINUTE
    assert not (tmp_path / FILE).exists()


@pytest.mark.parametrize(
    ("asked", "seconds"),
    [
        ("120", 120),
        ("99999999", 24 * 3600),
        ("Fri, 17 May 2024 12:02:00 GMT", 120),
        ("Friday, 17-May-24 12:02:00 GMT", 120),
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
