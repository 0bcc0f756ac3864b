"""What a relay says of itself, and what becomes of the sources that come through it."""

from datetime import timedelta

import pytest

from tests.builders import LIMITS, NOON, failed, quote, refreshed
from tui.age import stale_symbols
from tui.market import MarketState, apply
from tui.refresh import Kind, RelayFault, RelaySound, RelaySources, Report, Started

RELAY = "relay host/psx"
CUT = RelayFault(RELAY, Kind.RELAY, NOON, "The relay cannot be reached.", NOON + timedelta(seconds=5))
SOUND = RelaySound(RELAY, Kind.RELAY)


def told(*reports: Report) -> MarketState:
    """Return the market after these reports."""
    state = MarketState()
    for report in reports:
        state = apply(state, report)
    return state


def page(source: str, symbol: str) -> Report:
    """Return the report of a source that brought one quote."""
    return refreshed(quote(symbol), source=source, kind=Kind.RELAY)


ONE, OTHER = page(f"{RELAY}: one", "BOP"), page(f"{RELAY}: other", "HUBC")
NEIGHBOUR = page("relay host/psx2: one", "OGDC")


def test_all_that_comes_through_a_relay_fails_with_it_and_nothing_else() -> None:
    state = told(ONE, OTHER, NEIGHBOUR, CUT)
    assert {name: feed.error for name, feed in state.feeds.items()} == {
        f"{RELAY}: one": CUT.sentence,
        f"{RELAY}: other": CUT.sentence,
        "relay host/psx2: one": None,
    }
    assert stale_symbols(state, NOON, LIMITS) == {"BOP", "HUBC"}
    assert state.feeds[f"{RELAY}: one"].next_at == CUT.next_at


def test_when_it_is_sound_again_each_is_what_it_was() -> None:
    before = told(ONE, failed(f"{RELAY}: other", Kind.RELAY))
    again = apply(apply(apply(before, CUT), CUT), SOUND)
    assert again == before
    assert again.feeds[f"{RELAY}: one"] is before.feeds[f"{RELAY}: one"]
    assert again.feeds[f"{RELAY}: other"].error == "The server is asleep."


def test_a_failure_that_is_told_meanwhile_stands() -> None:
    state = told(ONE, CUT, failed(f"{RELAY}: one", Kind.RELAY), SOUND)
    assert state.feeds[f"{RELAY}: one"].error == "The server is asleep."


def test_the_relay_itself_is_not_shown_beside_what_comes_through_it() -> None:
    assert told(Started(RELAY, Kind.RELAY, NOON), ONE, CUT).feeds.keys() == {f"{RELAY}: one"}


def test_what_comes_meanwhile_stands() -> None:
    state = told(ONE, CUT, OTHER, SOUND)
    assert [feed.error for feed in state.feeds.values()] == [None, None]


def test_the_relay_itself_is_shown_until_something_comes_through_it() -> None:
    state = told(Started(RELAY, Kind.RELAY, NOON), CUT)
    assert state.feeds[RELAY].error == CUT.sentence
    state = apply(state, SOUND)
    assert state.feeds[RELAY].error is None
    assert apply(apply(state, ONE), SOUND).feeds.keys() == {f"{RELAY}: one"}


def test_a_message_that_is_left_out_is_the_relay_s_own_fault() -> None:
    state = told(ONE, RelayFault(RELAY, Kind.RELAY, NOON, "A message was left out.", is_of_all=False))
    assert state.feeds[RELAY].error == "A message was left out."
    assert not stale_symbols(state, NOON, LIMITS)
    assert apply(state, SOUND) == told(ONE)


@pytest.mark.parametrize("names", [frozenset({f"{RELAY}: one"}), frozenset[str]()])
def test_what_comes_through_no_more_goes(names: frozenset[str]) -> None:
    state = told(ONE, OTHER, NEIGHBOUR, RelaySources(RELAY, Kind.RELAY, names))
    assert state.feeds.keys() == {*names, "relay host/psx2: one"}
    assert {row.source for row in state.rows} == state.feeds.keys()
