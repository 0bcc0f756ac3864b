"""Which symbols a text names: in capitals as they are written, or by their companies' names, and nothing else."""

import re
from typing import NamedTuple

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from parsing import Article
from tests.tui.mention_cases import ARTICLES
from tui.mentions import mentions, symbols_in
from tui.names import NAMES, USUAL, WORDS, Names, folded

_MARKED = re.compile(r"\{(?P<symbol>[^:{}]+):(?P<text>[^{}]+)\}")
_PIECES = st.sampled_from(
    (*NAMES, *(name for names in NAMES.values() for name in names), *"().,'&-–\n ", "\n\n", "and", "closed", "Rs6.72")
)
PROSE = st.one_of(st.text(max_size=60), st.lists(_PIECES, max_size=12).map(" ".join), st.lists(_PIECES).map("".join))


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
    assert wanted >= 80
    assert traps >= 80
    assert len(spread) >= 45
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
    names = Names.of_settings({"MARI": ("Mari Energies",), "HUBC": ("حب پاور",), "PIAHCLA": ("PIA",)})
    assert symbols("Mari Energies, حب پاور, Hubco and PIA", names) == ["MARI", "HUBC", "HUBC", "PIAHCLA"]


@pytest.mark.parametrize("part", ["title", "standfirst", "paragraphs"])
def test_it_may_stand_in_the_title_the_standfirst_or_a_paragraph(part: str) -> None:
    told = "Profit of HUBC doubles"
    article = Article.model_validate({part: told if part == "title" else ("First", told)})
    assert symbols_in(article, USUAL) == ("HUBC",)


def test_an_article_names_each_symbol_once_in_the_order_of_its_text() -> None:
    article = Article(title="Hubco falls", standfirst=("PSO too",), paragraphs=("HUBC fell.", "OGDC and PSO rose."))
    assert symbols_in(article, USUAL) == ("HUBC", "PSO", "OGDC")


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
