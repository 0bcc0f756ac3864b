"""What waits for the thread that writes: changes, and the turns of those who want to read."""

import sqlite3
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from typing import Any, TypeVar

from tui.history.database import HistoryError

Result = TypeVar("Result")
Query = Callable[[sqlite3.Connection], Result]
"""Reads or changes what is in the file, through a connection that it is given."""


@dataclass(frozen=True, slots=True)
class Job:
    """A change, and who waits for what comes of it."""

    change: Query[Any]
    future: Future[Any] | None = None
    is_kept: bool = False
    """Whether it is tried again until it works."""


@dataclass(frozen=True, slots=True)
class Turn:
    """The place in the queue of one who wants to read; what came before has been tried then."""

    future: Future[HistoryError | None]
    """The fault because of which nothing can be written; the file may be there to be read all the same."""
