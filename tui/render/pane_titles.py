"""What the headings of the panes say."""

from collections.abc import Sequence
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


def quotes_about(view: View) -> tuple[str, ...]:
    """Return the watchlist unless it is all, with the order; then what can do without."""
    key, is_reversed = view.order
    order = f"by {key}" if key not in {SortKey.PAGE, SortKey.OWN} else key
    order = f"{order} {'↓' if is_reversed else '↑'}"
    if view.watchlist == Watchlist.ALL:
        return (order,)
    return f"{view.watchlist}{_SEPARATOR}{order}", str(view.watchlist)


def quotes_aside(view: View, chosen: Filter, shown: int, total: int, waits: bool) -> Content:
    """Return that the sort waits, and how many rows of all are shown where not all are."""
    is_partial = bool(chosen) or view.watchlist != Watchlist.ALL
    parts = (
        "sort waits" if waits else "",
        f"{shown:,} of {total:,}" if is_partial and total else "",
    )
    return Content.styled(_SEPARATOR.join(part for part in parts if part), _QUIET)


def headlines_about(unread: int, total: int, sought: str, *, unread_first: bool) -> tuple[str, ...]:
    """Return how many headlines are unread, what comes first, and what is looked for; then ever less of it."""
    count = f"{unread:,} unread of {total:,}" if total else ""
    first, quoted = "unread first" if unread_first else "", f'"{sought}"' if sought else ""
    forms = (count, first, quoted), (count, quoted), (quoted or count,)
    return tuple(dict.fromkeys(_SEPARATOR.join(filter(None, form)) for form in forms))


def headlines_aside(shown: int, total: int, *, has_search: bool, is_looking: bool) -> Content:
    """Return how many headlines of all fit a search, and that texts are still being searched."""
    parts = ("searching" if is_looking else "", f"{shown:,} of {total:,}" if has_search and total else "")
    return Content.styled(_SEPARATOR.join(part for part in parts if part), _QUIET)


class Pane(StrEnum):
    """The parts of the screen to which keys go, in the order in which `Tab` does."""

    QUOTES = "Quotes"
    HEADLINES = "Headlines"
    READER = "Reader"


def heading(shown: str, about: Sequence[str], asides: Sequence[Content], *, is_alone: bool) -> tuple[Content, ...]:
    """Return the title of a pane, and what can stand at its right, the longest first.

    `about` is said of the pane, the longest first. It stands behind its name, but at the right where other names follow
    that, lest it read as said of the last.
    """
    names = pane_names(shown, is_alone=is_alone)
    if not is_alone:
        return Content.assemble(names, (f"  {about[0]}", _QUIET)), *asides
    said = [Content.styled(text, _QUIET) for text in about]
    fuller = (Content("  ").join(filter(None, (said[0], aside))) for aside in asides)
    return names, *fuller, *said


def pane_names(shown: str, *, is_alone: bool) -> Content:
    """Return the name of the pane; where only one is in sight, all names, that one's in brackets."""
    if not is_alone:
        return Content(shown)
    return Content(_BETWEEN_NAMES).join(
        Content(f"[{name}]") if name == shown else Content.styled(name, _QUIET) for name in Pane
    )


def pane_at(x: int, shown: Pane) -> Pane | None:
    """Return the pane whose name is at the cell `x` of the shown pane's heading of all names; None behind the last."""
    end = 0
    for pane in Pane:
        end += len(pane.value) + len(_BETWEEN_NAMES) + (len("[]") if pane is shown else 0)
        if x < end:
            return pane
    return None
