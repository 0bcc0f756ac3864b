"""The article of an HTML page: which heading is its title, which blocks are its body."""

import pytest

from parsing import Article, parse_snapshot
from parsing.draft import Draft
from parsing.page_article import take_blocks
from parsing.page_body import Block, Kind
from tests.html_pages import json_ld

PROSE = "Kites rose over the roofs of the old town on Monday, and nobody knew why they did so."
MORE = "They fell over the bridge of the new town on Tuesday, and everybody knew why they did."
PAPER = '<meta property="og:site_name" content="Business Recorder">'


def article_of(body: str, head: str = "") -> Article | None:
    """Return the article of a page of the paper."""
    return parse_snapshot(f"<!doctype html><html><head>{PAPER}{head}</head><body>{body}</body></html>").article


def taken(*blocks: tuple[Kind, str], said: str = "") -> Draft:
    """Return the draft of a story titled "Kites rise", by Ali Khan, after the blocks."""
    draft = Draft(title="Kites rise", byline="Ali Khan", section="World")
    take_blocks([Block(kind, text) for kind, text in blocks], draft, said)
    return draft


# the title


@pytest.mark.parametrize(
    ("headings", "title"),
    [
        ("<h1>Kites rise</h1>", "Kites rise"),
        ("<h1>Business Recorder</h1><h1>Kites rise</h1>", "Kites rise"),
        ("<h1>Elsewhere</h1><h1 class='x story__title y'>Kites  rise</h1>", "Kites rise"),
        ("<h1></h1><h1>Kites <b>rise</b></h1>", "Kites rise"),
        ("<h1><b>Business Recorder</b></h1><h1><b>Kites rise</b></h1>", "Kites rise"),
    ],
)
def test_the_title_is_the_first_heading_that_is_not_the_papers_name(headings: str, title: str) -> None:
    article = article_of(f"{headings}<div class='story__content'><p>{PROSE}</p></div>")
    assert article is not None
    assert (article.title, article.paragraphs) == (title, (PROSE,))


@pytest.mark.parametrize(
    ("told", "title"),
    [
        ("Kites rise over …", "Kites rise over the town"),
        ("Kites climb", "Kites climb"),
        ("", "Kites rise over the town"),
    ],
)
def test_the_headline_for_machines_is_the_title_unless_it_is_cut_short(told: str, title: str) -> None:
    record = json_ld({"@type": "Article", "headline": told})
    article = article_of(f"<h1>Kites rise over the town</h1><div class='story__content'><p>{PROSE}</p></div>", record)
    assert article is not None
    assert article.title == title


@pytest.mark.parametrize("title", ["Kites rise", "Kites <b>rise</b>", "\n Kites <b> </b> <i> rise </i>\n"])
def test_the_section_stands_above_the_title_however_that_is_marked_up(title: str) -> None:
    article = article_of(f"<p>World</p><h1>{title}</h1><div class='story__content'><p>{PROSE}</p></div>")
    assert article is not None
    assert (article.section, article.title) == ("World", "Kites rise")


def test_an_entry_of_a_menu_is_no_section_though_a_masthead_is_above_it() -> None:
    masthead = "<p>Brecorder Logo</p><p>May 28, 2021</p>"
    story = f"<h1>Kites rise</h1><div class='story__content'><p>{PROSE}</p></div>"
    article = article_of(f"{masthead}<nav>World</nav>{story}")
    assert article is not None
    assert (article.section, article.title) == (None, "Kites rise")


# where the story is


@pytest.mark.parametrize(
    "body",
    [
        f"<div class='story__content'><p>{PROSE}</p></div><p>x</p><div class='story__content'><p>{MORE}</p></div>",
        f"<div itemprop='articleBody'><p>{PROSE}</p><p>{MORE}</p></div><p>Share this story.</p>",
        f"<article><p>Menu</p><h1>Kites rise</h1><p>{PROSE}</p><p>{MORE}</p></article><p>Share this story.</p>",
        f"<main><div><h1>Kites rise</h1></div><p>{PROSE}</p><p>{MORE}</p></main><p>Share this story.</p>",
        f"<div><p>{PROSE}</p><p>{MORE}</p></div><p>Share this story.</p>",
        f"<article><p>{PROSE}</p><div>{MORE}</div></article>",
        f"<h1>Kites rise</h1><article><p>{PROSE}</p><p>{MORE}</p></article><p>Share this story.</p>",
        f"<h1>Kites rise</h1><main><p>{PROSE}</p><p>{MORE}</p></main><p>Share this story.</p>",
        f"<article><p>{MORE}</p></article><article><b><h1>Kites rise</h1></b><p>{PROSE}</p><p>{MORE}</p></article>",
        f"<main>{MORE}</main><main><b><h1>Kites rise</h1></b><p>{PROSE}</p><p>{MORE}</p></main>",
        f"<p>HUBC</p><p>1.00</p><p>Increased By ▲ 0.10 (11.11%)</p><p>{PROSE}</p><p>{MORE}</p>",
        f"<section><p>Menu</p><article><div><p>{PROSE}</p></div><p>{MORE}</p></article></section><p>{MORE}</p>",
    ],
)
def test_the_story_is_found_by_what_holds_it(body: str) -> None:
    article = article_of(body)
    assert article is not None
    assert article.paragraphs == (PROSE, MORE)


def test_a_page_without_a_story_gives_that_of_its_record() -> None:
    record = json_ld({"@type": "Article", "headline": "Kites rise", "articleBody": f"{PROSE}\n\n{MORE}"})
    article = article_of("<h1>Kites rise</h1>", record)
    assert article is not None
    assert article.paragraphs == (PROSE, MORE)


HEAD = "<h1>Kites rise</h1><p>Share by mail</p><p>Ali Khan</p><p>20 Dec, 2023 12:51pm</p>"


def test_what_stands_above_the_byline_is_not_said_again_in_the_story() -> None:
    article = article_of(f"<article>{HEAD}<p>{PROSE}</p></article>")
    assert article is not None
    assert (article.byline, article.paragraphs) == ("Ali Khan", (PROSE,))
    record = json_ld({"@type": "Article", "headline": "Kites rise", "articleBody": f"Share by mail\n\n{PROSE}"})
    article = article_of(HEAD, record)
    assert article is not None
    assert (article.byline, article.paragraphs) == ("Ali Khan", (PROSE,))


ELSEWHERE = "<h2 class='story__title'><a href='/1'><b>Story 1</b></a></h2>"


def test_the_story_of_a_page_without_title_is_what_holds_prose_in_an_article_of_its_own() -> None:
    article = article_of(f"<article><div><p><b>{PROSE}</b></p></div><p><b>{MORE}</b></p></article>{ELSEWHERE}")
    assert article is not None
    assert article.paragraphs == (PROSE, MORE)


def test_prose_that_stands_alone_is_an_excerpt_of_a_listing() -> None:
    article = article_of(f"<div><p>{PROSE}</p></div><div><p>{MORE}</p></div>{ELSEWHERE}")
    assert article is not None
    assert (article.related, article.paragraphs) == (("Story 1",), ())


def test_a_listing_gives_its_headlines_and_their_links() -> None:
    stories = "".join(
        f"<h{n} class='story__title'><a href='/{n}'>Story {n}</a></h{n}><p>{PROSE}</p>" for n in (2, 3, 4)
    )
    article = article_of(f"<article>{stories}</article><h2 class='story__title'><a>Story 5</a></h2>")
    assert article is not None
    assert article.related == ("Story 2", "Story 3", "Story 4", "Story 5")
    assert [(link.text, link.address) for link in article.links] == [(f"Story {n}", f"/{n}") for n in (2, 3, 4)]
    assert article.paragraphs == ()


# the blocks of the body


@pytest.mark.parametrize(
    "text",
    [
        *("Kites rise", "Ali Khan", "World", "3 Comments", "Photo: AFP", "Brecorder Logo", "Share by mail"),
        *("AFP Published 20 Dec, 2023 12:51pm", "HUBC 1.00 Increased By ▲ 0.10 (11.11%)", "Markets Print 2025-09-26"),
    ],
)
def test_what_the_head_says_is_not_said_again_above_the_first_paragraph(text: str) -> None:
    draft = taken((Kind.PARAGRAPH, text), (Kind.PARAGRAPH, PROSE), said="AliKhanSharebymail")
    assert draft.paragraphs == [PROSE]


def test_each_kind_of_block_goes_where_it_belongs() -> None:
    draft = taken(
        (Kind.BULLET, "Glue is dear"),
        (Kind.PARAGRAPH, "• So is paper"),
        (Kind.TABLE, "a  b\n1  2"),
        (Kind.TABLE, "HUBC 1.00 Increased By ▲ 0.10 (11.11%)\na  b"),
        (Kind.PARAGRAPH, f"KARACHI: {PROSE}"),
        (Kind.BULLET, "They are red"),
        (Kind.PARAGRAPH, "How to fly a kite in the wind"),
        (Kind.PARAGRAPH, "HUBC 1.00 Increased By ▲ 0.10 (11.11%)"),
        (Kind.RELATED, "Glue at its dearest"),
        (Kind.PREFORMATTED, f"{MORE}\n\na    b    c\n1    2    3"),
        (Kind.PARAGRAPH, f"{PROSE} " * 5),
    )
    assert draft.standfirst == ["Glue is dear", "So is paper"]
    assert draft.dateline == "KARACHI"
    assert draft.paragraphs == [PROSE, "They are red", MORE, f"{PROSE} " * 5]
    assert draft.related == ["How to fly a kite in the wind", "Glue at its dearest"]
    assert draft.tables == ["a  b\n1  2", "a    b    c\n1    2    3"]


def test_bullets_in_the_body_are_no_standfirst_where_there_is_one() -> None:
    draft = Draft(standfirst=["Glue is dear"])
    take_blocks([Block(Kind.BULLET, "So is paper"), Block(Kind.PARAGRAPH, PROSE)], draft)
    assert (draft.standfirst, draft.paragraphs) == (["Glue is dear"], [PROSE])


@pytest.mark.parametrize(("closing", "ends"), [("Comments", True), ("Copyright Business Recorder, 2021", True)])
def test_below_the_closing_line_readers_write(closing: str, ends: bool) -> None:
    draft = taken((Kind.PARAGRAPH, PROSE), (Kind.PARAGRAPH, closing), (Kind.PARAGRAPH, MORE))
    assert (draft.paragraphs == [PROSE]) is ends
    kept = taken((Kind.PARAGRAPH, PROSE), (Kind.TABLE, closing), (Kind.RELATED, closing), (Kind.PARAGRAPH, MORE))
    assert kept.paragraphs == [PROSE, MORE]
    counted = taken((Kind.PARAGRAPH, PROSE), (Kind.PARAGRAPH, "3 Comments"), (Kind.PARAGRAPH, MORE))
    assert counted.paragraphs == [PROSE]
