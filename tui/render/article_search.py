"""Finds what the user typed in the blocks of an article: whatever its case, and however its words are spaced."""

import re
from collections.abc import Sequence
from itertools import islice
from typing import Final, NamedTuple

MOST: Final = 9_999
"""Places that are found at most."""


class Hit(NamedTuple):
    """A place: the block, and in its text the character at `start` to before the one at `end`."""

    block: int
    start: int
    end: int


def find(texts: Sequence[str], wanted: str) -> tuple[Hit, ...]:
    """Return the places at which the texts have what is wanted, in their order; none for nothing."""
    words = wanted.split()
    if not words:
        return ()
    pattern = re.compile(r"\s+".join(map(re.escape, words)), re.IGNORECASE)
    found = (
        Hit(block, match.start(), match.end())
        for block, text in enumerate(texts)
        if text
        for match in pattern.finditer(text)
    )
    return tuple(islice(found, MOST))


def nearest(hits: Sequence[Hit], block: int) -> int:
    """Return the place in the order of the first hit in that block or behind it; the first of all behind the last."""
    return next((place for place, hit in enumerate(hits) if hit.block >= block), 0)


def hit_text(place: int, count: int) -> str:
    """Return which of the hits is shown: `3 of 12`."""
    if not count:
        return "not found"
    return f"{place + 1:,} of {count:,}" + ("+" if count == MOST else "")
