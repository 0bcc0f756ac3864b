"""What companies are called: facts for the symbols the paper prints, and what the user adds."""

import pytest

from tui.news.mentions import mentions
from tui.prices.company_names import NAMES, OTHERS, WORDS
from tui.prices.names import USUAL, Names


def test_the_first_name_is_shown_and_texts_may_have_others() -> None:
    assert USUAL.of("HUBC") == "Hub Power"
    assert "Hubco" in USUAL.all_of("HUBC")
    assert (USUAL.of("NOBODY"), USUAL.all_of("NOBODY")) == ("", ())


@pytest.mark.parametrize("symbol", NAMES)
def test_every_name_of_a_symbol_is_found_as_its_own(symbol: str) -> None:
    for name in set(NAMES[symbol]) - WORDS:
        assert [mention.symbol for mention in mentions(f"So did {name} today", USUAL)] == [symbol]


@pytest.mark.parametrize("other", OTHERS)
def test_what_only_begins_like_a_name_names_nothing(other: str) -> None:
    assert mentions(f"So did {other} today", USUAL) == ()


def test_no_two_symbols_share_a_name() -> None:
    names = [name.casefold() for names in NAMES.values() for name in names]
    assert len(names) == len(set(names))


def test_words_are_symbols_or_names_that_are_known() -> None:
    assert {*NAMES, *(name for names in NAMES.values() for name in names)} >= WORDS


def test_names_of_the_settings_come_before_the_usual_ones() -> None:
    names = Names.of_settings({"HUBC": ("Hub", "Hubco"), "QUIZ": ("Quiz Mills",)}, frozenset({"GEM"}))
    assert names.of("HUBC") == "Hub"
    assert names.all_of("HUBC") == ("Hub", "Hubco", "Hub Power", "Hub Power Company")
    assert names.of("QUIZ") == "Quiz Mills"
    assert names.of("PSO") == "Pakistan State Oil"
    assert names.symbols == (*NAMES, "QUIZ", "GEM")


def test_symbols_that_are_known_already_change_nothing() -> None:
    names = USUAL.with_tickers(["GEM"])
    assert names.tickers == {"GEM"}
    assert names.with_tickers(["GEM", "HUBC"]) is names
    assert USUAL.with_tickers([]) is USUAL


def test_a_name_that_the_user_gives_another_symbol_is_that_one_s() -> None:
    names = Names.of_settings({"PIAHCLA": ("PIA",)})
    assert [mention.symbol for mention in mentions("A PIA flight", names)] == ["PIAHCLA"]


def test_a_name_without_a_word_is_passed_over() -> None:
    assert mentions("-- and --", Names.of_settings({"GEM": ("--",)})) == ()
