"""What the search over the headlines finds, without an app; and which order a listing has."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.tui.headline_stage import stories, story
from tui.news.listing import Listing, Place, StoryMarks, UnreadFirst
from tui.news.search import Findings, HeadlineSearch, look_in_texts
from tui.news.stories import Story
from tui.prices.names import Names

POWER = story("Hub Power signs", "The rupee fell.", key="power", section="Markets", symbols=["HUBC"])
KITES = story("Kites rise", "HUBC is a ticker.", "Lahore was glad.", key="kites", section="Life & Style")
BOTH = [POWER, KITES]
TITLES = st.text(st.sampled_from("abAB ßİé漢-"), max_size=12)


def found(text: str, told: list[Story] | None = None, marks: StoryMarks | None = None) -> list[str]:
    """Return the keys of the stories that a search finds."""
    told = BOTH if told is None else told
    search = HeadlineSearch.read(text)
    findings = Findings(search)
    left = findings.look(told)
    findings.take(left, look_in_texts(search, left))
    marks = marks or StoryMarks()
    return [one.key for one in told if findings.fits(one) and search.fits_marks(one, marks)]


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("kites", ["kites"]),
        ("POWER", []),  # a known symbol, which none of them names
        ("power", ["power"]),
        ("markets", ["power"]),
        ("lahore", ["kites"]),
        ("rupee hub", ["power"]),  # one word in the text, one in the title
        ("rupee lahore", []),
        ("HUBC", ["power"]),  # in capitals a symbol: the other one only has the letters in its text
        ("hubc", ["kites"]),
        ("", ["power", "kites"]),
        ("  ", ["power", "kites"]),
    ],
)
def test_every_word_must_be_in_the_title_the_section_or_the_text(text: str, keys: list[str]) -> None:
    assert found(text) == keys


def test_a_symbol_that_only_a_page_quotes_is_one_too() -> None:
    names = Names(tickers=frozenset({"ODD"}))
    assert HeadlineSearch.read("ODD", names).symbols == ("ODD",)
    assert HeadlineSearch.read("ODD").words == ("odd",)


def test_unread_and_starred_are_words_of_the_language() -> None:
    marks = StoryMarks(read=frozenset({"power"}), kept=frozenset({"power"}))
    assert found("unread", marks=marks) == ["kites"]
    assert found("Starred", marks=marks) == ["power"]
    assert found("unread starred", marks=marks) == []
    assert found("unread kites", marks=marks) == ["kites"]


def test_titles_are_told_at_once_and_only_the_others_are_left_to_their_texts() -> None:
    findings = Findings(HeadlineSearch.read("kites"))
    assert findings.look(BOTH) == [POWER]
    assert findings.fits(KITES)
    assert not findings.fits(POWER)


def test_of_what_is_known_nothing_is_asked_again_but_of_a_new_text() -> None:
    findings = Findings(HeadlineSearch.read("glad"))
    findings.take(BOTH, look_in_texts(findings.search, BOTH))
    assert findings.look(BOTH) == []
    corrected = story("Hub Power signs", "They are glad.", key="power")
    assert findings.look([corrected, KITES]) == [corrected]


def test_while_a_word_is_typed_on_what_did_not_fit_is_not_asked_again() -> None:
    first = Findings(HeadlineSearch.read("glad"))
    first.take(BOTH, look_in_texts(first.search, BOTH))
    assert Findings(HeadlineSearch.read("gladl"), first).look(BOTH) == [KITES]
    assert Findings(HeadlineSearch.read("gla"), first).look(BOTH) == BOTH


@given(TITLES, TITLES, TITLES)
def test_a_search_that_narrows_another_finds_nothing_that_the_other_does_not(one: str, two: str, text: str) -> None:
    told = [story("x", text, key="x")]
    if HeadlineSearch.read(one).narrows(HeadlineSearch.read(two)):
        assert set(found(one, told)) <= set(found(two, told))


@given(st.text(max_size=30), st.integers(min_value=0, max_value=30), st.integers(min_value=1, max_value=30))
def test_any_word_of_a_title_finds_it(title: str, start: int, length: int) -> None:
    words = title[start : start + length].split()
    word = words[0] if words else ""
    search = HeadlineSearch.read(word)
    if not search.symbols and not search.is_unread and not search.is_starred:
        assert search.fits_text(story(title, key="x"))


@given(st.text(max_size=30), st.text(max_size=20))
def test_the_hits_are_in_the_title_in_order_and_do_not_touch(title: str, text: str) -> None:
    edges = [edge for hit in HeadlineSearch.read(text).hits(title) for edge in hit]
    assert edges == sorted(set(edges))
    assert all(0 <= edge <= len(title) for edge in edges)


def test_hits_are_the_words_and_the_names_of_the_symbols() -> None:
    assert HeadlineSearch.read("sign ns").hits("Hub Power signs") == ((10, 15),)
    assert HeadlineSearch.read("HUBC").hits("Hub Power and HUBC") == ((0, 9), (14, 18))


# order and places


def keys(told: tuple[Story, ...]) -> list[str]:
    """Return the numbers of the stories."""
    return [one.key.removeprefix("Story ") for one in told]


def read(*numbers: int) -> StoryMarks:
    """Return the marks of those that are read."""
    return StoryMarks(read=frozenset(f"Story {number:03}" for number in numbers))


def test_unread_first_keeps_the_order_within_both_parts() -> None:
    order, told = UnreadFirst(), tuple(stories(4))
    assert order.ordered(told, read(0, 2), "") is told
    order.turn()
    assert keys(order.ordered(told, read(0, 2), "")) == ["001", "003", "000", "002"]


def test_what_is_read_meanwhile_stays_until_that_is_asked_for_again() -> None:
    order, told = UnreadFirst(), tuple(stories(3))
    order.turn()
    assert keys(order.ordered(told, read(), "")) == ["000", "001", "002"]
    assert keys(order.ordered(told, read(0), "Story 000")) == ["000", "001", "002"]
    order.turn()
    order.turn()
    assert keys(order.ordered(told, read(0), "Story 000")) == ["001", "002", "000"]


def test_new_stories_sort_anew_but_the_one_that_is_open_stays() -> None:
    order, (new, *told) = UnreadFirst(), stories(4)
    order.turn()
    order.ordered(tuple(told), read(), "")
    assert keys(order.ordered((new, *told), read(1, 2), "Story 001")) == ["000", "001", "003", "002"]


def test_a_place_is_where_the_story_was_while_it_is_not_listed() -> None:
    place, told = Place(), stories(4)
    place.follow("Story 002", Listing(tuple(told)))
    assert (place.at, place.after(1), place.after(-1)) == (2, 3, 1)
    place.follow("Story 002", Listing((*told[:2], told[3])))
    assert (place.at, place.after(1), place.after(-1)) == (2, 2, 1)
    place.give_up()
    assert place.at == 0


def test_the_next_unread_goes_round_the_end() -> None:
    listing = Listing(tuple(stories(4)))
    assert listing.unread_from(3, read(3)) is listing.stories[0]
    assert listing.unread_from(1, read(0, 2, 3), but="Story 001") is None
