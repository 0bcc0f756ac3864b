"""The article of a page: masthead, section, title, standfirst, byline, paragraphs, related headlines, tables.

What is read here are the lines that are no quotes. In the page's order:

    furniture    all that stands before a masthead, and blocks of statistics
    masthead     the logo, the paper's date line
    section      alone, or with a print date
    head         title, bullets, byline, photo lines and captions, in any order
    body         paragraphs, headings, related headlines, tables
    closing      "Comments" or the copyright line; nothing after it is the article's

Each kind of line has one rule, in `line_forms`; which rule wins where a line could be two things is said where it is
decided: section or title in `_is_section` (parsing.front), title or paragraph in `_is_title` and byline or heading in
`_read_name` (parsing.head), heading, related headline or paragraph in `read_text`.
"""

from collections.abc import Sequence
from datetime import date
from typing import Final

from parsing.draft import Draft
from parsing.front import read_front
from parsing.head import read_head
from parsing.line_forms import (
    BULLET,
    CLOSING,
    CLOSING_WORDS,
    LONGEST_ASIDE,
    READ_MORE,
    ends_a_sentence,
    is_heading,
    is_headline,
    is_photo_line,
)
from parsing.lines import Line, is_apart
from parsing.models import Article
from parsing.quote_forms import DIRECTIONS
from parsing.tables import is_row, read_table

_TOP: Final = 200


def end_of_page(text: str) -> int:
    """Return where the first closing line of a cleaned page starts; its length where there is none.

    At the very top, above quotes, "Comments" is an entry of a menu, and a count of comments above the first sentence is
    a part of the head: neither closes anything.
    """
    first = len(text)
    for word in CLOSING_WORDS:
        place = text.find(word, 0, first)
        first = place if place >= 0 else first
    counted_from: int | None = None
    for matched in CLOSING.finditer(text, text.rfind("\n", 0, first) + 1) if first < len(text) else ():
        place = matched.start()
        if matched["count"] or matched["counted"]:
            counted_from = _first_sentence(text) if counted_from is None else counted_from
            if place > counted_from:
                return place
        elif place >= _TOP or text[:place].strip() or not any(word in text for word in DIRECTIONS):
            return place
    return len(text)


def _first_sentence(text: str) -> int:
    place = 0
    for line in text.split("\n"):
        if line.strip() and ends_a_sentence(line.strip()):
            break
        place += len(line) + 1
    return place


def read_article(lines: Sequence[Line]) -> tuple[Article | None, date | None]:
    """Return the article in the lines that are no quotes, and the day of the masthead or of the print edition."""
    draft = Draft()
    lines = [Line(line.number, line.text.rstrip()) for line in lines if line.text.strip()]
    lines, day = read_front(lines, draft)
    read_body(read_head(lines, draft), draft)
    return draft.article(), day


def read_body(lines: Sequence[Line], draft: Draft) -> None:
    """Sort the lines of the body, all of which have text, into tables, related headlines and paragraphs."""
    position = 0
    while position < len(lines):
        end, table = read_table(lines, position)
        if table is not None:
            draft.tables.append(table)
        if end == position:
            end = _end_of_paragraph(lines, position)
            read_text(" ".join(line.text.strip() for line in lines[position:end]), draft)
        position = end


def _end_of_paragraph(lines: Sequence[Line], start: int) -> int:
    """Return the position after the paragraph: each line is one, but for those that go on with it.

    Those start in lower case, right under a line that has not ended as a sentence does.
    """
    end = start + 1
    while end < len(lines) and not is_apart(lines, end) and not is_row(lines[end].text):
        if not lines[end].text.lstrip()[0].islower() or ends_a_sentence(lines[end - 1].text.strip()):
            break
        end += 1
    return end


def read_text(text: str, draft: Draft, *, can_be_related: bool = True) -> None:
    """Take one paragraph of the body.

    Between paragraphs, a short one that does not end as a sentence does is a related headline, or, with up to three
    words or in capitals, a heading of the article; a heading is kept as a paragraph. Where a page says by other means
    that it is no related headline, it is a paragraph all the same.
    """
    if len(text) <= LONGEST_ASIDE:
        if is_photo_line(text):
            return
        if more := READ_MORE.fullmatch(text):
            draft.related += [more["headline"]] if more["headline"] else []
            return
    is_between = can_be_related and bool(draft.paragraphs)
    if is_between and is_headline(text) and not is_heading(text) and not BULLET.fullmatch(text):
        draft.related.append(text)
    else:
        draft.add_paragraph(text)
