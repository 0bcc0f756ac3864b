"""What the symbol detail says of a row."""

from datetime import date, datetime, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st
from textual.content import Content

from parsing import Article
from tests.builders import LIMITS, NOON, failed, quote, refreshed
from tui.market import MarketState, apply
from tui.prices.day import Day
from tui.prices.names import USUAL
from tui.refresh import Kind, Report
from tui.render.detail import Outlook, facts, gone, headline, range_bar, title

SOON = NOON + timedelta(seconds=12)
AT = [NOON + timedelta(minutes=minute) for minute in range(60)]


def state_after(*reports: Report) -> MarketState:
    """Return the state after the reports, one after the other."""
    state = MarketState()
    for report in reports:
        state = apply(state, report)
    return state


def contents(*reports: Report, now: datetime = SOON, is_stale: bool = False, width: int = 60) -> dict[str, Content]:
    """Return the facts of the first row after the reports."""
    state = state_after(*reports)
    row = state.rows[0]
    return facts(row, Outlook(now, LIMITS, state.feeds.get(row.source), is_stale), width)


def said(*reports: Report, now: datetime = SOON, is_stale: bool = False, width: int = 60) -> dict[str, str]:
    """Return their texts."""
    return {
        label: content.plain for label, content in contents(*reports, now=now, is_stale=is_stale, width=width).items()
    }


def day_of_prices(*prices: str) -> Day:
    """Return a day on which those prices were seen, a minute apart from noon on."""
    day = Day.begun(NOON.date(), AT[0], Decimal(prices[0]))
    for at, price in zip(AT[1:], prices[1:], strict=False):
        day = day.after(at, Decimal(price))
    return day


# the facts


def test_the_title_names_the_symbol_its_company_and_its_star() -> None:
    assert title("HUBC", USUAL.of("HUBC"), is_starred=False).plain == "HUBC  Hub Power"
    assert title("HUBC", USUAL.of("HUBC"), is_starred=True).plain == "HUBC ★  Hub Power"
    assert title("[b]X", "", is_starred=False).plain == "[b]X"
    assert gone("HUBC") == "HUBC is no longer among the prices."


def test_a_row_that_was_seen_once_says_what_it_is_and_since_when() -> None:
    assert said(refreshed(quote())) == {
        "Last": "136.50  ▲ +0.66 +0.49%",
        "Previous close": "135.84",
        "Range so far": "136.50  since 12:00",
        "Last moved": "not while tapewatch was watching",
        "As of": "12:00:00, 12 s ago",
        "Source": "page.txt · ● live",
    }


def test_a_row_that_moved_says_its_range_and_when() -> None:
    later = refreshed(quote(price="137.50", change="1.66"), at=AT[1])
    told = said(refreshed(quote()), later, now=AT[2], width=44)
    assert told["Range so far"] == "136.50 ────────────────● 137.50  since 12:00"
    assert told["Last moved"] == "12:01:00, 1 min ago"


@given(st.decimals(0, 100, places=2), st.integers(1, 60))
def test_the_bar_has_its_length_wherever_the_mark_is(last: Decimal, cells: int) -> None:
    before, after = range_bar(day_of_prices("10", "20"), last, cells)
    assert len(before) + 1 + len(after) == cells


def test_the_mark_is_at_the_end_where_the_price_is_at_its_low_or_high() -> None:
    day = day_of_prices("10", "20")
    assert [len(range_bar(day, Decimal(last), 11)[0]) for last in ("10", "15", "20")] == [0, 5, 10]


def test_a_bar_never_falls_below_its_least_cells() -> None:
    told = said(refreshed(quote()), refreshed(quote(price="137.50", change="1.66"), at=AT[1]), width=5)
    assert told["Range so far"] == "136.50 ─────● 137.50  since 12:00"


def test_prices_of_another_day_say_which() -> None:
    told = said(refreshed(quote(), kind=Kind.SAVED), now=NOON + timedelta(days=3))
    assert told["Range so far"] == "136.50  since 17 May 12:00"
    assert told["As of"] == "17 May 12:00, 3 days ago"
    assert told["Source"] == "page.txt · ◌ old saved page"


def test_a_failing_source_says_since_when_and_why() -> None:
    told = contents(refreshed(quote()), failed(at=AT[1]), now=AT[2], is_stale=True)
    assert told["Source"].plain == "page.txt · live · ✗ failing since 12:01:00\nThe server is asleep."
    assert "$fault" in [span.style for span in told["Source"].spans]
    assert {span.style for span in told["Last"].spans} <= {"bold $stale", "$stale", "bold $caution"}


def test_a_stale_source_says_so_in_the_words_of_the_status_line() -> None:
    told = said(refreshed(quote()), now=NOON + timedelta(minutes=9), is_stale=True)
    assert told["Source"] == "page.txt · live · ◌ stale since 12:05:00"


def test_a_symbol_that_its_page_no_longer_has_says_so() -> None:
    told = said(refreshed(quote()), refreshed(quote("BOP"), at=AT[1]), now=AT[1], is_stale=True)
    assert told["Source"].endswith("● live\nIts newest page no longer has this symbol; the price shown is older.")


def test_a_page_without_quotes_says_so_once() -> None:
    told = said(refreshed(quote()), refreshed(at=AT[1]), now=AT[1], is_stale=True)
    assert told["Source"].split("\n")[1:] == ["The newest page of page.txt has no quotes; the prices shown are older."]


def test_a_demo_is_named_once_and_a_row_without_its_feed_says_where_it_came_from() -> None:
    report = refreshed(quote(), source="demo", kind=Kind.DEMO)
    assert said(report)["Source"] == "● demo"
    row = state_after(report).rows[0]
    assert facts(row, Outlook(SOON, LIMITS, None, is_stale=True), 40)["Source"].plain == "demo · demo"


def test_a_doubt_is_a_sentence_in_the_colour_of_caution_and_a_mark_at_the_price() -> None:
    told = contents(refreshed(quote()), refreshed(quote(price="200.00", change="64.16"), at=AT[1]), now=AT[1])
    assert told["Doubt"].plain == "HUBC went from 136.50 to 200.00, which is more than a day's limit."
    assert [span.style for span in told["Doubt"].spans] == ["$caution"]
    assert told["Last"].plain.startswith("200.00? ▲ +64.16")


def test_a_page_from_the_future_has_no_age_and_one_that_prints_an_older_day_says_it() -> None:
    report = refreshed(quote())
    state = state_after(report)
    ahead = state.rows[0]._replace(as_of=AT[30], is_misdated=True)
    assert facts(ahead, Outlook(SOON, LIMITS, None, is_stale=True), 40)["As of"].plain == "12:30:00"
    dated = refreshed(quote(), kind=Kind.SAVED)
    dated_state = state_after(
        type(dated)(
            dated.source,
            dated.kind,
            dated.at,
            dated.as_of,
            dated.snapshot.model_copy(update={"snapshot_date": date(2024, 5, 10)}),
        )
    )
    row = dated_state.rows[0]
    told = facts(row, Outlook(SOON, LIMITS, dated_state.feeds[row.source], is_stale=True), 40)
    assert told["As of"].plain == "12:00:00, 12 s ago, page dated 10 May 2024"


def test_a_headline_has_the_date_of_its_article_named_as_such() -> None:
    assert headline(Article(title="Up", published=date(2023, 12, 20))).plain == "Up\nArticle published 20 Dec 2023"
    assert headline(Article()).plain == "(an article without a title)\nArticle without a date"
