"""Opening the file of the history: made where there is none, brought to the newest version, and never lost.

A broken file is set aside, one of a newer tapewatch is left alone. Every fault is a `HistoryError` with its sentence.
"""

import fcntl
import os
import sqlite3
import stat
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from itertools import count
from pathlib import Path
from typing import Final

from parsing.clean import clean_line
from tui.history.schema import MIGRATIONS, VERSION

BUSY_SECONDS: Final = 5.0
"""How long another tapewatch is waited for that is writing."""

_NAP: Final = 0.02
_WAL_PAGES: Final = 5_000
"""After so many pages the write-ahead log is moved into the file; fewer than one write in a hundred waits for that."""

_BESIDE: Final = ("-wal", "-shm", "-journal")
"""What SQLite keeps beside the file, by the endings of their names."""

_BROKEN: Final = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})
_PRIMARY: Final = 0xFF
"""The part of an error's code that says which kind it is."""


class HistoryError(Exception):
    """The history cannot be had. `str()` is one cleaned sentence: what happened, and what to do where that helps."""


class HistoryBusyError(HistoryError):
    """Another tapewatch kept writing for longer than `BUSY_SECONDS`; trying again soon will do."""


class HistoryBrokenError(HistoryError):
    """The file is no database any more. `file` tells it from one that another tapewatch has put in its place."""

    def __init__(self, sentence: str, file: int) -> None:
        super().__init__(sentence)
        self.file = file
        self.connection: sqlite3.Connection | None = None
        """Still open where the caller sets the file aside, and closed after that: closing deletes the log beside it."""


class HistoryNewerError(HistoryError):
    """A newer tapewatch wrote the file."""


def open_to_write(path: Path, *, sets_aside: bool = False) -> sqlite3.Connection:
    """Return a connection that writes, to a file of the newest version; the caller closes it. Raises `HistoryError`.

    Only its user can read a new file: holdings are nobody else's business. A caller that `sets_aside` a broken file
    closes the connection of the error afterwards. For all others nothing is left open, and what lies beside it stays.
    """
    if not sets_aside:
        _expect_whole(path)
    with _told(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        _expect_files(path)
        file = file_number(path)
        connection = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False)
        try:
            _prepare_in_time(connection, path)
        except sqlite3.Error as error:
            told = fault(path, error, file)
            if isinstance(told, HistoryBrokenError) and sets_aside:
                told.connection = connection
            else:
                connection.close()
            raise told from error
        except BaseException:
            connection.close()
            raise
        return connection


def open_to_read(path: Path) -> sqlite3.Connection:
    """Return a connection that only reads, whatever the file's version; the caller closes it. Raises `HistoryError`.

    In a read-only folder it is read without the locks, which are files beside it, unless another process made those.
    """
    with _told(path):
        if not _expect_files(path):
            raise HistoryError(clean_line(f"There is no history yet: {path} is not there."))
        is_still = not os.access(path.parent, os.W_OK) and not _beside(path, "-wal").exists()
        modes = ("mode=ro", "immutable=1") if is_still else ("mode=ro",)
        address = f"{path.absolute().as_uri()}?{'&'.join(modes)}"
        connection = sqlite3.connect(
            address, uri=True, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False
        )
        try:
            connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        except BaseException:
            connection.close()
            raise
        return connection


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[sqlite3.Connection]:
    """Write all or nothing. Raises `sqlite3.Error`, after which nothing of it was written."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield connection
        connection.execute("COMMIT")
    except BaseException:
        with suppress(sqlite3.Error):  # a full disk has rolled it back already
            connection.execute("ROLLBACK")
        raise


def fault(path: Path, error: sqlite3.Error | OSError, file: int = 0) -> HistoryError:
    """Return the error as one with a sentence for people; `file` is the number of the file that was open."""
    if is_broken(error):
        return HistoryBrokenError(clean_line(f"The history in {path} is broken ({error})."), file)
    reason = (error.strerror or type(error).__name__) if isinstance(error, OSError) else str(error)
    kind = HistoryBusyError if _code(error) == sqlite3.SQLITE_BUSY else HistoryError
    return kind(clean_line(f"Nothing is remembered: {path} cannot be used ({reason})."))


def is_broken(error: Exception) -> bool:
    """Whether the error says that the file is no database, or not a whole one."""
    return _code(error) in _BROKEN


def _code(error: Exception) -> int:
    """Return which kind of error SQLite says that it is; 0 where it is none of its own."""
    return (getattr(error, "sqlite_errorcode", None) or 0) & _PRIMARY


def bytes_in_use(connection: sqlite3.Connection) -> int:
    """Return the bytes of the file without the pages that are free. Raises `sqlite3.Error`."""
    pages, free, size = (
        connection.execute(f"PRAGMA {name}").fetchone()[0] for name in ("page_count", "freelist_count", "page_size")
    )
    return int((pages - free) * size)


def set_aside(path: Path, file: int) -> Path | None:
    """Move the broken file out of the way, and return where it is now; None where another file lies there already.

    What lies beside it goes first: a new file must never meet it. Raises OSError.
    """
    with _folder_to_itself(path.parent):
        if file_number(path) != file:
            return None
        kept = _free_name(path)
        for ending in (*_BESIDE, ""):
            with suppress(FileNotFoundError):
                _beside(path, ending).rename(_beside(kept, ending))
        return kept


def file_number(path: Path) -> int:
    """Return what tells the file from another one in its place; 0 where there is none."""
    try:
        return path.stat().st_ino
    except OSError:
        return 0


@contextmanager
def _told(path: Path) -> Iterator[None]:
    file = file_number(path)
    try:
        yield
    except (sqlite3.Error, OSError) as error:
        raise fault(path, error, file) from error


def _prepare_in_time(connection: sqlite3.Connection, path: Path) -> None:
    """Prepare the connection, and try again while others prepare the same new file: SQLite does not wait for that."""
    end = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            return _prepare(connection, path)
        except sqlite3.OperationalError as error:
            if _code(error) != sqlite3.SQLITE_BUSY or time.monotonic() > end:
                raise
            time.sleep(_NAP)


def _prepare(connection: sqlite3.Connection, path: Path) -> None:
    """Set the connection up, and bring the file to the newest version."""
    version = _version(connection)
    if version > VERSION:
        raise HistoryNewerError(
            clean_line(
                f"{path} was written by a newer tapewatch (version {version} of its tables, {VERSION} is known here): "
                'install that one, or say history = "read-only" in the settings.'
            )
        )
    if version == 0:
        with suppress(OSError):
            path.chmod(0o600)
        connection.execute("PRAGMA auto_vacuum = INCREMENTAL")
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute(f"PRAGMA wal_autocheckpoint = {_WAL_PAGES:d}")
    connection.execute("PRAGMA foreign_keys = ON")
    while (version := _version(connection)) < VERSION:
        _migrate(connection, version)


def _migrate(connection: sqlite3.Connection, version: int) -> None:
    """Go from that version to the next, all or nothing; another tapewatch may be doing the same."""
    with transaction(connection):
        if _version(connection) != version:
            return
        for statement in statements(MIGRATIONS[version]):
            connection.execute(statement)
        connection.execute(f"PRAGMA user_version = {version + 1:d}")


def statements(script: str) -> Iterator[str]:
    """Yield the statements of a script one by one: run as a script they would not be in our transaction."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""


def _version(connection: sqlite3.Connection) -> int:
    with closing(connection.execute("PRAGMA user_version")) as cursor:
        return int(cursor.fetchone()[0])


def _expect_files(path: Path) -> bool:
    """Say whether the file is there. Raises `HistoryError` where a pipe or the like is: opening that might not end."""
    is_there = False
    for ending in (*_BESIDE, ""):
        try:
            is_there = stat.S_ISREG(_beside(path, ending).stat().st_mode)
        except FileNotFoundError:
            is_there = False
        else:
            if not is_there:
                raise HistoryError(clean_line(f"Nothing is remembered: {_beside(path, ending)} is not a file."))
    return is_there


def _expect_whole(path: Path) -> None:
    """Raise `HistoryBrokenError` where the file says at once that it is no database; nothing beside it is touched."""
    try:
        open_to_read(path).close()
    except HistoryBrokenError:
        raise
    except HistoryError:  # it is not there, or was left half written, which is mended by who opens it to write
        pass


def _beside(path: Path, ending: str) -> Path:
    return path.with_name(path.name + ending)


def _free_name(path: Path) -> Path:
    """Return the first name for a broken file under which nothing lies yet, nor beside it."""
    for number in count(1):
        kept = _beside(path, ".broken" if number == 1 else f".broken.{number}")
        if not any(os.path.lexists(_beside(kept, ending)) for ending in (*_BESIDE, "")):
            return kept
    raise AssertionError("numbers do not end")


@contextmanager
def _folder_to_itself(folder: Path) -> Iterator[None]:
    """Keep out other tapewatches that want to set the file aside as well. Raises OSError."""
    lock = os.open(folder, os.O_RDONLY | os.O_CLOEXEC)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
    finally:
        os.close(lock)
