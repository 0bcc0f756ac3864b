"""The front door: one page in, one `Snapshot` out, whatever the page holds."""

import gc
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Final

from parsing.article import end_of_page, read_article
from parsing.dates import read_day
from parsing.decode import decode
from parsing.lines import clean_page
from parsing.models import Problem, Snapshot
from parsing.odd_lines import quotes_below_the_end
from parsing.quote_forms import DATE_PREFIX
from parsing.quotes import read_quotes

MAX_DOCUMENT: Final = 16 * 1024 * 1024
"""Bytes (or characters of text) that are read of one page; real ones have less than half a million."""

# <?xml version="1.0"?><!-- by hand --><rss, <!DOCTYPE rss, <feed xmlns=, <rdf:RDF: each piece is taken whole or not at
# all, so that no start keeps this busy
FEED_START: Final = re.compile(
    r"""
    (?> \s+ | <\?.*?\?> | <!--.*?--> )*+
    < (?: !DOCTYPE \s+ )? (?: rss | feed | (?: [a-z]{1,8} : )? RDF | (?: [a-z]{1,8} : ) feed ) [\s>/\[]
    """,
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)

# application/rss+xml, application/atom+xml; charset=utf-8
FEED_TYPE: Final = re.compile(r"\s* application/ (?: rss | atom | rdf ) \+xml \b", re.VERBOSE | re.IGNORECASE)

_START: Final = 1024
_HTML_STARTS: Final = ("<!doctype html", "<html", "<?xml", "<head", "<body", "<!--")


def parse_snapshot(document: str | bytes, *, content_type: str | None = None) -> Snapshot:
    """Read one page, text or HTML.

    `content_type` is the page's HTTP header of that name, where there is one. Never raises: what cannot be read becomes
    a `Problem` with its line, and the good lines around it are kept.
    """
    problems: list[Problem] = []
    if len(document) > MAX_DOCUMENT:
        message = f"The page is larger than {MAX_DOCUMENT:,} bytes; only the start was read."
        problems.append(Problem(line=0, code="too-large", message=message))
        document = document[:MAX_DOCUMENT]
    text = document
    if isinstance(text, bytes):
        text, repaired = decode(text, content_type)
        problems += repaired
        if any(problem.code == "not-text" for problem in repaired):
            return Snapshot(problems=tuple(problems))
    with _collection_paused():
        if looks_like_html(text, content_type):
            from parsing.page import read_page

            return read_page(text, problems)
        return _read_text(text, problems)


def looks_like_html(document: str | bytes, content_type: str | None = None) -> bool:
    """Whether the page is HTML: its type says so, or it starts as HTML does."""
    if content_type and "html" in content_type.lower():
        return True
    return _start(document)[:16].lower().startswith(_HTML_STARTS)


def looks_like_feed(document: str | bytes, content_type: str | None = None) -> bool:
    """Whether the document is meant as an RSS or Atom feed: its type says so, or it starts as one does.

    `parse_snapshot` reads none; `looks_like_html` may hold for it too.
    """
    return FEED_TYPE.match(content_type or "") is not None or FEED_START.match(_start(document)) is not None


def _start(document: str | bytes) -> str:
    """Return the first characters of a document, without marks of its encoding and white space before them."""
    start = document[:_START]
    if isinstance(start, bytes):
        start = start.replace(b"\0", b"").decode("latin-1").lstrip("\xef\xbb\xbf\xff\xfe")
    return start.lstrip("\ufeff \t\r\n")


def _read_text(text: str, problems: list[Problem]) -> Snapshot:
    text, unclean = clean_page(text)
    text, prefix_day, wrong_day = _take_date_prefix(text)
    end = end_of_page(text)
    lines = read_quotes(text[:end])
    below = quotes_below_the_end(text[end:], text.count("\n", 0, end) + 1)
    article, page_day = read_article(lines.rest)
    return lines.snapshot(prefix_day or page_day, article, [*problems, *unclean, *wrong_day, *below])


def _take_date_prefix(text: str) -> tuple[str, date | None, list[Problem]]:
    """Return the page without the ` date YYYY-MM-DD ` in front of its first line that has text, and that day."""
    matched = DATE_PREFIX.match(text)
    if matched is None:
        return text, None, []
    above = text[: matched.start("date")].count("\n")
    page, day = above * "\n" + text[matched.end() :], read_day(matched["date"])
    if day is not None:
        return page, day, []
    message = f"The page says that it was saved on {matched['date']}, which is no day."
    return page, None, [Problem(line=above + 1, code="date", message=message)]


@contextmanager
def _collection_paused() -> Iterator[None]:
    """Collect no garbage meanwhile: nothing here makes cycles, and to look for them takes a quarter of the time."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
