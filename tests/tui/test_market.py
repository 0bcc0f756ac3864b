"""The market state and the functions on it."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsing import Problem
from tests.builders import NOON, failed, quote, refreshed, snapshot_of
from tui.market import (
    Breadth,
    Condition,
    MarketState,
    Order,
    Row,
    SortKey,
    apply,
    breadth,
    condition,
    problems,
    sort_rows,
    stale_symbols,
)
from tui.refresh import Kind, Refreshed, Started

LATER = NOON + timedelta(seconds=60)
UP, DOWN, FLAT = quote("UP", "11.00", "1.00"), quote("DOWN", "9.00", "-1.00"), quote("FLAT", "10.00", "0.00")
INDEX = quote("KSE100", "75312", "381")


def state_after(*reports: Refreshed) -> MarketState:
    """Return the state after the reports, one after the other."""
    state = MarketState()
    for report in reports:
        state = apply(state, report)
    return state


def test_a_refresh_brings_rows_in_the_order_of_the_page_and_indices_apart() -> None:
    state = state_after(refreshed(UP, INDEX, DOWN))
    assert [row.symbol for row in state.rows] == ["UP", "DOWN"]
    assert [row.symbol for row in state.indices] == ["KSE100"]


def test_a_price_that_changed_is_marked_as_moved_and_says_when() -> None:
    state = state_after(refreshed(UP, DOWN), refreshed(UP, quote("DOWN", "8.00", "-2.00"), at=LATER))
    assert state.moved == {"DOWN"}
    assert {row.symbol: row.moved_at for row in state.rows} == {"UP": None, "DOWN": LATER}


def test_the_first_page_marks_nothing() -> None:
    assert state_after(refreshed(UP, INDEX)).moved == frozenset()


def test_a_failure_keeps_every_price_and_moves_only_the_last_attempt() -> None:
    before = state_after(refreshed(UP))
    after = apply(before, failed(at=LATER))
    assert after.rows == before.rows
    feed = after.feeds["page.txt"]
    assert (feed.last_attempt, feed.last_success, feed.as_of) == (LATER, NOON, NOON)
    assert (feed.failing_since, feed.error) == (LATER, "The server is asleep.")


def test_failing_since_stays_at_the_first_failure_until_a_success() -> None:
    state = apply(apply(state_after(refreshed(UP)), failed(at=LATER)), failed(at=LATER + timedelta(hours=1)))
    assert state.feeds["page.txt"].failing_since == LATER
    healed = apply(state, refreshed(UP, at=LATER + timedelta(hours=2))).feeds["page.txt"]
    assert (healed.failing_since, healed.error) == (None, None)


def test_a_start_says_refreshing_and_moves_no_clock() -> None:
    before = state_after(refreshed(UP))
    after = apply(before, Started("page.txt", Kind.LIVE, LATER))
    assert after.feeds["page.txt"] == replace(before.feeds["page.txt"], refreshing=True)


def test_a_symbol_that_left_the_page_is_kept_and_is_stale() -> None:
    state = state_after(refreshed(UP, DOWN), refreshed(UP, at=LATER))
    assert [row.symbol for row in state.rows] == ["UP", "DOWN"]
    assert stale_symbols(state, LATER, 300) == {"DOWN"}


def test_a_symbol_that_left_the_page_is_stale_also_where_the_page_before_was_saved_later() -> None:
    state = state_after(refreshed(UP, DOWN, at=LATER, kind=Kind.REPLAY), refreshed(UP, kind=Kind.REPLAY))
    assert stale_symbols(state, LATER, 300) == {"DOWN"}


def test_a_page_without_quotes_leaves_prices_with_their_age_and_stale() -> None:
    state = state_after(refreshed(UP), refreshed(at=LATER, body="They rose.\n"))
    feed = state.feeds["page.txt"]
    assert (feed.as_of, feed.last_success) == (NOON, LATER)
    assert condition(feed, LATER, 300) is Condition.BARE
    assert stale_symbols(state, LATER, 300) == {"UP"}


def test_where_two_sources_quote_a_symbol_the_newer_as_of_stands() -> None:
    old = refreshed(quote("UP", "10.50", "0.50"), source="old.txt", at=NOON - timedelta(hours=1))
    new = refreshed(UP, source="new.txt")
    for state in (state_after(old, new), state_after(new, old)):
        (row,) = state.rows
        assert (row.quote, row.source) == (UP, "new.txt")


def test_a_page_without_an_article_keeps_the_last_one() -> None:
    state = state_after(refreshed(UP, body="They rose.\n"), refreshed(UP, at=LATER))
    assert state.article is not None
    assert state.article_as_of == NOON


def test_the_article_of_another_source_comes_only_with_news_from_a_page_that_is_no_older() -> None:
    one, other = refreshed(UP, body="They rose.\n"), refreshed(UP, source="other.txt", body="They fell.\n")
    state = state_after(one, replace(other, as_of=NOON - timedelta(hours=1)))
    assert state.article_source == "page.txt"
    state = state_after(one, other, one, one)
    assert state.article_source == "other.txt"
    news = refreshed(UP, at=LATER, body="They stood still.\n")
    assert apply(state, news).article_source == "page.txt"


def test_prices_grow_stale_with_age_and_while_their_source_fails() -> None:
    state = state_after(refreshed(UP, INDEX))
    limit = timedelta(seconds=300)
    assert stale_symbols(state, NOON + limit, 300) == frozenset()
    assert stale_symbols(state, NOON + limit + timedelta(seconds=1), 300) == {"UP", "KSE100"}
    assert stale_symbols(apply(state, failed()), NOON, 300) == {"UP", "KSE100"}


@pytest.mark.parametrize("kind", [Kind.REPLAY, Kind.DEMO])
def test_replayed_and_demo_prices_are_what_they_say_and_do_not_age(kind: Kind) -> None:
    state = state_after(refreshed(UP, kind=kind))
    assert stale_symbols(state, NOON + timedelta(days=999), 300) == frozenset()


@pytest.mark.parametrize(("printed", "how"), [("2024-05-17", Condition.FRESH), ("2024-05-16", Condition.STALE)])
def test_a_saved_page_that_prints_an_earlier_day_is_stale_however_new_its_file_is(printed: str, how: Condition) -> None:
    report = replace(
        refreshed(UP, kind=Kind.SAVED),
        snapshot=snapshot_of(UP).model_copy(update={"snapshot_date": date.fromisoformat(printed)}),
    )
    feed = state_after(report).feeds["page.txt"]
    assert condition(feed, NOON, 300) is how
    assert (feed.printed_day is not None) == (how is Condition.STALE)


def test_a_source_that_has_not_answered_yet_is_waited_for() -> None:
    state = apply(MarketState(), Started("page.txt", Kind.LIVE, NOON))
    assert condition(state.feeds["page.txt"], NOON, 300) is Condition.WAITING


def test_problems_are_those_of_the_newest_page_of_each_source() -> None:
    bad = replace(
        refreshed(UP),
        snapshot=snapshot_of(UP).model_copy(update={"problems": (Problem(line=1, code="x", message="Odd."),)}),
    )
    assert [source for source, _ in problems(state_after(bad))] == ["page.txt"]
    assert problems(state_after(bad, refreshed(UP, at=LATER))) == ()


def test_breadth_counts_each_direction() -> None:
    assert breadth(state_after(refreshed(UP, DOWN, FLAT, INDEX)).rows) == Breadth(1, 1, 1)


ROWS = st.lists(
    st.tuples(st.sampled_from("ABCDE"), st.integers(1, 4), st.one_of(st.none(), st.integers(0, 3))), max_size=12
).map(
    lambda items: [
        Row(quote(symbol, f"{price}.00", "0.50"), "page.txt", NOON, None if moved is None else NOON + timedelta(moved))
        for symbol, price, moved in items
    ]
)


@given(ROWS, st.sampled_from(SortKey), st.booleans())
def test_a_sort_loses_nothing_and_puts_what_has_no_value_last_both_ways(
    rows: list[Row], key: SortKey, is_reversed: bool
) -> None:
    ordered = sort_rows(rows, Order(key, is_reversed))
    assert sorted(map(id, ordered)) == sorted(map(id, rows))
    if key is SortKey.MOVED:
        missing = [row.moved_at is None for row in ordered]
        assert missing == sorted(missing)


@given(ROWS, st.sampled_from([SortKey.LAST, SortKey.PERCENT, SortKey.MOVED, SortKey.SYMBOL]), st.booleans())
def test_equal_rows_keep_the_order_of_the_page(rows: list[Row], key: SortKey, is_reversed: bool) -> None:
    once = sort_rows(rows, Order(key, is_reversed))
    assert sort_rows(once, Order(key, is_reversed)) == once


def test_the_page_s_own_order_is_one_of_the_sorts() -> None:
    rows = state_after(refreshed(UP, DOWN, FLAT)).rows
    assert sort_rows(rows, Order(SortKey.PAGE)) == rows
    assert sort_rows(rows, Order(SortKey.PAGE, is_reversed=True)) == rows[::-1]


def test_figures_sort_largest_first_names_from_a_and_asking_again_turns_round() -> None:
    assert Order().again(SortKey.PERCENT) == Order(SortKey.PERCENT, is_reversed=True)
    assert Order().again(SortKey.PERCENT).again(SortKey.PERCENT) == Order(SortKey.PERCENT)
    assert Order(SortKey.LAST).again(SortKey.SYMBOL) == Order(SortKey.SYMBOL)
    assert Order().again(SortKey.SYMBOL) == Order(SortKey.SYMBOL, is_reversed=True)
