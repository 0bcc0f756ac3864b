"""The alerts that fire: each is told once, by the tapewatch that was the first to write it down."""

import asyncio
import sqlite3
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from functools import partial
from typing import Final

from tui.alerts.model import Alert
from tui.alerts.watch import Sight, Step, look
from tui.clock import Clock
from tui.history.alerts import claim, kept_alerts
from tui.history.database import HistoryError
from tui.history.keeper import History
from tui.history.patience import patiently
from tui.market import MarketState
from tui.plain.announcing import Look

_READ_SECONDS: Final = 60.0
"""How often it is looked what another tapewatch did to the alerts."""

_MOST_LOOKS: Final = 100
"""So many wait for a disk that does not answer."""


class Alerting:
    """Holds the alerts of the history against what the market does."""

    def __init__(self, clock: Clock, history: History, tell: Callable[[str], object]) -> None:
        """Take who is told what fires."""
        self._clock = clock
        self._history = history
        self._tell = tell
        self._alerts: tuple[Alert, ...] = ()
        self._looks: deque[tuple[MarketState, Look]] = deque()
        self._has_looks = asyncio.Event()
        self._is_alone = False
        """Whether a step could not be written: what is kept is then older than what is known here."""

    def look(self, before: MarketState, now: Look) -> None:
        """Hold the alerts soon against the market, with how it was before. Of very many looks the last two are one."""
        if len(self._looks) == _MOST_LOOKS:
            before, _ = self._looks.pop()
        self._looks.append((before, now))
        self._has_looks.set()

    async def run(self) -> None:
        """Tell what fires, until cancelled."""
        read_at = -_READ_SECONDS
        while True:
            await self._has_looks.wait()
            before, now = self._looks.popleft()
            if not self._looks:
                self._has_looks.clear()
            if self._clock.monotonic() - read_at >= _READ_SECONDS:
                await self._read()
                read_at = self._clock.monotonic()
            for step in look(self._alerts, Sight(now.state, now.stale, now.now, now.limits, before)):
                await self._take(step)

    async def _read(self) -> None:
        """Take the alerts as they are kept, once all that waits is written; until then they stand as they do here."""
        with suppress(HistoryError):  # the history itself tells of it
            if self._is_alone:
                await patiently(self._history.write, _nothing)
                self._is_alone = False
            self._alerts = (await patiently(self._history.read, kept_alerts)).alerts

    async def _take(self, step: Step) -> None:
        """Let the alert stand otherwise, and tell what it has to tell unless another tapewatch did."""
        after = replace(step.alert, standing=step.after)
        self._alerts = tuple(after if alert.id == after.id else alert for alert in self._alerts)
        if not await self._claim(step):
            await self._read()
        elif step.firing:
            self._tell(f"Alert: {step.firing.sentence}")

    async def _claim(self, step: Step) -> bool:
        """Write the step, and return whether it is ours to tell; what cannot be written is rather told than not."""
        change = partial(claim, before=step.alert, after=step.after, firing=step.firing)
        try:
            return await patiently(self._history.write, change)
        except HistoryError:
            self._is_alone = True
            self._history.later(change)
            return True


def _nothing(_: sqlite3.Connection) -> None:
    """Change nothing: what waits is written before it."""
