"""A line of a sheet in which the name of a list is typed."""

from collections.abc import Callable

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Input, Static

from tui.lists.watchlists import clean_name
from tui.widgets.typed_line import TypedInput


class NameLine(Horizontal):
    """Takes a name with Enter once nothing is wrong with it; out of sight until it is opened."""

    DEFAULT_CSS = """
    NameLine { height: 1; display: none; }
    NameLine > Static { width: auto; color: $emphasis; text-style: bold; margin-right: 1; }
    NameLine > Input { width: 1fr; background: $panel; padding: 0; }
    NameLine > Input:focus { background-tint: transparent 0%; }
    """

    def __init__(
        self, fault_of: Callable[[str], str], tell: Callable[[str], None], take: Callable[[str], None]
    ) -> None:
        """Take what says why a clean name cannot be, who is told that, and who gets a name that can be."""
        super().__init__()
        self._fault_of = fault_of
        self._tell = tell
        self._take = take

    def compose(self) -> ComposeResult:
        """Show what is asked for, and what is typed."""
        yield Static(markup=False)
        yield TypedInput("a name", self._enter)

    def open(self, label: str, name: str) -> None:
        """Ask for a name, with this one to begin with."""
        self.query_one(Static).update(label)
        typed = self.query_one(Input)
        typed.value = name
        typed.cursor_position = len(name)
        self.display = True
        self.screen.set_focus(typed)  # at once: what is typed since the key is already on its way

    def _enter(self) -> None:
        name = clean_name(self.query_one(Input).value)
        fault = self._fault_of(name)
        self._tell(fault)
        if not fault:
            self._take(name)

    @on(Input.Changed)
    def _look(self, event: Input.Changed) -> None:
        """Say what is wrong while it is typed, but not that nothing is typed yet."""
        event.stop()
        if self.display:
            name = clean_name(event.value)
            self._tell(self._fault_of(name) if name else "")
