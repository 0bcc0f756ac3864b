"""A sheet over the monitor: something to read, closed with Escape. The help and the list of problems are such."""

from collections.abc import Iterable

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Static

from parsing import Problem
from tui.keys import Where, commands_for


class Sheet(ModalScreen[None]):
    """A titled text that scrolls when it is long."""

    BINDINGS = [
        Binding("escape,q,question_mark,exclamation_mark,f1", "dismiss", "Close", key_display="Esc"),
        Binding("down,j", "scroll(1)", show=False),
        Binding("up,k", "scroll(-1)", show=False),
        Binding("pagedown,space", "scroll(10)", show=False),
        Binding("pageup,b", "scroll(-10)", show=False),
        Binding("g,home", "scroll(-10_000)", show=False),
        Binding("G,end", "scroll(10_000)", show=False),
    ]

    DEFAULT_CSS = """
    Sheet { align: center middle; background: $background 60%; }
    Sheet > Vertical {
        width: 68; max-width: 96%; height: auto; max-height: 94%;
        background: $panel; border: round $border; padding: 0 2;
    }
    Sheet .sheet--title { text-style: bold; height: 1; }
    Sheet .sheet--heading { color: $accent; text-style: bold; margin-top: 1; }
    Sheet .sheet--heading:first-child { margin-top: 0; }
    Sheet .sheet--line { height: auto; }
    Sheet .sheet--line > Static { width: 1fr; }
    Sheet .sheet--line > .sheet--keys { width: 12; text-style: bold; }
    Sheet .sheet--hint { color: $muted; height: 1; dock: bottom; text-align: right; }
    Sheet VerticalScroll { height: auto; max-height: 100%; margin: 1 0; scrollbar-size-vertical: 1; }
    """

    def __init__(self, title: str, body: Iterable[Widget]) -> None:
        super().__init__()
        self.heading = title
        self.body = body

    def compose(self) -> ComposeResult:
        """Show the title, the text, and how to get out."""
        with Vertical():
            yield Static(self.heading, markup=False, classes="sheet--title")
            with VerticalScroll():
                yield from self.body
            yield Static("Esc closes", markup=False, classes="sheet--hint")

    def action_scroll(self, lines: int) -> None:
        """Scroll the text by so many lines."""
        self.query_one(VerticalScroll).scroll_relative(y=lines, animate=False)


def help_sheet() -> Sheet:
    """Return the help: every command with its keys, as they are bound."""
    body: list[Widget] = []
    for where in Where:
        body.append(Static(where, markup=False, classes="sheet--heading"))
        for command in commands_for(where):
            keys = Static(command.shown, markup=False, classes="sheet--keys")
            body.append(Horizontal(keys, Static(command.help, markup=False), classes="sheet--line"))
    return Sheet("Keys", body)


def problems_sheet(found: Iterable[tuple[str, Problem]]) -> Sheet:
    """Return the list of what could not be read, each with its page, its line and the line's start."""
    entries = [_problem(source, problem) for source, problem in found]
    body = Content("\n\n").join(entries) if entries else Content("The newest pages were read without a problem.")
    return Sheet("Problems", [Static(body)])


def _problem(source: str, problem: Problem) -> Content:
    place = f"{source}, line {problem.line:,}" if problem.line else source
    head = Content.assemble((place, "bold"), "\n", problem.message)
    return Content.assemble(head, "\n", (problem.excerpt, "$muted")) if problem.excerpt else head
