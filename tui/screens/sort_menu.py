"""The menu that `s` opens: a letter for each column, and a second press of it turns the order round."""

from typing import Final

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from tui.order import Order, SortKey

LETTERS: Final = {
    "s": SortKey.SYMBOL,
    "l": SortKey.LAST,
    "c": SortKey.CHANGE,
    "p": SortKey.PERCENT,
    "t": SortKey.TREND,
    "w": SortKey.LOW,
    "h": SortKey.HIGH,
    "v": SortKey.PREVIOUS,
    "m": SortKey.MOVED,
    "o": SortKey.PAGE,
    "y": SortKey.OWN,
}


class SortMenu(ModalScreen[SortKey | None]):
    """Asks what to sort by; gives None when Escape is pressed."""

    BINDINGS = [
        Binding("escape,q", "dismiss", "Cancel"),
        *(Binding(letter, f"choose({key.name!r})", key, show=False) for letter, key in LETTERS.items()),
    ]

    DEFAULT_CSS = """
    SortMenu { align: center middle; background: $background 60%; }
    SortMenu > Vertical { width: 34; height: auto; background: $panel; border: round $border; padding: 0 2; }
    SortMenu .menu--title { text-style: bold; margin-bottom: 1; }
    SortMenu .menu--hint { color: $muted; margin-top: 1; text-align: right; }
    """

    def __init__(self, order: Order) -> None:
        super().__init__()
        self._order = order

    def compose(self) -> ComposeResult:
        """Show the letters, and how the table is sorted now."""
        with Vertical():
            yield Static("Sort by", markup=False, classes="menu--title")
            yield Static(Content("\n").join(self._entry(letter, key) for letter, key in LETTERS.items()))
            yield Static("Esc leaves it as it is", markup=False, classes="menu--hint")

    def action_choose(self, name: str) -> None:
        """Answer with the sort key of that name."""
        self.dismiss(SortKey[name])

    def _entry(self, letter: str, key: SortKey) -> Content:
        arrow = ""
        if key is self._order.key:
            arrow = " ↓" if self._order.is_reversed else " ↑"
        return Content.assemble((letter, "bold $emphasis"), f"  {key}", (arrow, "bold"))
