"""How long a server asked to be left alone: counted, capped, and kept across restarts."""

import asyncio
import fcntl
import os
import re
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from hashlib import sha256
from pathlib import Path
from typing import Final

import httpx
from pydantic import AwareDatetime, BaseModel, PositiveInt, RootModel, ValidationError

from tui.clock import Clock
from tui.errors import SourceError
from tui.sources.file import read_page

FILE: Final = "cooldowns.json"
STEPS: Final = (timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=15), timedelta(minutes=60))
"""How long a server is left alone that does not say how long, after the first such answer in a row and the next."""

LONGEST: Final = timedelta(hours=24)

LOCK_SECONDS: Final = 1.0
"""How long the file is waited for while others hold it."""

_LOCK_NAP: Final = 0.02
_MOST_BYTES: Final = 1024 * 1024
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

    It is kept in a file beside those of other sources, and only in memory where there is no folder for it. The file
    knows an address by its hash alone: two with different passwords are two, and no password lies there.
    """

    def __init__(self, address: str, data: Path | None, clock: Clock) -> None:
        self._key = sha256(address.encode("utf-8", "surrogatepass")).hexdigest()
        self._data = data
        self._clock = clock
        self._entry: _Entry | None = None
        self._is_read = False

    async def until(self) -> datetime | None:
        """Return the aware time before which nothing may be asked, or None."""
        entry, now = await self._current(), self._clock.now()
        return entry.until.astimezone(now.tzinfo) if entry is not None and entry.until > now else None

    async def begin(self, asked: timedelta | None) -> datetime:
        """Leave the server alone for as long as it asked, or for the next step; return the aware time until then."""
        entry, now = await self._current(), self._clock.now()
        answers = 1 if entry is None else entry.answers + 1
        pause = STEPS[min(answers, len(STEPS)) - 1] if asked is None else min(asked, LONGEST)
        self._entry = _Entry(until=now + pause, answers=answers)
        await self._keep()
        return now + pause

    async def end(self) -> None:
        """Forget what was, since the server gave a page."""
        if await self._current() is not None:
            self._entry = None
            await self._keep()

    async def _current(self) -> _Entry | None:
        now = self._clock.now()
        if not self._is_read:
            entries = await asyncio.to_thread(_read, self._data, now)
            self._is_read = True
            self._entry = entries.get(self._key)
        if self._entry is not None and not self._entry.is_sensible(now):
            self._entry = None
        return self._entry

    async def _keep(self) -> None:
        """Write the file anew with this entry. Where that fails, the entry still holds until tapewatch ends."""
        if self._data is not None:
            await asyncio.to_thread(_replace, self._data, self._key, self._entry, self._clock.now())


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
    """Return the entries of the file that mean anything now; none where it cannot be read, or is no file."""
    if data is None:
        return {}
    try:
        page, _ = read_page(data / FILE, limit=_MOST_BYTES)
        entries = _Entries.model_validate_json(page.document).root
    except (SourceError, ValidationError):
        return {}
    return {name: entry for name, entry in entries.items() if entry.is_sensible(now)}


def _replace(data: Path, key: str, entry: _Entry | None, now: datetime) -> None:
    """Write the file with another entry under the key, or without one. Where that cannot be done, leave it."""
    with suppress(OSError):
        data.mkdir(parents=True, exist_ok=True)
        with _locked(data / f"{FILE}.lock"):
            entries = _read(data, now)
            entries.pop(key, None)
            if entry is not None:
                entries[key] = entry
            _write(data, entries)


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    """Keep other tapewatches out. Raises OSError where one of them does not let go in time."""
    lock = os.open(path, os.O_RDWR | os.O_CREAT | os.O_NONBLOCK | os.O_CLOEXEC, 0o600)
    try:
        end = time.monotonic() + LOCK_SECONDS
        while not _is_taken(lock):
            if time.monotonic() >= end:
                raise TimeoutError(f"{path} is held by another")
            time.sleep(_LOCK_NAP)
        yield
    finally:
        os.close(lock)


def _is_taken(lock: int) -> bool:
    """Take the lock, unless another holds it, and say whether it was taken."""
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


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
