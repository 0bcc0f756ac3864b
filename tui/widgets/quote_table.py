"""The quote table: a line-drawn widget that repaints only the lines that changed.

Textual's own `DataTable` repaints its whole view for any changed cell; here a line is one cached strip. Whatever
happens, the lines in view are asked whether they still show it, so ten thousand rows cost little more than thirty.
"""

from collections.abc import Sequence
from typing import Final

from textual import events, on
from textual.geometry import Region, Size
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.scrollbar import ScrollTo
from textual.strip import Strip

from tui.clock import Clock
from tui.keys.bindings import bindings
from tui.keys.commands import Where, commands_for
from tui.prices.filters import Filter
from tui.prices.order import SortKey
from tui.prices.rows import Row
from tui.render.table_picture import Scene, TablePicture
from tui.view.model import Shown, View
from tui.view.table_rows import Cursor, Moved, RestingOrder
from tui.widgets.messages import RowMoved, RowOpened, RowSelected, SortRequested, SortWaits, SymbolNewsRequested
from tui.widgets.painted import Painted

_HEADING: Final = 1
_SCROLLBAR: Final = 1


class QuoteTable(ScrollView, Painted, can_focus=True, inherit_bindings=False):
    """The quotes in rows under a fixed heading. The cursor stays with its symbol, wherever that goes."""

    BINDINGS = bindings(commands_for(Where.QUOTES))

    DEFAULT_CSS = "QuoteTable { background: $background; scrollbar-size: 0 1; }"

    shown: reactive[Shown] = reactive(Shown(), repaint=False, always_update=True)
    stale: reactive[frozenset[str]] = reactive(frozenset[str](), repaint=False)
    view: reactive[View] = reactive(View(), repaint=False)
    chosen: reactive[Filter] = reactive(Filter(), repaint=False)
    selected: reactive[str | None] = reactive(None, repaint=False)
    """The symbol that the user chose; the cursor is at it, or while it is not shown, where it was."""

    def __init__(self, clock: Clock, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self._cursor = Cursor()
        self._order = RestingOrder(clock)
        self._picture = TablePicture(clock.now().tzinfo)
        self._moved = Moved(clock)
        self._told: Row | None = None

    @property
    def rows(self) -> tuple[Row, ...]:
        """The rows in the order shown."""
        return self._order.table.rows

    @property
    def cursor_row(self) -> int | None:
        """The position of the cursor, from 0; None where there are no rows."""
        return self._cursor.row

    @property
    def fitting(self) -> tuple[SortKey, ...]:
        """The columns that fit the width."""
        return self._picture.columns_for(self._width)

    @property
    def selected_row(self) -> Row | None:
        """The row at the cursor; None where there is none."""
        return None if self.cursor_row is None else self.rows[self.cursor_row]

    def watch_shown(self, before: Shown, shown: Shown) -> None:
        """Show new prices, and mark those that moved."""
        if shown.moved is not before.moved:
            self._moved.mark(shown.moved)
        if (len(before.rows), before.has_holdings) != (len(shown.rows), shown.has_holdings):
            self._lay_out()
        self._take(shown.rows)
        if self.selected is None and self.rows:
            self.selected = self.rows[0].symbol

    def watch_view(self, before: View, view: View) -> None:
        """Sort and lay out anew, with the cursor still in view."""
        if (before.order, before.own_order) != (view.order, view.own_order):
            self.sort_now()
            self.repaint(Region(0, 0, self._width, _HEADING))
        if before.columns != view.columns:
            self.scroll_to(x=0, animate=False)
            self._lay_out()
        self._repaint_changed()

    def watch_stale(self) -> None:
        """Dim what has grown old, and what has come back."""
        self._repaint_changed()

    def watch_chosen(self) -> None:
        """Mark what the filter found, and begin at the first row where it leaves the selected symbol out."""
        self._cursor.give_up()
        self.watch_selected()

    def watch_selected(self) -> None:
        """Repaint the row that the cursor left and the one that it reached, and no other."""
        self._cursor.follow(self.selected, self._order.table)
        self._scroll_to_cursor()
        self._repaint_changed()
        self._tell_selected()

    def colours_changed(self) -> None:
        """Draw all anew in the colours of another theme."""
        self._picture.forget()

    def watch_has_focus(self, focus: bool) -> None:
        """Show by the colour of the cursor whether the keys go here."""
        super().watch_has_focus(focus)
        self._repaint_changed()

    def on_resize(self) -> None:
        """Fit the columns to the width."""
        self._lay_out()
        self._scroll_to_cursor()

    def action_step(self, rows: int) -> None:
        """Go so many symbols down."""
        self._go_to((self.cursor_row or 0) + rows)

    def action_page(self, pages: int) -> None:
        """Go so many pages down."""
        self.action_step(pages * max(1, self._room - 1))

    def action_first(self) -> None:
        """Go to the first symbol."""
        self._go_to(0)

    def action_last(self) -> None:
        """Go to the last symbol."""
        self._go_to(len(self.rows))

    def action_columns(self, by: int) -> None:
        """Show the next column where not all of them fit, or the one before."""
        layout, scrolled = self._picture.layout, self.scroll_offset.x
        self.scroll_to(x=layout.column_after(scrolled) if by > 0 else layout.column_before(scrolled), animate=False)

    def action_open(self) -> None:
        """Ask for all that is known of the symbol at the cursor."""
        self.post_message(RowOpened())

    def action_symbol_news(self) -> None:
        """Ask for the headlines that name the symbol at the cursor."""
        self.post_message(SymbolNewsRequested())

    def action_move_row(self, by: int) -> None:
        """Ask for the row at the cursor to go so many places down."""
        self.post_message(RowMoved(by))

    def on_click(self, event: events.Click) -> None:
        """Select the row that was clicked, open it on the second click, or sort by the heading."""
        position = event.y - _HEADING + self.scroll_offset.y
        column = self._picture.layout.column_at(event.x, self.scroll_offset.x)
        if event.y < _HEADING and column is not None:
            self.post_message(SortRequested(column.key))
        elif event.y >= _HEADING and position < len(self.rows):
            self._go_to(position)
            if event.chain > 1:
                self.post_message(RowOpened())

    @on(events.MouseScrollDown)
    @on(events.MouseScrollUp)
    @on(ScrollTo)
    def _rest_order(self) -> None:
        self._order.step()

    def look(self) -> None:
        """Look at the clock: sort what waited for rest, and take old marks away, unless nothing is to be animated."""
        if self._order.waits and not self._order.rests:
            self._take(self.shown.rows)
        if self._moved.is_over and self.app.animation_level != "none":
            self._moved.mark(frozenset())
            self._repaint_changed()

    def sort_now(self) -> None:
        """Sort without waiting: the user asked for what changed."""
        self._order.release()
        self._take(self.shown.rows)
        self._scroll_to_cursor()

    def _take(self, rows: tuple[Row, ...]) -> None:
        """Put the rows in order; the view goes where the cursor goes, unless the user scrolled away from it."""
        follows = self._cursor.is_within(self.scroll_offset.y, self._room)
        waited = self._order.waits
        self._order.take(rows, self.view)
        self._cursor.follow(self.selected, self._order.table)
        if waited is not self._order.waits:
            self.post_message(SortWaits(self._order.waits))
        self._fit_height()
        if follows:
            self._scroll_to_cursor()
        self._repaint_changed()
        self._tell_selected()

    def step(self, rows: int) -> str | None:
        """Go so many symbols on from the selected one, shown or not, and return the one reached; None without any."""
        self._go_to(self._cursor.beyond(rows))
        return self.selected

    def _go_to(self, position: int) -> None:
        if self.rows:
            self._order.step()
            self.selected = self.rows[max(0, min(len(self.rows) - 1, position))].symbol
            self._scroll_to_cursor()  # it may have been scrolled away from, and step no further

    def _scroll_to_cursor(self) -> None:
        """Scroll no further than it takes to have the cursor in view."""
        self.scroll_to(y=self._cursor.nearest_top(self.scroll_offset.y, self._room), animate=False, force=True)

    @property
    def _width(self) -> int:
        return max(0, self.size.width - _SCROLLBAR)  # kept free, so that nothing shifts when the scrollbar comes

    @property
    def _room(self) -> int:
        return max(0, self.size.height - _HEADING)

    def _tell_selected(self) -> None:
        if self.selected_row is not self._told:
            self._told = self.selected_row
            self.post_message(RowSelected(self._told))

    def render_lines(self, crop: Region) -> list[Strip]:
        """Return the heading and the rows in view, all at once: to be asked line by line takes twice the time."""
        finish = self.finisher()
        return self.cropped(self._picture.draw(self._scene, finish), crop, finish)

    @property
    def _scene(self) -> Scene:
        return Scene(
            rows=self._rows_in_view,
            view=self.view,
            palette=self.palette,
            scrolled=self.scroll_offset.x,
            cursor=None if self.cursor_row is None else self.cursor_row - self.scroll_offset.y,
            cursor_mark=self.palette.cursor_mark(has_focus=self.has_focus),
            stale=self.stale,
            moved=self._moved.symbols,
            chosen=self.chosen,
        )

    @property
    def _rows_in_view(self) -> Sequence[Row]:
        top = self.scroll_offset.y
        return self.rows[top : top + self._room]

    def _lay_out(self) -> None:
        shown = self.shown
        if self._picture.lay_out(shown.rows, self._width, self.view.columns, has_holdings=shown.has_holdings):
            self._fit_height()
            self.refresh()

    def watch_scroll_x(self, old_value: float, new_value: float) -> None:
        """Draw all lines anew where other columns show."""
        super().watch_scroll_x(old_value, new_value)
        self._picture.forget()

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Lay out anew where a figure that comes into view is wider than its column."""
        super().watch_scroll_y(old_value, new_value)
        if not self._picture.fits(self._rows_in_view):
            self._lay_out()

    def _fit_height(self) -> None:
        self.virtual_size = Size(self._picture.layout.full + _SCROLLBAR, len(self.rows) + _HEADING)

    def _repaint_changed(self) -> None:
        """Repaint the lines that no longer show what belongs on them."""
        rows, width = self._rows_in_view, self._width
        runs = self._picture.changed(self._scene)
        if not self._picture.fits([row for start, length in runs for row in rows[start : start + length]]):
            self._lay_out()
        elif runs:
            self.repaint(*(Region(0, _HEADING + start, width, length) for start, length in runs))
