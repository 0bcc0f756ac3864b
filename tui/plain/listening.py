"""How one listens, as a value: which changed prices are told, what was numbered, what is still to be said."""

from dataclasses import dataclass
from enum import Enum, auto
from typing import Final, NamedTuple

from tui.lists.watchlists import Watchlist
from tui.news.stories import Story
from tui.plain.announcing import MOST_PRICES
from tui.view.model import View

NONE: Final = "none"
LARGEST: Final = "largest"
"""All symbols are listened to, but of their changes only the largest are told: those that one can listen to."""

MOST_LARGEST: Final = 5
_MOST_NAMED: Final = 20


class Wish(Enum):
    """What has to be done by whoever can."""

    REFRESH = auto()
    QUIT = auto()


@dataclass(frozen=True)
class Listening:
    """How the user listens: the view that all tapewatches share, and what is of this run alone."""

    view: View
    heard: str = Watchlist.ALL
    """The list whose changed prices are told, or the largest moves of all, or none."""
    is_paused: bool = False
    listed: tuple[Story, ...] = ()
    """The headlines that were numbered last."""
    rest: tuple[str, ...] = ()
    """The lines that are still to be said."""

    @classmethod
    def begun(cls, view: View, *, is_log: bool = False) -> "Listening":
        """Return how one listens at first: to the starred symbols where there are any, else to the largest moves.

        A log, to which nobody listens while it is written, has all.
        """
        return cls(view, Watchlist.STARRED if view.starred else Watchlist.ALL if is_log else LARGEST)

    @property
    def symbols(self) -> tuple[str, ...] | None:
        """The symbols whose prices are told; None for all."""
        if self.heard == LARGEST:
            return None
        return () if self.heard == NONE else self.view.symbols_of(self.heard)

    @property
    def most(self) -> int:
        """How many changed prices are told one by one."""
        return MOST_LARGEST if self.heard == LARGEST else MOST_PRICES

    @property
    def text(self) -> str:
        """Which changed prices are told, as a sentence."""
        if self.heard == LARGEST:
            return f"The {MOST_LARGEST} largest moves are told; watch all tells every one."
        symbols = self.symbols
        if symbols is None:
            return "Price changes of all symbols are told."
        if not symbols:
            return "No price changes are told."
        named = ", ".join(symbols) if len(symbols) <= _MOST_NAMED else f"{len(symbols):,} symbols"
        return f"Price changes of the list {self.heard} are told: {named}."


class Answer(NamedTuple):
    """The lines, how one listens from now on, and what is to be done."""

    lines: tuple[str, ...]
    listening: Listening
    wish: Wish | None = None
