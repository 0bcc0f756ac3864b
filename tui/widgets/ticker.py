"""The scrolling ticker: a prebuilt strip, cropped at an offset that follows the clock."""

from textual.reactive import reactive
from textual.strip import Strip
from textual.timer import Timer

from tui.clock import Clock, SystemClock
from tui.market import MarketState
from tui.render.tape import Tape, make_tape
from tui.widgets.painted import Painted

FRAMES_A_SECOND = 8
"""Frames a second: calm to the eye and kind to a slow line."""

CELLS_A_SECOND = 8.0
"""How fast the tape runs."""

_SECONDS_A_PAGE = 6.0


class Ticker(Painted):
    """Every quote, running past. It stands still while paused, blurred, hidden, or empty.

    Where animations are turned off it turns pages instead.
    """

    GROUND = "panel"

    DEFAULT_CSS = """
    Ticker { height: 1; background: $panel; }
    """

    state: reactive[MarketState] = reactive(MarketState(), repaint=False)
    stale: reactive[frozenset[str]] = reactive(frozenset[str](), repaint=False)
    is_paused: reactive[bool] = reactive(default=False)

    def __init__(self, clock: Clock | None = None) -> None:
        super().__init__()
        self._clock = clock or SystemClock()
        self._tape = Tape(Strip([]), (), ())
        self._is_current = True
        self._offset = 0.0
        self._since: float | None = None
        self._timer: Timer | None = None

    @property
    def is_moving(self) -> bool:
        """Whether the tape moves."""
        return self._since is not None

    @property
    def offset_cells(self) -> int:
        """The cell of the tape at the left edge now."""
        elapsed = 0.0 if self._since is None else self._clock.monotonic() - self._since
        if self.app.animation_level == "none":
            return int(self._offset) + int(elapsed / _SECONDS_A_PAGE) * max(1, self.size.width)
        return int(self._offset + elapsed * CELLS_A_SECOND)

    def on_mount(self) -> None:
        """Set the frames going; where pages are turned, one look a second will do."""
        rate = 1.0 if self.app.animation_level == "none" else 1 / FRAMES_A_SECOND
        self._timer = self.set_interval(rate, self.refresh, pause=True)
        self.watch(self.app, "app_focus", self._run_or_stop, init=False)
        self._run_or_stop()

    def colours_changed(self) -> None:
        """Make the tape anew in the colours of another theme."""
        self._is_current = False

    def watch_state(self) -> None:
        """Take in new prices without a jump."""
        self._rebuild()
        self.refresh()

    def watch_stale(self) -> None:
        """Dim what has grown old."""
        self._rebuild()
        self.refresh()

    def watch_is_paused(self) -> None:
        """Stop or go on where it stood."""
        self._run_or_stop()

    def on_show(self) -> None:
        """Go on when shown again."""
        self._run_or_stop()

    def on_hide(self) -> None:
        """Stop when hidden."""
        self._run_or_stop(is_shown=False)

    def render_line(self, y: int) -> Strip:
        """Return the part of the tape that shows now."""
        if not self._is_current:
            self._rebuild()
        if y or not self._tape.symbols:
            return Strip.blank(self.size.width, self.palette.text)
        return self._tape.crop(self.offset_cells, self.size.width)

    def _rebuild(self) -> None:
        """Make the tape anew, with what stood at the left edge still there."""
        before = self.offset_cells
        anchor = self._tape.anchor(before)
        self._tape = make_tape((*self.state.rows, *self.state.indices), self.stale, self.palette)
        self._is_current = True
        after = self._tape.offset_of(anchor)
        if after is not None:
            self._offset += after - before % self._tape.strip.cell_length
        self._run_or_stop()

    def _run_or_stop(self, *_: object, is_shown: bool = True) -> None:
        if self._timer is None:
            return
        should_run = is_shown and self.app.app_focus and not self.is_paused and bool(self._tape.symbols)
        if should_run and self._since is None:
            self._since = self._clock.monotonic()
            self._timer.resume()
        elif not should_run and self._since is not None:
            self._offset = float(self.offset_cells)
            self._since = None
            self._timer.pause()
