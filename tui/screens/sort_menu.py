"""The menu that `s` opens: a letter for each column, and a second press of it turns the order round."""

from typing import Final

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from tui.prices.order import OF_HOLDINGS, Order, SortKey
from tui.screens.hints import Hint, Hints
from tui.screens.menu_line import MenuLine, cursor_mark
from tui.screens.overlay import Overlay

LETTERS: Final = {
    "s": SortKey.SYMBOL,
    "l": SortKey.LAST,
    "c": SortKey.CHANGE,
    "p": SortKey.PERCENT,
    "t": SortKey.TREND,
    "w": SortKey.LOW,
    "h": SortKey.HIGH,
    "v": SortKey.PREVIOUS,
    "n": SortKey.NEWS,
    "m": SortKey.MOVED,
    "e": SortKey.HELD,
    "a": SortKey.VALUE,
    "g": SortKey.GAIN,
    "d": SortKey.TODAY,
    "o": SortKey.PAGE,
    "y": SortKey.OWN,
}

_AGAIN: Final = "The same again turns it round."
_HINTS: Final = (Hint("Enter", "takes", "take"), Hint("Esc", "closes", "dismiss"))
_AROUND: Final = 7
"""The lines beside those of the list, blank ones among them."""
_SPARED: Final = 3


class SortMenu(Overlay[SortKey | None]):
    """Asks what to sort by, by a letter, with a cursor or with the mouse; gives None when Escape is pressed.

    What is held is among it where something is, or where it sorts already.
    """

    BINDINGS = [
        Binding("escape,q", "dismiss", "Cancel"),
        Binding("enter", "take", "Take"),
        Binding("down,j", "move(1)", show=False),
        Binding("up,k", "move(-1)", show=False),
        *(Binding(letter, f"choose({key.name!r})", key, show=False) for letter, key in LETTERS.items()),
    ]

    DEFAULT_CSS = """
    SortMenu > Vertical { width: 38; }
    SortMenu .menu--title { text-style: bold; }
    SortMenu .menu--again { color: $muted; }
    SortMenu.-low .menu--again { display: none; }
    """

    def __init__(self, order: Order, *, has_holdings: bool = False) -> None:
        """Take how the table is sorted, and whether the user holds something."""
        super().__init__()
        self._order = order
        has_all = has_holdings or order.key in OF_HOLDINGS
        self._letters = {letter: key for letter, key in LETTERS.items() if has_all or key not in OF_HOLDINGS}
        self._keys = tuple(self._letters.values())
        self._at = self._keys.index(order.key)

    def compose(self) -> ComposeResult:
        """Show the letters, how the table is sorted now, and the keys."""
        with Vertical():
            yield Static("Sort by", markup=False, classes="menu--title")
            with VerticalScroll(can_focus=False):  # so that all keys are the menu's
                for place in range(len(self._keys)):
                    yield MenuLine(place)
            yield Static(_AGAIN, markup=False, classes="menu--again")
            yield Hints(_HINTS, classes="-right")

    def on_mount(self) -> None:
        """Begin at what it is sorted by now."""
        self.action_move(0)

    def on_resize(self, event: events.Resize) -> None:
        """Give the list the lines that the rest leaves, which is what cannot be spared where there are few."""
        is_low = event.size.height < len(self._keys) + _AROUND + 1
        self.set_class(is_low, "-low")
        self.query_one(VerticalScroll).styles.max_height = event.size.height - _AROUND + (_SPARED if is_low else 0)

    def action_move(self, by: int) -> None:
        """Go so many lines down."""
        self._at = max(0, min(len(self._keys) - 1, self._at + by))
        for line, (letter, key) in zip(self.query(MenuLine), self._letters.items(), strict=True):
            arrow = (" ↓" if self._order.is_reversed else " ↑") if key is self._order.key else ""
            is_at = line.place == self._at
            lead = f"{cursor_mark(is_at=is_at)}{letter}"
            line.show(Content.assemble((lead, "bold $emphasis"), f"  {key}", (arrow, "bold")), is_at=is_at)

    def action_take(self) -> None:
        """Answer with the sort key at the cursor."""
        self.dismiss(self._keys[self._at])

    def action_choose(self, name: str) -> None:
        """Answer with the sort key of that name, where it is among them."""
        if SortKey[name] in self._keys:
            self.dismiss(SortKey[name])

    def on_menu_line_pressed(self, message: MenuLine.Pressed) -> None:
        """Answer with the sort key that was clicked."""
        self.dismiss(self._keys[message.place])
