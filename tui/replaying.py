"""`tapewatch replay`: the pages of a folder or of a span of the history, printed one after the other as time went."""

import asyncio
import sys
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from parsing.clean import clean_line
from tui.clock import Clock
from tui.errors import ExitStatus, SourceError
from tui.history.database import HistoryError
from tui.history.replaying import Recording, narrowed
from tui.printing import print_table, to_json
from tui.reading import read_page, why_unusable
from tui.refresh import Kind, Refreshed
from tui.sources.folder import FolderSource
from tui.spans import Span


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
        return _refuse(str(error))


def replay_folder(folder: Path, wanted: Replay, form: str, clock: Clock, limit: int) -> int:
    """Print the pages of a folder, each of `limit` bytes at most, and return the exit status: whether there were any.

    What cannot be read is told on standard error.
    """
    source = FolderSource(folder, limit=limit)
    try:
        source.pages()
        return asyncio.run(_print(_saved(source, wanted, clock), wanted, form, clock))
    except SourceError as error:
        return _refuse(str(error))


async def _print(pages: AsyncIterator[Refreshed], wanted: Replay, form: str, clock: Clock) -> int:
    """Print the pages, each as long after the first one as it was saved after that, divided by the speed."""
    started, first = clock.monotonic(), None
    async for page in pages:
        first = first or page.as_of
        if wanted.speed is not None:
            due = started + (page.as_of - first).total_seconds() / wanted.speed
            await clock.wait(asyncio.Event(), max(0.0, due - clock.monotonic()))
        if form == "json":
            print(to_json(page, is_compact=True), flush=True)
        else:
            print_table(page, clock.now())
            print(flush=True)
    return ExitStatus.OK if first else _refuse("There are no pages for that.")


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
            _say(str(error))
            continue
        if page.as_of not in wanted.span:
            continue
        snapshot = await read_page(page)
        if (reason := why_unusable(snapshot)) is not None:
            _say(clean_line(f"{saved[1].name}: {reason}"))
            continue
        report = Refreshed(source.name, Kind.REPLAY, clock.now(), page.as_of, snapshot)
        if (wanted_page := narrowed(report, wanted.symbols)) is not None:
            yield wanted_page


def _say(sentence: str) -> None:
    print(f"tapewatch: {sentence}", file=sys.stderr)


def _refuse(sentence: str) -> int:
    _say(sentence)
    return ExitStatus.NOTHING_USABLE
