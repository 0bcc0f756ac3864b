"""`tapewatch replay`: the pages of a folder or of a span of the history, printed one after the other as time went."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Final, NamedTuple

from tui.clock import Clock
from tui.command_line.printing import print_table, to_json
from tui.errors import ExitStatus, SourceError, refuse, say
from tui.history.database import HistoryError
from tui.history.replaying import Recording, narrowed
from tui.reading.pages import read_page, why_unusable
from tui.refresh import Kind, Refreshed
from tui.sources.folder import FolderSource
from tui.spans import Span

LONGEST_WAIT: Final = timedelta(minutes=1)
"""So long at most the next page is waited for at the usual speed, as between pages of the paper."""


class Replay(NamedTuple):
    """What is replayed: the pages as of the span, and of them the symbols (none: all), so many times as fast."""

    span: Span = Span()
    symbols: tuple[str, ...] = ()
    speed: float | None = None
    """None means without pauses."""


def replay_history(path: Path, wanted: Replay, form: str, clock: Clock) -> int:
    """Print the pages of the history at `path`, and return the exit status: whether there were any."""
    recording = Recording(path, wanted.span, wanted.symbols)
    try:
        recording.look()
        return asyncio.run(_print(_recorded(recording, clock), wanted, form, clock))
    except HistoryError as error:
        return refuse(str(error))


def replay_folder(folder: Path, wanted: Replay, form: str, clock: Clock, limit: int) -> int:
    """Print the pages of a folder, each of `limit` bytes at most, and return the exit status: whether there were any.

    What cannot be read is told on standard error.
    """
    source = FolderSource(folder, limit=limit)
    try:
        source.pages()
        return asyncio.run(_print(_saved(source, wanted, clock), wanted, form, clock))
    except SourceError as error:
        return refuse(str(error))


async def _print(pages: AsyncIterator[Refreshed], wanted: Replay, form: str, clock: Clock) -> int:
    """Print the pages, each as long after the one before as it was saved after that, divided by the speed.

    Nights, weekends and other gaps take no longer than the longest wait.
    """
    due, last = clock.monotonic(), None
    async for page in pages:
        gap = page.as_of - last if last is not None else timedelta()
        last = page.as_of
        if wanted.speed is not None:
            due += min(max(gap, timedelta()), LONGEST_WAIT).total_seconds() / wanted.speed
            await clock.wait(asyncio.Event(), max(0.0, due - clock.monotonic()))
        try:
            _print_page(page, form, clock)
        except BrokenPipeError:
            raise
        except OSError as error:
            return refuse(f"The pages cannot be written ({error.strerror}).")
    return ExitStatus.OK if last else refuse("There are no pages for that.")


def _print_page(page: Refreshed, form: str, clock: Clock) -> None:
    """Print the page, so that it is through at once. Raises OSError."""
    if form == "json":
        print(to_json(page, is_compact=True), flush=True)
    else:
        print_table(page, clock.now())
        print(flush=True)


async def _recorded(recording: Recording, clock: Clock) -> AsyncIterator[Refreshed]:
    """Yield the pages with the times of the user's zone. Raises `HistoryError`."""
    zone = clock.now().tzinfo
    for page in recording.pages():
        yield replace(page, at=page.at.astimezone(zone))


async def _saved(source: FolderSource, wanted: Replay, clock: Clock) -> AsyncIterator[Refreshed]:
    """Yield the pages of the folder that are wanted. Raises `SourceError` where the folder has none at all."""
    for saved in source.pages():
        try:
            page = await source.read_next(saved)
        except SourceError as error:
            say(str(error))
            continue
        if page.as_of not in wanted.span:
            continue
        snapshot = await read_page(page)
        if (reason := why_unusable(snapshot)) is not None:
            say(f"{saved[1].name}: {reason}")
            continue
        report = Refreshed(source.name, Kind.REPLAY, clock.now(), page.as_of, snapshot)
        if (wanted_page := narrowed(report, wanted.symbols)) is not None:
            yield wanted_page
