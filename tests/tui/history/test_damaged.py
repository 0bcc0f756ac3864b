"""What is damaged in a whole file costs itself alone: the rest is recalled, written, swept and shown."""

import sqlite3
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from parsing import Article, Snapshot
from tests.builders import NOON, failed, quote, refreshed
from tests.tui.history.pages import ALWAYS, recalled, record
from tui.history.database import HistoryError
from tui.history.fixed import SCALES, TooLargeError, figure, fixed
from tui.history.moments import day_at, microseconds
from tui.history.recalling import Named, articles
from tui.history.replaying import _PAGES, Recording
from tui.history.session import reading
from tui.history.ticks import figures_of, readable, unpacked
from tui.history.trends import price_at, trend
from tui.prices.trends import ChartSpan as TrendSpan
from tui.refresh import Failed, Kind, Refreshed
from tui.spans import Span

DAY = timedelta(days=1)
MINUTE = timedelta(minutes=1)
SOURCE = Named("page.txt", Kind.LIVE)
DAMAGES = [b"", b"\xff" * 9, b"\x00\x01no zlib at all", b"\x05\x00\x00\x00\x00\x00", "text", 7]


def page(days: float, price: str, title: str = "") -> Refreshed:
    """Return the report of a page of so many days after noon."""
    report = refreshed(quote("HUBC", price), at=NOON + days * DAY)
    return replace(report, snapshot=report.snapshot.model_copy(update={"article": Article(title=title or price)}))


def of_day(days: int) -> int:
    """Return the number of the day so many days after noon."""
    return day_at(microseconds(NOON + days * DAY))


def damage(connection: sqlite3.Connection, day: int, data: object = b"\xff") -> None:
    """Damage the quotes of a day."""
    assert connection.execute("UPDATE days SET ticks = ? WHERE day = ?", (data, of_day(day))).rowcount


@pytest.mark.parametrize("data", DAMAGES)
def test_a_day_that_is_damaged_costs_its_own_pages(connection: sqlite3.Connection, data: object) -> None:
    told: list[Refreshed | Failed] = [page(-2, "1.00"), page(-1, "2.00"), failed(at=NOON - DAY), page(0, "3.00")]
    record(connection, *told)
    damage(connection, -1, data)
    assert recalled(connection) == [told[0], *told[2:]]


@pytest.mark.parametrize("table", ["frames", "articles"])
@pytest.mark.parametrize("data", [b"\xff", "text", 7])
def test_a_frame_or_an_article_that_is_damaged_costs_the_pages_that_show_it(
    connection: sqlite3.Connection, table: str, data: object
) -> None:
    told = [page(-1, "1.00", "Kites rise"), page(0, "1.00", "Kites fall")]
    record(connection, *told)
    connection.execute(f"UPDATE {table} SET data = ? WHERE id = 1", (data,))  # noqa: S608
    assert recalled(connection) == told[1:]


@pytest.mark.parametrize(
    "sql",
    ["UPDATE refreshes SET next_at = 9223372036854775807 WHERE id = 1", "UPDATE sources SET kind = 'x' WHERE id = 1"],
)
def test_a_row_that_is_damaged_costs_itself(connection: sqlite3.Connection, sql: str) -> None:
    told: list[Refreshed | Failed] = [failed(at=NOON), refreshed(quote(), source="other", at=NOON + MINUTE)]
    record(connection, *told)
    connection.execute(sql)
    assert recalled(connection) == told[1:]


def test_an_article_that_is_damaged_is_left_out(connection: sqlite3.Connection) -> None:
    record(connection, page(-1, "1.00", "Kites rise"), page(0, "1.00", "Kites fall"))
    connection.execute("UPDATE articles SET data = ? WHERE id = 1", (b"\xff",))
    found = articles(connection, ALWAYS[0], [SOURCE])
    assert [report.snapshot.article for report in found] == [Article(title="Kites fall")]


@pytest.mark.parametrize("data", DAMAGES)
def test_behind_a_day_that_is_damaged_the_next_one_begins(connection: sqlite3.Connection, data: object) -> None:
    record(connection, page(-1, "1.00"))
    damage(connection, -1, data)
    record(connection, page(0, "2.00"), page(0.01, "3.00"))
    assert recalled(connection) == [page(0, "2.00"), page(0.01, "3.00")]


def test_a_late_page_begins_a_day_anew_that_is_damaged(connection: sqlite3.Connection) -> None:
    record(connection, page(-1, "1.00"), page(0, "2.00"))
    damage(connection, -1)
    late = page(-0.99, "3.00")
    record(connection, late)
    assert late in recalled(connection)


def test_charts_have_gaps_where_days_are_damaged(connection: sqlite3.Connection) -> None:
    record(connection, page(-1, "1.00"), page(0, "2.00"), page(0.01, "3.00"))
    damage(connection, -1)
    asked = "HUBC", SOURCE.name, SOURCE.kind
    until = NOON + MINUTE * 30
    assert price_at(connection, *asked, NOON - DAY) is None
    assert len(trend(connection, *asked, TrendSpan.DAY, until).runs) == 1
    bars = trend(connection, *asked, TrendSpan.ALL, until).bars
    assert [bar.last for bar in bars] == [Decimal("1.00"), Decimal("3.00")]


def test_a_kind_that_nobody_knows_is_left_out_of_charts_and_replays(path: Path, connection: sqlite3.Connection) -> None:
    record(connection, page(0, "2.00"), refreshed(quote("HUBC", "9.00"), source="other"))
    connection.execute("UPDATE sources SET kind = 'x' WHERE name = 'other'")
    seen = price_at(connection, "HUBC", SOURCE.name, SOURCE.kind, NOON)
    assert seen is not None
    assert seen.price == Decimal("2.00")
    recording = Recording(path, Span())
    recording.look()
    assert list(recording.pages()) == [page(0, "2.00")]


@pytest.mark.parametrize("error", [ValueError("no zlib"), TypeError("no bytes"), OverflowError("too large")])
def test_what_a_command_cannot_read_is_a_sentence(path: Path, connection: sqlite3.Connection, error: Exception) -> None:
    connection.execute("SELECT 1")
    with pytest.raises(HistoryError, match=f"A part of the history in .+ cannot be read .{error}.\\."), reading(path):
        raise error


def test_bytes_of_no_ticks_are_a_value_error() -> None:
    (tick,) = unpacked(bytes((1, 0, 1, 2, 2, 2)), 0)
    with pytest.raises(ValueError, match="no form"):
        figures_of(tick._replace(form=2**80))
    with pytest.raises(ValueError, match="no form"):
        unpacked(bytes((1, 0, 0, 2, 2, 2)), 0)
    assert readable(bytes((1, 0, 0, 2, 2, 2)), 0) == []


def test_a_figure_is_kept_to_its_last_digit_or_refused() -> None:
    for text in ("0", "-0.01", "1.00", "123456789012345678", "-4.611686018427387903"):
        assert str(figure(*fixed(Decimal(text)))) == text
    assert fixed(Decimal("1E+3")) == (1000, 0)
    for text in ("4611686018427387904", "1E+20", "1E+9999999", f"1E-{SCALES}", "NaN", "Infinity"):
        with pytest.raises(TooLargeError):
            fixed(Decimal(text))


# What is no damage, and was taken for something else


def test_a_symbol_that_is_on_a_page_twice_costs_nothing_that_comes_after(connection: sqlite3.Connection) -> None:
    twice = Snapshot(quotes=(quote("HUBC", "1.00"), quote("BOP", "5.00"), quote("HUBC", "2.00")))
    told = [
        refreshed(quote("HUBC", "9.00"), quote("BOP", "4.00"), at=NOON - MINUTE),
        Refreshed("page.txt", Kind.LIVE, NOON, NOON, twice),
        refreshed(quote("HUBC", "3.00"), quote("BOP", "6.00"), at=NOON + MINUTE),
    ]
    record(connection, *told)
    first, page_of_two, last = recalled(connection)
    assert [first, last] == [told[0], told[2]]
    assert isinstance(page_of_two, Refreshed)
    assert {quote.price for quote in page_of_two.snapshot.quotes} == {Decimal("2.00"), Decimal("5.00")}


def test_a_feed_of_one_article_is_not_taken_for_a_page_with_it(connection: sqlite3.Connection) -> None:
    story = Article(title="Kites rise")
    snapshots = [Snapshot(article=story), Snapshot(articles=(story,))]
    told = [Refreshed("page.txt", Kind.LIVE, NOON, NOON, snapshot) for snapshot in snapshots]
    for report in told:
        record(connection, replace(report, at=report.at + MINUTE, as_of=report.as_of))
    assert [report.snapshot for report in recalled(connection) if isinstance(report, Refreshed)] == snapshots


def test_a_day_of_the_past_is_small_also_when_a_page_of_it_comes_late(connection: sqlite3.Connection) -> None:
    told = [page(-1 + number / 1000, f"{number % 7 + 1}.00", "Kites") for number in range(100)]
    record(connection, *told, page(0, "1.00"))
    size = "SELECT length(ticks) FROM days WHERE day = ?"
    (before,) = connection.execute(size, (of_day(-1),)).fetchone()
    record(connection, page(-1 + 0.0505, "20.00", "Kites"), page(-1 + 0.0506, "20.00", "Kites"))
    (after,) = connection.execute(size, (of_day(-1),)).fetchone()
    assert after < before + 30
    assert len(recalled(connection)) == 103


def test_when_a_source_has_pages_is_read_out_of_an_index_alone(connection: sqlite3.Connection) -> None:
    plan = connection.execute(f"EXPLAIN QUERY PLAN {_PAGES}", (1, 0, 1)).fetchall()
    assert any("COVERING INDEX refreshes_by_page (source=? AND as_of>? AND as_of<?)" in row[3] for row in plan)
