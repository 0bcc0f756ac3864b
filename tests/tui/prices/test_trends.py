"""How a price went: what is known without a history, and what new prices add."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsing.models import PAKISTAN
from tests.builders import NOON, quote, refreshed
from tui.market import MarketState, apply
from tui.prices.day import Seen
from tui.prices.past import GAP
from tui.prices.rows import Row, day_of
from tui.prices.trends import Bar, ChartSpan, Run, Trend

PAGES = st.lists(
    st.tuples(st.integers(1, 90 * 60), st.integers(1_000, 1_010)), min_size=1, max_size=40
)  # seconds after the page before, and the price in paisas


def minute(count: float) -> datetime:
    """Return the time so many minutes after noon."""
    return NOON + timedelta(minutes=count)


def rows_of(*pages: tuple[float, str]) -> list[Row]:
    """Return the row after each page of a price at so many minutes after noon."""
    state, rows = MarketState(), []
    for at, price in pages:
        state = apply(state, refreshed(quote(price=price), at=minute(at)))
        rows.append(state.rows[0])
    return rows


def run(*prices: tuple[float, str], until: float) -> Run:
    """Return a run of those prices."""
    return Run(tuple(Seen(minute(at), Decimal(price)) for at, price in prices), minute(until))


def bar(on: date, first: str, low: str, high: str, last: str) -> Bar:
    """Return the bar of a day."""
    return Bar(on, Decimal(first), Decimal(low), Decimal(high), Decimal(last))


WALK = ((0, "136.00"), (1, "136.00"), (2, "136.50"), (40, "136.50"), (41, "136.00"))
RUNS = (run((0, "136.00"), (2, "136.50"), until=2), run((40, "136.50"), (41, "136.00"), until=41))


def test_without_a_history_there_is_what_was_seen_with_its_gaps() -> None:
    row = rows_of(*WALK)[-1]
    assert Trend.of(row, ChartSpan.DAY).runs == RUNS
    assert Trend.of(row, ChartSpan.HOUR).runs == RUNS
    today = bar(date(2024, 5, 17), "136.00", "136.00", "136.50", "136.00")
    assert Trend.of(row, ChartSpan.MONTH).bars == Trend.of(row, ChartSpan.ALL).bars == (today,)
    assert Trend.of(row, ChartSpan.DAY).until == minute(41)


def test_a_row_without_a_past_has_its_days_trail_as_one_run() -> None:
    row = rows_of(*WALK)[-1]._replace(past=None)
    assert Trend.of(row, ChartSpan.DAY).runs == (run((0, "136.00"), (2, "136.50"), (41, "136.00"), until=41),)


def test_where_the_past_was_trimmed_the_trail_has_what_was_before() -> None:
    rows = rows_of(*((number, f"{130 + number % 3}.00") for number in range(30)))
    past = rows[-1].past
    assert past is not None
    trimmed = rows[-1]._replace(past=past.trimmed(10_000))
    assert trimmed.past is not past
    assert Trend.of(trimmed, ChartSpan.DAY) == Trend.of(rows[-1], ChartSpan.DAY)


def test_an_hour_begins_with_the_price_that_held() -> None:
    row = rows_of((0, "136.00"), (20, "136.50"), (40, "136.50"), (70, "136.00"), (90, "137.00"))[-1]
    assert Trend.of(row, ChartSpan.HOUR).runs == (run((30, "136.50"), (70, "136.00"), (90, "137.00"), until=90),)


def test_a_new_day_begins_anew() -> None:
    rows = rows_of((6.9 * 60, "136.00"), (7.1 * 60, "136.50"))  # midnight in Karachi is seven hours after
    trend = Trend.of(rows[0], ChartSpan.DAY).after(rows[1])
    assert trend.since == minute(7 * 60)
    assert trend.runs == (run((7 * 60, "136.00"), (7.1 * 60, "136.50"), until=7.1 * 60),)
    assert Trend.of(rows[1], ChartSpan.DAY).runs == (run((7.1 * 60, "136.50"), until=7.1 * 60),)


def test_a_row_that_says_nothing_new_leaves_the_very_same_trend() -> None:
    rows = rows_of(*WALK)
    for span in ChartSpan:
        trend = Trend.of(rows[-1], span)
        assert trend.after(rows[-1]) is trend
        assert trend.after(rows[0]) is trend


def test_a_trend_without_a_time_is_what_the_row_knows() -> None:
    row = rows_of(*WALK)[-1]
    assert Trend(ChartSpan.HOUR).after(row) == Trend.of(row, ChartSpan.HOUR)


def test_a_history_goes_on_with_what_came_after_it_and_keeps_what_was_before() -> None:
    rows = rows_of(*WALK)
    read = Trend(
        ChartSpan.DAY, (run((-90, "135.00"), (-80, "135.50"), until=2),), (), ChartSpan.DAY.since(minute(2)), minute(2)
    )
    later = read.after(rows[-1])
    assert later.runs == (
        run((-90, "135.00"), (-80, "135.50"), until=2),
        run((40, "136.50"), (41, "136.00"), until=41),
    )
    assert later.until == minute(41)


@pytest.mark.parametrize("span", [ChartSpan.MONTH, ChartSpan.ALL])
def test_a_day_grows_and_another_one_comes_after_it(span: ChartSpan) -> None:
    rows = rows_of((0, "136.00"), (1, "137.00"), (2, "136.50"), (24 * 60, "136.20"))
    old = bar(date(2024, 4, 16), "130.00", "129.00", "131.00", "130.50")
    known = bar(date(2024, 5, 17), "135.00", "134.00", "136.00", "136.00")
    trend = Trend(span, (), (old, known), span.since(rows[0].as_of), rows[0].as_of)
    assert trend.after(rows[2]).bars == (old, bar(known.on, "135.00", "134.00", "137.00", "136.50"))
    tomorrow = trend.after(rows[2]).after(rows[3]).bars
    assert tomorrow[-1] == bar(date(2024, 5, 18), "136.20", "136.20", "136.20", "136.20")
    assert (tomorrow[0] == old) is (span is ChartSpan.ALL)


def test_spans_begin_an_hour_or_a_midnight_of_karachi_ago() -> None:
    assert ChartSpan.HOUR.since(NOON) == minute(-60)
    assert ChartSpan.DAY.since(NOON) == datetime(2024, 5, 17, tzinfo=PAKISTAN)
    assert ChartSpan.MONTH.since(NOON) == datetime(2024, 4, 16, tzinfo=PAKISTAN)
    assert ChartSpan.ALL.since(NOON) is None


@given(PAGES, st.sampled_from(ChartSpan))
def test_following_page_by_page_is_knowing_all_at_once(pages: list[tuple[int, int]], span: ChartSpan) -> None:
    at, walk = 0, []
    for seconds, paisas in pages:
        at += seconds
        walk.append((at / 60, f"{Decimal(paisas) / 100:.2f}"))
    today = [page for page in walk if page[0] < 6.9 * 60]
    first, *others = rows_of(*(today or [(1, "10.00")]))
    trend = Trend.of(first, span)
    for row in others:
        trend = trend.after(row)
    assert trend == Trend.of(others[-1] if others else first, span)


@given(PAGES)
def test_runs_lie_a_gap_apart_and_no_price_follows_itself(pages: list[tuple[int, int]]) -> None:
    at, walk = 0, []
    for seconds, paisas in pages:
        at += seconds
        walk.append((at / 60, f"{Decimal(paisas) / 100:.2f}"))
    row = rows_of(*walk)[-1]
    runs = Trend.of(row, ChartSpan.DAY).runs
    for before, after in pairwise(runs):
        assert after.since - before.until > GAP
    for one in runs:
        assert one.since <= one.prices[-1].at <= one.until
        assert all(a.at < b.at and a.price != b.price for a, b in pairwise(one.prices))
    assert runs[-1].until == row.as_of
    assert runs[-1].prices[-1].price == row.quote.price
    assert all(day_of(seen.at) == row.day.on for one in runs for seen in one.prices)
