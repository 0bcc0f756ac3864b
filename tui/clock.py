"""The clock as an argument, so that a test can hold it."""

import asyncio
import time
from datetime import UTC, datetime, timedelta
from typing import Final, Protocol

_LONGEST_NAP: Final = 5.0


class Clock(Protocol):
    """The time of day, the time that passed, and waiting."""

    def now(self) -> datetime:
        """Return the time of day, aware, in the user's zone."""
        ...

    def monotonic(self) -> float:
        """Return seconds that never run backwards, from an unnamed start."""
        ...

    async def wait(self, event: asyncio.Event, seconds: float | None) -> None:
        """Return when `event` is set or after `seconds`, whichever is first; None waits for the event alone."""
        ...


class SystemClock:
    """The machine's own clock."""

    def now(self) -> datetime:
        """Return the time of day, aware, in the user's zone."""
        return datetime.now(UTC).astimezone()

    def monotonic(self) -> float:
        """Return seconds that never run backwards, from an unnamed start."""
        return time.monotonic()

    async def wait(self, event: asyncio.Event, seconds: float | None) -> None:
        """Return when `event` is set or after `seconds`, whichever is first.

        Time that the machine slept counts, though a timer stands still meanwhile: the time of day is looked at as well.
        """
        due = None if seconds is None else self.now() + timedelta(seconds=seconds)
        end = None if seconds is None else self.monotonic() + seconds
        while due is None or end is None or (self.now() < due and self.monotonic() < end):
            nap = None if end is None else min(_LONGEST_NAP, max(0.0, end - self.monotonic()))
            try:
                async with asyncio.timeout(nap):
                    await event.wait()
                    return
            except TimeoutError:
                pass
