"""Ten thousand headlines against the quote table with as many rows, each in its pane: CPU time to the painted frame."""

import asyncio
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from itertools import count
from typing import Final, Protocol

from textual.app import App, ComposeResult
from textual.widget import Widget

from benchmarks.figures import Figure, ratio
from benchmarks.painting import Canvas, canvas
from benchmarks.snapshots import later, report, state_after
from parsing import Article
from tui import themes
from tui.clock import SystemClock
from tui.market import MarketState
from tui.news.collection import News
from tui.news.stories import Story, Then
from tui.refresh import Kind
from tui.view.model import Shown
from tui.widgets.headlines_pane import HeadlinesPane
from tui.widgets.quotes_pane import QuotesPane

_COUNT: Final = 10_000
_TURNS: Final = 3
_SAMPLES: Final = 8
_LIMITS: Final = {"load": 1.5, "step": 1.5, "page down": 1.5, "a new one": 1.5, "a mark": 4}
"""How many times as long headlines may take. With a mark they count all that are unread; the table counts nothing."""

Figures = dict[str, list[float]]


class _Host(App[None]):
    """An app in our colours that shows one pane."""

    def __init__(self, pane: Widget) -> None:
        super().__init__()
        for theme in themes.OWN:
            self.register_theme(theme)
        self.theme = themes.DARK.name
        self._pane = pane

    def compose(self) -> ComposeResult:
        yield self._pane


class _Subject(Protocol):
    @property
    def pane(self) -> Widget:
        """The pane."""
        ...

    def load(self) -> None:
        """Show ten thousand."""
        ...

    def change(self) -> None:
        """Show what came in."""
        ...

    def mark(self) -> None:
        """Mark the first."""
        ...

    @property
    def keys(self) -> Widget:
        """The widget that takes the keys."""
        ...


class _Headlines:
    def __init__(self) -> None:
        self.pane = HeadlinesPane(SystemClock())
        self._market = state_after(MarketState(), later(34, 0), 0)
        self._stories = tuple(_story(number, self._market) for number in range(_COUNT))
        self._newer = count(1)

    @property
    def keys(self) -> Widget:
        return self.pane.headlines

    def load(self) -> None:
        self._show(self._stories)

    def change(self) -> None:
        self._stories = (_story(-next(self._newer), self._market), *self._stories)
        self._show(self._stories)

    def mark(self) -> None:
        story = self.pane.shown[next(self._newer) % 5]
        self.pane.view = self.pane.view.marking(story.ids, is_read=not self.pane.marks.is_read(story))

    def _show(self, stories: tuple[Story, ...]) -> None:
        self.pane.state = replace(self._market, news=News(stories))


class _Quotes:
    def __init__(self) -> None:
        self.pane = QuotesPane(SystemClock())
        self._rows = state_after(MarketState(), later(_COUNT, 0), 0).rows
        self._newer = count(_COUNT, -1)

    @property
    def keys(self) -> Widget:
        return self.pane.table

    def load(self) -> None:
        self.pane.shown = Shown(self._rows)

    def change(self) -> None:
        self._rows = (self._rows[0]._replace(symbol=f"A{next(self._newer):06}"), *self._rows)
        self.pane.shown = Shown(self._rows)

    def mark(self) -> None:
        self.pane.view = self.pane.view.starring(self.pane.table.rows[len(self.pane.view.starred) % 5].symbol)


def _story(number: int, market: MarketState) -> Story:
    at = report(later(34, 0), 0).as_of - timedelta(minutes=number)
    row = market.rows[number % len(market.rows)]
    title = f"Story {number} tells at some length what became of {row.symbol} at the exchange today"
    article = Article(title=title, section="Markets", published=at, paragraphs=(f"{title}. " * 12,))
    then = {row.symbol: Then(row.quote.price - 1, at, is_published=True)}
    key = f"{number:x}"
    return Story(key, frozenset({key, f"{key} by title"}), article, "page", Kind.LIVE, at, "", (row.symbol,), then)


async def _turn(make: Callable[[], _Subject]) -> Figures:
    """Return the CPU seconds to the painted frame of every operation, a few samples each."""
    subject = make()
    figures: Figures = {}
    async with canvas(_Host(subject.pane)) as stage:
        figures["load"] = [await stage.seconds_to_frame(subject.load)]
        subject.keys.focus()
        await stage.quiet()
        figures["a new one"] = await _samples(stage, subject.change)
        figures["a mark"] = await _samples(stage, subject.mark)
        figures["step"] = [await stage.seconds_to_frame_of_key("down") for _ in range(_SAMPLES)]
        figures["page down"] = [await stage.seconds_to_frame_of_key("pagedown") for _ in range(_SAMPLES)]
    return figures


async def _samples(stage: Canvas, act: Callable[[], None]) -> list[float]:
    return [await stage.seconds_to_frame(act) for _ in range(_SAMPLES)]


def measure() -> Iterator[Figure]:
    """Return how many times as long the headlines take, for each operation."""
    ours: Figures = defaultdict(list)
    floor: Figures = defaultdict(list)
    for _ in range(_TURNS):
        for figures, make in ((ours, _Headlines), (floor, _Quotes)):
            for operation, seconds in asyncio.run(_turn(make)).items():
                figures[operation] += seconds
    for operation, limit in _LIMITS.items():
        name = f"10,000 headlines: {operation}"
        yield ratio(name, "quote table", ours[operation], floor[operation], limit=limit)
