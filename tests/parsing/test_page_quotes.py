"""Quotes in the visible text of a page, which HTML parts into pieces as it likes."""

import pytest

from parsing.page_quotes import read_page_quotes

HUBC = "HUBC 136.50 Increased By ▲ 0.66 (0.49%)"
PPL = "PPL 123.60 Decreased By ▼ -0.70 (-0.56%)"
PIECES = "OGDC\n12.00\nNo Change\n▼\n0.00\n( 0% )"
UNKNOWN = "UBL 122.75 Up By ▲ 5.23 (4.45%)"
STORY = "Kites rose over the roofs of the old town.\n" * 10


def read(visible: str, *comments: tuple[int, int]) -> tuple[list[str], list[str], list[str]]:
    """Return the text of the page where quotes were found, the symbols that were read, and the codes of problems."""
    found, quotes = read_page_quotes(visible, visible, comments)
    texts = [visible[quote.start : quote.end] for quote in found]
    return texts, [quote.symbol for quote in quotes.quotes], [problem.code for problem in quotes.problems]


@pytest.mark.parametrize("between", ["\n", f"\n{STORY}\n"])
def test_each_quote_is_found_where_it_stands_in_pieces_or_not(between: str) -> None:
    texts, symbols, codes = read(between.join([STORY, HUBC, PIECES, PPL]))
    assert [text.strip() for text in texts] == [HUBC, PIECES, PPL]
    assert (symbols, codes) == (["HUBC", "OGDC", "PPL"], [])


def test_what_was_meant_as_a_quote_is_told_once_wherever_it_stands() -> None:
    lines = [UNKNOWN, HUBC, STORY, PPL, "MCB 1.00 Rose 0.10 (11.11%)", "WTL 1.40 Increased By ▲", STORY]
    texts, symbols, codes = read("\n".join(lines))
    assert [text.strip() for text in texts] == [UNKNOWN, HUBC, PPL, lines[4], lines[5]]
    assert symbols == ["HUBC", "PPL"]
    assert codes == ["quote-malformed"] * 3


def test_the_words_before_a_direction_are_its_own_and_not_those_of_the_quote_above() -> None:
    assert read(f"{PIECES}\nIncreased By ▲ 0.70 (0.57%)") == ([PIECES], ["OGDC"], [])


def test_a_symbol_at_the_end_of_a_sentence_is_not_that_of_a_quote() -> None:
    price = "136.50 Increased By ▲ 0.66 (0.49%)"
    assert read(f"Kites rise over HUBC\n{price}\n") == ([price], [], ["quote-malformed"])


def test_a_direction_alone_in_its_piece_takes_what_may_be_its_figures_along() -> None:
    rest = "Increased By\n▲ 0.66 (0.49%)"
    assert read(f"HUBC\n{rest}\n") == ([rest], [], ["quote-malformed"])
    assert read(f"{rest}\n") == ([rest], [], [])
    assert read("HUBC\nNo Change\nand so on\n") == (["No Change"], [], [])


@pytest.mark.parametrize("said", [UNKNOWN, "ENGRO 1.00 No Change ▼ 0.00 (0%)", "MCB abc Increased By ▲ 0.10 (1%)"])
@pytest.mark.parametrize("place", range(3))
def test_what_readers_write_in_any_of_their_places_is_no_quote_and_told(place: int, said: str) -> None:
    areas = [said if area == place else "So it is." for area in range(3)]
    visible, stretches = f"{HUBC}\n", []
    for area in areas:
        stretches.append((len(visible), len(visible) + len(area)))
        visible += f"{area}\nAnd so on.\n"
    texts, symbols, codes = read(f"{visible}{PPL}\n", *stretches)
    assert [text.strip() for text in texts] == [HUBC, PPL]
    assert (symbols, codes) == (["HUBC", "PPL"], ["quote-below-end"])


def test_a_direction_in_the_middle_of_a_sentence_is_none() -> None:
    assert read("Kites were Increased By the wind, and No Change is to be seen.\n") == ([], [], [])


def test_what_readers_only_repeat_is_not_told() -> None:
    below = f"{HUBC}\n\nComments\n\n"
    assert read(f"{below}{HUBC}\n{PPL}\n") == ([HUBC], ["HUBC"], ["quote-below-end"])
    assert read(f"{below}{HUBC}\n") == ([HUBC], ["HUBC"], [])


@pytest.mark.parametrize(
    ("visible", "lines"),
    [
        (PIECES, ["OGDC 12.00 No Change ▼ 0.00 (0%)"]),
        ("UBL\n122.75\nUp By\n▲\n5.23\n( 4.45% )", [UNKNOWN]),
        ("HUBC\nIncreased By\n▲ 0.66 (0.49%)\n", ["HUBC Increased By ▲ 0.66 (0.49%)"]),
        ("HUBC\nNo Change\nand so on\n", ["HUBC No Change"]),
        (
            f"{PIECES}\nIncreased By\n▲ 0.70 (0.57%)",
            ["OGDC 12.00 No Change ▼ 0.00 (0%)", "Increased By ▲ 0.70 (0.57%)"],
        ),
    ],
)
def test_a_quote_in_pieces_is_the_line_that_a_text_page_would_have(visible: str, lines: list[str]) -> None:
    found, _ = read_page_quotes(visible, visible)
    assert [quote.line for quote in found] == lines


@pytest.mark.parametrize(
    ("html", "lines"),
    [
        (f"{UNKNOWN}\n{HUBC}\n{UNKNOWN}", [1, 3]),
        (f"\n{UNKNOWN}\n{HUBC}\n\n{UNKNOWN}", [2, 5]),
        (f"<script>\n</script>{UNKNOWN}<br>{HUBC}\n{UNKNOWN}", [2, 3]),
        (f"&#85;{UNKNOWN[1:]}\nWTL\n{HUBC}\n&#85;{UNKNOWN[1:]}", [0, 0]),
        (f"{UNKNOWN}\n{HUBC}\n{UNKNOWN}\nIncreased By", [0, 0]),
    ],
)
def test_a_problem_is_at_its_line_of_the_source_or_at_none(html: str, lines: list[int]) -> None:
    _, quotes = read_page_quotes(f"{UNKNOWN}\n{HUBC}\n{UNKNOWN}\n", html)
    assert [problem.line for problem in quotes.problems] == lines


def test_problems_above_the_closing_line_and_below_it_are_all_told() -> None:
    codes = read(f"{UNKNOWN}\n{HUBC}\n{STORY}\nComments\n{PPL}\nMCB 1.00 Rose 0.10 (11.11%)\n")[2]
    assert codes == ["quote-malformed", "quote-below-end", "quote-below-end"]


def test_a_ticker_at_the_foot_is_the_pages_own_though_a_spoilt_quote_stands_above_it() -> None:
    html = f"{UNKNOWN}\n{STORY}\nComments\nHUBC 136.50 <b>Increased By</b> ▲ 0.66 (0.49%)\n"
    _, quotes = read_page_quotes(html.replace("<b>", "").replace("</b>", ""), html)
    assert [quote.symbol for quote in quotes.quotes] == ["HUBC"]
