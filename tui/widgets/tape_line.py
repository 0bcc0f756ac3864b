"""The first line of the screen: what the prices are where they are not live, and the ticker."""

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.reactive import reactive
from textual.widgets import Static

from tui.clock import Clock
from tui.market import MarketState
from tui.view.model import View
from tui.widgets.ticker import Ticker


class TapeLine(Horizontal):
    """The ticker behind a label, which is there only while it has something to say."""

    DEFAULT_CSS = """
    TapeLine { height: 1; background: $panel; padding-left: 1; }
    TapeLine.-labelled { padding-left: 0; }
    TapeLine > .tape--origin {
        width: auto; padding: 0 1; background: $accent; color: auto; text-style: bold; margin-right: 1;
    }
    """

    state: reactive[MarketState] = reactive(MarketState(), repaint=False, always_update=True)
    stale: reactive[frozenset[str]] = reactive(frozenset[str](), repaint=False)
    view: reactive[View] = reactive(View(), repaint=False)
    origin: reactive[str] = reactive("", repaint=False)
    """What the prices are where they are not live."""
    is_held: reactive[bool] = reactive(default=False, repaint=False)
    """Whether a replay stands still."""
    is_past: reactive[bool] = reactive(default=False, repaint=False)
    """Whether a moment of before is shown."""

    def __init__(self, clock: Clock, *, speed: float, frames: float) -> None:
        """Take the ticker's speed in cells a second, and its frames a second."""
        super().__init__()
        self._ticker = Ticker(clock, speed=speed, frames=frames)

    def compose(self) -> ComposeResult:
        """Set the label before the ticker."""
        yield Static(classes="tape--origin", markup=False)
        yield self._ticker.data_bind(TapeLine.state, TapeLine.stale, TapeLine.view)

    def toggle(self) -> None:
        """Hold the ticker, or let it run."""
        self._ticker.is_paused = not self._ticker.is_paused
        self._label()

    def watch_origin(self) -> None:
        """Say what the prices are."""
        self._label()

    def watch_is_past(self) -> None:
        """Say that what is shown is not so now."""
        self._label()

    def watch_is_held(self) -> None:
        """Say that a replay stands still."""
        self._label()

    def _label(self) -> None:
        states = ((self.is_past, "looking back"), (self.is_held, "held"), (self._ticker.is_paused, "paused"))
        words = (self.origin, *(word for holds, word in states if holds))
        text = " · ".join(filter(None, words)).upper()
        self.set_class(bool(text), "-labelled")
        for label in self.query(".tape--origin").results(Static):
            label.update(text)
            label.display = bool(text)
