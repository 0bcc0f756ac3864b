"""What writes to the file of the history: each change in a transaction, to a new file where the old one is broken."""

import sqlite3
from pathlib import Path

from parsing.clean import clean_line
from tui.history.database import (
    HistoryBrokenError,
    HistoryError,
    fault,
    file_number,
    is_broken,
    open_to_write,
    set_aside,
    transaction,
)
from tui.history.jobs import Query, Result
from tui.history.recording import Recorder
from tui.history.retention import Retention, Sweeper
from tui.refresh import Failed, Refreshed


class Pen:
    """Writes changes, and opens the file for that where it is not open yet."""

    def __init__(self, path: Path, retention: Retention | None) -> None:
        """Take the file, and for how long what was seen is kept in it; None means for ever."""
        self.notice: str | None = None
        """A sentence on a broken file that was set aside."""
        self._path = path
        self._sweeper = Sweeper(retention) if retention else None
        self._recorder: Recorder | None = None
        self._file = 0
        """The number of the file that is open."""

    def write(self, change: Query[Result]) -> Result:
        """Write a change; where the file turns out to be broken, to a new one. Raises `HistoryError`, and its own."""
        try:
            return self._write(change)
        except HistoryBrokenError as broken:
            self._begin_anew(broken)
            return self._write(change)

    def take(self, report: Refreshed | Failed) -> None:
        """Record what a source reported: a change, to be made by `write`."""
        if self._recorder is not None:
            self._recorder.take(report)
        if self._sweeper is not None:
            self._sweeper.begin_if_due(report.at)

    @property
    def has_to_sweep(self) -> bool:
        """Whether something may be too old or too much, and it is time to look."""
        return self._sweeper is not None and self._sweeper.has_steps

    def sweep(self, connection: sqlite3.Connection) -> None:
        """Do the next step of the sweep: a change, to be made by `write` when nothing else waits."""
        if self._sweeper is not None and self._sweeper.step(connection) and self._recorder is not None:
            self._recorder.forget()

    def ready(self) -> None:
        """Have a file that can be read: open it, or make it, and set a broken one aside. Raises `HistoryError`."""
        try:
            self._open()
        except HistoryBrokenError as broken:
            self._begin_anew(broken)
            self._open()

    def let_go(self) -> None:
        """Close the file until the next change; a sweep begins again some hours later."""
        if self._sweeper is not None:
            self._sweeper.stop()
        if self._recorder is not None:
            self._recorder.connection.close()
            self._recorder = None

    def _write(self, change: Query[Result]) -> Result:
        try:
            with transaction(self._open().connection) as connection:
                return change(connection)
        except (sqlite3.OperationalError, OSError) as error:
            self.let_go()
            raise fault(self._path, error) from error
        except BaseException as error:
            if self._recorder is not None:
                self._recorder.forget()
            if isinstance(error, sqlite3.DatabaseError) and is_broken(error):
                raise fault(self._path, error, self._file) from error
            raise

    def _open(self) -> Recorder:
        """Return what writes to the file that lies there now: another tapewatch may have set ours aside."""
        file = file_number(self._path)
        if self._recorder is None or file != self._file:
            self.let_go()
            self._recorder = Recorder(open_to_write(self._path, sets_aside=True))
            self._file = file or file_number(self._path)
        return self._recorder

    def _begin_anew(self, broken: HistoryBrokenError) -> None:
        """Set the broken file aside, and say where it is. Raises `HistoryError` where that cannot be done."""
        try:
            kept = set_aside(self._path, broken.file)
        except OSError as error:
            raise HistoryError(f"{broken} It cannot be set aside either; nothing is remembered.") from error
        finally:
            self.let_go()
            if broken.connection is not None:
                broken.connection.close()
        if kept is not None:
            self.notice = clean_line(f"{broken} It is kept as {kept.name}, and a new history begins.")
