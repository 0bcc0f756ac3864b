"""The line under the quotes in which a filter is typed."""

from dataclasses import dataclass
from typing import Final

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal
from textual.message import Message
from textual.widgets import Input, Static

from parsing.clean import clean_line
from tui.filters import Filter

_LONGEST: Final = 80
_EXAMPLES: Final = "bank   up   down   >2%   <-1%   >100"


class FilterInput(Input):
    """What is typed of a filter. Of what is pasted one clean line comes in, as far as there is room for it."""

    BINDINGS = [Binding("enter,down", "screen.leave_filter", "To the rows", key_display="Enter")]

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """Keep every character to itself; of the slash Textual does not know that it is one."""
        return key == "slash" or super().check_consume_key(key, character)

    def on_paste(self, event: events.Paste) -> None:
        """Take the first line."""
        event.prevent_default()
        event.stop()
        start, end = sorted(self.selection)
        room = _LONGEST - len(self.value) + end - start
        lines = event.text.strip().splitlines()
        self.replace(clean_line(lines[0])[:room] if lines else "", start, end)


class FilterLine(Horizontal):
    """Chooses rows while it is typed into. Enter goes back to the rows, Escape shows all of them again."""

    BINDINGS = [Binding("escape", "screen.clear_filter", "Show all", key_display="Esc")]

    DEFAULT_CSS = """
    FilterLine { height: 1; background: $panel; padding: 0 1; }
    FilterLine > .filter--sign { width: 2; color: $emphasis; text-style: bold; }
    FilterLine > Input { width: 1fr; background: $panel; padding: 0; }
    FilterLine > Input:focus { background-tint: transparent 0%; }
    FilterLine > .filter--hint { width: auto; max-width: 60%; color: $caution; margin-left: 1; }
    """

    @dataclass
    class Typed(Message):
        """The filter is another one."""

        chosen: Filter

    def compose(self) -> ComposeResult:
        """Show the sign of the key, what is typed, and what that still lacks."""
        yield Static("/", markup=False, classes="filter--sign")
        yield FilterInput(placeholder=_EXAMPLES, compact=True, max_length=_LONGEST, select_on_focus=False)
        yield Static(classes="filter--hint", markup=False)

    def open(self, text: str) -> None:
        """Show the line with the text in it, and let the keys go there."""
        self.display = True
        typed = self.query_one(Input)
        typed.value = text
        typed.cursor_position = len(text)
        self.screen.set_focus(typed)  # at once: what was typed since the slash is already on its way

    def leave(self) -> None:
        """Stay in sight, unless nothing is typed."""
        if not self.query_one(Input).value.strip():
            self.close()

    def close(self) -> None:
        """Empty the line and take it away."""
        with self.prevent(Input.Changed):
            self.query_one(Input).value = ""
        self.display = False

    def hint(self, text: str) -> None:
        """Say what is still missing."""
        self.query_one(".filter--hint", Static).update(text)

    @on(Input.Changed)
    def _tell(self, event: Input.Changed) -> None:
        event.stop()
        self.post_message(self.Typed(Filter.read(event.value)))
