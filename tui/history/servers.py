"""What servers said, in the history: how long they want to be left alone, and the last page of each address."""

import asyncio
import sqlite3
import zlib
from collections.abc import Awaitable, Callable
from datetime import timedelta
from functools import partial
from hashlib import sha256
from typing import Final

from tui.history.database import HistoryError
from tui.history.jobs import Result
from tui.history.keeper import History
from tui.history.moments import microseconds, moment_at
from tui.sources.memory import MOST_BYTES, Cooling, KeptPage, newest

MOST_PAGES: Final = 32
MOST_PACKED: Final = 8 * 1024 * 1024
"""So many pages are kept, and so many bytes of them packed: those that changed last."""

PATIENCE_SECONDS: Final = 2.0
"""How long a refresh waits for the disk, before it goes on without what is remembered."""

_KEPT_FOR: Final = timedelta(days=2)
"""After this a cool-down means nothing any more, whatever its server asked for."""


class HistoryServers:
    """Remembers in the history, and for this run where that cannot be had."""

    def __init__(self, history: History, *, keeps_pages: bool = True) -> None:
        """Take the history; without `keeps_pages` it holds cool-downs alone."""
        self._history = history
        self._keeps_pages = keeps_pages
        self._told_here: dict[str, Cooling] = {}

    async def cooling(self, key: str) -> Cooling | None:
        """Return what was told last, to this tapewatch or another one."""
        stored = await self._in_time(lambda: self._history.read(partial(stored_cooling, key=key)))
        return newest(stored, self._told_here.get(key))

    def keep_cooling(self, key: str, cooling: Cooling) -> None:
        """Remember what was told."""
        self._told_here[key] = cooling
        self._history.later(partial(store_cooling, key=key, cooling=cooling))

    async def page(self, key: str) -> KeptPage | None:
        """Return the last page, whole and as it came; None where there is none."""
        if not self._keeps_pages:
            return None
        return await self._in_time(lambda: self._history.read(partial(stored_page, key=key)))

    async def keep_page(self, key: str, page: KeptPage | None) -> None:
        """Remember the last page alone, unless it is too large; None forgets it."""
        if not self._keeps_pages:
            return
        if page is None or len(page.document) > MOST_BYTES:
            change = partial(forget_page, key=key)
        else:
            packed = await asyncio.to_thread(zlib.compress, page.document)
            change = partial(store_page, key=key, page=page, packed=packed)
        await self._in_time(lambda: self._history.write(change))

    async def _in_time(self, ask: Callable[[], Awaitable[Result]]) -> Result | None:
        """Return what the history answers; None where it cannot, or not soon."""
        try:
            async with asyncio.timeout(PATIENCE_SECONDS):
                return await ask()
        except (HistoryError, TimeoutError):
            return None


def stored_cooling(connection: sqlite3.Connection, key: str) -> Cooling | None:
    """Return what was told last; None where there is nothing, or nothing that can be read."""
    row = connection.execute("SELECT told_at, until, answers FROM cooldowns WHERE key = ?", (key,)).fetchone()
    if row is None:
        return None
    told_at, until, answers = row
    try:
        return Cooling(moment_at(told_at), moment_at(until), answers) if answers >= 0 else None
    except (TypeError, OverflowError):
        return None


def store_cooling(connection: sqlite3.Connection, key: str, cooling: Cooling) -> None:
    """Keep what was told instead of what was before, and drop what means nothing any more."""
    connection.execute(
        "INSERT OR REPLACE INTO cooldowns (key, told_at, until, answers) VALUES (?, ?, ?, ?)",
        (key, microseconds(cooling.told_at), microseconds(cooling.until), cooling.answers),
    )
    connection.execute("DELETE FROM cooldowns WHERE until < ?", (microseconds(cooling.told_at - _KEPT_FOR),))


def stored_page(connection: sqlite3.Connection, key: str) -> KeptPage | None:
    """Return the last page; None where there is none, or not byte for byte what it was."""
    row = connection.execute(
        "SELECT place, content_type, etag, last_modified, digest, document FROM kept_pages WHERE key = ?", (key,)
    ).fetchone()
    if row is None:
        return None
    place, content_type, etag, last_modified, digest, packed = row
    try:
        unpacker = zlib.decompressobj()
        document = unpacker.decompress(packed, MOST_BYTES + 1)
    except (TypeError, zlib.error):
        return None
    page = KeptPage(place, document, content_type, etag, last_modified)
    return page if unpacker.eof and digest == digest_of(page) else None


def store_page(connection: sqlite3.Connection, key: str, page: KeptPage, packed: bytes) -> None:
    """Keep the page, its document `packed` by zlib, instead of the one before, and drop the oldest beyond the most."""
    connection.execute(
        "INSERT OR REPLACE INTO kept_pages (key, place, content_type, etag, last_modified, digest, document) "
        "VALUES (?, ?, ?, ?, ?, ?, ?)",
        (key, page.place, page.content_type, page.etag, page.last_modified, digest_of(page), packed),
    )
    connection.execute(
        "DELETE FROM kept_pages WHERE id NOT IN (SELECT id FROM ("
        "SELECT id, sum(length(document)) OVER (ORDER BY id DESC) AS packed FROM kept_pages"
        ") WHERE packed <= ? ORDER BY id DESC LIMIT ?)",
        (MOST_PACKED, MOST_PAGES),
    )


def forget_page(connection: sqlite3.Connection, key: str) -> None:
    """Drop the page of the address."""
    connection.execute("DELETE FROM kept_pages WHERE key = ?", (key,))


def digest_of(page: KeptPage) -> bytes:
    """Return a hash of all that the page is."""
    head = repr((page.place, page.content_type, page.etag, page.last_modified)).encode()
    return sha256(head + page.document).digest()
