"""The moments of a day and the state of the screen at each: what the reports until then make of it."""

from collections.abc import Iterable
from datetime import datetime
from typing import Final

from tui.market import MarketState, apply
from tui.prices.rows import MoveLimits
from tui.refresh import Failed, Refreshed

_EVERY: Final = 64
"""At each so many reports the state is kept, from which those after it are made again."""


class Timeline:
    """Reports in their order, and where the screen changed by them."""

    def __init__(self, begin: MarketState, limits: MoveLimits) -> None:
        """Take the state before the first report, and how far a share can move within a day."""
        self._limits = limits
        self._reports: list[Refreshed | Failed] = []
        self._kept = [begin]
        self._newest = (0, begin)
        self._snapshots: dict[str, object] = {}
        self.stops: list[int] = []
        """After how many reports the screen was another one than before."""

    def add(self, reports: Iterable[Refreshed | Failed]) -> None:
        """Take more reports, those that came next."""
        for report in reports:
            self._reports.append(report)
            shown = report.snapshot if isinstance(report, Refreshed) else report.sentence
            if self._snapshots.get(report.source) != shown:
                self._snapshots[report.source] = shown
                self.stops.append(len(self._reports))

    def moment(self, stop: int) -> datetime:
        """Return when the report came after which the screen is that of the stop."""
        return self._reports[stop - 1].at

    def state(self, count: int) -> MarketState:
        """Return the state after so many reports."""
        place, state = self._newest
        if not place <= count <= place + _EVERY:
            place, state = self._nearest(count)
        for report in self._reports[place:count]:
            state = apply(state, report, self._limits)
            place += 1
            if place == len(self._kept) * _EVERY:
                self._kept.append(state)
        self._newest = place, state
        return state

    def _nearest(self, count: int) -> tuple[int, MarketState]:
        """Return the nearest place before it of which the state is kept, and that."""
        number = min(count // _EVERY, len(self._kept) - 1)
        return number * _EVERY, self._kept[number]
