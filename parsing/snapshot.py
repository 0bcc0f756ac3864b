"""The front door: one page in, one `Snapshot` out, whatever the page holds."""

from datetime import date
from typing import Final

from parsing.article import read_article
from parsing.clean import excerpt
from parsing.dates import read_day
from parsing.decode import decode
from parsing.lines import Line, split_lines
from parsing.models import Problem, Snapshot
from parsing.quotes import DATE_PREFIX, read_quotes

MAX_DOCUMENT: Final = 16 * 1024 * 1024
"""Bytes (or characters of text) that are read of one page; real ones have less than half a million."""

MAX_LINE: Final = 1024 * 1024
"""Characters that are read of one line."""


def parse_snapshot(document: str | bytes, *, content_type: str | None = None) -> Snapshot:
    """Read one page.

    `content_type` is the page's HTTP header of that name, where there is one. Never raises: what cannot be read becomes
    a `Problem` with its line, and the good lines around it are kept.
    """
    problems: list[Problem] = []
    if len(document) > MAX_DOCUMENT:
        problems.append(
            _whole_page("too-large", f"The page is larger than {MAX_DOCUMENT:,} bytes; only the start was read.")
        )
        document = document[:MAX_DOCUMENT]
    text = document
    if isinstance(text, bytes):
        text, repaired = decode(text, content_type)
        problems += repaired
    if _is_html(text, content_type):
        message = "This page is HTML, which cannot be read yet: save it as text, or give the address of a text page."
        return Snapshot(problems=(*problems, _whole_page("html", message)))
    lines, unclean = split_lines(text)
    return _read(lines, problems + unclean)


def _read(lines: list[Line], problems: list[Problem]) -> Snapshot:
    lines, too_long = _within_limits(lines)
    lines, prefix_date = _take_date_prefix(lines)
    quotes, rest, bad_quotes = read_quotes(lines)
    article, page_date = read_article(rest)
    problems += too_long + bad_quotes
    if not quotes:
        problems.append(_whole_page("no-quotes", "There are no quotes on this page."))
    return Snapshot(
        snapshot_date=prefix_date or page_date,
        quotes=tuple(quote for quote in quotes if not quote.is_index),
        indices=tuple(quote for quote in quotes if quote.is_index),
        article=article,
        problems=tuple(sorted(problems, key=lambda problem: problem.line)),
    )


def _is_html(text: str, content_type: str | None) -> bool:
    if content_type and "html" in content_type.lower():
        return True
    return text[:1024].lstrip().lower().startswith(("<!doctype html", "<html", "<?xml"))


def _within_limits(lines: list[Line]) -> tuple[list[Line], list[Problem]]:
    message = f"This line is longer than {MAX_LINE:,} characters; only its start was read."
    too_long = [
        Problem(line=line.number, code="line-too-long", message=message, excerpt=excerpt(line.text))
        for line in lines
        if len(line.text) > MAX_LINE
    ]
    return [Line(line.number, line.text[:MAX_LINE]) for line in lines] if too_long else lines, too_long


def _take_date_prefix(lines: list[Line]) -> tuple[list[Line], date | None]:
    """Return the lines without the ` date YYYY-MM-DD ` in front of the first one that has text, and its day."""
    for position, line in enumerate(lines):
        if line.is_blank:
            continue
        matched = DATE_PREFIX.match(line.text)
        if matched and (day := read_day(matched["date"])):
            return [
                *lines[:position],
                Line(line.number, line.text[matched.end() :]),
                *lines[position + 1 :],
            ], day
        break
    return lines, None


def _whole_page(code: str, message: str) -> Problem:
    return Problem(line=0, code=code, message=message)
