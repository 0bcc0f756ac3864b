"""The quote-line grammar."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsing import Direction, Problem, Quote, parse_snapshot
from parsing.models import INDEX_SYMBOLS
from parsing.quotes import format_quote, percent_follows
from tests.builders import quote, snapshot_of

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


def test_quotes_share_the_names_of_their_fields() -> None:
    one, other = only_quote(GOOD), quote("PPL")
    assert one.__pydantic_fields_set__ is other.__pydantic_fields_set__
    assert one.model_fields_set == {"symbol", "price", "direction", "change", "percent"}
    assert one.model_dump_json(exclude_unset=True) == one.model_dump_json()


@pytest.mark.parametrize(
    ("line", "symbol", "price", "direction", "change", "percent"),
    [
        ("SYM 74.48 Increased By ▲ 0.23 (0.31%)", "SYM", "74.48", Direction.UP, "0.23", "0.31"),
        ("SYM 5.03 Decreased By ▼ -0.02 (-0.4%)", "SYM", "5.03", Direction.DOWN, "-0.02", "-0.4"),
        ("SYM 4.61 No Change ▼ 0.00 (0%)", "SYM", "4.61", Direction.UNCHANGED, "0.00", "0"),
        ("KSE30 19,137 Increased By ▲ 51.32 (0.27%)", "KSE30", "19137", Direction.UP, "51.32", "0.27"),
        ("KSE100 75,312 Increased By 381 (0.51%)", "KSE100", "75312", Direction.UP, "381", "0.51"),
        ("KSE100 75,312 Increased By ▲ 1,381.25 (1.87%)", "KSE100", "75312", Direction.UP, "1381.25", "1.87"),
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
        "SYM 1000.00 Increased By ▲ -0.02 (0.00%)",
        "SYM 1000.00 Decreased By ▼ 0.02 (-0.00%)",
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
        "SYM 74,48 Increased By ▲ 0.23 (0.00%)",
        f"SYM {'9' * 400} Increased By ▲ 0.23 (0.31%)",
        "SYM 74.48 Increased By ▲ 0.23 (0.31%",
        "SYM 74.48 Increased By ▲",
        "SYM 74.48 Increased By ▲ NaN (0.31%)",
        "SYM 74.48 Increased By ▲ 0.23 (nan%)",
        "SYM 74.48 Increased By ▲ Infinity (inf%)",
        "SYM 74.48 Increased By ▲ --0.23 (0.31%)",
        "SYM 74.48 Increased By ▲ 0.23 (1e5%)",
        "SYM 74.48 Increased By ▲ ٠.٢٣ (0.31%)",
        "SYM 74.48 Increased By ▲ 0.23 (٠.٣١%)",
        "SYM 74.48 Increased By ▲ ０.２３ (0.31%)",
        "SYM 74.48 Increased By ▲ 0.23 (０.３１%)",
        f"SYM 74.48 Increased By ▲ {'9' * 400} (0.31%)",
        f"SYM 74.48 Increased By ▲ 0.23 ({'9' * 400}%)",
        f"{'S' * 400} 74.48 Increased By ▲ 0.23 (0.31%)",
        "ＳＹＭ 74.48 Increased By ▲ 0.23 (0.31%)",
        "sym 74.48 Increased By ▲ 0.23 (0.31%)",
        "Sym.a 74.48 Increased By ▲ 0.23 (0.31%)",
        "SYM 74.48 Increased By ▲ 1,00.23 (0.31%)",
        "SYM 74..48 Increased By ▲ 0.23 (0.31%)",
        "SYM 74.48 Increased By △ 0.23 (0.31%)",
        "SYM 74.48 Increased By ▲ 0.23 (0.31％)",
    ],
)
def test_figures_that_cannot_be_read_are_a_problem_and_not_a_guess(line: str) -> None:
    assert only_problem(line).code == "quote-malformed"


def test_every_line_that_is_wrong_is_a_problem_of_its_own() -> None:
    wrong = "SYM 5.03 Increased By ▼ 0.02 (0.4%)\nSYM 7,44.8 Increased By ▲ 0.23 (0.31%)"
    twice = GOOD.replace("136.50", "136.51")
    problems = parse_snapshot(f"{wrong}\n{GOOD}\n{wrong}\n{twice}").problems
    codes = ["quote-contradiction", "quote-malformed"]
    assert [(problem.line, problem.code) for problem in problems] == [
        *enumerate(codes, start=1),
        *enumerate([*codes, "quote-duplicate"], start=4),
    ]
    assert problems[-1].excerpt == twice


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("SYM 5.03 No Change ▼ 0.02 (0%)", "The line says No Change for SYM, but gives one; it was left out."),
        ("SYM 5.03 Increased By ▼ 0.02 (0.4%)", "Word and arrow disagree on the direction of SYM; it was left out."),
        ("SYM 5.03 Increased By ▲ -0.02 (0.4%)", "Word and sign disagree on the direction of SYM; it was left out."),
        (
            "SYM 5,0.3 Increased By ▲ 0.02 (0.4%)",
            "This line looks like a quote, but its price cannot be read; it was left out.",
        ),
        (
            "SYM 5 Increased By ▲ 1,0.2 (0.4%)",
            "This line looks like a quote, but its change cannot be read; it was left out.",
        ),
        (
            "SYM 5.03 Increased By ▲ 0.02 (4%)",
            "The percentage of SYM does not follow from its price and change; shown as printed.",
        ),
        (
            "HUBC 136.60 Increased By ▲ 0.66 (0.49%)",
            "HUBC was already quoted on this page with other figures; the first stands.",
        ),
    ],
)
def test_a_problem_says_what_is_wrong_and_of_whom(line: str, says: str) -> None:
    problem = only_problem(line)
    assert (problem.message, problem.excerpt) == (says, line)


def test_a_quote_is_written_as_the_paper_writes_it() -> None:
    share, index = quote("HUBC", "1136.50", "0.66"), quote("KSE100", "75312", "381")
    assert format_quote(share) == "HUBC 1136.50 Increased By ▲ 0.66 (0.06%)"
    assert format_quote(share, arrow=False) == "HUBC 1136.50 Increased By 0.66 (0.06%)"
    assert format_quote(index, arrow=False) == "KSE100 75,312 Increased By 381 (0.51%)"


def test_hundreds_of_quotes_are_all_kept_in_the_order_of_the_page() -> None:
    quotes = [quote(f"S{number}") for number in range(600)]
    assert list(snapshot_of(*quotes).quotes) == quotes


def test_a_percentage_that_is_off_by_a_hundredth_is_a_good_line() -> None:
    assert only_quote("BR100 6,704 Increased By 52.2 (0.79%)").percent == Decimal("0.79")


@pytest.mark.parametrize(
    ("price", "change", "percent", "follows"),
    [
        ("101.00", "1.00", "1.015", True),
        ("101.00", "1.00", "1.016", False),
        ("0.60", "0.10", "90", False),
        ("1.50", "0.50", "50", True),
        ("1.50", "0.50", "25", False),
        ("1.50", "0.50", "33.33", False),
        ("1.00", "1.00", "100", False),
        ("1.00", "2.00", "0.51", False),
        # whole points stand for all that rounds to them: 100 x (101 x 0.5 + 1 x 0.5) / 100² + 0.005
        ("101", "1", "1.515", True),
        ("101", "1", "1.516", False),
        ("101", "1.0", "1.0605", True),
        ("101", "1.0", "1.0606", False),
        ("381", "381", "0.51", False),
    ],
)
def test_a_percentage_follows_as_far_as_rounding_goes_and_no_further(
    price: str, change: str, percent: str, follows: bool
) -> None:
    snapshot = parse_snapshot(f"KSE100 {price} Increased By {change} ({percent}%)")
    assert [percent_follows(index) for index in snapshot.indices] == [follows]
    assert [problem.code for problem in snapshot.problems] == ([] if follows else ["quote-percent"])


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


@pytest.mark.parametrize("symbol", ["HUBC.A", "A.B-C&D", "BRK-B", "786", "X", "S" * 16])
def test_a_symbol_may_have_dots_dashes_ampersands_and_figures(symbol: str) -> None:
    assert only_quote(f"{symbol} 4.61 No Change ▼ 0.00 (0%)").symbol == symbol


# arithmetic as a check


@pytest.mark.parametrize(
    ("line", "follows"),
    [
        ("SYM 74.48 Increased By ▲ 0.23 (0.31%)", True),
        ("SYM 74.48 Increased By ▲ 0.23 (0.32%)", True),  # off by 0.01, as three published lines are
        ("SYM 74.48 Increased By ▲ 0.23 (0.33%)", False),
        ("SYM 14.00 Increased By ▲ 1.00 (7.69%)", True),
        ("SYM 14.00 Increased By ▲ 1.00 (7.72%)", False),  # printed to the paisa, though it is a whole number
        ("SYM 5.03 Decreased By ▼ -0.02 (-0.4%)", True),
        ("SYM 5.03 Decreased By ▼ -0.02 (-4%)", False),
        # the price of an index is rounded to a point: 999.5 to 1000.5; its change to the last digit that it has
        ("KSE30 1,000 Increased By 10 (1.01%)", True),
        ("KSE30 1,000 Increased By 10 (1.06%)", True),
        ("KSE30 1,000 Increased By 10 (1.08%)", False),
        ("KSE30 1,000 Increased By 10.0 (1.06%)", False),
        ("KSE100 75,312 Increased By 381 (0.51%)", True),
        ("KSE100 75,312 Increased By 381 (0.53%)", False),
        ("BR100 100 Decreased By -50 (-33.3%)", True),
        ("SYM 1.00 Increased By ▲ 1.00 (100%)", False),  # nothing was there before
        ("SYM 1.00 Increased By ▲ 2.00 (200%)", False),
    ],
)
def test_a_percentage_has_to_follow_as_far_as_the_printed_digits_tell(line: str, follows: bool) -> None:
    snapshot = parse_snapshot(line)
    (found,) = (*snapshot.quotes, *snapshot.indices)
    assert percent_follows(found) == follows
    assert [problem.code for problem in snapshot.problems] == ([] if follows else ["quote-percent"])


prices = st.decimals(min_value="1.00", max_value="9999", places=2)


@given(prices, prices, st.integers(-5, 5))
def test_a_shares_percentage_may_be_off_by_a_hundredth_and_no_more(
    previous: Decimal, price: Decimal, hundredths: int
) -> None:
    exact = quote("SYM", str(price), str(price - previous))
    off = exact.model_copy(update={"percent": exact.percent + Decimal(hundredths).scaleb(-2)})
    assert percent_follows(off) or abs(hundredths) >= 1
    assert abs(hundredths) <= 2 or not percent_follows(off)


@given(st.decimals(min_value=1000, max_value=200_000, places=2), st.decimals(min_value=-900, max_value=900, places=2))
def test_an_index_that_adds_up_before_it_is_rounded_to_a_point_adds_up_as_printed(
    level: Decimal, change: Decimal
) -> None:
    percent = (change * 100 / (level - change)).quantize(Decimal("0.01"))
    printed = quote("KSE100", str(level.quantize(Decimal(1))), str(change.quantize(Decimal("0.1"))), str(percent))
    assert percent_follows(printed)


# every field


def code_points(piece: str) -> str:
    return " ".join(f"{ord(character):x}" for character in piece)


FIELDS = ("SYM", "74.48", "Increased", "By", "▲", "0.23", "0.31")
HIDDEN = (
    "\x1b[31m", "\x9b31m", "\x1b]8;;http://evil\x1b\\", "\x9d8;;http://evil\x9c",
    "\x1b]52;c;cm0gLXJm\x07", "\x1bc",
    "\u202e", "\u2066", "\u200f", "\u200b", "\u200c", "\u200d",
    "\u2060", "\ufeff", "\u00ad", "\0", "\x08", "\x7f", "\x85",
)  # fmt: skip
SHOWN = ("[/]", "[@click=app.quit]", "<b>", "٣", "３", "\N{REPLACEMENT CHARACTER}", "é", "'", ";", "\u0301")


@pytest.mark.parametrize("field", FIELDS)
@pytest.mark.parametrize("piece", HIDDEN, ids=code_points)
def test_what_hides_in_a_field_is_taken_out_and_named_and_the_quote_stays(field: str, piece: str) -> None:
    line = "SYM 74.48 Increased By ▲ 0.23 (0.31%)"
    for damaged in (f"{piece}{field}", f"{field}{piece}", f"{field[:1]}{piece}{field[1:]}"):
        snapshot = parse_snapshot(f"{GOOD}\n{line.replace(field, damaged)}\nPPL 123.60 Increased By ▲ 0.70 (0.57%)\n")
        assert [found.symbol for found in snapshot.quotes] == ["HUBC", "SYM", "PPL"]
        assert snapshot.quotes[1] == only_quote(line)
        assert [(problem.line, problem.code, problem.excerpt) for problem in snapshot.problems] == [
            (2, "cleaned", line)
        ]


@pytest.mark.parametrize("field", FIELDS)
@pytest.mark.parametrize("piece", SHOWN, ids=code_points)
def test_what_shows_in_a_field_makes_the_line_a_problem_or_text_but_never_a_quote(field: str, piece: str) -> None:
    line = "SYM 74.48 Increased By ▲ 0.23 (0.31%)".replace(field, f"{field}{piece}")
    snapshot = parse_snapshot(f"{GOOD}\n{line}\nPPL 123.60 Increased By ▲ 0.70 (0.57%)\n")
    assert [found.symbol for found in snapshot.quotes] == ["HUBC", "PPL"]
    if snapshot.problems:
        assert [(problem.line, problem.code) for problem in snapshot.problems] == [(2, "quote-malformed")]
    else:
        assert snapshot.article is not None
        assert snapshot.article.paragraphs == (line,)


@pytest.mark.parametrize("space", ["\u00a0", "\t", "\u2009", "\u3000", " \t\u00a0 "], ids=code_points)
def test_any_space_may_stand_between_and_around_the_fields(space: str) -> None:
    line = "SYM 74.48 Increased By ▲ 0.23 (0.31%)"
    assert only_quote(f"{space}{line.replace(' ', space)}{space}") == only_quote(line)


def test_two_hundred_thousand_quote_lines_are_all_read() -> None:
    page = "\n".join(f"S{number} 4.61 No Change ▼ 0.00 (0%)" for number in range(200_000))
    snapshot = parse_snapshot(page)
    assert len(snapshot.quotes) == 200_000
    assert snapshot.quotes[-1].symbol == "S199999"
    assert snapshot.problems == ()


def test_two_hundred_thousand_bad_lines_are_each_a_problem() -> None:
    page = "\n".join(f"S{number} abc No Change ▼ 0.00 (0%)" for number in range(200_000))
    snapshot = parse_snapshot(f"{page}\n{GOOD}")
    assert [problem.line for problem in snapshot.problems] == list(range(1, 200_001))
    assert len(snapshot.quotes) == 1


# written and read back


symbols = st.from_regex(r"[A-Z0-9][A-Z0-9.&-]{0,15}", fullmatch=True)


def digits(places: int) -> st.SearchStrategy[Decimal]:
    """Return amounts from nothing on with so many places."""
    return st.decimals(min_value=0, max_value=999_999, places=places, allow_nan=False, allow_infinity=False)


amounts = st.integers(0, 4).flatmap(digits)


@given(st.one_of(symbols, st.sampled_from(sorted(INDEX_SYMBOLS))), amounts, amounts, amounts, st.booleans())
@pytest.mark.parametrize("direction", Direction)
def test_a_quote_of_any_symbol_and_direction_is_read_back_as_it_was_written(
    direction: Direction, symbol: str, price: Decimal, change: Decimal, percent: Decimal, has_arrow: bool
) -> None:
    sign = {Direction.UP: 1, Direction.DOWN: -1, Direction.UNCHANGED: 0}[direction]
    original = Quote(
        symbol=symbol, price=price, direction=direction, change=abs(change) * sign, percent=abs(percent) * sign
    )
    snapshot = parse_snapshot(format_quote(original, arrow=has_arrow))
    assert (*snapshot.quotes, *snapshot.indices) == (original,)
    (found,) = (*snapshot.quotes, *snapshot.indices)
    assert found.model_dump_json() == original.model_dump_json()
    assert bool(snapshot.indices) == original.is_index
    assert bool(snapshot.problems) != percent_follows(original)


@given(st.from_regex(r"[A-Z][A-Z0-9]{0,7}", fullmatch=True), prices, prices, st.booleans())
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
