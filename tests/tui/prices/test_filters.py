"""The small language of the filter."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsing import Direction
from tests.builders import quote, refreshed
from tui.market import MarketState, apply
from tui.prices.filters import Filter
from tui.prices.rows import Row

QUOTES = (
    quote("HUBC", "136.50", "0.66", "0.49"),
    quote("BOP", "5.00", "-0.10", "-2.00"),
    quote("PPL", "100.00", "2.00", "2.00"),
    quote("PSO", "160.00", "0.00", "0.00"),
    quote("NESTLE", "75312", "381", "0.51"),
)
ROWS = apply(MarketState(), refreshed(*QUOTES)).rows

WORDS = st.one_of(
    st.sampled_from(["up", "DOWN", "unchanged", "bank", "p", ">", "<=", ">2%", "<-1%", ">=100", "<75,312", ">1,5"]),
    st.text(max_size=12),
)
FIGURES = st.decimals(min_value=-200, max_value=80_000, places=2, allow_nan=False)


def left_by(text: str) -> list[str]:
    """Return the symbols of the rows that fit the filter."""
    return [row.symbol for row in Filter.read(text).chosen(ROWS)]


def rows_left_by(text: str) -> tuple[Row, ...]:
    """Return the rows that fit the filter."""
    return Filter.read(text).chosen(ROWS)


@pytest.mark.parametrize(
    ("text", "symbols"),
    [
        ("", ["HUBC", "BOP", "PPL", "PSO", "NESTLE"]),
        ("p", ["HUBC", "BOP", "PPL", "PSO", "NESTLE"]),
        ("pso", ["PSO"]),
        ("bank of", ["BOP"]),
        ("Petroleum", ["PPL"]),
        ("nobody", []),
        ("up", ["HUBC", "PPL", "NESTLE"]),
        ("Down", ["BOP"]),
        ("unchanged", ["PSO"]),
        ("up >0.5%", ["PPL", "NESTLE"]),
        ("p up <100.01", ["PPL"]),
        ("up down", []),
    ],
)
def test_words_choose_rows_and_a_row_must_fit_them_all(text: str, symbols: list[str]) -> None:
    assert left_by(text) == symbols


@pytest.mark.parametrize(
    ("text", "symbols"),
    [
        (">2%", []),
        (">=2%", ["PPL"]),
        ("<-2%", []),
        ("<=-2%", ["BOP"]),
        (">100", ["HUBC", "PSO", "NESTLE"]),
        (">=100", ["HUBC", "PPL", "PSO", "NESTLE"]),
        ("<100", ["BOP"]),
        ("<=100.", ["BOP", "PPL"]),
        ("<+5.01", ["BOP"]),
        (">=75,312", ["NESTLE"]),
        (">75,312", []),
        (">.5%", ["PPL", "NESTLE"]),
        ("<-.5%", ["BOP"]),
    ],
)
def test_a_bound_is_about_the_price_and_with_a_percent_sign_about_the_percentage(text: str, symbols: list[str]) -> None:
    assert left_by(text) == symbols


@pytest.mark.parametrize("word", [">", "<", ">=", "<=", ">-", "<+", ">%", ">.", ">2%%", ">two", ">1,5", "<1e9", ">٣"])
def test_a_bound_without_a_figure_leaves_no_row_out_and_says_what_is_missing(word: str) -> None:
    read = Filter.read(word)
    assert read.chosen(ROWS) == ROWS
    assert not read
    assert read.hint == ("write 1.5 with a point" if word == ">1,5" else f"{word[0]}2% or {word[0]}100")


@pytest.mark.parametrize(
    ("word", "meant"), [(">1,2", "1.2"), ("<-0,75%", "-0.75%"), (">=,5", ".5"), (">1,2345", "1.2345")]
)
def test_a_figure_with_a_comma_for_its_point_is_told_so(word: str, meant: str) -> None:
    assert Filter.read(word).hint == f"write {meant} with a point"


def test_an_unfinished_bound_leaves_the_other_words_in_force() -> None:
    read = Filter.read("up >")
    assert [row.symbol for row in read.chosen(ROWS)] == ["HUBC", "PPL", "NESTLE"]
    assert read.hint


def test_an_empty_filter_leaves_nothing_out_and_has_no_hint() -> None:
    read = Filter.read("  \t ")
    assert (read.text, read.hint, bool(read)) == ("", "", False)
    assert bool(Filter.read("bank"))


@given(st.lists(WORDS, max_size=6).map(" ".join))
def test_no_text_raises_and_what_is_left_are_rows_in_their_order(text: str) -> None:
    left = rows_left_by(text)
    assert left == tuple(row for row in ROWS if row in left)


@given(st.lists(WORDS, max_size=4), st.lists(WORDS, max_size=4))
def test_a_row_fits_two_texts_side_by_side_if_it_fits_both(one: list[str], other: list[str]) -> None:
    both = rows_left_by(" ".join([*one, *other]))
    first, second = rows_left_by(" ".join(one)), rows_left_by(" ".join(other))
    assert both == tuple(row for row in first if row in second)


@given(FIGURES, st.sampled_from(["", "%"]))
def test_below_at_most_above_and_at_least_part_the_rows(figure: Decimal, percent: str) -> None:
    everything = set(left_by(""))
    below, at_most = set(left_by(f"<{figure}{percent}")), set(left_by(f"<={figure}{percent}"))
    above, at_least = set(left_by(f">{figure}{percent}")), set(left_by(f">={figure}{percent}"))
    assert below | at_least == above | at_most == everything
    assert not below & at_least
    assert not above & at_most
    equal = {row.symbol for row in ROWS if figure == (row.quote.percent if percent else row.quote.price)}
    assert at_least - above == at_most - below == equal


@given(FIGURES.filter(lambda figure: abs(figure) >= 1000))
def test_thousands_may_be_separated_as_on_the_screen(figure: Decimal) -> None:
    assert left_by(f">={figure:,}") == left_by(f">={figure}")


@pytest.mark.parametrize("figure", ["1,00,000", "12,34,567.50", "100,000"])
def test_lakhs_may_be_separated_as_people_write_them(figure: str) -> None:
    read = Filter.read(f"<{figure}")
    assert (read.hint, left_by(f"<{figure}")) == ("", left_by(""))


def test_the_directions_are_the_words_of_the_page() -> None:
    for direction in Direction:
        found = rows_left_by(direction.value)
        assert found
        assert found == tuple(row for row in ROWS if row.quote.direction is direction)


@pytest.mark.parametrize(
    ("text", "symbol", "letters"),
    [
        ("link", "AIRLINK", "LINK"),
        ("air k", "AIRLINK", "AIRK"),
        ("airl rlink", "AIRLINK", "AIRLINK"),
        ("bop", "AIRLINK", ""),
        ("up", "UPFL", ""),
        (">2% <5 down", "DOWN", ""),
        ("", "AIRLINK", ""),
        ("ß", "SSGC", "SS"),
        ("s", "ßS", ""),
    ],
)
def test_the_letters_of_a_symbol_that_its_words_say_are_found(text: str, symbol: str, letters: str) -> None:
    chosen = Filter.read(text)
    assert "".join(symbol[place] for place in chosen.hits(symbol)) == letters
