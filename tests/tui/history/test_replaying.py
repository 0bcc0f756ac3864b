"""A span of the history is a source: its pages come one a refresh, and it stays on the last."""

from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from parsing import Quote
from tests.builders import FakeClock, quote, snapshot_of
from tests.tui.saved_pages import OPENING
from tui.errors import SourceError
from tui.history.database import open_to_write, transaction
from tui.history.keeper import FileHistory
from tui.history.recording import Recorder
from tui.history.replaying import PAGES_AT_ONCE, HistorySource, Recording, address_of
from tui.refresh import Kind, Page, Refreshed, Report
from tui.refreshing.worker import RefreshWorker, refresh
from tui.spans import Span, read_span


def prices(count: int) -> list[list[Quote]]:
    """Return the quotes of so many pages, each with a price of its own."""
    return [[quote(price=f"{100 + n}.50"), quote("BOP", "5.03", "-0.02")] for n in range(count)]


def history_of(tmp_path: Path, count: int) -> Path:
    """Return the file of a history of so many pages, a minute each."""
    path = tmp_path / "history.db"
    with closing(open_to_write(path)) as connection:
        recorder = Recorder(connection)
        for minute, quotes in enumerate(prices(count)):
            as_of = OPENING + timedelta(minutes=minute)
            page = snapshot_of(*quotes, body="Kites rise\n\nOver the river.")
            with transaction(connection):
                recorder.take(Refreshed("kites", Kind.SAVED, as_of, as_of, page))
    return path


def source_of(path: Path, address: str = "history:2024-05-17", speed: float = 1.0) -> HistorySource:
    """Return the source of that address."""
    return HistorySource(address, path, FakeClock(), speed=speed)


async def fetched(source: HistorySource, count: int) -> list[Page]:
    """Return the next pages."""
    return [await source.fetch() for _ in range(count)]


async def test_the_pages_come_in_their_order_and_the_last_one_stays(tmp_path: Path) -> None:
    count = 2 * PAGES_AT_ONCE + 3
    source = source_of(history_of(tmp_path, count))
    pages = await fetched(source, count + 2)
    assert [page.snapshot.quotes[0].price for page in pages[:count] if page.snapshot] == [
        quotes[0].price for quotes in prices(count)
    ]
    assert [page.as_of for page in pages[:count]] == [OPENING + timedelta(minutes=n) for n in range(count)]
    assert [page.position for page in pages[:2]] == [f"page 1 of {count}", f"page 2 of {count}"]
    assert pages[count - 1] is pages[count] is pages[count + 1]
    assert pages[count].position == f"page {count} of {count}"
    assert [page.rest for page in pages[:count]] == [0.0] * (count - 1) + [2.0]


async def test_a_page_is_not_read_again_by_the_worker(tmp_path: Path) -> None:
    page, snapshot = await refresh(source_of(history_of(tmp_path, 1)))
    assert snapshot is page.snapshot
    assert snapshot.article is not None


def test_it_has_a_name_and_a_pace(tmp_path: Path) -> None:
    source = source_of(tmp_path / "history.db", "history:2024-05-17..2024-05-20/HUBC,BOP", speed=10)
    assert (source.name, source.kind, source.every) == ("history 17 May 2024 to 20 May 2024 HUBC,BOP", "replay", 0.5)
    assert source_of(tmp_path, "history:..").name == "history"
    assert address_of(read_span("2024-05-17", OPENING), ["HUBC"]) == "history:2024-05-17/HUBC"
    assert address_of(Span()) == "history:"


@pytest.mark.parametrize(
    ("address", "says"),
    [
        ("history:kites", "history:kites is no span of the history; write it as history:2024-05-17..2024-05-20."),
        ("history:2023-01-01", "The history has no pages of 01 Jan 2023."),
        ("history:2024-05-17/XYZ", "The history has no pages of 17 May 2024 with XYZ."),
        ("history:\x1b[31m", "history: is no span of the history"),
    ],
)
async def test_what_it_does_not_have_is_said(tmp_path: Path, address: str, says: str) -> None:
    source = source_of(history_of(tmp_path, 1), address)
    with pytest.raises(SourceError, match=says):
        await source.fetch()


async def test_a_history_that_is_not_there_is_said_and_may_come_to_be(tmp_path: Path) -> None:
    source = source_of(tmp_path / "history.db")
    with pytest.raises(SourceError, match="There is no history yet"):
        await source.fetch()
    history_of(tmp_path, 1)
    assert (await source.fetch()).snapshot is not None


async def test_symbols_narrow_the_pages(tmp_path: Path) -> None:
    source = source_of(history_of(tmp_path, 2), "history:2024-05-17/BOP")
    (page,) = await fetched(source, 1)
    assert page.snapshot is not None
    assert [quote.symbol for quote in page.snapshot.quotes] == ["BOP"]


def test_demo_prices_are_replayed_only_where_there_are_no_others(tmp_path: Path) -> None:
    path = tmp_path / "history.db"
    page = snapshot_of(quote())
    day = OPENING + timedelta(days=1)
    told = [(Kind.DEMO, OPENING), (Kind.DEMO, day), (Kind.LIVE, day), (Kind.LIVE, day)]
    with closing(open_to_write(path)) as connection:
        recorder = Recorder(connection)
        for second, (kind, as_of) in enumerate(told):
            with transaction(connection):
                recorder.take(Refreshed(kind.name, kind, as_of + timedelta(seconds=second), as_of, page))
    kinds = {}
    for span in ("2024-05-17", "2024-05-18"):
        recording = Recording(path, read_span(span, OPENING))
        recording.look()
        kinds[span] = [page.kind for page in recording.pages()]
    assert kinds == {"2024-05-17": [Kind.DEMO], "2024-05-18": [Kind.LIVE]}


async def test_what_comes_out_of_the_history_does_not_go_in_again(tmp_path: Path) -> None:
    path = history_of(tmp_path, 2)
    told: list[Report] = []
    worker = RefreshWorker(source_of(path), FakeClock(), told.append)
    await worker._refresh()
    report = told[-1]
    assert isinstance(report, Refreshed)
    assert report.is_recalled
    history = FileHistory(path)
    history.record(report)
    sources = await history.read(lambda connection: connection.execute("SELECT name FROM sources").fetchall())
    assert history.close() is None
    assert sources == [("kites",)]
