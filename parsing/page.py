"""HTML to the same `Snapshot` as the text form of the page: article pages and front pages of the paper.

Quotes come from the visible text and need no class name: a symbol, a price, one of the three directions, a change and a
percentage, each in a piece of text of its own, in this order. They are put together as the line of a text page and read
by its grammar. The article comes from JSON-LD first, then from the markup, then from the visible text.
"""

import re
from collections.abc import Iterable
from datetime import date, datetime, time
from itertools import takewhile
from typing import Final

from selectolax.lexbor import LexborHTMLParser, LexborNode

from parsing.article import read_body
from parsing.clean import clean_line
from parsing.dates import DATE, read_moment
from parsing.draft import Draft
from parsing.front import read_front
from parsing.head import read_byline
from parsing.html_limits import too_much
from parsing.line_forms import (
    BULLET,
    CLOSING,
    LOGO,
    LONGEST_ASIDE,
    MASTHEAD_MARK,
    is_photo_line,
    is_prose,
    match_byline,
)
from parsing.lines import Line, clean_page, split_page
from parsing.metadata import Metadata, read_metadata
from parsing.models import Article, Problem, Snapshot
from parsing.page_body import Block, Kind, read_blocks
from parsing.quotes import QuoteLines, read_quotes

# "Increased By" alone in its piece of text
DIRECTION = re.compile(r"\n(?:Increased By|Decreased By|No Change)(?=\n)")
ANY_DIRECTION = re.compile(r">\s*(?:Increased By|Decreased By|No Change)\s*<")

# "Published 20 Dec, 2023 12:51pm", "Updated May 21, 2025 04:19pm"
PUBLISHED = re.compile(rf"\b Published \s+ (?P<moment> {DATE} )", re.VERBOSE)
ANY_DATE = re.compile(rf"\b (?P<moment> {DATE} )", re.VERBOSE)
UPDATED = re.compile(rf"\b Updated \s+ (?P<moment> {DATE} )", re.VERBOSE)

_UNSEEN: Final = "script, style, noscript, template, svg"
_LONGEST_TAIL: Final = 4
_HEAD_LENGTH: Final = 2000
_BODIES: Final = ("div.story__content", '[itemprop="articleBody"]', "article", "main")
_TITLES: Final = ("h1.story__title", "h1")
_HEADLINES: Final = "h2.story__title a, h3.story__title a, h4.story__title a"
_STAMPS: Final = '[class*="timestamp"]'
_BYLINES: Final = "a.story__byline__link"
_FOREIGN: Final = (
    "This page is not of the paper. To read articles of other sites, install tapewatch with its extra: "
    "tapewatch[extract]."
)


def read_page(html: str, problems: list[Problem]) -> Snapshot:
    """Return the snapshot of an HTML page; `problems` are those met before. Takes time in proportion to the page."""
    reason = too_much(html)
    if reason:
        message = f"This page was not read, for the sake of the program: it has {reason}."
        return Snapshot(problems=(*problems, Problem(line=0, code="html-hostile", message=message)))
    tree = LexborHTMLParser(html)
    metadata = read_metadata(tree)
    for unseen in tree.css(_UNSEEN):
        unseen.decompose()
    visible = tree.body.text(separator="\n", strip=True, skip_empty=True) if tree.body else ""
    quotes, end = _read_quotes(visible, html)
    is_ours = bool(quotes.quotes or quotes.indices or metadata.is_of_the_paper or tree.css_matches(_BODIES[0]))
    article, day = _read_article(tree, metadata, visible[end:]) if is_ours else (None, None)
    problems += quotes.problems
    if not (quotes.quotes or quotes.indices):
        problems.append(Problem(line=0, code="no-quotes", message="There are no quotes on this page."))
    if not is_ours:
        problems.append(Problem(line=0, code="foreign", message=_FOREIGN))
    return Snapshot(
        snapshot_date=day,
        quotes=tuple(quotes.quotes),
        indices=tuple(quotes.indices),
        article=article,
        problems=tuple(sorted(problems, key=lambda problem: problem.line)),
    )


# quotes


def _read_quotes(visible: str, html: str) -> tuple[QuoteLines, int]:
    """Return the quotes of the visible text, with problems at the lines of the source, and where the last one ends.

    Where no direction stands alone, a whole quote may stand in one piece of text, as on a text page.
    """
    quote_lines: list[str] = []
    end = 0
    for matched in DIRECTION.finditer(visible):
        price = visible.rfind("\n", 0, matched.start())
        start = visible.rfind("\n", 0, max(0, price)) + 1
        tail_end = _tail_end(visible, matched.end() + 1)
        quote_lines.append(" ".join(visible[max(start, end) : tail_end].split("\n")))
        end = tail_end
    page, unclean = clean_page("\n".join(quote_lines) if quote_lines else visible)
    found = read_quotes(page)
    problems = [*unclean, *found.problems] if quote_lines or found.quotes else []
    if problems:
        places = _source_lines(html, len(quote_lines))
        problems = [problem.model_copy(update={"line": places.get(problem.line, 0)}) for problem in problems]
    return found._replace(problems=problems), end


def _tail_end(visible: str, start: int) -> int:
    """Return where the change and percentage end that start at `start`, in at most so many pieces of text."""
    end = start
    for _ in range(_LONGEST_TAIL):
        end = visible.find("\n", end + 1)
        if end < 0:
            return len(visible)
        if visible[start:end].rstrip().endswith("%)"):
            return end
    return start


def _source_lines(html: str, count: int) -> dict[int, int]:
    """Return on which line of the source each quote has its direction; nothing where they cannot be told apart."""
    found = [html.count("\n", 0, matched.start()) + 1 for matched in ANY_DIRECTION.finditer(html)]
    return dict(enumerate(found, start=1)) if len(found) == count else {}


# the article


def _read_article(tree: LexborHTMLParser, metadata: Metadata, visible: str) -> tuple[Article | None, date | None]:
    """Return the article and the day that the page prints for itself; of a front page its headlines, as related."""
    draft = Draft()
    heading = _first(tree, _TITLES)
    is_front_page = heading is None and not metadata.is_article and not tree.css_matches(_BODIES[0])
    if is_front_page:
        links = (clean_line(link.text(deep=True)) for link in tree.css(_HEADLINES))
        draft.related = [text for text in links if text]
        return draft.article(), _read_front([clean_line(line) for line in visible[:_HEAD_LENGTH].split("\n")], draft)
    shown = heading.text(deep=True, strip=True) if heading else ""
    draft.title = _title(metadata, clean_line(shown) or None)
    above, below = _parted(visible, shown)
    day = _read_front(above, draft)
    draft.section = metadata.section or draft.section
    _read_head(tree, metadata, below, draft)
    container = _first(tree, _BODIES)
    _take_blocks(read_blocks(container) if container else (), draft)
    if not draft.paragraphs:
        _take_blocks(
            (Block(Kind.PARAGRAPH, clean_line(line)) for line in metadata.body.split("\n") if line.strip()), draft
        )
    return draft.article(), day


def _title(metadata: Metadata, heading: str | None) -> str | None:
    """Return the title: the headline for machines, unless it is the one for people cut short."""
    if heading and metadata.headline and heading.startswith(metadata.headline.rstrip(".… ")):
        return heading
    return metadata.headline or heading


def _parted(visible: str, heading: str) -> list[list[str]]:
    """Return the pieces of text above the heading and below it, as many as a head can have; none where it is unseen."""
    place = visible.find(heading) if heading else -1
    if place < 0:
        return [[], []]
    above = visible[max(0, place - _HEAD_LENGTH) : place].rstrip("\n")
    below = visible[place + len(heading) : place + len(heading) + _HEAD_LENGTH]
    return [[clean_line(line) for line in text.split("\n") if line.strip()] for text in (above, below)]


def _read_front(above: list[str], draft: Draft) -> date | None:
    """Read masthead and section from what stands above the title, and return the day that the page prints for itself.

    Menus have the names of sections too: without a masthead only the piece right above the title can be the section.
    """
    marks = (n for n, line in enumerate(above) if LOGO.fullmatch(line) or MASTHEAD_MARK.search(line))
    front = above[next(marks, len(above) - 1) :] if above else []
    _, day = read_front([Line(n, line) for n, line in enumerate([*front, draft.title or ""], start=1) if line], draft)
    return day


def _read_head(tree: LexborHTMLParser, metadata: Metadata, below: list[str], draft: Draft) -> None:
    """Read byline, times and standfirst.

    The page for people says whether a story was updated; machines are told of a change for every story. Where it prints
    a day alone, midnight is no time that anybody meant.
    """
    links = (clean_line(link.text(deep=True)) for link in tree.css(_BYLINES))
    draft.byline = ", ".join(metadata.authors or tuple(dict.fromkeys(filter(None, links)))) or None
    head = list(takewhile(lambda line: not is_prose(line), below))
    draft.standfirst = [bullet["text"] for line in head if (bullet := BULLET.fullmatch(line))]
    stamps = " ".join(clean_line(node.text(deep=True, separator=" ")) for node in tree.css(_STAMPS)) or " ".join(head)
    draft.published = metadata.published
    if metadata.published is None or _is_midnight(metadata.published):
        published = _stamp(PUBLISHED, stamps) or _stamp(ANY_DATE, stamps)
        draft.published = published or metadata.published
    if "Updated" in stamps:
        draft.updated = metadata.modified or _stamp(UPDATED, stamps)
    elif not stamps and metadata.modified != metadata.published:
        draft.updated = metadata.modified
    if not (draft.byline or draft.has_date):
        any(read_byline(line, draft) for line in head)


def _stamp(form: re.Pattern[str], text: str) -> datetime | date | None:
    matched = form.search(text)
    return read_moment(matched["moment"]) if matched else None


def _is_midnight(moment: datetime | date | None) -> bool:
    return isinstance(moment, datetime) and moment.time() == time()


def _take_blocks(blocks: Iterable[Block], draft: Draft) -> None:
    """Sort the blocks of the body into the article; what its head has said already is not said again."""
    has_standfirst = bool(draft.standfirst)
    for kind, text in blocks:
        bullet = BULLET.fullmatch(text)
        if kind is Kind.PREFORMATTED:
            read_body([line for line in split_page(text) if line.text.strip()], draft)
        elif kind is Kind.TABLE:
            draft.tables.append(text)
        elif kind is Kind.RELATED:
            draft.related.append(text)
        elif len(text) > LONGEST_ASIDE:
            draft.add_paragraph(text)
        elif CLOSING.fullmatch(text):
            return
        elif not draft.paragraphs and (kind is Kind.BULLET or bullet):
            draft.standfirst += [] if has_standfirst else [bullet["text"] if bullet else text]
        elif not is_photo_line(text) and (draft.paragraphs or not _is_of_the_head(text, draft)):
            draft.add_paragraph(text)


def _is_of_the_head(text: str, draft: Draft) -> bool:
    return text in {draft.title, draft.byline, draft.section} or match_byline(text) is not None


def _first(tree: LexborHTMLParser, selectors: Iterable[str]) -> LexborNode | None:
    return next((node for selector in selectors if (node := tree.css_first(selector)) is not None), None)
