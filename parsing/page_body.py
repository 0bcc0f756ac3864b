"""The body of an article in HTML, as blocks in the order of the page."""

from collections.abc import Iterator
from enum import Enum, auto
from typing import Final, NamedTuple

from selectolax.lexbor import LexborNode

from parsing.clean import clean, clean_line

_PASSED_OVER: Final = frozenset(
    {
        "-comment", "aside", "audio", "button", "canvas", "figcaption", "figure", "footer", "form", "iframe", "img",
        "ins", "nav", "noscript", "object", "script", "select", "style", "svg", "template", "video",
    }
)  # fmt: skip
_HEADINGS: Final = frozenset({"h2", "h3", "h4", "h5", "h6"})
_BLOCKS: Final = frozenset(
    {"article", "blockquote", "div", "dl", "main", "ol", "p", "pre", "section", "table", "ul"} | _HEADINGS
)


class Kind(Enum):
    """What a block is by its tags."""

    PARAGRAPH = auto()
    HEADING = auto()
    BULLET = auto()
    RELATED = auto()
    TABLE = auto()
    PREFORMATTED = auto()


class Block(NamedTuple):
    """A piece of the body: its kind and its cleaned text, on one line but for tables and
    what is preformatted."""

    kind: Kind
    text: str


def read_blocks(container: LexborNode) -> Iterator[Block]:
    """Yield the blocks inside the container, each piece of text once."""
    has_breaks = container.css_first("br") is not None
    waiting = _children(container)[::-1]
    loose: list[str] = []
    while waiting:
        node = waiting.pop()
        if node.tag in _PASSED_OVER:
            continue
        if node.tag == "-text" or (node.tag not in _BLOCKS | {"li", "br"} and not _has_blocks(node)):
            loose.append(node.text(deep=True) if node.tag != "-text" else node.text_content or "")
            continue
        yield from _paragraphs("".join(loose))
        loose = []
        if node.tag in {"p", "li", "pre", "table"} | _HEADINGS:
            yield from _block(node, has_breaks=has_breaks)
        else:
            waiting += _children(node)[::-1]
    yield from _paragraphs("".join(loose))


def _children(node: LexborNode) -> list[LexborNode]:
    return list(node.iter(include_text=True))


def _has_blocks(node: LexborNode) -> bool:
    return any(child.tag in _BLOCKS or child.tag == "li" for child in node.iter())


def _block(node: LexborNode, *, has_breaks: bool) -> Iterator[Block]:
    if node.tag == "pre":
        yield Block(Kind.PREFORMATTED, clean(node.text(deep=True).replace("\r", "")))
    elif node.tag == "table":
        text = _table_text(node)
        if text:
            yield Block(Kind.TABLE, text)
    elif has_breaks and node.css_first("br") is not None:
        yield from _lines(_kind(node), _text_with_breaks(node))
    else:
        text = clean_line(node.text(deep=True, separator=" " if node.tag == "li" and _has_blocks(node) else ""))
        if text:
            yield Block(Kind.RELATED if _is_link(node, text) else _kind(node), text)


def _kind(node: LexborNode) -> Kind:
    if node.tag in _HEADINGS:
        return Kind.HEADING
    return Kind.BULLET if node.tag == "li" else Kind.PARAGRAPH


def _text_with_breaks(node: LexborNode) -> str:
    """Return the text of a node, its line breaks as line feeds and all other white space as spaces."""
    parts = (
        "\n" if child.tag == "br" else (child.text_content or "").replace("\n", " ")
        for child in node.traverse(include_text=True)
        if child.tag in {"br", "-text"}
    )
    return "".join(parts)


def _is_link(node: LexborNode, text: str) -> bool:
    """Whether the whole text of the block is one link."""
    link = node.css_first("a")
    return link is not None and clean_line(link.text(deep=True)) == text


def _paragraphs(text: str) -> Iterator[Block]:
    yield from _lines(Kind.PARAGRAPH, text.replace("\n", " "))


def _lines(kind: Kind, text: str) -> Iterator[Block]:
    for line in text.split("\n"):
        cleaned = clean_line(line)
        if cleaned:
            yield Block(kind, cleaned)


def _table_text(table: LexborNode) -> str:
    """Return the rows below each other, their columns aligned: the first to the left, figures to the right."""
    rows = [[clean_line(cell.text(deep=True, separator=" ")) for cell in row.css("td, th")] for row in table.css("tr")]
    rows = [row for row in rows if any(row)]
    if not rows:
        return ""
    widths = [
        max(len(row[column]) if column < len(row) else 0 for row in rows) for column in range(max(map(len, rows)))
    ]
    lines = (
        "  ".join(
            cell.ljust(width) if column == 0 else cell.rjust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=False))
        )
        for row in rows
    )
    return "\n".join(line.rstrip() for line in lines)
