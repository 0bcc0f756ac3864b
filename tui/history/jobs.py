"""What waits for the thread that writes: changes, and the turns of those who read."""

import sqlite3
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from typing import Any

from tui.history.database import HistoryError


@dataclass(frozen=True, slots=True)
class Job:
    """A change, and who waits for what comes of it."""

    change: Callable[[sqlite3.Connection], Any]
    future: Future[Any] | None = None
    is_kept: bool = False
    """Whether it is tried again until it works."""


@dataclass(frozen=True, slots=True)
class Turn:
    """The place in the queue of one who wants to read; what came before has been tried then."""

    future: Future[HistoryError | None]
    """The fault because of which nothing can be written; the file may be there to be read all the same."""
