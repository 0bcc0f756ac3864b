"""Every command in one place: its keys, its footer label, its palette entry and its line in the help."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from textual.binding import Binding, BindingType


class Where(StrEnum):
    """The part of the screen in which a command's keys work."""

    ANYWHERE = "Anywhere"
    QUOTES = "In the quotes"
    READER = "In the reader"


@dataclass(frozen=True, slots=True)
class Command:
    """One thing that a key does. `keys` are Textual's names, `shown` what people read for them."""

    action: str
    keys: str
    shown: str
    title: str
    help: str
    where: Where = Where.ANYWHERE
    footer: str = ""

    @property
    def binding(self) -> Binding:
        """The command as Textual binds it."""
        return Binding(
            self.keys,
            self.action,
            self.footer or self.title,
            show=bool(self.footer),
            key_display=self.shown.split()[0],
            id=f"{self.where.name}.{self.action}".lower(),
        )


COMMANDS: Final = (
    Command("sort", "s", "s", "Sort", "sort by a column; again turns it round", footer="Sort"),
    Command("next_pane", "tab", "Tab", "Next pane", "go to the other pane", footer="Pane"),
    Command("refresh", "r", "r", "Refresh", "ask every source for its page now", footer="Refresh"),
    Command("app.help", "question_mark,f1", "? F1", "Help", "show all keys", footer="Help"),
    Command("app.quit", "q", "q", "Quit", "close tapewatch", footer="Quit"),
    Command("pause", "p", "p", "Pause", "hold the ticker, or let it run", footer="Pause"),
    Command("app.theme", "t", "t", "Theme", "change between dark and light", footer="Theme"),
    Command("problems", "exclamation_mark", "!", "Problems", "list what could not be read on the pages"),
    Command("hold_replay", "comma", ",", "Hold replay", "hold the replay of a folder, or let it go on"),
    Command("step_replay", "full_stop", ".", "Step replay", "show the next page of a replay now"),
    Command("show_quotes", "h", "h", "Quotes", "go to the quotes"),
    Command("show_reader", "l", "l", "Reader", "go to the reader"),
    Command("cursor_down", "down,j", "↓ j", "Down", "next symbol", Where.QUOTES),
    Command("cursor_up", "up,k", "↑ k", "Up", "previous symbol", Where.QUOTES),
    Command("page_down", "pagedown", "PgDn", "Page down", "a page down", Where.QUOTES),
    Command("page_up", "pageup", "PgUp", "Page up", "a page up", Where.QUOTES),
    Command("first_row", "g,home", "g Home", "First", "first symbol", Where.QUOTES),
    Command("last_row", "G,end", "G End", "Last", "last symbol", Where.QUOTES),
    Command("scroll_down", "down,j", "↓ j", "Down", "a line down", Where.READER),
    Command("scroll_up", "up,k", "↑ k", "Up", "a line up", Where.READER),
    Command("page_down", "pagedown,space", "PgDn Space", "Page down", "a page down", Where.READER),
    Command("page_up", "pageup,b", "PgUp b", "Page up", "a page up", Where.READER),
    Command("scroll_home", "g,home", "g Home", "Start", "start of the article", Where.READER),
    Command("scroll_end", "G,end", "G End", "End", "end of the article", Where.READER),
    Command("table_right", "right", "→", "Table right", "the right part of a wide table", Where.READER),
    Command("table_left", "left", "←", "Table left", "the left part of a wide table", Where.READER),
)


def bindings(commands: Iterable[Command]) -> list[BindingType]:
    """Return the commands as Textual binds them."""
    return [command.binding for command in commands]


def commands_for(where: Where) -> tuple[Command, ...]:
    """Return the commands whose keys work there, in the order of the help."""
    return tuple(command for command in COMMANDS if command.where is where)
