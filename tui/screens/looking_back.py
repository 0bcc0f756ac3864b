"""Stepping back and forth through the day: which moment of it is shown, and the way there."""

import asyncio
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from textual.message import Message
from textual.screen import Screen

from tui.clock import Clock
from tui.history.database import HistoryError
from tui.history.keeper import History
from tui.market import MarketState
from tui.recollection import ThisRun, day_so_far
from tui.render.past_banner import Past
from tui.timeline import Timeline
from tui.widgets.toasts import say_instead
from tui.widgets.working import start_work

_TOAST_SECONDS: Final = 5.0


@dataclass
class PastShown(Message):
    """A moment of the day shall be shown, with the state of then; None for both: now."""

    past: Past | None = None
    state: MarketState | None = None


class LookingBack:
    """Where in the day the user is. Steps that come while one is being made are made after it."""

    def __init__(self, screen: Screen[None], history: History, run: Callable[[], ThisRun], clock: Clock) -> None:
        """Take what returns this run as it is now, and the clock that tells the time of now."""
        self._screen = screen
        self._history = history
        self._run = run
        self._clock = clock
        self._timeline: Timeline | None = None
        self._place: int | None = None
        """Which of the timeline's stops is shown; None while that is now."""
        self._steps: list[Callable[[Timeline, int], int]] = []
        self._is_going = False

    @property
    def is_back(self) -> bool:
        """Whether a moment of before is shown, or on its way."""
        return self._place is not None or self._is_going

    def step(self, by: int) -> None:
        """Go so many snapshots on in time; past the newest one it is now again."""
        self._go(lambda _, place: place + by)

    def jump(self, by: timedelta) -> None:
        """Go so much time on, to the snapshot that was shown then."""

        def place_then(timeline: Timeline, place: int) -> int:
            moments = [timeline.moment(stop) for stop in timeline.stops]
            then = moments[place] + by
            last = bisect_right(moments, then) - 1
            return len(moments) if then > moments[-1] else max(0, last)

        self._go(place_then)

    def end(self) -> None:
        """Show what is now."""
        self._steps.clear()
        self._timeline, self._place = None, None
        self._screen.post_message(PastShown())

    def _go(self, step: Callable[[Timeline, int], int]) -> None:
        self._steps.append(step)
        if not self._is_going:
            self._is_going = True
            start_work(self._screen, self._follow, "back", exclusive=True)

    async def _follow(self) -> None:
        """Make the steps that were asked for."""
        try:
            while self._steps:
                timeline = await self._read()
                steps, self._steps = self._steps, []
                await self._take(timeline, steps)
        except HistoryError as error:
            self._steps.clear()
            self._tell(f"There is no looking back. {error}")
        finally:
            self._is_going = False

    async def _read(self) -> Timeline:
        """Return the day so far, as it was when the user began to look back. Raises `HistoryError`."""
        if self._timeline is None:
            run, now = self._run(), self._clock.now()
            self._timeline = await self._history.read(lambda connection: day_so_far(connection, run, now))
        return self._timeline

    async def _take(self, timeline: Timeline, steps: list[Callable[[Timeline, int], int]]) -> None:
        newest = len(timeline.stops) - 1
        place = newest if self._place is None else self._place
        for step in steps:
            place = step(timeline, min(max(place, 0), newest)) if timeline.stops else -1
        if place < 0:
            self._tell("This is the first snapshot of the day." if newest > 0 else "There is no snapshot before this.")
            place = 0
        if place >= newest:
            self.end()
            return
        if place == self._place:
            return
        self._place, stop = place, timeline.stops[place]
        state = await asyncio.to_thread(timeline.state, stop)
        if self._place == place:  # the user may have gone back to now meanwhile
            past = Past(self._local(timeline.moment(stop)), place + 1, newest + 1)
            self._screen.post_message(PastShown(past, state))

    def _local(self, moment: datetime) -> datetime:
        return moment.astimezone(self._clock.now().tzinfo)

    def _tell(self, sentence: str) -> None:
        say_instead(self._screen.app, sentence, _TOAST_SECONDS)
