"""What the headings of the panes say."""

from enum import StrEnum
from typing import Final

from textual.content import Content

from tui.lists.watchlists import Watchlist
from tui.prices.filters import Filter
from tui.prices.order import SortKey
from tui.view.model import View

_QUIET: Final = "not bold $muted"
_SEPARATOR: Final = " · "
_BETWEEN_NAMES: Final = " │ "


def quotes_title(view: View, *, is_alone: bool) -> Content:
    """Return the name of the pane, the watchlist unless it is all, and the order."""
    key, is_reversed = view.order
    order = f"by {key}" if key not in {SortKey.PAGE, SortKey.OWN} else key
    parts = [] if view.watchlist == Watchlist.ALL else [str(view.watchlist)]
    parts.append(f"{order} {'↓' if is_reversed else '↑'}")
    return Content.assemble(pane_names("Quotes", is_alone=is_alone), (f"  {_SEPARATOR.join(parts)}", _QUIET))


def quotes_aside(view: View, chosen: Filter, shown: int, total: int, waits: bool) -> Content:
    """Return that the sort waits, and how many rows of all are shown where not all are."""
    is_partial = bool(chosen) or view.watchlist != Watchlist.ALL
    parts = (
        "sort waits" if waits else "",
        f"{shown:,} of {total:,}" if is_partial and total else "",
    )
    return Content.styled(_SEPARATOR.join(part for part in parts if part), _QUIET)


def headlines_title(unread: int, total: int, sought: str, *, unread_first: bool, is_alone: bool) -> Content:
    """Return the name of the pane, how many headlines are unread, what comes first, and what is looked for."""
    parts = [f"{unread:,} unread of {total:,}"] if total else []
    parts += ["unread first"] if unread_first else []
    parts += [f'"{sought}"'] if sought else []
    return Content.assemble(pane_names("Headlines", is_alone=is_alone), (f"  {_SEPARATOR.join(parts)}", _QUIET))


def headlines_aside(shown: int, total: int, *, has_search: bool, is_looking: bool) -> Content:
    """Return how many headlines of all fit a search, and that texts are still being searched."""
    parts = ("searching" if is_looking else "", f"{shown:,} of {total:,}" if has_search and total else "")
    return Content.styled(_SEPARATOR.join(part for part in parts if part), _QUIET)


class Pane(StrEnum):
    """The parts of the screen to which keys go, in the order in which `Tab` does."""

    QUOTES = "Quotes"
    HEADLINES = "Headlines"
    READER = "Reader"


def pane_names(shown: str, *, is_alone: bool) -> Content:
    """Return the name of the pane, and where only one is in sight the others' too, always in the same place."""
    if not is_alone:
        return Content(shown)
    return Content(_BETWEEN_NAMES).join(
        Content(name) if name == shown else Content.styled(name, _QUIET) for name in Pane
    )


def pane_at(x: int) -> Pane | None:
    """Return the pane whose name is at the cell `x` of a heading that has all of them; None behind the last."""
    end = 0
    for pane in Pane:
        end += len(pane.value) + len(_BETWEEN_NAMES)
        if x < end:
            return pane
    return None
