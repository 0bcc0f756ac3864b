"""The head of an article in HTML: masthead, section, byline and times, from the text around its title."""

import re
from collections.abc import Sequence
from datetime import date, datetime, time
from itertools import pairwise, takewhile
from typing import Final, NamedTuple

from selectolax.lexbor import LexborHTMLParser, LexborNode

from parsing.clean import clean_line
from parsing.dates import DATE, read_moment
from parsing.draft import Draft
from parsing.front import read_front
from parsing.line_forms import (
    AGENCIES,
    BULLET,
    LOGO,
    LONGEST_ASIDE,
    MASTHEAD,
    MASTHEAD_MARK,
    NAME,
    SECTIONS,
    is_persons_name,
    is_photo_line,
    is_prose,
    match_byline,
)
from parsing.lines import Line
from parsing.metadata import Metadata
from parsing.page_quotes import PlacedQuote

# "Published 20 Dec, 2023 12:51pm", "Updated May 21, 2025 04:19pm", and a date that is not that of an update
PUBLISHED = re.compile(rf"\b [Pp]ublished (?: \ on )? :? \s+ (?P<moment> {DATE} )", re.VERBOSE)
UPDATED = re.compile(rf"\b [Uu]pdated (?: \ on )? :? \s+ (?P<moment> {DATE} )", re.VERBOSE)
ANY_DATE = re.compile(rf"(?<! [Uu]pdated\ ) (?<! [Uu]pdated:\ ) \b (?P<moment> {DATE} )", re.VERBOSE)

# "AFP Published 20 Dec, 2023 12:51pm" up to its date
BEFORE_DATE = re.compile(
    rf"(?P<name> .{{0,80}}? ) [|·•,–\s-]* (?: \b [Pp]ublished :? \s* )? (?: {DATE} | \Z )", re.VERBOSE
)

# "Print 2025-09-26" in a tag of its own, beside that of the section
PRINT_DATE = re.compile(rf"Print \s+ (?: [0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}} | {DATE} )", re.VERBOSE)

_HEAD_LENGTH: Final = 2000
_STAMPS: Final = '[class*="timestamp"]'
_BYLINES: Final = "a.story__byline__link"
_MENUS: Final = frozenset({"header", "nav"})


class HeadText(NamedTuple):
    """The visible text around the title, as cleaned pieces, without the quotes.

    `top` is what starts the page, `above` what stands between the last quote and the title, `below` what follows it.
    """

    top: list[str]
    above: list[str]
    below: list[str]


def around(visible: str, heading: str, quotes: Sequence[PlacedQuote]) -> HeadText:
    """Return the pieces of text around the heading; where it is unseen, all of them are below the last quote."""
    place = f"\n{visible}\n".find(f"\n{heading}\n") if heading else -1
    last = max((quote.end for quote in quotes if place < 0 or quote.end <= place), default=0)
    start = place if place >= 0 else last
    after = place + len(heading) if place >= 0 else last
    top = visible[: min(start, _HEAD_LENGTH, quotes[0].start if quotes else start)]
    above = visible[max(last, start - _HEAD_LENGTH) : start]
    below = visible[after : after + _HEAD_LENGTH]
    later = next((quote.start for quote in quotes if quote.start >= after), None)
    return HeadText(_pieces(top), _pieces(above), _pieces(below if later is None else below[: later - after]))


def _pieces(text: str) -> list[str]:
    """Return the cleaned pieces; the sign of a bullet and the date of a print edition go with what they belong to."""
    pieces = [piece for line in text.split("\n") if (piece := clean_line(line))]
    for n in range(len(pieces) - 1, 0, -1):
        if PRINT_DATE.fullmatch(pieces[n]) or (len(pieces[n - 1]) == 1 and BULLET.fullmatch(f"{pieces[n - 1]} x")):
            pieces[n - 1 : n + 1] = [" ".join(pieces[n - 1 : n + 1])]
    return pieces


def read_page_front(text: HeadText, draft: Draft) -> date | None:
    """Read masthead and section from what stands above the title, and return the day that the page prints for itself.

    Menus have the names of sections too: only the piece right above the title can be the section. A bare date is that
    of the masthead beside the marks of the paper, at the start of the page, or right above a section; with a time it
    is that of a byline.
    """
    front: list[str] = []
    for pieces in ([text.top] if text.top[:1] != text.above[:1] else []) + [text.above]:
        marks = [bool(LOGO.fullmatch(line) or MASTHEAD_MARK.search(line)) for line in pieces]
        beside = [False, *marks, False]
        is_above_section = pieces is text.above and len(pieces) > 1 and pieces[-1].casefold() in SECTIONS
        for n, line in enumerate(pieces):
            can_be_bare = beside[n] or beside[n + 2] or n == 0 or (is_above_section and n == len(pieces) - 2)
            is_dated = MASTHEAD.fullmatch(line) is not None and ":" not in line
            if marks[n] or (can_be_bare and is_dated):
                front.append(line)
    section = [line for line in text.above[-1:] if line not in front and not MASTHEAD.fullmatch(line)]
    lines = [Line(n, line) for n, line in enumerate([*front, *section, draft.title or ""], start=1) if line]
    return read_front(lines, draft)[1]


def read_page_head(tree: LexborHTMLParser, metadata: Metadata, below: list[str], draft: Draft) -> str:
    """Read byline and times, and return the head's text without spaces, so that it is not taken twice.

    The page for people says whether a story was updated; machines are told of a change for every story. Where it prints
    a day alone, midnight is no time that anybody meant.
    """
    head = list(takewhile(lambda line: not is_prose(line), below))
    stamps = " ".join(head)
    if not (ANY_DATE.search(stamps) or UPDATED.search(stamps)):
        stamps = " ".join(clean_line(node.text(deep=True, separator=" ")) for node in tree.css(_STAMPS)[:2])
    draft.published = _moment(metadata.published, _stamp(PUBLISHED, stamps) or _stamp(ANY_DATE, stamps))
    if "pdated" in stamps:
        draft.updated = _moment(metadata.modified, _stamp(UPDATED, stamps))
    elif not stamps and metadata.modified != metadata.published:
        draft.updated = metadata.modified
    authors = metadata.authors or _linked_authors(tree)
    draft.byline = ", ".join(authors) or _name(head, draft)
    stamped = [
        n for n, line in enumerate(head, start=1) if match_byline(line) or line in authors or line == draft.byline
    ]
    return "".join("".join(head[: stamped[-1] if stamped else 0]).split())


def _linked_authors(tree: LexborHTMLParser) -> tuple[str, ...]:
    links = (clean_line(link.text(deep=True)) for link in tree.css(_BYLINES))
    return tuple(dict.fromkeys(filter(None, links)))


def _name(head: Sequence[str], draft: Draft) -> str | None:
    """Return the author's name among the pieces of the head: before the date, in its piece or in the one above.

    Without a date it is the first piece that can be nothing else than a name, as on a text page.
    """
    pieces = [line for line in head if line.casefold() != "by" and not BULLET.fullmatch(line)]
    for before, line in pairwise(["", *pieces]):
        matched = BEFORE_DATE.match(line)
        is_stamp = matched is not None and matched.end() > len(matched["name"]) and len(line) <= LONGEST_ASIDE
        if matched is None or not is_stamp or not (match_byline(line) or line in {"Published", "Published:"}):
            continue
        if matched["name"] and not matched["name"].startswith("Updated"):
            return matched["name"]
        is_name = NAME.fullmatch(before) or before.casefold() in AGENCIES or not before.isascii()
        return before if before and is_name and before != draft.title and not is_photo_line(before) else None
    if draft.has_date:
        return None
    return next((line for line in pieces if line.casefold() in AGENCIES or is_persons_name(line)), None)


def _stamp(form: re.Pattern[str], text: str) -> datetime | date | None:
    matched = form.search(text)
    return read_moment(matched["moment"]) if matched else None


def _moment(told: datetime | date | None, printed: datetime | date | None) -> datetime | date | None:
    """Return what machines are told, or what is printed where they are told a day alone, midnight or nothing."""
    is_exact = isinstance(told, datetime) and told.time() != time()
    return told if is_exact else printed or told


def is_below_a_menu(heading: LexborNode) -> bool:
    """Whether the text right above the heading is an entry of a menu, which is no section of the story."""
    around_heading: set[int] = set()
    node: LexborNode | None = heading
    while node is not None:
        around_heading.add(node.mem_id)
        node = node.parent
    node = _text_above(heading)
    while node is not None and node.mem_id not in around_heading:
        if node.tag in _MENUS:
            return True
        node = node.parent
    return False


def _text_above(heading: LexborNode) -> LexborNode | None:
    """Return the last text of the page above the heading."""
    node: LexborNode | None = heading
    while node is not None:
        above = node.prev
        if above is None:
            node = node.parent
            continue
        while (last := above.last_child) is not None:
            above = last
        if above.tag == "-text" and clean_line(above.text_content or ""):
            return above
        node = above
    return None
