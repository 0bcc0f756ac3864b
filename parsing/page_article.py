"""The article of an HTML page: from JSON-LD first, then from the markup, then from the visible text."""

import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from itertools import pairwise, takewhile
from typing import Final, NamedTuple

from selectolax.lexbor import LexborHTMLParser, LexborNode

from parsing.article import read_body
from parsing.clean import clean_line
from parsing.dates import DATE, read_moment
from parsing.draft import Draft
from parsing.front import read_front
from parsing.line_forms import (
    AGENCIES,
    BULLET,
    CLOSING,
    LOGO,
    LONGEST_ASIDE,
    MASTHEAD,
    MASTHEAD_MARK,
    NAME,
    PRINT_SECTION,
    READ_MORE,
    SECTIONS,
    is_heading,
    is_headline,
    is_persons_name,
    is_photo_line,
    is_prose,
    match_byline,
)
from parsing.lines import Line, split_page
from parsing.metadata import Metadata
from parsing.models import Article
from parsing.page_body import Block, Kind, read_between, read_blocks
from parsing.page_quotes import PlacedQuote
from parsing.quote_forms import is_quote

# "Published 20 Dec, 2023 12:51pm", "Updated May 21, 2025 04:19pm", and a date that is not that of an update
PUBLISHED = re.compile(rf"\b [Pp]ublished (?: \ on )? :? \s+ (?P<moment> {DATE} )", re.VERBOSE)
UPDATED = re.compile(rf"\b [Uu]pdated (?: \ on )? :? \s+ (?P<moment> {DATE} )", re.VERBOSE)
ANY_DATE = re.compile(rf"(?<! [Uu]pdated\ ) (?<! [Uu]pdated:\ ) \b (?P<moment> {DATE} )", re.VERBOSE)

# "AFP Published 20 Dec, 2023 12:51pm" up to its date
BEFORE_DATE = re.compile(
    rf"(?P<name> .{{0,80}}? ) [|·•,–\s-]* (?: \b [Pp]ublished :? \s* )? (?: {DATE} | \Z )", re.VERBOSE
)

# "Decreased By ▼ -1.51 (-0.77%)", "(-0.77%)": how the last block of a ticker ends, however it is parted into blocks
QUOTE_END = re.compile(r"^ [^.]{0,60} [^()]{0,20} \( [-+.0-9\ ]{1,12} % \ ? \) $", re.VERBOSE)

# "Print 2025-09-26" in a tag of its own, beside that of the section
PRINT_DATE = re.compile(rf"Print \s+ (?: [0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}} | {DATE} )", re.VERBOSE)

STORY: Final = "div.story__content"
"""What holds the text of an article of the paper."""

_HEAD_LENGTH: Final = 2000
_BODIES: Final = (STORY, '[itemprop="articleBody"]')
_HEADLINES: Final = "h2.story__title a, h3.story__title a, h4.story__title a"
_STAMPS: Final = '[class*="timestamp"]'
_BYLINES: Final = "a.story__byline__link"
_NAMES_OF_THE_PAPER: Final = frozenset({"business recorder", "brecorder", "brecorder logo", "business recorder logo"})


class _Text(NamedTuple):
    """The visible text around the title, as cleaned pieces, without the quotes.

    `top` is what starts the page, `above` what stands between the last quote and the title, `below` what follows it.
    """

    top: list[str]
    above: list[str]
    below: list[str]


def read_page_article(
    tree: LexborHTMLParser, metadata: Metadata, visible: str, quotes: Sequence[PlacedQuote]
) -> tuple[Article | None, date | None]:
    """Return the article and the day that the page prints for itself; of a front page its headlines, as related."""
    draft = Draft()
    heading = _heading(tree)
    container = _first(tree, _BODIES)
    if heading is None and container is None and not metadata.is_article:
        draft.related = [line for link in tree.css(_HEADLINES) if (line := clean_line(link.text(deep=True)))]
        if draft.related:
            front = _around(visible, "", quotes)
            return draft.article(), _read_front(front._replace(above=[]), draft)
    shown = heading.text(deep=True, separator="\n", strip=True, skip_empty=True) if heading else ""
    draft.title = _title(metadata, clean_line(heading.text(deep=True)) if heading else None)
    text = _around(visible, shown, quotes)
    day = _read_front(text, draft)
    draft.section = metadata.section or draft.section
    said = _read_head(tree, metadata, text.below, draft)
    if container is not None:
        between = read_between(heading, container) if heading else []
        draft.standfirst = [bullet for block in between if (bullet := _bullet(block))]
        _take_blocks(read_blocks(container), draft, said)
    elif (wrapper := _wrapper(tree, heading)) is not None:
        _take_blocks(_below_the_head(list(read_blocks(wrapper)), draft), draft, said)
    if not draft.paragraphs:
        lines = (clean_line(line) for line in metadata.body.split("\n"))
        _take_blocks((Block(Kind.PARAGRAPH, line) for line in lines if line), draft, said)
    return draft.article(), day


def _heading(tree: LexborHTMLParser) -> LexborNode | None:
    """Return the heading of the story; the name of the paper is none."""
    headings = tree.css("h1")
    named = (node for node in headings if clean_line(node.text(deep=True)).casefold() not in _NAMES_OF_THE_PAPER | {""})
    story = (node for node in headings if "story__title" in (node.attributes.get("class") or ""))
    return next(story, None) or next(named, None)


def _wrapper(tree: LexborHTMLParser, heading: LexborNode | None) -> LexborNode | None:
    """Return what holds the story where nothing says so: the article around the title, an article, or all there is."""
    node = heading
    while node is not None and node.tag not in {"article", "main"}:
        node = node.parent
    return node or _first(tree, ("article", "main")) or tree.body


def _below_the_head(blocks: Sequence[Block], draft: Draft) -> Sequence[Block]:
    """Return the blocks below the title; where there is none on the page, those below the last quote."""
    for n, block in enumerate(blocks, start=1):
        if draft.title and block.text == draft.title:
            return blocks[n:]
    above_readers = list(takewhile(lambda block: not CLOSING.fullmatch(block.text[:LONGEST_ASIDE]), blocks))
    ends = (n for n, block in enumerate(above_readers, start=1) if QUOTE_END.search(block.text[:LONGEST_ASIDE]))
    return above_readers[max(ends, default=0) :]


def _title(metadata: Metadata, heading: str | None) -> str | None:
    """Return the title: the headline for machines, unless it is the one for people cut short."""
    if heading and metadata.headline and heading.startswith(metadata.headline.rstrip(".… ")):
        return heading
    return metadata.headline or heading or None


def _around(visible: str, heading: str, quotes: Sequence[PlacedQuote]) -> _Text:
    """Return the pieces of text around the heading; where it is unseen, all of them are below the last quote."""
    place = f"\n{visible}\n".find(f"\n{heading}\n") if heading else -1
    last = max((quote.end for quote in quotes if place < 0 or quote.end <= place), default=0)
    start = place if place >= 0 else last
    after = place + len(heading) if place >= 0 else last
    top = visible[: min(start, _HEAD_LENGTH, quotes[0].start if quotes else start)]
    above = visible[max(last, start - _HEAD_LENGTH) : start]
    below = visible[after : after + _HEAD_LENGTH]
    later = next((quote.start for quote in quotes if quote.start >= after), None)
    return _Text(_pieces(top), _pieces(above), _pieces(below if later is None else below[: later - after]))


def _pieces(text: str) -> list[str]:
    """Return the cleaned pieces; the sign of a bullet and the date of a print edition go with what they belong to."""
    pieces = [piece for line in text.split("\n") if (piece := clean_line(line))]
    for n in range(len(pieces) - 1, 0, -1):
        if PRINT_DATE.fullmatch(pieces[n]) or (len(pieces[n - 1]) == 1 and BULLET.fullmatch(f"{pieces[n - 1]} x")):
            pieces[n - 1 : n + 1] = [" ".join(pieces[n - 1 : n + 1])]
    return pieces


def _read_front(text: _Text, draft: Draft) -> date | None:
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


def _read_head(tree: LexborHTMLParser, metadata: Metadata, below: list[str], draft: Draft) -> str:
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


def _take_blocks(blocks: Iterable[Block], draft: Draft, said: str) -> None:
    """Sort the blocks of the body into the article; what its head has `said` already is not said again."""
    has_standfirst = bool(draft.standfirst)
    for kind, text in blocks:
        if kind is Kind.PREFORMATTED:
            read_body([line for line in split_page(text) if line.text.strip()], draft)
        elif kind is Kind.TABLE:
            draft.tables += [] if any(is_quote(" ".join(row.split())) for row in text.split("\n")) else [text]
        elif kind is Kind.RELATED:
            draft.related.append(text)
        elif len(text) > LONGEST_ASIDE:
            draft.add_paragraph(text)
        elif CLOSING.fullmatch(text):
            return
        elif draft.paragraphs:
            _take_aside(kind, text, draft)
        elif bullet := _bullet(Block(kind, text)):
            draft.standfirst += [] if has_standfirst else [bullet]
        elif not _is_of_the_head(text, draft, said):
            draft.add_paragraph(text)


def _bullet(block: Block) -> str | None:
    """Return the text of a bullet, which has its sign or is one by its tag; None where the block is none."""
    signed = BULLET.fullmatch(block.text)
    return signed["text"] if signed else block.text if block.kind is Kind.BULLET else None


def _take_aside(kind: Kind, text: str, draft: Draft) -> None:
    """Take a block below the first paragraph that is short enough to be something else, by the rules of text pages.

    What its tag says is a heading or a bullet is a paragraph.
    """
    more = READ_MORE.fullmatch(text)
    if is_photo_line(text) or is_quote(text):
        return
    if more:
        draft.related += [more["headline"]] if more["headline"] else []
    elif kind is Kind.PARAGRAPH and is_headline(text) and not is_heading(text) and not BULLET.fullmatch(text):
        draft.related.append(text)
    else:
        draft.add_paragraph(text)


def _is_of_the_head(text: str, draft: Draft, said: str) -> bool:
    if is_photo_line(text) or is_quote(text) or LOGO.fullmatch(text) or MASTHEAD_MARK.search(text):
        return True
    is_known = text in {draft.title, draft.byline, draft.section} or "".join(text.split()) in said
    return is_known or match_byline(text) is not None or PRINT_SECTION.fullmatch(text) is not None


def _first(tree: LexborHTMLParser, selectors: Iterable[str]) -> LexborNode | None:
    return next((node for selector in selectors if (node := tree.css_first(selector)) is not None), None)
