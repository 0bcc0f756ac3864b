"""The ticker's CPU time in a terminal, against a `Static` that is updated as often and against bare writing.

`python -m benchmarks.ticker` prints the share of a core that each takes; with `ours`, `static` or `floor` it is that
app, which ends by itself and prints its CPU seconds a second.
"""

import re
import sys
import time
from collections.abc import Callable
from typing import Final

from textual.app import App, ComposeResult
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from benchmarks.figures import Figure, in_turns
from benchmarks.start import SEED
from parsing import parse_snapshot
from tests.terminal import terminal
from tui import themes
from tui.clock import SystemClock
from tui.market import MarketState, apply
from tui.refresh import Kind, Refreshed
from tui.render.palette import palette_on
from tui.render.tape import Stretch, Tape
from tui.widgets.ticker import Ticker

COLUMNS: Final = 200
FRAMES: Final = 10.0
_SETTLE_SECONDS: Final = 2.0
_SECONDS: Final = 6.0

# "0.00712 CPU seconds a second"
FIGURE: Final = re.compile(rb"(?P<seconds> [0-9.]+ )[ ]CPU[ ]seconds[ ]a[ ]second", re.VERBOSE)


class OneLineApp(App[str]):
    """An app that shows one line, and ends with the CPU time that it took once it had settled."""

    CSS = "#line { height: 1; width: 1fr; background: $panel; }"

    def __init__(self, line: Widget) -> None:
        super().__init__()
        for theme in themes.OWN:
            self.register_theme(theme)
        self.theme = themes.DARK.name
        self._line = line
        self._began = (0.0, 0.0)

    def compose(self) -> ComposeResult:
        """Show the line."""
        self._line.id = "line"
        yield self._line

    def on_mount(self) -> None:
        """Begin to measure when all has settled."""
        self.set_timer(_SETTLE_SECONDS, self._begin)

    def _begin(self) -> None:
        self._began = (time.process_time(), time.perf_counter())
        self.set_timer(_SECONDS, self._end)

    def _end(self) -> None:
        seconds = (time.process_time() - self._began[0]) / (time.perf_counter() - self._began[1])
        self.exit(f"{seconds:.5f} CPU seconds a second")


class StaticLine(Static):
    """The tape as anyone would show it: a piece of it, given to a `Static` time and again."""

    def on_mount(self) -> None:
        """Make the content of three widths, once, and start."""
        stretch = _stretch(self)
        parts = [Content.styled(text, str(style)) for text, style, _ in stretch.strip]
        self._content = Content("").join(parts)
        self._offset = 0
        self.set_interval(1 / FRAMES, self._move)

    def _move(self) -> None:
        self._offset = (self._offset + 1) % COLUMNS
        self.update(self._content[self._offset : self._offset + COLUMNS])


class BareLine(Widget):
    """The least that puts such a line into the terminal: a strip, written as it is."""

    def on_mount(self) -> None:
        """Make the strip, once, and start."""
        self._stretch = _stretch(self)
        self._offset = 0
        self.set_interval(1 / FRAMES, self._move)

    def _move(self) -> None:
        self._offset = (self._offset + 1) % COLUMNS
        line = self._stretch.crop(self._offset, COLUMNS).render(self.app.console)
        assert self.app._driver is not None
        self.app._driver.write(f"\x1b[1;1H{line}")


def _state() -> MarketState:
    now = SystemClock().now()
    return apply(MarketState(), Refreshed("page", Kind.SAVED, now, now, parse_snapshot(SEED.read_bytes())))


def _stretch(widget: Widget) -> Stretch:
    state, palette = _state(), palette_on("panel", widget.app.theme_variables)
    return Tape(state.rows + state.indices).stretch(0, 3 * COLUMNS, palette)


def _ours() -> Widget:
    ticker = Ticker(speed=FRAMES, frames=FRAMES)
    ticker.set_reactive(Ticker.state, _state())
    return ticker


_LINES: Final[dict[str, Callable[[], Widget]]] = {"ours": _ours, "static": StaticLine, "floor": BareLine}


def cpu_seconds(name: str) -> float:
    """Run that app in a terminal, and return the CPU seconds that it takes in a second."""
    program = (sys.executable, "-m", "benchmarks.ticker")
    with terminal([name], program=program, columns=COLUMNS, lines=50) as tty:
        tty.until_written(b"CPU seconds a second")
        found = FIGURE.search(tty.written)
    assert found is not None
    return float(found["seconds"])


def measure() -> Figure:
    """Return the ratio of the CPU time."""
    return in_turns(
        f"a second of the ticker, {FRAMES:.0f} frames",
        "Static.update",
        lambda: cpu_seconds("ours"),
        lambda: cpu_seconds("static"),
        limit=0.5,
        rounds=3,
    )


if __name__ == "__main__":
    if len(sys.argv) > 1:
        print(OneLineApp(_LINES[sys.argv[1]]()).run())
    else:
        for line in _LINES:
            print(f"{line:8}{cpu_seconds(line):7.2%} of a core", flush=True)
