"""The clock as an argument, so that a test can hold it."""

import asyncio
import time
from datetime import UTC, datetime
from typing import Protocol


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
        """Return when `event` is set or after `seconds`, whichever is first."""
        try:
            async with asyncio.timeout(seconds):
                await event.wait()
        except TimeoutError:
            pass
