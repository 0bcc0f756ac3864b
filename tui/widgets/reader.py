"""The article reader: one widget a paragraph, at most 72 columns wide, in the middle of its pane."""

from collections.abc import Iterable
from typing import Final

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget
from textual.widgets import Static

from parsing import Article
from tui.keys import Where, bindings, commands_for
from tui.market import MarketState, problems
from tui.render.figures import byline_text

_NOT_YET: Final = "No article yet."
_MORE_TABLE: Final = "← → for the rest of the table"
_TABLE_STEP: Final = 8
_NO_ARTICLE: Final = "There is no article on this page."


class Reader(VerticalScroll, can_focus=True, inherit_bindings=False):
    """The newest article. The reading position stays while the article is the same."""

    BINDINGS = bindings(commands_for(Where.READER))

    DEFAULT_CSS = """
    Reader { align-horizontal: center; padding: 1 0 0 1; scrollbar-size-vertical: 1; }
    Reader > * { max-width: 72; width: 100%; height: auto; margin: 0 1 1 1; }
    Reader > .reader--section { color: $muted; margin: 0 1; }
    Reader > .reader--title { text-style: bold; }
    Reader > .reader--bullet { margin: 0 1; }
    Reader > .reader--bullet > Static { width: 1fr; }
    Reader > .reader--bullet > .reader--sign { width: 2; color: $emphasis; }
    Reader > .reader--byline { color: $muted; }
    Reader > .reader--byline.-below-bullets { margin: 1; }
    Reader > .reader--related { color: $link; }
    Reader > ArticleTable { max-width: 100%; }
    """

    state: reactive[MarketState] = reactive(MarketState(), repaint=False)

    def on_mount(self) -> None:
        """Say that there is nothing to read yet."""
        self.mount(Static(_NOT_YET, markup=False))

    def watch_state(self, old: MarketState, new: MarketState) -> None:
        """Show the article where it is another one, once the prices that came with it are painted."""
        if _shown(old) != _shown(new):
            is_same_story = bool(old.article and new.article and old.article.title == new.article.title)
            self.call_after_refresh(self._show, _shown(new), self.scroll_y if is_same_story else 0)

    def action_table_left(self) -> None:
        """Show what is further left in tables that are wider than the pane."""
        self._scroll_tables(-_TABLE_STEP)

    def action_table_right(self) -> None:
        """Show what is further right in tables that are wider than the pane."""
        self._scroll_tables(_TABLE_STEP)

    def _scroll_tables(self, cells: int) -> None:
        for table in self.query(ArticleTable):
            table.scroll_sideways(cells)

    async def _show(self, shown: Article | str, position: float) -> None:
        """Put the article, or the sentence in its place, on the pane, scrolled to the position."""
        if not self.is_attached:  # the app may have been quit since
            return
        async with self.batch():
            await self.remove_children()
            await self.mount_all([Static(shown, markup=False)] if isinstance(shown, str) else _widgets(shown))
        self.call_after_refresh(self.scroll_to, y=position, animate=False)


class ArticleTable(Vertical):
    """A preformatted table; where it is wider than the pane it scrolls sideways by itself, and says so."""

    DEFAULT_CSS = """
    ArticleTable { height: auto; }
    ArticleTable > .table--frame {
        height: auto; overflow-x: auto; overflow-y: hidden; scrollbar-size-horizontal: 0;
    }
    ArticleTable > .table--frame > Static { width: auto; text-wrap: nowrap; }
    ArticleTable > .table--hint { display: none; color: $muted; }
    ArticleTable.-cut > .table--hint { display: block; }
    """

    def __init__(self, text: str) -> None:
        super().__init__()
        self._width = max(map(cell_len, text.split("\n")))
        self._text = text

    def compose(self) -> ComposeResult:
        """Show the table as it was printed."""
        with Horizontal(classes="table--frame"):
            yield Static(self._text, markup=False)
        yield Static(_MORE_TABLE, markup=False, classes="table--hint")

    def on_resize(self) -> None:
        """Say how to see the rest where the table is cut."""
        self.set_class(self._width > self.size.width, "-cut")

    def scroll_sideways(self, cells: int) -> None:
        """Show what is so many cells further right."""
        self.query_one(".table--frame").scroll_relative(x=cells, animate=False, force=True)


def _shown(state: MarketState) -> Article | str:
    """Return the article, or the sentence that stands in its place."""
    if state.article is not None:
        return state.article
    if not any(feed.last_success for feed in state.feeds.values()):
        return _NOT_YET
    return next((problem.message for _, problem in problems(state) if problem.code == "foreign"), _NO_ARTICLE)


def _widgets(article: Article) -> Iterable[Widget]:
    if article.section:
        yield Static(article.section, markup=False, classes="reader--section")
    if article.title:
        yield Static(article.title, markup=False, classes="reader--title")
    for text in article.standfirst:
        sign = Static("•", markup=False, classes="reader--sign")
        yield Horizontal(sign, Static(text, markup=False), classes="reader--bullet")
    byline = byline_text(article)
    if byline:
        classes = "reader--byline -below-bullets" if article.standfirst else "reader--byline"
        yield Static(byline, markup=False, classes=classes)
    for position, paragraph in enumerate(article.paragraphs):
        yield Static(_paragraph(paragraph, article.dateline if position == 0 else None))
    yield from (ArticleTable(table) for table in article.tables)
    for headline in article.related:
        yield Static(Content.assemble("→ ", headline), classes="reader--related")


def _paragraph(text: str, dateline: str | None) -> Content:
    return Content.assemble((f"{dateline}  ", "bold $muted"), text) if dateline else Content(text)
