"""What a benchmark finds: ours against a floor or a rival, measured in turns in one run, so that no machine matters."""

import statistics
from collections.abc import Callable, Sequence
from enum import StrEnum
from typing import Final, Self

from pydantic import BaseModel, ConfigDict

_NAME: Final = 84
HEADING: Final = f"{'':{_NAME}}{'ours':>12}{'against':>12}{'':>9}{'limit':>10}{'spread':>9}"

ENDED_EARLY: Final = "ended early"
NOT_MEASURED: Final = "not measured"
_SMALLER: Final = (("s", 1.0), ("ms", 1e-3), ("µs", 1e-6))


class Compared(StrEnum):
    """What the value of a figure is, and so what its limit holds for."""

    TIMES = "times as much as the other"
    """The limit is the most that it may be."""

    SPEED = "times the speed of the other"
    """The limit is the least that it must be."""

    AMOUNT = "amount"
    """The limit is the most that it may be; the other is there to compare."""


class _Record(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Sample(_Record):
    """What was measured some times."""

    median: float
    """Or the percentile that the figure's name says."""

    spread: float | None
    """The width of the middle half, as a part of the median; None where it was measured once."""

    count: int

    @classmethod
    def of(cls, values: Sequence[float], at: Callable[[Sequence[float]], float] = statistics.median) -> Self:
        """Return the median of the values, or where else `at` says, and their spread."""
        return cls(median=at(values), spread=spread_of(values), count=len(values))


class Figure(_Record):
    """One thing that was measured: ours, what it is held against where there is something, and the limit."""

    group: str = ""
    """The benchmark that it comes from."""

    name: str
    against: str | None = None
    """What the other is."""

    compared: Compared
    unit: str
    ours: Sample
    theirs: Sample | None = None
    limit: float | None = None
    wanted: float | None = None
    """What was asked for at first, where the limit asks for less."""

    @property
    def ratio(self) -> float | None:
        """How many times as much as the other ours is."""
        return None if self.theirs is None or not self.theirs.median else self.ours.median / self.theirs.median

    @property
    def value(self) -> float:
        """What the limit holds for."""
        if self.compared is Compared.AMOUNT or not self.ratio:
            return self.ours.median
        return self.ratio if self.compared is Compared.TIMES else 1 / self.ratio

    @property
    def holds(self) -> bool:
        """Whether the value is within its limit."""
        return self._is_within(self.limit)

    @property
    def is_as_wanted(self) -> bool:
        """Whether the value is what was asked for at first."""
        return self._is_within(self.limit if self.wanted is None else self.wanted)

    def wanting(self, wanted: float | None) -> Self:
        """Return the figure with what was asked for at first."""
        return self.model_copy(update={"wanted": wanted})

    def _is_within(self, limit: float | None) -> bool:
        if limit is None:
            return True
        if self.compared is not Compared.AMOUNT and self.ratio is None:
            return False  # the other takes nothing, which no ratio can be held against
        return self.value >= limit if self.compared is Compared.SPEED else self.value <= limit

    @property
    def told_value(self) -> str:
        """How many times as much, or as quick, ours is, in words; nothing where it is held against nothing."""
        if self.ratio is None:
            return ""
        return f"{1 / self.ratio:.1f}×" if self.compared is Compared.SPEED else f"{self.ratio:.2f}"

    @property
    def told_limit(self) -> str:
        """The limit in words; nothing where there is none."""
        return self._told(self.limit)

    @property
    def told_wanted(self) -> str:
        """What was asked for at first, in words; nothing where that is the limit."""
        return self._told(self.wanted)

    def _told(self, limit: float | None) -> str:
        if limit is None:
            return ""
        if self.compared is Compared.AMOUNT:
            return f"≤ {told(limit, self.unit)}"
        return f"≥ {limit:.0f}×" if self.compared is Compared.SPEED else f"≤ {limit:.1f}"

    @property
    def line(self) -> str:
        """The figure as a line of the table under `HEADING`."""
        name = f"{self.name} / {self.against}" if self.against else self.name
        theirs = told(self.theirs.median, self.unit) if self.theirs else ""
        spread = "" if self.ours.spread is None else f"{self.ours.spread:.0%}"
        over = "" if self.holds else "  OVER"
        columns = f"{told(self.ours.median, self.unit):>12}{theirs:>12}{self.told_value:>9}{self.told_limit:>10}"
        return f"{name:{_NAME}}{columns}{spread:>9}{over}"


class Fact(_Record):
    """Something that is told in words: what a program shows, or that it is not installed."""

    group: str = ""
    name: str
    program: str
    text: str

    @property
    def line(self) -> str:
        """The fact as a line of the table."""
        return f"{self.name}: {self.program}: {self.text}"


Found = Figure | Fact


def ended_early(group: str, why: str) -> Fact:
    """Return that a benchmark failed, and why, so that the rest of it is missing."""
    return Fact(name=ENDED_EARLY, program=group, text=why)


def not_measured(what: str, why: str) -> Fact:
    """Return that something could not be measured, and why."""
    return Fact(name=NOT_MEASURED, program=what, text=why)


def ratio(
    name: str,
    against: str,
    ours: Sequence[float],
    theirs: Sequence[float],
    *,
    limit: float | None,
    unit: str = "s",
) -> Figure:
    """Return the figure of how many times as much we take; the limit, if any, is the most that this may be."""
    return Figure(
        name=name,
        against=against,
        compared=Compared.TIMES,
        unit=unit,
        ours=Sample.of(ours),
        theirs=Sample.of(theirs),
        limit=limit,
    )


def speedup(
    name: str,
    against: str,
    ours: Sequence[float],
    theirs: Sequence[float],
    *,
    limit: float | None,
) -> Figure:
    """Return the figure of how many times the rival's speed ours is; the limit is the least that it must be."""
    figure = ratio(name, against, ours, theirs, limit=limit)
    return figure.model_copy(update={"compared": Compared.SPEED})


def amount(
    name: str,
    ours: Sequence[float],
    unit: str,
    *,
    limit: float | None,
    against: str | None = None,
    theirs: Sequence[float] = (),
    at: Callable[[Sequence[float]], float] = statistics.median,
) -> Figure:
    """Return the figure of how much we take, whatever it is held against; the limit is the most that it may be."""
    return Figure(
        name=name,
        against=against,
        compared=Compared.AMOUNT,
        unit=unit,
        ours=Sample.of(ours, at),
        theirs=Sample.of(theirs, at) if theirs else None,
        limit=limit,
    )


def in_turns(
    name: str,
    against: str,
    ours: Callable[[], float],
    floor: Callable[[], float],
    *,
    limit: float | None,
    rounds: int,
) -> Figure:
    """Measure both in turns, so that what slows the machine for a while slows both; the first turn is not counted."""
    pairs = [(ours(), floor()) for _ in range(rounds + 1)][1:]
    return ratio(name, against, [pair[0] for pair in pairs], [pair[1] for pair in pairs], limit=limit)


def spread_of(values: Sequence[float]) -> float | None:
    """Return the width of the middle half of the values, as a part of their median; None where there is but one."""
    middle = statistics.median(values)
    if len(values) < 2 or not middle:
        return None
    quarters = statistics.quantiles(values, n=4)
    return (quarters[2] - quarters[0]) / middle


def told(amount: float, unit: str) -> str:
    """Return the amount with its unit, as a reader likes it: seconds below one as milliseconds."""
    if unit == "s":
        unit, size = next(((name, size) for name, size in _SMALLER if abs(amount) >= size), _SMALLER[-1])
        amount /= size
    digits = 0 if abs(amount) >= 100 else 1 if abs(amount) >= 10 else 2
    return f"{amount:,.{digits}f} {unit}"
