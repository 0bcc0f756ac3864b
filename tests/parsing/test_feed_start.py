"""Which documents are meant as feeds."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsing.snapshot import looks_like_feed
from tests.feeds import ATOM, BOMBED, RSS, STORY


@pytest.mark.parametrize(
    "start",
    [
        '<rss version="2.0">', "<RSS>", "\ufeff\n <feed xmlns='x'>", "<rdf:RDF xmlns:rdf='x'>", "<a:feed>",
        '<?xml version="1.0"?>\n<!-- a --><!-- b --><?style x?><rss>', "<!DOCTYPE rss [", "<!-- x --><!doctype feed>",
    ],
)  # fmt: skip
def test_a_feed_is_known_by_its_start(start: str) -> None:
    assert looks_like_feed(start)
    assert looks_like_feed(start.encode())
    assert looks_like_feed(start.encode("utf-16"))


@pytest.mark.parametrize(
    "start",
    [
        "", "<html>", "<!doctype html><rss>", '<?xml version="1.0"?><!DOCTYPE html><html>', "rss", "<rssx>",
        "<feeding>", "<?xml <rss>", "HUBC 136.50 Increased By", "<!-- <rss> <html>", "<?xml?>" * 500 + "<rss>",
        "<!---->" * 500,
    ],
)  # fmt: skip
def test_other_pages_are_none(start: str) -> None:
    assert not looks_like_feed(start, "text/html")


@pytest.mark.parametrize(
    "content_type", ["application/rss+xml", " Application/Atom+XML; charset=x", "application/rdf+xml"]
)
def test_a_feed_is_known_by_its_type(content_type: str) -> None:
    assert looks_like_feed(b"anything", content_type)


def test_real_ones_are_told_apart() -> None:
    assert [looks_like_feed(document, "text/xml") for document in (RSS, ATOM, BOMBED, STORY)] == [True] * 3 + [False]


@given(st.binary() | st.text(alphabet="<?!->xmlrss \n"), st.none() | st.text())
def test_any_document_is_one_or_none(document: str | bytes, content_type: str | None) -> None:
    assert looks_like_feed(document, content_type) in {True, False}
