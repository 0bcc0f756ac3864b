"""The alerts of a screen. What watches them is imported after the first picture, which does not need it."""

from functools import cached_property
from typing import TYPE_CHECKING

from textual.screen import Screen
from textual.worker import Worker

from tui.clock import Clock
from tui.history.keeper import History
from tui.market import MarketState
from tui.settings.model import Settings

if TYPE_CHECKING:
    from tui.screens.alert_keeper import AlertKeeper


class Alerting:
    """Keeps what the market did until the alerts are watched, and passes on what it does from then on."""

    def __init__(self, screen: Screen[None], clock: Clock, history: History) -> None:
        """Take the screen that the workers belong to."""
        self._screen = screen
        self._clock = clock
        self._history = history
        self._is_started = False
        self._unlooked: tuple[MarketState, MarketState, frozenset[str], Settings] | None = None

    @cached_property
    def keeper(self) -> "AlertKeeper":
        """What watches the alerts."""
        from tui.screens.alert_keeper import AlertKeeper

        return AlertKeeper(self._screen, self._clock, self._history)

    def start(self) -> None:
        """Watch the alerts from now on."""
        self._is_started = True
        if self._unlooked is not None:
            self.keeper.look(*self._unlooked)
            self._unlooked = None
        self.keeper.start()

    def look(self, before: MarketState, state: MarketState, stale: frozenset[str], settings: Settings) -> None:
        """Hold the alerts against the state, with the one before it and the symbols whose prices are old now."""
        if self._is_started:
            self.keeper.look(before, state, stale, settings)
        else:
            since = before if self._unlooked is None else self._unlooked[0]
            self._unlooked = since, state, stale, settings

    def tell_if_broken(self, event: Worker.StateChanged) -> None:
        """Say so where a worker of the alerts ended through an error of ours."""
        if self._is_started:
            self.keeper.tell_if_broken(event)
