"""Feeds become articles, whatever they hold."""

import json
from datetime import date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parsing import Article, Link, Snapshot
from parsing.models import PAKISTAN
from tests.builders import NOON
from tests.feeds import ATOM, BOMBED, LONG, LOREM, RSS, item, rss
from tui.reading.feeds import ENOUGH, MOST_ITEMS, read_feed
from tui.reading.pages import read_page
from tui.refresh import Page

PLACE = "https://paper.example/feeds/latest"
LONGER = f"<p>{LOREM}</p>" * (ENOUGH // len(LOREM) + 1)


def only(*items: str, address: str = PLACE) -> Article:
    """Return the one article of a feed that has no problem."""
    snapshot = read_feed(rss(*items), address=address)
    assert snapshot.problems == ()
    (article,) = snapshot.articles
    return article


def codes(snapshot: Snapshot) -> list[str]:
    return [problem.code for problem in snapshot.problems]


def test_an_item_of_rss_is_an_article() -> None:
    snapshot = read_feed(RSS, "application/rss+xml", PLACE)
    assert snapshot.problems == ()
    first, second = snapshot.articles
    assert (first.section, first.title, first.byline) == ("Markets", "Kites rise on firm wind", "Kite Desk")
    assert first.published == datetime(2024, 5, 17, 12, 30, tzinfo=PAKISTAN)
    assert first.link == "https://paper.example/news/1"
    assert first.dateline == "LAHORE"
    assert first.paragraphs == (f"{LOREM} HUBC said so.", *[LOREM] * 8)
    assert first.links == (Link(text="said so", address="/news/7"),)
    assert not first.is_excerpt
    assert (second.section, second.byline) == ("Business & Finance", None)
    assert second.published == datetime(2024, 5, 17, 11, 0, tzinfo=PAKISTAN)
    assert second.link == "https://paper.example/story"
    assert second.is_excerpt


def test_an_entry_of_atom_is_an_article() -> None:
    first, second = read_feed(ATOM).articles
    assert (first.title, first.byline, first.section) == ("Reels & string", "A. Flyer", "Trade")
    assert first.published == datetime(2024, 5, 17, 9, 0, tzinfo=PAKISTAN)
    assert first.updated == datetime(2024, 5, 17, 15, 0, tzinfo=PAKISTAN)
    assert first.paragraphs == (LOREM, "One reel")
    assert not first.is_excerpt
    assert second.paragraphs == ("Prices of 3 < 4 reels & more.",)
    assert (second.published, second.updated) == (datetime(2024, 5, 16, 15, 0, tzinfo=PAKISTAN), None)


def test_rss_1_is_read_too() -> None:
    snapshot = read_feed(
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><channel/><item><title>Kites rise</title>'
        "<dc:date>2024-05-17T09:00:00+05:00</dc:date><dc:creator>A. Flyer</dc:creator></item></rdf:RDF>"
    )
    assert snapshot.articles[0].published == datetime(2024, 5, 17, 9, 0, tzinfo=PAKISTAN)
    assert snapshot.articles[0].byline == "A. Flyer"


@pytest.mark.parametrize(
    ("body", "is_excerpt"),
    [
        (LONGER, False),
        (f"<p>{LOREM}</p>", True),
        ("", True),
        (LONGER + "<p>And so on …</p>", True),
        (LONGER + "<p>And so on [&#8230;]</p>", True),
        (LONGER + "<p>And so on...</p>", True),
        (LONGER + '<p>And so on. <a href="/1">Read more</a></p>', True),
        (LONGER + '<p><a href="/1">Continue reading “Kites”</a></p>', True),
        (LONGER + "<p>They will read more next year.</p>", False),
    ],
)
def test_a_short_description_and_one_that_leads_on_are_excerpts(body: str, is_excerpt: bool) -> None:
    article = only(item(body=body, link="https://paper.example/1"))
    assert article.is_excerpt is is_excerpt
    assert not any("reading" in line for line in article.related)
    assert not only(item(body=body)).is_excerpt, "without a link there is nothing more to read"


def test_what_stands_as_content_is_the_article() -> None:
    content = {"content:encoded": f"<![CDATA[<p>{LOREM}</p><p>End.</p>]]>", "link": "https://paper.example/1"}
    article = only(item(body="<p>In short.</p>", **content))
    assert article.paragraphs == (LOREM, "End.")
    assert not article.is_excerpt


@pytest.mark.parametrize(
    ("said", "read"),
    [
        ("Fri, 17 May 2024 12:30:00 +0500", datetime(2024, 5, 17, 12, 30, tzinfo=PAKISTAN)),
        ("Fri, 17 May 2024 12:30:00 PKT", datetime(2024, 5, 17, 12, 30, tzinfo=PAKISTAN)),
        ("Fri, 17 May 2024 12:30:00", datetime(2024, 5, 17, 12, 30, tzinfo=PAKISTAN)),
        ("17 May 2024 12:30 GMT", datetime(2024, 5, 17, 17, 30, tzinfo=PAKISTAN)),
        ("2024-05-17T12:30:00Z", datetime(2024, 5, 17, 17, 30, tzinfo=PAKISTAN)),
        ("2024-05-17T12:30:00", datetime(2024, 5, 17, 12, 30, tzinfo=PAKISTAN)),
        ("2024-05-17", date(2024, 5, 17)),
        ("Fri, 17 May 2024", date(2024, 5, 17)),
        ("17 May 2024", date(2024, 5, 17)),
        ("17 May, 2024 12:30pm", datetime(2024, 5, 17, 12, 30, tzinfo=PAKISTAN)),
        ("Fri, 17 May 2999 12:30:00 +0500", datetime(2999, 5, 17, 12, 30, tzinfo=PAKISTAN)),
    ],
)
def test_a_date_is_read_in_the_forms_that_feeds_use(said: str, read: date) -> None:
    article = only(item(pubDate=said))
    assert article.published == read
    assert getattr(article.published, "tzinfo", PAKISTAN) is PAKISTAN


@pytest.mark.parametrize("said", ["soon", "Fri, 31 Feb 2024 12:30:00 +0500", "0000-00-00", "9" * 5000, "&#x1b;[2J"])
def test_a_date_that_is_none_is_told_and_the_item_kept(said: str) -> None:
    snapshot = read_feed(rss(item(pubDate=said), item("Glue is dear", pubDate=said), item("String is scarce")))
    assert [article.published for article in snapshot.articles] == [None] * 3
    told = next(problem for problem in snapshot.problems if problem.code == "feed-dates")
    assert told.message.startswith("2 items of this feed are with a date")


def test_items_without_title_or_text_are_told_once_and_left_out() -> None:
    odd = item(None, body=None, link="https://paper.example/1", pubDate="Fri, 17 May 2024 12:30:00 +0500")
    snapshot = read_feed(rss(odd, item(None, body=f"<p>{LOREM}</p>"), odd, item("Kites rise", body=None), odd))
    assert [(article.title, len(article.paragraphs)) for article in snapshot.articles] == [(None, 1), ("Kites rise", 0)]
    assert [problem.message for problem in snapshot.problems] == [
        "3 items of this feed are without a title and without a text, so left out."
    ]


def test_a_feed_of_nothing_but_bare_items_says_so() -> None:
    snapshot = read_feed(rss(item(None, body=None)))
    assert snapshot.is_empty
    assert codes(snapshot) == ["feed-items"]


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "ftp://a.example/", "http://[::1", "x" * 3000],
)
def test_an_item_has_no_address_of_another_kind(address: str) -> None:
    article = only(item(link=address, body=f'<p>{LOREM} <a href="{address}">there</a></p>'))
    assert article.link is None
    assert [link.address for link in article.links] == ([address] if len(address) < 2000 else [])


@pytest.mark.parametrize(("address", "link"), [(PLACE, "https://paper.example/1"), ("", None)])
def test_a_relative_address_is_one_of_the_feeds_place(address: str, link: str | None) -> None:
    assert only(item(link="/1"), address=address).link == link


def test_a_feed_from_a_file_is_relative_to_the_site_that_it_names() -> None:
    feed = b"<rss version='2.0'><channel><link>https://paper.example/</link><item><title>Kites</title><link>/1</link></item>"
    assert read_feed(feed + b"</channel></rss>").articles[0].link == "https://paper.example/1"


def test_scripts_and_styles_are_gone() -> None:
    article = only(item(body=f"<style>p {{}}</style><p>{LOREM}<script>alert(1)</script></p><img onerror='x' src='y'>"))
    assert article.paragraphs == (LOREM,)


def test_a_title_full_of_escape_sequences_is_clean() -> None:
    feed = rss("<item><title>\x1b]0;owned\x07Kites \u202erise&#27;[2J\0</title></item>", item("Glue"))
    snapshot = read_feed(feed)
    assert [article.title for article in snapshot.articles] == ["Kites rise", "Glue"]
    assert codes(snapshot) == ["feed-broken"]


@pytest.mark.parametrize("reference", ["&#x110000;", "&#55296;", f"&#{'9' * 5000};", "&nosuch;", "&#0;"])
def test_a_character_that_is_none_costs_no_more_than_itself(reference: str) -> None:
    snapshot = read_feed(rss(f"<item><title>Kites {reference} rise</title></item>"))
    title = snapshot.articles[0].title or ""
    assert title.startswith("Kites ")
    assert title.endswith(" rise")


def test_a_title_is_cut_where_nobody_reads_on() -> None:
    title = only(item("Kites " * 1000)).title or ""
    assert len(title) == 500
    assert title.endswith("…")


@pytest.mark.parametrize(
    ("author", "byline"),
    [
        ("A. Flyer", "A. Flyer"),
        ("desk@paper.example (Kite Desk)", "Kite Desk"),
        ("desk@paper.com (Kite Desk)", "Kite Desk"),
        ("desk@paper.example", None),
        ("https://paper.example/authors/1", None),
    ],
)
def test_a_byline_is_a_name(author: str, byline: str | None) -> None:
    assert only(item(author=author)).byline == byline
    assert only(item(**{"dc:creator": author})).byline == byline


@pytest.mark.parametrize(
    "feed",
    [
        b"<!doctype html><title>Sorry</title><p>Not here",
        b"Not found",
        b"{}",
        b"<rss",
        b"<?xml version='1.0'?><sitemap/>",
        b"",
    ],
)
def test_what_is_no_feed_says_so(feed: bytes) -> None:
    snapshot = read_feed(feed, "application/rss+xml")
    assert [problem.code for problem in snapshot.problems] == ["feed-unread"]
    assert "neither RSS nor Atom" in snapshot.problems[0].message


def test_a_feed_without_items_says_so() -> None:
    assert codes(read_feed(rss())) == ["feed-empty"]


def test_a_picture_is_no_feed() -> None:
    assert codes(read_feed(b"\x89PNG\r\n\x1a\n", "application/rss+xml")) == ["not-text"]


def test_a_feed_that_is_cut_off_gives_what_came() -> None:
    snapshot = read_feed(RSS[: RSS.index(b"</rss>") - 60])
    assert snapshot.articles[0].title == "Kites rise on firm wind"
    assert codes(snapshot) == ["feed-broken"]


@pytest.mark.parametrize(
    "feed",
    [
        BOMBED,
        BOMBED.decode(),
        b"<!-- <rss> -->" + BOMBED.partition(b"?>")[2],
        b'<!DOCTYPE rss [<!ENTITY a SYSTEM "file:///etc/passwd">]><rss><channel><item><title>&a;</title></item></channel></rss>',
        b'<!DOCTYPE rss [<!entity % a SYSTEM "http://127.0.0.1/x">%a;]><rss><channel/></rss>',
    ],
)
def test_a_feed_that_declares_entities_is_refused(feed: bytes | str) -> None:
    snapshot = read_feed(feed, "application/rss+xml")
    assert snapshot.is_empty
    assert codes(snapshot) == ["feed-entities"]


def test_an_article_about_entities_is_none() -> None:
    assert only(item("What <!ENTITY does", body="<p>Write &lt;!ENTITY a 'b'&gt; first.</p>")).paragraphs


def test_a_doctype_alone_is_let_in() -> None:
    head = '<?xml version="1.0"?><!DOCTYPE rss PUBLIC "-//Kites//DTD RSS 0.91//EN" "http://127.0.0.1:9/rss.dtd">'
    snapshot = read_feed(rss(item(), head=head))
    assert (len(snapshot.articles), snapshot.problems) == (1, ())


@pytest.mark.parametrize(
    ("encoding", "title"), [("windows-1252", "Kites – rise"), ("utf-16", "پتنگ"), ("utf-8-sig", "پتنگ")]
)
def test_a_feed_is_read_in_the_charset_that_it_declares(encoding: str, title: str) -> None:
    head = f'<?xml version="1.0" encoding="{encoding.removesuffix("-sig")}"?>'
    feed = rss(item(title), head=head).decode().encode(encoding)
    snapshot = read_feed(feed)
    assert [article.title for article in snapshot.articles] == [title]
    assert snapshot.problems == ()


def test_a_body_that_no_page_has_is_left_out_and_told() -> None:
    snapshot = read_feed(rss(item(body="<div>" * 30_000), item("Glue is dear")))
    assert [len(article.paragraphs) for article in snapshot.articles] == [0, 1]
    assert codes(snapshot) == ["html-hostile"]


async def test_of_ten_thousand_items_the_first_are_read() -> None:
    snapshot = await read_page(Page(LONG, NOON, "application/rss+xml"))
    assert len(snapshot.articles) == MOST_ITEMS
    assert snapshot.articles[-1].title == f"Kite number {MOST_ITEMS - 1}"
    assert [problem.message for problem in snapshot.problems] == [
        "This feed has more than 2,000 items; only the first 2,000 were read."
    ]


def test_a_long_atom_feed_is_cut_too() -> None:
    start, _, rest = ATOM.partition(b"<entry>")
    entry = b"<entry>" + rest.partition(b"</entry>")[0] + b"</entry>"
    snapshot = read_feed(start + entry * (MOST_ITEMS + 5) + b"</feed>")
    assert len(snapshot.articles) == MOST_ITEMS
    assert codes(snapshot) == ["feed-long"]


@pytest.mark.parametrize("content_type", ["application/rss+xml", "text/xml", "text/plain", "text/html", None])
async def test_a_feed_is_known_by_its_type_or_its_start(content_type: str | None) -> None:
    snapshot = await read_page(Page(RSS, NOON, content_type, address=PLACE))
    assert snapshot == read_feed(RSS, content_type, PLACE)
    assert snapshot.articles


async def test_a_feed_that_keeps_the_reader_busy_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tui.reading.pages.SECONDS_FOR_FEED", 0.5)
    attributes = " ".join(f"x{number}=''" for number in range(200_000))
    snapshot = await read_page(Page(f"<rss><channel><item><a {attributes}>x</a></item></channel></rss>", NOON))
    assert codes(snapshot) == ["feed-slow"]
    assert "longer than 0.5 s" in snapshot.problems[0].message


MARKUP = st.sampled_from(
    [
        "<item>",
        "</item>",
        "<title>",
        "</title>",
        "<link>",
        "<description>",
        "<![CDATA[",
        "]]>",
        "<pubDate>",
        "<",
        ">",
        "&",
        "&#27;",
        "&lt;",
        "&amp;",
        "<p>",
        "</a>\n",
        "",
        "",
        "",
        "<a",
        "href='javascript:x'>",
        "<!DOCTYPE",
        "<entry>",
        "<content>",
        "\x1b[31m",
        "\u202e",
        "\x00",
        "<feed>",
        "<author>",
        "a@b",
        "(c)",
        "2024-05-17\n",
        "",
        "",
        "",
        "<!--",
        "-->",
        "<?x",
        "?>",
        "<svg>",
        "</channel>",
        "<dc:creator>",
        "<category>",
        "<summary",
        'type="html">',
    ]
)
TEXT = st.text(max_size=20)
ITEM = st.builds(
    lambda title, body, link, when: item(title, body=body, link=link, pubDate=when), TEXT, TEXT, TEXT, TEXT
)
FEEDS = (
    st.lists(MARKUP | st.text(max_size=5), max_size=30).map(
        lambda parts: f"<rss><channel>{''.join(parts)}".encode(errors="replace")
    ),
    st.lists(ITEM, max_size=5).map(lambda items: rss(*items, head="")),
)


@settings(max_examples=300, deadline=None)
@given(st.binary() | st.text() | FEEDS[0] | FEEDS[1])
def test_any_document_gives_clean_articles(document: bytes | str) -> None:
    snapshot = read_feed(document, "application/rss+xml", PLACE)
    assert json.dumps(snapshot.model_dump(mode="json"), ensure_ascii=False, allow_nan=False).isprintable()
    assert snapshot.articles or snapshot.problems
    assert all((article.link or "https://").startswith(("http://", "https://")) for article in snapshot.articles)
