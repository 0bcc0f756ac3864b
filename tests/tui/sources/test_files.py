"""The sources that read from disk and from a pipe."""

import asyncio
import os
import threading
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

import tui.sources.file
import tui.sources.stdin
from parsing.models import PAKISTAN
from tests.builders import NOON, FakeClock
from tui.errors import SourceError, SourceMissingError, SourceUnreadableError
from tui.refresh import Kind, Page
from tui.refreshing.worker import RefreshWorker
from tui.settings.model import Settings, SourceSettings
from tui.sources import open_source
from tui.sources.file import FileSource, Signature, path_error, read_page, rests
from tui.sources.folder import FolderSource
from tui.sources.stdin import StdinSource

SAVED = datetime(2024, 3, 28, 6, 0, tzinfo=UTC)


def save(path: Path, text: str) -> Path:
    """Write a page as if it had been saved at `SAVED`."""
    path.write_text(text, encoding="utf-8")
    os.utime(path, (SAVED.timestamp(), SAVED.timestamp()))
    return path


def piped(document: bytes) -> int:
    """Return the descriptor of a pipe with that in it, closed at the other end."""
    reading, writing = os.pipe()
    os.write(writing, document)
    os.close(writing)
    return reading


async def test_a_file_is_as_of_when_it_was_written(tmp_path: Path) -> None:
    page = await FileSource(save(tmp_path / "page.txt", "They rose.")).fetch()
    assert (page.document, page.as_of) == (b"They rose.", SAVED)


async def test_a_file_is_read_anew_at_each_refresh_also_when_replaced_by_rename(tmp_path: Path) -> None:
    source = FileSource(save(tmp_path / "page.txt", "one"))
    assert (await source.fetch()).document == b"one"
    save(tmp_path / "next.txt", "two").rename(tmp_path / "page.txt")
    assert (await source.fetch()).document == b"two"


async def test_a_file_that_did_not_change_gives_the_very_same_page(tmp_path: Path) -> None:
    source = FileSource(save(tmp_path / "page.txt", "one"))
    first = await source.fetch()
    assert await source.fetch() is first
    save(tmp_path / "page.txt", "two")  # as long, and its time set back to what it was
    assert (await source.fetch()).document == b"two"


async def test_a_file_that_is_half_written_is_read_when_it_rests(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "page.txt"
    path.write_text("They ", encoding="utf-8")
    readings: list[bytes | str] = []

    def read(path: Path, *, limit: int, follow_links: bool) -> tuple[Page, Signature]:
        page, seen = read_page(path, limit=limit, follow_links=follow_links)
        if not readings:
            with path.open("a", encoding="utf-8") as file:
                file.write("rose.")
        readings.append(page.document)
        return page, seen

    monkeypatch.setattr(tui.sources.file, "read_page", read)
    assert (await FileSource(path).fetch()).document == b"They rose."
    assert readings[0] == b"They "


async def test_a_file_that_never_rests_is_read_all_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "page.txt"
    path.write_text("x", encoding="utf-8")

    def read(path: Path, *, limit: int, follow_links: bool) -> tuple[Page, Signature]:
        with path.open("a", encoding="utf-8") as file:
            file.write("x")
        return read_page(path, limit=limit, follow_links=follow_links)

    monkeypatch.setattr(tui.sources.file, "read_page", read)
    monkeypatch.setattr(tui.sources.file, "_REST_NS", 1_000_000)
    assert set((await FileSource(path).fetch()).document) == {ord("x")}


async def test_a_file_of_a_gigabyte_is_refused_with_its_size(tmp_path: Path) -> None:
    path = tmp_path / "page.txt"
    path.touch()
    os.truncate(path, 1 << 30)
    with pytest.raises(SourceUnreadableError, match="has 1,073,741,824 bytes"):
        await FileSource(path).fetch()


async def test_a_file_that_is_missing_may_come_to_be(tmp_path: Path) -> None:
    source = FileSource(tmp_path / "page.txt")
    with pytest.raises(SourceMissingError, match="There is no file or folder"):
        await source.fetch()
    save(tmp_path / "page.txt", "here")
    assert (await source.fetch()).document == b"here"


async def test_a_pipe_a_device_and_a_folder_are_refused_without_waiting(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "fifo")
    for path in (tmp_path / "fifo", Path("/dev/zero"), tmp_path):
        with pytest.raises(SourceUnreadableError):
            await FileSource(path).fetch()


async def test_a_file_over_the_limit_is_refused_with_its_size(tmp_path: Path) -> None:
    path = save(tmp_path / "page.txt", "four" * 500)
    for address in (path, tmp_path):
        source = open_source(SourceSettings(address=str(address), max_bytes=1024), FakeClock(), Settings())
        with pytest.raises(SourceUnreadableError, match="has 2,000 bytes; a page has at most 1,024"):
            await source.fetch()


@pytest.mark.parametrize("name", ["no\x00such", "x" * 5000, "a\x1b[31mb"])
async def test_a_name_that_no_file_can_have_is_a_clean_sentence(name: str) -> None:
    with pytest.raises((SourceMissingError, SourceUnreadableError)) as caught:
        await FileSource(Path(name)).fetch()
    assert str(caught.value).isprintable()


async def test_a_folder_is_replayed_in_the_order_of_names_and_stays_on_its_last_page(tmp_path: Path) -> None:
    for name in ("2024-01-02.txt", "2024-01-01.txt", "notes.md"):
        save(tmp_path / name, name)
    source = FolderSource(tmp_path)
    pages = [await source.fetch() for _ in range(3)]
    assert [page.document for page in pages] == [b"2024-01-01.txt", b"2024-01-02.txt", b"2024-01-02.txt"]
    assert [page.position for page in pages] == ["page 1 of 2", "page 2 of 2", "page 2 of 2"]


async def test_a_folder_is_replayed_in_the_order_of_dates_wherever_they_stand_in_the_name(tmp_path: Path) -> None:
    names = ["z 2021-05-28.txt", "a-2023-12-20 09.30.html", "b-2023-12-20T11:04.txt", "undated.txt", "2024-13-45.txt"]
    for name in names:
        save(tmp_path / name, name)  # those without a date count as of when they were saved, in March 2024
    source = FolderSource(tmp_path)
    shown = [bytes((await source.fetch()).document).decode() for _ in names]  # type: ignore[arg-type]
    assert shown == [*names[:3], "2024-13-45.txt", "undated.txt"]


async def test_a_copied_page_is_as_of_the_day_in_its_name_and_not_of_its_copy(tmp_path: Path) -> None:
    save(tmp_path / "2021-05-28.txt", "old")
    save(tmp_path / "2024-03-28 page.txt", "of the day it was saved on")
    source = FolderSource(tmp_path)
    assert (await source.fetch()).as_of == datetime(2021, 5, 28, tzinfo=PAKISTAN)
    assert (await source.fetch()).as_of == SAVED


async def test_a_page_that_turns_into_a_link_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "link.txt").symlink_to(save(tmp_path / "outside", "secret"))
    with pytest.raises(SourceUnreadableError):
        read_page(tmp_path / "link.txt", follow_links=False)
    assert read_page(tmp_path / "link.txt")[0].document == b"secret"


async def test_a_page_that_joins_the_folder_is_taken_up(tmp_path: Path) -> None:
    save(tmp_path / "a.txt", "a")
    source = FolderSource(tmp_path)
    await source.fetch()
    save(tmp_path / "b.txt", "b")
    page = await source.fetch()
    assert (page.document, page.position) == (b"b", "page 2 of 2")


async def test_a_folder_without_pages_says_so(tmp_path: Path) -> None:
    with pytest.raises(SourceMissingError, match="no saved pages"):
        await FolderSource(tmp_path).fetch()


async def test_a_link_in_a_folder_is_no_page(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "link.txt").symlink_to(save(tmp_path / "outside.txt", "secret"))
    with pytest.raises(SourceMissingError):
        await FolderSource(tmp_path / "folder").fetch()


def test_speed_shortens_the_time_for_a_page(tmp_path: Path) -> None:
    usual, fast = FolderSource(tmp_path), FolderSource(tmp_path, speed=10)
    assert usual.every == pytest.approx(10 * (fast.every or 0))


async def test_however_fast_a_folder_is_replayed_its_last_page_rests_for_seconds(tmp_path: Path) -> None:
    for name in ("2024-01-01.txt", "2024-01-02.txt"):
        save(tmp_path / name, "HUBC 136.50 Increased By 0.66 (0.49%)")
    clock = FakeClock()
    worker = RefreshWorker(FolderSource(tmp_path, speed=600), clock, lambda _: None)
    async with asyncio.timeout(10):
        task = asyncio.create_task(worker.run())
        for times in range(1, 4):
            await clock.until_waits(times)
            clock.advance(clock.waits[-1] or 0)
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    assert clock.waits[:3] == [pytest.approx(5 / 600), 2, 2]


async def test_standard_input_is_read_once_and_keeps_its_as_of_time() -> None:
    clock = FakeClock()
    source = StdinSource(clock, piped(b"They rose."))
    first = await source.fetch()
    clock.advance(60)
    assert await source.fetch() is first
    assert first.document == b"They rose."
    assert source.every is None


async def test_an_empty_standard_input_says_so() -> None:
    with pytest.raises(SourceMissingError, match="Nothing came"):
        await StdinSource(FakeClock(), piped(b"")).fetch()


async def test_a_standard_input_over_the_limit_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tui.sources.stdin, "MAX_DOCUMENT", 3)
    with pytest.raises(SourceUnreadableError, match="more than 3 bytes"):
        await StdinSource(FakeClock(), piped(b"four")).fetch()


@pytest.mark.parametrize(("document", "says"), [(b"x" * 66_000, "more than 3 bytes"), (b"", "Nothing came")])
async def test_the_fault_of_standard_input_stays(monkeypatch: pytest.MonkeyPatch, document: bytes, says: str) -> None:
    monkeypatch.setattr(tui.sources.stdin, "MAX_DOCUMENT", 3)
    reading, writing = os.pipe()
    source = StdinSource(FakeClock(), reading)

    def write() -> None:
        with os.fdopen(writing, "wb") as pipe:
            pipe.write(document)

    writer = threading.Thread(target=write, daemon=True)
    writer.start()
    for _ in range(3):
        with pytest.raises(SourceError, match=says):
            await source.fetch()
    await asyncio.to_thread(writer.join)  # the pipe has room for what was not read
    os.close(reading)


async def test_a_standard_input_that_is_a_file_is_as_of_when_it_was_written(tmp_path: Path) -> None:
    with save(tmp_path / "page.txt", "They rose.").open("rb") as file:
        assert (await StdinSource(FakeClock(), file.fileno()).fetch()).as_of == SAVED
    assert (await StdinSource(FakeClock(), piped(b"They rose.")).fetch()).as_of == NOON


async def test_a_standard_input_that_cannot_be_read_says_so() -> None:
    with pytest.raises(SourceUnreadableError, match="could not be read"):
        await StdinSource(FakeClock(), descriptor=-1).fetch()


@pytest.mark.parametrize(
    ("text", "kind", "name"),
    [
        ("demo", Kind.DEMO, "demo"),
        ("-", Kind.SAVED, "standard input"),
        ("HTTPS://example.com/", Kind.LIVE, "HTTPS://example.com/"),
        ("page.txt", Kind.SAVED, "page.txt"),
        (".", Kind.REPLAY, "."),
    ],
)
def test_what_the_user_types_picks_the_source(text: str, kind: Kind, name: str) -> None:
    source = open_source(SourceSettings(address=text), FakeClock(), Settings())
    assert (source.kind, source.name) == (kind, name)


@pytest.mark.parametrize(
    ("error", "kind", "sentence"),
    [
        (
            FileNotFoundError(),
            SourceMissingError,
            "There is no file or folder a.txt; check the name, or save a page there.",
        ),
        (
            NotADirectoryError(),
            SourceMissingError,
            "There is no file or folder a.txt; check the name, or save a page there.",
        ),
        (PermissionError(), SourceUnreadableError, "a.txt may not be read; check its permissions."),
        (IsADirectoryError(), SourceUnreadableError, "a.txt has become a folder; open tapewatch on it again."),
        (OSError(5, "Input/output error"), SourceUnreadableError, "a.txt could not be read: Input/output error."),
        (ValueError("embedded null byte"), SourceMissingError, "a.txt cannot be the name of a file; check it."),
    ],
)
def test_what_keeps_a_file_from_being_read_is_a_sentence(
    error: OSError | ValueError, kind: type[Exception], sentence: str
) -> None:
    told = path_error("a.txt", error)
    assert (type(told), str(told)) == (kind, sentence)


def test_what_is_no_file_is_told_by_its_name(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(SourceUnreadableError, match=r"/pipe is not a file or a folder that can be read as a page\.$"):
        read_page(tmp_path / "pipe")


def test_a_file_rests_when_it_was_written_long_ago_and_not_while_it_is_being_written() -> None:
    assert rests(Signature(1, 1, 1, 0, 0))
    assert not rests(Signature(1, 1, 1, time.time_ns() + 10**12, 0))
