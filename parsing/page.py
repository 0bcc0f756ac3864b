"""HTML to the same `Snapshot` as the text form of the page: article pages and front pages of the paper.

Quotes come from the visible text and need no class name: a symbol, a price, one of the three directions, a change and a
percentage, each in a piece of text of its own, in this order. They are put together as the line of a text page and read
by its grammar. The article comes from JSON-LD first, then from the markup, then from the visible text.
"""

import re
from datetime import date
from typing import Final

from selectolax.lexbor import LexborHTMLParser

from parsing.dates import read_day
from parsing.html_limits import too_much
from parsing.metadata import Metadata, read_metadata
from parsing.models import Problem, Snapshot
from parsing.page_article import STORY, read_page_article
from parsing.page_body import mark_comments
from parsing.page_quotes import read_page_quotes
from parsing.quote_forms import DATE_PREFIX

# "Copyright Business Recorder, 2025", "Brecorder Logo": only the paper's own pages say so
OWN_MARK = re.compile(r"Copyright Business Recorder|^(?:Brecorder|Business Recorder) Logo$", re.MULTILINE)

COMMENTS_MARK: Final = "\0"
"""Put around what readers wrote; no page has one in its text, since a parser of HTML drops them."""

_UNSEEN: Final = "script, style, noscript, template, svg"
_PREFIX_LENGTH: Final = 300
_FOREIGN: Final = (
    "This page is not of the paper. To read articles of other sites, install tapewatch with its extra '.[extract]', "
    "from the folder of the project."
)


def read_page(html: str, problems: list[Problem]) -> Snapshot:
    """Return the snapshot of an HTML page; `problems` are those met before. Takes time in proportion to the page."""
    reason = too_much(html)
    if reason:
        message = f"This page was not read, for the sake of the program: it has {reason}."
        return Snapshot(problems=(*problems, Problem(line=0, code="html-hostile", message=message)))
    tree = LexborHTMLParser(html)
    unseen = tree.css(_UNSEEN)
    metadata = read_metadata(tree, [node for node in unseen if node.tag == "script"])
    for node in unseen:
        node.decompose()
    has_comments = mark_comments(tree, COMMENTS_MARK)
    visible = tree.body.text(separator="\n", strip=True, skip_empty=True) if tree.body else ""
    visible, prefix_day = _take_date_prefix(visible)
    visible, comments = _part_comments(visible) if has_comments else (visible, [])
    found, quotes = read_page_quotes(visible, html, comments)
    is_ours = bool(quotes.quotes or quotes.indices) or _is_of_the_paper(tree, metadata, visible)
    article, page_day = read_page_article(tree, metadata, visible, found) if is_ours else (None, None)
    foreign = [] if is_ours else [Problem(line=0, code="foreign", message=_FOREIGN)]
    return quotes.snapshot(prefix_day or page_day, article, [*problems, *foreign])


def _is_of_the_paper(tree: LexborHTMLParser, metadata: Metadata, visible: str) -> bool:
    return metadata.is_of_the_paper or tree.css_matches(STORY) or OWN_MARK.search(visible) is not None


def _part_comments(visible: str) -> tuple[str, list[tuple[int, int]]]:
    """Return the text without the marks around what readers wrote, and where that is."""
    comments: list[tuple[int, int]] = []
    parts = visible.split(COMMENTS_MARK)
    place = 0
    for n, part in enumerate(parts):
        if n % 2:
            comments.append((place, place + len(part)))
        place += len(part)
    return "".join(parts), comments


def _take_date_prefix(visible: str) -> tuple[str, date | None]:
    """Return the text without the ` date YYYY-MM-DD ` that it may start with, in one piece or two, and that day."""
    start = visible[:_PREFIX_LENGTH].replace("\xa0", " ")
    if start.startswith("date\n"):
        start = start.replace("\n", " ", 1)
    matched = DATE_PREFIX.match(start)
    day = read_day(matched["date"]) if matched else None
    return (visible, None) if matched is None or day is None else (visible[matched.end() :], day)
