"""What is exported is what changed on the pages that were recorded, no more and no less."""

from collections.abc import Sequence
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from parsing import Quote, Snapshot
from parsing.models import PAKISTAN
from tests.builders import NOON, quote
from tui.history.changes import Wanted, changes, most_changes
from tui.history.database import open_to_write, transaction
from tui.history.moments import moment_at
from tui.history.recording import Recorder
from tui.history.ticks import figures_of
from tui.refresh import Kind, Refreshed
from tui.spans import Span

Page = tuple[datetime, Sequence[Quote]]
Row = tuple[datetime, str, str, str]

SYMBOLS = ("HUBC", "BOP", "KSE100")
prices = st.sampled_from(["1.00", "1.0", "2.50", "136.50"])
moments = st.integers(0, 4 * 24 * 60).map(lambda minute: NOON + timedelta(minutes=minute))


def quotes_of(figures: dict[str, str]) -> list[Quote]:
    """Return a quote for each symbol, of that price."""
    return [quote(symbol, price, "0.10", "0.1") for symbol, price in figures.items()]


def pages_of(symbols: st.SearchStrategy[dict[str, str]]) -> st.SearchStrategy[list[Page]]:
    """Return pages of different moments, in any order."""
    page = st.tuples(moments, symbols.map(quotes_of))
    return st.lists(page, min_size=1, max_size=15, unique_by=lambda page: page[0])


in_any_order = pages_of(st.fixed_dictionaries(dict.fromkeys(SYMBOLS, prices)))
one_after_the_other = pages_of(st.dictionaries(st.sampled_from(SYMBOLS), prices, min_size=1)).map(
    lambda pages: sorted(pages, key=lambda page: page[0])
)
"""Here a symbol may be missing on a page: of one that comes late it is not known on which page it came next."""


def changed(pages: Sequence[Page], span: Span) -> list[Row]:
    """Return what is new on each page, worked out from the pages: a symbol's first price of a day, and other ones."""
    last: dict[tuple[str, str], str] = {}
    rows = []
    for as_of, quotes in sorted(pages, key=lambda page: page[0]):
        for told in sorted(quotes, key=lambda told: told.symbol):
            series, price = (told.symbol, f"{as_of.astimezone(PAKISTAN):%F}"), str(told.price)
            if last.get(series) != price and as_of in span:
                rows.append((as_of, told.symbol, price, "0.1"))
            last[series] = price
    return rows


def exported(pages: Sequence[Page], wanted: Wanted) -> list[Row]:
    """Record the pages in the order in which they come, and return what is exported of them."""
    with closing(open_to_write(Path(":memory:"))) as connection:
        recorder = Recorder(connection)
        for as_of, quotes in pages:
            report = Refreshed("page.txt", Kind.LIVE, NOON + timedelta(days=9), as_of, Snapshot(quotes=tuple(quotes)))
            with transaction(connection):
                recorder.take(report)
        found = list(changes(connection, wanted))
        assert len(found) <= most_changes(connection, wanted)
    figures = ((change, figures_of(change.tick)) for change in found)
    return [(moment_at(c.tick.at), c.series.symbol, str(f.price), str(f.percent)) for c, f in figures]


@given(in_any_order | one_after_the_other, st.integers(0, 3 * 24 * 60), st.integers(1, 2 * 24 * 60))
def test_the_rows_are_the_changes_of_the_pages_in_whatever_order_those_came(
    pages: list[Page], start: int, length: int
) -> None:
    assert exported(pages, Wanted()) == changed(pages, Span())
    since = NOON + timedelta(minutes=start)
    span = Span(since, since + timedelta(minutes=length))
    assert exported(pages, Wanted(span)) == changed(pages, span)


@given(in_any_order | one_after_the_other)
def test_symbols_and_sources_narrow_the_rows(pages: list[Page]) -> None:
    rows = changed(pages, Span())
    assert exported(pages, Wanted(symbols=("BOP",))) == [row for row in rows if row[1] == "BOP"]
    assert exported(pages, Wanted(source="page.txt")) == rows
    assert exported(pages, Wanted(source="another")) == []
