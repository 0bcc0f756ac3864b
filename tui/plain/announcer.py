"""Announces what changes, as it does: at once, but for prices, which leave time to listen, and never in a pause."""

from collections.abc import Callable, Collection, Iterable
from typing import Final

from tui.clock import Clock
from tui.figures import count_text
from tui.market import MarketState
from tui.plain.announcing import MOST_PRICES, Look, headline_lines, price_lines, source_lines

REST_SECONDS: Final = 10.0
"""The least time between two announcements of prices: what changes meanwhile is told as one change."""

_MOST_HELD: Final = 500


class Announcer:
    """Compares each look at the market with the one before."""

    def __init__(self, clock: Clock, say: Callable[[Iterable[str]], object], *, rest: float) -> None:
        """Take what says lines, and the seconds of rest between announcements of prices."""
        self._clock = clock
        self._say = say
        self._rest = rest
        self._last: Look | None = None
        self._priced = MarketState()
        """The prices as they were announced last."""
        self._priced_at = 0.0
        self._held: list[str] = []
        self._left_out = 0
        """How many of those that were held are too many."""
        self.is_paused = False

    def begin(self, look: Look, lines: Iterable[str]) -> None:
        """Say how things stand, and announce from now on what changes, beginning with what was held till now."""
        self._last, self._priced, self._priced_at = look, look.state, self._clock.monotonic()
        self._say(lines)
        self._say(self._taken())

    def take(self, look: Look, heard: Collection[str] | None, *, most: int = MOST_PRICES) -> None:
        """Announce what has changed, of the prices of the symbols that are `heard` (None: of all) the `most`."""
        if self._last is None:
            return
        last, self._last = self._last, look
        lines = [*source_lines(last, look), *headline_lines(last.state, look)]
        if not self.is_paused and self._clock.monotonic() - self._priced_at >= self._rest:
            prices = price_lines(self._priced, look, heard, most=most)
            self._priced = look.state
            if prices:
                self._priced_at = self._clock.monotonic()
            lines += prices
        self.announce(lines)

    def announce(self, lines: Iterable[str]) -> None:
        """Say the lines, or hold them in a pause and before the beginning: of very many the newest."""
        if self.is_paused or self._last is None:
            held = [*self._held, *lines]
            self._held = held[-_MOST_HELD:]
            self._left_out += len(held) - len(self._held)
        else:
            self._say(lines)

    def pause(self, *, is_paused: bool) -> None:
        """Hold announcements from now on; or say what was held, and go on."""
        if self.is_paused and not is_paused:
            self.is_paused, self._priced_at = False, self._clock.monotonic() - self._rest
            left_out = self._left_out
            if held := self._taken():
                newest = f" The newest {len(held)}:" if left_out else ""
                self._say([f"{count_text(len(held) + left_out, 'announcement')} held meanwhile.{newest}", *held])
        self.is_paused = is_paused

    def _taken(self) -> list[str]:
        held, self._held, self._left_out = self._held, [], 0
        return held
