"""What the status line and an empty table say where a feed of headlines is watched."""

from dataclasses import replace
from datetime import timedelta

from parsing import Article, Snapshot
from tests.builders import LIMITS, NOON, failed, quote, refreshed
from tui.age import Condition, condition
from tui.market import MarketState, apply
from tui.refresh import Kind, Refreshed, Report, Started
from tui.render.status import Status, status
from tui.render.status_texts import empty_sentence

SOON = NOON + timedelta(seconds=12)
ARTICLES = tuple(Article(title=f"Kites rise {number}") for number in range(30))
FEED = Refreshed("feed:markets", Kind.LIVE, NOON, NOON, Snapshot(articles=ARTICLES), NOON + timedelta(seconds=900))


def state_after(*reports: Report) -> MarketState:
    """Return the state after the reports, one after the other."""
    state = MarketState()
    for report in reports:
        state = apply(state, report)
    return state


def told(state: MarketState, seconds: float = 12) -> Status:
    """Return the status so long after noon."""
    return status(state, NOON + timedelta(seconds=seconds), LIMITS, 200)


def test_a_feed_alone_says_how_many_headlines_it_has_and_since_when() -> None:
    shown = told(state_after(FEED))
    assert shown.line.plain == "● live · 30 headlines · fetched 12:00:00 · next in 14 min · feed:markets"
    assert shown.sentence is None


def test_a_saved_feed_was_read() -> None:
    shown = told(state_after(replace(FEED, kind=Kind.SAVED, next_at=None)))
    assert shown.line.plain == "● saved page · 30 headlines · read 12:00:00 · feed:markets"


def test_a_feed_never_grows_stale() -> None:
    state = state_after(FEED)
    assert {condition(state.feeds["feed:markets"], NOON + timedelta(hours=hours), LIMITS) for hours in range(50)} == {
        Condition.NEWS
    }


def test_with_a_page_beside_it_the_page_leads() -> None:
    state = state_after(FEED, refreshed(quote()))
    assert told(state).line.plain.startswith(
        "● live · prices as of 12:00:00, 12 s ago · next in 48 s · page.txt and 1 other"
    )
    assert told(state, 3600).line.plain.startswith("◌ stale since")


def test_a_feed_that_fails_leads() -> None:
    state = state_after(FEED, refreshed(quote()), failed("feed:markets"))
    shown = told(state)
    assert shown.line.plain.startswith("✗ failing since 12:00:00 · 30 headlines · fetched 12:00:00 · retrying in")
    assert shown.sentence == "The server is asleep."


def test_a_source_that_had_quotes_is_not_taken_for_a_feed() -> None:
    state = state_after(refreshed(quote(), source="feed:markets"), FEED)
    assert told(state).line.plain.startswith("◌ live without quotes")


def test_an_empty_table_says_that_a_feed_has_no_quotes() -> None:
    assert empty_sentence(state_after(FEED)) == "A feed has headlines and no quotes; watch a page beside it for prices."


def test_an_empty_table_waits_for_the_page_beside_the_feed() -> None:
    waiting = state_after(FEED, Started("page.txt", Kind.LIVE, NOON))
    assert empty_sentence(waiting) == "Waiting for the first page of page.txt."
    assert empty_sentence(state_after(FEED, refreshed(body="They rose.\n"))) == "There are no quotes on this page."
    assert empty_sentence(state_after(FEED, failed())) == "No prices yet. The line below says why."
