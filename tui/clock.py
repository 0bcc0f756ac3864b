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


class ShownClock:
    """A clock that can be stopped at a moment, for those who show what was then. Time passes all the same."""

    def __init__(self, clock: Clock) -> None:
        """Take the clock that goes on."""
        self._clock = clock
        self.moment: datetime | None = None
        """The aware time that it shows; None: that of now."""

    def now(self) -> datetime:
        """Return the time of day that is shown."""
        return self.moment or self._clock.now()

    def monotonic(self) -> float:
        """Return seconds that never run backwards, from an unnamed start."""
        return self._clock.monotonic()

    async def wait(self, event: asyncio.Event, seconds: float | None) -> None:
        """Return when `event` is set or after `seconds`, whichever is first."""
        await self._clock.wait(event, seconds)


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
