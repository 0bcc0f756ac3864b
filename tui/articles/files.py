"""Saves articles as Markdown files: each whole or not at all, and never over another text."""

import os
from pathlib import Path
from typing import NamedTuple

from tui.articles.markdown import file_name, markdown_of
from tui.news.stories import Story


class SavedArticle(NamedTuple):
    """Where an article lies, and whether it lay there before."""

    path: Path
    is_new: bool


def save(story: Story, folder: Path) -> SavedArticle:
    """Save the article in the folder, which is made where it is not there. Raises OSError."""
    import tempfile

    text = markdown_of(story).encode()
    folder.mkdir(parents=True, exist_ok=True)
    descriptor, temporary = tempfile.mkstemp(prefix=".article.", dir=folder)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(text)
        return _placed(Path(temporary), text, story, folder)
    finally:
        Path(temporary).unlink(missing_ok=True)


def _placed(temporary: Path, text: bytes, story: Story, folder: Path) -> SavedArticle:
    """Give the file the first name that no other text has; a link, unlike a rename, replaces nothing."""
    number = 1
    while True:
        path = folder / file_name(story, number)
        try:
            os.link(temporary, path)
        except FileExistsError:
            if _has(path, text):
                return SavedArticle(path, is_new=False)
            number += 1
        else:
            return SavedArticle(path, is_new=True)


def _has(path: Path, text: bytes) -> bool:
    """Whether the file has that text; one that is no file, or of another size, is not read."""
    return path.is_file() and path.stat().st_size == len(text) and path.read_bytes() == text
