"""The quote-line grammar."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsing import Direction, Problem, Quote, parse_snapshot
from parsing.models import INDEX_SYMBOLS
from parsing.quotes import format_quote, percent_follows
from tests.builders import quote

GOOD = "HUBC 136.50 Increased By ▲ 0.66 (0.49%)"


def only_quote(line: str) -> Quote:
    """Return the one quote of a page with that line alone, which has no problem."""
    snapshot = parse_snapshot(line)
    assert snapshot.problems == ()
    (found,) = (*snapshot.quotes, *snapshot.indices)
    return found


def only_problem(line: str) -> Problem:
    """Return the one problem of a good page into which that line is put."""
    snapshot = parse_snapshot(f"{GOOD}\n{line}\nPPL 123.60 Increased By ▲ 0.70 (0.57%)\n")
    assert {quote.symbol for quote in snapshot.quotes} >= {"HUBC", "PPL"}
    (problem,) = snapshot.problems
    assert problem.line == 2
    return problem


@pytest.mark.parametrize(
    ("line", "symbol", "price", "direction", "change", "percent"),
    [
        ("SYM 74.48 Increased By ▲ 0.23 (0.31%)", "SYM", "74.48", Direction.UP, "0.23", "0.31"),
        ("SYM 5.03 Decreased By ▼ -0.02 (-0.4%)", "SYM", "5.03", Direction.DOWN, "-0.02", "-0.4"),
        ("SYM 4.61 No Change ▼ 0.00 (0%)", "SYM", "4.61", Direction.UNCHANGED, "0.00", "0"),
        ("KSE30 19,137 Increased By ▲ 51.32 (0.27%)", "KSE30", "19137", Direction.UP, "51.32", "0.27"),
        ("KSE100 75,312 Increased By 381 (0.51%)", "KSE100", "75312", Direction.UP, "381", "0.51"),
        ("786 9.00 No Change ▼ 0.00 (0%)", "786", "9.00", Direction.UNCHANGED, "0.00", "0"),
        ("\t SYM\u00a0 4.61   No Change ▼ 0.00 (0%)  ", "SYM", "4.61", Direction.UNCHANGED, "0.00", "0"),
    ],
)
def test_every_published_form_is_a_quote_with_its_digits_kept(
    line: str, symbol: str, price: str, direction: Direction, change: str, percent: str
) -> None:
    record = only_quote(line).model_dump(mode="json")
    assert tuple(record.values()) == (symbol, price, direction, change, percent)


@pytest.mark.parametrize(
    "line",
    [
        "SYM 5.03 Increased By ▼ 0.02 (0.4%)",
        "SYM 5.03 Increased By ▲ -0.02 (0.4%)",
        "SYM 5.03 Increased By ▲ 0.02 (-0.4%)",
        "SYM 5.03 Decreased By ▼ 0.02 (-0.4%)",
        "SYM 5.03 Decreased By ▲ -0.02 (-0.4%)",
        "SYM 5.03 No Change ▼ 0.02 (0%)",
        "SYM 5.03 No Change ▼ 0.00 (0.4%)",
    ],
)
def test_a_quote_whose_word_arrow_and_sign_disagree_is_a_problem(line: str) -> None:
    problem = only_problem(line)
    assert problem.code == "quote-contradiction"
    assert problem.excerpt == line


@pytest.mark.parametrize(
    "line",
    [
        "SYM NaN Increased By ▲ 0.23 (0.31%)",
        "SYM Infinity Increased By ▲ 0.23 (0.31%)",
        "SYM -74.48 Increased By ▲ 0.23 (0.31%)",
        "SYM ٧٤.٤٨ Increased By ▲ 0.23 (0.31%)",
        "SYM ７４.４８ Increased By ▲ 0.23 (0.31%)",
        "SYM 1e5 Increased By ▲ 0.23 (0.31%)",
        "SYM 7,44.8 Increased By ▲ 0.23 (0.31%)",
        f"SYM {'9' * 400} Increased By ▲ 0.23 (0.31%)",
        "SYM 74.48 Increased By ▲ 0.23 (0.31%",
        "SYM 74.48 Increased By ▲",
    ],
)
def test_figures_that_cannot_be_read_are_a_problem_and_not_a_guess(line: str) -> None:
    assert only_problem(line).code == "quote-malformed"


def test_a_percentage_that_is_off_by_a_hundredth_is_a_good_line() -> None:
    assert only_quote("BR100 6,704 Increased By 52.2 (0.79%)").percent == Decimal("0.79")


def test_a_percentage_that_is_further_off_is_kept_and_flagged() -> None:
    snapshot = parse_snapshot("BR100 6,704 Increased By 52.2 (0.80%)")
    assert [found.percent for found in snapshot.indices] == [Decimal("0.80")]
    assert [problem.code for problem in snapshot.problems] == ["quote-percent"]


def test_a_change_larger_than_the_price_is_flagged() -> None:
    assert only_problem("SYM 1.00 Increased By ▲ 1.00 (100%)").code == "quote-percent"


def test_a_block_that_is_printed_twice_counts_once() -> None:
    snapshot = parse_snapshot(f"{GOOD}\n{GOOD}\n")
    assert len(snapshot.quotes) == 1
    assert snapshot.problems == ()


def test_a_symbol_with_two_prices_keeps_the_first_and_says_so() -> None:
    problem = only_problem("HUBC 140.00 Increased By ▲ 4.16 (3.06%)")
    assert problem.code == "quote-duplicate"


def test_a_sentence_about_an_increase_is_no_quote() -> None:
    snapshot = parse_snapshot(f"{GOOD}\n\nExports of cotton Increased By 4.2% over the year.\n")
    assert snapshot.problems == ()
    assert snapshot.article is not None


figures = st.decimals(min_value="1.00", max_value="9999", places=2)


@given(st.from_regex(r"[A-Z][A-Z0-9]{0,7}", fullmatch=True), figures, figures, st.booleans())
def test_what_is_written_as_a_quote_line_is_read_back(
    symbol: str, previous: Decimal, price: Decimal, has_arrow: bool
) -> None:
    original = quote(symbol, str(price), str(price - previous))
    line = format_quote(original, arrow=has_arrow)
    snapshot = parse_snapshot(line)
    assert (*snapshot.quotes, *snapshot.indices) == (original,)
    assert percent_follows(original)


@given(st.sampled_from(sorted(INDEX_SYMBOLS)), st.integers(1000, 999_999))
def test_an_index_price_is_written_with_separators_and_read_without(symbol: str, level: int) -> None:
    original = quote(symbol, str(level), "0")
    assert f"{level:,}" in format_quote(original)
    assert only_index(format_quote(original)) == original


def only_index(line: str) -> Quote:
    """Return the one index of a page with that line alone."""
    (found,) = parse_snapshot(line).indices
    return found
