"""How the user looks at the market: order, watchlist, stars, columns, where the panes part, theme. It is remembered."""

from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import Annotated, Final, NamedTuple

from pydantic import BaseModel, ConfigDict, Field

from parsing import Direction
from tui.filters import Filter
from tui.order import Order, SortKey, sort_rows
from tui.rows import Row

MOST_MARKS: Final = 10_000
"""So many marks of articles are remembered; the oldest go first."""


class Watchlist(StrEnum):
    """Which symbols the quote table shows."""

    ALL = "all"
    STARRED = "starred"
    GAINERS = "gainers"
    LOSERS = "losers"

    @property
    def next(self) -> "Watchlist":
        """The one after it; after the last the first."""
        lists = list(Watchlist)
        return lists[(lists.index(self) + 1) % len(lists)]


class Shown(NamedTuple):
    """The rows that the table shows, as on the page, and the symbols whose price moved with the last refresh."""

    rows: tuple[Row, ...] = ()
    moved: frozenset[str] = frozenset()


class ThemeChoice(NamedTuple):
    """A theme that the user chose, and the one that the settings named then: while they name it, the choice holds."""

    over: str
    chosen: str


class View(BaseModel):
    """How the user looks at the market. Every method returns a new one."""

    model_config = ConfigDict(frozen=True, defer_build=True)

    order: Order = Order()
    watchlist: Watchlist = Watchlist.ALL

    starred: tuple[str, ...] = ()
    """The symbols with a star, in the order in which they got it."""

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

    def sorted_by(self, key: SortKey) -> "View":
        """Return the view sorted by `key`, the other way round if it was already."""
        return self.model_copy(update={"order": self.order.again(key)})

    def with_next_watchlist(self) -> "View":
        """Return the view of the next watchlist."""
        return self.model_copy(update={"watchlist": self.watchlist.next})

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

    def moving(self, symbol: str, by: int, rows: Iterable[Row], shown: Iterable[str]) -> "View":
        """Return the view in the user's own order, with the symbol moved past so many of those that are shown.

        Where another order is shown and the user has an own one, that is only shown, lest it be lost. Where there is
        none, the order shown becomes it, the rows as they are shown even where a sort waits. Symbols that are not shown
        keep their places, also those of which there is no row at the moment.
        """
        if by and self.own and self.order.key is not SortKey.OWN:
            return self.model_copy(update={"order": Order(SortKey.OWN)})
        order = self._ordered(rows)
        known = frozenset(order)
        seen = [other for other in shown if other in known]
        target = seen.index(symbol) + by if symbol in seen else -1
        if not by or not 0 <= target < len(seen):
            return self
        order = _in_places(seen, order)
        order.remove(symbol)
        order.insert(order.index(seen[target]) + (1 if by > 0 else 0), symbol)
        return self.model_copy(update={"own": tuple(order), "order": Order(SortKey.OWN)})

    def _ordered(self, rows: Iterable[Row]) -> list[str]:
        """Return the symbols of the rows as they are sorted now, and those of the user's own order among or after."""
        if self.order.key is SortKey.OWN:
            symbols = list(dict.fromkeys([*self.own, *(row.symbol for row in rows)]))
            return symbols[::-1] if self.order.is_reversed else symbols
        return list(dict.fromkeys(row.symbol for row in sort_rows(rows, self.order)))

    def shown(self, rows: tuple[Row, ...], chosen: Filter) -> tuple[Row, ...]:
        """Return the rows of the watchlist that fit the filter, in the order in which they came."""
        match self.watchlist:
            case Watchlist.ALL:
                listed = rows
            case Watchlist.STARRED:
                starred = frozenset(self.starred)
                listed = tuple(row for row in rows if row.symbol in starred)
            case Watchlist.GAINERS:
                listed = _going(Direction.UP, rows)
            case Watchlist.LOSERS:
                listed = _going(Direction.DOWN, rows)
        return chosen.chosen(listed) if chosen else listed


def _marked(marks: tuple[str, ...], ids: frozenset[str], *, is_marked: bool) -> tuple[str, ...]:
    others = tuple(mark for mark in marks if mark not in ids)
    return (*others, *sorted(ids))[-MOST_MARKS:] if is_marked else others


def _going(direction: Direction, rows: Iterable[Row]) -> tuple[Row, ...]:
    return tuple(row for row in rows if row.quote.direction is direction)


def _in_places(seen: Sequence[str], symbols: Iterable[str]) -> list[str]:
    """Return the symbols with those that are seen in the order in which they are, on the places that they have."""
    places = frozenset(seen)
    following = iter(seen)
    return [next(following) if symbol in places else symbol for symbol in symbols]
