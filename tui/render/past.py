"""What the screen says while it shows a moment of before."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from textual.content import Content


class Past(NamedTuple):
    """The moment that is shown, and which of how many snapshots of the day that is."""

    moment: datetime
    number: int
    total: int


def banner(past: Past, keys: Sequence[tuple[str, str]], width: int) -> Content:
    """Return the line that says so in `width` cells, with keys and what they do as far as there is room."""
    line = f" LOOKING BACK  {past.moment:%a %d %b %H:%M:%S}"
    for part in (f"snapshot {past.number:,} of {past.total:,}", *(f"{key} {what}" for key, what in keys if key)):
        if len(line) + len(part) + 3 > width:
            continue
        line += f" · {part}"
    return Content(line.ljust(width))
