"""A history for the tests of the store."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tui.history.database import open_to_write


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return the place of a history."""
    return tmp_path / "history.db"


@pytest.fixture
def connection(path: Path) -> Iterator[sqlite3.Connection]:
    """Yield a connection to a new history."""
    with closing(open_to_write(path)) as opened:
        yield opened
