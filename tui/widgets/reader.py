"""The article reader: one widget a paragraph, at most 72 columns wide, in the middle of its pane."""

from collections.abc import Iterable
from typing import Final

from textual.app import ComposeResult
from textual.containers import Horizontal, ScrollableContainer, VerticalScroll
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget
from textual.widgets import Static

from parsing import Article
from tui.keys import Where, bindings, commands_for
from tui.market import MarketState
from tui.render.figures import byline_text

_NOT_YET: Final = "No article yet."
_NO_ARTICLE: Final = "There is no article on this page."


class Reader(VerticalScroll, can_focus=True):
    """The newest article. The reading position stays while the article is the same."""

    BINDINGS = bindings(commands_for(Where.READER))

    DEFAULT_CSS = """
    Reader { align-horizontal: center; padding: 1 0 0 1; scrollbar-size-vertical: 1; }
    Reader > * { max-width: 72; width: 100%; height: auto; margin: 0 1 1 1; }
    Reader > .reader--section { color: $muted; margin: 0 1; }
    Reader > .reader--title { text-style: bold; }
    Reader > .reader--bullet { margin: 0 1; }
    Reader > .reader--bullet > Static { width: 1fr; }
    Reader > .reader--bullet > .reader--sign { width: 2; color: $accent; }
    Reader > .reader--byline { color: $muted; }
    Reader > .reader--byline.-below-bullets { margin: 1; }
    Reader > .reader--related { color: $primary; }
    Reader > .reader--table { overflow-x: auto; overflow-y: hidden; scrollbar-size-horizontal: 1; }
    Reader > .reader--table > Static { width: auto; text-wrap: nowrap; }
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

    async def _show(self, shown: Article | str, position: float) -> None:
        """Put the article, or the sentence in its place, on the pane, scrolled to the position."""
        if not self.is_attached:  # the app may have been quit since
            return
        async with self.batch():
            await self.remove_children()
            await self.mount_all([Static(shown, markup=False)] if isinstance(shown, str) else _widgets(shown))
        self.call_after_refresh(self.scroll_to, y=position, animate=False)


class ArticleTable(ScrollableContainer):
    """A preformatted table, which scrolls sideways by itself where it is wider than the text."""

    def __init__(self, text: str) -> None:
        super().__init__(classes="reader--table")
        self._text = text
        self.can_focus = False

    def compose(self) -> ComposeResult:
        """Show the table as it was printed."""
        yield Static(self._text, markup=False)


def _shown(state: MarketState) -> Article | str:
    """Return the article, or the sentence that stands in its place."""
    if state.article is not None:
        return state.article
    return _NO_ARTICLE if any(feed.last_success for feed in state.feeds.values()) else _NOT_YET


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
