"""A line to type in over the monitor, with what is typed told in words below it."""

from abc import abstractmethod
from collections.abc import Iterable
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ScreenResultType
from textual.widgets import Input, Static

from tui.screens.hints import Hint, Hints
from tui.screens.overlay import Overlay
from tui.widgets.typed_line import TypedInput


class _PromptInput(TypedInput):
    """The line to type in, which the down key does not leave."""

    BINDINGS = [Binding("down", "stay", show=False)]

    def action_stay(self) -> None:
        """Do nothing."""


class Prompt(Overlay[ScreenResultType]):
    """Asks for something that is typed. Enter takes it, Escape leaves it."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss", "Cancel", key_display="Esc")]

    DEFAULT_CSS = """
    Prompt .prompt--title { height: 1; }
    Prompt Input { margin: 1 0; padding: 0 1; background: $panel; }
    Prompt Input:focus { background-tint: transparent 0%; }
    Prompt .prompt--said { height: auto; min-height: 3; }
    Prompt .prompt--forms { height: auto; color: $muted; }
    """

    def __init__(self, title: Content, examples: str, forms: Content, keys: Iterable[Hint]) -> None:
        """Take what is asked for, what stands in the empty line, the forms of what can be typed, and the keys."""
        super().__init__()
        self._heading = title
        self._examples = examples
        self._forms = forms
        self._hints = keys

    def compose(self) -> ComposeResult:
        """Show what is asked for, the line to type in, what that means, the forms, and the keys."""
        with Vertical():
            yield Static(self._heading, markup=False, classes="prompt--title")
            yield _PromptInput(self._examples, self.action_take)
            yield Static(markup=False, classes="prompt--said")
            yield Static(self._forms, markup=False, classes="prompt--forms")
            yield Hints(self._hints, classes="-right")

    def on_mount(self) -> None:
        """Begin with what is to be changed."""
        field = self.query_one(Input)
        self.begin(field)
        field.action_select_all()  # so that typing takes its place
        self.say()

    @property
    def typed(self) -> str:
        """What is typed now."""
        return self.query_one(Input).value

    @on(Input.Changed)
    def say(self) -> None:
        """Say in words what is typed."""
        self.query_one(".prompt--said", Static).update(self.said())

    @abstractmethod
    def begin(self, field: Input) -> None:
        """Put into the line what is to stand there at first."""

    @abstractmethod
    def said(self) -> Content:
        """Return what is typed in words, or why it cannot be."""

    @abstractmethod
    def action_take(self) -> None:
        """Answer with what is typed; stay where that cannot be."""
