"""The status line, the index line, and what an empty table says."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsing import Problem
from tests.builders import LIMITS, NOON, failed, quote, refreshed, snapshot_of
from tui.market import MarketState, apply
from tui.refresh import Kind, Refreshed, ReplayHeld, Report, Started
from tui.render.index_line import index_line
from tui.render.status import status
from tui.render.status_texts import empty_sentence, origin

SOON = NOON + timedelta(seconds=12)


def state_after(*reports: Report) -> MarketState:
    """Return the state after the reports, one after the other."""
    state = MarketState()
    for report in reports:
        state = apply(state, report)
    return state


def line(state: MarketState, width: int = 200) -> str:
    """Return the status line's text twelve seconds after noon."""
    return status(state, SOON, LIMITS, width, problems_key="!").line.plain


def test_a_live_source_says_as_of_when_how_old_and_when_next() -> None:
    state = state_after(refreshed(quote(), source="https://example.com/"))
    assert line(state) == "● live · prices as of 12:00:00, 12 s ago · next in 48 s · https://example.com/ · 1 quote"


def test_a_failing_source_says_since_when_why_and_when_it_tries_again() -> None:
    state = state_after(refreshed(quote()), failed(at=NOON + timedelta(seconds=5)))
    shown = status(state, SOON, LIMITS, 200)
    assert shown.line.plain.startswith(
        "✗ failing since 12:00:05 · prices as of 12:00:00, 12 s ago · retrying in 1 min · page.txt"
    )
    assert shown.sentence == "The server is asleep."


def test_a_source_that_failed_from_the_first_second_says_so_without_an_as_of_time() -> None:
    assert "as of" not in line(state_after(failed()))
    assert line(state_after(failed())).startswith("✗ failing since 12:00:00 · retrying in ")


def test_old_prices_are_not_called_live() -> None:
    state = state_after(refreshed(quote()))
    shown = status(state, NOON + timedelta(hours=1), LIMITS, 200).line.plain
    assert shown.startswith("◌ stale since 12:05:00 · prices as of 12:00:00, 1 h")


@pytest.mark.parametrize(("kind", "word"), [(Kind.DEMO, "demo"), (Kind.REPLAY, "replay"), (Kind.SAVED, "saved page")])
def test_what_the_prices_are_is_always_said(kind: Kind, word: str) -> None:
    state = state_after(refreshed(quote(), kind=kind))
    assert line(state, 20).startswith(f"● {word}")
    assert origin([kind]) == word


def test_live_prices_need_no_label() -> None:
    assert origin([Kind.LIVE]) == origin([]) == ""


def test_mixed_prices_are_called_by_all_that_they_are() -> None:
    assert origin([Kind.REPLAY, Kind.LIVE, Kind.DEMO, Kind.DEMO]) == "demo and replay"
    assert origin([Kind.REPLAY, Kind.LIVE, Kind.DEMO, Kind.SAVED, Kind.RELAY]) == "demo, relay and 2 more"
    assert origin([Kind.RELAYED_REPLAY, Kind.RELAYED_DEMO]) == "relayed demo and replay"
    assert origin([Kind.RELAYED_DEMO, Kind.DEMO]) == "demo and relayed demo"


def test_a_page_that_prints_an_earlier_day_says_which() -> None:
    snapshot = snapshot_of(quote()).model_copy(update={"snapshot_date": date(2021, 5, 28)})
    report = Refreshed("page.txt", Kind.SAVED, NOON, NOON, snapshot)
    assert "page dated 28 May 2021" in line(state_after(report))
    assert line(state_after(report)).startswith("◌ old saved page")


def test_before_the_first_answer_it_waits_and_says_that_it_asks() -> None:
    assert line(state_after(Started("page.txt", Kind.LIVE, NOON))) == "○ waiting · refreshing… · page.txt"
    assert line(MarketState()) == "○ starting"


def test_of_several_sources_the_worst_is_named_first() -> None:
    state = state_after(refreshed(quote(), source="good.txt"), failed(source="bad.txt"))
    assert "✗ failing" in line(state)
    assert "bad.txt and 1 other" in line(state)


def test_problems_are_counted_with_the_key_that_lists_them() -> None:
    report = Refreshed("page.txt", Kind.LIVE, NOON, NOON, snapshot_of(body="They rose.\n"))
    assert "1 problem (!)" in line(state_after(report))


def test_problems_stay_in_sight_where_the_line_is_short() -> None:
    bad = snapshot_of(quote()).model_copy(update={"problems": (Problem(line=1, code="x", message="Odd."),)})
    report = replace(refreshed(quote()), snapshot=bad)
    assert line(state_after(report), 60) == "● live · prices as of 12:00:00, 12 s ago · 1 problem (!)"


def test_a_page_without_quotes_after_one_with_quotes_says_that_the_prices_are_older() -> None:
    state = state_after(refreshed(quote()), refreshed(at=NOON + timedelta(seconds=5), body="They rose.\n"))
    shown = status(state, SOON, LIMITS, 120)
    assert shown.line.plain.startswith("◌ live without quotes · prices as of 12:00:00, 12 s ago")
    assert shown.sentence == "The newest page of page.txt has no quotes; the prices shown are older."


def test_breadth_counts_current_prices_and_has_no_colour_where_there_are_none() -> None:
    assert index_line((), EQUITIES, {"A", "D"}, 30).plain.strip() == "1▲ 1▼ 0●"
    all_old = index_line((), EQUITIES, {"A", "B", "C", "D"}, 30)
    assert all_old.plain.strip() == "2▲ 1▼ 1●"
    assert {str(span.style) for span in all_old.spans} == {"$stale"}


@given(st.integers(min_value=1, max_value=250))
def test_the_line_fits_any_width_that_holds_its_first_words(width: int) -> None:
    state = state_after(refreshed(quote(), source="x" * 100))
    assert len(line(state, width)) <= max(width, len("● live"))


def test_a_fault_of_our_own_comes_before_that_of_a_source() -> None:
    fault = "The settings are wrong."
    assert status(state_after(failed()), SOON, LIMITS, 80, fault).sentence == f"{fault}\nThe server is asleep."


def test_what_does_not_fit_leaves_no_room_to_what_matters_less() -> None:
    state = state_after(refreshed(quote(), source="page.txt"))
    assert line(state, 50) == "● live · prices as of 12:00:00, 12 s ago"


def test_a_page_from_the_future_has_no_age() -> None:
    report = replace(refreshed(quote(), kind=Kind.SAVED), as_of=NOON + timedelta(days=1))
    assert line(state_after(report)).startswith(
        "◌ saved page dated in the future · prices as of 18 May 12:00 · next in"
    )


@pytest.mark.parametrize("every", [30, 12, 0.5])
def test_on_its_last_page_a_replay_says_that_it_is_the_last_and_not_when_the_next_comes(every: float) -> None:
    told = []
    for position in ("page 9 of 10", "page 10 of 10"):
        report = replace(
            refreshed(quote(), kind=Kind.REPLAY), position=position, next_at=NOON + timedelta(seconds=every)
        )
        told.append(line(state_after(report)))
    assert ("next in" in told[0]) is (every >= 10)
    assert "page 9 of 10 ·" in told[0]
    assert "page 10 of 10, the last ·" in told[1]
    assert "next in" not in told[1]


def test_the_quotes_are_counted_without_the_indices_as_above_the_table() -> None:
    quotes = [quote("HUBC"), quote("BOP"), quote("KSE100", "75312", "381"), quote("KSE30", "24200", "53.9")]
    for count, told in ((1, "1 quote"), (2, "2 quotes"), (3, "2 quotes, 1 index"), (4, "2 quotes, 2 indices")):
        assert line(state_after(refreshed(*quotes[:count]))).endswith(f"· {told}")
    assert line(state_after(refreshed(quotes[2]))).endswith("· 1 index")


def test_a_held_replay_says_so() -> None:
    held = ReplayHeld("page.txt", Kind.REPLAY, is_held=True)
    assert "· held ·" in line(state_after(refreshed(quote(), kind=Kind.REPLAY), held))


def test_an_empty_table_says_why_it_is_empty() -> None:
    waiting = state_after(Started("page.txt", Kind.LIVE, NOON))
    assert empty_sentence(MarketState()) == "Starting."
    assert empty_sentence(waiting) == "Waiting for the first page of page.txt."
    assert empty_sentence(state_after(failed())) == "No prices yet. The line below says why."
    assert empty_sentence(state_after(failed()), "In the settings, every is wrong.") == "The server is asleep."
    assert empty_sentence(waiting, "In the settings, every is wrong.") == "In the settings, every is wrong."
    unquoted = Refreshed("page.txt", Kind.LIVE, NOON, NOON, snapshot_of(body="They rose.\n"))
    assert empty_sentence(state_after(unquoted)) == "There are no quotes on this page."


INDICES = state_after(
    refreshed(
        quote("BR100", "7864", "25.8"), quote("BR30", "25594", "134"),
        quote("KSE100", "75312", "381"), quote("KSE30", "24200", "53.9"),
    )
).indices  # fmt: skip


EQUITIES = state_after(
    refreshed(
        quote("A", "9.00", "1.00"), quote("B", "9.00", "1.00"), quote("C", "9.00", "-1.00"), quote("D", "9.00", "0")
    )
).rows


@given(st.integers(min_value=20, max_value=250))
def test_the_index_line_fills_its_width_with_the_breadth_at_its_right(width: int) -> None:
    text = index_line(INDICES, EQUITIES, (), width).plain
    assert len(text) == width
    assert text.endswith("2▲ 1▼ 1●")


def test_the_leading_index_stays_longest_and_comes_first() -> None:
    assert index_line(INDICES, EQUITIES, (), 120).plain.split()[0] == "KSE100"
    assert index_line(INDICES, EQUITIES, (), 45).plain.split()[:2] == ["KSE100", "75,312"]


def test_as_many_indices_as_fit_show_their_points_the_leading_ones_first() -> None:
    seen = set()
    for width in range(200, 60, -1):
        text = index_line(INDICES, EQUITIES, (), width).plain
        moves = [part.split()[2:] for part in text.split("   ") if part.strip() and "▼" not in part]
        full = [len(move) == 3 for move in moves]
        assert full == sorted(full, reverse=True)
        seen.add((len(full), sum(full)))
    assert seen >= {(4, full) for full in range(5)}


def test_the_breadth_of_a_part_is_named_as_such_also_where_it_is_empty() -> None:
    assert index_line((), EQUITIES[:2], (), 40, is_partial=True).plain.strip() == "shown 2▲ 0▼ 0●"
    empty = index_line((), (), (), 40, is_partial=True)
    assert empty.plain.strip() == "shown 0▲ 0▼ 0●"
    assert index_line((), (), (), 40).plain.strip() == ""


def test_a_stale_index_shows_no_colour_of_a_direction() -> None:
    styles = {str(span.style) for span in index_line(INDICES, (), {"KSE100"}, 25).spans}
    assert "$gain" not in styles
