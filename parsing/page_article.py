"""The article of an HTML page: from JSON-LD first, then from the markup, then from the visible text."""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import chain, takewhile
from typing import Final

from selectolax.lexbor import LexborHTMLParser, LexborNode

from parsing.article import read_body, read_text
from parsing.clean import clean_line
from parsing.draft import Anchor, Draft
from parsing.line_forms import (
    BULLET,
    CLOSING,
    LOGO,
    LONGEST_ASIDE,
    MASTHEAD_MARK,
    PRINT_SECTION,
    is_photo_line,
    is_prose,
    match_byline,
)
from parsing.lines import split_page
from parsing.metadata import Metadata
from parsing.models import Article
from parsing.page_body import Block, Kind, outermost, read_between, read_blocks
from parsing.page_head import around, is_below_a_menu, read_page_front, read_page_head
from parsing.page_quotes import PlacedQuote
from parsing.quote_forms import is_meant_as_quote, is_quote

# "Decreased By ▼ -1.51 (-0.77%)", "(-0.77%)": how the last block of a ticker ends, however it is parted into blocks
QUOTE_END = re.compile(r"^ [^.]{0,60} [^()]{0,20} \( [-+.0-9\ ]{1,12} % \ ? \) $", re.VERBOSE)

STORY: Final = "div.story__content"
"""What holds the text of an article of the paper."""

_BODIES: Final = (STORY, '[itemprop="articleBody"]')
_HEADLINES: Final = "h2.story__title a, h3.story__title a, h4.story__title a"
_NEVER_CLOSING: Final = frozenset({Kind.PREFORMATTED, Kind.RELATED, Kind.TABLE})
_NAMES_OF_THE_PAPER: Final = frozenset({"business recorder", "brecorder", "brecorder logo", "business recorder logo"})


def read_page_article(
    tree: LexborHTMLParser, metadata: Metadata, visible: str, quotes: Sequence[PlacedQuote]
) -> tuple[Article | None, date | None]:
    """Return the article and the day that the page prints for itself; of a front page its headlines, as related."""
    draft = Draft(link=metadata.link)
    heading = _heading(tree)
    containers = _containers(tree)
    story = None
    if heading is None and not containers and not metadata.is_article and not (story := _bare_story(tree)):
        links = [(clean_line(link.text(deep=True)), link.attributes.get("href") or "") for link in tree.css(_HEADLINES)]
        draft.related = [line for line, _ in links if line]
        if draft.related:
            draft.add_anchors(Anchor(*link) for link in links)
            front = around(visible, "", quotes)
            return draft.article(), read_page_front(front._replace(above=[]), draft)
    shown = heading.text(deep=True, separator="\n", strip=True, skip_empty=True) if heading else ""
    draft.title = _title(metadata, clean_line(heading.text(deep=True)) if heading else None)
    text = around(visible, shown, quotes)
    if heading and is_below_a_menu(heading):
        text = text._replace(above=[*text.above, ""])
    day = read_page_front(text, draft)
    draft.section = metadata.section or draft.section
    said = read_page_head(tree, metadata, text.below, draft)
    if containers:
        between = read_between(heading, containers[0]) if heading else []
        draft.standfirst = [bullet for block in between if (bullet := _bullet(block))]
        take_blocks(chain.from_iterable(map(read_blocks, containers)), draft, said)
    elif (wrapper := story or _wrapper(tree, heading)) is not None:
        take_blocks(_below_the_head(list(read_blocks(wrapper)), draft), draft, said)
    if not draft.paragraphs:
        lines = (clean_line(line) for line in metadata.body.split("\n"))
        take_blocks((Block(Kind.PARAGRAPH, line) for line in lines if line), draft, said)
    return draft.article(), day


def _heading(tree: LexborHTMLParser) -> LexborNode | None:
    """Return the heading of the story; the name of the paper is none."""
    headings = tree.css("h1")
    named = (node for node in headings if clean_line(node.text(deep=True)).casefold() not in _NAMES_OF_THE_PAPER | {""})
    story = (node for node in headings if "story__title" in (node.attributes.get("class") or ""))
    return next(story, None) or next(named, None)


def _containers(tree: LexborHTMLParser) -> list[LexborNode]:
    """Return what holds the text of the story, in parts where adverts stand between them."""
    found = ((selector, tree.css(selector)) for selector in _BODIES)
    return next((list(outermost(nodes, selector)) for selector, nodes in found if nodes), [])


def _bare_story(tree: LexborHTMLParser) -> LexborNode | None:
    """Return what holds prose where nothing says where the story is; None for a listing.

    The prose of a listing are its excerpts: each has a headline in its article, or stands alone.
    """
    parents: dict[int, LexborNode] = {}
    for paragraph in tree.css("p"):
        parent = paragraph.parent
        if parent is None or not is_prose(clean_line(paragraph.text(deep=True))):
            continue
        is_second = parent.mem_id in parents
        parents[parent.mem_id] = parent
        holder = _article_around(parent) or (parent if is_second else None)
        if holder is not None and holder.css_first(_HEADLINES) is None:
            return holder
    return None


def _article_around(node: LexborNode | None) -> LexborNode | None:
    while node is not None and node.tag != "article":
        node = node.parent
    return node


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


def take_blocks(blocks: Iterable[Block], draft: Draft, said: str = "") -> None:
    """Sort the blocks of the body into the article; what its head has `said` already is not said again."""
    has_standfirst = bool(draft.standfirst)
    for kind, text, anchors in blocks:
        if len(text) <= LONGEST_ASIDE and kind not in _NEVER_CLOSING and _is_closing(text, draft):
            return
        draft.add_anchors(anchors)
        if kind is Kind.PREFORMATTED:
            read_body([line for line in split_page(text) if line.text.strip()], draft)
        elif kind is Kind.TABLE:
            draft.tables += [] if any(is_quote(" ".join(row.split())) for row in text.split("\n")) else [text]
        elif kind is Kind.RELATED:
            draft.related.append(text)
        elif len(text) > LONGEST_ASIDE:
            draft.add_paragraph(text)
        elif draft.paragraphs:
            _take_short(kind, text, draft)
        elif bullet := _bullet(Block(kind, text)):
            draft.standfirst += [] if has_standfirst else [bullet]
        elif not _is_of_the_head(text, draft, said):
            draft.add_paragraph(text)


def _is_closing(text: str, draft: Draft) -> bool:
    """Whether readers write below this; a count of comments above the first paragraph is a part of the head."""
    closing = CLOSING.fullmatch(text)
    return closing is not None and (bool(draft.paragraphs) or not any(closing.groups()))


def _bullet(block: Block) -> str | None:
    """Return the text of a bullet, which has its sign or is one by its tag; None where the block is none."""
    signed = BULLET.fullmatch(block.text)
    return signed["text"] if signed else block.text if block.kind is Kind.BULLET else None


def _take_short(kind: Kind, text: str, draft: Draft) -> None:
    """Take a block below the first paragraph by the rules of text pages; a heading or bullet by its tag stays one."""
    if not is_meant_as_quote(text):
        read_text(text, draft, can_be_related=kind is Kind.PARAGRAPH)


def _is_of_the_head(text: str, draft: Draft, said: str) -> bool:
    if is_photo_line(text) or is_meant_as_quote(text) or LOGO.fullmatch(text) or MASTHEAD_MARK.search(text):
        return True
    is_count = CLOSING.fullmatch(text) is not None
    is_known = is_count or text in {draft.title, draft.byline, draft.section} or "".join(text.split()) in said
    return is_known or match_byline(text) is not None or PRINT_SECTION.fullmatch(text) is not None


def _first(tree: LexborHTMLParser, selectors: Iterable[str]) -> LexborNode | None:
    return next((node for selector in selectors if (node := tree.css_first(selector)) is not None), None)
