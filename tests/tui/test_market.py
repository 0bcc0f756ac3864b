"""The market state and the functions on it."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsing import Problem, parse_snapshot
from parsing.models import PAKISTAN
from tests.builders import LIMITS, NOON, PAGES, failed, quote, refreshed, row_of, snapshot_of
from tui.age import Condition, condition, stale_symbols
from tui.market import MarketState, apply, problems
from tui.prices.breadth import Breadth, breadth
from tui.prices.holdings import Holding
from tui.prices.order import OF_HOLDINGS, Order, SortKey, sort_rows
from tui.prices.rows import Row
from tui.refresh import Kind, Refreshed, ReplayHeld, Started
from tui.settings.model import MarketHours

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
    assert stale_symbols(state, LATER, LIMITS) == {"DOWN"}


def test_a_symbol_that_left_the_page_is_stale_also_where_the_page_before_was_saved_later() -> None:
    state = state_after(refreshed(UP, DOWN, at=LATER, kind=Kind.REPLAY), refreshed(UP, kind=Kind.REPLAY))
    assert stale_symbols(state, LATER, LIMITS) == {"DOWN"}


def test_a_page_without_quotes_leaves_prices_with_their_age_and_stale() -> None:
    state = state_after(refreshed(UP), refreshed(at=LATER, body="They rose.\n"))
    feed = state.feeds["page.txt"]
    assert (feed.as_of, feed.last_success) == (NOON, LATER)
    assert condition(feed, LATER, LIMITS) is Condition.BARE
    assert stale_symbols(state, LATER, LIMITS) == {"UP"}


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
    assert stale_symbols(state, NOON + limit, LIMITS) == frozenset()
    assert stale_symbols(state, NOON + limit + timedelta(seconds=1), LIMITS) == {"UP", "KSE100"}
    assert stale_symbols(apply(state, failed()), NOON, LIMITS) == {"UP", "KSE100"}


@pytest.mark.parametrize("kind", [Kind.REPLAY, Kind.DEMO])
def test_replayed_and_demo_prices_are_what_they_say_and_do_not_age(kind: Kind) -> None:
    state = state_after(refreshed(UP, kind=kind))
    assert stale_symbols(state, NOON + timedelta(days=999), LIMITS) == frozenset()


@pytest.mark.parametrize(("printed", "how"), [("2024-05-17", Condition.FRESH), ("2024-05-16", Condition.STALE)])
def test_a_saved_page_that_prints_an_earlier_day_is_stale_however_new_its_file_is(printed: str, how: Condition) -> None:
    report = replace(
        refreshed(UP, kind=Kind.SAVED),
        snapshot=snapshot_of(UP).model_copy(update={"snapshot_date": date.fromisoformat(printed)}),
    )
    feed = state_after(report).feeds["page.txt"]
    assert condition(feed, NOON, LIMITS) is how
    assert (feed.printed_day is not None) == (how is Condition.STALE)


def test_prices_age_before_they_are_stale() -> None:
    feed = state_after(refreshed(UP)).feeds["page.txt"]
    seconds = {0: Condition.FRESH, 121: Condition.AGEING, 301: Condition.STALE}
    assert {after: condition(feed, NOON + timedelta(seconds=after), LIMITS) for after in seconds} == seconds
    assert stale_symbols(state_after(refreshed(UP)), NOON + timedelta(seconds=121), LIMITS) == frozenset()


def test_the_last_prices_of_a_day_are_closed_and_not_stale_until_trading_goes_on_without_them() -> None:
    limits = replace(LIMITS, hours=MarketHours())
    close = datetime(2024, 5, 16, 15, 30, tzinfo=PAKISTAN)
    state = state_after(refreshed(UP, at=close - timedelta(seconds=10)))
    feed = state.feeds["page.txt"]
    assert condition(feed, close + timedelta(hours=12), limits) is Condition.CLOSED
    assert stale_symbols(state, close + timedelta(hours=12), limits) == frozenset()
    opening = datetime(2024, 5, 17, 9, 17, tzinfo=PAKISTAN)
    assert condition(feed, opening + timedelta(seconds=10), limits) is Condition.FRESH
    assert condition(feed, opening + timedelta(seconds=400), limits) is Condition.STALE


def test_prices_from_before_the_close_are_stale_also_while_the_exchange_is_closed() -> None:
    limits = replace(LIMITS, hours=MarketHours())
    state = state_after(refreshed(UP, at=datetime(2024, 5, 16, 14, 0, tzinfo=PAKISTAN)))
    evening = datetime(2024, 5, 16, 20, 0, tzinfo=PAKISTAN)
    assert condition(state.feeds["page.txt"], evening, limits) is Condition.STALE


def test_a_server_that_asked_to_be_left_alone_is_cooling_and_its_prices_are_not_current() -> None:
    state = apply(state_after(refreshed(UP)), replace(failed(at=LATER), is_cooling=True))
    assert condition(state.feeds["page.txt"], LATER, LIMITS) is Condition.COOLING
    assert stale_symbols(state, LATER, LIMITS) == {"UP"}


def test_a_move_beyond_the_day_s_limit_is_shown_with_a_doubt_that_stays_while_the_price_does() -> None:
    wild, wilder = quote("UP", "15.00", "5.00"), quote("UP", "15.50", "5.50")
    state = state_after(refreshed(UP), refreshed(wild, at=LATER))
    (row,) = state.rows
    assert row.quote == wild
    assert "UP went from 11.00 to 15.00" in row.doubt
    assert [problem.code for _, problem in problems(state)] == ["implausible"]
    assert apply(state, refreshed(wilder, at=LATER)).rows[0].doubt
    back = apply(state, refreshed(quote("UP", "11.50", "1.50"), at=LATER)).rows[0]
    assert (back.doubt, back.trusted) == ("", back.quote.price)


def test_a_cheap_share_may_move_by_a_rupee_and_an_index_by_its_percentage() -> None:
    cheap = [quote("WTL", "1.40", "0.02"), quote("WTL", "2.30", "0.92")]
    assert not state_after(refreshed(cheap[0]), refreshed(cheap[1], at=LATER)).rows[0].doubt
    fallen = quote("KSE100", "60000", "-15000")
    assert state_after(refreshed(INDEX), refreshed(fallen, at=LATER)).indices[0].doubt


def test_a_price_of_nothing_is_doubted_and_a_new_day_or_a_replay_is_not() -> None:
    nothing, wild = quote("UP", "0.00", "-11.00"), quote("UP", "15.00", "5.00")
    assert "which none can be" in state_after(refreshed(nothing)).rows[0].doubt
    assert not state_after(refreshed(UP), refreshed(wild, at=NOON + timedelta(days=1))).rows[0].doubt
    replayed = [refreshed(UP, kind=Kind.REPLAY), refreshed(wild, kind=Kind.REPLAY, at=LATER)]
    assert not state_after(*replayed).rows[0].doubt


def test_prices_of_today_stand_before_replayed_and_demo_ones_however_new_these_are() -> None:
    live = refreshed(UP)
    demo = refreshed(quote("UP", "15.00", "5.00"), source="demo", kind=Kind.DEMO, at=LATER)
    for state in (state_after(live, demo), state_after(demo, live)):
        (row,) = state.rows
        assert (row.quote, row.source, row.doubt) == (UP, "page.txt", "")


def test_a_page_from_the_future_is_not_current_and_stands_before_no_other() -> None:
    future = replace(refreshed(quote("UP", "15.00", "5.00"), source="odd.txt"), as_of=NOON + timedelta(days=1))
    alone = state_after(future)
    assert condition(alone.feeds["odd.txt"], NOON, LIMITS) is Condition.MISDATED
    assert stale_symbols(alone, NOON, LIMITS) == {"UP"}
    for state in (state_after(refreshed(UP), future), state_after(future, refreshed(UP))):
        assert [row.source for row in state.rows] == ["page.txt"]


def replayed(*pairs: tuple[str, str], minutes: float = 0, body: str = "") -> Refreshed:
    """Return a replayed page of the symbols A, B, C and so on, with their prices and changes, fetched a day later."""
    quotes = (quote(symbol, price, change) for symbol, (price, change) in zip("ABCD", pairs, strict=False))
    report = refreshed(*quotes, kind=Kind.REPLAY, at=NOON + timedelta(days=1), body=body)
    return replace(report, as_of=NOON + timedelta(minutes=minutes))


def ranges(*reports: Refreshed) -> dict[str, tuple[int, int, int]]:
    """Return the low, the high and the number of prices seen of each symbol's day after the reports."""
    days = {row.symbol: row.day for row in state_after(*reports).rows}
    return {symbol: (int(day.low), int(day.high), len(day.trail)) for symbol, day in days.items()}


PAGE = replayed(("11", "1"), ("22", "2"), ("33", "3"))


def test_replayed_pages_of_one_day_go_on_with_it() -> None:
    later = replayed(("12", "2"), ("21", "1"), ("33", "3"), minutes=5)
    assert ranges(PAGE, later) == {"A": (11, 12, 2), "B": (21, 22, 2), "C": (33, 33, 1)}


def test_replayed_pages_of_other_days_whose_files_are_of_one_day_are_no_range() -> None:
    other = replayed(("12", "2"), ("50", "1"), ("60", "3"), minutes=0.001)
    assert ranges(PAGE, other) == {"A": (12, 12, 1), "B": (50, 50, 1), "C": (60, 60, 1)}


def test_a_symbol_that_was_not_on_the_page_of_the_other_day_does_not_go_on_with_the_one_before_that() -> None:
    other = replayed(("50", "1"), ("60", "3"), minutes=1)
    again = replayed(("51", "2"), ("61", "4"), ("40", "1"), minutes=2)
    assert ranges(PAGE, other, again) == {"A": (50, 51, 2), "B": (60, 61, 2), "C": (40, 40, 1)}


def test_a_replay_that_jumps_back_in_time_begins_the_day_anew() -> None:
    earlier = replayed(("12", "2"), ("21", "1"), ("33", "3"), minutes=-1)
    assert ranges(PAGE, earlier) == {"A": (12, 12, 1), "B": (21, 21, 1), "C": (33, 33, 1)}


def test_the_rounding_of_an_index_is_no_other_day() -> None:
    first, second = (
        refreshed(quote("BR100", *figures), kind=Kind.DEMO, at=NOON + timedelta(minutes=minutes))
        for minutes, figures in enumerate((("7864", "25.8"), ("7865", "25.9")))
    )
    assert len(state_after(first, second).indices[0].day.trail) == 2


def test_prices_of_today_go_on_with_their_day_whatever_their_previous_close() -> None:
    state = state_after(refreshed(UP), refreshed(quote("UP", "11.50", "1.00"), at=LATER))
    assert len(state.rows[0].day.trail) == 2


def test_each_of_the_saved_pages_is_of_a_day_of_its_own() -> None:
    state = MarketState()
    for page in sorted(PAGES.glob("*.txt")):
        report = Refreshed("folder", Kind.REPLAY, LATER, NOON, parse_snapshot(page.read_bytes()))
        state = apply(state, report)
        assert state.rows
        assert all(len(row.day.trail) == 1 and row.day.low == row.day.high for row in state.rows)


@pytest.mark.parametrize("kind", [Kind.REPLAY, Kind.DEMO])
def test_a_replayed_price_moved_at_the_time_of_its_page(kind: Kind) -> None:
    reports = [
        replace(refreshed(quote("UP", price, change), kind=kind, at=LATER), as_of=NOON + timedelta(minutes=minutes))
        for minutes, price, change in ((-9, "11.00", "1.00"), (-8, "11.50", "1.50"))
    ]
    state = state_after(*reports)
    assert state.moved == {"UP"}
    assert state.rows[0].moved_at == NOON - timedelta(minutes=8)


def test_what_moved_is_what_this_page_moved_alone() -> None:
    first = state_after(refreshed(UP, source="a"), refreshed(DOWN, source="b"))
    moved = apply(first, refreshed(quote("UP", "11.50", "1.50"), source="a", at=LATER))
    both = apply(moved, refreshed(quote("DOWN", "8.50", "-1.50"), source="b", at=LATER))
    assert moved.moved == {"UP"}
    assert both.moved == {"DOWN"}


def test_a_held_replay_has_no_next_time_until_it_goes_on() -> None:
    state = apply(state_after(refreshed(UP, kind=Kind.REPLAY)), ReplayHeld("page.txt", Kind.REPLAY, is_held=True))
    feed = state.feeds["page.txt"]
    assert (feed.is_held, feed.next_at) == (True, None)
    stepped = apply(state, replace(refreshed(UP, kind=Kind.REPLAY), next_at=None)).feeds["page.txt"]
    assert stepped.is_held
    assert not apply(state, ReplayHeld("page.txt", Kind.REPLAY, is_held=False)).feeds["page.txt"].is_held


def test_a_server_that_is_left_alone_is_not_attempted() -> None:
    cooling = replace(failed(), is_cooling=True)
    again = replace(cooling, at=LATER)
    state = apply(apply(state_after(refreshed(UP)), cooling), again)
    assert state.feeds["page.txt"].last_attempt == NOON


def test_a_source_that_has_not_answered_yet_is_waited_for() -> None:
    state = apply(MarketState(), Started("page.txt", Kind.LIVE, NOON))
    assert condition(state.feeds["page.txt"], NOON, LIMITS) is Condition.WAITING


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
        row_of(quote(symbol, f"{price}.00", "0.50"), moved_at=None if moved is None else NOON + timedelta(moved))
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


@pytest.mark.parametrize("key", sorted(OF_HOLDINGS))
def test_symbols_of_which_nothing_is_held_sort_last_both_ways(key: SortKey) -> None:
    few, many = (Holding("X", Decimal(count), Decimal(1)) for count in (1, 9))
    up, down, flat = state_after(refreshed(UP, UP.model_copy(update={"symbol": "X"}), FLAT)).rows
    rows = [flat, up._replace(holding=few), down._replace(holding=many)]
    assert [row.holding for row in sort_rows(rows, Order(key))] == [few, many, None]
    assert [row.holding for row in sort_rows(rows, Order(key, is_reversed=True))] == [many, few, None]


def test_the_page_s_own_order_is_one_of_the_sorts() -> None:
    rows = state_after(refreshed(UP, DOWN, FLAT)).rows
    assert sort_rows(rows, Order(SortKey.PAGE)) == rows
    assert sort_rows(rows, Order(SortKey.PAGE, is_reversed=True)) == rows[::-1]


def test_figures_sort_largest_first_names_from_a_and_asking_again_turns_round() -> None:
    assert Order().again(SortKey.PERCENT) == Order(SortKey.PERCENT, is_reversed=True)
    assert Order().again(SortKey.PERCENT).again(SortKey.PERCENT) == Order(SortKey.PERCENT)
    assert Order(SortKey.LAST).again(SortKey.SYMBOL) == Order(SortKey.SYMBOL)
    assert Order().again(SortKey.SYMBOL) == Order(SortKey.SYMBOL, is_reversed=True)
