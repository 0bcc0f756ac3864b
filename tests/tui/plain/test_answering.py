"""What is answered to typed lines."""

from dataclasses import replace
from decimal import Decimal

import pytest

from parsing import Article, Snapshot
from tests.builders import NOON, failed, quote, refreshed
from tests.tui.plain.looks import later, look_after
from tui.lists.watchlists import OwnList
from tui.plain.announcing import MOST_PRICES, Look
from tui.plain.answering import COMMANDS, MOST_LINES, answer
from tui.plain.listening import MOST_LARGEST, Listening, Wish
from tui.portfolio import with_holdings
from tui.prices.holdings import Holding
from tui.refresh import Kind, Refreshed
from tui.view.model import View

ARTICLES = (
    Article(
        title="HUBC builds a dam",
        section="Markets",
        byline="AFP",
        published=later(-3600),
        standfirst=("It is high.",),
        dateline="LAHORE",
        paragraphs=("It was built.", "It holds."),
        tables=("====\nRate      6.72\n====",),
        related=("Another dam",),
    ),
    Article(title="Kites rise", published=later(-7200), paragraphs=("The wind blew.",)),
)
PAGE = refreshed(
    quote(), quote("OGDC", "138.06", "0.16"), quote("BOP", "5.03", "-0.02"), quote("KSE100", "75312", "381")
)
FEED = Refreshed("feed:markets", Kind.LIVE, NOON, NOON, Snapshot(articles=ARTICLES))
LOOK = look_after(PAGE, FEED)
FRESH = Listening(View())


def said(line: str, look: Look = LOOK, listening: Listening = FRESH) -> tuple[str, ...]:
    """Return the lines of the answer."""
    return answer(line, look, listening).lines


def after(*lines: str, listening: Listening = FRESH) -> Listening:
    """Return how one listens after these lines were typed."""
    for line in lines:
        listening = answer(line, LOOK, listening).listening
    return listening


# symbols and filters


def test_a_symbol_in_any_case_is_told_with_all_that_is_known_of_it_the_price_early() -> None:
    assert said("hubc") == (
        "HUBC, Hub Power.",
        "136.50, up 0.66, 0.49 percent.",
        "Previous close 135.84.",
        "Range so far 136.50, since 12:00:00.",
        "Not seen to move.",
        "As of 12:00:00, 0 seconds ago, from page.txt, live.",
        "Named by 1 headline. The newest: HUBC builds a dam. Markets, 1 hour ago, names HUBC.",
    )


def test_an_index_is_asked_for_like_a_symbol() -> None:
    assert said("KSE100")[1] == "75,312, up 381, 0.51 percent."


def test_several_symbols_are_a_line_each_below_one_that_says_of_when_and_what_they_are() -> None:
    assert said("bop ogdc") == (
        "BOP and OGDC: 2 symbols, as of 12:00:00.",
        "BOP 5.03, down 0.02, 0.40 percent.",
        "OGDC 138.06, up 0.16, 0.12 percent.",
    )
    demo = look_after(refreshed(quote(), quote("OGDC", "138.06", "0.16"), source="demo", kind=Kind.DEMO))
    assert said("hubc ogdc", demo)[0] == "HUBC and OGDC: 2 symbols, as of 12:00:00, demo."
    assert "As of 12:00:00, 0 seconds ago, from demo." in said("hubc", demo)


def test_a_slash_alone_is_all() -> None:
    assert said("/")[0] == "all: 4 symbols, as of 12:00:00."


def test_the_price_of_a_source_that_fails_is_old_and_says_why() -> None:
    lines = said("hubc", look_after(PAGE, failed(at=later(60)), now=later(120)))
    assert lines[1] == "136.50, up 0.66, 0.49 percent. This is an old price."
    assert any("The server is asleep." in line for line in lines)


def test_a_symbol_that_is_on_no_newest_page_any_more_says_so() -> None:
    look = look_after(PAGE, refreshed(quote("OGDC", "138.06", "0.16"), at=later(60)), now=later(61))
    assert any(line.endswith("Its newest page no longer has this symbol.") for line in said("hubc", look))


def test_what_is_held_is_told_with_its_worth_and_gains_in_words() -> None:
    held = {"HUBC": Holding("HUBC", Decimal(500), Decimal("140.00"))}
    lines = said("hubc", replace(LOOK, state=with_holdings(LOOK.state, held)))
    assert "You hold 500 at 140.00 each, worth 68,250.00." in lines
    assert "Gain minus 1,750.00, minus 2.50 percent; today plus 330.00." in lines


@pytest.mark.parametrize(
    ("line", "symbols"),
    [
        ("up", ["HUBC", "OGDC", "KSE100"]),
        ("down", ["BOP"]),
        (">0.4%", ["HUBC", "KSE100"]),
        ("<100", ["BOP"]),
        ("punjab", ["BOP"]),
        ("/news", ["HUBC"]),
        ("news", ["HUBC"]),
        ("/hubc", ["HUBC"]),
    ],
)
def test_any_other_line_is_what_symbols_have_to_fit(line: str, symbols: list[str]) -> None:
    head, *rest = said(line)
    assert [told.split()[0] for told in rest] == symbols
    assert "as of 12:00:00" in head


def test_what_nothing_fits_and_what_says_nothing_yet_is_answered_with_a_hint() -> None:
    assert said("xyzzy") == ("Nothing is called or fits xyzzy. Type help for help.",)
    assert said(">") == (">2% or >100 is what can be asked for.",)
    assert said(">1,5%") == ("Please write 1.5% with a point.",)


# the state of things


def test_enter_alone_tells_how_things_stand_in_the_order_of_what_matters() -> None:
    assert (
        said("")
        == said("status")
        == (
            "page.txt: live, prices as of 12:00:00, 0 seconds ago.",
            "feed:markets: live.",
            "3 symbols: 2 up, 1 down, 0 unchanged.",
            "KSE100 75,312, up 381, 0.51 percent.",
            "2 headlines, 2 not read. The newest: HUBC builds a dam. Markets, 1 hour ago, names HUBC.",
            "Price changes of all symbols are told.",
        )
    )


def test_what_is_wrong_besides_the_sources_comes_first() -> None:
    assert said("", look_after(PAGE, fault="The disk is full."))[0] == "The disk is full."


def test_before_the_first_page_it_is_waited_for_and_a_source_that_fails_says_why() -> None:
    assert "Starting." in said("", look_after())
    assert any("The server is asleep." in line for line in said("", look_after(failed())))


def test_problems_are_listed_with_their_lines() -> None:
    broken = look_after(refreshed(quote(), body="HUBC 136.50 Increased By ▼ -0.66 (0.49%)"))
    head, *rest = said("problems", broken)
    assert head == "1 problem."
    assert rest[0].startswith("page.txt, line ")
    assert said("problems") == ("0 problems.",)


def test_a_price_that_is_dated_in_the_future_has_no_age() -> None:
    look = look_after(replace(PAGE, as_of=later(3600)))
    assert "As of 13:00:00, from page.txt, live." in said("hubc", look)


# lists and stars


def test_a_list_is_told_with_its_name_how_many_and_of_when() -> None:
    starred = Listening(View(starred=("OGDC",), lists=(OwnList("My Banks", ("BOP",), 1),)))
    assert said("list starred", listening=starred) == (
        "starred: 1 symbol, as of 12:00:00.",
        "OGDC 138.06, up 0.16, 0.12 percent.",
    )
    assert said("list my banks", listening=starred)[1].startswith("BOP")
    assert len(said("list")) == 4
    assert said("list losers")[1].startswith("BOP")
    assert said("list nothing")[0] == "That cannot be done with nothing. The lists: all and starred."
    assert said("indices")[1] == "KSE100 75,312, up 381, 0.51 percent."


def test_stars_are_given_and_taken_in_the_view_that_the_monitor_shares() -> None:
    given = after("star hubc ogdc HUBC")
    assert given.view.starred == ("HUBC", "OGDC")
    assert after("unstar hubc", listening=given).view.starred == ("OGDC",)
    assert said("star xyzzy") == ("There is no xyzzy.", "No symbol is starred.")
    assert said("hubc", listening=given)[0] == "HUBC, Hub Power, starred."


@pytest.mark.parametrize("is_log", [True, False])
def test_one_listens_to_every_change_of_the_starred_symbols_where_there_are_any(is_log: bool) -> None:
    starred = Listening.begun(View(starred=("HUBC",)), is_log=is_log)
    assert (starred.symbols, starred.most) == (("HUBC",), MOST_PRICES)


def test_without_a_star_one_listens_to_the_largest_moves_of_all_and_is_told_how_to_hear_more() -> None:
    first = Listening.begun(View())
    assert (first.symbols, first.most) == (None, MOST_LARGEST)
    assert first.text == "The 5 largest moves are told; watch all tells every one."
    every = after("watch all", listening=first)
    assert (every.symbols, every.most) == (None, MOST_PRICES)
    assert after("watch Largest", listening=every) == first


def test_a_log_has_every_change() -> None:
    log = Listening.begun(View(), is_log=True)
    assert (log.symbols, log.most) == (None, MOST_PRICES)


def test_what_one_listens_to_is_chosen_among_all_none_and_the_lists() -> None:
    starred = Listening(View(starred=("OGDC",), lists=(OwnList("My Banks", ("BOP",), 1),)))
    assert after("watch starred", listening=starred).symbols == ("OGDC",)
    assert after("watch MY banks", listening=starred).symbols == ("BOP",)
    assert after("watch none", listening=starred).symbols == ()
    assert after("watch starred", "watch all", listening=starred).symbols is None
    assert after("watch gainers", listening=starred) == starred
    assert said("watch")[-1] == "It can be largest, all, starred and none."


def test_a_long_list_is_not_named_symbol_by_symbol() -> None:
    many = View(starred=tuple(f"S{number}" for number in range(21)))
    assert Listening.begun(many).text == "Price changes of the list starred are told: 21 symbols."


# news


def test_headlines_are_numbered_and_an_article_is_read_by_its_number_a_paragraph_a_line() -> None:
    assert said("headlines") == (
        "2 headlines; type read and a number.",
        "1. HUBC builds a dam. Markets, 1 hour ago, names HUBC. Not read.",
        "2. Kites rise. 2 hours ago. Not read.",
    )
    assert said("read 1") == (
        "Markets",
        "HUBC builds a dam",
        "• It is high.",
        "AFP · 17 May 2024 16:00 PKT",
        "LAHORE: It was built.",
        "It holds.",
        "====",
        "Rate      6.72",
        "====",
        "Related: Another dam",
        "HUBC 136.50 now. 136.50 when first seen; 0.00 percent since.",
        "End. HUBC builds a dam. Markets, 1 hour ago, names HUBC.",
    )


def test_what_was_read_is_marked_as_in_the_monitor_and_read_alone_goes_to_the_next() -> None:
    once = after("read")
    assert said("headlines unread", listening=once)[1:] == ("1. Kites rise. 2 hours ago. Not read.",)
    twice = after("read", listening=once)
    assert said("read", listening=twice) == ("All headlines are read.",)


def test_numbers_are_those_of_the_headlines_that_were_told_last() -> None:
    searched = after("headlines wind")
    assert said("read 1", listening=searched)[0] == "Kites rise"
    assert said("read 9", listening=searched) == ("There is no such number; there are 1.",)
    assert said("read x") == ("There is no such number; there are 2.",)
    assert said("headlines xyzzy") == ("No headlines.",)


def test_an_article_that_has_changed_since_it_was_listed_is_read_as_it_is_now() -> None:
    listed = after("headlines")
    newer = ARTICLES[1].model_copy(update={"paragraphs": ("The wind turned.",)})
    feed = Refreshed("feed:markets", Kind.LIVE, later(60), later(60), Snapshot(articles=(newer,)))
    assert "The wind turned." in said("read 2", look_after(feed, begin=LOOK.state), listed)


def test_an_excerpt_says_that_it_is_one() -> None:
    start = Article(title="Kites", paragraphs=("They…",), link="https://example.com/kites", is_excerpt=True)
    look = look_after(Refreshed("feed", Kind.LIVE, NOON, NOON, Snapshot(articles=(start,))))
    assert "This is only the start of it. The whole is at https://example.com/kites" in said("read", look)


# long answers, and the rest


def test_a_long_answer_stops_and_goes_on_when_it_is_asked_to() -> None:
    many = look_after(refreshed(*(quote(f"S{number}", "100.00", "1.00") for number in range(45))))
    first = answer("list", many, FRESH)
    assert len(first.lines) == MOST_LINES + 1
    assert first.lines[-1] == "26 more; type more."
    second = answer("m", many, first.listening)
    third = answer("more", many, second.listening)
    assert [line.split()[0] for line in third.lines] == [f"S{number}" for number in range(39, 45)]
    assert said("more", many, third.listening) == ("There is no more.",)


def test_every_command_is_in_the_help_and_answers() -> None:
    told = "\n".join([*said("help"), *said("more", listening=after("help"))])
    for command in COMMANDS:
        assert command.usage in told
        for name in command.names:
            assert answer(name, LOOK, FRESH).lines or answer(name, LOOK, FRESH).wish


def test_what_has_to_be_done_is_left_to_whoever_can() -> None:
    assert answer("refresh", LOOK, FRESH).wish is Wish.REFRESH
    assert answer("QUIT", LOOK, FRESH).wish is answer("q", LOOK, FRESH).wish is Wish.QUIT
    assert after("p").is_paused
    assert not after("p", "pause").is_paused
    assert said("", listening=after("p"))[0] == "Announcements are paused."
