"""The line that `e` opens: how many of the symbol the user holds, and what each cost."""

from typing import ClassVar, Final

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from tui.holding_entry import EXAMPLES, Entry, entry_text, read_entry
from tui.render.holding_texts import entry_content
from tui.rows import Row
from tui.screens.hints import Hint, Hints
from tui.widgets.typed_line import TypedInput

_FORMS: Final = Content("   ").join(
    Content.assemble((form, "bold"), f" {does}")
    for form, does in (("500 @ 132.40", "sets it"), ("+100 @ 140", "adds"), ("-100", "sells"), ("0", "removes"))
)
_KEYS: Final = (Hint("Enter", "takes", "take"), Hint("Esc", "leaves", "dismiss"))


class _HoldingInput(TypedInput):
    """The line to type in, which the down key does not leave."""

    BINDINGS = [Binding("down", "stay", show=False)]

    def action_stay(self) -> None:
        """Do nothing."""


class HoldingPrompt(ModalScreen[Entry | None]):
    """Asks what is held of a symbol, and gives what was typed; gives None where nothing is to change."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss", "Cancel", key_display="Esc")]

    DEFAULT_CSS = """
    HoldingPrompt { align: center middle; background: $background 60%; }
    HoldingPrompt > Vertical {
        width: 76; max-width: 96%; height: auto; max-height: 100%;
        background: $background; border: round $border; padding: 0 2;
    }
    HoldingPrompt .holding--title { height: 1; }
    HoldingPrompt Input { margin: 1 0; padding: 0 1; background: $panel; }
    HoldingPrompt Input:focus { background-tint: transparent 0%; }
    HoldingPrompt .holding--said { height: auto; min-height: 3; }
    HoldingPrompt .holding--forms { height: auto; color: $muted; }
    """

    def __init__(self, row: Row, name: str) -> None:
        """Take the symbol's row, and the company's name."""
        super().__init__()
        self._row = row
        self._name = name

    def compose(self) -> ComposeResult:
        """Show the symbol, the line to type in, what that comes to, the forms, and the keys."""
        with Vertical():
            title = Content.assemble(("Holding", "bold"), ("  ·  ", "$muted"), (self._row.symbol, "bold $emphasis"))
            yield Static(Content.assemble(title, (f"  {self._name}", "$muted")), classes="holding--title", markup=False)
            yield _HoldingInput(EXAMPLES, self.action_take)
            yield Static(classes="holding--said", markup=False)
            yield Static(_FORMS, classes="holding--forms", markup=False)
            yield Hints(_KEYS, classes="-right")

    def on_mount(self) -> None:
        """Begin with what is held, which the first character replaces."""
        field = self.query_one(Input)
        field.value = entry_text(self._row.holding)
        field.action_select_all()
        self._say()

    @on(Input.Changed)
    def _say(self) -> None:
        """Say in words what is typed."""
        said = entry_content(self._entry, self._row.holding, self._row.quote.price)
        self.query_one(".holding--said", Static).update(said)

    def action_take(self) -> None:
        """Answer with what is typed; stay where that cannot be done."""
        entry = self._entry
        if not entry.fault:
            self.dismiss(entry if entry.holding != self._row.holding else None)

    @property
    def _entry(self) -> Entry:
        return read_entry(self.query_one(Input).value, self._row.symbol, self._row.holding)
