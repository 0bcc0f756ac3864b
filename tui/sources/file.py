"""A saved page in a file, read again at every refresh."""

import asyncio
import os
import stat
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from parsing.clean import clean_line
from parsing.snapshot import MAX_DOCUMENT
from tui.errors import SourceError, SourceMissingError, SourceUnreadableError
from tui.refresh import Kind, Page

_EVERY: Final = 2.0


class FileSource:
    """One file. The as-of time of its prices is when it was last written."""

    kind = Kind.SAVED
    every: float | None = _EVERY

    def __init__(self, path: Path) -> None:
        self.path = path
        self.name = clean_line(str(path))

    async def fetch(self) -> Page:
        """Return the page in the file. Raises `SourceError`."""
        return await asyncio.to_thread(read_page, self.path)

    async def close(self) -> None:
        """Nothing is held between refreshes."""


def read_page(path: Path) -> Page:
    """Return the page that was saved at `path`, as of the time it was last written.

    Only regular files are read, without waiting for a writer: a pipe or a device would hold the program for ever.
    Raises `SourceError`.
    """
    shown = clean_line(str(path))
    try:
        handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
        with os.fdopen(handle, "rb") as file:
            status = os.fstat(handle)
            if not stat.S_ISREG(status.st_mode):
                raise SourceUnreadableError(f"{shown} is not a file or a folder that can be read as a page.")
            if status.st_size > MAX_DOCUMENT:
                raise SourceUnreadableError(
                    f"{shown} has {status.st_size:,} bytes; a page has at most {MAX_DOCUMENT:,}."
                )
            return Page(document=file.read(MAX_DOCUMENT), as_of=datetime.fromtimestamp(status.st_mtime, UTC))
    except (OSError, ValueError) as error:
        raise path_error(shown, error) from error


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
