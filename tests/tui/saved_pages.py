"""Folders of saved pages for the tests of the commands that read them."""

import os
import shutil
from collections.abc import Iterable
from datetime import datetime, timedelta
from pathlib import Path

from parsing import Quote
from parsing.models import PAKISTAN
from tests.builders import PAGES, page_of

OPENING = datetime(2024, 5, 17, 10, 0, tzinfo=PAKISTAN)


def save(folder: Path, pages: Iterable[Iterable[Quote]], *, start: datetime = OPENING) -> Path:
    """Save pages of these quotes in the folder, one a minute, and return it."""
    folder.mkdir(parents=True, exist_ok=True)
    for minute, quotes in enumerate(pages):
        saved_at = start + timedelta(minutes=minute)
        path = folder / f"{saved_at:%Y-%m-%dT%H.%M}.txt"
        path.write_text(page_of(*quotes, body=f"Kites rise {minute}\n\nOver the river."), encoding="utf-8")
        os.utime(path, (saved_at.timestamp(), saved_at.timestamp()))
    return folder


def copy_of_pages(folder: Path) -> Path:
    """Copy the saved pages of the tests into the folder, one saved an hour after the other, and return it.

    When the files beside the tests were written depends on how they came here.
    """
    for hours, page in enumerate(sorted(PAGES.glob("*.txt"))):
        saved_at = (OPENING + timedelta(days=800, hours=hours)).timestamp()
        os.utime(shutil.copy(page, folder), (saved_at, saved_at))
    return folder
