"""The body of an article from a piece of HTML, and the links of pages."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsing import Article, Link, parse_snapshot
from parsing.draft import Draft
from parsing.fragment import read_fragment, read_line
from tests.html_pages import html_page

PROSE = "The kite makers of the old town met on Monday and could not agree on the price of a reel of string."


def article_of(html: str, title: str = "Kites rise") -> Article:
    """Return the article that the fragment is the body of."""
    draft = Draft(title=title)
    assert read_fragment(html, draft) is None
    article = draft.article()
    assert article is not None
    return article


def story(body: str, head: str = "") -> Article:
    """Return the article of a page of the paper with this body."""
    article = parse_snapshot(
        f'<!doctype html><head><meta property="og:site_name" content="Business Recorder">{head}</head>'
        f'<body><h1 class="story__title">Kites rise</h1><div class="story__content"><p>{PROSE}</p>{body}</div></body>'
    ).article
    assert article is not None
    return article


def test_a_fragment_is_read_by_the_rules_of_pages() -> None:
    article = article_of(
        f"<ul><li>Reels dear</li></ul><p>LAHORE: {PROSE}</p><p><a href='/news/2'>Glue is dear</a></p><p>{PROSE}</p>"
        "<table><tr><td>Reel</td><td>12.50</td></tr></table>"
    )
    assert article.standfirst == ("Reels dear",)
    assert article.dateline == "LAHORE"
    assert article.paragraphs == (PROSE, PROSE)
    assert article.related == ("Glue is dear",)
    assert article.tables == ("Reel  12.50",)
    assert article.links == (Link(text="Glue is dear", address="/news/2"),)


def test_scripts_styles_comments_and_pictures_are_gone() -> None:
    article = article_of(
        f"<p>{PROSE}<script>alert('x')</script><style>p {{}}</style><!-- note --></p><img src='x' alt='y'>"
        "<svg><text>drawn</text></svg><template>kept</template><noscript>off</noscript><title>Tab</title>"
    )
    assert article.paragraphs == (PROSE,)


def test_what_the_item_says_already_is_not_said_again() -> None:
    assert article_of(f"<h2>Kites rise</h2><p>{PROSE}</p>").paragraphs == (PROSE,)


@pytest.mark.parametrize("html", ["", "   ", "<!-- -->", "<script>x</script>", "<img src=x onerror=y>", "</body>"])
def test_a_fragment_without_text_is_nothing(html: str) -> None:
    assert article_of(html).paragraphs == ()


def test_a_fragment_that_no_page_has_is_not_read() -> None:
    draft = Draft(title="Kites rise")
    assert read_fragment("<div>" * 30_000, draft) == "more than 500 tags inside each other"
    assert draft.paragraphs == []


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("Kites rise", "Kites rise"),
        ("A &amp; B", "A & B"),
        ("A & B", "A & B"),
        ("3 &lt; 4", "3 < 4"),
        ("<b>Kites</b>\n rise<script>x</script>", "Kites rise"),
        ("\x1b]0;owned\x07Kites \u202erise\x9b31m", "Kites rise"),
        ("&#27;[31mKites", "Kites"),
        ("<div>" * 30_000, ""),
    ],
)
def test_a_line_is_plain_and_clean(html: str, text: str) -> None:
    assert read_line(html) == text


@given(st.text() | st.text(alphabet="<>/=\"'&#;x27 apbdivulscrt\x1b\u202e\n"))
def test_any_fragment_gives_clean_text(html: str) -> None:
    draft = Draft()
    read_fragment(html, draft)
    assert read_line(html).isprintable()
    article = draft.article()
    if article is not None:
        assert json.dumps(article.model_dump(mode="json"), ensure_ascii=False).isprintable()


def test_the_links_of_a_story_are_in_the_order_of_the_page_each_once() -> None:
    article = story(
        f"<p>{PROSE} <a href='https://x.example/1'>One</a> and <a href=' /2 '>two</a>.</p>"
        "<p><a href='/3'>Glue is dear</a></p><div>loose <a href='/4'>four</a></div>"
        "<ul><li><a href='#5'>five</a></li></ul><p>again <a href='/2'>two</a><a href='/6'></a><a href=''>none</a></p>"
    )
    assert [tuple(link.model_dump().values()) for link in article.links] == [
        ("One", "https://x.example/1"),
        ("two", "/2"),
        ("Glue is dear", "/3"),
        ("four", "/4"),
        ("five", "#5"),
    ]
    assert article.related == ("Glue is dear", "five")


def test_links_below_the_story_and_outside_of_it_are_not_its_own() -> None:
    assert story("<p><a href='/a'>A</a></p><p>Comments</p><p><a href='/b'>B</a></p></div><a href='/c'>C</a>").links == (
        Link(text="A", address="/a"),
    )


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,x", "mailto:a@b.example"])
def test_an_address_of_any_kind_is_kept_as_text(address: str) -> None:
    assert story(f"<p>It <a href='{address}'>says</a> so.</p>").links == (Link(text="says", address=address),)


def test_addresses_are_clean_and_not_endless_and_links_not_countless() -> None:
    links = "".join(f"<p>See <a href='/{n}\x1b[31m'>number {n}</a></p>" for n in range(300))
    article = story(f"<p><a href='/{'x' * 3000}'>long</a> it is</p>{links}")
    assert len(article.links) == 200
    assert article.links[0] == Link(text="number 0", address="/0")


def test_a_front_page_has_the_links_of_its_headlines() -> None:
    article = parse_snapshot(
        '<!doctype html><meta property="og:site_name" content="Business Recorder">'
        '<h2 class="story__title"><a href="/news/1">Kites rise</a></h2>'
        '<h2 class="story__title"><a href="/news/2">Glue is dear</a></h2>'
    ).article
    assert article is not None
    assert [link.address for link in article.links] == ["/news/1", "/news/2"]


CANONICAL = '<link rel="alternate canonical" href="https://a.example/1">'
SHARED = '<meta property="og:url" content="https://a.example/2">'
RECORD = '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Kites rise", %s}</script>'


@pytest.mark.parametrize(
    ("head", "link"),
    [
        (SHARED + CANONICAL + RECORD % '"url": "https://a.example/3"', "https://a.example/1"),
        (SHARED + RECORD % '"url": "https://a.example/3"', "https://a.example/2"),
        (RECORD % '"url": "https://a.example/3"', "https://a.example/3"),
        (RECORD % '"mainEntityOfPage": {"@id": "https://a.example/4"}', "https://a.example/4"),
        (RECORD % '"mainEntityOfPage": "HTTPS://a.example"', "HTTPS://a.example"),
        (RECORD % '"url": 7, "mainEntityOfPage": [null]', None),
        ('<link rel="canonical" href="/news/1">' + SHARED, "https://a.example/2"),
        ('<link rel="canonical" href="javascript:alert(1)">', None),
        ('<link rel="canonical" href="https://me:secret@a.example/1">', None),
        ('<link rel="canonical" href="https://a.example/a b">', None),
        ('<link rel="canonical" href="https:///x">', None),
        (f'<link rel="canonical" href="https://a.example/{"x" * 3000}">', None),
        ('<link rel="canonical" href=" https://a.example/\x1b[31m1 ">', "https://a.example/1"),
        ("", None),
    ],
)
def test_the_address_of_a_page_is_the_canonical_one(head: str, link: str | None) -> None:
    assert story("", head).link == link


def test_a_text_page_has_no_links() -> None:
    article = parse_snapshot(f"Kites rise\n\n{PROSE}\n").article
    assert article is not None
    assert (article.link, article.links, article.is_excerpt) == (None, (), False)


def test_a_page_of_the_paper_gives_its_related_headlines_as_links() -> None:
    record = {
        "section": None, "title": "Kites rise", "standfirst": [], "byline": None, "published": None, "updated": None,
        "dateline": None, "paragraphs": [PROSE], "related": ["Glue is dear"], "tables": [],
    }  # fmt: skip
    page = html_page({"quotes": [], "indices": [], "snapshot_date": None, "article": record})
    article = parse_snapshot(page).article
    assert article is not None
    assert article.links == (Link(text="Glue is dear", address="/news/2"),)
