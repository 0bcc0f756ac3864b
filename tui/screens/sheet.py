"""A sheet over the monitor: something to read, closed with Escape. The help and the list of problems are such."""

from collections.abc import Iterable
from datetime import datetime
from typing import Final

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from parsing import Problem
from tui.figures import clock_text
from tui.keys.commands import BY_NAME, Where, commands_for
from tui.keys.keymap import Keymap
from tui.prices.feeds import Feed
from tui.screens.overlay import LOW, Overlay

_TWO_COLUMNS: Final = 100
"""From so many columns up the help stands in two."""

_NO_KEY: Final = "–"
_CLOSES: Final = "Esc closes"
_NO_PROBLEM: Final = "The newest pages were read without a problem."
_NOTHING_READ: Final = "No page was read yet."

_MOUSE: Final = (
    ("Wheel", "scroll what is under it"),
    ("Click", "select a line, or go to a pane"),
    ("Twice", "open detail or headline"),
    ("Heading", "a click sorts by the column"),
    ("Divider", "drag it to share the width"),
    ("Ticker", "stands still; a click selects"),
)

_FILTER: Final = (
    ("bank", "symbols and names with it"),
    ("up down", "what rose, what fell"),
    ("unchanged", "what did neither"),
    ("news", "what a headline names"),
    (">2% <-1%", "by the percentage, also >= <="),
    (">100 <5", "by the last price in rupees"),
    ("up bank", "all words must fit"),
)


def closing(name: str) -> Binding:
    """Return the keys of the command that opens a sheet as keys that close it, but for those of the sheet itself."""
    return Binding(",".join(BY_NAME[name].keys), "dismiss", show=False, id=f"close-{name}")


class Sheet(Overlay[None]):
    """A titled text that scrolls when it is long."""

    BINDINGS = [
        Binding("escape,q", "dismiss", "Close", key_display="Esc"),
        Binding("down,j", "scroll(1)", show=False),
        Binding("up,k", "scroll(-1)", show=False),
        Binding("pagedown,space", "page(1)", show=False),
        Binding("pageup,b", "page(-1)", show=False),
        Binding("g,home", "scroll(-10_000)", show=False),
        Binding("G,end", "scroll(10_000)", show=False),
    ]

    DEFAULT_CSS = """
    Sheet > Vertical { width: 84; }
    Sheet .sheet--title { text-style: bold; height: 1; }
    Sheet .sheet--hint { color: $muted; height: 1; text-align: right; }
    """

    def __init__(self, title: str, body: Iterable[Widget]) -> None:
        super().__init__()
        self.heading = title
        self.body = body

    def compose(self) -> ComposeResult:
        """Show the title, the text, and how to get out."""
        with Vertical():
            yield Static(self.heading, markup=False, classes="sheet--title")
            with VerticalScroll(can_focus=False):  # so that all keys are the sheet's
                yield from self.body
            yield Static(_CLOSES, markup=False, classes="sheet--hint")

    def on_mount(self) -> None:
        """Follow the text, to say where there is more of it below."""
        text = self.query_one(VerticalScroll)
        for what in ("scroll_y", "virtual_size", "show_vertical_scrollbar"):
            self.watch(text, what, self._tell_more, init=False)

    def on_resize(self, event: events.Resize) -> None:
        """Give the text the lines that the title, the hint and the border leave; blank ones where some are to spare."""
        height = event.size.height
        self.set_class(height < LOW, "-low")
        self.query_one(VerticalScroll).styles.max_height = height - (4 if height < LOW else 6)
        self.call_after_refresh(self._tell_more)

    def _tell_more(self) -> None:
        text, hint = self.query_one(VerticalScroll), self.query_one(".sheet--hint", Static)
        says = _CLOSES if text.scroll_y >= text.max_scroll_y else f"↓ more · {_CLOSES}"
        if says != hint.content:
            hint.update(says, layout=False)

    def action_scroll(self, lines: int) -> None:
        """Scroll the text by so many lines."""
        self.query_one(VerticalScroll).scroll_relative(y=lines, animate=False)

    def action_page(self, pages: int) -> None:
        """Scroll the text by so many pages, each with one line of the page before."""
        height = self.query_one(VerticalScroll).scrollable_content_region.height
        self.action_scroll(pages * max(1, height - 1))


class HelpSheet(Sheet):
    """Every command with its keys, and what the mouse and the filter can do; in two columns where there is room."""

    BINDINGS = [closing("help")]

    DEFAULT_CSS = """
    HelpSheet > Vertical { width: 80; max-width: 100%; }
    HelpSheet.-wide > Vertical { width: 122; max-width: 96%; }
    HelpSheet .help--row { height: auto; layout: vertical; padding-right: 1; }
    HelpSheet.-wide .help--row { layout: horizontal; }
    HelpSheet .help--column { width: 1fr; height: auto; }
    HelpSheet .help--column:first-child { margin-bottom: 1; }
    HelpSheet.-wide .help--column:first-child { margin: 0 4 0 0; }
    HelpSheet .help--group { height: auto; margin-bottom: 1; }
    HelpSheet .help--group:last-child { margin-bottom: 0; }
    HelpSheet .help--heading { color: $emphasis; text-style: bold; }
    HelpSheet .help--line { height: auto; }
    HelpSheet .help--line > Static { width: 1fr; }
    HelpSheet .help--line > .help--keys { width: 12; padding-right: 1; text-style: bold; }
    """

    def __init__(self, keymap: Keymap) -> None:
        """Take the keys that hold now."""
        lines = {where: _lines(where, keymap) for where in Where}
        lines[Where.ANYWHERE] += lines.pop(Where.PAST)  # a heading for one key would be much
        keys = {where: _group(where, told) for where, told in lines.items()}
        left = keys[Where.ANYWHERE], keys[Where.PANES], keys[Where.NEWS], _group("Filter", _FILTER)
        right = keys[Where.QUOTES], keys[Where.HEADLINES], keys[Where.READER], _group("Mouse", _MOUSE)
        super().__init__("Keys", [_row(left, right)])

    def on_resize(self, event: events.Resize) -> None:
        """Show two columns, or one below the other."""
        self.set_class(event.size.width >= _TWO_COLUMNS, "-wide")


def _lines(where: Where, keymap: Keymap) -> list[tuple[str, str]]:
    return [(keymap.shown(command) or _NO_KEY, command.help) for command in commands_for(where)]


def _group(heading: str, lines: Iterable[tuple[str, str]]) -> Widget:
    """Return what belongs together: a heading, and below it what to press beside what that does."""
    body = [
        Horizontal(Static(keys, markup=False, classes="help--keys"), Static(what, markup=False), classes="help--line")
        for keys, what in lines
    ]
    return Vertical(Static(heading, markup=False, classes="help--heading"), *body, classes="help--group")


def _row(left: Iterable[Widget], right: Iterable[Widget]) -> Widget:
    """Return two columns side by side."""
    return Horizontal(
        Vertical(*left, classes="help--column"), Vertical(*right, classes="help--column"), classes="help--row"
    )


class ProblemsSheet(Sheet):
    """What fails, and what could not be read."""

    BINDINGS = [closing("problems")]


def problems_sheet(feeds: Iterable[Feed], found: Iterable[tuple[str, Problem]], now: datetime) -> Sheet:
    """Return the list of what is wrong: each source that fails, then what could not be read.

    Of a source it tells why and since when, of a problem its page, its line and the line's start.
    """
    feeds = tuple(feeds)
    entries = [
        *(_failing(feed, feed.error, now) for feed in feeds if feed.error),
        *(_problem(source, problem) for source, problem in found),
    ]
    is_read = any(feed.last_success for feed in feeds)
    body = Content("\n\n").join(entries) if entries else Content(_NO_PROBLEM if is_read else _NOTHING_READ)
    return ProblemsSheet("Problems", [Static(body)])


def _failing(feed: Feed, error: str, now: datetime) -> Content:
    since = f" fails since {clock_text(feed.failing_since, now)}" if feed.failing_since else " fails"
    return Content.assemble((f"{feed.source}{since}", "bold"), "\n", error)


def _problem(source: str, problem: Problem) -> Content:
    place = f"{source}, line {problem.line:,}" if problem.line else source
    head = Content.assemble((place, "bold"), "\n", problem.message)
    return Content.assemble(head, "\n", (problem.excerpt, "$muted")) if problem.excerpt else head
