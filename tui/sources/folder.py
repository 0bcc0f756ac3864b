"""A folder of saved pages, replayed one page a refresh in the order of their dates."""

import asyncio
import os
import re
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Final

from parsing.clean import clean_line
from parsing.models import PAKISTAN
from parsing.snapshot import MAX_DOCUMENT
from tui.errors import SourceMissingError, SourceUnreadableError
from tui.refresh import Kind, Page
from tui.sources.file import PageReader, path_error, read_page, rests

# "2024-03-28-intraday.txt", "page 2024-03-28T11.04.html"
DATE_IN_NAME = re.compile(
    r"""
    (?<![0-9]) (?P<day> [0-9]{4}-[0-9]{2}-[0-9]{2} )
    (?: [T_\ -] (?P<hour> [0-9]{2} ) [:.h-]? (?P<minute> [0-9]{2} ) )? (?![0-9])
    """,
    re.VERBOSE,
)

_SECONDS_A_PAGE: Final = 5.0
_SECONDS_AT_THE_END: Final = 2.0
"""The least seconds from one look for more pages to the next, once the last one is shown."""

_SUFFIXES: Final = frozenset({".txt", ".text", ".html", ".htm", ".xml", ".rss", ".atom"})

Saved = tuple[tuple[datetime, str], Path]
"""A page of a folder, with the key that it is ordered by: its date and its name."""


class FolderSource:
    """Saved pages in the order of their dates: the date in the name, else when the page was last written.

    A page that joins the folder while it is replayed is taken up where its date belongs, if the replay has not passed
    that; on the last page the replay stays, and looks for others every few seconds, however fast it was.
    """

    kind = Kind.REPLAY
    jitter = 0.0

    def __init__(self, path: Path, *, speed: float = 1.0, limit: int = MAX_DOCUMENT) -> None:
        """Take the folder, how many times faster than usual it is replayed, and the bytes that a page may have."""
        self.path = path
        self.name = clean_line(str(path))
        self.every: float | None = _SECONDS_A_PAGE / speed
        self._limit = limit
        self._reader = PageReader(limit)
        self._last_shown: tuple[datetime, str] | None = None

    async def fetch(self) -> Page:
        """Return the next page of the folder. Raises `SourceError`."""
        pages = await asyncio.to_thread(self.pages)
        shown = self._last_shown
        place = next((n for n, (key, _) in enumerate(pages) if shown is None or key > shown), len(pages) - 1)
        self._last_shown = pages[place][0]
        page = await self.read(pages[place])
        rest = _SECONDS_AT_THE_END if place == len(pages) - 1 else 0.0
        return replace(page, position=f"page {place + 1} of {len(pages)}", rest=rest)

    async def close(self) -> None:
        """Nothing is held between refreshes."""

    async def read(self, saved: Saved) -> Page:
        """Return one of the `pages`. Raises `SourceError`."""
        (dated, _), path = saved
        page = await self._reader.read(path, follow_links=False)
        return replace(page, as_of=_as_of(page.as_of, dated))

    async def read_next(self, saved: Saved) -> Page:
        """Return one of many `pages` that are read in a row, by a command that ends. Raises `SourceError`.

        Nobody is held up by the disk then, so that a page at rest needs no thread.
        """
        (dated, _), path = saved
        page, seen = read_page(path, limit=self._limit, follow_links=False)
        return replace(page, as_of=_as_of(page.as_of, dated)) if rests(seen) else await self.read(saved)

    def pages(self) -> list[Saved]:
        """Return the pages with the key that they are ordered by. Links could lead out of the folder: they are none."""
        folder = clean_line(str(self.path))
        try:
            with os.scandir(self.path) as entries:
                pages = sorted(
                    ((_saved_at(entry), entry.name), Path(entry.path))
                    for entry in entries
                    if Path(entry.name).suffix.lower() in _SUFFIXES and entry.is_file(follow_symlinks=False)
                )
        except NotADirectoryError as error:
            raise SourceUnreadableError(f"{folder} is not a folder; name one in which pages are saved.") from error
        except (OSError, ValueError) as error:
            raise path_error(folder, error) from error
        if not pages:
            raise SourceMissingError(
                f"There are no saved pages in the folder {folder}; put some there, as .txt, .html or .xml."
            )
        return pages


def _as_of(written: datetime, dated: datetime) -> datetime:
    """Return when a page was saved: the date of its name, or more exactly when it was written, if that was that day.

    A copy of an old page was written today.
    """
    return written if written.astimezone(PAKISTAN).date() == dated.astimezone(PAKISTAN).date() else dated


def _saved_at(entry: os.DirEntry[str]) -> datetime:
    """Return the date and time in the name of a page, in the time of Karachi, or else when it was last written."""
    matched = DATE_IN_NAME.search(entry.name)
    if matched:
        with suppress(ValueError):
            day = date.fromisoformat(matched["day"])
            return datetime.combine(day, time(int(matched["hour"] or 0), int(matched["minute"] or 0)), PAKISTAN)
    return datetime.fromtimestamp(entry.stat(follow_symlinks=False).st_mtime, UTC)
