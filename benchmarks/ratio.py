"""Figures that do not depend on the machine: ours against a floor or a rival, measured in turns in one run."""

import statistics
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final, Protocol

_NAME: Final = 62
HEADING: Final = f"{'':{_NAME}}{'ours':>10}{'against':>10}{'':>8}{'limit':>9}{'spread':>8}"


class Figure(Protocol):
    """What a benchmark found."""

    @property
    def holds(self) -> bool:
        """Whether it is within its limit."""
        ...

    @property
    def line(self) -> str:
        """The figure as a line of the table under `HEADING`."""
        ...


@dataclass(frozen=True, slots=True)
class Ratio:
    """Medians of ours and of the floor in seconds, and the most that their ratio may be; None where that is open."""

    name: str
    ours: float
    floor: float
    limit: float | None
    spread: float
    """The width of the middle half of our figures, as a part of their median."""

    @property
    def value(self) -> float:
        """How many times as long we take."""
        return self.ours / self.floor

    @property
    def holds(self) -> bool:
        """Whether the ratio is within its limit."""
        return self.limit is None or self.value <= self.limit

    @property
    def line(self) -> str:
        """The ratio as a line of the table."""
        limit = "" if self.limit is None else f"≤ {self.limit:.1f}"
        against = f"{_milliseconds(self.floor)}{self.value:8.2f}"
        return _line(self.name, _milliseconds(self.ours), against, limit, self.spread, holds=self.holds)


@dataclass(frozen=True, slots=True)
class Speedup:
    """Medians of ours and of a rival in seconds, and how many times its speed ours must be; None where that is open."""

    name: str
    ours: float
    rival: float
    limit: float | None
    spread: float
    """The width of the middle half of our figures, as a part of their median."""

    @property
    def value(self) -> float:
        """How many times the rival's speed ours is."""
        return self.rival / self.ours

    @property
    def holds(self) -> bool:
        """Whether we are quick enough."""
        return self.limit is None or self.value >= self.limit

    @property
    def line(self) -> str:
        """The speed as a line of the table."""
        limit = "" if self.limit is None else f"≥ {self.limit:.1f}×"
        against = f"{_milliseconds(self.rival)}{self.value:7.1f}×"
        return _line(self.name, _milliseconds(self.ours), against, limit, self.spread, holds=self.holds)


@dataclass(frozen=True, slots=True)
class Amount:
    """How much we take of something, the most that it may be, and what a minimal Textual app takes."""

    name: str
    ours: float
    minimal: float
    limit: float
    unit: str
    spread: float

    @property
    def holds(self) -> bool:
        """Whether the amount is within its limit."""
        return self.ours <= self.limit

    @property
    def line(self) -> str:
        """The amount as a line of the table."""
        against = f"{self.minimal:8.2f}{self.unit:2}{self.ours / self.minimal:8.2f}"
        limit = f"≤ {self.limit:.4g} {self.unit}"
        return _line(self.name, f"{self.ours:8.2f}{self.unit:2}", against, limit, self.spread, holds=self.holds)


@dataclass(frozen=True, slots=True)
class Bound:
    """How much we take of something, and the most that it may be; it is held against nothing."""

    name: str
    ours: float
    limit: float
    unit: str
    spread: float = 0.0

    @property
    def holds(self) -> bool:
        """Whether the amount is within its limit."""
        return self.ours <= self.limit

    @property
    def line(self) -> str:
        """The amount as a line of the table."""
        limit = f"≤ {self.limit:.4g} {self.unit}"
        return _line(self.name, f"{self.ours:8.2f}{self.unit:2}", " " * 18, limit, self.spread, holds=self.holds)


def in_turns(name: str, ours: Callable[[], float], floor: Callable[[], float], *, limit: float, rounds: int) -> Ratio:
    """Measure both in turns, so that what slows the machine for a while slows both; the first turn is not counted."""
    pairs = [(ours(), floor()) for _ in range(rounds + 1)][1:]
    mine = [pair[0] for pair in pairs]
    theirs = statistics.median(pair[1] for pair in pairs)
    return Ratio(name, statistics.median(mine), theirs, limit, spread_of(mine))


def spread_of(figures: Sequence[float]) -> float:
    """Return the width of the middle half of the figures, as a part of their median."""
    quarters = statistics.quantiles(figures, n=4)
    return (quarters[2] - quarters[0]) / statistics.median(figures)


def _milliseconds(seconds: float) -> str:
    return f"{seconds * 1000:8.2f}ms"


def _line(name: str, ours: str, against: str, limit: str, spread: float, *, holds: bool) -> str:
    return f"{name:{_NAME}}{ours}{against}{limit:>9}{spread:8.0%}{'' if holds else '  OVER'}"
