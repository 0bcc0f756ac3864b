"""What a headline's line says in few cells: when the story was, and as much of a text as there is room for."""

from datetime import datetime, time
from typing import Final

from rich.cells import cell_len, set_cell_size

from parsing.models import PAKISTAN
from tui.news.stories import Story

ELLIPSIS: Final = "…"
MISSING: Final = "–"


def when_text(story: Story, now: datetime) -> str:
    """Return when the story was published: `14:03` today, `28 Mar` this year, `Mar 2022` before; `–` where unknown.

    Of a day without a time it is the day, also today. Where it says a time that has not come, it is when it was seen.
    """
    if story.published is None:
        return MISSING
    at = story.at
    has_time = isinstance(story.article.published, datetime) and not story.is_misdated
    is_day = not has_time and at.astimezone(PAKISTAN).time() == time()
    local = at.astimezone(PAKISTAN if is_day else now.tzinfo)
    today = now.date()
    if local.date() == today and not is_day:
        return f"{local:%H:%M}"
    return f"{local:%d %b}" if local.year == today.year else f"{local:%b %Y}"


def fitted(text: str, cells: int) -> str:
    """Return the text on exactly so many cells: cut at a word where one ends near, or with blanks behind it."""
    length = cell_len(text)
    if length <= cells:
        return text + " " * (cells - length)
    if cells < 1:
        return ""
    head = set_cell_size(text, cells - 1)
    if text[len(head) : len(head) + 1] not in {" ", ""} and (end := head.rfind(" ")) * 2 > cells:
        head = head[:end]
    cut = f"{head.rstrip(' ,;:&–-')}{ELLIPSIS}"
    return cut + " " * (cells - cell_len(cut))
