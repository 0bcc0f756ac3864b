"""Writers that are killed at any moment leave a file that is whole, with all that they were told is safe in it."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from random import Random

import pytest

from tests.tui.history.pages import assert_days_whole, assert_whole
from tui.history.database import open_to_write

ROUNDS = int(os.environ.get("SOAK", "1"))
KILLS = 100 * ROUNDS
A_FILE = 10
"""So many kills does a file live through."""

PROJECT = Path(__file__).parents[3]


class Nursery:
    """A process that begins a writer whenever it is asked to, quickly."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self._process = process
        self._writer = 0

    def begin(self, path: Path, seed: int) -> None:
        """Begin a writer of the file."""
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(f"{path} {seed}\n")
        self._process.stdin.flush()
        self._told: list[str] = []
        while not (line := self._process.stdout.readline()).strip().isdigit():
            assert line, "the nursery ended"
            self._told.append(line.strip())  # it was quicker than its parent
        self._writer = int(line)

    def kill(self) -> list[str]:
        """Kill the writer, and return what it said is safe."""
        assert self._process.stdout
        os.kill(self._writer, signal.SIGKILL)
        while line := self._process.stdout.readline().strip():
            self._told.append(line)
        return self._told


@contextmanager
def nursery() -> Iterator[Nursery]:
    """Yield a nursery, which is gone afterwards."""
    command = [sys.executable, "-m", "tests.tui.history.doomed"]
    with subprocess.Popen(
        command, cwd=PROJECT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"
    ) as process:
        yield Nursery(process)
        assert process.stdin
        process.stdin.close()


def assert_safe(path: Path, told: list[str], after: int) -> int:
    """Hold that the file is whole and has what was told, and return its last refresh."""
    with closing(open_to_write(path)) as connection:
        assert_whole(connection, after)
        assert_days_whole(connection)
        rows = connection.execute(
            "SELECT refreshes.at, snapshot, name FROM refreshes JOIN sources ON sources.id = source"
        )
        assert set(told) <= {f"{at} {number} {name}" for at, number, name in rows}
        (last,) = connection.execute("SELECT coalesce(max(id), 0) FROM refreshes").fetchone()
        return int(last)


@pytest.mark.timeout(300 * ROUNDS)
@pytest.mark.parametrize("writers", [1, 2])
def test_a_hundred_kills_tear_no_page_and_lose_nothing_that_was_safe(tmp_path: Path, writers: int) -> None:
    chance = Random(writers)  # noqa: S311
    safe = 0
    with nursery() as one, nursery() as other:
        nurseries = (one, other)[:writers]
        for first in range(0, KILLS // writers, A_FILE):
            path = tmp_path / f"{first}.db"
            told: list[str] = []
            last = 0
            for seed in range(first, first + A_FILE):
                for number, each in enumerate(nurseries):
                    each.begin(path, seed + 1_000_000 * number)
                time.sleep(chance.random() * chance.choice((0.01, 0.1)))
                for each in nurseries:
                    told += each.kill()
                last = assert_safe(path, told, last)
            assert_safe(path, told, 0)
            safe += len(told)
    assert safe > KILLS
