"""The list of headlines: line-drawn as the quote table is, so that only the lines that changed are repainted."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Final

from textual import events
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from tui.clock import Clock
from tui.keys.bindings import bindings
from tui.keys.commands import Where, commands_for
from tui.news.listing import Listing, Place, StoryMarks
from tui.news.search import HeadlineSearch
from tui.news.stories import Story
from tui.prices.rows import Row
from tui.render.headline_picture import Around, HeadlinePicture, HeadlineScene
from tui.render.headline_rows import SymbolsListed, lay_out_headlines, symbols_listed
from tui.widgets.messages import StoriesMarked, StoryOpened
from tui.widgets.painted import Painted

_SCROLLBAR: Final = 1
_NO_ROWS: Final[Mapping[str, Row]] = MappingProxyType({})


class HeadlineList(ScrollView, Painted, can_focus=True, inherit_bindings=False):
    """The headlines, one a line. The cursor stays with its story, wherever that goes, and the view with the cursor."""

    BINDINGS = bindings(commands_for(Where.HEADLINES))

    DEFAULT_CSS = "HeadlineList { background: $background; scrollbar-size: 0 1; }"

    listing: reactive[Listing] = reactive(Listing(), repaint=False)
    rows: reactive[Mapping[str, Row]] = reactive(_NO_ROWS, repaint=False, always_update=True)
    """The quotes by their symbols."""
    stale: reactive[frozenset[str]] = reactive(frozenset[str](), repaint=False)
    marks: reactive[StoryMarks] = reactive(StoryMarks(), repaint=False)
    search: reactive[HeadlineSearch] = reactive(HeadlineSearch(), repaint=False)
    columns: reactive[tuple[Story | None, frozenset[str]]] = reactive((None, frozenset[str]()), repaint=False)
    """The oldest story of all, listed or not, and all sections: the widths of the columns go by them."""
    open_key: reactive[str] = reactive("", repaint=False)
    """The key of the story in the reader."""
    selected: reactive[str] = reactive("", repaint=False)
    """The key of the story that the user chose; the cursor is at it, or while it is not listed, where it was."""

    class UnreadFirstAsked(Message):
        """Unread headlines shall come first, or no longer."""

    def __init__(self, clock: Clock, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self._clock = clock
        self._picture = HeadlinePicture()
        self._place = Place()
        self._symbols = SymbolsListed()

    @property
    def cursor_row(self) -> int | None:
        """The position of the cursor, from 0; None where nothing is listed."""
        return min(self._place.at, len(self.listing) - 1) if len(self.listing) else None

    @property
    def selected_story(self) -> Story | None:
        """The story at the cursor; None where there is none."""
        return None if self.cursor_row is None else self.listing.stories[self.cursor_row]

    # what comes from above

    def watch_listing(self, before: Listing, listing: Listing) -> None:
        """List other stories, with those in view on the lines on which they were."""
        held = self._held(before)
        if not self.selected and len(listing):
            self.set_reactive(HeadlineList.selected, listing.keys[0])
        self._place.follow(self.selected, listing)
        self._symbols = symbols_listed(listing.stories, self.search.symbols)
        self._lay_out()
        self._hold(held)
        self._repaint_changed()

    def _held(self, before: Listing) -> tuple[str, int] | None:
        """Return the story that keeps its line, and which line that is; None while the view is at the newest."""
        top, cursor = self.scroll_offset.y, min(self._place.at, len(before) - 1)
        if not len(before) or (top == 0 and cursor == 0):
            return None
        place = cursor if top <= cursor < top + self._room else top
        return before.keys[min(place, len(before) - 1)], place - top

    def _hold(self, held: tuple[str, int] | None) -> None:
        place = None if held is None else self.listing.position(held[0])
        if held is not None and place is not None:
            self.scroll_to(y=place - held[1], animate=False, force=True)
        elif held is not None:
            self._scroll_to_cursor()

    def watch_rows(self) -> None:
        """Show new prices."""
        self._repaint_changed()

    def watch_stale(self) -> None:
        """Dim what has grown old, and what has come back."""
        self._repaint_changed()

    def watch_marks(self) -> None:
        """Show which are read, and which have a star."""
        self._repaint_changed()

    def watch_search(self) -> None:
        """Mark what the search found, and begin at the first headline where it leaves the selected one out."""
        self._place.give_up()
        self._scroll_to_cursor()
        self._repaint_changed()

    def watch_columns(self) -> None:
        """Make room for longer times and sections."""
        self._lay_out()

    def watch_open_key(self) -> None:
        """Show which one is in the reader."""
        self._repaint_changed()

    def watch_selected(self) -> None:
        """Repaint the line that the cursor left and the one that it reached, and no other."""
        self._place.follow(self.selected, self.listing)
        self._scroll_to_cursor()
        self._repaint_changed()

    def watch_has_focus(self, focus: bool) -> None:
        """Show by the colour of the cursor whether the keys go here."""
        super().watch_has_focus(focus)
        self._repaint_changed()

    def colours_changed(self) -> None:
        """Draw all anew in the colours of another theme."""
        self._picture.forget()

    def on_resize(self) -> None:
        """Fit the columns to the width."""
        self._lay_out()
        self._scroll_to_cursor()

    def look(self) -> None:
        """Look at the clock: at midnight the times of today become a day."""
        self._lay_out()
        self._repaint_changed()

    # what the person does

    def action_step(self, lines: int) -> None:
        """Go so many headlines down."""
        self._go_to((self.cursor_row or 0) + lines)

    def action_page(self, pages: int) -> None:
        """Go so many pages down."""
        self.action_step(pages * max(1, self._room - 1))

    def action_first(self) -> None:
        """Go to the first headline."""
        self._go_to(0)

    def action_last(self) -> None:
        """Go to the last headline."""
        self._go_to(len(self.listing))

    def action_open(self) -> None:
        """Ask for the article of the headline at the cursor."""
        if (story := self.selected_story) is not None:
            self.post_message(StoryOpened(story))

    def action_mark_read(self) -> None:
        """Ask for the headline at the cursor to be marked as read, or as not read where it was."""
        if (story := self.selected_story) is not None:
            self.post_message(StoriesMarked((story,), not self.marks.is_read(story)))

    def action_mark_all(self) -> None:
        """Ask for all that are listed to be marked as read."""
        unread = tuple(story for story in self.listing.stories if not self.marks.is_read(story))
        if unread:
            self.post_message(StoriesMarked(unread, is_read=True))

    def action_unread_first(self) -> None:
        """Ask for the unread ones first, or for all by time."""
        self.post_message(self.UnreadFirstAsked())

    def on_click(self, event: events.Click) -> None:
        """Select the headline that was clicked; open it on the second click, or where it was selected already."""
        position = event.y + self.scroll_offset.y
        if position < len(self.listing):
            is_again = event.chain > 1 or position == self.cursor_row
            self._go_to(position)
            if is_again:
                self.action_open()

    def _go_to(self, position: int) -> None:
        if len(self.listing):
            self.selected = self.listing.keys[max(0, min(len(self.listing) - 1, position))]
            self._place.follow(self.selected, self.listing)
            self._scroll_to_cursor()  # it may have been scrolled away from, and step no further

    def _scroll_to_cursor(self) -> None:
        """Scroll no further than it takes to have the cursor in view."""
        row, top = self.cursor_row, self.scroll_offset.y
        if row is not None and self._room:
            self.scroll_to(y=max(min(top, row), row - self._room + 1), animate=False, force=True)

    # what is drawn

    @property
    def _width(self) -> int:
        return max(0, self.size.width - _SCROLLBAR)  # kept free, so that nothing shifts when the scrollbar comes

    @property
    def _room(self) -> int:
        return self.size.height

    @property
    def _in_view(self) -> Sequence[Story]:
        top = self.scroll_offset.y
        return self.listing.stories[top : top + self._room]

    @property
    def _scene(self) -> HeadlineScene:
        cursor = self.cursor_row
        return HeadlineScene(
            stories=self._in_view,
            around=Around(self.rows, self.stale, self.search, self._clock.now()),
            marks=self.marks,
            palette=self.palette,
            cursor=None if cursor is None else cursor - self.scroll_offset.y,
            cursor_mark=self.palette.cursor_mark(has_focus=self.has_focus),
            open_key=self.open_key,
        )

    def render_lines(self, crop: Region) -> list[Strip]:
        """Return the headlines in view; all at once, as the quote table does, since Textual is slow line by line."""
        finish = self.finisher()
        return self.cropped(self._picture.draw(self._scene, finish), crop, finish)

    def _lay_out(self) -> None:
        oldest, sections = self.columns
        now = self._clock.now()
        since = oldest.at.astimezone(now.tzinfo).date() if oldest else now.date()
        self.virtual_size = Size(self.size.width, len(self.listing))
        if self._picture.lay_out(lay_out_headlines(self._width, sections, since, now.date(), self._symbols)):
            self.refresh()

    def _repaint_changed(self) -> None:
        """Repaint the lines that no longer show what belongs on them."""
        if changed := self._picture.changed(self._scene):
            self.repaint(*(Region(0, place, self._width, 1) for place in changed))
