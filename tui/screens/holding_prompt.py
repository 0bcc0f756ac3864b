"""The line that `e` opens: how many of the symbol the user holds, and what each cost."""

from collections.abc import Callable
from typing import Final

from textual.content import Content
from textual.widgets import Input

from tui.prices.holding_entry import EXAMPLES, HoldingEntry, entry_text, read_entry
from tui.prices.rows import Row
from tui.render.entry_texts import entry_content
from tui.screens.hints import Hint
from tui.screens.prompt import Prompt

_FORMS: Final = Content("   ").join(
    Content.assemble((form, "bold"), f" {does}")
    for form, does in (("500 @ 132.40", "sets it"), ("+100 @ 140", "adds"), ("-100", "sells"), ("0", "removes"))
)
_KEYS: Final = (Hint("Enter", "takes", "take"), Hint("Esc", "closes", "dismiss"))


class HoldingPrompt(Prompt[HoldingEntry | None]):
    """Asks what is held of a symbol, and gives what was typed; gives None where nothing is to change."""

    DEFAULT_CSS = "HoldingPrompt > Vertical { width: 76; }"

    def __init__(self, newest: Callable[[], Row], name: str) -> None:
        """Take what returns the symbol's row as it is now, and the company's name."""
        title = Content.assemble(("Holding", "bold"), ("  ·  ", "$muted"), (newest().symbol, "bold $emphasis"))
        super().__init__(Content.assemble(title, (f"  {name}", "$muted")), EXAMPLES, _FORMS, _KEYS)
        self._newest = newest

    def begin(self, field: Input) -> None:
        """Begin with what is held."""
        field.value = entry_text(self._newest().holding)

    def said(self) -> Content:
        """Return in words what is typed, and what that comes to at the newest price."""
        row = self._newest()
        return entry_content(self._entry(row), row.holding, row.quote.price)

    def action_take(self) -> None:
        """Answer with what is typed; stay where that cannot be done."""
        row = self._newest()
        entry = self._entry(row)
        if not entry.fault:
            self.dismiss(entry if entry.holding != row.holding else None)

    def _entry(self, row: Row) -> HoldingEntry:
        return read_entry(self.typed, row.symbol, row.holding)
