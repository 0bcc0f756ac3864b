"""Which articles name a symbol: in capitals as it is written, or by its company's name."""

from dataclasses import replace

import pytest

from parsing import Article
from tests.builders import quote, refreshed
from tui.market import MarketState, apply
from tui.mentions import headlines_naming, names


@pytest.mark.parametrize(
    ("symbol", "text", "is_named"),
    [
        ("HUBC", "HUBC rises", True),
        ("HUBC", "(HUBC)", True),
        ("HUBC", "HUBCO rises", False),
        ("HUBC", "hubc rises", False),
        ("HUBC", "Shares of hub\npower rise", True),
        ("HUBC", "The hub powers on", False),
        ("POWER", "A cut of power", False),
        ("POWER", "POWER rises", True),
        ("POWER", "Power Cement rises", True),
        ("PACE", "At a slow pace", False),
        ("SYM", "Gym and sym", False),
        ("UNITY", "Unity and faith", False),
        ("UNITY", "UNITY FOODS", True),
        ("SEARL", "searl", False),
        ("OGDC", "Oil & Gas Development found gas", True),
        ("DGKC", "DxG. Khan Cement", False),
        ("NOBODY", "Nobody has a name", False),
    ],
)
def test_a_symbol_counts_in_capitals_and_a_name_in_whole_words(symbol: str, text: str, is_named: bool) -> None:
    assert names(Article(title=text), symbol) is is_named


@pytest.mark.parametrize("part", ["title", "standfirst", "paragraphs"])
def test_it_may_stand_in_the_title_the_standfirst_or_a_paragraph(part: str) -> None:
    told = "Profit of HUBC doubles"
    article = Article.model_validate({part: told if part == "title" else ("First", told)})
    assert names(article, "HUBC")


def test_every_source_is_looked_through_and_an_article_of_two_comes_once() -> None:
    state = MarketState()
    for source, told in (("a.txt", "HUBC rises"), ("b.txt", "HUBC rises"), ("c.txt", "HUBC falls"), ("d.txt", "Rain")):
        state = apply(
            state, refreshed(quote(), source=source, body=f"{told}\n\nAFP 20 Dec, 2023\n\nLAHORE: So it is.\n")
        )
    assert {article.title for article in headlines_naming("HUBC", state)} == {"HUBC rises", "HUBC falls"}
    assert len(headlines_naming("HUBC", state)) == 2
    assert headlines_naming("BOP", state) == ()


def test_the_article_in_the_reader_comes_first() -> None:
    state = apply(MarketState(), refreshed(quote(), body="HUBC falls\n\nAFP 20 Dec, 2023\n\nLAHORE: So it is.\n"))
    read = Article(title="HUBC rises")
    titles = [article.title for article in headlines_naming("HUBC", replace(state, article=read))]
    assert titles == ["HUBC rises", "HUBC falls"]
