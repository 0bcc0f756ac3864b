"""What the user holds, between the screen and the history: read once at the start, and written when it changes."""

from collections.abc import Mapping
from dataclasses import dataclass

from textual.message import Message
from textual.screen import Screen

from tui.history.database import HistoryError
from tui.history.holdings import all_holdings, changing
from tui.history.keeper import History
from tui.prices.holdings import Holding
from tui.widgets.working import start_work


@dataclass
class HoldingsRead(Message):
    """The history told what is held."""

    holdings: Mapping[str, Holding]


@dataclass
class HoldingChanged(Message):
    """The user holds something else of the symbol; None for nothing."""

    symbol: str
    holding: Holding | None


class HoldingsKeeper:
    """Reads and writes what is held; where the history cannot be had, that is known until tapewatch ends."""

    def __init__(self, screen: Screen[None], history: History) -> None:
        self._screen = screen
        self._history = history

    def start(self) -> None:
        """Read what is held, and tell the screen."""
        start_work(self._screen, self._read, "holdings", exclusive=True)

    def keep(self, symbol: str, holding: Holding | None) -> None:
        """Remember what is held of the symbol; it is written soon."""
        self._history.later(changing(symbol, holding))

    async def _read(self) -> None:
        try:
            holdings = await self._history.read(all_holdings)
        except HistoryError:  # the status line tells of it
            return
        if holdings:
            self._screen.post_message(HoldingsRead(holdings))
