"""Words for prices, times and sources that are heard."""

from dataclasses import replace
from datetime import date

import pytest

from parsing import Article, Direction, Snapshot
from tests.builders import LIMITS, NOON, failed, quote, refreshed, row_of
from tests.tui.plain.looks import later, look_after
from tui.market import MarketState
from tui.plain.wording import feed_text, headline_text, move_text, origins_text, quote_text, spelled, spoken
from tui.refresh import Failed, Kind, Refreshed


@pytest.mark.parametrize(
    ("text", "heard"),
    [
        ("HUBC ▲ 0.66", "HUBC up 0.66"),
        ("OGDC ▼ 1.00", "OGDC down 1.00"),
        ("Karachi → Lahore", "Karachi to Lahore"),
        ("│ Symbol │ Price │", "Symbol, Price"),
        ("Symbol      Price", "Symbol, Price"),
        ("It rose.  Then it fell.", "It rose. Then it fell."),
        ("=================", ""),
        ("──────── end ────────", "end"),
        ("AFP · 20 Dec 2023", "AFP, 20 Dec 2023"),
        ("• the first", "the first"),
        ("A minus sign - and 5-10 stay; so does R&D...", "A minus sign - and 5-10 stay; so does R&D..."),
        ("\x1b[31mred\x1b[0m\r\n\x07", "red"),
        ("حبکو کے حصص", "حبکو کے حصص"),
    ],
)
def test_what_only_draws_is_a_word_or_a_pause(text: str, heard: str) -> None:
    assert spoken(text) == heard


@pytest.mark.parametrize(
    ("told", "heard"),
    [
        ("1 s ago", "1 second ago"),
        ("40 s", "40 seconds"),
        ("3 h 1 min ago", "3 hours 1 minute ago"),
        ("2 days", "2 days"),
    ],
)
def test_units_of_time_are_words(told: str, heard: str) -> None:
    assert spelled(told) == heard


@pytest.mark.parametrize(
    ("change", "percent", "heard"),
    [
        ("0.66", None, "up 0.66, 0.49 percent"),
        ("-0.66", None, "down 0.66, 0.48 percent"),
        ("0.00", None, "unchanged"),
        ("0.66", "-0.49", "up 0.66, minus 0.49 percent"),
        ("1381", None, "up 1,381, 111.01 percent"),
    ],
)
def test_a_move_is_told_by_its_direction_and_by_a_sign_only_where_that_says_otherwise(
    change: str, percent: str | None, heard: str
) -> None:
    assert move_text(quote("HUBC", "2625" if change == "1381" else "136.50", change, percent)) == heard


def test_a_change_without_a_direction_has_its_sign() -> None:
    odd = quote().model_copy(update={"direction": Direction.UNCHANGED})
    assert move_text(odd) == "unchanged plus 0.66, plus 0.49 percent"


def test_a_price_that_is_old_says_of_when_it_is_and_one_that_can_hardly_be_says_why() -> None:
    row = row_of(quote())._replace(doubt="It went too far.")
    assert quote_text(row, later(60), is_stale=True) == (
        "HUBC 136.50, up 0.66, 0.49 percent. Old, as of 12:00:00. Doubtful: It went too far."
    )


def test_a_source_says_of_when_its_prices_are_and_how_old() -> None:
    feed = look_after(refreshed(quote())).state.feeds["page.txt"]
    assert feed_text(feed, later(1), LIMITS) == "page.txt: live, prices as of 12:00:00, 1 second ago."
    assert "stale since 12:05:00" in feed_text(feed, later(400), LIMITS)


def test_a_source_that_fails_says_why_once_of_when_its_last_prices_are_and_when_it_is_tried_again() -> None:
    error = Failed("page.txt", Kind.LIVE, later(60), "page.txt: The server is asleep.", later(180))
    feed = look_after(refreshed(quote()), error).state.feeds["page.txt"]
    assert feed_text(feed, later(62), LIMITS) == (
        "page.txt: failing since 12:01:00, prices as of 12:00:00, 1 minute ago. The server is asleep. "
        "Next try in 1 minute."
    )


@pytest.mark.parametrize("kind", [Kind.DEMO, Kind.REPLAY, Kind.SAVED, Kind.RELAY, Kind.RELAYED_DEMO])
def test_what_is_not_live_always_says_what_it_is(kind: Kind) -> None:
    feed = look_after(refreshed(quote(), kind=kind)).state.feeds["page.txt"]
    assert kind in feed_text(feed, later(1), LIMITS)


def test_a_source_that_failed_from_the_first_second_has_no_prices_to_tell_of() -> None:
    feed = look_after(failed()).state.feeds["page.txt"]
    assert "prices" not in feed_text(feed, later(1), LIMITS)


def test_a_server_that_asked_to_be_left_alone_says_until_when_and_nothing_twice() -> None:
    cooling = Failed("page.txt", Kind.LIVE, later(60), "It is too much.", later(360), is_cooling=True)
    feed = look_after(refreshed(quote()), cooling).state.feeds["page.txt"]
    assert feed_text(feed, later(62), LIMITS) == (
        "page.txt: cooling down until 12:06:00, prices as of 12:00:00, 1 minute ago. It is too much."
    )


def test_a_page_that_is_dated_in_the_future_has_no_age() -> None:
    feed = look_after(replace(refreshed(quote()), as_of=later(3600))).state.feeds["page.txt"]
    assert feed_text(feed, later(1), LIMITS) == "page.txt: live dated in the future, prices as of 13:00:00."


def test_a_page_says_which_of_how_many_it_is_and_the_earlier_day_that_it_prints() -> None:
    page = refreshed(quote(), kind=Kind.REPLAY)
    dated = page.snapshot.model_copy(update={"snapshot_date": date(2024, 5, 15)})
    feed = look_after(replace(page, snapshot=dated, position="page 3 of 10")).state.feeds["page.txt"]
    told = feed_text(feed, later(1), LIMITS)
    assert told.endswith("prices as of 12:00:00, 1 second ago, page 3 of 10, page dated 15 May 2024.")


def test_a_reason_that_follows_a_full_stop_begins_with_a_capital() -> None:
    error = Failed("page.txt", Kind.LIVE, later(60), "page.txt: nobody knows that host.")
    feed = look_after(refreshed(quote()), error).state.feeds["page.txt"]
    assert feed_text(feed, later(62), LIMITS).endswith("1 minute ago. Nobody knows that host.")


def test_a_headline_without_a_section_or_a_date_goes_on_with_a_capital() -> None:
    articles = Snapshot(articles=(Article(title="Kites rise"), Article(title="Dams hold", section="Markets")))
    stories = look_after(Refreshed("feed", Kind.LIVE, NOON, NOON, articles)).state.news.stories
    assert {headline_text(story, NOON) for story in stories} == {"Kites rise. No date.", "Dams hold. Markets, no date."}


def test_prices_of_several_times_say_which_is_the_oldest_where_that_is_of_another_day() -> None:
    rows = [row_of(quote())._replace(as_of=at) for at in (later(-86_400), NOON, later(60))]
    assert origins_text(rows[1:], MarketState(), later(60), LIMITS) == "as of 12:00:00 to 12:01:00"
    told = origins_text(rows, MarketState(), later(60), LIMITS)
    assert told == "the oldest as of 16 May 12:00, the newest as of 12:01:00"


def test_prices_whose_source_has_brought_a_page_without_any_say_so() -> None:
    page, bare = refreshed(quote(), kind=Kind.REPLAY), refreshed(kind=Kind.REPLAY, at=later(60))
    state = look_after(page, bare).state
    told = origins_text(state.rows, state, later(60), LIMITS)
    assert told == "as of 12:00:00, replay, no quotes on the newest page"
