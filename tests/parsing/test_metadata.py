"""What a page says of its article for machines."""

import json
from datetime import date, datetime

import pytest
from selectolax.lexbor import LexborHTMLParser

from parsing.metadata import Metadata, read_metadata
from parsing.models import PAKISTAN
from tests.html_pages import json_ld

NOON = datetime(2024, 5, 17, 12, 0, tzinfo=PAKISTAN)


def metadata_of(html: str) -> Metadata:
    """Return what the page says."""
    tree = LexborHTMLParser(html)
    return read_metadata(tree, tree.css("script"))


def test_a_page_that_says_nothing_has_no_metadata() -> None:
    assert metadata_of("<p>Increased By</p>") == Metadata()


def test_meta_tags_serve_where_there_is_no_record() -> None:
    tags = {
        "og:title": "Oil &amp;amp; gas",
        "og:type": "article",
        "og:site_name": "Business Recorder",
        "article:section": "World",
        "article:published_time": "2024-05-17T07:00:00Z",
        "article:modified_time": "2024-05-17",
        "article:author": "https://x.com/1",
    }
    html = "".join(f'<meta property="{name}" content="{content}">' for name, content in tags.items())
    assert metadata_of(html + '<meta name="author" content="AFP">') == Metadata(
        headline="Oil & gas",
        section="World",
        authors=("AFP",),
        published=NOON,
        modified=date(2024, 5, 17),
        is_article=True,
        is_of_the_paper=True,
    )


def test_a_record_goes_before_meta_tags() -> None:
    record = {"@type": "Article", "headline": "Record", "datePublished": "2024-05-17T12:00"}
    found = metadata_of(f'<meta property="og:title" content="Meta">{json_ld(record)}')
    assert (found.headline, found.published) == ("Record", NOON)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2024-05-17T12:00:00+05:00", NOON),
        (" 2024-05-17T07:00:00Z ", NOON),
        ("2024-05-17 12:00:00", NOON),
        ("2024-05-17", date(2024, 5, 17)),
        ("2024-02-31", None),
        ("0001-01-01T00:00:00+14:00", None),
        ("today", None),
        (20240517, None),
        (["2024-05-17"], None),
    ],
)
def test_a_time_is_local_to_pakistan_or_none(text: object, moment: datetime | date | None) -> None:
    assert metadata_of(json_ld({"@type": "NewsArticle", "datePublished": text})).published == moment


@pytest.mark.parametrize(
    "record",
    [
        [], {}, 7, "x", None, [[[[[[{"@type": "NewsArticle", "headline": "too deep"}]]]]]], {"@graph": 7},
        {"@type": {"NewsArticle": 1}}, {"@type": "Person", "headline": "x"},
        {"@type": "NewsArticle", "headline": 7, "author": [None, 7, {}, [], {"name": {}}], "articleBody": []},
        {"@type": "NewsArticle", "publisher": []},
    ],
)  # fmt: skip
def test_a_record_of_any_other_form_says_nothing(record: object) -> None:
    found = metadata_of(json_ld(record))
    assert (found.headline, found.authors, found.body) == (None, (), "")


@pytest.mark.parametrize(
    "text", ["", "{", "[" * 100_000, '{"@type": "NewsArticle", "headline": NaN}', "\x00", "&quot;"]
)
def test_a_malformed_block_does_not_hide_the_next(text: str) -> None:
    record = json.dumps({"@type": "NewsArticle", "headline": "x"})
    script = '<script type="Application/LD+JSON">{}</script>'
    assert metadata_of(script.format(text) + script.format(record)).is_article


def test_escape_sequences_do_not_come_through() -> None:
    hostile = "a\x1b[31m\u202e&#27;[2J\n b"
    record = {"@type": "NewsArticle", "headline": hostile, "author": {"name": hostile}, "articleSection": hostile}
    found = metadata_of(json_ld(record))
    assert all((text or "").isprintable() for text in (found.headline, found.section, *found.authors))
