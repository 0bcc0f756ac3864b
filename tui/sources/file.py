"""A saved page in a file, read again when it changes."""

import asyncio
import os
import stat
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Final, NamedTuple

from parsing.clean import clean_line
from parsing.snapshot import MAX_DOCUMENT
from tui.errors import SourceError, SourceMissingError, SourceUnreadableError
from tui.refresh import Kind, Page

_EVERY: Final = 2.0
_REST_NS: Final = 200_000_000
_MOST_READINGS: Final = 10
_MAY_GROW_BY: Final = 64 * 1024
"""Bytes that may join a file while it is opened."""


class FileSource:
    """One file. The as-of time of its prices is when it was last written."""

    kind = Kind.SAVED
    jitter = 0.0
    every: float | None = _EVERY

    def __init__(self, path: Path, *, limit: int = MAX_DOCUMENT) -> None:
        """Take the file, and the bytes that its page may have."""
        self.path = path
        self.name = clean_line(str(path))
        self._reader = PageReader(limit)

    async def fetch(self) -> Page:
        """Return the page in the file, the very same one while the file does not change. Raises `SourceError`."""
        return await self._reader.read(self.path)

    async def close(self) -> None:
        """Nothing is held between refreshes."""


class PageReader:
    """Reads saved pages, waiting for those that are still being written, and keeps the last one."""

    def __init__(self, limit: int = MAX_DOCUMENT) -> None:
        """Take the bytes that a page may have."""
        self._limit = limit
        self._last: tuple[Path, Signature, Page] | None = None

    async def read(self, path: Path, *, follow_links: bool = True) -> Page:
        """Return the page at `path`. Raises `SourceError`.

        A page that was written a moment ago, or changes while it is read, may be half written: it is read anew until it
        rests. One that never rests is read as it is.
        """
        for _ in range(_MOST_READINGS):
            if self._last is not None and self._last[:2] == (path, await asyncio.to_thread(signature, path)):
                return self._last[2]
            page, seen = await asyncio.to_thread(read_page, path, limit=self._limit, follow_links=follow_links)
            self._last = path, seen, page
            if rests(seen) and seen == await asyncio.to_thread(signature, path):
                return page
            await asyncio.sleep(_REST_NS / 1e9)
        return page


class Signature(NamedTuple):
    """What tells one state of a file from another, also when it is replaced or its time is set back."""

    device: int
    inode: int
    size: int
    modified: int
    changed: int


def rests(seen: Signature) -> bool:
    """Whether the file was last written long enough ago to be whole."""
    return time.time_ns() - seen.modified >= _REST_NS


def signature(path: Path) -> Signature | None:
    """Return the signature of the file at `path`; None where there is none."""
    try:
        return _signature(path.stat())
    except (OSError, ValueError):
        return None


def read_page(path: Path, *, limit: int = MAX_DOCUMENT, follow_links: bool = True) -> tuple[Page, Signature]:
    """Return the page that was saved at `path`, as of the time it was last written, and its signature.

    Only regular files are read, without waiting for a writer: a pipe or a device would hold the program for ever.
    Raises `SourceError`.
    """
    shown = clean_line(str(path))
    flags = os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC | (0 if follow_links else os.O_NOFOLLOW)
    try:
        handle = os.open(path, flags)
        with os.fdopen(handle, "rb") as file:
            status = os.fstat(handle)
            if not stat.S_ISREG(status.st_mode):
                raise SourceUnreadableError(f"{shown} is not a file or a folder that can be read as a page.")
            if status.st_size > limit:
                raise SourceUnreadableError(f"{shown} has {status.st_size:,} bytes; a page has at most {limit:,}.")
            # not the limit: Python would make room for all of it, which takes as long as to parse a page
            room = min(limit, status.st_size + _MAY_GROW_BY)
            page = Page(document=file.read(room), as_of=datetime.fromtimestamp(status.st_mtime, UTC))
            return page, _signature(status)
    except (OSError, ValueError) as error:
        raise path_error(shown, error) from error


def _signature(status: os.stat_result) -> Signature:
    return Signature(status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns)


def path_error(shown: str, error: OSError | ValueError) -> SourceError:
    """Return the error that says what kept the path `shown` (cleaned) from being read."""
    match error:
        case FileNotFoundError() | NotADirectoryError():
            return SourceMissingError(f"There is no file or folder {shown}; check the name, or save a page there.")
        case PermissionError():
            return SourceUnreadableError(f"{shown} may not be read; check its permissions.")
        case IsADirectoryError():
            return SourceUnreadableError(f"{shown} has become a folder; open tapewatch on it again.")
        case OSError():
            return SourceUnreadableError(f"{shown} could not be read: {error.strerror}.")
        case _:
            return SourceMissingError(f"{shown} cannot be the name of a file; check it.")
