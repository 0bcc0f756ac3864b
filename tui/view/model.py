"""How the user looks at the market: order, watchlist, stars, columns, where the panes part, theme. It is remembered."""

from collections.abc import Iterable
from typing import Annotated, NamedTuple

from pydantic import BaseModel, ConfigDict, Field

from parsing import Direction
from tui.lists import watchlists
from tui.lists.marked import MOST_MARKS, Marked
from tui.lists.watchlists import Lists, OwnList, Watchlist, in_places
from tui.prices.filters import Filter
from tui.prices.order import Order, SortKey, sort_rows
from tui.prices.rows import Row


class Shown(NamedTuple):
    """The rows that the table shows, as on the page, and the symbols whose price moved with the last refresh."""

    rows: tuple[Row, ...] = ()
    moved: frozenset[str] = frozenset()
    has_holdings: bool = False
    """Whether the user holds something, of which the table then tells."""


class ThemeChoice(NamedTuple):
    """A theme that the user chose, and the one that the settings named then: while they name it, the choice holds."""

    over: str
    chosen: str


class View(BaseModel):
    """How the user looks at the market. Every method returns a new one."""

    model_config = ConfigDict(frozen=True, defer_build=True)

    order: Order = Order()

    watchlist: Annotated[Watchlist | str, Field(union_mode="left_to_right")] = Watchlist.ALL
    """The list that the quote table shows: one that is always there, or the name of an own one."""

    tape: str = ""
    """The name of the list that the ticker shows, starred or an own one; empty: all symbols."""

    starred: tuple[str, ...] = ()
    """The symbols with a star, in the order in which they got it, or which the user gave them."""

    lists: Lists = ()
    """The user's own lists, in their order."""

    own: tuple[str, ...] = ()
    """The user's own order of the symbols."""

    columns: tuple[SortKey, ...] = ()
    """The columns that the user chose, in that order; empty: those that fit."""

    split: Annotated[int, Field(ge=1, le=10_000)] | None = None
    """How many cells wide the quotes are beside the reader; None: what suits the window."""

    read: tuple[str, ...] = ()
    """What read articles are remembered by (`Story.ids`), those read last at the end."""

    kept: tuple[str, ...] = ()
    """The same of those with a star."""

    theme: ThemeChoice | None = None
    """The theme that the user chose; None: that of the settings."""

    stored: Marked = Marked()
    """What of stars, lists and marks the history has, as far as is known: the file of the view keeps the rest."""

    def sorted_by(self, key: SortKey) -> "View":
        """Return the view sorted by `key`, the other way round if it was already."""
        return self.model_copy(update={"order": self.order.again(key)})

    # stars and lists

    @property
    def marked(self) -> Marked:
        """All that the user marked."""
        return Marked(self.starred, self.lists, self.read, self.kept)

    def with_marked(self, marked: Marked) -> "View":
        """Return the view with these stars, lists and marks; of a list that is not among them, it shows all symbols."""
        view = self.model_copy(update=marked._asdict())
        gone = {
            name: default
            for name, default in (("watchlist", Watchlist.ALL), ("tape", ""))
            if view.symbols_of(shown := getattr(view, name)) is None and shown not in frozenset(Watchlist)
        }
        return view.model_copy(update=gone) if gone else view

    def symbols_of(self, name: str) -> tuple[str, ...] | None:
        """Return the symbols of the list in their order; None where that is no list of the user's."""
        if name == Watchlist.STARRED:
            return self.starred
        own = watchlists.find(self.lists, name)
        return None if own is None else own.symbols

    @property
    def listed(self) -> tuple[str, ...] | None:
        """The symbols of the list that the table shows, in their order; None where it is none of the user's."""
        return self.symbols_of(self.watchlist)

    @property
    def own_order(self) -> tuple[str, ...]:
        """The user's own order of what the table shows: that of the list, or the one of all symbols."""
        return self.own if self.listed is None else self.listed

    def showing(self, name: str) -> "View":
        """Return the view of the list of that name."""
        is_fixed = name in frozenset(Watchlist)
        return self.model_copy(update={"watchlist": Watchlist(name) if is_fixed else name})

    def with_next_watchlist(self) -> "View":
        """Return the view of the next watchlist: those that are always there, then the user's own."""
        return self.showing(_after(self.watchlist, (*Watchlist, *(own.name for own in self.lists))))

    def with_next_tape(self) -> "View":
        """Return the view whose ticker shows the next list: all symbols, the starred ones, then each own list."""
        names = ("", Watchlist.STARRED.value, *(own.name for own in self.lists))
        return self.model_copy(update={"tape": _after(self.tape, names)})

    def with_lists(self, lists: Lists) -> "View":
        """Return the view with these own lists."""
        return self.with_marked(self.marked._replace(lists=lists))

    def listing(self, name: str, symbol: str) -> "View":
        """Return the view with the symbol put on the list, or taken off it; starred is one of them."""
        if name == Watchlist.STARRED:
            return self.starring(symbol)
        own = watchlists.find(self.lists, name)
        return self if own is None else self._with(own._replace(symbols=watchlists.toggled(own.symbols, symbol)))

    def renaming_list(self, name: str, to: str) -> "View":
        """Return the view with the own list under another name, which goes on to be shown."""
        own = watchlists.find(self.lists, name)
        if own is None:
            return self
        shown = {field: to for field in ("watchlist", "tape") if getattr(self, field) == name}
        return self._with(own._replace(name=to)).model_copy(update=shown)

    def _with(self, own: OwnList) -> "View":
        return self.model_copy(update={"lists": watchlists.with_list(self.lists, own)})

    def starring(self, symbol: str) -> "View":
        """Return the view with a star at the symbol, or without the one that it had."""
        others = tuple(starred for starred in self.starred if starred != symbol)
        return self.model_copy(update={"starred": others if symbol in self.starred else (*others, symbol)})

    def marking(self, ids: Iterable[str], *, is_read: bool) -> "View":
        """Return the view with an article marked as read, or as not read."""
        return self.model_copy(update={"read": _marked(self.read, frozenset(ids), is_marked=is_read)})

    def keeping(self, ids: Iterable[str], *, is_kept: bool) -> "View":
        """Return the view with a star at an article, or without the one that it had."""
        return self.model_copy(update={"kept": _marked(self.kept, frozenset(ids), is_marked=is_kept)})

    # the user's own order

    def moving(self, symbol: str, by: int, rows: Iterable[Row], shown: Iterable[str]) -> "View":
        """Return the view in the user's own order, with the symbol moved past so many of those that are shown.

        In a list of the user's that is the order of the list. Where another order is shown and the user has an own one,
        that is only shown, lest it be lost. Where there is none, the order shown becomes it, the rows as they are shown
        even where a sort waits. Symbols that are not shown keep their places, also those of which there is no row at
        the moment.
        """
        if by and self.own_order and self.order.key is not SortKey.OWN:
            return self.model_copy(update={"order": Order(SortKey.OWN)})
        order = self._ordered(rows)
        known = frozenset(order)
        seen = [other for other in shown if other in known]
        target = seen.index(symbol) + by if symbol in seen else -1
        if not by or not 0 <= target < len(seen):
            return self
        order = in_places(seen, order)
        order.remove(symbol)
        order.insert(order.index(seen[target]) + (1 if by > 0 else 0), symbol)
        return self._with_own_order(tuple(order)).model_copy(update={"order": Order(SortKey.OWN)})

    def _with_own_order(self, symbols: tuple[str, ...]) -> "View":
        own = watchlists.find(self.lists, self.watchlist)
        if own is not None:
            return self._with(own._replace(symbols=symbols))
        return self.model_copy(update={"own" if self.listed is None else "starred": symbols})

    def _ordered(self, rows: Iterable[Row]) -> list[str]:
        """Return the symbols of the rows as they are sorted now, and those of the user's own order among or after."""
        if self.order.key is SortKey.OWN:
            others = () if self.listed is not None else (row.symbol for row in rows)
            symbols = list(dict.fromkeys([*self.own_order, *others]))
            return symbols[::-1] if self.order.is_reversed else symbols
        return list(dict.fromkeys(row.symbol for row in sort_rows(rows, self.order)))

    def shown(self, rows: tuple[Row, ...], chosen: Filter) -> tuple[Row, ...]:
        """Return the rows of the watchlist that fit the filter, in the order in which they came."""
        listed = rows
        if (symbols := self.listed) is not None:
            on_it = frozenset(symbols)
            listed = tuple(row for row in rows if row.symbol in on_it)
        elif self.watchlist == Watchlist.GAINERS:
            listed = _going(Direction.UP, rows)
        elif self.watchlist == Watchlist.LOSERS:
            listed = _going(Direction.DOWN, rows)
        return chosen.chosen(listed) if chosen else listed


def _marked(marks: tuple[str, ...], ids: frozenset[str], *, is_marked: bool) -> tuple[str, ...]:
    others = tuple(mark for mark in marks if mark not in ids)
    return (*others, *sorted(ids))[-MOST_MARKS:] if is_marked else others


def _going(direction: Direction, rows: Iterable[Row]) -> tuple[Row, ...]:
    return tuple(row for row in rows if row.quote.direction is direction)


def _after(name: str, names: tuple[str, ...]) -> str:
    """Return the name after that one, and the first after the last, or after one that is not there any more."""
    place = names.index(name) if name in names else -1
    return names[(place + 1) % len(names)]
