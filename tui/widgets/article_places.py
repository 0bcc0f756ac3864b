"""Where articles were being read: by their text and not by lines, so that another width moves nothing."""

from collections.abc import Sequence
from typing import Final, NamedTuple

from tui.render.article import Block

_MOST: Final = 500
_START: Final = 60


class ReadingPlace(NamedTuple):
    """The top of the screen in an article: a block, how its text begins, and which part of it is above."""

    block: int = 0
    start: str = ""
    part: float = 0.0

    @classmethod
    def at(cls, blocks: Sequence[Block], block: int, part: float) -> "ReadingPlace":
        """Return the place in that block."""
        return cls(block, blocks[block].text[:_START], part)

    def found_in(self, blocks: Sequence[Block]) -> int:
        """Return the block of that place: the nearest that begins so, else the one that now stands there."""
        alike = [at for at, block in enumerate(blocks) if block.text[:_START] == self.start] if self.start else []
        nearest = min(alike, key=lambda at: abs(at - self.block), default=self.block)
        return min(nearest, max(0, len(blocks) - 1))

    def percent_of(self, blocks: Sequence[Block]) -> int:
        """Return how many per cent of the blocks' text are above the place."""
        if self.block >= len(blocks):
            return 0
        above = sum(len(block.text) for block in blocks[: self.block])
        above += round(len(blocks[self.block].text) * min(1.0, max(0.0, self.part)))
        return above * 100 // max(1, sum(len(block.text) for block in blocks))


class Places:
    """The places in the articles that were read last."""

    def __init__(self) -> None:
        self._places: dict[str, ReadingPlace] = {}

    def of(self, key: str) -> ReadingPlace:
        """Return the place in the story of that key; its start where it was not read."""
        return self._places.get(key, ReadingPlace())

    def keep(self, key: str, place: ReadingPlace) -> None:
        """Remember the place, and forget the one that was not asked for longest where there are too many."""
        self._places.pop(key, None)
        self._places[key] = place
        if len(self._places) > _MOST:
            del self._places[next(iter(self._places))]
