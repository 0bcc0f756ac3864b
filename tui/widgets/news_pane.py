"""The pane of the news: the headlines above, and below them the reader with the article that is open."""

from collections import deque
from pathlib import Path
from typing import Final

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.reactive import reactive

from tui.clock import Clock
from tui.keys.bindings import key_for
from tui.market import MarketState
from tui.news.stories import Story
from tui.prices.rows import Row
from tui.view.marks import Marking
from tui.view.model import View
from tui.widgets.headlines_pane import HeadlinesPane
from tui.widgets.messages import LookBy, StoriesMarked, StoryOpened, WholeWanted
from tui.widgets.reader import Reader, why_no_article
from tui.widgets.reader_pane import ReaderPane
from tui.widgets.toasts import say_instead

_HEADING: Final = 1
_LEAST: Final = 5
_SHARE: Final = 35
"""The lines that the headlines have at most: so many per cent of the pane, or these few."""

_MOST_UNDONE: Final = 100


class NewsPane(Vertical):
    """Headlines and reader, stacked. Until the user opens or reads an article, the newest of the pages is open."""

    DEFAULT_CSS = """
    NewsPane > HeadlinesPane.-none { display: none; }
    NewsPane > ReaderPane { height: 1fr; }
    """

    state: reactive[MarketState] = reactive(MarketState(), repaint=False)
    stale: reactive[frozenset[str]] = reactive(frozenset[str](), repaint=False)
    view: reactive[View] = reactive(View(), repaint=False)
    row: reactive[Row | None] = reactive(None, repaint=False)
    """The row at the cursor of the quotes."""
    is_alone: reactive[bool] = reactive(default=False, repaint=False)
    """Whether the quotes are out of sight, and headlines and reader take turns."""
    story: reactive[Story | None] = reactive(None, repaint=False)
    """The article in the reader."""
    open_key: reactive[str] = reactive("", repaint=False)
    why: reactive[str] = reactive("", repaint=False)
    """The sentence in the place of an article, where there is none."""
    note: reactive[str] = reactive("", repaint=False)
    """What is to be said below the article."""

    def __init__(self, clock: Clock, articles: Path) -> None:
        """Take the clock, and the folder in which articles are saved."""
        super().__init__()
        self._clock = clock
        self._articles = articles
        self._is_chosen = False
        self._markings: deque[Marking] = deque(maxlen=_MOST_UNDONE)

    def compose(self) -> ComposeResult:
        """Stack the headlines and the reader."""
        yield HeadlinesPane(self._clock).data_bind(
            NewsPane.state, NewsPane.stale, NewsPane.view, NewsPane.open_key, NewsPane.is_alone, NewsPane.row
        )
        yield ReaderPane(self._clock, self._articles).data_bind(
            NewsPane.state,
            NewsPane.stale,
            NewsPane.row,
            NewsPane.is_alone,
            NewsPane.story,
            NewsPane.why,
            NewsPane.note,
        )

    @property
    def headlines(self) -> HeadlinesPane:
        """The headlines."""
        return self.query_one(HeadlinesPane)

    @property
    def reader_pane(self) -> ReaderPane:
        """The reader with its heading and its search."""
        return self.query_one(ReaderPane)

    @property
    def reader(self) -> Reader:
        """The reader."""
        return self.query_one(Reader)

    def watch_state(self, state: MarketState) -> None:
        """Show the newest article of the pages, or while one is being read the newest text of that."""
        self.why = why_no_article(state)
        story = state.news.by_key.get(self.open_key)
        if story is None or not self._is_being_read:
            newest = state.news.find(state.article) if state.article else None
            story = newest or story
        self._show(story)
        if story is not None and not self._is_being_read:
            self.call_after_refresh(self._keep_at_open)
        self._share()

    def look(self) -> None:
        """Look at the clock: how old things are now, and on which day."""
        self.headlines.look()

    def on_resize(self) -> None:
        """Share another height."""
        self._share()

    def watch_is_alone(self) -> None:
        """Give all of it to the one that is in sight."""
        self._share()

    def _share(self) -> None:
        """Give the headlines the lines that they want, up to their share."""
        for headlines in self.query(HeadlinesPane):
            most = max(_LEAST, self.size.height * _SHARE // 100)
            headlines.styles.height = "1fr" if self.is_alone else min(most, headlines.rows_wanted + _HEADING)
            headlines.set_class(not self.state.news.stories and not self.is_alone, "-none")

    @property
    def _is_being_read(self) -> bool:
        """Whether the user chose the article, or is reading in it."""
        return self._is_chosen or any(reader.has_focus or reader.scroll_y > 0 for reader in self.query(Reader))

    def _keep_at_open(self) -> None:
        """Let the cursor of the headlines follow what is shown, unless the user moves it."""
        if self.is_attached and not self._is_being_read and not self.headlines.headlines.has_focus:
            self.headlines.select(self.open_key)

    def _show(self, story: Story | None) -> None:
        if story is not None and story.key != self.open_key:
            self.note = ""
        self.story = story
        self.open_key = story.key if story else ""

    # what the person does

    @on(HeadlinesPane.WantsRows)
    def _give_rows(self, message: HeadlinesPane.WantsRows) -> None:
        message.stop()
        self._share()

    @on(StoryOpened)
    def _open_chosen(self, message: StoryOpened) -> None:
        self.open(message.story)

    def open(self, story: Story) -> None:
        """Show the story, and take it for read."""
        self._is_chosen = True
        self._show(story)
        self._mark_read(story)
        self.headlines.select(story.key)
        if story.article.is_excerpt and story.link:
            self.post_message(WholeWanted(story))

    @on(events.DescendantFocus)
    def _take_for_read(self) -> None:
        """Take the article for read to which the user went."""
        if self.story is not None and self.reader.has_focus:
            self._mark_read(self.story)

    def _mark_read(self, story: Story) -> None:
        if (marking := Marking((story,), is_set=True).within(self.view)).stories:
            self.post_message(LookBy(marking.on))

    def step(self, by: int) -> None:
        """Open the headline so many places on, and take the one before for read if it was in sight."""
        story = self.headlines.story_after(self.open_key, by)
        if story is None:
            self._tell("There is no headline after this one." if by > 0 else "There is no headline before this one.")
            return
        if self.story is not None and self.reader.is_on_screen:
            self._mark_read(self.story)
        self.open(story)

    def open_unread(self) -> None:
        """Open the next headline that is not read."""
        story = self.headlines.next_unread(self.open_key)
        if story is None:
            self._tell("There is no other headline that is not read.")
            return
        self.open(story)

    @on(StoriesMarked)
    def _mark(self, message: StoriesMarked) -> None:
        message.stop()
        marking = Marking(message.stories, message.is_read).within(self.view)
        self._take(marking)
        if len(marking.stories) > 1:
            undo = key_for(self.app, "undo-mark")
            self._tell(f"{len(marking.stories):,} marked read{f'; {undo} takes it back' if undo else ''}.")

    def star(self, story: Story | None) -> None:
        """Give the story a star, or take it away."""
        if story is not None:
            self._take(Marking((story,), story.ids.isdisjoint(self.view.kept), is_star=True))

    def _take(self, marking: Marking) -> None:
        if (marking := marking.within(self.view)).stories:
            self._markings.append(marking)
            self.post_message(LookBy(marking.on))

    def undo(self) -> None:
        """Take the last mark back that the user made."""
        if not self._markings:
            self._tell("There is no mark to take back.")
            return
        self.post_message(LookBy(self._markings.pop().undone.on))

    def _tell(self, sentence: str) -> None:
        """Say what a key did, or why it did nothing."""
        say_instead(self.app, sentence)
