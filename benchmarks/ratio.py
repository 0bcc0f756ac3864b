"""A figure that does not depend on the machine: ours against a floor, measured in turns in one run."""

import statistics
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Ratio:
    """Medians of ours and of the floor in seconds, and the most that their ratio may be."""

    name: str
    ours: float
    floor: float
    limit: float
    spread: float
    """The width of the middle half of our figures, as a part of their median."""

    @property
    def value(self) -> float:
        """How many times as long we take."""
        return self.ours / self.floor

    @property
    def holds(self) -> bool:
        """Whether the ratio is within its limit."""
        return self.value <= self.limit


def in_turns(name: str, ours: Callable[[], float], floor: Callable[[], float], *, limit: float, rounds: int) -> Ratio:
    """Measure both in turns, so that what slows the machine for a while slows both; the first turn is not counted."""
    pairs = [(ours(), floor()) for _ in range(rounds + 1)][1:]
    mine = sorted(pair[0] for pair in pairs)
    quarters = statistics.quantiles(mine, n=4)
    median = statistics.median(mine)
    theirs = statistics.median(pair[1] for pair in pairs)
    return Ratio(name, median, theirs, limit, (quarters[2] - quarters[0]) / median)
