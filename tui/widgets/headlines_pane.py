"""The pane of the headlines: how many are unread, the list, and the search below it."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive

from tui.clock import Clock
from tui.keys.bindings import key_for
from tui.market import MarketState
from tui.news.listing import Listing, Place, StoryMarks, UnreadFirst
from tui.news.search import HeadlineSearch
from tui.news.stories import Story
from tui.prices.rows import Row
from tui.render import pane_titles
from tui.render.index_line import row_contents
from tui.render.pane_titles import Pane, headlines_about, headlines_aside
from tui.view.model import View
from tui.widgets.headline_list import HeadlineList
from tui.widgets.notice import Notice
from tui.widgets.pane_heading import PaneHeading
from tui.widgets.pane_search import PaneSearch
from tui.widgets.searching import Searching
from tui.widgets.typed_line import TypedLine

_EXAMPLES: Final = "rupee   HUBC   unread   starred"
_NO_ROWS: Final[Mapping[str, Row]] = MappingProxyType({})


class HeadlinesPane(Vertical):
    """The headlines under their heading. Where there is none, a sentence says why."""

    DEFAULT_CSS = """
    HeadlinesPane > HeadlineList { height: 1fr; }
    HeadlinesPane.-empty > HeadlineList { height: 1; }
    """

    state: reactive[MarketState] = reactive(MarketState(), repaint=False)
    stale: reactive[frozenset[str]] = reactive(frozenset[str](), repaint=False)
    view: reactive[View] = reactive(View(), repaint=False)
    open_key: reactive[str] = reactive("", repaint=False)
    """The key of the story in the reader."""
    is_alone: reactive[bool] = reactive(default=False, repaint=False)
    """Whether other panes are out of sight, so that the heading names them too."""

    row: reactive[Row | None] = reactive(None, repaint=False)
    """The row at the cursor of the quotes."""

    listing: reactive[Listing] = reactive(Listing(), repaint=False)
    rows: reactive[Mapping[str, Row]] = reactive(_NO_ROWS, repaint=False, always_update=True)
    marks: reactive[StoryMarks] = reactive(StoryMarks(), repaint=False)
    search: reactive[HeadlineSearch] = reactive(HeadlineSearch(), repaint=False)
    columns: reactive[tuple[Story | None, frozenset[str]]] = reactive((None, frozenset[str]()), repaint=False)

    @dataclass
    class WantsRows(Message):
        """The pane would like so many lines."""

        rows: int

    def __init__(self, clock: Clock) -> None:
        super().__init__()
        self._clock = clock
        self._unread_first = UnreadFirst()
        self._searching = Searching(self, self._list)
        self._typing = PaneSearch(self, _EXAMPLES, self.close_search, lambda: self.headlines, self._tell)
        self._open_place = Place()
        self._unread = 0
        self._wanted = 0

    def compose(self) -> ComposeResult:
        """Stack the heading, the list and the notice below it; without headlines the list keeps the keys."""
        yield PaneHeading(id="headlines-heading")
        yield HeadlineList(self._clock, id="headlines").data_bind(
            HeadlinesPane.rows,
            HeadlinesPane.stale,
            HeadlinesPane.marks,
            HeadlinesPane.columns,
            HeadlinesPane.listing,
            HeadlinesPane.search,
            HeadlinesPane.open_key,
        )
        yield Notice(classes="headlines--notice", markup=False)

    def on_mount(self) -> None:
        """Name the pane."""
        self._tell()

    # what others ask

    @property
    def headlines(self) -> HeadlineList:
        """The list in it."""
        return self.query_one(HeadlineList)

    @property
    def shown(self) -> tuple[Story, ...]:
        """The stories that are listed, in their order."""
        return self.listing.stories

    @property
    def selected_story(self) -> Story | None:
        """The story at the cursor; None where there is none."""
        return self.headlines.selected_story

    @property
    def rows_wanted(self) -> int:
        """How many lines it would like: one for each story, shown or not, lest it shrink while a search is typed."""
        return max(1, len(self.state.news.stories)) + self._typing.is_open

    def story_after(self, key: str, by: int) -> Story | None:
        """Return the story so many places after that one; None beyond the ends.

        Where that one is not listed, it is counted from where it was, or from the start.
        """
        place = self._place_of(key).after(by)
        return self.shown[place] if 0 <= place < len(self.shown) else None

    def next_unread(self, key: str) -> Story | None:
        """Return the first unread story after that one, or from the first one on; None where all are read."""
        return self.listing.unread_from(self._place_of(key).after(1), self.marks, but=key)

    def _place_of(self, key: str) -> Place:
        if key == self.open_key:
            return self._open_place
        place = Place()
        place.follow(key, self.listing)
        return place

    def select(self, key: str) -> None:
        """Go to the story of that key, where it is listed."""
        if self.listing.position(key) is not None:
            self.headlines.selected = key

    @property
    def is_searching(self) -> bool:
        """Whether something is looked for, or about to be."""
        return bool(self.search.text) or self._typing.is_open

    async def open_search(self) -> None:
        """Let the user type a search."""
        await self._typing.open(self.search.text)

    def close_search(self) -> None:
        """List all again, and take the line of the search away."""
        self.search = HeadlineSearch()
        self._typing.close()

    def show_symbol(self, symbol: str) -> None:
        """List the headlines that name the symbol."""
        self.search = HeadlineSearch.read(symbol, self.state.names)
        self._typing.close()

    def look(self) -> None:
        """Look at the clock, and name the keys that hold now."""
        self.headlines.look()
        self._tell()

    # what comes from above

    def watch_state(self, before: MarketState, state: MarketState) -> None:
        """Show new prices and new stories."""
        if before.rows is not state.rows or before.indices is not state.indices:
            self.rows = state.by_symbol
        if before.names is not state.names:
            self.search = HeadlineSearch.read(self.search.text, state.names)
        if before.news is not state.news:
            stories = state.news.stories
            sections = frozenset(story.article.section or "" for story in stories)
            self.columns = (stories[-1] if stories else None, sections)
            self._count()
            self._searching.look(stories)
            self._list()

    def watch_view(self, before: View, view: View) -> None:
        """Show other marks."""
        if (before.read, before.kept) == (view.read, view.kept):
            return
        kept = self.marks.kept if before.kept is view.kept else frozenset(view.kept)
        read = self.marks.read if before.read is view.read else frozenset(view.read)
        self.marks = StoryMarks(read, kept)
        self._count()
        self._list()

    def watch_open_key(self) -> None:
        """Take note of where the story in the reader is."""
        self._open_place.follow(self.open_key, self.listing)

    def watch_row(self) -> None:
        """Show its price."""
        self._tell()

    def watch_is_alone(self) -> None:
        """Name the other panes, or leave that to their own headings."""
        self._tell()

    def watch_search(self) -> None:
        """List what fits, and as soon as the texts are searched, what fits by those."""
        self._searching.take(self.search, self.state.news.stories)
        self._list()

    # what the person does

    @on(TypedLine.Typed)
    def _take_typed(self, message: TypedLine.Typed) -> None:
        message.stop()
        self.search = HeadlineSearch.read(message.text, self.state.names)

    @on(HeadlineList.UnreadFirstAsked)
    def _turn(self) -> None:
        """Put unread ones first, and go to the first of them; or all by time, the cursor where its story is."""
        self._unread_first.turn()
        self._list()
        if self._unread_first.is_on:
            self.headlines.action_first()

    # what is listed

    def _list(self) -> None:
        """List the stories that fit, in the order that is asked for; one being read stays while only marks go."""
        stories = self._unread_first.ordered(self.state.news.stories, self.marks, self.open_key)
        stories = self._searching.chosen(stories, self.marks, self.open_key if self._open_place.is_listed else "")
        if stories != self.shown:
            self.listing = Listing(stories)
            self._open_place.follow(self.open_key, self.listing)
        self._tell()

    def _count(self) -> None:
        self._unread = self.marks.unread(self.state.news.stories)

    # what is said

    def _tell(self) -> None:
        """Say in the heading what is listed, and where nothing is, why; and how many lines that takes."""
        total, shown, is_looking = len(self.state.news.stories), len(self.shown), self._searching.is_looking
        for heading in self.query(PaneHeading):
            about = headlines_about(self._unread, total, self.search.text, unread_first=self._unread_first.is_on)
            aside = headlines_aside(shown, total, has_search=bool(self.search), is_looking=is_looking)
            asides = [Content("  ").join(filter(None, (aside, price))) for price in (*self._prices, Content(""))]
            told = pane_titles.heading(Pane.HEADLINES, about, asides, is_alone=self.is_alone)
            heading.show(*told, is_marked=not self.is_alone)
        sentence = "" if shown or is_looking else self._nothing_fits if total else "No headlines yet."
        self.set_class(bool(sentence), "-empty")
        for notice in self.query(Notice):
            notice.say(sentence)
        if self.rows_wanted != self._wanted:
            self._wanted = self.rows_wanted
            self.post_message(self.WantsRows(self._wanted))

    @property
    def _prices(self) -> tuple[Content, ...]:
        """What keeps the selected price in sight, where no other pane does."""
        row = self.row
        return row_contents(row, is_stale=row.symbol in self.stale) if row and self.is_alone else ()

    @property
    def _nothing_fits(self) -> str:
        clear = key_for(self.app, "clear-filter")
        told = f'No headline fits "{self.search.text}".'
        return f"{told}  {clear} shows all again." if clear else told
