"""The body of an article from a piece of HTML, as a feed has it in its descriptions."""

from typing import Final

from selectolax.lexbor import LexborHTMLParser

from parsing.clean import clean_line
from parsing.draft import Draft
from parsing.html_limits import too_much
from parsing.page_article import take_blocks
from parsing.page_body import read_blocks

_UNSEEN: Final = "script, style, noscript, template, svg, title"


def read_fragment(html: str, draft: Draft) -> str | None:
    """Read the body into the draft by the rules of pages. Takes time in proportion to it.

    Scripts, styles, comments and pictures are left out, and so is what the draft says already: title, section, byline.
    Return what the fragment has too much of to be read, or None.
    """
    reason = too_much(html)
    if reason is None:
        tree = _parsed(html)
        if tree.body is not None:
            take_blocks(read_blocks(tree.body), draft)
    return reason


def read_line(html: str) -> str:
    """Return the text of a short piece of HTML, such as a title, cleaned and on one line."""
    if "<" not in html and "&" not in html:
        return clean_line(html)
    if too_much(html) is not None:
        return ""
    body = _parsed(html).body
    return clean_line(body.text(deep=True)) if body is not None else ""


def _parsed(html: str) -> LexborHTMLParser:
    tree = LexborHTMLParser(f"<!doctype html><body>{html}")
    for node in tree.css(_UNSEEN):
        node.decompose()
    return tree
