"""What is announced between two looks at the market."""

import itertools
from dataclasses import replace

import pytest

from parsing import Article, Snapshot
from tests.builders import NOON, failed, quote, refreshed
from tests.tui.plain.looks import later, look_after
from tui.market import MarketState
from tui.plain.announcing import MOST_NAMED, MOST_PRICES, Look, headline_lines, price_lines, source_lines
from tui.refresh import Kind, Refreshed, Started

HUBC, OGDC, KSE100 = quote(), quote("OGDC", "138.06", "0.16"), quote("KSE100", "75312", "381")
FIRST = look_after(refreshed(HUBC, OGDC, KSE100))


def after(*reports: Refreshed, first: Look = FIRST, seconds: float = 60) -> Look:
    """Return the look so long after noon, after these reports on top of the first one."""
    return look_after(*reports, begin=first.state, now=later(seconds))


# prices


def test_one_price_that_changed_is_one_line_with_the_symbol_first_and_its_time_last() -> None:
    now = after(refreshed(quote("HUBC", "137.00", "1.16"), OGDC, KSE100, at=later(60)))
    assert price_lines(FIRST.state, now, None) == [
        "HUBC 137.00, rose from 136.50. Day up 1.16, 0.85 percent, as of 12:01:00."
    ]


def test_several_prices_that_changed_have_a_line_before_them_that_says_how_many_and_which_way() -> None:
    now = after(refreshed(quote("HUBC", "137.00", "1.16"), quote("OGDC", "138.00", "0.10"), KSE100, at=later(60)))
    assert price_lines(FIRST.state, now, None) == [
        "2 prices changed: 1 rose, 1 fell, as of 12:01:00.",
        "HUBC 137.00, rose from 136.50. Day up 1.16, 0.85 percent.",
        "OGDC 138.00, fell from 138.06. Day up 0.10, 0.07 percent.",
    ]


def test_an_index_is_announced_like_a_share() -> None:
    now = after(refreshed(HUBC, OGDC, quote("KSE100", "75400", "469"), at=later(60)))
    assert price_lines(FIRST.state, now, None) == [
        "KSE100 75,400, rose from 75,312. Day up 469, 0.63 percent, as of 12:01:00."
    ]


def test_only_what_is_listened_to_is_announced_and_counted() -> None:
    now = after(refreshed(quote("HUBC", "137.00", "1.16"), quote("OGDC", "138.00", "0.10"), at=later(60)))
    assert [line.split()[0] for line in price_lines(FIRST.state, now, {"OGDC"})] == ["OGDC"]
    assert price_lines(FIRST.state, now, ()) == []


def test_the_same_page_again_is_silence() -> None:
    now = after(refreshed(HUBC, OGDC, KSE100, at=later(60)))
    assert price_lines(FIRST.state, now, None) == []


@pytest.mark.parametrize("kind", [Kind.DEMO, Kind.REPLAY, Kind.SAVED, Kind.RELAY])
def test_prices_that_are_not_live_say_so_with_each_announcement(kind: Kind) -> None:
    first = look_after(refreshed(HUBC, kind=kind))
    now = after(refreshed(quote("HUBC", "137.00", "1.16"), kind=kind, at=later(60)), first=first)
    assert price_lines(first.state, now, None)[0].endswith(f"as of 12:01:00, {kind}.")
    came = after(refreshed(HUBC, OGDC, kind=kind, at=later(60)), first=first)
    assert price_lines(first.state, came, None)[0].endswith(f"as of 12:01:00, {kind}.")


def test_an_old_page_that_comes_in_late_says_that_it_is_old() -> None:
    now = after(
        replace(refreshed(quote("HUBC", "137.00", "1.16"), OGDC, KSE100, at=later(60)), at=later(900)), seconds=900
    )
    assert price_lines(FIRST.state, now, None)[0].endswith("as of 12:01:00, stale since 12:06:00.")


def test_a_price_that_can_hardly_be_says_so() -> None:
    now = after(refreshed(quote("HUBC", "999.00", "0.66"), OGDC, KSE100, at=later(60)))
    (line,) = price_lines(FIRST.state, now, None)
    assert line.endswith("Doubtful: HUBC went from 136.50 to 999.00, which is more than a day's limit.")


def test_the_first_page_of_a_source_is_no_change_but_a_symbol_that_comes_later_is_new() -> None:
    assert price_lines(MarketState(), FIRST, None) == []
    now = after(refreshed(HUBC, OGDC, KSE100, quote("PPL", "123.60", "0.70"), at=later(60)))
    assert price_lines(FIRST.state, now, None) == ["New on the page of page.txt: PPL 123.60, as of 12:01:00."]


def test_symbols_that_leave_the_page_are_announced_once_in_one_line() -> None:
    now = after(refreshed(KSE100, at=later(60)))
    assert price_lines(FIRST.state, now, None) == ["No longer on the newest page of page.txt: HUBC, OGDC."]
    again = after(refreshed(KSE100, at=later(120)), first=now, seconds=120)
    assert price_lines(now.state, again, None) == []


def test_a_demo_price_in_the_place_of_a_real_one_is_no_move() -> None:
    demo = look_after(refreshed(quote("HUBC", "136.00", "0.16"), source="demo", kind=Kind.DEMO))
    now = after(refreshed(quote("HUBC", "137.00", "1.16"), at=later(60)), first=demo)
    assert not any("rose" in line for line in price_lines(demo.state, now, None))


def test_the_largest_move_by_percent_of_what_the_price_was_comes_first_whatever_the_day_says() -> None:
    moved = (quote("HUBC", "137.00", "1.16"), quote("OGDC", "136.00", "-1.90"), quote("KSE100", "75400", "469"))
    lines = price_lines(FIRST.state, after(refreshed(*moved, at=later(60))), None)
    assert [line.split()[0] for line in lines[1:]] == ["OGDC", "HUBC", "KSE100"]


def test_of_more_than_can_be_listened_to_the_largest_moves_are_told_and_all_are_counted() -> None:
    moved = (quote("HUBC", "137.00", "1.16"), quote("OGDC", "136.00", "-1.90"), quote("KSE100", "75400", "469"))
    lines = price_lines(FIRST.state, after(refreshed(*moved, at=later(60))), None, most=2)
    assert lines[0] == "3 prices changed: 2 rose, 1 fell, as of 12:01:00. The 2 largest moves follow."
    assert [line.split()[0] for line in lines[1:]] == ["OGDC", "HUBC"]


def test_a_price_that_was_nothing_has_moved_furthest() -> None:
    first = look_after(refreshed(quote("PPL", "0.00", "-1.00"), HUBC))
    moved = refreshed(quote("PPL", "0.01", "-0.99"), quote("HUBC", "137.00", "1.16"), at=later(60))
    lines = price_lines(first.state, after(moved, first=first), None)
    assert [line.split()[0] for line in lines[1:]] == ["PPL", "HUBC"]


def test_of_very_many_changes_the_largest_are_told_and_all_are_counted() -> None:
    quotes = [quote(f"S{number}", "100.00", "1.00") for number in range(MOST_PRICES + 10)]
    moved = [quote(f"S{number}", "101.00", "2.00") for number in range(MOST_PRICES + 10)]
    first = look_after(refreshed(*quotes))
    lines = price_lines(first.state, after(refreshed(*moved, at=later(60)), first=first), None)
    assert len(lines) == MOST_PRICES + 1
    assert lines[0] == "60 prices changed: 60 rose, 0 fell, as of 12:01:00. The 50 largest moves follow."


def test_of_very_many_symbols_that_come_or_go_the_first_are_named_and_the_rest_is_counted() -> None:
    many = [quote(f"S{number}", "100.00", "1.00") for number in range(MOST_NAMED + 50)]
    first = look_after(refreshed(HUBC))
    came = after(refreshed(HUBC, *many, at=later(60)), first=first)
    (line,) = price_lines(first.state, came, None)
    assert line.startswith("New on the page of page.txt: S0 100.00, S1 100.00,")
    assert line.endswith("S9 100.00 and 50 more, as of 12:01:00.")
    went = after(refreshed(HUBC, at=later(120)), first=came, seconds=120)
    (line,) = price_lines(came.state, went, None)
    assert line.startswith("No longer on the newest page of page.txt: S0, S1,")
    assert line.endswith("S9 and 50 more.")


def test_symbols_that_come_on_the_pages_of_two_sources_are_told_of_each() -> None:
    first = look_after(refreshed(HUBC), refreshed(OGDC, source="other.txt"))
    came = (
        refreshed(HUBC, quote("PPL", "123.60", "0.70"), at=later(60)),
        refreshed(OGDC, quote("BOP", "5.03", "-0.02"), source="other.txt", at=later(60)),
    )
    assert price_lines(first.state, after(*came, first=first), None) == [
        "New on the page of page.txt: PPL 123.60, as of 12:01:00.",
        "New on the page of other.txt: BOP 5.03, as of 12:01:00.",
    ]


# sources


def test_a_source_that_fails_is_announced_once_and_so_is_another_reason_and_its_recovery() -> None:
    asleep = look_after(failed(at=later(60)), begin=FIRST.state, now=later(60))
    assert list(source_lines(FIRST, asleep)) == [
        (
            "page.txt: failing since 12:01:00, prices as of 12:00:00, 1 minute ago. The server is asleep. "
            "Next try in 2 minutes."
        )
    ]
    again = look_after(failed(at=later(180)), begin=asleep.state, now=later(180))
    assert list(source_lines(asleep, again)) == []
    other = look_after(replace(failed(at=later(180)), sentence="No way."), begin=asleep.state, now=later(180))
    assert "No way." in next(source_lines(asleep, other))
    well = look_after(refreshed(HUBC, at=later(200)), begin=again.state, now=later(200))
    assert list(source_lines(again, well)) == ["Works again: page.txt: live, prices as of 12:03:20, 0 seconds ago."]


def test_a_source_that_answers_again_with_an_old_page_is_not_said_to_work() -> None:
    asleep = look_after(failed(at=later(60)), begin=FIRST.state, now=later(60))
    old = look_after(replace(refreshed(HUBC), at=later(900)), begin=asleep.state, now=later(900))
    (told,) = source_lines(asleep, old)
    assert told.startswith("page.txt: stale since 12:05:00")


def test_prices_that_grow_stale_are_announced_when_they_do_and_not_before() -> None:
    looks = [replace(FIRST, now=later(seconds)) for seconds in (0, 150, 299, 301, 302)]
    told = [list(source_lines(one, other)) for one, other in itertools.pairwise(looks)]
    assert [len(lines) for lines in told] == [0, 0, 1, 0]
    assert told[2] == ["page.txt: stale since 12:05:00, prices as of 12:00:00, 5 minutes ago."]


def test_a_source_that_is_only_being_asked_says_nothing() -> None:
    before, asked = look_after(), look_after(Started("page.txt", Kind.LIVE, NOON))
    assert list(source_lines(before, asked)) == []
    came = look_after(refreshed(HUBC), begin=asked.state)
    assert list(source_lines(asked, came)) == ["page.txt: live, prices as of 12:00:00, 0 seconds ago."]


# headlines

STORIES = tuple(Article(title=f"Kites rise {number}", published=later(-60 * number)) for number in range(5))


def feed(*articles: Article, seconds: float = 0) -> Refreshed:
    """Return the report of a feed with these articles."""
    return Refreshed("feed:markets", Kind.LIVE, later(seconds), later(seconds), Snapshot(articles=articles))


def test_a_headline_that_comes_in_is_a_line_with_its_age_and_the_symbols_that_it_names() -> None:
    first = look_after(feed(STORIES[0]))
    dam = Article(title="HUBC builds a dam", section="Markets", published=NOON)
    now = look_after(feed(STORIES[0], dam, seconds=120), begin=first.state, now=later(120))
    assert headline_lines(first.state, now) == ["Headline: HUBC builds a dam. Markets, 2 minutes ago, names HUBC."]
    assert headline_lines(now.state, replace(now, now=later(180))) == []


def test_headlines_that_come_together_are_told_oldest_first_and_of_many_only_the_newest() -> None:
    first = look_after(feed(STORIES[0]))
    now = look_after(feed(*STORIES[:3], seconds=60), begin=first.state, now=later(60))
    told = [line.split(".")[0] for line in headline_lines(first.state, now)]
    assert told == ["Headline: Kites rise 2", "Headline: Kites rise 1"]
    many = look_after(feed(*STORIES, seconds=60), begin=first.state, now=later(60))
    (line,) = headline_lines(first.state, many)
    assert line.startswith("4 headlines came in. The newest: Kites rise")


def test_the_first_headlines_of_a_source_are_counted() -> None:
    (line,) = headline_lines(MarketState(), look_after(feed(*STORIES)))
    assert line.startswith("5 headlines came in.")
