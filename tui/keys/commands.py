"""Every command in one place: its name, its keys, its footer label, its palette entry and its line in the help."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from tui.keys.names import shown


class Where(StrEnum):
    """The part of the screen in which a command's keys work."""

    ANYWHERE = "Anywhere"
    PAST = "Looking back"
    PANES = "Panes"
    NEWS = "News"
    QUOTES = "Quotes"
    HEADLINES = "Headlines"
    READER = "Reader"


@dataclass(frozen=True, slots=True)
class Command:
    """One thing that a key does. The user gives it other keys by its `name`, which therefore never changes."""

    name: str
    action: str
    keys: tuple[str, ...]
    """Its usual keys, by Textual's names."""
    title: str
    help: str
    where: Where = Where.ANYWHERE
    footer: str = ""


def keys_text(keys: tuple[str, ...]) -> str:
    """Return what people read for several keys: `? F1`."""
    return " ".join(map(shown, keys))


COMMANDS: Final = (
    # what the footer shows, the most important first
    Command("filter", "filter", ("slash",), "Find", "rows, headlines, words of the article", Where.PANES, "Find"),
    Command("sort", "sort", ("s",), "Sort", "sort by a column; again turns it round", footer="Sort"),
    Command("read", "open", ("enter",), "Read", "open the headline in the reader", Where.HEADLINES, "Read"),
    Command("follow", "follow", ("enter",), "Follow", "go to the chosen symbol or link", Where.READER, "Follow"),
    Command("detail", "open", ("enter",), "Detail", "all that is known of the symbol", Where.QUOTES, "Detail"),
    Command("next-pane", "next_pane", ("tab",), "Next pane", "go to the next pane", Where.PANES, "Pane"),
    Command("help", "app.help", ("question_mark", "f1"), "Help", "show all keys", footer="Help"),
    Command("refresh", "refresh", ("r",), "Refresh", "ask every source for its page now", footer="Refresh"),
    Command("quit", "app.quit", ("q",), "Quit", "close tapewatch", footer="Quit"),
    Command("watchlist", "watchlist", ("w",), "Watchlist", "show the next list: all, starred, yours", footer="List"),
    Command("pause", "pause", ("p",), "Pause", "hold the ticker, or let it run", footer="Pause"),
    Command("palette", "app.command_palette", ("ctrl+p",), "Palette", "find a command by its name", footer="Palette"),
    # and what it does not
    Command("star", "star", ("asterisk",), "Star", "a star for the symbol or article, or none", Where.PANES),
    Command(
        "clear-filter", "clear_filter", ("escape",), "Clear filter", "show all rows or headlines again", Where.PANES
    ),
    Command("watchlists", "watchlists", ("W",), "Watchlists", "your lists, and the symbol on them"),
    Command("alert", "alert", ("a",), "New alert", "be told when the price crosses a level"),
    Command("alerts", "alerts", ("A",), "Alerts", "your alerts, and what fired"),
    Command("columns", "columns", ("c",), "Columns", "choose the columns and their order"),
    Command("holding", "holding", ("e",), "Holding", "what you hold of the symbol, at which cost"),
    Command("find-on-ticker", "find_on_tape", ("f",), "Find on ticker", "run the ticker from the symbol on"),
    Command("ticker-list", "tape_list", ("F",), "Ticker list", "show the next list on the ticker"),
    Command("theme", "app.theme", ("t",), "Theme", "change to the next theme"),
    Command("suspend", "app.suspend_process", ("ctrl+z",), "Suspend", "go back to the shell; fg goes on"),
    Command("problems", "problems", ("exclamation_mark",), "Problems", "list what could not be read"),
    Command("back", "back(-1)", ("comma",), "Look back", "the whole screen as it was before"),
    Command("forward", "forward", ("full_stop",), "Forward", "the screen after; next page of a replay"),
    Command("back-hour", "back_hours(-1)", ("left_parenthesis",), "An hour back", "look back an hour further"),
    Command("forward-hour", "back_hours(1)", ("right_parenthesis",), "An hour on", "look back an hour less"),
    Command("live", "live", ("home",), "Live", "back to now, while looking back", Where.PAST),
    Command("hold-replay", "hold_replay", ("P",), "Hold replay", "hold the replay, or let it go on"),
    Command("step-replay", "step_replay", ("R",), "Step replay", "show the next page of a replay now"),
    Command("show-quotes", "show_quotes", ("h",), "Go to the quotes", "go to the quotes", Where.PANES),
    Command("show-reader", "show_reader", ("l",), "Go to the reader", "go to the reader", Where.PANES),
    Command("show-headlines", "show_headlines", ("H",), "Go to the headlines", "go to the headlines", Where.PANES),
    Command("zoom", "zoom", ("z",), "Zoom", "the whole width for one pane, or not", Where.PANES),
    Command("divider-left", "part(-4)", ("less_than_sign",), "Divider left", "make the quotes narrower", Where.PANES),
    Command("divider-right", "part(4)", ("greater_than_sign",), "Divider right", "make the quotes wider", Where.PANES),
    Command("move-down", "step(1)", ("down", "j"), "Down", "next symbol", Where.QUOTES),
    Command("move-up", "step(-1)", ("up", "k"), "Up", "previous symbol", Where.QUOTES),
    Command("page-down", "page(1)", ("pagedown", "space"), "Page down", "a page down", Where.QUOTES),
    Command("page-up", "page(-1)", ("pageup", "b"), "Page up", "a page up", Where.QUOTES),
    Command("first", "first", ("g", "home"), "First", "first symbol", Where.QUOTES),
    Command("last", "last", ("G", "end"), "Last", "last symbol", Where.QUOTES),
    Command("columns-right", "columns(1)", ("right",), "Columns right", "the columns further right", Where.QUOTES),
    Command("columns-left", "columns(-1)", ("left",), "Columns left", "the columns further left", Where.QUOTES),
    Command(
        "own-down", "move_row(1)", ("J", "shift+down"), "Own order: down", "symbol down, in own order", Where.QUOTES
    ),
    Command("own-up", "move_row(-1)", ("K", "shift+up"), "Own order: up", "symbol up, in own order", Where.QUOTES),
    Command("symbol-news", "symbol_news", ("n",), "News of it", "the headlines that name the symbol", Where.QUOTES),
    Command("headline-down", "step(1)", ("down", "j"), "Down", "next line", Where.HEADLINES),
    Command("headline-up", "step(-1)", ("up", "k"), "Up", "previous line", Where.HEADLINES),
    Command("headlines-page-down", "page(1)", ("pagedown", "space"), "Page down", "a page down", Where.HEADLINES),
    Command("headlines-page-up", "page(-1)", ("pageup", "b"), "Page up", "a page up", Where.HEADLINES),
    Command("newest", "first", ("g", "home"), "First", "first headline", Where.HEADLINES),
    Command("oldest", "last", ("G", "end"), "Last", "last headline", Where.HEADLINES),
    Command("mark-read", "mark_read", ("m",), "Mark", "mark it read, or not read", Where.HEADLINES),
    Command("mark-all-read", "mark_all", ("M",), "Mark all", "mark all that are listed read", Where.HEADLINES),
    Command(
        "unread-first", "unread_first", ("v",), "Unread first", "unread ones first, or all by time", Where.HEADLINES
    ),
    Command("reader-down", "scroll_down", ("down", "j"), "Down", "a line down", Where.READER),
    Command("reader-up", "scroll_up", ("up", "k"), "Up", "a line up", Where.READER),
    Command("reader-page-down", "page_down", ("pagedown", "space"), "Page down", "a page down", Where.READER),
    Command("reader-page-up", "page_up", ("pageup", "b"), "Page up", "a page up", Where.READER),
    Command("reader-start", "scroll_home", ("g", "home"), "Start", "start of the article", Where.READER),
    Command("reader-end", "scroll_end", ("G", "end"), "End", "end of the article", Where.READER),
    Command("table-right", "table_right", ("right",), "Table right", "the right part of a wide table", Where.READER),
    Command("table-left", "table_left", ("left",), "Table left", "the left part of a wide table", Where.READER),
    Command("next-link", "choose(1)", ("J",), "Next link", "choose the next symbol or link", Where.READER),
    Command("previous-link", "choose(-1)", ("K",), "Previous link", "choose the one before", Where.READER),
    Command("next-hit", "hit(1)", ("n",), "Next hit", "next place of the search", Where.READER),
    Command("previous-hit", "hit(-1)", ("N",), "Previous hit", "the place before", Where.READER),
    Command("browser", "browse", ("o",), "Browser", "open the article in the browser", Where.READER),
    Command("copy", "copy", ("y",), "Copy", "copy the article's text", Where.READER),
    Command("copy-address", "copy_address", ("Y",), "Copy address", "copy its address, or a link's", Where.READER),
    Command("save", "save", ("S",), "Save", "save the article as Markdown", Where.READER),
    Command(
        "next-headline", "headline(1)", ("right_square_bracket",), "Next headline", "read the next headline", Where.NEWS
    ),
    Command(
        "previous-headline",
        "headline(-1)",
        ("left_square_bracket",),
        "Previous headline",
        "read the headline before",
        Where.NEWS,
    ),
    Command("next-unread", "unread", ("u",), "Next unread", "read the next unread headline", Where.NEWS),
    Command("undo-mark", "undo_mark", ("U",), "Undo", "take the last mark back", Where.NEWS),
)

BY_NAME: Final = {command.name: command for command in COMMANDS}


def commands_for(where: Where) -> tuple[Command, ...]:
    """Return the commands whose keys work there, in the order of the help."""
    return tuple(command for command in COMMANDS if command.where is where)
