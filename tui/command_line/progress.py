"""How far a command has come, on standard error where that is a terminal, and nothing anywhere else."""

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Final, TypeVar

Item = TypeVar("Item")
Advance = Callable[[int], object]

_STEP: Final = 500
"""So many items go by before the bar is told."""


@contextmanager
def progress(label: str, total: int) -> Iterator[Advance]:
    """Show a bar for so many items meanwhile, and yield what it is told by how many more are done."""
    if not sys.stderr.isatty():
        yield _tell_nobody
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}", markup=False), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    console = Console(stderr=True, markup=False)
    # standard output is the data's own, and the bar keeps its hands off it
    with Progress(*columns, console=console, transient=True, redirect_stdout=False, redirect_stderr=False) as bar:
        task = bar.add_task(label, total=total)
        yield lambda count: bar.advance(task, count)


def counted(items: Iterable[Item], advance: Advance) -> Iterator[Item]:
    """Yield the items, and tell now and then how many went by."""
    count = 0
    for count, item in enumerate(items, start=1):
        yield item
        if count % _STEP == 0:
            advance(_STEP)
    advance(count % _STEP)


def _tell_nobody(_: int) -> None:
    """Say nothing: nobody looks."""
