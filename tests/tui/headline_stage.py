"""The headlines on a stage of their own: stories as a test wants them, and an app that shows their pane alone."""

from collections.abc import AsyncIterator, Iterable, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from decimal import Decimal

from textual import on
from textual.app import App, ComposeResult
from textual.binding import Binding
from textual.pilot import Pilot
from textual.reactive import reactive
from textual.screen import Screen
from textual.widgets import Input, Static
from textual.worker import WorkerCancelled

from parsing import Article, Quote
from tests.builders import NOON, FakeClock, row_of
from tui import themes
from tui.market import MarketState
from tui.news.collection import News
from tui.news.stories import Story, Then
from tui.refresh import Kind
from tui.view.model import View
from tui.widgets.headline_list import HeadlineList
from tui.widgets.headlines_pane import HeadlinesPane
from tui.widgets.messages import StoriesMarked, StoryOpened
from tui.widgets.pane_heading import PaneHeading


def story(
    title: str = "Kites rise",
    *paragraphs: str,
    key: str = "",
    section: str | None = None,
    published: datetime | date | None = NOON,
    seen_at: datetime = NOON,
    symbols: Sequence[str] = (),
    then: dict[str, str] | None = None,
    kind: Kind = Kind.LIVE,
) -> Story:
    """Return a story; its key is its title, unless one is given."""
    article = Article(title=title, section=section, paragraphs=paragraphs, published=published)
    prices = {symbol: Then(Decimal(price), seen_at, is_published=True) for symbol, price in (then or {}).items()}
    key = key or title
    return Story(key, frozenset({key}), article, "page.txt", kind, seen_at, symbols=tuple(symbols), then=prices)


def stories(count: int, *paragraphs: str) -> list[Story]:
    """Return so many stories, each a minute older than the one before: `Story 000`, `Story 001` and so on."""
    return [story(f"Story {n:03}", *paragraphs, published=NOON - timedelta(minutes=n + 1)) for n in range(count)]


def state_of(told: Iterable[Story], *quotes: Quote) -> MarketState:
    """Return the market with these stories, newest first, and these quotes."""
    ordered = sorted(told, key=lambda one: one.at, reverse=True)
    return MarketState(rows=tuple(map(row_of, quotes)), news=News(tuple(ordered)))


class HeadlinesScreen(Screen[None]):
    """A screen with the headlines alone, which opens and marks what it is asked to."""

    BINDINGS = [Binding("slash", "filter"), Binding("escape", "clear_filter"), Binding("tab", "none")]

    state: reactive[MarketState] = reactive(MarketState())
    stale: reactive[frozenset[str]] = reactive(frozenset[str]())
    view: reactive[View] = reactive(View())
    open_key: reactive[str] = reactive("")
    is_alone: reactive[bool] = reactive(default=False)

    def __init__(self, state: MarketState, view: View, clock: FakeClock) -> None:
        super().__init__()
        self.set_reactive(HeadlinesScreen.state, state)
        self.set_reactive(HeadlinesScreen.view, view)
        self._clock = clock
        self.opened: list[str] = []
        self.wanted: list[int] = []

    def compose(self) -> ComposeResult:
        """Show the pane."""
        yield HeadlinesPane(self._clock).data_bind(
            HeadlinesScreen.state,
            HeadlinesScreen.stale,
            HeadlinesScreen.view,
            HeadlinesScreen.open_key,
            HeadlinesScreen.is_alone,
        )

    @property
    def pane(self) -> HeadlinesPane:
        """The pane."""
        return self.query_one(HeadlinesPane)

    @on(StoryOpened)
    def _open(self, message: StoryOpened) -> None:
        self.opened.append(message.story.key)
        self.open_key = message.story.key

    @on(StoriesMarked)
    def _mark(self, message: StoriesMarked) -> None:
        ids = {mark for marked in message.stories for mark in marked.ids}
        self.view = self.view.marking(ids, is_read=message.is_read)

    @on(HeadlinesPane.WantsRows)
    def _take_rows(self, message: HeadlinesPane.WantsRows) -> None:
        self.wanted.append(message.rows)

    async def action_filter(self) -> None:
        """Open the search."""
        await self.pane.open_search()

    def action_clear_filter(self) -> None:
        """List all again."""
        self.pane.close_search()
        self.pane.headlines.focus()


class HeadlinesApp(App[None]):
    """The headlines in our colours."""

    def __init__(self, state: MarketState, view: View, clock: FakeClock, theme: str) -> None:
        super().__init__()
        for own in themes.OWN:
            self.register_theme(own)
        self.theme = theme
        self.headlines = HeadlinesScreen(state, view, clock)

    def get_default_screen(self) -> Screen[None]:
        """Return the screen of the headlines."""
        return self.headlines


@dataclass
class HeadlineStage:
    """The running app and what a test does with it."""

    app: HeadlinesApp
    pilot: Pilot[None]
    clock: FakeClock

    @property
    def screen(self) -> HeadlinesScreen:
        """The screen."""
        return self.app.headlines

    @property
    def pane(self) -> HeadlinesPane:
        """The pane."""
        return self.screen.pane

    @property
    def rows(self) -> HeadlineList:
        """The list."""
        return self.pane.headlines

    @property
    def titles(self) -> list[str]:
        """The titles in the order of the list."""
        return [one.title for one in self.pane.shown]

    @property
    def lines(self) -> list[str]:
        """The lines of the list that are in view."""
        return [self.rows.render_line(y).text.rstrip() for y in range(self.rows.size.height)]

    @property
    def cursor(self) -> tuple[str, int]:
        """The title at the cursor, and the line of the view on which that is."""
        assert self.pane.selected_story is not None
        assert self.rows.cursor_row is not None
        return self.pane.selected_story.title, self.rows.cursor_row - self.rows.scroll_offset.y

    @property
    def heading(self) -> str:
        """What the heading says."""
        heading = self.screen.query_one(PaneHeading)
        return "  ".join(filter(None, (heading.title.plain, heading.aside.plain)))

    @property
    def notice(self) -> str:
        """What stands in the list's place; empty while there are headlines."""
        notice = self.screen.query_one(".headlines--notice", Static)
        return str(notice.content) if notice.display else ""

    @property
    def typed(self) -> str | None:
        """What is typed in the line of the search; None while it is not there."""
        return next((line.value for line in self.screen.query(Input) if line.parent and line.parent.display), None)

    def bring(self, *new: Story) -> None:
        """Let stories come in."""
        state = self.screen.state
        ordered = sorted((*new, *state.news.stories), key=lambda one: one.at, reverse=True)
        self.screen.state = replace(state, news=News(tuple(ordered)))

    def read(self, *keys: str) -> None:
        """Mark the stories of these keys as read."""
        self.screen.view = self.screen.view.marking(keys, is_read=True)

    async def press(self, *keys: str) -> None:
        """Press the keys, and let the screen settle."""
        await self.pilot.press(*keys)
        await self.settle()

    async def settle(self) -> None:
        """Wait until all that was sent is done and painted."""
        with suppress(WorkerCancelled):
            await self.app.workers.wait_for_complete()
        await self.pilot.pause()
        await self.pilot.pause()


@asynccontextmanager
async def headlines_staged(
    told: Iterable[Story] = (),
    *quotes: Quote,
    size: tuple[int, int] = (80, 12),
    theme: str = themes.DARK.name,
    view: View | None = None,
) -> AsyncIterator[HeadlineStage]:
    """Run the app on these stories and quotes."""
    clock = FakeClock()
    app = HeadlinesApp(state_of(told, *quotes), view or View(), clock, theme)
    async with app.run_test(size=size) as pilot:
        stage = HeadlineStage(app, pilot, clock)
        app.headlines.pane.headlines.focus()
        await stage.settle()
        yield stage
