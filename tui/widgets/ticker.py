"""The scrolling ticker: a prebuilt stretch of the tape, cropped at an offset that follows the clock."""

import math
from dataclasses import dataclass, replace
from typing import Final

from rich.segment import Segment
from textual import events, on
from textual.geometry import Region
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip
from textual.timer import Timer

from tui.clock import Clock, SystemClock
from tui.keys.bindings import key_for
from tui.market import MarketState
from tui.render.tape import Stretch, Tape, TapePlace, rows_on_tape, why_empty
from tui.view.model import View
from tui.widgets.painted import Painted

_SECONDS_A_PAGE: Final = 6.0
_MOST_TURNS: Final = 100
_WIDTHS_A_STRETCH: Final = 3


class Ticker(Painted):
    """Every quote, or a list's, running past. It stands still while paused, under the mouse, blurred, hidden, or empty.

    Where animations are turned off it turns pages instead.
    """

    GROUND = "panel"

    DEFAULT_CSS = """
    Ticker { width: 1fr; height: 1; background: $panel; }
    """

    # always: to find out whether two states of ten thousand rows differ takes longer than to look at what shows
    state: reactive[MarketState] = reactive(MarketState(), repaint=False, always_update=True)
    stale: reactive[frozenset[str]] = reactive(frozenset[str](), repaint=False)
    view: reactive[View] = reactive(View(), repaint=False)
    is_paused: reactive[bool] = reactive(default=False, repaint=False)

    @dataclass
    class Pressed(Message):
        """An item was clicked."""

        symbol: str

    def __init__(self, clock: Clock | None = None, *, speed: float = 8.0, frames: float = 8.0) -> None:
        """Take the cells that run by in a second, and the most frames to paint in a second."""
        super().__init__()
        self.speed = speed
        self.frames = frames
        self._clock = clock or SystemClock()
        self._tape = Tape()
        self._stretch = Stretch()
        self._made_for: tuple[object, ...] = ()
        """What the stretch depends on besides its place."""
        self._first_cell = 0
        """How many cells had gone by when the stretch's first one stood at the left edge."""
        self._gone = 0
        """How many cells had gone by at `_since`, or where it stands."""
        self._since: float | None = None
        self._is_paging = False
        self._is_hidden = False
        self._is_hovered = False
        self._timer: Timer | None = None
        self._painted: int | None = None

    @property
    def is_moving(self) -> bool:
        """Whether the tape moves."""
        return self._since is not None

    @property
    def offset_cells(self) -> int:
        """How many cells have gone by at the left edge; where pages are turned, up to the page that shows."""
        return self._gone if self._is_paging else self._gone + int(self._elapsed * self.speed)

    def set_pace(self, speed: float, frames: float) -> None:
        """Run at another speed from now and here on."""
        if (speed, frames) != (self.speed, self.frames):
            self._stop()
            self.speed, self.frames = speed, frames
            self._run_or_stop()

    def jump_to(self, symbol: str) -> bool:
        """Put the symbol at the left edge; False where the tape does not have it."""
        item = self._tape.find(symbol)
        if item is None:
            return False
        self._stop()
        self._look_from(TapePlace(item, 0))
        self._run_or_stop()
        self.refresh()
        return True

    # what lets it run or stand

    def on_mount(self) -> None:
        """Start, and follow the terminal's focus."""
        self.watch(self.app, "app_focus", self._take_focus, init=False)
        self._run_or_stop()

    def watch_is_paused(self) -> None:
        """Stop or go on where it stood."""
        self._run_or_stop()

    @on(events.Show)
    @on(events.Hide)
    def _take_sight(self, event: events.Show | events.Hide) -> None:
        """Stop when hidden, and go on when shown again."""
        self._is_hidden = isinstance(event, events.Hide)
        self._run_or_stop()

    @on(events.Enter)
    @on(events.MouseMove)
    @on(events.Leave)
    def _take_mouse(self, event: events.Enter | events.MouseMove | events.Leave) -> None:
        """Stand still under the mouse, also where it has been since before the terminal lost the focus."""
        is_hovered = not isinstance(event, events.Leave)
        if self._is_hovered is not is_hovered:
            self._is_hovered = is_hovered
            self._run_or_stop()

    def _take_focus(self) -> None:
        """Stop or go on with the terminal's focus; nobody tells where the mouse went in the meantime."""
        self._is_hovered = False
        self._run_or_stop()

    def _run_or_stop(self) -> None:
        if not self.is_running:
            return
        stands = self.is_paused or self._is_hidden or self._is_hovered or not self.app.app_focus
        if stands or not self._tape.rows:
            self._stop()
        elif self._since is None:
            self._since = self._clock.monotonic()
            self._timer = self.set_interval(self._seconds_a_frame, self._paint_frame)

    def _stop(self) -> None:
        if self._timer is not None:
            self._gone, self._since = self.offset_cells, None
            self._timer.stop()
            self._timer = None
            self.refresh()

    @property
    def _seconds_a_frame(self) -> float:
        """The time of whole cells, so that each frame goes as far as the one before it."""
        cells = math.ceil(self.speed / self.frames)
        return _SECONDS_A_PAGE if self._is_paging else cells / self.speed

    @property
    def _elapsed(self) -> float:
        return 0.0 if self._since is None else self._clock.monotonic() - self._since

    # what it shows

    def colours_changed(self) -> None:
        """Make the stretch anew in the colours of another theme."""
        self._made_for = ()

    def watch_state(self) -> None:
        """Take in new prices without a jump."""
        self._take_rows()

    def watch_stale(self) -> None:
        """Dim what has grown old."""
        self._take_rows()

    def watch_view(self, before: View, view: View) -> None:
        """Take the rows of the list as it is now, or of another one from its start."""
        if (before.tape, before.symbols_of(before.tape)) != (view.tape, view.symbols_of(view.tape)):
            self._take_rows()
            self.refresh()
        if before.tape != view.tape and self._tape.rows:
            self.jump_to(self._tape.rows[0].symbol)

    def on_click(self, event: events.Click) -> None:
        """Tell which item was clicked."""
        if self._tape.rows:
            cell = self._settle() + event.x
            if (symbol := self._stretch.symbol_at(cell)) is not None:
                self.post_message(self.Pressed(symbol))

    def render_line(self, y: int) -> Strip:
        """Return the part of the tape that shows now."""
        if y or not self._tape.rows:
            sentence = why_empty(self.state, self.view, key_for(self.app, "ticker-list"))
            line = Strip([Segment(sentence, self.palette.muted)])
            return self.filtering()(line.adjust_cell_length(self.size.width, self.palette.text))
        cell = self._settle()
        return self._stretch.crop(cell, self.size.width)

    def render_lines(self, crop: Region) -> list[Strip]:
        """Return the lines of now; Textual would keep those that it asked for last, many frames ago."""
        return [self.render_line(y).crop(crop.x, crop.right) for y in crop.line_range]

    def _paint_frame(self) -> None:
        self._settle()
        if self._painted != self.offset_cells:
            self._painted = self.offset_cells
            if not self.spot.paint(self.render_line(0)):
                self.refresh()

    def _take_rows(self) -> None:
        """Take another tape, with what stood at the left edge still there; make nothing anew that looks the same."""
        cell = self._settle() if self._tape.rows else 0
        before, self._tape = self._tape, Tape(rows_on_tape(self.state, self.view), self.stale)
        if before.rows and self._tape.rows:
            stood = self._stretch.place_at(cell)
            place = self._tape.carried(before, stood)
            first = place.item - (stood.item - self._stretch.first)
            faces = self._stretch.faces
            if place.cell == stood.cell and self._tape.faces(first, len(faces)) == faces:
                self._stretch = replace(self._stretch, first=first % len(self._tape))
                return
            self._look_from(place)
        elif self._tape.rows:
            self._look_from(TapePlace(0, 0))
        self.refresh()
        self._run_or_stop()

    # the stretch that it is cropped from

    def _settle(self) -> int:
        """See to it that the stretch has all that shows now, and return its cell at the left edge."""
        if self._is_paging is not (self.app.animation_level == "none"):
            self._stop()
            self._is_paging = not self._is_paging
            self._run_or_stop()
        if self._made_for != self._conditions:
            self._look_from(self._place)
        elif self._is_paging:
            self._turn_pages()
        elif self.offset_cells + self.size.width > self._first_cell + self._stretch.length:
            self._look_from(self._place)
        return self.offset_cells - self._first_cell

    def _turn_pages(self) -> None:
        """Turn the pages that are due; after a long sleep not all, as nobody knows where they would have led."""
        if self._since is None or not (turns := int(self._elapsed / _SECONDS_A_PAGE)):
            return
        self._since += turns * _SECONDS_A_PAGE
        for _ in range(min(turns, _MOST_TURNS)):
            self._gone += self._stretch.length
            self._look_from(TapePlace(self._stretch.first + len(self._stretch.faces), 0))

    @property
    def _place(self) -> TapePlace:
        """What stands at the left edge now."""
        cell = self.offset_cells - self._first_cell
        if 0 <= cell < self._stretch.length:
            return self._stretch.place_at(cell)
        return self._tape.moved(TapePlace(self._stretch.first, 0), cell)

    def _look_from(self, place: TapePlace) -> None:
        """Make the stretch that has the place at the left edge now."""
        width = max(1, self.size.width)  # in a window that is too small it has none, but an item at the left edge still
        if self._is_paging:
            stretch = self._tape.page(place.item, width, self.palette)
        else:
            stretch = self._tape.stretch(place.item, place.cell + _WIDTHS_A_STRETCH * width, self.palette)
        self._first_cell = self.offset_cells - (0 if self._is_paging else place.cell)
        self._stretch = replace(stretch, strip=self.filtering()(stretch.strip))  # once a stretch, not a frame
        self._made_for = self._conditions

    @property
    def _conditions(self) -> tuple[object, ...]:
        return (self._is_paging, self.size.width, *self.app.get_line_filters())
