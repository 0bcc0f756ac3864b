"""The history for as long as a command asks it: one view of the file, as it is at one moment."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from parsing.clean import clean_line
from tui.history.database import HistoryError, fault, open_to_read


@contextmanager
def reading(path: Path) -> Iterator[sqlite3.Connection]:
    """Yield a connection that only reads, and sees nothing of what is written meanwhile. Raises `HistoryError`.

    What is read and turns out to be damaged is an error of that kind, too.
    """
    try:
        with closing(open_to_read(path)) as connection:
            connection.execute("BEGIN")
            yield connection
    except sqlite3.Error as error:
        raise fault(path, error) from error
    except (ValueError, TypeError, ArithmeticError) as error:
        raise HistoryError(clean_line(f"A part of the history in {path} cannot be read ({error}).")) from error
