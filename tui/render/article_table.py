"""The lines of a table that is wider than its pane, each marked where it is cut, lest a cut figure look whole."""

from rich.cells import cell_len
from textual.content import Content

_BEFORE, _BEHIND = "‹", "›"
_MARK = "$muted"


def cut_marked(table: Content, left: int, width: int) -> Content:
    """Return the table, of which so many cells from `left` on are in sight, with a mark in place of each cut."""
    if width <= 0:
        return table
    return Content("\n").join(_cut_marked(line, left, width) for line in table.split("\n", allow_blank=True))


def _cut_marked(line: Content, left: int, width: int) -> Content:
    if cell_len(line.plain.rstrip()) > left + width:
        line = _with_mark(line, left + width - 1, _BEHIND)
    before = line.plain[: _character_at(line.plain, left - 1) + 1] if left else ""
    return _with_mark(line, left, _BEFORE) if before.strip() else line


def _with_mark(line: Content, cell: int, mark: str) -> Content:
    """Return the line with the mark in that cell; what is left of a wide letter that stood there becomes a blank."""
    at = _character_at(line.plain, cell)
    start = cell_len(line.plain[:at])
    letter = line.plain[at : at + 1]
    behind = start + cell_len(letter) - cell - 1
    return Content.assemble(line[:at], " " * (cell - start), (mark, _MARK), " " * max(0, behind), line[at + 1 :])


def _character_at(text: str, cell: int) -> int:
    """Return the place of the character that covers the cell; the end of the text where it is shorter."""
    if text.isascii():
        return min(cell, len(text))
    cells = 0
    for place, character in enumerate(text):
        cells += cell_len(character)
        if cells > cell:
            return place
    return len(text)
