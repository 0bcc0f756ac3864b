"""The history for a command that ends: opened for each question and each change, and otherwise left alone."""

import asyncio
import sqlite3
from contextlib import closing, suppress

from tui.history.database import HistoryError, fault, open_to_write, transaction
from tui.history.jobs import Query, Result
from tui.history.keeper import ReadOnlyHistory


class BriefHistory(ReadOnlyHistory):
    """A history in a file that nobody keeps open. One that is broken or newer is not touched."""

    def later(self, change: Query[object]) -> None:
        """Write a change now, and wait for it; where that fails it is left out."""
        with suppress(HistoryError):
            self._write(change)

    async def write(self, change: Query[Result]) -> Result:
        """Write a change in one transaction. Raises `HistoryError`."""
        return await asyncio.to_thread(self._write, change)

    def _write(self, change: Query[Result]) -> Result:
        try:
            with closing(open_to_write(self._path)) as connection, transaction(connection):
                return change(connection)
        except (sqlite3.Error, OSError) as error:
            raise fault(self._path, error) from error
