"""One page from standard input, as in `curl … | tapewatch -`."""

import asyncio
import sys
from typing import BinaryIO

from parsing.snapshot import MAX_DOCUMENT
from tui.clock import Clock
from tui.errors import SourceMissingError, SourceUnreadableError
from tui.refresh import Kind, Page


class StdinSource:
    """Standard input, read to its end once; later refreshes give the same page with the same as-of time."""

    name = "standard input"
    kind = Kind.SAVED
    every: float | None = None

    def __init__(self, clock: Clock, stream: BinaryIO | None = None) -> None:
        self._clock = clock
        self._stream = stream
        self._page: Page | None = None

    async def fetch(self) -> Page:
        """Return the page that was piped in, waiting for its end. Raises `SourceError`."""
        if self._page is None:
            document = await asyncio.to_thread(self._read)
            self._page = Page(document, self._clock.now())
        return self._page

    async def close(self) -> None:
        """The stream belongs to whoever opened it."""

    def _read(self) -> bytes:
        stream = self._stream or sys.stdin.buffer
        try:
            document = stream.read(MAX_DOCUMENT + 1)
        except (OSError, ValueError) as error:
            raise SourceUnreadableError("Standard input could not be read; pipe a page into tapewatch.") from error
        if len(document) > MAX_DOCUMENT:
            raise SourceUnreadableError(f"Standard input has more than {MAX_DOCUMENT:,} bytes, which no page has.")
        if not document:
            raise SourceMissingError("Nothing came through standard input; pipe a page into tapewatch.")
        return document
