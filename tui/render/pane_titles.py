"""What the headings of the panes say."""

from typing import Final

from textual.content import Content

from tui.filters import Filter
from tui.order import SortKey
from tui.view import View, Watchlist

_QUIET: Final = "not bold $muted"
_SEPARATOR: Final = " · "


def quotes_title(view: View, *, is_alone: bool) -> Content:
    """Return the name of the pane, the watchlist unless it is all, and the order."""
    key, is_reversed = view.order
    order = f"by {key}" if key not in {SortKey.PAGE, SortKey.OWN} else key
    parts = [] if view.watchlist is Watchlist.ALL else [view.watchlist.value]
    parts.append(f"{order} {'↓' if is_reversed else '↑'}")
    return Content.assemble(pane_names("Quotes", is_alone=is_alone), (f"  {_SEPARATOR.join(parts)}", _QUIET))


def quotes_aside(view: View, chosen: Filter, shown: int, total: int, waits: bool) -> Content:
    """Return that the sort waits, and how many rows of all are shown where not all are."""
    is_partial = bool(chosen) or view.watchlist is not Watchlist.ALL
    parts = (
        "sort waits" if waits else "",
        f"{shown:,} of {total:,}" if is_partial and total else "",
    )
    return Content.styled(_SEPARATOR.join(part for part in parts if part), _QUIET)


def pane_names(shown: str, *, is_alone: bool) -> Content:
    """Return the name of the pane, and where only one is in sight the other's too, always in the same place."""
    if not is_alone:
        return Content(shown)
    names = [Content(name) if name == shown else Content.styled(name, _QUIET) for name in ("Quotes", "Reader")]
    return Content(" │ ").join(names)
