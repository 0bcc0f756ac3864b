"""One page from standard input, as in `curl … | tapewatch -`."""

import os
import stat
from datetime import UTC, datetime
from functools import partial

from parsing.snapshot import MAX_DOCUMENT
from tui.background import in_background
from tui.clock import Clock
from tui.errors import SourceError, SourceMissingError, SourceUnreadableError
from tui.refresh import Kind, Page


class StdinSource:
    """Standard input, read once; later refreshes give the same page with the same as-of time, or the same fault.

    Its prices are as of when its end came; where it is a file, as in `tapewatch - < page.txt`, as of when that was last
    written.
    """

    name = "standard input"
    kind = Kind.SAVED
    jitter = 0.0
    every: float | None = None

    def __init__(self, clock: Clock, descriptor: int = 0) -> None:
        """Take the file descriptor that the page is piped into."""
        self._clock = clock
        self._descriptor = descriptor
        self._page: Page | None = None
        self._fault: SourceError | None = None

    async def fetch(self) -> Page:
        """Return the page that was piped in, waiting for its end. Raises `SourceError`."""
        if self._fault is not None:
            raise self._fault.with_traceback(None)
        if self._page is None:
            try:
                # a pipe that is never closed must not keep the program from ending
                document = await in_background(partial(_read_to_end, self._descriptor))
            except SourceError as fault:
                self._fault = fault  # what is left in the pipe is no page
                raise
            self._page = Page(document, _written_at(self._descriptor) or self._clock.now())
        return self._page

    async def close(self) -> None:
        """The descriptor belongs to whoever opened it."""


def _written_at(descriptor: int) -> datetime | None:
    """Return when the file behind the descriptor was last written; None where it is none."""
    status = os.fstat(descriptor)
    return datetime.fromtimestamp(status.st_mtime, UTC) if stat.S_ISREG(status.st_mode) else None


def _read_to_end(descriptor: int) -> bytes:
    """Return all that comes through the descriptor. Raises `SourceError`."""
    document = bytearray()
    try:
        while part := os.read(descriptor, 65536):
            document += part
            if len(document) > MAX_DOCUMENT:
                raise SourceUnreadableError(f"Standard input has more than {MAX_DOCUMENT:,} bytes, which no page has.")
    except OSError as error:
        raise SourceUnreadableError("Standard input could not be read; pipe a page into tapewatch.") from error
    if not document:
        raise SourceMissingError("Nothing came through standard input; pipe a page into tapewatch.")
    return bytes(document)
