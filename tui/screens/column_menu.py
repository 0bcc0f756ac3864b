"""The menu that `c` opens: which columns the quote table shows, and in which order."""

from collections.abc import Iterable
from typing import ClassVar, Final

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from tui.prices.order import OF_HOLDINGS, SortKey
from tui.render.columns import BY_KEY, COLUMNS
from tui.screens.hints import Hint, Hints
from tui.screens.menu_line import MenuLine, cursor_mark
from tui.screens.overlay import Overlay
from tui.screens.sheet import closing

MEANINGS: Final = {
    SortKey.SYMBOL: "always the first",
    SortKey.LAST: "the last price",
    SortKey.CHANGE: "since the previous close",
    SortKey.PERCENT: "the change in per cent",
    SortKey.TREND: "how the price went today",
    SortKey.LOW: "the lowest price seen today",
    SortKey.HIGH: "the highest price seen today",
    SortKey.PREVIOUS: "the previous close",
    SortKey.NEWS: "how many headlines name it",
    SortKey.MOVED: "when the price last changed",
    SortKey.HELD: "how many you hold",
    SortKey.VALUE: "what those are worth",
    SortKey.GAIN: "the value beyond the cost",
    SortKey.TODAY: "the gain since the previous close",
}

_AROUND: Final = 7
"""The lines beside those of the list, blank ones among them."""
_BLANK: Final = 2

_TITLE: Final = max(len(column.title) for column in COLUMNS) + 2
_EXPLAINED: Final = (Hint("a", "as many as fit", "automatic"), Hint("← →", "scroll a wider choice"))
_KEYS: Final = (
    Hint("Space", "on/off", "check"),
    Hint("K", "up", "shift(-1)"),
    Hint("J", "down", "shift(1)"),
    Hint("Enter", "takes", "take"),
    Hint("Esc", "closes", "dismiss"),
)


class ColumnMenu(Overlay[tuple[SortKey, ...] | None]):
    """Asks for the columns and gives them in order, none for as many as fit; gives None when Escape is pressed.

    Those on what the user holds are among them where something is held, or where they were chosen.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "dismiss", "Cancel"),
        closing("columns"),
        Binding("enter", "take", "Take"),
        Binding("down,j", "move(1)", show=False),
        Binding("up,k", "move(-1)", show=False),
        Binding("home,g", "move(-100)", show=False),
        Binding("end,G", "move(100)", show=False),
        Binding("space,x", "check", show=False),
        Binding("J,shift+down", "shift(1)", show=False),
        Binding("K,shift+up", "shift(-1)", show=False),
        Binding("a", "automatic", show=False),
    ]

    DEFAULT_CSS = """
    ColumnMenu > Vertical { width: 57; }
    ColumnMenu Static { height: 1; text-wrap: nowrap; }
    """

    def __init__(
        self, view_columns: tuple[SortKey, ...], fitting: tuple[SortKey, ...], *, has_holdings: bool = False
    ) -> None:
        """Take the columns that the user chose, none for as many as fit, and those that fit at the moment."""
        super().__init__()
        self._fitting = fitting
        has_all = has_holdings or not OF_HOLDINGS.isdisjoint(view_columns)
        self._all = tuple(key for key in BY_KEY if has_all or key not in OF_HOLDINGS)
        self._at = 0
        self._is_automatic = True
        self._order: list[SortKey] = []
        self._on: set[SortKey] = set()
        self._choose(view_columns)

    def compose(self) -> ComposeResult:
        """Show the columns in their order, what the two ways mean, and the keys."""
        with Vertical():
            yield Static(classes="columns--title", markup=False)
            with VerticalScroll(can_focus=False):  # so that all keys are the menu's
                for place in range(len(self._all)):
                    yield MenuLine(place)
            yield Hints(_EXPLAINED, classes="columns--hint")
            yield Hints(_KEYS, classes="-keys -right")

    def on_mount(self) -> None:
        """Show what is chosen."""
        self._show()

    def on_resize(self, event: events.Resize) -> None:
        """Give the columns the lines that the rest leaves; blank ones where some are to spare."""
        is_low = event.size.height < len(self._all) + _AROUND + 1
        self.set_class(is_low, "-low")
        self.query_one(VerticalScroll).styles.max_height = event.size.height - _AROUND + (_BLANK if is_low else 0)

    def action_move(self, by: int) -> None:
        """Go so many columns down."""
        self._at = max(0, min(len(self._all) - 1, self._at + by))
        self._show()

    def action_check(self) -> None:
        """Show the column at the cursor, or leave it out; the symbol always shows."""
        key = self._order[self._at]
        if key is not SortKey.SYMBOL:
            self._on ^= {key}
            self._is_automatic = False
            self._show()

    def action_shift(self, by: int) -> None:
        """Move the column at the cursor so many places down; the symbol stays the first."""
        to = self._at + by
        if self._at > 0 and 0 < to < len(self._all):
            self._order.insert(to, self._order.pop(self._at))
            self._at = to
            self._is_automatic = False
            self._show()

    def action_automatic(self) -> None:
        """Go back to as many columns as fit."""
        self._choose(())
        self._show()

    def action_take(self) -> None:
        """Answer with what is chosen."""
        self.dismiss(() if self._is_automatic else tuple(key for key in self._order if key in self._on))

    def on_menu_line_pressed(self, message: MenuLine.Pressed) -> None:
        """Go to the column that was clicked, and toggle it."""
        self._at = message.place
        self._show()
        self.action_check()

    def _choose(self, chosen: tuple[SortKey, ...]) -> None:
        self._is_automatic = not chosen
        self._order = _known((SortKey.SYMBOL, *chosen, *self._all))
        self._on = {SortKey.SYMBOL, *_known(chosen or self._fitting)}

    def _show(self) -> None:
        way = "as many as fit" if self._is_automatic else "your own choice"
        title = Content.assemble(("Columns", "bold"), ("  ·  ", "$muted"), (way, "$emphasis"))
        self.query_one(".columns--title", Static).update(title)
        for line in self.query(MenuLine):
            is_at = line.place == self._at
            line.show(self._entry(self._order[line.place], is_at=is_at), is_at=is_at)

    def _entry(self, key: SortKey, *, is_at: bool) -> Content:
        """Return the mark of the cursor, the check mark of a column, its heading and what it means."""
        is_on = key in self._on
        mark = (cursor_mark(is_at=is_at), "bold $emphasis")
        check = ("✓ " if is_on else "  ", "bold $emphasis")
        title = (BY_KEY[key].title.ljust(_TITLE), "" if is_on else "$muted")
        return Content.assemble(mark, check, title, (MEANINGS[key], "$muted"))


def _known(keys: Iterable[SortKey]) -> list[SortKey]:
    """Return the keys that are columns, each once."""
    return [key for key in dict.fromkeys(keys) if key in BY_KEY]
