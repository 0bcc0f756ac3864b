"""Every key of every command, pressed where it works."""

from collections.abc import Callable
from dataclasses import dataclass
from operator import attrgetter
from typing import Final

import pytest
from textual.command import CommandPalette
from textual.widgets import Input

from tests.builders import page_of
from tests.tui.stage import Stage, many, staged
from tui.commands import COMMANDS
from tui.refresh import Kind
from tui.render.columns import COLUMNS
from tui.screens.column_menu import ColumnMenu
from tui.screens.detail import SymbolDetail
from tui.screens.monitor import MonitorScreen
from tui.screens.sheet import HelpSheet, ProblemsSheet
from tui.screens.sort_menu import SortMenu
from tui.view import Watchlist
from tui.widgets.reader import ArticleTable

RULE: Final = "=" * 90
STORY: Final = "\n\n".join(f"Paragraph {number} of a long story." for number in range(24))
LONG: Final = page_of(*many(60), body=f"Kites rise\n\nAFP 20 Dec, 2023\n\n{STORY}\n\n{RULE}\nA{'B':>89}\n{RULE}\n")

READING: Final = ("tab",)
AT_THE_END: Final = ("G",)


@dataclass(frozen=True)
class Press:
    """What a key does: what is looked at, what is there before and afterwards, and the keys that lead there."""

    seen: Callable[[Stage], object]
    before: object
    after: object
    first: tuple[str, ...] = ()


def opens(screen: type[MonitorScreen | SortMenu | SymbolDetail | HelpSheet | ProblemsSheet | ColumnMenu]) -> Press:
    """Return what a key does that opens a screen."""
    return Press(lambda stage: stage.is_open(screen), before=False, after=True)


def walks(before: int, after: int, *first: str) -> Press:
    """Return what a key does that moves the cursor."""
    return Press(lambda stage: stage.table.cursor_row, before, after, first)


def reads(*, after: bool, first: tuple[str, ...] = READING) -> Press:
    """Return what a key does that scrolls the article away from its start, or back there."""
    return Press(lambda stage: stage.reader.scroll_y > 0, before=not after, after=after, first=first)


def scrolled_table(stage: Stage) -> bool:
    """Whether the table in the article is scrolled sideways."""
    return stage.reader.query_one(ArticleTable).query_one(".table--frame").scroll_x > 0


def starts_of_tape(stage: Stage) -> str:
    """Return the symbol at the left edge of the ticker."""
    return stage.ticker.render_line(0).text.split()[0]


PRESSED: Final = {
    "filter": Press(lambda stage: isinstance(stage.screen.focused, Input), before=False, after=True),
    "sort": opens(SortMenu),
    "detail": opens(SymbolDetail),
    "next-pane": Press(attrgetter("reader.has_focus"), before=False, after=True),
    "refresh": Press(attrgetter("source.fetches"), 1, 2),
    "help": opens(HelpSheet),
    "quit": Press(attrgetter("app.return_code"), None, 0),
    "watchlist": Press(attrgetter("screen.view.watchlist"), Watchlist.ALL, Watchlist.STARRED),
    "pause": Press(attrgetter("ticker.is_paused"), before=False, after=True),
    "palette": Press(lambda stage: stage.is_open(CommandPalette), before=False, after=True),
    "star": Press(attrgetter("screen.view.starred"), (), ("S0000",)),
    "clear-filter": Press(attrgetter("screen.chosen.text"), "9", "", ("slash", "9", "enter")),
    "columns": opens(ColumnMenu),
    "find-on-ticker": Press(starts_of_tape, "S0000", "S0002", ("j", "j", "p")),
    "theme": Press(attrgetter("app.theme"), "tapewatch-dark", "tapewatch-light"),
    "problems": opens(ProblemsSheet),
    "hold-replay": Press(attrgetter("label"), "REPLAY", "REPLAY · HELD"),
    "step-replay": Press(attrgetter("source.fetches"), 1, 2),
    "show-quotes": Press(attrgetter("table.has_focus"), before=False, after=True, first=READING),
    "show-reader": Press(attrgetter("reader.has_focus"), before=False, after=True),
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
    "reader-down": reads(after=True),
    "reader-up": reads(after=False, first=(*READING, "j")),
    "reader-page-down": reads(after=True),
    "reader-page-up": reads(after=False, first=(*READING, "space")),
    "reader-start": reads(after=False, first=(*READING, "G")),
    "reader-end": reads(after=True),
    "table-right": Press(scrolled_table, before=False, after=True, first=READING),
    "table-left": Press(scrolled_table, before=True, after=False, first=(*READING, "right")),
}


async def until(stage: Stage, press: Press, wanted: object) -> None:
    """Let the screen settle until what is looked at is as wanted, or say what it is."""
    for _ in range(20):
        if press.seen(stage) == wanted:
            return
        await stage.settle()
    assert press.seen(stage) == wanted


def test_every_command_is_pressed_here() -> None:
    assert set(PRESSED) == {command.name for command in COMMANDS}


@pytest.mark.parametrize(
    ("name", "key"), [(command.name, key) for command in COMMANDS for key in command.keys], ids=str
)
async def test_every_key_does_what_its_command_says(name: str, key: str) -> None:
    press = PRESSED[name]
    async with staged([LONG], kind=Kind.REPLAY) as stage:
        every = tuple(column.key for column in COLUMNS)
        stage.screen.view = stage.screen.view.model_copy(update={"columns": every})
        await stage.press(*press.first)
        await until(stage, press, press.before)
        await stage.pilot.press(key)
        await until(stage, press, press.after)
