"""The pieces of an article on the screen: a text, a bullet, a table that scrolls by itself, the block of prices."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from rich.cells import cell_len
from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Static

from tui.render.article_marks import TARGET
from tui.render.article_table import cut_marked

_MORE_TABLE: Final = "← → for the rest of the table"
_TABLE_MARGIN: Final = 8
_COLUMNS: Final = 72
"""The columns of a text. A table that is wider may have more, as far as the pane has them."""
_SIGN: Final = "•"


@dataclass
class TargetClicked(Message):
    """What has that number was clicked."""

    number: int


class ArticleText(Widget):
    """A text that is made when it is painted. It is laid out anew only where its words have other lengths than before.

    What is made of the text for an article of a megabyte would take longer than a key may wait.
    """

    DEFAULT_CSS = """
    ArticleText { height: auto; }
    ArticleText.-right { text-align: right; }
    """

    def __init__(self, paint: Callable[[], Content], *, classes: str | None = None) -> None:
        """Take what makes the text."""
        super().__init__(classes=classes)
        self.shrink = False
        self._paint = paint
        self._made: Content | None = None
        self._height = (0, 0)

    @property
    def content(self) -> Content:
        """What it says."""
        if self._made is None:
            self._made = self._paint()
        return self._made

    def render(self) -> Content:
        """Return the text."""
        return self.content

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return the lines that the text takes, which other colours do not change."""
        if self._height[0] != width:
            self._height = (width, super().get_content_height(container, viewport, width))
        return self._height[1]

    def repaint(self) -> None:
        """Paint it in other colours."""
        self._made = None
        self.refresh()

    def look(self) -> None:
        """Look whether it says something else by now, and paint it then."""
        before, self._made = self._made, None
        if before is None or before.is_same(self.content):
            return
        has_grown = self._size_of(before) != self._size_of(self.content)
        if has_grown:
            self._height = (0, 0)
        self.refresh(layout=has_grown)

    def _size_of(self, content: Content) -> Sequence[int]:
        """Return what in a text its lines depend on: the widths of its words."""
        return [cell_len(word) for word in content.plain.split(" ")]

    def make_by(self, paint: Callable[[], Content]) -> None:
        """Make the text by that from now on."""
        self._paint = paint
        self.look()

    def on_click(self, event: events.Click) -> None:
        """Follow the symbol or the link that was clicked."""
        number = event.style.meta.get(TARGET)
        if isinstance(number, int):
            event.stop()
            self.post_message(TargetClicked(number))


class ArticleBullet(Horizontal):
    """A text behind the sign of a list."""

    DEFAULT_CSS = """
    ArticleBullet { height: auto; }
    ArticleBullet > ArticleText { width: 1fr; }
    ArticleBullet > .bullet--sign { width: 2; color: $emphasis; }
    """

    def __init__(self, text: ArticleText, *, classes: str | None = None) -> None:
        super().__init__(classes=classes)
        self._text = text

    def compose(self) -> ComposeResult:
        """Put the sign at the side on which the text begins."""
        sign = Static(_SIGN, markup=False, classes="bullet--sign")
        if self._text.has_class("-right"):
            sign.styles.text_align = "right"
            yield from (self._text, sign)
        else:
            yield from (sign, self._text)


class TableText(ArticleText):
    """The text of a table, with marks where its frame cuts lines."""

    def __init__(self, paint: Callable[[], Content]) -> None:
        super().__init__(paint)
        self._window = (0, 0)

    def show_window(self, left: int, width: int) -> None:
        """Mark the lines that go beyond so many cells from `left` on."""
        if self._window != (left, width):
            self._window = (left, width)
            self.refresh()

    def render(self) -> Content:
        """Return the text with the marks."""
        return cut_marked(self.content, *self._window)


class ArticleTable(Vertical):
    """A preformatted table; where it is wider than the pane it scrolls sideways by itself, and says so."""

    DEFAULT_CSS = """
    ArticleTable { height: auto; }
    ArticleTable > .table--frame {
        height: auto; overflow-x: auto; overflow-y: hidden; scrollbar-size-horizontal: 0;
    }
    ArticleTable > .table--frame > ArticleText { width: auto; text-wrap: nowrap; }
    ArticleTable > .table--hint { display: none; color: $muted; }
    ArticleTable.-cut > .table--hint { display: block; }
    """

    def __init__(self, text: TableText, table: str, *, classes: str | None = None) -> None:
        super().__init__(classes=classes)
        self._width = max(map(cell_len, table.split("\n")))
        if self._width > _COLUMNS:
            self.styles.max_width = self._width
        self._text = text

    def compose(self) -> ComposeResult:
        """Show the table as it was printed."""
        with Horizontal(classes="table--frame"):
            yield self._text
        yield Static(_MORE_TABLE, markup=False, classes="table--hint")

    def on_mount(self) -> None:
        """Follow what is in sight."""
        self.watch(self.query_one(".table--frame"), "scroll_x", self._mark)

    def on_resize(self) -> None:
        """Say how to see the rest where the table is cut."""
        self.set_class(self._width > self.size.width, "-cut")
        self._mark()

    def _mark(self) -> None:
        self._text.show_window(self.query_one(".table--frame").scroll_offset.x, self.size.width)

    def scroll_sideways(self, cells: int) -> None:
        """Show what is so many cells further right."""
        self.query_one(".table--frame").scroll_relative(x=cells, animate=False, force=True)

    def show_column(self, column: int) -> None:
        """Show the cell, moving only where it is out of sight."""
        frame = self.query_one(".table--frame")
        if not frame.scroll_x + bool(frame.scroll_x) <= column < frame.scroll_x + frame.size.width - _TABLE_MARGIN:
            frame.scroll_to(x=max(0, column - frame.size.width // 2), animate=False, force=True)


class ArticlePrices(ArticleText):
    """The block of prices, which has another form for each width."""

    def __init__(self, lines: Callable[[int], list[Content]], *, classes: str | None = None) -> None:
        """Take what makes the lines for a width."""
        super().__init__(self._joined, classes=classes)
        self._lines = lines
        self._made_for = 0

    def make_lines_by(self, lines: Callable[[int], list[Content]]) -> None:
        """Make the lines by that from now on."""
        self._lines = lines
        self.look()

    def _joined(self) -> Content:
        self._made_for = self.content_size.width
        return Content("\n").join(self._lines(self._made_for))

    def render(self) -> Content:
        """Return the lines for the width that there is."""
        if self._made_for != self.content_size.width:
            self._made = None
        return self.content

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return the lines that there are at that width."""
        del container, viewport
        if self._height[0] != width:
            self._height = (width, len(self._lines(width)))
        return self._height[1]

    def _size_of(self, content: Content) -> Sequence[int]:
        """Return how many lines there are, each as long as it may be."""
        return (content.plain.count("\n"),)
