"""The axis at the bottom of a chart: which column stands for which time or day, and the names that fit below them."""

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, timedelta, tzinfo
from itertools import pairwise
from typing import Final, NamedTuple

from parsing.models import PAKISTAN

_MICROSECOND: Final = timedelta(microseconds=1)
_SHORT: Final = timedelta(minutes=5)
"""Under so long a time the seconds are told, too, if the plot has the cells for that."""
_SECONDS_FIT: Final = 21
_APART: Final = 5
"""The least cells of the line between two names, and those beside it, where there are more than two."""
_STEPS: Final = tuple(
    timedelta(seconds=seconds)
    for seconds in (1, 5, 10, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 10_800, 21_600)
)


class TimeAxis(NamedTuple):
    """The time from `begin` to `end`, spread over the cells: the last cell is the end itself."""

    begin: datetime
    end: datetime
    cells: int
    zone: tzinfo | None = None

    @property
    def slots(self) -> int:
        """How many places the cursor can have."""
        return self.cells

    def column(self, slot: int) -> int:
        """Return the column of the place: here each is one."""
        return slot

    def slot_at(self, column: int) -> int:
        """Return the place of the column."""
        return min(max(column, 0), self.cells - 1)

    def slot(self, moment: datetime) -> int:
        """Return the place of a time; one before the beginning or after the end has the first or the last."""
        span = (self.end - self.begin) // _MICROSECOND
        since = (min(max(moment, self.begin), self.end) - self.begin) // _MICROSECOND
        return since * (self.cells - 1) // span if span else 0

    def period(self, slot: int) -> tuple[datetime, datetime]:
        """Return the first and the last moment of the place."""
        span = (self.end - self.begin) // _MICROSECOND
        last = max(1, self.cells - 1)
        first, after = (-(-number * span // last) for number in (slot, slot + 1))
        return (self.begin + first * _MICROSECOND, min(self.begin + max(first, after - 1) * _MICROSECOND, self.end))

    def names(self) -> Iterator[tuple[int, str]]:
        """Yield names of times with their columns: the ends, and the roundest times for which there is room."""
        is_short = self.end - self.begin < _SHORT and self.cells >= _SECONDS_FIT
        form = "%H:%M:%S" if is_short else "%H:%M"
        begin, end = (moment.astimezone(self.zone) for moment in (self.begin, self.end))
        yield 0, f"{begin:{form}}"
        yield self.cells - 1, f"{end:{form}}"
        most = self.cells // (len(f"{end:{form}}") + _APART)
        fitting = (step for step in _STEPS if (end - begin) / step <= most and (is_short or step >= _STEPS[4]))
        step = next(fitting, None)
        if step is None:
            return
        midnight = begin.replace(hour=0, minute=0, second=0, microsecond=0)
        moment = midnight + ((begin - midnight) // step + 1) * step
        while moment < end:
            yield self.slot(moment), f"{moment:{form}}"
            moment += step


class DayAxis(NamedTuple):
    """Days of trading, oldest first, spread over the cells; where there are more days than cells, several share one."""

    days: tuple[date, ...]
    cells: int

    @property
    def slots(self) -> int:
        """How many places the cursor can have."""
        return min(len(self.days), self.cells)

    def edges(self, slot: int) -> tuple[int, int]:
        """Return the first column of the place, and the first after it."""
        return slot * self.cells // self.slots, (slot + 1) * self.cells // self.slots

    def column(self, slot: int) -> int:
        """Return the column in the middle of the place."""
        first, after = self.edges(slot)
        return (first + after - 1) // 2

    def slot_at(self, column: int) -> int:
        """Return the place that a column belongs to."""
        return min(max(((column + 1) * self.slots - 1) // self.cells, 0), self.slots - 1)

    def slot(self, moment: datetime) -> int:
        """Return the place of the day in Karachi of a time."""
        return self.slot_of(moment.astimezone(PAKISTAN).date())

    def slot_of(self, day: date) -> int:
        """Return the place of a day, or where it is none of those, of the next one; after the last one of the last."""
        index = min(bisect_left(self.days, day), len(self.days) - 1)
        return index * self.slots // len(self.days)

    def days_of(self, slot: int) -> tuple[date, ...]:
        """Return the days that share the place."""
        count = len(self.days)
        first, after = (-(-number * count // self.slots) for number in (slot, slot + 1))
        return self.days[first:after]

    def names(self) -> Iterator[tuple[int, str]]:
        """Yield names of days with their columns: the ends, and the beginnings of weeks, months or years that fit."""
        first, last = self.days[0], self.days[-1]
        form = "%d %b" if first.year == last.year else "%d %b %Y"
        yield self.column(0), f"{first:{form}}"
        yield self.column(self.slots - 1), f"{last:{form}}"
        most = self.cells // (len(f"{last:{form}}") + _APART)
        periods = (list(_begun(self.days, period)) for period in (_week, _month, _year))
        for day in next((days for days in periods if len(days) <= most), []):
            yield self.column(self.slot_of(day)), f"{day:{form}}"


Axis = TimeAxis | DayAxis


def _week(day: date) -> int:
    return (day.toordinal() - 1) // 7


def _month(day: date) -> int:
    return day.year * 12 + day.month


def _year(day: date) -> int:
    return day.year


def _begun(days: Sequence[date], period: Callable[[date], int]) -> Iterator[date]:
    """Yield the first day in each period but the first."""
    return (day for before, day in pairwise(days) if period(before) != period(day))


def axis_line(axis: Axis) -> str:
    """Return the line with the names, each with its middle below its column, but for those without room."""
    line = ["─"] * axis.cells
    taken = [False] * axis.cells
    for number, (column, name) in enumerate(axis.names()):
        apart = 1 if number < 2 else 3
        shown = f" {name} "
        start = max(0, min(column - len(shown) // 2, axis.cells - len(shown)))
        end = start + len(shown)
        if end > axis.cells or any(taken[max(0, start - apart) : end + apart]):
            continue
        line[start:end] = shown
        taken[start:end] = [True] * len(shown)
    return "".join(line)
