"""The sheet that `W` opens: the starred symbols and the user's own lists, and whether the symbol is on each."""

from collections.abc import Callable
from typing import ClassVar, Final

from rich.cells import set_cell_size
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from tui.lists.watchlists import (
    LONGEST_NAME,
    MOST_LISTED,
    MOST_LISTS,
    OwnList,
    Watchlist,
    find,
    moved,
    name_fault,
    toggled,
    with_back,
    with_new,
    without,
)
from tui.screens.cursor_sheet import CursorSheet
from tui.screens.hints import Hint, Hints
from tui.screens.menu_line import MenuLine, cursor_mark
from tui.screens.name_line import NameLine
from tui.screens.overlay import LOW
from tui.screens.sheet import closing
from tui.view.model import View

_STARRED: Final = Watchlist.STARRED.value
_AROUND: Final = 6
"""The lines of the sheet beside the lists: border, title, what is said, two lines of keys."""

_EDITING: Final = (
    Hint("n", "new", "name"),
    Hint("r", "rename", "rename"),
    Hint("x", "delete", "delete"),
    Hint("u", "undo", "undo"),
    Hint("K", "up", "shift(-1)"),
    Hint("J", "down", "shift(1)"),
)
_KEYS: Final = (Hint("Space", "on/off", "check"), Hint("Enter", "shows it", "take"), Hint("Esc", "closes", "leave"))
_TYPING: Final = (Hint("Enter", "takes the name"), Hint("Esc", "leaves it", "leave"))


class ListSheet(CursorSheet):
    """Shows the lists and changes them at once; Enter shows the one at the cursor in the table."""

    AUTO_FOCUS = ""  # a name is typed only when it is asked for
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "leave", "Close"),
        closing("watchlists"),
        Binding("enter", "take", "Show"),
        Binding("space", "check", show=False),
        Binding("J,shift+down", "shift(1)", show=False),
        Binding("K,shift+up", "shift(-1)", show=False),
        Binding("n", "name", show=False),
        Binding("r", "rename", show=False),
        Binding("x", "delete", show=False),
        Binding("u", "undo", show=False),
    ]

    DEFAULT_CSS = """
    ListSheet > Vertical { width: 57; }
    ListSheet Static { height: 1; text-wrap: nowrap; }
    ListSheet .lists--says { color: $muted; text-overflow: ellipsis; }
    ListSheet.-typed .lists--says { color: $caution; }
    ListSheet.-typed .-editing, ListSheet.-typed .-keys, ListSheet .-typing { display: none; }
    ListSheet.-typed .-typing { display: block; }
    """

    def __init__(self, symbol: str, view: View, look: Callable[[Callable[[View], View]], object]) -> None:
        """Take the selected symbol, or nothing where there is none, the view, and who changes that."""
        super().__init__()
        self._symbol = symbol
        self._view = view
        self._look = look
        self._at = _STARRED
        """The name of the list at the cursor, which it stays with."""
        self._place = 0
        """Where that is, or was while it was there."""
        self._named: OwnList | None = None
        """The list that gets another name."""
        self._gone: tuple[OwnList, int] | None = None
        """The list that was deleted last, and its place."""

    def compose(self) -> ComposeResult:
        """Show the lists, what is said to what was done, and the keys."""
        with Vertical():
            yield Static(self._title, markup=False)
            with VerticalScroll(can_focus=False):  # so that all keys are the sheet's
                for place in range(MOST_LISTS + 1):
                    yield MenuLine(place)
            yield NameLine(self._fault_of, self._say, self._take_name)
            yield Static(markup=False, classes="lists--says")
            yield Hints(_EDITING, classes="-editing -right")
            yield Hints(_KEYS, classes="-keys -right")
            yield Hints(_TYPING, classes="-typing -right")

    def on_mount(self) -> None:
        """Begin at the list that the table shows."""
        if self._view.listed is not None:
            self._at = self._view.watchlist
        self._show()
        self._say(self._usual)

    def on_resize(self, event: events.Resize) -> None:
        """Give the lists the lines that the rest leaves; blank ones where some are to spare."""
        height = event.size.height
        self.query_one(VerticalScroll).styles.max_height = height - _AROUND - (0 if height < LOW else 2)

    def take(self, view: View) -> None:
        """Show what has become of the lists."""
        self._view = view
        self._show()

    # what the keys do

    def action_move(self, by: int) -> None:
        """Go so many lists down."""
        self._place = max(0, min(len(self._names) - 1, self._place + by))
        self._at = self._names[self._place]
        self._show()
        self._say(self._usual)

    def action_check(self) -> None:
        """Put the symbol on the list at the cursor, or take it off."""
        name, symbol, own = self._at, self._symbol, find(self._view.lists, self._at)
        if not symbol:
            self._say("No symbol is selected in the table.")
        elif own and toggled(own.symbols, symbol) == own.symbols:
            self._say(f"{name} has {MOST_LISTED:,} symbols, which is the most.")
        else:
            self._look(lambda view: view.listing(name, symbol))
            self._say(self._usual)

    def action_shift(self, by: int) -> None:
        """Move the list at the cursor so many places down; starred stays the first."""
        name = self._at
        self._look(lambda view: view.with_lists(moved(view.lists, name, by)))

    def action_name(self) -> None:
        """Ask for the name of a new list."""
        if len(self._view.lists) >= MOST_LISTS:
            self._say(f"There are {MOST_LISTS} lists, which is the most.")
        else:
            self._named = None
            self._open_name("New list", "")

    def action_rename(self) -> None:
        """Ask for another name of the list at the cursor."""
        self._named = find(self._view.lists, self._at)
        if self._named is None:
            self._say(f"{_STARRED} keeps its name.")
        else:
            self._open_name("Rename to", self._named.name)

    def action_delete(self) -> None:
        """Delete the list at the cursor, which can be taken back."""
        name, own = self._at, find(self._view.lists, self._at)
        if own is None:
            self._say(f"{_STARRED} stays; Space takes a star away.")
            return
        self._gone = (own, self._view.lists.index(own))
        self._look(lambda view: view.with_lists(without(view.lists, name)))
        self._say(f"{name} is deleted; u brings it back.")

    def action_undo(self) -> None:
        """Bring the list back that was deleted last."""
        if self._gone is None:
            self._say("No list was deleted since this was opened.")
            return
        (own, place), self._gone = self._gone, None
        self._at = own.name
        self._look(lambda view: view.with_lists(with_back(view.lists, own, place)))
        self._say(f"{own.name} is back.")

    def action_take(self) -> None:
        """Show the list at the cursor in the table."""
        name = self._at
        self._look(lambda view: view.showing(name) if view.symbols_of(name) is not None else view)
        self.dismiss()

    def action_leave(self) -> None:
        """End typing a name, or close the sheet."""
        if self.has_class("-typed"):
            self._close_name()
        else:
            self.dismiss()

    def on_menu_line_pressed(self, message: MenuLine.Pressed) -> None:
        """Go to the list that was clicked, and put the symbol on it or take it off."""
        self.action_move(message.place - self._place)
        self.action_check()

    # the name of a list

    def _open_name(self, label: str, name: str) -> None:
        self.add_class("-typed")
        self._say("")
        self.query_one(NameLine).open(label, name)

    def _close_name(self) -> None:
        self.remove_class("-typed")
        self.query_one(NameLine).display = False
        self.set_focus(None)
        self._say(self._usual)

    def _fault_of(self, name: str) -> str:
        return name_fault(name, (own.name for own in self._view.lists if own != self._named))

    def _take_name(self, name: str) -> None:
        """Make the list of that name, or give it to the one that is to have it."""
        named = self._named
        self._at = name
        if named is None:
            self._look(lambda view: view.with_lists(with_new(view.lists, name)))
        else:
            self._look(lambda view: view.renaming_list(named.name, name))
        self._close_name()

    # what is shown

    @property
    def _names(self) -> list[str]:
        return [_STARRED, *(own.name for own in self._view.lists)]

    @property
    def _title(self) -> Content:
        about = ("  ·  ", "$muted"), (self._symbol, "$emphasis")
        return Content.assemble(("Watchlists", "bold"), *(about if self._symbol else ()))

    @property
    def _usual(self) -> str:
        if not self._view.lists:
            return "n makes a list of your own, such as Banks."
        return f"✓ marks lists with {self._symbol}" if self._symbol else ""

    def _say(self, sentence: str) -> None:
        self.query_one(".lists--says", Static).update(sentence)

    def _show(self) -> None:
        names = self._names
        self._place = names.index(self._at) if self._at in names else min(self._place, len(names) - 1)
        for line in self.query(MenuLine):
            line.display = line.place < len(names)
            if line.display:
                is_at = line.place == self._place
                line.show(self._entry(names[line.place], is_at=is_at), is_at=is_at)

    def _entry(self, name: str, *, is_at: bool) -> Content:
        """Return the mark of the cursor, the check mark, the list's name, how many are on it, and where it shows."""
        symbols = self._view.symbols_of(name) or ()
        shown = ("table" if self._view.watchlist == name else "", "ticker" if self._view.tape == name else "")
        return Content.assemble(
            (cursor_mark(is_at=is_at), "bold $emphasis"),
            ("✓ " if self._symbol in symbols else "  ", "bold $emphasis"),
            set_cell_size(name, LONGEST_NAME),
            (f"{len(symbols):>6,}", "$muted"),
            (f"  {' · '.join(filter(None, shown))}", "$muted"),
        )
