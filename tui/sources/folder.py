"""A folder of saved pages, replayed one page a refresh in the order of their names."""

import asyncio
import os
from pathlib import Path
from typing import Final

from parsing.clean import clean_line
from tui.errors import SourceMissingError
from tui.refresh import Kind, Page
from tui.sources.file import path_error, read_page

_SECONDS_A_PAGE: Final = 5.0
_SUFFIXES: Final = frozenset({".txt", ".text", ".html", ".htm"})


class FolderSource:
    """Saved pages. Saved under names that start with their date, they come in the order of their days.

    A page that joins the folder while it is replayed is taken up; on the last page the replay stays.
    """

    kind = Kind.REPLAY

    def __init__(self, path: Path, *, speed: float = 1.0) -> None:
        self.path = path
        self.name = clean_line(str(path))
        self.every: float | None = _SECONDS_A_PAGE / speed
        self._last_shown: Path | None = None

    async def fetch(self) -> Page:
        """Return the next page of the folder. Raises `SourceError`."""
        return await asyncio.to_thread(self._next_page)

    async def close(self) -> None:
        """Nothing is held between refreshes."""

    def _next_page(self) -> Page:
        pages = self._pages()
        shown = self._last_shown
        position = next((i for i, page in enumerate(pages) if shown is None or page > shown), len(pages) - 1)
        self._last_shown = pages[position]
        page = read_page(pages[position])
        return Page(page.document, page.as_of, position=f"page {position + 1} of {len(pages)}")

    def _pages(self) -> list[Path]:
        folder = clean_line(str(self.path))
        try:
            with os.scandir(self.path) as entries:
                pages = sorted(
                    Path(entry.path)
                    for entry in entries
                    if Path(entry.name).suffix.lower() in _SUFFIXES and entry.is_file(follow_symlinks=False)
                )
        except OSError as error:
            raise path_error(folder, error) from error
        if not pages:
            raise SourceMissingError(f"There are no saved pages in the folder {folder}; put .txt files there.")
        return pages
