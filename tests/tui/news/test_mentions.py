"""Which symbols a text names: in capitals as they are written, or by their companies' names, and nothing else."""

import re
import subprocess
import sys
from typing import Final, NamedTuple

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from parsing import Article
from tests.tui.mention_cases import ARTICLES
from tui.news.mentions import mentions, mentions_in_table, symbols_in
from tui.prices.company_names import NAMES, WORDS
from tui.prices.names import USUAL, Names, folded

_MARKED = re.compile(r"\{(?P<symbol>[^:{}]+):(?P<text>[^{}]+)\}")
_PIECES = st.sampled_from(
    (*NAMES, *(name for names in NAMES.values() for name in names), *"().,'&-–\n ", "\n\n", "and", "closed", "Rs6.72")
)
PROSE = st.one_of(st.text(max_size=60), st.lists(_PIECES, max_size=12).map(" ".join), st.lists(_PIECES).map("".join))


_LONG: Final = 200_000
_ENOUGH: Final = 60
"""Seconds for so many characters on a machine that is busy: in proportion to them it is one or two, else many minutes.
"""


class Marked(NamedTuple):
    """An article without its marks, and what they say: the symbols with their places, and how many traps."""

    text: str
    named: set[tuple[str, int]]
    traps: int


def marked(article: str) -> Marked:
    """Return the article as it reads, and what its marks say."""
    text, place, named, traps = "", 0, set(), 0
    for mark in _MARKED.finditer(article):
        text += article[place : mark.start()]
        if mark["symbol"] == "-":
            traps += 1
        else:
            named.add((mark["symbol"], len(text)))
        text, place = text + mark["text"], mark.end()
    return Marked(text + article[place:], named, traps)


def symbols(text: str, names: Names = USUAL) -> list[str]:
    """Return the symbols that the text names, in its order."""
    return [mention.symbol for mention in mentions(text, names)]


def words(text: str) -> list[str]:
    """Return the words of a name or of what a text has for it, as they are compared."""
    return [folded(word) for word in re.findall(r"\w+|&", text)]


def test_of_a_hundred_mentions_and_traps_hardly_one_is_taken_for_the_other() -> None:
    articles = [marked(article) for article in ARTICLES]
    right = found = wanted = 0
    for article in articles:
        told = {(mention.symbol, mention.start) for mention in mentions(article.text, USUAL)}
        right, found, wanted = right + len(told & article.named), found + len(told), wanted + len(article.named)
    traps, spread = (
        sum(article.traps for article in articles),
        {name for article in articles for name, _ in article.named},
    )
    precision, recall = right / found, right / wanted
    print(f"precision {precision:.4f}, recall {recall:.4f}: {wanted} mentions of {len(spread)} symbols, {traps} traps")
    assert wanted >= 410
    assert traps >= 290
    assert len(spread) >= 130
    assert precision >= 0.98
    assert recall >= 0.98


@pytest.mark.parametrize(
    ("symbol", "text", "is_named"),
    [
        ("HUBC", "HUBC rises", True),
        ("HUBC", "(HUBC)", True),
        ("HUBC", "HUBCO rises", True),
        ("HUBC", "HUBCX rises", False),
        ("HUBC", "hubc rises", False),
        ("HUBC", "Shares of Hub\npower rise", False),
        ("HUBC", "Shares of Hub\n  Power rise", True),
        ("HUBC", "The hub powers on", False),
        ("HUBC", "In Hub. Power is scarce", False),
        ("POWER", "A cut of power", False),
        ("POWER", "POWER rises", True),
        ("POWER", "POWER CUTS RISE", False),
        ("POWER", "POWER 6.72", True),
        ("POWER", "Power Cement rises", True),
        ("PACE", "At a slow pace", False),
        ("PACE", "PACE (PAKISTAN) LIMITED", True),
        ("SYM", "Gym and sym", False),
        ("UNITY", "Unity and faith", False),
        ("UNITY", "UNITY FOODS", True),
        ("SEARL", "searl", False),
        ("OGDC", "Oil & Gas Development found gas", True),
        ("OGDC", "Oil and gas development is slow", False),
        ("DGKC", "DxG. Khan Cement", False),
        ("DGKC", "D. G. Khan Cement", True),
        ("KSE100", "the KSE-100 index", True),
        ("HBL", "the HBL PSL", False),
        ("FFC", "the Federal Flood Commission (FFC)", False),
        ("FFC", "Fauji Fertilizer Company (FFC)", True),
        ("NOBODY", "Nobody has a name", False),
        ("BOP", "BOP opens 40 branches", True),
        ("BOP", "BOP said on Monday that it would", True),
        ("BOP", "trading returned to BOP, with volumes of 3 million", True),
        ("BOP", "BOP announced a payout", True),
        ("BOP", "the board of BOP met", True),
        ("BOP", "the BOP deficit", False),
        ("BOP", "BOP support of the IMF was announced", False),
        ("BOP", "the BOP", False),
        ("PTC", "PTC said that cadets had arrived", False),
        ("POL", "POL prices rise", False),
        ("POL", "POL posted a profit", True),
        ("AGP", "the AGP told the court", False),
        ("FATIMA", "Fatima said so", False),
        ("FATIMA", "FATIMA said so", True),
        ("SYS", "Systems Limited said so", True),
        ("SYS", "Heavy Systems Limited said so", False),
        ("SYS", "At Systems Limited all is well", True),
        ("MLCF", "Maple Leaf makes cement", True),
        ("MLCF", "MAPLE LEAF RAISES CEMENT PRICES", True),
        ("MLCF", "the Maple Leaf of Canada, and cement", False),
        ("MLCF", "the Maple Leaf", False),
        ("MLCF", "Above the cement works the Maple Leaf flies", False),
        ("MLCF", "DGKC and Maple Leaf rose", True),
    ],
)
def test_a_symbol_counts_in_capitals_and_a_name_in_whole_words(symbol: str, text: str, is_named: bool) -> None:
    assert (symbol in symbols(text)) is is_named


@pytest.mark.parametrize(
    "name", ["Fauji Fertilizer Bin Qasim", "FAUJI FERTILISER\nBIN QASIM", "Fauji Fertiliser Bin-Qasim"]
)
def test_the_longest_name_counts_and_however_it_is_spaced(name: str) -> None:
    assert symbols(f"{name}’s board met") == ["FFBL"]


@pytest.mark.parametrize(
    "text", ["https://x.com/HUBC", "www.HUBC.example", "HUBC@example.com", "@HUBC", "psx.com.pk/HUBC", "HUBC.pdf"]
)
def test_nothing_counts_in_an_address(text: str) -> None:
    assert symbols(f"See {text} for more") == []


def test_a_symbol_without_a_name_counts_like_one_with_a_name_but_not_as_a_word_in_a_line_of_capitals() -> None:
    names = USUAL.with_tickers(["GEM", "BRK.B", "786", "F"])
    assert symbols("GEM rises", names) == ["GEM"]
    assert symbols("WHAT A GEM OF A DAY", names) == []
    assert symbols("PRICE OF GEM (GEM) UP", names) == ["GEM"]
    assert symbols("BRK.B: 786 to F", names) == ["BRK.B"]
    assert symbols("GEM rises", USUAL) == []


def test_names_that_the_user_adds_are_found_and_the_usual_ones_stay() -> None:
    names = Names.of_settings({"QUIZ": ("Quiz Mills",), "HUBC": ("حب پاور",), "PIAHCLA": ("PIA",)})
    assert symbols("Quiz Mills, حب پاور, Hubco and PIA", names) == ["QUIZ", "HUBC", "HUBC", "PIAHCLA"]


@pytest.mark.parametrize("part", ["title", "standfirst", "paragraphs"])
def test_it_may_stand_in_the_title_the_standfirst_or_a_paragraph(part: str) -> None:
    told = "Profit of HUBC doubles"
    article = Article.model_validate({part: told if part == "title" else ("First", told)})
    assert symbols_in(article, USUAL) == ("HUBC",)


def test_an_article_names_each_symbol_once_in_the_order_of_its_text() -> None:
    article = Article(title="Hubco falls", standfirst=("PSO too",), paragraphs=("HUBC fell.", "OGDC and PSO rose."))
    assert symbols_in(article, USUAL) == ("HUBC", "PSO", "OGDC")


def test_a_name_that_others_have_counts_by_what_its_own_paragraph_is_about() -> None:
    assert symbols("Cement sells.\n\nA Maple Leaf fell.") == []
    assert symbols("Cement sells.\n\nMaple Leaf lit a kiln.") == ["MLCF"]


CLOSING = """\
=====================================
Company          Close     Change
-------------------------------------
HUBC             98.10      +0.40
1.  POWER         6.72      -0.11
| BOP | 5.33 | 0.02 |
KEL 5.24   FATIMA 94.1   SYS    411
UNITY Foods      23.85      +0.05
Total of KEL      1.00       2.00
MARI
=====================================
"""


def test_in_a_table_symbols_count_in_cells_of_their_own() -> None:
    found = mentions_in_table(CLOSING, USUAL)
    assert [mention.symbol for mention in found] == ["HUBC", "POWER", "BOP", "KEL", "FATIMA", "SYS"]
    assert [CLOSING[mention.start : mention.end] for mention in found] == [mention.symbol for mention in found]


@pytest.mark.parametrize(
    ("table", "found"),
    [
        ("BOP     -1.2    -0.9\nExports  2.4     2.5", []),
        ("POL     1,200   1,310\nWheat     90      85", []),
        ("POWER   6.72    0.11\nPACE    2.41    0.02", []),
        ("POWER   6.72    0.11\nPACE    2.41    0.02\nSILK    0.97    0.00", ["POWER", "PACE", "SILK"]),
        ("POWER   PACE    KEL", ["KEL"]),
        ("Date      HUBC      PSO\n1 May    98.10   170.20", ["HUBC", "PSO"]),
        ("POWER GENERATION   6.72\nHUBC POWER COMPANY   98.10", []),
        ("Hub Power   98.10\nhubc   98.10", []),
        ("786   1.2\nGEM   1.2   3.4", []),
        ("786   1.2\nGEM   1.2   3.4\nKEL   5.2   0.1", ["GEM", "KEL"]),
        ("KEL\t5.24\t(0.2)\nOGDC│222.49│PPL│Rs191", ["KEL", "OGDC", "PPL"]),
        ("", []),
    ],
)
def test_in_a_table_a_symbol_that_is_a_word_needs_a_figure_and_others_beside_it(table: str, found: list[str]) -> None:
    names = USUAL.with_tickers(["GEM", "786"])
    assert [mention.symbol for mention in mentions_in_table(table, names)] == found


def test_the_tables_of_an_article_are_searched_after_its_paragraphs() -> None:
    article = Article(title="PSO gains", paragraphs=("OGDC fell.",), tables=("HUBC   98.10\nPSO   170.20\nKEL   5.24",))
    assert symbols_in(article, USUAL) == ("PSO", "OGDC", "HUBC", "KEL")


@pytest.mark.parametrize(
    "piece",
    [
        "BOP said so. ",
        "HUBC   ",
        "POL, ",
        "Maple Leaf cement ",
        " ",
        "|",
        "A ",
        "9 ",
        "BOP of ",
        "(BOP ",
        "HUBC\n",
        "A-B.",
    ],
)
@pytest.mark.timeout(_ENOUGH)
def test_a_long_text_takes_no_longer_than_its_length_tells(piece: str) -> None:
    text = piece * (_LONG // len(piece))
    assert all(mention.end <= len(text) for mention in (*mentions_in_table(text, USUAL), *mentions(text, USUAL)))


def test_of_ten_thousand_symbols_each_is_found() -> None:
    tickers = [f"Q{number}X" for number in range(10_000)]
    assert symbols(" so ".join(tickers), Names(tickers=frozenset(tickers))) == tickers


@given(PROSE)
def test_mentions_stand_in_order_do_not_overlap_and_have_the_symbol_or_its_name_at_their_places(text: str) -> None:
    last = 0
    for symbol, start, end in mentions(text, USUAL):
        assert last <= start < end <= len(text)
        told = text[start:end]
        assert told == symbol or words(told) in [words(name) for name in USUAL.all_of(symbol)]
        last = end


@given(PROSE, PROSE, st.sampled_from(sorted(NAMES)))
def test_a_symbol_in_brackets_is_found_in_any_prose(before: str, after: str, symbol: str) -> None:
    text = f"{before}; so ({symbol}) {after}"
    assume("".join(word[0] for word in words(before + " so"))[-len(symbol) :] != symbol.lower())
    start = len(before) + len("; so (")
    assert (symbol, start, start + len(symbol)) in mentions(text, USUAL)


@given(PROSE, PROSE)
def test_each_paragraph_is_read_for_itself(first: str, second: str) -> None:
    between = "\n\n"
    shift = len(first) + len(between)
    moved = [(symbol, start + shift, end + shift) for symbol, start, end in mentions(second, USUAL)]
    assert [*mentions(first, USUAL), *moved] == list(mentions(first + between + second, USUAL))


@given(st.sampled_from(sorted(set(NAMES) - WORDS)), st.text(alphabet="abc ,.;", max_size=30))
def test_a_symbol_that_is_no_word_needs_nothing_around_it(symbol: str, prose: str) -> None:
    assert symbol in symbols(f"the {prose} {symbol} {prose}")


def test_what_is_looked_for_is_compiled_only_then_and_all_of_it_can_be() -> None:
    fresh = (
        "from tui.news import mentions, surroundings as s\n"
        "told = [w for of in (vars(s), s.OTHERWISE, s.TOPICS) for w in of.values() if isinstance(w, s.LazyPattern)]\n"
        "assert len(told) > 30 and not any('form' in vars(w) for w in told)\n"
        "assert all(w.form.pattern for w in told)\n"
    )
    subprocess.run([sys.executable, "-c", fresh], check=True)
