"""Writers that go on until they are killed: `python -m tests.tui.history.doomed`.

Each line of standard input is a file and a seed, and begins a writer, whose process number is the answer. The writer
says which pages are safe, a line each: the source, when it was reported, and its number. When it was killed there is an
empty line.
"""

import asyncio
import os
import sqlite3
import sys
from datetime import timedelta
from functools import partial
from pathlib import Path
from random import Random

from tests.builders import NOON
from tests.tui.history.pages import chance_reports, number
from tui.history.keeper import FileHistory
from tui.history.moments import microseconds


async def write_for_ever(path: Path, seed: int) -> None:
    """Record pages of two sources, of which other writers may have the first one, too."""
    chance = Random(seed)  # noqa: S311
    start = NOON + timedelta(days=seed % 50)
    sources = [chance_reports(seed + n, name, start) for n, name in enumerate(("shared", f"own {seed}"))]
    history = FileHistory(path)
    while True:
        told = [next(chance.choice(sources)) for _ in range(chance.randint(1, 4))]
        for report in told:
            history.record(report)
        safe = [f"{microseconds(report.at)} {number(report)} {report.source}\n" for report in told]
        history.later(partial(_mark, f"{seed} {microseconds(told[-1].at)}"))
        await history.write(lambda _: None)
        os.write(1, "".join(safe).encode())


def _mark(name: str, connection: sqlite3.Connection) -> None:
    connection.execute("INSERT OR IGNORE INTO marks (kind, id, at) VALUES ('kept', ?, 0)", (name,))


def main() -> None:
    """Begin a writer for each line, one after the other."""
    for line in sys.stdin:
        path, seed = line.split()
        if (writer := os.fork()) == 0:
            asyncio.run(write_for_ever(Path(path), int(seed)))
        os.write(1, f"{writer}\n".encode())
        os.waitpid(writer, 0)
        os.write(1, b"\n")


if __name__ == "__main__":
    main()
