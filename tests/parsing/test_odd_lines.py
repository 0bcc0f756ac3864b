"""Lines that were meant as quotes and are none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsing import Snapshot, parse_snapshot
from parsing.quotes import format_quote
from tests.builders import quote

ABOVE, BELOW = quote("HUBC"), quote("PPL", "123.60", "0.70")
LINES = [
    "AIRLINK 74.48 Increased By ▲ 0.23 (0.31%)",
    "BOP 5.03 Decreased By ▼ -0.02 (-0.4%)",
    "KEL 4.61 No Change ▼ 0.00 (0%)",
    "A.B-C&D 9.00 No Change ▼ 0.00 (0%)",
    "KSE100 75,312 Increased By 381 (0.51%)",
]


def between(*lines: str) -> Snapshot:
    """Return the snapshot of a page with lines between two good ones, which stay."""
    snapshot = parse_snapshot("\n".join([format_quote(ABOVE), *lines, format_quote(BELOW)]))
    assert snapshot.quotes[0] == ABOVE
    assert snapshot.quotes[-1] == BELOW
    return snapshot


def faults(snapshot: Snapshot) -> list[tuple[int, str]]:
    """Return line and code of each problem."""
    return [(problem.line, problem.code) for problem in snapshot.problems]


@pytest.mark.parametrize("line", LINES)
def test_a_quote_that_is_broken_over_two_lines_is_told_wherever_it_was_torn(line: str) -> None:
    for place in range(1, len(line)):
        snapshot = between(line[:place], line[place:])
        assert (2, "quote-broken") in faults(snapshot), line[:place]
        symbol_is_torn = place < line.index(" ") and line[place].isalnum()
        assert len(snapshot.quotes) + len(snapshot.indices) == (3 if symbol_is_torn else 2)
        assert snapshot.article is None


@given(st.sampled_from(LINES), st.data(), st.sampled_from(["\n", "\r\n", "\r"]))
def test_a_torn_quote_is_told_at_the_end_of_a_page_too(line: str, data: st.DataObject, end: str) -> None:
    place = data.draw(st.integers(line.index(" "), len(line) - 1))
    snapshot = parse_snapshot(f"{format_quote(ABOVE)}{end}{line[:place]}{end}{line[place:]}{end}")
    assert snapshot.quotes == (ABOVE,)
    assert faults(snapshot) == [(2, "quote-broken")]


@pytest.mark.parametrize("line", LINES)
def test_a_last_line_that_is_cut_off_is_told_wherever_the_page_ends(line: str) -> None:
    for place in range(1, len(line)):
        snapshot = parse_snapshot(f"{format_quote(ABOVE)}\n{line[:place]}")
        ((number, code),) = faults(snapshot)
        assert number == 2
        assert code in {"quote-cut-off", "quote-malformed"}, line[:place]
        assert snapshot.quotes == (ABOVE,)
        assert snapshot.article is None


@pytest.mark.parametrize("line", LINES)
def test_so_is_one_that_is_cut_inside_a_character(line: str) -> None:
    document = f"{format_quote(ABOVE)}\n{line}".encode()
    for size in range(len(format_quote(ABOVE).encode()) + 2, len(document)):
        snapshot = parse_snapshot(document[:size])
        assert snapshot.quotes == (ABOVE,)
        assert 2 in {problem.line for problem in snapshot.problems}
        assert snapshot.article is None


def test_the_message_names_the_part_that_cannot_be_read() -> None:
    for line, part in {
        "hubc 1.00 Increased By ▲ 0.02 (2.04%)": "symbol",
        "SYM abc Increased By ▲ 0.02 (2.04%)": "price",
        "SYM 1.00 increased by ▲ 0.02 (2.04%)": "direction",
        "SYM 1.00 Increased By ▲ x (2.04%)": "change",
        "SYM 1.00 Increased By ▲ 0.02 (x%)": "percentage",
        "SYM 1.00 Increased By ▲ 0.02 (2.04%) x": "form",
    }.items():
        (problem,) = between(line).problems
        assert (problem.line, problem.code, problem.excerpt) == (2, "quote-malformed", line)
        assert f"its {part} cannot" in problem.message


@pytest.mark.parametrize(
    "line",
    [
        f"{LINES[0]} {LINES[1]}",
        f"PSX: {LINES[0]}",
        f"{LINES[0]} KARACHI: Kites rose over the roofs of the old town on Monday, and nobody knew why they did so.",
        " ".join(LINES * 50),
    ],
)
def test_two_quotes_on_one_line_or_a_quote_within_a_line_are_told_and_not_taken_for_prose(line: str) -> None:
    snapshot = between(line)
    assert faults(snapshot) == [(2, "quote-malformed")]
    assert snapshot.article is None
    assert len(snapshot.quotes) == 2


@pytest.mark.parametrize("line", ["HU", "hubc", "HUBC 1.00", "Increased By ▲ 0.02 (2.04%)", "▲ 0.02 (2.04%)", "(0%)"])
def test_a_scrap_of_a_quote_is_a_problem_or_stays_to_be_read(line: str) -> None:
    snapshot = between(line)
    assert faults(snapshot) == [(2, "quote-broken")] or line in repr(snapshot.article)


@pytest.mark.parametrize(
    "line",
    [
        "Exports of cotton Increased By 4.2% over the year, and the harvest of mangoes did so too.",
        "Tea prices increased by 4.2 (3%)",
        "GDP 2024 increased by 4.2 per cent in the year",
        "No Change at the top of the club",
        "By the river (2%)",
    ],
)
def test_a_sentence_or_headline_with_the_words_of_a_quote_is_none(line: str) -> None:
    snapshot = parse_snapshot(f"{format_quote(ABOVE)}\n\n{line}\n\nKites rose over the roofs of the old town.\n")
    assert snapshot.problems == ()
    assert line in repr(snapshot.article)


def test_what_looks_like_a_quote_below_the_closing_line_is_a_readers_and_told() -> None:
    snapshot = parse_snapshot(f"{format_quote(ABOVE)}\n\nComments\n\n{format_quote(BELOW)}\nA 1 No Change x\nwell\n")
    assert snapshot.quotes == (ABOVE,)
    assert faults(snapshot) == [(5, "quote-below-end"), (6, "quote-below-end")]
    assert faults(parse_snapshot(f"\n{format_quote(ABOVE)}\n\nComments\n\n{format_quote(BELOW)}\n")) == [
        (6, "quote-below-end")
    ]


@pytest.mark.parametrize(
    "line",
    ["PPL 123.60 ▲ 0.70 (0.57%)", "UBL 122.75 Up By ▲ 5.23 (4.45%)", "MCB 122.75 Rose 5.23 (4.45%)"],
)
def test_a_quote_with_a_direction_that_nobody_knows_is_told(line: str) -> None:
    snapshot = parse_snapshot(f"HUBC 136.50 Increased By ▲ 0.66 (0.49%)\n{line}\n")
    assert faults(snapshot) == [(2, "quote-malformed")]
    assert snapshot.article is None


def test_a_quote_that_is_torn_over_three_lines_is_told_once() -> None:
    torn = "PPL\n123.60 Increased By\n▲ 0.70 (0.57%)"
    snapshot = parse_snapshot(f"OGDC 1.10 Increased By ▲ 0.10 (10%)\n{torn}\n\nTalks open\n\nAFP 20 Dec, 2023\n")
    assert faults(snapshot) == [(2, "quote-broken")]
    assert snapshot.article is not None
    assert snapshot.article.title == "Talks open"


def test_nothing_is_cut_off_where_no_quote_was_above() -> None:
    assert faults(parse_snapshot("Talks open\nHUBC")) == [(0, "no-quotes")]


def test_a_line_that_breaks_off_may_end_in_spaces() -> None:
    assert faults(parse_snapshot(f"{format_quote(ABOVE)}\nWTL 1.40 Incr  ")) == [(2, "quote-cut-off")]


def test_a_symbol_with_text_between_it_and_a_quote_is_not_torn_from_it() -> None:
    assert faults(between("HU", "Kites rose over the roofs of the old town on Monday.")) == []


def test_what_stands_on_both_sides_of_a_quote_is_not_one_that_is_torn() -> None:
    first, last = "PPL 123.60", "Increased By ▲ 0.70 (0.57%)"
    assert faults(between(first, last)) == [(2, "quote-broken")]
    assert (2, "quote-broken") not in faults(between(first, format_quote(ABOVE), last))
