"""Articles of other sites, by the optional extra."""

import sys
from datetime import date

import pytest

from parsing import parse_snapshot
from tests.html_pages import story_page
from tui.reading.extract import with_extracted_article
from tui.reading.pages import parse_html

SENTENCE = "A paragraph of the story has some words in it, so that it is taken for one by whoever looks for it. "
FOREIGN = (
    '<!doctype html><html><head><title>Kites rise</title><meta name="author" content="Jane Doe">'
    '<meta property="article:published_time" content="2024-05-17"></head><body><nav><a>Home</a></nav>'
    f"<article><h1>Kites rise</h1><p>{SENTENCE * 3}</p><p>{SENTENCE * 2}&#27;&#x202e;</p></article></body></html>"
)


@pytest.mark.parametrize("document", [FOREIGN, FOREIGN.encode()], ids=["text", "bytes"])
def test_the_article_of_another_site_is_read(document: str | bytes) -> None:
    snapshot = parse_html(document, "text/html; charset=utf-8", 30)
    article = snapshot.article
    assert article is not None
    assert (article.title, article.byline, article.published) == ("Kites rise", "Jane Doe", date(2024, 5, 17))
    assert article.paragraphs == ((SENTENCE * 3).strip(), (SENTENCE * 2).strip())
    assert [problem.code for problem in snapshot.problems] == ["no-quotes"]


def test_without_the_extra_the_sentence_that_names_it_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "trafilatura", None)
    snapshot = parse_html(FOREIGN, None, 30)
    assert snapshot == parse_snapshot(FOREIGN)
    assert snapshot.article is None
    assert any("'.[extract]'" in problem.message for problem in snapshot.problems)


@pytest.mark.parametrize("document", ["<!doctype html>", b"<html>\xff\xfe\x00"])
def test_a_page_without_a_story_keeps_its_problems(document: str | bytes) -> None:
    snapshot = parse_snapshot(document)
    assert with_extracted_article(snapshot, document, None) == snapshot


def test_a_page_of_the_paper_is_not_read_by_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tui.reading.extract.with_extracted_article", None)
    assert parse_html(story_page(), None, 30) == parse_snapshot(story_page())
