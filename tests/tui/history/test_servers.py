"""What servers said outlives a restart: that they want to be left alone, and the page that they may call unchanged."""

import asyncio
import os
import sqlite3
import tempfile
import zlib
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager, closing
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import tui.history.servers
from tests.builders import NOON, FakeClock
from tests.server import ETAG, MODIFIED, PAGE, Server, moved, plain, playing, unchanged
from tui.command_line.doctor import examine
from tui.command_line.printing import print_source
from tui.errors import ExitStatus, SourceCoolingError, SourceRefusedError
from tui.history.database import open_to_read, open_to_write, transaction
from tui.history.jobs import Query, Result
from tui.history.keeper import FileHistory, History, NoHistory, ReadOnlyHistory
from tui.history.servers import (
    MOST_PACKED,
    MOST_PAGES,
    HistoryServers,
    store_cooling,
    store_page,
    stored_cooling,
    stored_page,
)
from tui.paths import history_file
from tui.settings.model import Settings, SourceSettings
from tui.sources.cooldown import Cooldown
from tui.sources.linked import LinkedSource
from tui.sources.memory import Cooling, KeptPage
from tui.sources.visits import Waits
from tui.sources.web import WebSource

MINUTE = timedelta(minutes=1)
LIMITED = plain(b"", "429 Too Many Requests")
TAGGED = plain(PAGE, ETag='"1"', Content_Type="text/plain; charset=utf-8")
KEPT = KeptPage("place", b"HUBC 136.50", "text/plain", b'"1"', None)


class Run:
    """One tapewatch with its sources, from its start to its end."""

    def __init__(self, history: History, clock: FakeClock, ending: AsyncExitStack) -> None:
        self.history = history
        self.memory = HistoryServers(history)
        self.clock = clock
        self._ending = ending

    def source(self, address: str, settings: Settings | None = None) -> WebSource:
        """Open the address; it is closed when the run ends."""
        named, patient = SourceSettings(address=address), settings or Settings(timeout=10)
        source = WebSource(named, self.clock, patient, self.memory, waits=Waits(0.0, 0.0, 0.0))
        self._ending.push_async_callback(source.close)
        return source

    def cooldown(self, key: str = "key") -> Cooldown:
        """Return the cool-down of the source of that key."""
        return Cooldown(key, self.memory, self.clock)


@asynccontextmanager
async def run_in(folder: Path, clock: FakeClock | None = None) -> AsyncIterator[Run]:
    """Run with the history in the folder, and close it."""
    history = FileHistory(history_file(folder))
    try:
        async with AsyncExitStack() as ending:
            yield Run(history, clock or FakeClock(), ending)
    finally:
        await asyncio.to_thread(history.close)


@pytest.fixture
async def server() -> AsyncIterator[Server]:
    """The server that misbehaves."""
    async with playing() as running:
        yield running


async def fetched_after_restart(address: str, folder: Path, runs: int = 2) -> list[bytes | str]:
    """Fetch the address once in each of so many runs, and return the documents."""
    documents = []
    for _ in range(runs):
        async with run_in(folder) as run:
            documents.append((await run.source(address).fetch()).document)
    return documents


def conditions(server: Server) -> list[bytes | None]:
    """Return what each request said of the page that is held."""
    return [call.header("If-None-Match") for call in server.calls if call.path != "/robots.txt"]


# Cool-downs


async def test_a_cool_down_outlives_a_restart_with_its_count(tmp_path: Path) -> None:
    clock = FakeClock()
    async with run_in(tmp_path / "new", clock) as run:
        await run.cooldown().begin(None)
    async with run_in(tmp_path / "new", clock) as run:
        assert await run.cooldown().until() == NOON + MINUTE
        clock.advance(60)
        after = run.cooldown()
        assert await after.begin(None) == clock.now() + 5 * MINUTE
        after.end()
    async with run_in(tmp_path / "new", clock) as run:
        assert await run.cooldown().until() is None
        assert await run.cooldown().begin(None) == clock.now() + MINUTE


async def test_a_server_that_asked_for_peace_is_not_asked_after_a_restart(server: Server, tmp_path: Path) -> None:
    clock = FakeClock()
    address = server.play("/x", LIMITED, plain(PAGE)).replace("//", "//me:secret@")
    for _ in range(2):
        async with run_in(tmp_path, clock) as run:
            with pytest.raises(SourceCoolingError):
                await run.source(address).fetch()
    assert server.paths() == ["/x"]
    clock.advance(60)
    async with run_in(tmp_path, clock) as run:
        assert (await run.source(address).fetch()).document == PAGE


async def test_what_one_tapewatch_is_told_the_other_hears_at_its_next_refresh(server: Server, tmp_path: Path) -> None:
    clock = FakeClock()
    address = server.play("/x", plain(PAGE), LIMITED)
    async with run_in(tmp_path, clock) as one, run_in(tmp_path, clock) as other:
        source = one.source(address)
        await source.fetch()
        with pytest.raises(SourceCoolingError):
            await other.source(address).fetch()
        await other.history.write(lambda _: None)
        with pytest.raises(SourceCoolingError, match=r"asked to be left alone; it is asked again after 12:01:00\."):
            await source.fetch()
    assert server.paths() == ["/x", "/x"]


async def test_sources_do_not_lose_each_others_cool_downs(tmp_path: Path) -> None:
    async with run_in(tmp_path) as run:
        cooldowns = [run.cooldown(str(number)) for number in range(3)]
        for cooldown in cooldowns:
            await cooldown.begin(None)
        cooldowns[1].end()
    async with run_in(tmp_path) as run:
        again = [await run.cooldown(str(number)).until() for number in range(3)]
    assert [until is None for until in again] == [False, True, False]


def test_what_means_nothing_any_more_is_dropped(connection: sqlite3.Connection) -> None:
    for key, days in (("old", -3), ("new", 0)):
        told_at = NOON + timedelta(days=days)
        store_cooling(connection, key, Cooling(told_at, told_at + MINUTE, 1))
    assert stored_cooling(connection, "old") is None
    assert stored_cooling(connection, "new") == Cooling(NOON, NOON + MINUTE, 1)


@pytest.mark.parametrize(
    "row", [("x", 0, 1), (0, "soon", 1), (0, 2**62, 1), (-(2**62), 0, 1), (0, 0, -1), (0, 0, "many"), (b"", b"", b"")]
)
async def test_a_cool_down_that_cannot_be_read_is_none(tmp_path: Path, row: tuple[object, ...]) -> None:
    async with run_in(tmp_path) as run:
        await run.history.write(
            lambda connection: connection.execute("INSERT INTO cooldowns VALUES ('key', ?, ?, ?)", row)
        )
        assert await run.cooldown().until() is None
        assert await run.cooldown().begin(None) == NOON + MINUTE


# Where the history cannot be had


@pytest.mark.parametrize("name", ["file", "history.db"])
async def test_a_place_that_cannot_be_written_to_is_no_hindrance(server: Server, tmp_path: Path, name: str) -> None:
    folder = tmp_path / "file" if name == "file" else tmp_path
    (tmp_path / "file").write_text("in the way")
    (tmp_path / "history.db").mkdir()
    address = server.play("/x", TAGGED, unchanged(), LIMITED)
    async with run_in(folder) as run:
        source = run.source(address)
        first = await source.fetch()
        assert (await source.fetch()).document is first.document
        for _ in range(2):
            with pytest.raises(SourceCoolingError):
                await source.fetch()
        assert await run.cooldown().until() is None
    assert len(server.paths()) == 3


async def test_a_pipe_in_the_place_of_the_file_holds_nobody_up(tmp_path: Path) -> None:
    os.mkfifo(history_file(tmp_path))
    async with asyncio.timeout(10), run_in(tmp_path) as run:
        cooldown = run.cooldown()
        assert await cooldown.until() is None
        assert await cooldown.begin(None) == NOON + MINUTE
        assert await cooldown.until() == NOON + MINUTE


class _Stuck(NoHistory):
    """A history on a disk that does not answer."""

    async def write(self, change: Query[Result]) -> Result:  # noqa: ARG002 - as the protocol names it
        """Wait for ever."""
        await asyncio.Event().wait()
        raise AssertionError("it never answers")

    async def read(self, ask: Query[Result]) -> Result:  # noqa: ARG002 - as the protocol names it
        """Wait for ever."""
        await asyncio.Event().wait()
        raise AssertionError("it never answers")


@pytest.mark.parametrize("history", [NoHistory(), _Stuck()])
async def test_without_a_history_all_holds_for_this_run(
    server: Server, monkeypatch: pytest.MonkeyPatch, history: History
) -> None:
    monkeypatch.setattr(tui.history.servers, "PATIENCE_SECONDS", 0.05)
    async with AsyncExitStack() as ending:
        run = Run(history, FakeClock(), ending)
        address = server.play("/x", TAGGED, LIMITED)
        assert (await run.source(address).fetch()).document == PAGE
        for _ in range(2):
            with pytest.raises(SourceCoolingError):
                await run.source(address).fetch()
    assert conditions(server) == [None, None]


async def test_where_nothing_can_be_written_what_was_told_here_holds(tmp_path: Path) -> None:
    clock = FakeClock()
    async with run_in(tmp_path, clock) as run:
        await run.cooldown().begin(None)
    clock.advance(60)
    async with AsyncExitStack() as ending:
        cooldown = Run(ReadOnlyHistory(history_file(tmp_path)), clock, ending).cooldown()
        assert await cooldown.begin(None) == clock.now() + 5 * MINUTE
        assert await cooldown.until() == clock.now() + 5 * MINUTE
        cooldown.end()
        assert await cooldown.until() is None


# Pages


async def test_after_a_restart_the_server_is_asked_for_another_page_only(server: Server, tmp_path: Path) -> None:
    clock = FakeClock()
    async with run_in(tmp_path, clock) as run:
        first = await run.source(server.address + "/validated").fetch()
    clock.advance(3600)
    async with run_in(tmp_path, clock) as run:
        source = run.source(server.address + "/validated")
        again = await source.fetch()
        assert (await source.fetch()).document is again.document
    assert server.calls[-1].header("If-None-Match") == ETAG
    assert server.calls[-1].header("If-Modified-Since") == MODIFIED
    assert (again.document, again.content_type) == (first.document, first.content_type)
    assert again.address == first.address == server.address + "/validated"
    assert again.as_of == NOON + timedelta(hours=1)


async def test_the_page_and_the_validators_of_the_last_answer_are_kept(server: Server, tmp_path: Path) -> None:
    other = PAGE.replace(b"HUBC", b"PPL")
    address = server.play(
        "/x", TAGGED, unchanged(ETag='"2"'), plain(other, ETag='"3"'), unchanged(), plain(PAGE), plain(PAGE)
    )
    assert await fetched_after_restart(address, tmp_path, runs=6) == [PAGE, PAGE, other, other, PAGE, PAGE]
    assert conditions(server) == [None, b'"1"', b'"2"', b'"3"', b'"3"', None]


async def test_validators_go_to_the_address_alone_that_gave_them(server: Server, tmp_path: Path) -> None:
    address = server.play("/x", moved("/y"))
    server.play("/y", TAGGED, unchanged())
    assert await fetched_after_restart(address, tmp_path) == [PAGE, PAGE]
    assert conditions(server) == [None, None, None, b'"1"']
    server.play("/x", moved("/z"))
    server.play("/z", TAGGED)
    await fetched_after_restart(address, tmp_path, runs=1)
    assert conditions(server)[-2:] == [None, None]


async def test_no_address_and_no_password_lies_in_the_file(server: Server, tmp_path: Path) -> None:
    address = server.play("/x?token=hidden", TAGGED, unchanged(), LIMITED).replace("//", "//me:secret@")
    await fetched_after_restart(address, tmp_path)
    async with run_in(tmp_path) as run:
        with pytest.raises(SourceCoolingError):
            await run.source(address).fetch()
        await run.history.write(lambda _: None)
        written = b"".join(path.read_bytes() for path in tmp_path.iterdir())  # noqa: ASYNC240 - three small files
    assert not any(word in written for word in (b"secret", b"hidden", b"127.0.0.1"))
    assert conditions(server) == [None, b'"1"', b'"1"']


async def test_another_password_is_another_page(server: Server, tmp_path: Path) -> None:
    address = server.play("/x", TAGGED)
    for user in ("a:1@", "b:2@"):
        await fetched_after_restart(address.replace("//", f"//{user}"), tmp_path, runs=1)
    assert conditions(server) == [None, None]


@pytest.mark.parametrize(
    "damage",
    [
        "document = substr(document, 1, 20)",
        "document = x'00'",
        "document = ''",
        "document = 5",
        "digest = x'00'",
        "place = 'elsewhere'",
        "content_type = NULL",
        "content_type = x'00'",
        "etag = NULL",
        "etag = '\"1\"'",
        "etag = x'220D0A22'",
        "last_modified = 'now'",
    ],
)
async def test_a_page_that_is_not_what_it_was_is_asked_for_anew(server: Server, tmp_path: Path, damage: str) -> None:
    address = server.play("/x", TAGGED)
    await fetched_after_restart(address, tmp_path, runs=1)
    with closing(open_to_write(history_file(tmp_path))) as connection:
        assert connection.execute(f"UPDATE kept_pages SET {damage}").rowcount == 1  # noqa: S608 - of this file
    assert await fetched_after_restart(address, tmp_path, runs=2) == [PAGE, PAGE]
    assert conditions(server) == [None, None, b'"1"']


def test_a_page_that_unpacks_to_more_than_is_kept_is_none(connection: sqlite3.Connection) -> None:
    bomb = zlib.compress(bytes(64 * 1024 * 1024), 9)
    store_page(connection, "key", KEPT, bomb)
    assert stored_page(connection, "key") is None


async def test_a_page_too_large_to_keep_drops_the_one_before(
    server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = server.play("/x", plain(b"HUBC", ETag='"1"'), TAGGED)
    monkeypatch.setattr(tui.history.servers, "MOST_BYTES", len(PAGE) - 1)
    await fetched_after_restart(address, tmp_path, runs=3)
    assert conditions(server) == [None, b'"1"', None]


async def test_a_page_larger_than_the_settings_allow_by_now_is_not_used(server: Server, tmp_path: Path) -> None:
    page = b"x" * 2000
    address = server.play("/x", plain(page, ETag='"1"'), plain(b"HUBC"))
    await fetched_after_restart(address, tmp_path, runs=1)
    async with run_in(tmp_path) as run:
        source = run.source(address, Settings(timeout=10, max_bytes=1024))
        assert (await source.fetch()).document == b"HUBC"
    assert conditions(server) == [None, None]


async def test_an_unasked_unchanged_is_a_fault_after_a_restart_too(server: Server, tmp_path: Path) -> None:
    address = server.play("/x", plain(PAGE), unchanged())
    await fetched_after_restart(address, tmp_path, runs=1)
    with pytest.raises(SourceRefusedError, match="though no page of it is held"):
        await fetched_after_restart(address, tmp_path, runs=1)


def test_the_oldest_pages_make_room(connection: sqlite3.Connection) -> None:
    for number in range(MOST_PAGES + 2):
        with transaction(connection):
            store_page(connection, str(number), KEPT, b"")
    keys = [row[0] for row in connection.execute("SELECT key FROM kept_pages ORDER BY id")]
    assert keys == [str(number) for number in range(2, MOST_PAGES + 2)]


def test_pages_take_no_more_room_than_is_theirs(connection: sqlite3.Connection) -> None:
    for number, size in enumerate((1, MOST_PACKED // 2, MOST_PACKED // 2, 5, MOST_PACKED - 5)):
        store_page(connection, str(number), KEPT, bytes(size))
    assert [row[0] for row in connection.execute("SELECT key FROM kept_pages ORDER BY id")] == ["3", "4"]


@settings(max_examples=25)
@given(document=st.binary(max_size=1000), tags=st.tuples(*[st.none() | st.binary(max_size=50)] * 2), kind=st.text())
def test_a_page_comes_back_byte_for_byte(document: bytes, tags: tuple[bytes | None, bytes | None], kind: str) -> None:
    page = KeptPage("place", document, kind, *tags)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "history.db"
        with closing(open_to_write(path)) as connection:
            store_page(connection, "key", page, zlib.compress(document))
        with closing(open_to_read(path)) as connection:
            assert stored_page(connection, "key") == page


# What keeps no pages


async def test_an_article_behind_a_link_is_not_kept_but_its_cool_down_is(server: Server, tmp_path: Path) -> None:
    link = server.play("/x", TAGGED, LIMITED)
    async with run_in(tmp_path) as run:
        source = LinkedSource(link, server.address, run.clock, Settings(timeout=10), run.memory)
        await source.fetch()
        await source.close()
    async with run_in(tmp_path) as run:
        for _ in range(2):
            source = LinkedSource(link, server.address, run.clock, Settings(timeout=10), run.memory)
            with pytest.raises(SourceCoolingError):
                await source.fetch()
            await source.close()
    assert conditions(server) == [None, None]


async def test_doctor_leaves_alone_who_asked_for_it_and_sees_the_page_as_a_stranger_does(
    server: Server, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    async def doctor(**set_to: str) -> int:
        patient = Settings.model_validate({"timeout": 10, **set_to})
        named, files = [SourceSettings(address=address)], (tmp_path / "settings.toml", tmp_path)
        return await asyncio.to_thread(examine, named, FakeClock(), patient, files)

    address = server.play("/x", TAGGED, TAGGED, LIMITED)
    await fetched_after_restart(address, tmp_path, runs=1)
    assert await doctor() == ExitStatus.OK
    assert [await doctor(), await doctor(), await doctor(history="read-only")] == [ExitStatus.NOTHING_USABLE] * 3
    assert conditions(server) == [None] * 3
    async with run_in(tmp_path) as run:
        with pytest.raises(SourceCoolingError):
            await run.source(address).fetch()
    assert len(server.paths()) == 3
    assert "asked to be left alone" in capsys.readouterr().out
    await doctor(history="off")
    assert len(server.paths()) == 4


@pytest.mark.parametrize("content", [b"garbage" * 1000, b""])
async def test_doctor_leaves_a_history_that_it_cannot_use_as_it_is(
    server: Server, tmp_path: Path, content: bytes
) -> None:
    history_file(tmp_path).write_bytes(content)
    files = (tmp_path / "settings.toml", tmp_path)
    named = [SourceSettings(address=server.play("/x", plain(PAGE)))]
    assert await asyncio.to_thread(examine, named, FakeClock(), Settings(timeout=10), files) == ExitStatus.OK
    assert history_file(tmp_path).read_bytes() == content


async def test_parse_keeps_nothing(server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    named = SourceSettings(address=server.play("/x", TAGGED))
    for _ in range(2):
        await asyncio.to_thread(print_source, named, "csv", FakeClock(), Settings(timeout=10), tmp_path)
    assert conditions(server) == [None, None]
    assert await asyncio.to_thread(lambda: list(tmp_path.iterdir())) == []
