"""What the chart of the symbol detail shows: read from the history, and followed by the prices that come."""

from collections.abc import Awaitable, Callable
from functools import partial
from sqlite3 import Connection
from typing import Final, NamedTuple

from textual.dom import DOMNode
from textual.worker import Worker

from tui.clock import Clock
from tui.errors import our_fault
from tui.history.database import HistoryError
from tui.history.keeper import History
from tui.history.trends import trend
from tui.prices.rows import Row
from tui.prices.trends import ChartSpan, Trend
from tui.widgets.working import start_work

TrendOf = Callable[[Row, ChartSpan], Awaitable[Trend]]
"""Reads from the history what went before the row's price. Raises HistoryError."""

_READ_AGAIN_SECONDS: Final = 60.0


def trends_in(history: History) -> TrendOf:
    """Return what reads trends from the history."""

    def trend_of(row: Row, span: ChartSpan) -> Awaitable[Trend]:
        def ask(connection: Connection) -> Trend:
            return trend(connection, row.symbol, row.source, row.kind, span, row.as_of)

        return history.read(ask)

    return trend_of


class _Asked(NamedTuple):
    """What the history was asked for last: before which row, for which span, and when by the monotonic clock."""

    row: Row
    span: ChartSpan
    at: float

    def is_of(self, row: Row) -> bool:
        """Whether it is of the symbol and the source of the row."""
        return (row.symbol, row.source, row.kind) == (self.row.symbol, self.row.source, self.row.kind)


class Charting:
    """The trend of the symbol that is shown. Until it is read there is what was there, or what was seen of the day."""

    def __init__(self, node: DOMNode, clock: Clock, trend_of: TrendOf, changed: Callable[[], object]) -> None:
        """Take the node that the reading goes with, and what is called when something was read."""
        self._node = node
        self._clock = clock
        self._trend_of = trend_of
        self._changed = changed
        self.span = ChartSpan.DAY
        self.is_loading = False
        self.sentence = ""
        """Why there is nothing of that span; empty where there is."""
        self._trend: Trend | None = None
        self._asked: _Asked | None = None
        self._worker: Worker[None] | None = None

    def choose(self, span: ChartSpan) -> None:
        """Show that span from now on; where its history could not be read, try again."""
        if self.sentence:
            self._asked = None
        self.span = span

    def follow(self, row: Row) -> Trend | None:
        """Return what is known of the row's price, and have read what is not; None while there is nothing."""
        asked, now = self._asked, self._clock.monotonic()
        is_same = asked is not None and asked.is_of(row)
        went_back = is_same and self._trend is not None and not self._reaches_only_to(row)
        if not is_same or went_back:
            self.sentence, self._trend = "", self._seen(row)
        elif self._trend is not None:
            self._trend = self._trend.after(row)
        if asked is None or not is_same or went_back or self._must_ask(asked, row, now):
            self._ask(_Asked(row, self.span, now))
        return self._trend

    def broke(self, worker: Worker[object]) -> None:
        """Say that the reading ended through an error of ours, where it was this."""
        if worker is self._worker and self._asked is not None:
            self._read_in_vain(self._asked, f"The history could not be read, {our_fault(worker.error)}.")

    def _reaches_only_to(self, row: Row) -> bool:
        return self._trend is None or self._trend.until is None or self._trend.until <= row.as_of

    def _must_ask(self, asked: _Asked, row: Row, now: float) -> bool:
        """Whether another span is wanted, or much may have been written since."""
        if asked.span is not self.span:
            return True
        return row.as_of > asked.row.as_of and now - asked.at >= _READ_AGAIN_SECONDS and not self.span.has_days

    def _seen(self, row: Row) -> Trend | None:
        """Return what was seen since the start; of a longer time than the day's only the history knows."""
        return None if self.span.has_days else Trend.of(row, self.span)

    def _ask(self, asked: _Asked) -> None:
        self._asked = asked
        self.is_loading = self._trend is None or self._trend.span is not asked.span
        self._worker = start_work(self._node, partial(self._read, asked), "trend", exclusive=True)

    async def _read(self, asked: _Asked) -> None:
        try:
            trend = await self._trend_of(asked.row, asked.span)
        except HistoryError as error:
            self._read_in_vain(asked, str(error))
        else:
            self._take(asked, trend if trend.runs or trend.bars else self._seen(asked.row), "")

    def _read_in_vain(self, asked: _Asked, sentence: str) -> None:
        """Show what was seen of the hour or the day; of a longer time that says nothing, and the sentence does."""
        if asked.span.has_days:
            self._take(asked, None, sentence)
        else:
            self._take(asked, Trend.of(asked.row, asked.span), "")

    def _take(self, asked: _Asked, trend: Trend | None, sentence: str) -> None:
        """Show what was read, unless it is no longer what is wanted."""
        if asked is self._asked:
            self.is_loading, self._trend, self.sentence = False, trend, sentence
            self._changed()
