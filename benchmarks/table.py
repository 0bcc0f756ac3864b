"""The quote table against Textual's DataTable and textual-fastdatatable: CPU time to the painted frame, 160x45.

Every turn has a process of its own, so that no table pays for the memory of another.
"""

import json
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator
from importlib.util import find_spec
from typing import Final

from benchmarks.figures import Found, not_measured, speedup

_TURNS: Final = 3
_LIMITS: Final[dict[int, dict[str, float | None]]] = {
    34: {"load": None, "refresh all": None, "refresh a tenth": 20, "sort": 15},
    10_000: {
        "load": 50,
        "refresh all": 80,
        "refresh a tenth": 30,
        "sort": 5,
        "step": 2,
        "step, by key": None,
        "step at the edge": 3,
        "page down": 5,
    },
}
"""How many times DataTable's speed ours must be."""

_WANTED: Final = {(10_000, "refresh a tenth"): 40, (10_000, "sort"): 10, (10_000, "page down"): 6}
"""What was asked for at first, where that is more."""

_TAKES_REPORTS: Final = ("load", "refresh all", "refresh a tenth")


def measure() -> Iterator[Found]:
    """Return the speed of each operation, against each rival that is installed."""
    if not _has_fast_table():
        yield not_measured("textual-fastdatatable", "not installed; pip install -r requirements-bench.lock")
    for rows, limits in _LIMITS.items():
        figures = _in_turns(rows)
        for operation, limit in limits.items():
            ours = figures["ours"][operation]
            name = f"{rows:,} rows: {operation}"
            theirs = figures["DataTable"][operation]
            yield speedup(name, "DataTable", ours, theirs, limit=limit).wanting(_WANTED.get((rows, operation)))
            if "fastdatatable" in figures:
                yield speedup(name, "fastdatatable", ours, figures["fastdatatable"][operation], limit=None)
            if operation in _TAKES_REPORTS:
                with_apply = figures["ours with apply"][operation]
                yield speedup(f"{name}, with apply", "DataTable", with_apply, theirs, limit=None)


def _in_turns(rows: int) -> dict[str, dict[str, list[float]]]:
    """Return the seconds of all turns, by subject and operation."""
    subjects = ["ours", "DataTable", "ours with apply"]
    if _has_fast_table():
        subjects.append("fastdatatable")
    figures: dict[str, dict[str, list[float]]] = {subject: defaultdict(list) for subject in subjects}
    for _ in range(_TURNS):
        for subject in subjects:
            for operation, seconds in _turn(subject, rows).items():
                figures[subject][operation] += seconds
    return figures


def _turn(subject: str, rows: int) -> dict[str, list[float]]:
    command = [sys.executable, "-m", "benchmarks.table_turn", subject, str(rows)]
    finished = subprocess.run(command, stdout=subprocess.PIPE, check=True, text=True)
    figures: dict[str, list[float]] = json.loads(finished.stdout)
    return figures


def _has_fast_table() -> bool:
    return find_spec("textual_fastdatatable") is not None
