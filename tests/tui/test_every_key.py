"""Every key of every command, pressed where it works."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from operator import attrgetter
from typing import Any, Final

import pytest
from textual.command import CommandPalette
from textual.screen import Screen
from textual.widgets import Input

from parsing import Article, Snapshot
from tests.builders import NOON, page_of
from tests.tui.stage import Stage, many, staged
from tui.keys.commands import COMMANDS, Where
from tui.lists.watchlists import Watchlist
from tui.market import apply
from tui.refresh import Kind, Refreshed
from tui.render.columns import COLUMNS
from tui.render.pane_titles import Pane
from tui.screens.alert_prompt import AlertPrompt
from tui.screens.alerts_sheet import AlertsSheet
from tui.screens.column_menu import ColumnMenu
from tui.screens.detail import SymbolDetail
from tui.screens.holding_prompt import HoldingPrompt
from tui.screens.list_sheet import ListSheet
from tui.screens.sheet import HelpSheet, ProblemsSheet
from tui.screens.sort_menu import SortMenu
from tui.widgets.article_text import ArticleTable
from tui.widgets.panes import Panes

RULE: Final = "=" * 90
STORY: Final = "\n\n".join(f"Paragraph {number} of a long story on S000{number % 8}." for number in range(24))
LONG: Final = page_of(*many(60), body=f"Kites rise\n\nAFP 20 Dec, 2023\n\n{STORY}\n\n{RULE}\nA{'B':>89}\n{RULE}\n")

YEARS_AGO: Final = datetime(2020, 1, 1, tzinfo=UTC)

READING: Final = ("l",)
LISTING: Final = ("H",)
AT_THE_END: Final = ("G",)

OLDER: Final = Snapshot(
    articles=tuple(
        Article(title=f"Story {number}", paragraphs=("So it is.",), published=YEARS_AGO + timedelta(minutes=number))
        for number in range(60)
    )
)
"""Headlines that are older than the story on the page."""


@dataclass(frozen=True)
class Press:
    """What a key does: what is looked at, what is there before and afterwards, and the keys that lead there."""

    seen: Callable[[Stage], object]
    before: object
    after: object
    first: tuple[str, ...] = ()


def opens(screen: type[Screen[Any]]) -> Press:
    """Return what a key does that opens a screen."""
    return Press(lambda stage: stage.is_open(screen), before=False, after=True)


def walks(before: int, after: int, *first: str) -> Press:
    """Return what a key does that moves the cursor."""
    return Press(lambda stage: stage.table.cursor_row, before, after, first)


def reads(*, after: bool, first: tuple[str, ...] = READING) -> Press:
    """Return what a key does that scrolls the article away from its start, or back there."""
    return Press(lambda stage: stage.reader.scroll_y > 0, before=not after, after=after, first=first)


def panes(stage: Stage) -> Panes:
    """Return the panes."""
    return stage.screen.query_one(Panes)


def read_title(stage: Stage) -> str:
    """Return the title of the article in the reader."""
    story = panes(stage).news.story
    return story.title if story else ""


def lists(before: str, after: str, *first: str) -> Press:
    """Return what a key does that moves the cursor of the headlines."""
    return Press(_at_cursor, before, after, (*LISTING, *first))


def _at_cursor(stage: Stage) -> str:
    story = panes(stage).news.headlines.selected_story
    return story.title if story else ""


def list_place(stage: Stage) -> int:
    """Return the place of the cursor among the headlines."""
    return panes(stage).news.headlines.headlines.cursor_row or 0


def chosen_link(stage: Stage) -> int:
    """Return the number of what is chosen in the article; 0 for nothing."""
    body = stage.reader.body
    return body.chosen if body else 0


def marks(stage: Stage) -> int:
    """Return how many marks of what was read there are."""
    return len(stage.screen.view.read)


def told(stage: Stage) -> bool:
    """Whether a toast says something."""
    return len(stage.app._notifications) > 0


SEARCHING: Final = (*READING, "slash", *"long", "enter")


def scrolled_table(stage: Stage) -> bool:
    """Whether the table in the article is scrolled sideways."""
    return stage.reader.query_one(ArticleTable).query_one(".table--frame").scroll_x > 0


def starts_of_tape(stage: Stage) -> str:
    """Return the symbol at the left edge of the ticker."""
    return stage.ticker.render_line(0).text.split()[0]


NOW: Final = tuple(command for command in COMMANDS if command.where is not Where.PAST)
"""The commands that do something without looking back; for the others see test_looking_back."""

PRESSED: Final = {
    "filter": Press(lambda stage: isinstance(stage.screen.focused, Input), before=False, after=True),
    "sort": opens(SortMenu),
    "detail": opens(SymbolDetail),
    "read": Press(read_title, "Kites rise", "Story 59", (*LISTING, "j")),
    "follow": Press(attrgetter("table.selected"), "S0000", "S0001", (*READING, "J", "J")),
    "next-pane": Press(lambda stage: panes(stage).pane, Pane.QUOTES, Pane.HEADLINES),
    "refresh": Press(attrgetter("source.fetches"), 1, 2),
    "help": opens(HelpSheet),
    "quit": Press(attrgetter("app.return_code"), None, 0),
    "suspend": Press(told, before=False, after=True),
    "watchlists": opens(ListSheet),
    "ticker-list": Press(attrgetter("screen.view.tape"), "", "starred"),
    "watchlist": Press(attrgetter("screen.view.watchlist"), Watchlist.ALL, Watchlist.STARRED),
    "pause": Press(attrgetter("ticker.is_paused"), before=False, after=True),
    "palette": Press(lambda stage: stage.is_open(CommandPalette), before=False, after=True),
    "star": Press(attrgetter("screen.view.starred"), (), ("S0000",)),
    "clear-filter": Press(attrgetter("screen.chosen.text"), "9", "", ("slash", "9", "enter")),
    "columns": opens(ColumnMenu),
    "alert": opens(AlertPrompt),
    "alerts": opens(AlertsSheet),
    "holding": opens(HoldingPrompt),
    "find-on-ticker": Press(starts_of_tape, "S0000", "S0002", ("j", "j", "p")),
    "theme": Press(attrgetter("app.theme"), "tapewatch-dark", "tapewatch-light"),
    "problems": opens(ProblemsSheet),
    "back": Press(told, before=False, after=True),
    "forward": Press(attrgetter("source.fetches"), 1, 2),
    "back-hour": Press(told, before=False, after=True),
    "forward-hour": Press(told, before=False, after=True),
    "hold-replay": Press(attrgetter("label"), "REPLAY", "REPLAY · HELD"),
    "step-replay": Press(attrgetter("source.fetches"), 1, 2),
    "show-quotes": Press(attrgetter("table.has_focus"), before=False, after=True, first=READING),
    "show-reader": Press(attrgetter("reader.has_focus"), before=False, after=True),
    "show-headlines": Press(lambda stage: panes(stage).pane, Pane.QUOTES, Pane.HEADLINES),
    "zoom": Press(lambda stage: stage.reader.is_on_screen, before=True, after=False),
    "divider-left": Press(attrgetter("screen.view.split"), None, 62),
    "divider-right": Press(attrgetter("screen.view.split"), None, 70),
    "move-down": walks(0, 1),
    "move-up": walks(1, 0, "j"),
    "page-down": Press(lambda stage: 20 < (stage.table.cursor_row or 0) < 59, before=False, after=True),
    "page-up": Press(lambda stage: 0 < (stage.table.cursor_row or 0) < 40, before=False, after=True, first=("G",)),
    "first": walks(59, 0, *AT_THE_END),
    "last": walks(0, 59),
    "columns-right": Press(lambda stage: stage.table.scroll_offset.x > 0, before=False, after=True),
    "columns-left": Press(lambda stage: stage.table.scroll_offset.x > 0, before=True, after=False, first=("right",)),
    "own-down": Press(lambda stage: stage.symbols[:2], ["S0000", "S0001"], ["S0001", "S0000"]),
    "own-up": Press(lambda stage: stage.symbols[:2], ["S0000", "S0001"], ["S0001", "S0000"], ("j",)),
    "symbol-news": Press(lambda stage: len(panes(stage).news.headlines.shown), 61, 1),
    "headline-down": lists("Kites rise", "Story 59"),
    "headline-up": lists("Story 59", "Kites rise", "j"),
    "headlines-page-down": Press(lambda stage: 2 < list_place(stage) < 60, before=False, after=True, first=LISTING),
    "headlines-page-up": Press(
        lambda stage: 2 < list_place(stage) < 60, before=False, after=True, first=(*LISTING, "G")
    ),
    "newest": lists("Story 0", "Kites rise", "G"),
    "oldest": lists("Kites rise", "Story 0"),
    "mark-read": Press(lambda stage: marks(stage) > 0, before=False, after=True, first=LISTING),
    "mark-all-read": Press(lambda stage: marks(stage) > 60, before=False, after=True, first=LISTING),
    "unread-first": Press(
        lambda stage: [story.title for story in panes(stage).news.headlines.shown[:1]],
        ["Kites rise"],
        ["Story 59"],
        (*LISTING, "m"),
    ),
    "reader-down": reads(after=True),
    "reader-up": reads(after=False, first=(*READING, "j")),
    "reader-page-down": reads(after=True),
    "reader-page-up": reads(after=False, first=(*READING, "space")),
    "reader-start": reads(after=False, first=(*READING, "G")),
    "reader-end": reads(after=True),
    "table-right": Press(scrolled_table, before=False, after=True, first=READING),
    "table-left": Press(scrolled_table, before=True, after=False, first=(*READING, "right")),
    "next-link": Press(chosen_link, 0, 1, READING),
    "previous-link": Press(chosen_link, 2, 1, (*READING, "J", "J")),
    "next-hit": Press(attrgetter("reader.found"), "1 of 24", "2 of 24", SEARCHING),
    "previous-hit": Press(attrgetter("reader.found"), "1 of 24", "24 of 24", SEARCHING),
    "browser": Press(told, before=False, after=True, first=READING),
    "copy": Press(lambda stage: "Kites rise" in stage.app.clipboard, before=False, after=True, first=READING),
    "copy-address": Press(told, before=False, after=True, first=READING),
    "save": Press(told, before=False, after=True, first=READING),
    "next-headline": Press(read_title, "Kites rise", "Story 59"),
    "previous-headline": Press(read_title, "Story 59", "Kites rise", ("right_square_bracket",)),
    "next-unread": Press(read_title, "Kites rise", "Story 59"),
    "undo-mark": Press(lambda stage: marks(stage) > 0, before=True, after=False, first=(*LISTING, "m")),
}


async def until(stage: Stage, press: Press, wanted: object) -> None:
    """Let the screen settle until what is looked at is as wanted, or say what it is."""
    with suppress(TimeoutError):
        await stage.until(lambda: press.seen(stage) == wanted)
    assert press.seen(stage) == wanted


def test_every_command_is_pressed_here() -> None:
    assert set(PRESSED) == {command.name for command in NOW}


@pytest.mark.parametrize(("name", "key"), [(command.name, key) for command in NOW for key in command.keys], ids=str)
async def test_every_key_does_what_its_command_says(name: str, key: str) -> None:
    press = PRESSED[name]
    async with staged([LONG], kind=Kind.REPLAY) as stage:
        every = tuple(column.key for column in COLUMNS)
        stage.screen.view = stage.screen.view.model_copy(update={"columns": every})
        stage.screen.state = apply(stage.screen.state, Refreshed("script", Kind.REPLAY, NOON, NOON, OLDER))
        await stage.settle()
        await stage.press(*press.first)
        await until(stage, press, press.before)
        await stage.pilot.press(key)
        await until(stage, press, press.after)
