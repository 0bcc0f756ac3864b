"""What the screen says while it shows a moment of before."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final, NamedTuple

from textual.content import Content

_GAP: Final = " · "


class Past(NamedTuple):
    """The moment that is shown, and which of how many snapshots of the day that is."""

    moment: datetime
    number: int
    total: int


def banner(past: Past, keys: Sequence[tuple[str, str]], width: int) -> Content:
    """Return the line that says so in `width` cells, with keys and what they do, the most important first.

    What there is no room for is left out: which snapshot it is stands before the keys, and goes first.
    """
    line, place = f" LOOKING BACK  {past.moment:%a %d %b %H:%M:%S}", f"{_GAP}{past.number:,} of {past.total:,}"
    told = ""
    for part in (f"{_GAP}{key} {what}" for key, what in keys if key):
        if len(line) + len(told) + len(part) <= width:
            told += part
    line += place + told if len(line) + len(place) + len(told) <= width else told
    return Content(line.ljust(width))
