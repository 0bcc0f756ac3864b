"""What can be wrong with a file of the history, made on purpose, and what such a file holds."""

import asyncio
import os
import sqlite3
import tempfile
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, closing, contextmanager
from pathlib import Path

from tui.history.database import open_to_read, open_to_write, transaction
from tui.history.jobs import Query
from tui.history.keeper import FileHistory

NOBODY = 65534
MARKS = 3000


def marking(name: str) -> Query[object]:
    """Return the change that marks an article of that name."""
    return lambda connection: connection.execute("INSERT INTO marks VALUES ('read', ?, 0)", (name,))


def marked(connection: sqlite3.Connection) -> set[str]:
    """Return the names that are marked."""
    return {name for (name,) in connection.execute("SELECT id FROM marks")}


def marked_in(path: Path) -> set[str]:
    """Return the names that are marked in the file."""
    with closing(open_to_read(path)) as connection:
        return marked(connection)


def fill(path: Path) -> None:
    """Make a history of some hundred kilobytes."""
    with closing(open_to_write(path)) as connection, transaction(connection):
        for number in range(MARKS):
            marking(f"{number:0100}")(connection)


def files_in(folder: Path) -> dict[str, bytes]:
    """Return the names of the files in the folder, and what is in each."""
    return {path.name: path.read_bytes() for path in folder.iterdir()}


class Told(list[str | None]):
    """What the history said was wrong, the newest last."""


@asynccontextmanager
async def kept_in(path: Path) -> AsyncIterator[tuple[FileHistory, Told]]:
    """Open the history in the file, and close it."""
    history, told = FileHistory(path), Told()
    history.tell(told.append)
    try:
        yield history, told
    finally:
        await asyncio.to_thread(history.close)


@contextmanager
def as_nobody() -> Iterator[None]:
    """Have no more rights than anybody, where the tests run with more."""
    if os.geteuid() != 0:
        yield
        return
    os.setresuid(NOBODY, NOBODY, 0)
    try:
        yield
    finally:
        os.setresuid(0, 0, 0)


@contextmanager
def locked_history() -> Iterator[Path]:
    """Yield a history in a folder in which nobody may write."""
    with tempfile.TemporaryDirectory(dir="/tmp") as folder:
        path = Path(folder) / "history.db"
        fill(path)
        path.chmod(0o444)
        path.parent.chmod(0o555)
        yield path
        path.parent.chmod(0o755)


def garbage(path: Path) -> None:
    """Write something else over it."""
    path.write_bytes(b"no database at all\n" * 1000)


def headless(path: Path) -> None:
    """Lose the first bytes, which say what it is."""
    with path.open("r+b") as file:
        file.write(bytes(16))
