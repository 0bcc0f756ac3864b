"""What a page says of its article for machines."""

import json
from datetime import date, datetime, timedelta

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


def test_a_record_says_all_by_itself() -> None:
    record = {
        "@type": "NewsArticle",
        "headline": "Oil &amp; gas",
        "articleSection": ["World", "Oil"],
        "author": [{"@type": "Person", "name": "Ali Khan"}, "AFP", {"name": "Ali Khan"}],
        "publisher": {"name": "Business Recorder"},
        "datePublished": "2024-05-17T12:00",
        "dateModified": "2024-05-18",
        "articleBody": "They rose &amp; fell.",
        "url": "https://www.brecorder.com/news/1",
    }
    assert metadata_of(json_ld(record)) == Metadata(
        headline="Oil & gas",
        section="World",
        authors=("Ali Khan", "AFP"),
        published=NOON,
        modified=date(2024, 5, 18),
        body="They rose & fell.",
        link="https://www.brecorder.com/news/1",
        is_article=True,
        is_of_the_paper=True,
    )


@pytest.mark.parametrize("wrapped", ["<!--{}-->", "<![CDATA[{}]]>", " <!--<![CDATA[{}]]>--> ", "\n{}\n"])
def test_a_record_is_read_within_the_marks_that_old_systems_put_around_it(wrapped: str) -> None:
    record = wrapped.format('{"@type": "Article", "headline": "Kites\nrise"}')
    assert metadata_of(f'<script type=" Application/LD+json ">{record}</script>').headline == "Kites rise"


def test_a_record_is_found_in_lists_graphs_and_pages_down_to_a_depth() -> None:
    record: object = {"@type": ["Thing", "Article"], "headline": "Kites"}
    for around in ({"@graph": [record]}, {"@type": "WebPage", "mainEntity": record}, [[[[record]]]]):
        assert metadata_of(json_ld(around)).headline == "Kites"
    assert metadata_of(json_ld([[[[[record]]]]])).headline is None


@pytest.mark.parametrize(("depth", "headline"), [(1, "Kites"), (4, "Kites"), (5, None)])
def test_graphs_in_graphs_count_as_deep_as_lists(depth: int, headline: str | None) -> None:
    record: object = {"@type": "Article", "headline": "Kites"}
    for _ in range(depth):
        record = {"@graph": record}
    assert metadata_of(json_ld(record)).headline == headline


def test_a_script_of_another_kind_does_not_hide_the_record_below_it() -> None:
    record = json_ld({"@type": "Article", "headline": "Kites"})
    assert metadata_of(f"<script>var a = 1;</script>{record}").headline == "Kites"


@pytest.mark.parametrize(
    ("site", "is_ours"), [("BRecorder", True), ("BUSINESS RECORDER", True), ("Another Recorder", False), ("", False)]
)
def test_the_paper_is_known_by_its_name_however_it_is_written(site: str, is_ours: bool) -> None:
    assert metadata_of(f'<meta property="og:site_name" content="{site}">').is_of_the_paper is is_ours
    record = {"@type": "Article", "headline": "Kites", "publisher": site}
    assert metadata_of(json_ld(record)).is_of_the_paper is is_ours


def test_of_two_authors_in_meta_tags_the_articles_own_goes_first() -> None:
    tags = '<meta property="article:author" content="Ali Khan"><meta name="author" content="AFP">'
    assert metadata_of(tags).authors == ("Ali Khan",)


@pytest.mark.parametrize("address", ["http://x.com/1", "https://x.com/1", "/authors/1"])
def test_an_address_is_no_authors_name(address: str) -> None:
    assert metadata_of(json_ld({"@type": "Article", "author": [address, "AFP"]})).authors == ("AFP",)


def test_meta_tags_in_the_body_are_asked_only_where_the_head_has_none() -> None:
    body = '<body><p>Kites</p><meta property="og:title" content="Of the body"></body>'
    assert metadata_of(body).headline == "Of the body"
    assert metadata_of(f'<head><meta name="author" content="AFP"></head>{body}').headline is None


def test_of_several_records_that_of_the_pages_heading_is_its_story() -> None:
    records = [{"@type": "Article", "headline": "Glue is dear"}, {"@type": "Article", "headline": "Kites rise"}]
    assert metadata_of(f"<h1>Kites <b>rise</b></h1>{json_ld(records)}").headline == "Kites rise"
    assert metadata_of(f"<h1>Elsewhere</h1>{json_ld(records)}").headline == "Glue is dear"
    nameless = json_ld([records[0], {"@type": "Article"}])
    assert metadata_of(f"<h1></h1>{nameless}").headline == "Glue is dear"


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


def test_a_time_from_elsewhere_is_told_by_the_clocks_of_pakistan() -> None:
    published = metadata_of(json_ld({"@type": "NewsArticle", "datePublished": "2024-05-17T20:00:00Z"})).published
    assert isinstance(published, datetime)
    assert (published.utcoffset(), published.date()) == (timedelta(hours=5), date(2024, 5, 18))


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
    assert (found.headline, found.section, found.authors) == ("a[2J b", "a[2J b", ("a[2J b",))
