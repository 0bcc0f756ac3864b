"""The quote table: a line-drawn widget that repaints only the rows that changed.

Textual's own `DataTable` repaints its whole view for any changed cell; here each row is one cached strip.
"""

from dataclasses import dataclass
from datetime import tzinfo
from typing import Final

from rich.style import Style
from textual import events
from textual.geometry import Region, Size, Spacing
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.timer import Timer

from tui.keys import Where, bindings, commands_for
from tui.market import MarketState, Row
from tui.order import Order, SortKey, sort_rows
from tui.render.quote_rows import Layout, heading_strip, lay_out, row_strip
from tui.widgets.painted import Painted

_HEADING: Final = 1
_MARK_SECONDS: Final = 1.5


class QuoteTable(ScrollView, Painted, can_focus=True):
    """The quotes in rows under a fixed heading. The cursor stays with its symbol, wherever that goes."""

    BINDINGS = bindings(commands_for(Where.QUOTES))

    DEFAULT_CSS = """
    QuoteTable { background: $background; scrollbar-size-vertical: 1; overflow-x: hidden; }
    """

    state: reactive[MarketState] = reactive(MarketState(), repaint=False)
    stale: reactive[frozenset[str]] = reactive(frozenset[str](), repaint=False)
    order: reactive[Order] = reactive(Order(), repaint=False)
    selected: reactive[str | None] = reactive(None, repaint=False)
    """The symbol at the cursor; None while there are no rows."""

    @dataclass
    class Selected(Message):
        """The row at the cursor is another one, or has other figures; None where there are no rows."""

        row: Row | None

    @dataclass
    class SortRequested(Message):
        """A heading was clicked."""

        key: SortKey

    def __init__(self, zone: tzinfo | None = None, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self._zone = zone
        self._rows: tuple[Row, ...] = ()
        self._position: dict[str, int] = {}
        self._layout = Layout((), 0)
        self._strips: dict[str, Strip] = {}
        self._marked: frozenset[str] = frozenset()
        self._mark_timer: Timer | None = None
        self._told: Row | None = None

    @property
    def rows(self) -> tuple[Row, ...]:
        """The rows in the order shown."""
        return self._rows

    @property
    def cursor_row(self) -> int | None:
        """The position of the selected symbol, from 0; None where there is none."""
        return None if self.selected is None else self._position.get(self.selected)

    @property
    def selected_row(self) -> Row | None:
        """The row at the cursor; None where there is none."""
        return None if self.cursor_row is None else self._rows[self.cursor_row]

    # what comes down from the screen

    def watch_state(self, state: MarketState) -> None:
        """Show new prices, and mark those that moved."""
        self._mark(state.moved)
        self._show_rows()

    def watch_order(self) -> None:
        """Sort anew, with the selected symbol still in view."""
        self._show_rows()
        self.refresh()
        self._scroll_to_cursor()

    def watch_stale(self, old: frozenset[str], new: frozenset[str]) -> None:
        """Dim what has grown old, and what has come back."""
        self._repaint(old ^ new)

    def watch_selected(self, old: str | None, new: str | None) -> None:
        """Repaint the row that the cursor left and the one that it reached, and no other."""
        self._repaint({symbol for symbol in (old, new) if symbol})
        self._scroll_to_cursor()
        self._tell_selected()

    def colours_changed(self) -> None:
        """Draw the rows anew in the colours of another theme."""
        self._strips.clear()

    def watch_has_focus(self, focus: bool) -> None:
        """Show by the colour of the cursor whether the keys go here."""
        super().watch_has_focus(focus)
        if self.selected is not None:
            self._repaint({self.selected})

    def on_resize(self) -> None:
        """Fit the columns to the width."""
        self._show_rows()
        self._scroll_to_cursor()

    # what the person does

    def action_cursor_down(self) -> None:
        """Go to the next symbol."""
        self._move_cursor(1)

    def action_cursor_up(self) -> None:
        """Go to the previous symbol."""
        self._move_cursor(-1)

    def action_page_down(self) -> None:
        """Go a page down."""
        self._move_cursor(self._page)

    def action_page_up(self) -> None:
        """Go a page up."""
        self._move_cursor(-self._page)

    def action_first_row(self) -> None:
        """Go to the first symbol."""
        self._move_cursor(-len(self._rows))

    def action_last_row(self) -> None:
        """Go to the last symbol."""
        self._move_cursor(len(self._rows))

    def on_click(self, event: events.Click) -> None:
        """Select the row that was clicked, or sort by the heading."""
        if event.y < _HEADING:
            column = self._layout.column_at(event.x)
            if column is not None:
                self.post_message(self.SortRequested(column.key))
            return
        position = event.y - _HEADING + self.scroll_offset.y
        if position < len(self._rows):
            self.selected = self._rows[position].symbol

    # drawing

    def render_line(self, y: int) -> Strip:
        """Return the heading for the first line, and for the others the row that is scrolled there."""
        if y < _HEADING:
            return heading_strip(self._layout, self.order, self.palette)
        position = y - _HEADING + self.scroll_offset.y
        if position >= len(self._rows):
            return Strip.blank(self.size.width, self.palette.text)
        row = self._rows[position]
        strip = self._strips.get(row.symbol)
        if strip is None:
            strip = self._strips[row.symbol] = row_strip(
                row,
                self._layout,
                self.palette,
                cursor=self._cursor_style if row.symbol == self.selected else None,
                is_stale=row.symbol in self.stale,
                is_moved=row.symbol in self._marked,
            )
        return strip

    @property
    def _cursor_style(self) -> Style:
        return self.palette.cursor if self.has_focus else self.palette.cursor_blurred

    @property
    def _page(self) -> int:
        return max(1, self.size.height - _HEADING - 1)

    def _show_rows(self) -> None:
        """Sort and lay out the rows of the state, and repaint the lines that differ from what is shown."""
        before, self._rows = self._rows, sort_rows(self.state.rows, self.order)
        self._position = {row.symbol: position for position, row in enumerate(self._rows)}
        layout = lay_out(self._rows, self.size.width, self._zone)
        if layout != self._layout or len(before) != len(self._rows):
            self._layout = layout
            self._strips.clear()
            self.virtual_size = Size(self.size.width, len(self._rows) + _HEADING)
            self.refresh()
        else:
            changed = [
                position
                for position, (old, new) in enumerate(zip(before, self._rows, strict=True))
                if old.quote != new.quote or old.moved_at != new.moved_at
            ]
            for position in changed:
                self._strips.pop(self._rows[position].symbol, None)
                self._repaint_line(position)
        if self.cursor_row is None:
            self.selected = self._rows[0].symbol if self._rows else None
        self._tell_selected()

    def _tell_selected(self) -> None:
        if self.selected_row is not self._told:
            self._told = self.selected_row
            self.post_message(self.Selected(self._told))

    def _mark(self, moved: frozenset[str]) -> None:
        """Mark the prices that moved, for a moment; where animations are turned off, until the next refresh."""
        before, self._marked = self._marked, moved
        self._repaint(before | moved)
        if self._mark_timer is not None:
            self._mark_timer.stop()
            self._mark_timer = None
        if moved and self.app.animation_level != "none":
            self._mark_timer = self.set_timer(_MARK_SECONDS, lambda: self._mark(frozenset()))

    def _repaint(self, symbols: frozenset[str] | set[str]) -> None:
        for symbol in symbols:
            self._strips.pop(symbol, None)
            position = self._position.get(symbol)
            if position is not None:
                self._repaint_line(position)

    def _repaint_line(self, position: int) -> None:
        y = position - self.scroll_offset.y + _HEADING
        if _HEADING <= y < self.size.height:
            self.refresh(Region(0, y, self.size.width, 1))

    def _move_cursor(self, rows: int) -> None:
        if self._rows and self.cursor_row is not None:
            position = max(0, min(len(self._rows) - 1, self.cursor_row + rows))
            self.selected = self._rows[position].symbol

    def _scroll_to_cursor(self) -> None:
        if self.cursor_row is not None and self.size.height > _HEADING:
            line = Region(0, self.cursor_row + _HEADING, self.size.width, 1)
            self.scroll_to_region(line, spacing=Spacing(top=_HEADING), animate=False, force=True)
