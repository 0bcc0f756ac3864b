"""The body of an article in HTML, as blocks in the order of the page."""

from collections.abc import Iterable, Iterator, Sequence
from enum import Enum, auto
from typing import Final, NamedTuple

from selectolax.lexbor import LexborHTMLParser, LexborNode

from parsing.clean import clean, clean_line
from parsing.draft import Anchor

_PASSED_OVER: Final = frozenset(
    {
        "-comment", "aside", "audio", "button", "canvas", "figcaption", "figure", "footer", "form", "iframe", "img",
        "ins", "nav", "noscript", "object", "script", "select", "style", "svg", "template", "video",
    }
)  # fmt: skip
_HEADINGS: Final = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_LEAVES: Final = frozenset({"li", "p", "pre", "table"} | _HEADINGS)
_BLOCKS: Final = frozenset(
    {
        "address", "article", "blockquote", "body", "center", "dd", "details", "div", "dl", "dt", "fieldset", "header",
        "hgroup", "hr", "main", "ol", "section", "summary", "ul",
    }
    | _LEAVES
)  # fmt: skip

_NO_STORY: Final = ("comments", "share", "sharing", "social")
"""How the classes of such parts start; "comments-open" may be the class of the whole page, which is never asked."""

_COMMENTS: Final = '[class*="comments" i], [id]'

_WIDEST_CELL: Final = 120
_BLOCK_TAGS: Final = ", ".join(sorted(_BLOCKS | {"br"}))


class Kind(Enum):
    """What a block is by its tags."""

    PARAGRAPH = auto()
    HEADING = auto()
    BULLET = auto()
    RELATED = auto()
    TABLE = auto()
    PREFORMATTED = auto()


class Block(NamedTuple):
    """A piece of the body: its kind, its links, and its cleaned text, on one line but for tables and
    what is preformatted."""

    kind: Kind
    text: str
    anchors: tuple[Anchor, ...] = ()


def read_blocks(container: LexborNode) -> Iterator[Block]:
    """Yield the blocks inside the container, each piece of text once. Takes time in proportion to it.

    Text outside of paragraphs is one up to where a block or a line starts or ends; what readers wrote is passed over.
    """
    has_breaks = container.css_first("br") is not None
    waiting: list[LexborNode | None] = [*_children(container)[::-1]]
    loose = _Loose([], [])
    while waiting:
        node = waiting.pop()
        tag = "br" if node is None else node.tag
        if node is not None and tag == "-text":
            loose.texts.append(node.text_content or "")
        elif node is not None and tag == "a" and node.css_first(_BLOCK_TAGS) is None:
            text = node.text(deep=True)
            loose.anchors.append(Anchor(_one_line(text), node.attributes.get("href") or ""))
            loose.texts.append(text)
        elif tag == "br" or tag in _BLOCKS:
            yield from loose.blocks()
            loose = _Loose([], [])
            if node is not None and tag in _LEAVES:
                yield from _block(node, has_breaks=has_breaks)
            elif node is not None and tag != "br" and not _is_no_story(node):
                waiting += [None, *_children(node)[::-1]]
        elif node is not None and tag not in _PASSED_OVER:
            waiting += _children(node)[::-1]
    yield from loose.blocks()


def read_between(heading: LexborNode, container: LexborNode) -> list[Block]:
    """Return the blocks between the heading and the container; none where it does not come later on the page."""
    around: set[int] = set()
    node: LexborNode | None = container
    while node is not None:
        around.add(node.mem_id)
        node = node.parent
    blocks: list[Block] = []
    node = heading
    while node is not None and node.mem_id not in around:
        following = node.next
        while following is not None and following.mem_id not in around:
            if following.tag in _LEAVES:
                blocks += _block(following, has_breaks=True)
            elif following.tag not in _PASSED_OVER | {"-text"} and not _is_no_story(following):
                blocks += read_blocks(following)
            following = following.next
        if following is not None:
            return blocks
        node = node.parent
    return []


def mark_comments(tree: LexborHTMLParser, mark: str) -> bool:
    """Put the mark before and after each area of comments, and return whether there is one.

    What holds a story as well is none: such a class may be that of the whole page.
    """
    named = [node for node in tree.css(_COMMENTS) if node.tag not in {"html", "body"} and _names(node, ("comments",))]
    around_story = _ancestors([*tree.css("h1"), tree.css_first(".story__content")]) if named else set()
    areas = list(outermost([node for node in named if node.mem_id not in around_story], _COMMENTS))
    for node in areas:
        node.insert_before(mark)
        node.insert_after(mark)
    return bool(areas)


def _ancestors(nodes: Iterable[LexborNode | None]) -> set[int]:
    """Return the nodes and all that they are in, each climbed to once."""
    found: set[int] = set()
    for start in nodes:
        node = start
        while node is not None and node.mem_id not in found:
            found.add(node.mem_id)
            node = node.parent
    return found


def outermost(nodes: Sequence[LexborNode], selector: str) -> Iterator[LexborNode]:
    """Yield those of the nodes, which the selector finds, that are not inside another. Takes linear time."""
    inside: set[int] = set()
    for node in nodes:
        if node.mem_id not in inside:
            inside.update(inner.mem_id for inner in (node.css(selector) if len(nodes) > 1 else ()))
            yield node


class _Loose(NamedTuple):
    """Text outside of paragraphs, and the links in it."""

    texts: list[str]
    anchors: list[Anchor]

    def blocks(self) -> Iterator[Block]:
        """Yield it as a related headline where it is one link, else as a paragraph."""
        text = _one_line("".join(self.texts))
        if text:
            is_link = bool(self.anchors) and self.anchors[0].text == text
            yield Block(Kind.RELATED if is_link else Kind.PARAGRAPH, text, tuple(self.anchors))


def _one_line(text: str) -> str:
    return clean_line(text.replace("\n", " "))


def _children(node: LexborNode) -> list[LexborNode]:
    return list(node.iter(include_text=True))


def _has_blocks(node: LexborNode) -> bool:
    return any(child.tag in _BLOCKS for child in node.iter())


def _is_no_story(node: LexborNode) -> bool:
    """Whether the node holds the comments of readers, or buttons to share the story."""
    return _names(node, _NO_STORY)


def _names(node: LexborNode, starts: tuple[str, ...]) -> bool:
    """Whether a class or the id of the node starts with one of these, or is that of a service for comments."""
    attributes = node.attributes
    names = f"{attributes.get('id') or ''} {attributes.get('class') or ''}".lower().split()
    return any(name == "disqus_thread" or name.startswith(starts) for name in names)


def _block(node: LexborNode, *, has_breaks: bool) -> Iterator[Block]:
    anchors = _anchors(node)
    if node.tag == "pre":
        yield Block(Kind.PREFORMATTED, clean(node.text(deep=True).replace("\r", "")), anchors)
    elif node.tag == "table":
        text = _table_text(node)
        if text:
            yield Block(Kind.TABLE, text, anchors)
    elif has_breaks and node.css_first("br") is not None:
        yield from _lines(_kind(node), _text_with_breaks(node), anchors)
    else:
        text = clean_line(node.text(deep=True, separator=" " if node.tag == "li" and _has_blocks(node) else ""))
        if text:
            is_link = bool(anchors) and anchors[0].text == text
            yield Block(Kind.RELATED if is_link else _kind(node), text, anchors)


def _anchors(node: LexborNode) -> tuple[Anchor, ...]:
    """Return the links in a block; of one inside another, as a table can have it, the outer one."""
    nodes = outermost(node.css("a"), "a")
    return tuple(Anchor(clean_line(link.text(deep=True)), link.attributes.get("href") or "") for link in nodes)


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


def _lines(kind: Kind, text: str, anchors: tuple[Anchor, ...]) -> Iterator[Block]:
    """Yield each line as a block, the first with all the links."""
    for line in text.split("\n"):
        cleaned = clean_line(line)
        if cleaned:
            yield Block(kind, cleaned, anchors)
            anchors = ()


def _table_text(table: LexborNode) -> str:
    """Return the rows below each other, their columns aligned: the first to the left, figures to the right.

    The text of a table inside a cell is that of the cell. A cell wider than any figure or name does not widen its
    column, or else one cell could blow up every row. Takes time in proportion to the cells that there are.
    """
    cells = ([cell for cell in row.iter() if cell.tag in {"td", "th"}] for row in _rows(table))
    rows = [[clean_line(cell.text(deep=True, separator=" ")) for cell in row] for row in cells]
    rows = [row for row in rows if any(row)]
    widths: list[int] = [0] * max(map(len, rows), default=0)
    for row in rows:
        for column, cell in enumerate(row):
            if widths[column] < len(cell) <= _WIDEST_CELL:
                widths[column] = len(cell)
    lines = (
        "  ".join(
            cell.ljust(width) if column == 0 else cell.rjust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=False))
        )
        for row in rows
    )
    return "\n".join(line.rstrip() for line in lines)


def _rows(table: LexborNode) -> Iterator[LexborNode]:
    """Yield the table's own rows."""
    for part in table.iter():
        if part.tag in {"thead", "tbody", "tfoot"}:
            yield from (row for row in part.iter() if row.tag == "tr")
