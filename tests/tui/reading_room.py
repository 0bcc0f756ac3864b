"""The reader's pane in an app of its own, with a clock that stands still and messages that are kept."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from textual.app import App
from textual.binding import Binding
from textual.message import Message
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widgets import Input

from parsing import Article, Quote, Snapshot
from parsing.models import PAKISTAN
from tests.builders import NOON, FakeClock
from tui import themes
from tui.market import MarketState, apply
from tui.news.stories import Story
from tui.refresh import Kind, Refreshed
from tui.widgets.messages import StoryOpened, SymbolFollowed
from tui.widgets.pane_heading import PaneHeading
from tui.widgets.reader import Reader, why_no_article
from tui.widgets.reader_pane import ReaderPane
from tui.widgets.typed_line import TypedLine

EARLIER = datetime(2024, 5, 17, 11, 4, tzinfo=PAKISTAN)


def article(text: str = "It rose.", **parts: object) -> Article:
    """Return an article of that text, a paragraph a line, published at 14:10 in Pakistan unless it says otherwise."""
    told = {"title": "Kites rise", "published": datetime(2024, 5, 17, 14, 10, tzinfo=PAKISTAN), **parts}
    return Article.model_validate({"paragraphs": tuple(text.split("\n")), **told})


def market(
    *articles: Article,
    quotes: tuple[Quote, ...] = (),
    at: datetime = NOON,
    before: MarketState | None = None,
    kind: Kind = Kind.LIVE,
) -> MarketState:
    """Return the state after a page with the quotes and, as a feed has them, the articles."""
    indices = tuple(one for one in quotes if one.is_index)
    shares = tuple(one for one in quotes if not one.is_index)
    snapshot = Snapshot(quotes=shares, indices=indices, articles=articles)
    return apply(before or MarketState(), Refreshed("page.txt", kind, at, at, snapshot))


class _Desk(Screen[None]):
    """A screen with the keys that the monitor's has."""

    BINDINGS = [Binding("slash", "find", "Find", priority=True), Binding("escape", "clear_filter", "Clear")]

    def __init__(self, pane: ReaderPane) -> None:
        super().__init__()
        self.pane = pane

    async def action_find(self) -> None:
        """Look for something."""
        await self.pane.open_search()

    def action_clear_filter(self) -> None:
        """Look for nothing."""
        self.pane.close_search()


class ReadingApp(App[None]):
    """The pane and nothing else."""

    CSS = "ReaderPane { height: 1fr; } #reader { height: 1fr; }"

    def __init__(self, clock: FakeClock, articles: Path, theme: str) -> None:
        super().__init__()
        for own in themes.OWN:
            self.register_theme(own)
        self.theme = theme
        self.pane = ReaderPane(clock, articles)
        self.said: list[Message] = []

    def get_default_screen(self) -> Screen[None]:
        """Return the desk."""
        return _Desk(self.pane)

    def on_mount(self) -> None:
        """Put the pane on the desk, with the keys in the reader."""
        self.screen.mount(self.pane)
        self.animation_level = "none"

    def on_symbol_followed(self, message: SymbolFollowed) -> None:
        """Remember it."""
        self.said.append(message)

    def on_story_opened(self, message: StoryOpened) -> None:
        """Remember it, and open the story."""
        self.said.append(message)
        self.pane.story = message.story

    @property
    def toasts(self) -> list[str]:
        """What the toasts say, the newest last."""
        return [str(toast.message) for toast in self._notifications]


@dataclass
class Room:
    """The running app and what a test does with it."""

    app: ReadingApp
    pilot: Pilot[None]
    clock: FakeClock
    state: MarketState = field(default_factory=MarketState)

    @property
    def pane(self) -> ReaderPane:
        """The pane."""
        return self.app.pane

    @property
    def reader(self) -> Reader:
        """The reader in it."""
        return self.pane.reader

    @property
    def text(self) -> str:
        """What the reader says."""
        return self.reader.text

    @property
    def heading(self) -> str:
        """What the heading says at the left."""
        return str(self.pane.query_one(PaneHeading).title)

    @property
    def screen(self) -> list[str]:
        """The lines of the reader as they are painted, without what stands at their ends."""
        width = self.reader.size.width
        strips = self.app.screen._compositor.render_strips()
        return [strip.text[:width].rstrip() for strip in strips[1 : 1 + self.reader.region.height]]

    @property
    def found(self) -> str:
        """What the search says."""
        return self.reader.found

    @property
    def field(self) -> Input:
        """The line in which is typed what to look for."""
        return self.pane.query_one(TypedLine).query_one(Input)

    async def show(self, state: MarketState, story: Story | None = None) -> None:
        """Show the newest story of the state, or that one."""
        self.state = state
        self.pane.state = state
        self.pane.why = why_no_article(state)
        self.pane.story = story or next(iter(state.news.stories), None)
        await self.settle()

    async def price(self, *quotes: Quote, at: datetime = NOON) -> None:
        """Have a page come with the prices."""
        await self.show(market(quotes=quotes, at=at, before=self.state), self.pane.story)

    async def change(self, **parts: object) -> None:
        """Show the article with other parts."""
        story = self.pane.story
        assert story is not None
        self.pane.story = replace(story, article=story.article.model_copy(update=parts))
        await self.settle()

    async def press(self, *keys: str) -> None:
        """Press the keys, and let the screen settle."""
        await self.pilot.press(*keys)
        await self.settle()

    async def settle(self) -> None:
        """Wait until the article is whole and all is painted."""
        await self.pilot.pause()
        await self.app.workers.wait_for_complete()
        while (body := self.reader.body) is not None and not body.is_whole:
            await self.pilot.pause()
        await self.pilot.pause()


@asynccontextmanager
async def reading(
    state: MarketState | None = None,
    *,
    size: tuple[int, int] = (80, 24),
    articles: Path = Path("/nowhere"),
    start: datetime = NOON,
    theme: str = themes.DARK.name,
) -> AsyncIterator[Room]:
    """Run the app with the newest story of the state in its reader."""
    clock = FakeClock(start)
    app = ReadingApp(clock, articles, theme)
    async with app.run_test(size=size) as pilot:
        room = Room(app, pilot, clock)
        app.screen.set_focus(room.reader)
        if state is not None:
            await room.show(state)
        yield room
