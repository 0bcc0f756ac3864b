"""The line under a pane in which is typed what to look for there: rows, headlines, or places in the article."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal
from textual.message import Message
from textual.widgets import Input, Static

from parsing.clean import clean_line

_LONGEST: Final = 80


class TypedInput(Input):
    """What is typed. Of what is pasted one clean line comes in, as far as there is room for it."""

    BINDINGS = [Binding("enter,down", "leave", "Done", key_display="Enter")]

    def __init__(self, examples: str, leave: Callable[[], None]) -> None:
        """Take what is shown while nothing is typed, and what lets the keys go on."""
        super().__init__(placeholder=examples, compact=True, max_length=_LONGEST, select_on_focus=False)
        self._leave = leave

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """Keep every character to itself; of the slash Textual does not know that it is one."""
        return key == "slash" or super().check_consume_key(key, character)

    def action_leave(self) -> None:
        """Go on at once: what was typed since Enter is already on its way."""
        self._leave()

    def on_paste(self, event: events.Paste) -> None:
        """Take the first line."""
        event.prevent_default()
        event.stop()
        start, end = sorted(self.selection)
        room = _LONGEST - len(self.value) + end - start
        lines = event.text.strip().splitlines()
        self.replace(clean_line(lines[0])[:room] if lines else "", start, end)


class TypedLine(Horizontal):
    """Tells what is typed as it is. Enter goes on to what it is about, Escape ends it."""

    BINDINGS = [Binding("escape", "end", "End", key_display="Esc")]

    DEFAULT_CSS = """
    TypedLine { height: 1; background: $panel; padding: 0 1; }
    TypedLine > .typed--sign { width: 2; color: $emphasis; text-style: bold; }
    TypedLine > Input { width: 1fr; background: $panel; padding: 0; }
    TypedLine > Input:focus { background-tint: transparent 0%; }
    TypedLine > .typed--hint { width: auto; max-width: 60%; color: $muted; margin-left: 1; }
    TypedLine.-faulty > .typed--hint { color: $caution; }
    """

    @dataclass
    class Typed(Message):
        """Something else is typed."""

        text: str

    def __init__(self, examples: str, leave: Callable[[], None], end: Callable[[], None]) -> None:
        """Take what is shown while nothing is typed, what lets the keys go on, and what ends it with that."""
        super().__init__()
        self._examples = examples
        self._leave = leave
        self._end = end

    @property
    def text(self) -> str:
        """What is typed now."""
        return self.query_one(Input).value

    def compose(self) -> ComposeResult:
        """Show the sign of the key, what is typed, and what is said to that."""
        yield Static("/", markup=False, classes="typed--sign")
        yield TypedInput(self._examples, self._leave)
        yield Static(classes="typed--hint", markup=False)

    def action_end(self) -> None:
        """Look for nothing any more."""
        self._end()

    def open(self, text: str | None = None) -> None:
        """Show the line with the text in it, or what was typed before, and let the keys go there."""
        self.display = True
        typed = self.query_one(Input)
        typed.value = typed.value if text is None else text
        typed.cursor_position = len(typed.value)
        self.screen.set_focus(typed)  # at once: what was typed since the slash is already on its way

    def leave(self) -> None:
        """Stay in sight, unless nothing is typed."""
        if not self.text.strip():
            self.close()

    def close(self) -> None:
        """Empty the line and take it away."""
        with self.prevent(Input.Changed):
            self.query_one(Input).value = ""
        self.display = False

    def hint(self, text: str, *, is_fault: bool) -> None:
        """Say something to what is typed, such as what is still missing."""
        self.query_one(".typed--hint", Static).update(text)
        self.set_class(is_fault, "-faulty")

    @on(Input.Changed)
    def _tell(self, event: Input.Changed) -> None:
        event.stop()
        self.post_message(self.Typed(event.value))
