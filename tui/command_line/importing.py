"""`tapewatch import`: the saved pages of a folder, put into the history; what is there already is skipped."""

import asyncio
import gc
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Final, NamedTuple

from parsing import Snapshot
from parsing.clean import clean_line
from tui.clock import Clock
from tui.command_line.progress import Advance, progress
from tui.errors import ExitStatus, SourceError, refuse, say
from tui.figures import count_text
from tui.history.database import HistoryError, fault, open_to_write
from tui.history.importing import Importer, SavedPage, Tally, mark_of
from tui.paths import folder_name
from tui.prices.rows import CLOCKS_DIFFER
from tui.reading.pages import read_page, why_unusable
from tui.refresh import Page
from tui.settings.model import Settings
from tui.sources.folder import FolderSource, Saved

_PAGES_AT_ONCE: Final = 100
"""So many pages are written in one transaction, which takes so short that a monitor can write in between."""

_BYTES_AT_ONCE: Final = 16 * 1024 * 1024
_MOST_TOLD: Final = 5
_INTERRUPTED: Final = 130
"""The exit status of a command that Ctrl-C has ended."""


def import_folder(folder: Path, history: Path, clock: Clock, settings: Settings) -> int:
    """Import the pages of the folder into the history, and return the exit status: whether any of them is there."""
    if settings.history != "on":
        return refuse(f'Nothing is imported: the settings say history = "{settings.history}".')
    source = FolderSource(folder, limit=settings.max_bytes)
    try:
        pages = source.pages()
        connection = open_to_write(history)
    except (SourceError, HistoryError) as error:
        return refuse(str(error))
    with closing(connection):
        work = _Import(source, Importer(connection, folder_name(folder)), clock, settings)
        status = _run(work, pages, history)
    return status if status or work.tally.imported or work.tally.known else ExitStatus.NOTHING_USABLE


def _run(work: "_Import", pages: Sequence[Saved], history: Path) -> int:
    """Import the pages, print what became of them, and return the exit status."""
    gc.freeze()  # what is there now stays: it need not be looked at with each collection
    status, sentence = ExitStatus.OK.value, ""
    try:
        with progress("importing", len(pages)) as advance:
            asyncio.run(work.run(pages, advance))
    except KeyboardInterrupt:
        status, sentence = _INTERRUPTED, "Stopped. What was imported is kept; import the folder again for the rest."
    except (sqlite3.Error, OSError) as error:
        status, sentence = ExitStatus.NOTHING_USABLE, f"{fault(history, error)} What was imported before is kept."
    _tell(work.tally)
    if sentence:
        say(sentence)
    return status


class _Waiting(NamedTuple):
    """A page that was fetched, with the name of its file, cleaned, and its mark."""

    name: str
    mark: bytes
    page: Page


class _Import:
    """The pages of a folder on their way from file to history, some at a time."""

    def __init__(self, source: FolderSource, importer: Importer, clock: Clock, settings: Settings) -> None:
        self.tally = Tally()
        self._source = source
        self._importer = importer
        self._newest = clock.now() + CLOCKS_DIFFER
        self._oldest = clock.now() - timedelta(days=settings.history_days)

    async def run(self, pages: Sequence[Saved], advance: Advance) -> None:
        """Import the pages. Raises `sqlite3.Error`."""
        waiting: list[_Waiting] = []
        size = done = 0
        for number, saved in enumerate(pages, start=1):
            if (page := await self._fetch(saved)) is not None:
                waiting.append(_Waiting(clean_line(saved[1].name), mark_of(page.document, page.as_of), page))
                size += len(page.document)
            if number - done == _PAGES_AT_ONCE or size > _BYTES_AT_ONCE or number == len(pages):
                await self._import(waiting)
                advance(number - done)
                waiting, size, done = [], 0, number

    async def _fetch(self, saved: Saved) -> Page | None:
        """Return the page of the folder; None where there is none."""
        try:
            return await self._source.read_next(saved)
        except SourceError as error:
            self.tally.left_out.append(str(error))
            return None

    async def _import(self, waiting: Sequence[_Waiting]) -> None:
        """Read the pages that the history does not have, by their marks, and write them."""
        known = self._importer.known([mark for _, mark, _ in waiting])
        fresh = []
        for name, mark, page in waiting:
            if mark in known:
                self.tally.known += 1
            elif (snapshot := await self._read(name, page)) is not None:
                known.add(mark)
                fresh.append(SavedPage(name, mark, page.as_of, snapshot))
            await asyncio.sleep(0)  # here Ctrl-C is heard
        self._importer.take(fresh, self.tally)

    async def _read(self, name: str, page: Page) -> Snapshot | None:
        """Return what the page holds; None where it is left out."""
        reason = self._why_undated(page)
        if reason is None:
            snapshot = await read_page(page)
            reason = why_unusable(snapshot)
        if reason is None:
            return snapshot
        self.tally.left_out.append(f"{name}: {reason}")
        return None

    def _why_undated(self, page: Page) -> str | None:
        """Return why the time of the page is none to remember it by; None where it is."""
        if page.as_of > self._newest:
            return "It is dated in the future, so nobody knows of when its prices are."
        if page.as_of < self._oldest:
            return "It is older than the history goes back, by history_days in the settings."
        return None


def _tell(tally: Tally) -> None:
    """Print what became of the pages."""
    left_out = f", {len(tally.left_out):,} left out" if tally.left_out else ""
    print(f"{count_text(tally.imported, 'page')} imported, {tally.known:,} known already{left_out}")
    for sentence in tally.left_out[:_MOST_TOLD]:
        say(sentence)
    if (rest := len(tally.left_out) - _MOST_TOLD) > 0:
        say(f"and {rest:,} more like that")
