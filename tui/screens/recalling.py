"""Bringing back what was known before this run, after the first picture."""

from collections.abc import Callable
from dataclasses import dataclass

from textual.message import Message
from textual.screen import Screen

from tui.clock import Clock
from tui.history.database import HistoryError
from tui.history.keeper import History
from tui.market import MarketState
from tui.recollection import ThisRun, known_before
from tui.widgets.working import start_work


@dataclass
class Recalled(Message):
    """What was known before this run; None where that cannot be had."""

    state: MarketState | None


class Recalling:
    """Reads the history once."""

    def __init__(self, screen: Screen[None], history: History, run: Callable[[], ThisRun], clock: Clock) -> None:
        """Take what returns this run as it is now."""
        self._screen = screen
        self._history = history
        self._run = run
        self._clock = clock

    def start(self) -> None:
        """Read, and tell the screen with a message."""
        start_work(self._screen, self._recall, "recall", exclusive=True)

    async def _recall(self) -> None:
        run = self._run()
        state: MarketState | None = None
        try:
            state = await self._history.read(lambda connection: known_before(connection, run, run.since))
        except HistoryError:
            pass  # the keeper of the history tells, in the status line
        finally:
            self._screen.post_message(Recalled(state))
