"""The first line of the screen: what the prices are where they are not live, and the ticker."""

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.reactive import reactive
from textual.widgets import Static

from tui.clock import Clock
from tui.market import MarketState
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
    origin: reactive[str] = reactive("", repaint=False)
    """What the prices are where they are not live."""
    is_held: reactive[bool] = reactive(default=False, repaint=False)
    """Whether a replay stands still."""

    def __init__(self, clock: Clock, *, speed: float, frames: float) -> None:
        """Take the ticker's speed in cells a second, and its frames a second."""
        super().__init__()
        self._ticker = Ticker(clock, speed=speed, frames=frames)

    def compose(self) -> ComposeResult:
        """Set the label before the ticker."""
        yield Static(classes="tape--origin", markup=False)
        yield self._ticker.data_bind(TapeLine.state, TapeLine.stale)

    @property
    def ticker(self) -> Ticker:
        """The ticker in it."""
        return self._ticker

    def toggle(self) -> None:
        """Hold the ticker, or let it run."""
        self._ticker.is_paused = not self._ticker.is_paused
        self._label()

    def watch_origin(self) -> None:
        """Say what the prices are."""
        self._label()

    def watch_is_held(self) -> None:
        """Say that a replay stands still."""
        self._label()

    def _label(self) -> None:
        words = (self.origin, "held" if self.is_held else "", "paused" if self._ticker.is_paused else "")
        text = " · ".join(word for word in words if word).upper()
        self.set_class(bool(text), "-labelled")
        for label in self.query(".tape--origin").results(Static):
            label.update(text)
            label.display = bool(text)
