"""One turn of one table in a process of its own: `python -m benchmarks.table_turn SUBJECT ROWS` prints its figures."""

import asyncio
import json
import sys
from collections.abc import Callable
from importlib import import_module
from typing import Final

from benchmarks.painting import Canvas, canvas, take_all_colours
from benchmarks.snapshots import later, report
from benchmarks.subjects import Subject, TextualTable

Figures = dict[str, list[float]]
_SAMPLES: Final = 3
_STEPS: Final = 8
_MARKS_LAST: Final = 1.7
_VIEW: Final = 44


async def turn(subject: Subject, rows: int) -> Figures:
    """Return the CPU seconds to the painted frame of every operation, a few samples each."""
    figures: Figures = {}
    async with canvas(subject.app) as stage:
        figures["load"] = await _load(stage, subject, rows)
        figures["refresh all"] = await _refresh(stage, subject, rows, every=1)
        figures["refresh a tenth"] = await _refresh(stage, subject, rows, every=10)
        figures["sort"] = [
            await stage.seconds_to_frame(lambda is_reversed=is_reversed: subject.sort(is_reversed=is_reversed))  # type: ignore[misc]
            for is_reversed in (True, False) * 2
        ][1:]
        if rows > _VIEW:
            await _walk(stage, subject, figures)
    return figures


async def _load(stage: Canvas, subject: Subject, rows: int) -> list[float]:
    seconds = []
    for step in range(_SAMPLES + 1):
        subject.prepare([report(later(rows, step), step)])
        subject.empty()
        await stage.quiet()
        seconds.append(await stage.seconds_to_frame(subject.load))
    return seconds[1:]


async def _refresh(stage: Canvas, subject: Subject, rows: int, *, every: int) -> list[float]:
    reports = [report(later(rows, step, every=every), step) for step in range(_SAMPLES + 2)]
    subject.prepare(reports)
    subject.empty()
    await stage.quiet()
    subject.load()
    await stage.quiet()
    numbers = range(1, len(reports))
    seconds = [await stage.seconds_to_frame(lambda number=number: subject.refresh(number)) for number in numbers]  # type: ignore[misc]
    await asyncio.sleep(_MARKS_LAST)
    await stage.quiet()
    return seconds[1:]


async def _walk(stage: Canvas, subject: Subject, figures: Figures) -> None:
    """Measure steps of the cursor, inside the view and at its edge, then what a key costs in all, and pages by key."""
    if not subject.app.focused:
        subject.app.screen.focus_next()
    subject.go_to(2)
    await stage.quiet()
    figures["step"] = [await stage.seconds_to_frame(subject.step) for _ in range(_STEPS)]
    figures["step, by key"] = [await stage.seconds_to_frame_of_key("down") for _ in range(_STEPS)]
    subject.go_to(_VIEW)
    await stage.quiet()
    figures["step at the edge"] = [await stage.seconds_to_frame(subject.step) for _ in range(_STEPS)][1:]
    figures["page down"] = [await stage.seconds_to_frame_of_key("pagedown") for _ in range(_STEPS)][1:]


def _ours() -> Subject:
    subject: Subject = import_module("benchmarks.our_table").Ours()
    return subject


def _ours_with_apply() -> Subject:
    subject: Subject = import_module("benchmarks.our_table").Ours(applies=True)
    return subject


def _fast_table() -> Subject:
    subject: Subject = import_module("benchmarks.fast_table").FastTable()
    return subject


SUBJECTS: Final[dict[str, Callable[[], Subject]]] = {
    "ours": _ours,
    "ours with apply": _ours_with_apply,
    "DataTable": TextualTable,
    "fastdatatable": _fast_table,
}


if __name__ == "__main__":
    take_all_colours()
    result = asyncio.run(turn(SUBJECTS[sys.argv[1]](), int(sys.argv[2])))
    print(json.dumps(result))
