"""The article of a page: masthead, section, title, standfirst, byline, paragraphs, related headlines, tables.

What is read here are the lines that are no quotes. In the page's order:

    furniture    all that stands before a masthead (a statistics block, say)
    masthead     the logo, the paper's date line, the section with or without a print date
    head         title, bullets, byline, photo lines, in any order
    body         paragraphs, related headlines, tables
    closing      "Comments" or the copyright line; nothing after it is the article's
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import takewhile

from parsing.dates import DATE, read_day, read_moment
from parsing.lines import Line
from parsing.models import Article

# "Brecorder Logo", "Business Recorder Logo"
LOGO = re.compile(r"(?: Brecorder | Business\ Recorder ) \ Logo", re.VERBOSE)

# "May 28, 2021 PRINT EDITION ► BR MARKETS ► Dollar to PKR ►", and a bare "Mar 28, 2024"
MASTHEAD = re.compile(rf"(?P<date> {DATE} ) (?: \s+ PRINT\ EDITION\b .* )?", re.VERBOSE)

# "World", "Markets Print 2025-09-26", "Business & Finance"
SECTION = re.compile(
    r"(?P<section> [A-Z] [\w&/’' -]{1,38}? ) (?: \s+ Print \s+ (?P<date> [0-9]{4}-[0-9]{2}-[0-9]{2} ) )?",
    re.VERBOSE,
)

# "AFP Published 20 Dec, 2023 12:51pm", "Reuters 28 May 2021", "Published May 21, 2025 Updated May 21, 2025 04:19pm"
BYLINE = re.compile(
    rf"""
    (?: (?! Published\b | Updated\b ) (?P<name> \S .{{0,79}}? ) \s+ )?
    (?: (?: Published \s+ )? (?P<published> {DATE} ) (?: \s+ Updated \s+ (?P<updated> {DATE} ) )?
      | Updated \s+ (?P<updated_only> {DATE} ) )
    """,
    re.VERBOSE,
)

# "  • Main gauge touches a high before slipping a little"
BULLET = re.compile(r"\s* [•·▪] \s* (?P<text> \S .* )", re.VERBOSE)

# "Photo: AFP", "This story is being updated …"
ASIDE = re.compile(
    r"(?: Photo | Image | File\ photo ) \s* : .{0,80} | This\ story\ is\ being\ updated .{0,10}",
    re.VERBOSE | re.IGNORECASE,
)

# "========", "--------"
RULE = re.compile(r"\s* (?: ={5,} | -{5,} | _{5,} ) \s*", re.VERBOSE)

# "Comments", "Comments are closed.", "Copyright Business Recorder, 2021"
CLOSING = re.compile(r"Comments (?: \ are\ closed\.? )? | Copyright\ Business\ Recorder .*", re.VERBOSE)

# "BEIJING: …", "NEW YORK: …", "ISLAMABAD/KARACHI: …"
DATELINE = re.compile(r"(?P<place> [A-Z] [A-Z .,'’/()-]{1,60} ) : \s+ (?P<text> \S .* )", re.VERBOSE)

# what a paragraph ends with and a headline does not
SENTENCE_END = re.compile(r".* [.!…;:)] [”’\"']* \s* | .* [”\"] \s*", re.VERBOSE)

HEADLINE_LENGTH = 160
"""A line longer than this many characters is never a title or a related headline."""


@dataclass
class _Draft:
    """The article while its lines are being read."""

    section: str | None = None
    title: str | None = None
    standfirst: list[str] = field(default_factory=list)
    byline: str | None = None
    published: datetime | date | None = None
    updated: datetime | date | None = None
    dateline: str | None = None
    paragraphs: list[str] = field(default_factory=list)
    related: list[str] = field(default_factory=list)
    tables: list[str] = field(default_factory=list)

    def article(self) -> Article | None:
        """Return the article, or None where a section is all that was found."""
        found = (self.title, self.standfirst, self.byline, self.paragraphs, self.related, self.tables)
        return Article.model_validate(vars(self)) if any(found) else None


def read_article(lines: Sequence[Line]) -> tuple[Article | None, date | None]:
    """Return the article in the lines that are no quotes, and the day of the masthead or of the print edition."""
    draft = _Draft()
    texts = [line.text for line in lines]
    texts, page_date = _read_masthead(texts, draft)
    texts = list(takewhile(lambda text: not CLOSING.fullmatch(text.strip()), texts))
    _read_body(_read_head(texts, draft), draft)
    return draft.article(), page_date


def _read_masthead(texts: list[str], draft: _Draft) -> tuple[list[str], date | None]:
    """Read logo, date and section, and return the texts after them with the day they print.

    The masthead is looked for anywhere, since furniture may stand before it; a day alone on its line is one only where
    it is the first text of all. A section is read only right below a logo or a date: anywhere else a short line is a
    title. A section with a print date needs nothing above it.
    """
    first = _first_text(texts, 0)
    end = 0
    days: list[date] = []
    for position, text in enumerate(texts):
        matched = MASTHEAD.fullmatch(text.strip())
        if matched and (position == first or "PRINT EDITION" in text) and (day := read_day(matched["date"])):
            days.append(day)
            end = position + 1
        elif LOGO.fullmatch(text.strip()):
            end = position + 1
    below = _first_text(texts, end)
    section = SECTION.fullmatch(texts[below].strip()) if below < len(texts) else None
    print_day = read_day(section["date"] or "") if section else None
    if section and (end or print_day):
        draft.section = section["section"]
        end = below + 1
    return texts[end:], next(iter(days), print_day)


def _first_text(texts: list[str], start: int) -> int:
    """Return the position of the first text from `start` on that is not blank; the number of texts where all are."""
    return next((position for position in range(start, len(texts)) if texts[position].strip()), len(texts))


def _read_head(texts: list[str], draft: _Draft) -> list[str]:
    """Read title, standfirst, byline and photo lines, and return the texts of the body.

    The first line is a title when a byline or bullets follow before any paragraph, or when it could not be a
    paragraph: it has no dateline and does not end as a sentence does. So a title such as "KARACHI: shares rise" above a
    byline is a title, and the same line above a paragraph starts the body.
    """
    candidates = [(position, text.strip()) for position, text in enumerate(texts) if text.strip()]
    end = 0
    for place, (position, text) in enumerate(candidates):
        if ASIDE.fullmatch(text):
            pass
        elif bullet := BULLET.fullmatch(text):
            draft.standfirst.append(bullet["text"])
        elif draft.published is None and draft.updated is None and (byline := BYLINE.fullmatch(text)):
            _read_byline(byline, draft)
        elif place == 0 and _is_title(text, [following for _, following in candidates[1:4]]):
            draft.title = text
        else:
            break
        end = position + 1
    return texts[end:]


def _is_title(text: str, following: Sequence[str]) -> bool:
    if len(text) > HEADLINE_LENGTH or RULE.fullmatch(text):
        return False
    under_it = next((line for line in following if not ASIDE.fullmatch(line)), "")
    if BYLINE.fullmatch(under_it) or BULLET.fullmatch(under_it):
        return True
    return bool(under_it) and not DATELINE.fullmatch(text) and not _ends_a_sentence(text)


def _read_byline(matched: re.Match[str], draft: _Draft) -> None:
    draft.byline = matched["name"]
    published, updated = matched["published"], matched["updated"] or matched["updated_only"]
    draft.published = read_moment(published) if published else None
    draft.updated = read_moment(updated) if updated else None


def _read_body(texts: list[str], draft: _Draft) -> None:
    """Sort the lines of the body into tables, related headlines and paragraphs; each line is one of its own."""
    position = 0
    while position < len(texts):
        if RULE.fullmatch(texts[position]):
            position = _read_table(texts, position, draft)
            continue
        text = texts[position].strip()
        position += 1
        if not text or ASIDE.fullmatch(text):
            continue
        if not draft.paragraphs and (dateline := DATELINE.fullmatch(text)):
            draft.dateline, text = dateline["place"], dateline["text"]
        if draft.paragraphs and len(text) <= HEADLINE_LENGTH and not _ends_a_sentence(text):
            draft.related.append(text)
        else:
            draft.paragraphs.append(text)


def _read_table(texts: list[str], start: int, draft: _Draft) -> int:
    """Read the table whose first rule is at `start`, and return the position after its last rule.

    A table goes on to the last rule before a blank line; a rule that stands alone parts the text and holds nothing.
    """
    last_rule = position = start
    while position < len(texts) and texts[position].strip():
        if RULE.fullmatch(texts[position]):
            last_rule = position
        position += 1
    if last_rule > start:
        draft.tables.append("\n".join(text.rstrip() for text in texts[start : last_rule + 1]))
    return last_rule + 1


def _ends_a_sentence(text: str) -> bool:
    """Whether `text` ends as paragraphs do and headlines do not."""
    return text.endswith(("”", '"')) or text.rstrip("”’\"'").endswith((".", "!", "…", ";", ":", ")"))
