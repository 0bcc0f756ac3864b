"""Saved pages on their way into the history: each once, however often its folder is imported."""

import sqlite3
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import blake2b
from typing import Final, NamedTuple

from parsing import Snapshot
from tui.history.database import HistoryError, transaction
from tui.history.moments import microseconds
from tui.history.recording import Recorder
from tui.refresh import Kind, Refreshed

_KNOWN: Final = "SELECT hash FROM imported WHERE hash IN ({places})"
_MARK_BYTES: Final = 16


class SavedPage(NamedTuple):
    """A page that was read: the name of its file, its mark, and what it says as of when."""

    name: str
    mark: bytes
    as_of: datetime
    snapshot: Snapshot


@dataclass(slots=True)
class Tally:
    """What became of the pages of a folder."""

    imported: int = 0
    known: int = 0
    left_out: list[str] = field(default_factory=list)
    """A cleaned sentence for each page that could not be taken."""


class Importer:
    """Puts pages into the history through one connection, as those of one source."""

    def __init__(self, connection: sqlite3.Connection, source: str) -> None:
        """Take a connection that writes, and the name of the source, cleaned."""
        self._connection = connection
        self._recorder = Recorder(connection)
        self._source = source

    def known(self, marks: Collection[bytes]) -> set[bytes]:
        """Return those of the marks whose pages are there. Raises `sqlite3.Error`."""
        rows = self._connection.execute(_KNOWN.format(places=",".join("?" * len(marks))), tuple(marks))
        return {mark for (mark,) in rows}

    def take(self, pages: Iterable[SavedPage], tally: Tally) -> None:
        """Write pages in one transaction, and count them. Raises `sqlite3.Error`, after which none is there."""
        counted = Tally()
        try:
            with transaction(self._connection):
                for page in pages:
                    self._take(page, counted)
        except BaseException:
            self._recorder.forget()
            raise
        tally.imported += counted.imported
        tally.known += counted.known
        tally.left_out += counted.left_out

    def _take(self, page: SavedPage, tally: Tally) -> None:
        added = self._connection.execute("INSERT OR IGNORE INTO imported (hash) VALUES (?)", (page.mark,))
        if not added.rowcount:  # somebody else imports the same folder
            tally.known += 1
            return
        try:
            self._recorder.take(Refreshed(self._source, Kind.SAVED, page.as_of, page.as_of, page.snapshot))
        except HistoryError as error:  # said before anything of the page was written
            self._connection.execute("DELETE FROM imported WHERE hash = ?", (page.mark,))
            tally.left_out.append(f"{page.name}: {error}")
        else:
            tally.imported += 1


def mark_of(document: str | bytes, as_of: datetime) -> bytes:
    """Return what tells a page from all others: a hash of what its file holds and of when it was saved."""
    data = document.encode() if isinstance(document, str) else document
    return blake2b(data, digest_size=_MARK_BYTES, salt=microseconds(as_of).to_bytes(8, signed=True)).digest()
