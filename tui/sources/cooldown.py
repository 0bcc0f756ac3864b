"""How long a server asked to be left alone: counted, capped, and kept across restarts."""

import re
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Final

import httpx

from tui.clock import Clock
from tui.sources.memory import Cooling, ServerMemory

STEPS: Final = (timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=15), timedelta(minutes=60))
"""How long a server is left alone that does not say how long, after the first such answer in a row and the next."""

LONGEST: Final = timedelta(hours=24)

_SECONDS: Final = re.compile(r"[0-9]{1,9}")


class Cooldown:
    """When one source may be asked again, and how often in a row its server asked to be left alone.

    The memory is asked anew each time: another tapewatch may have been told meanwhile. Two addresses with different
    passwords are two.
    """

    def __init__(self, key: str, memory: ServerMemory, clock: Clock) -> None:
        """Take the hash of the source's address, and where it is remembered."""
        self._key = key
        self._memory = memory
        self._clock = clock
        self._seen: Cooling | None = None

    async def until(self) -> datetime | None:
        """Return the aware time before which nothing may be asked, or None."""
        cooling, now = await self._current(), self._clock.now()
        return cooling.until.astimezone(now.tzinfo) if cooling is not None and cooling.until > now else None

    async def begin(self, asked: timedelta | None) -> datetime:
        """Leave the server alone for as long as it asked, or for the next step; return the aware time until then."""
        cooling, now = await self._current(), self._clock.now()
        answers = 1 if cooling is None else cooling.answers + 1
        pause = STEPS[min(answers, len(STEPS)) - 1] if asked is None else min(asked, LONGEST)
        self._tell(Cooling(now, now + pause, answers))
        return now + pause

    def end(self) -> None:
        """Forget what was there when the server was asked, since it gave a page."""
        if self._seen is not None and self._seen.answers:
            now = self._clock.now()
            self._tell(Cooling(now, now, 0))

    def _tell(self, cooling: Cooling) -> None:
        self._seen = cooling
        self._memory.keep_cooling(self._key, cooling)

    async def _current(self) -> Cooling | None:
        cooling, now = await self._memory.cooling(self._key), self._clock.now()
        self._seen = cooling if cooling is not None and _is_sensible(cooling, now) else None
        return self._seen


def retry_after(response: httpx.Response, now: datetime) -> timedelta | None:
    """Return how long the answer asks to wait, in seconds or until a date; None where it says nothing that helps.

    A date is counted from the server's own clock where it tells it: ours may be wrong.
    """
    asked = response.headers.get("retry-after", "").strip()
    if _SECONDS.fullmatch(asked):
        pause = timedelta(seconds=int(asked))
    else:
        until = _date(asked)
        pause = timedelta(0) if until is None else until - (_date(response.headers.get("date", "")) or now)
    return min(pause, LONGEST) if pause > timedelta(0) else None


def _is_sensible(cooling: Cooling, now: datetime) -> bool:
    """Say whether it means anything at `now`: no clock was a day off, and its day is not long over."""
    return abs(cooling.until - now) <= LONGEST


def _date(text: str) -> datetime | None:
    try:
        date = parsedate_to_datetime(text)
    except (ValueError, TypeError, OverflowError):
        return None
    return date if date.tzinfo is not None else date.replace(tzinfo=UTC)
