"""A long article in the reader: the time to its first screen and from a key to the screen, against a bare app.

The floor is a Textual app that puts one `Static` with an article of usual length on the screen. Of a megabyte there are
three kinds: one paragraph, 60 and 5,000. The rest of such an article follows its first screen, with keys in between:
how long one may have to wait is measured, too.
"""

import asyncio
import gc
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from statistics import fmean

from textual.app import App, ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Static

from benchmarks.figures import Figure, amount, in_turns
from benchmarks.painting import Canvas, canvas
from parsing import Article, Snapshot
from tui import themes
from tui.clock import SystemClock
from tui.market import MarketState, apply
from tui.refresh import Kind, Refreshed
from tui.widgets.reader_pane import ReaderPane

_SIZE = (120, 40)
_MEGABYTE = 1_000_000
_USUAL = 6_000
_KEYS = 10
_ROUNDS = 3
_SCREENFUL = 2_000
_SENTENCE = "Shares of Hub Power rose on Friday while those of other companies fell, dealers in Karachi said. "
_FIRST_SCREEN = 1.0
_WAIT = 0.2
_KEY = 3.0


def _text(length: int) -> str:
    return (_SENTENCE * (length // len(_SENTENCE) + 1))[:length].strip()


class ReadingApp(App[None]):
    """The reader's pane and nothing else."""

    def __init__(self) -> None:
        super().__init__()
        for theme in themes.OWN:
            self.register_theme(theme)
        self.theme = themes.DARK.name
        self.pane = ReaderPane(SystemClock(), Path())

    def compose(self) -> ComposeResult:
        """Show the pane."""
        yield self.pane

    def open(self, state: MarketState) -> None:
        """Open the only story of the state."""
        self.pane.state = state
        self.pane.story = state.news.stories[0]
        self.screen.set_focus(self.pane.reader)


class BareApp(App[None]):
    """A text that scrolls, and nothing else."""

    def compose(self) -> ComposeResult:
        """Show the text."""
        with VerticalScroll():
            yield Static(markup=False)

    def open(self, text: str) -> None:
        """Show the text."""
        self.query_one(Static).update(text)
        self.screen.set_focus(self.query_one(VerticalScroll))


def state_with(paragraphs: int) -> MarketState:
    """Return a state whose only story has a megabyte in so many paragraphs."""
    text = _text(_MEGABYTE // paragraphs)
    snapshot = Snapshot(article=Article(title="A long one", paragraphs=(text,) * paragraphs))
    now = SystemClock().now()
    return apply(MarketState(), Refreshed("page", Kind.SAVED, now, now, snapshot))


async def _seconds_to_first_screen(app: "ReadingApp | BareApp", act: Callable[[], object]) -> float:
    """Act, and return the seconds until the screen shows what it opened."""
    async with canvas(app, _SIZE) as stage:
        gc.collect()
        before, started = stage.driver.characters, time.perf_counter()
        act()
        await _painted(stage, before)
        return time.perf_counter() - started


async def _painted(stage: Canvas, before: int) -> None:
    """Return when a screen full has been written since there were so many characters."""
    while True:
        await asyncio.sleep(0)
        if stage.driver.characters >= before + _SCREENFUL:
            return


def _our_screen(state: MarketState) -> float:
    app = ReadingApp()
    return asyncio.run(_seconds_to_first_screen(app, lambda: app.open(state)))


def _bare_screen() -> float:
    app = BareApp()
    return asyncio.run(_seconds_to_first_screen(app, lambda: app.open(_text(_USUAL))))


async def _seconds_of_a_key(app: "ReadingApp | BareApp", act: Callable[[], object]) -> float:
    async with canvas(app, _SIZE) as stage:
        act()
        await stage.quiet()
        return fmean([await stage.seconds_to_frame_of_key("down") for _ in range(_KEYS)])


def _our_key(state: MarketState) -> float:
    app = ReadingApp()
    return asyncio.run(_seconds_of_a_key(app, lambda: app.open(state)))


def _bare_key() -> float:
    app = BareApp()
    return asyncio.run(_seconds_of_a_key(app, lambda: app.open(_text(_USUAL * 3))))


async def _longest_hold(state: MarketState) -> float:
    """Return the longest time for which the event loop was held once the first screen was there."""
    app, longest = ReadingApp(), 0.0
    async with canvas(app, _SIZE) as stage:
        before = stage.driver.characters
        app.open(state)
        await _painted(stage, before)
        while (body := app.pane.reader.body) is None or not body.is_whole:
            started = time.perf_counter()
            await asyncio.sleep(0)
            longest = max(longest, time.perf_counter() - started)
    return longest


def measure() -> Iterator[Figure]:
    """Return the time to the first screen, the longest wait while the rest follows, and the ratio of a key."""
    for paragraphs in (1, 60, 5_000):
        state = state_with(paragraphs)
        kind = f"1 MB in {paragraphs:,} paragraph{'s' if paragraphs > 1 else ''}"
        turns = [(_our_screen(state), _bare_screen(), asyncio.run(_longest_hold(state))) for _ in range(_ROUNDS)]
        ours, bare, held = zip(*turns, strict=True)
        yield _seconds(f"first screen of {kind}", ours, bare, _FIRST_SCREEN)
        yield _seconds(f"longest wait meanwhile, {kind}", held, bare, _WAIT)
        yield in_turns(
            f"a key in {kind}",
            "a key in a Static",
            lambda state=state: _our_key(state),  # type: ignore[misc]
            _bare_key,
            limit=_KEY,
            rounds=_ROUNDS,
        )


def _seconds(name: str, ours: Sequence[float], bare: Sequence[float], limit: float) -> Figure:
    return amount(name, ours, "s", limit=limit, against="a Static of 6 kB", theirs=bare)
