"""How long a server asked to be left alone: counted, capped, and kept across restarts."""

import fcntl
import os
import re
import tempfile
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Final

import httpx
from pydantic import AwareDatetime, BaseModel, PositiveInt, RootModel, ValidationError

from tui.clock import Clock

FILE: Final = "cooldowns.json"
STEPS: Final = (timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=15), timedelta(minutes=60))
"""How long a server is left alone that does not say how long, after the first such answer in a row and the next."""

LONGEST: Final = timedelta(hours=24)

_SECONDS: Final = re.compile(r"[0-9]{1,9}")


class _Entry(BaseModel):
    until: AwareDatetime
    answers: PositiveInt

    def is_sensible(self, now: datetime) -> bool:
        """Say whether it means anything at `now`: no clock was a day off, and its day is not long over."""
        return abs(self.until - now) <= LONGEST


class _Entries(RootModel[dict[str, _Entry]]):
    pass


class Cooldown:
    """When one source may be asked again, and how often in a row its server asked to be left alone.

    It is kept in a file beside those of other sources, and only in memory where there is no folder for it.
    """

    def __init__(self, name: str, data: Path | None, clock: Clock) -> None:
        self._name = name
        self._data = data
        self._clock = clock
        self._entry: _Entry | None = None
        self._is_read = False

    def until(self) -> datetime | None:
        """Return the aware time before which nothing may be asked, or None."""
        entry, now = self._current(), self._clock.now()
        return entry.until.astimezone(now.tzinfo) if entry is not None and entry.until > now else None

    def begin(self, asked: timedelta | None) -> datetime:
        """Leave the server alone for as long as it asked, or for the next step; return the aware time until then."""
        entry, now = self._current(), self._clock.now()
        answers = 1 if entry is None else entry.answers + 1
        pause = STEPS[min(answers, len(STEPS)) - 1] if asked is None else min(asked, LONGEST)
        self._entry = _Entry(until=now + pause, answers=answers)
        self._keep()
        return now + pause

    def end(self) -> None:
        """Forget what was, since the server gave a page."""
        if self._current() is not None:
            self._entry = None
            self._keep()

    def _current(self) -> _Entry | None:
        now = self._clock.now()
        if not self._is_read:
            self._is_read = True
            self._entry = _read(self._data, now).get(self._name)
        if self._entry is not None and not self._entry.is_sensible(now):
            self._entry = None
        return self._entry

    def _keep(self) -> None:
        """Write the file anew with this entry. Where that fails, the entry still holds until tapewatch ends.

        The file is small and rarely written, so this is done at once; the lock is for other tapewatches.
        """
        if self._data is None:
            return
        with suppress(OSError):
            self._data.mkdir(parents=True, exist_ok=True)
            with (self._data / f"{FILE}.lock").open("w") as lock:
                fcntl.flock(lock, fcntl.LOCK_EX)
                entries = _read(self._data, self._clock.now())
                entries.pop(self._name, None)
                if self._entry is not None:
                    entries[self._name] = self._entry
                _write(self._data, entries)


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


def _date(text: str) -> datetime | None:
    try:
        date = parsedate_to_datetime(text)
    except (ValueError, TypeError, OverflowError):
        return None
    return date if date.tzinfo is not None else date.replace(tzinfo=UTC)


def _read(data: Path | None, now: datetime) -> dict[str, _Entry]:
    """Return the entries of the file that mean anything now; none where it cannot be read."""
    if data is None:
        return {}
    try:
        entries = _Entries.model_validate_json((data / FILE).read_bytes()).root
    except (OSError, ValidationError):
        return {}
    return {name: entry for name, entry in entries.items() if entry.is_sensible(now)}


def _write(data: Path, entries: dict[str, _Entry]) -> None:
    """Replace the file as a whole, so that it is never seen half written. Raises OSError."""
    descriptor, temporary = tempfile.mkstemp(prefix=FILE, dir=data)
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(_Entries(entries).model_dump_json(indent=1))
        Path(temporary).replace(data / FILE)
    except OSError:
        Path(temporary).unlink(missing_ok=True)
        raise
