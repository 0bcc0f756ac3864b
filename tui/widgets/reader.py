"""The article reader: one widget a paragraph, at most 72 columns wide, in the middle of its pane."""

from collections.abc import Callable
from pathlib import Path
from typing import Final

from textual import events, on
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.reactive import reactive
from textual.widgets import Static

from tui.clock import Clock
from tui.keys.bindings import bindings, key_for
from tui.keys.commands import Where, commands_for
from tui.market import MarketState, problems
from tui.news.stories import Story
from tui.widgets.article_body import Body
from tui.widgets.article_finding import Finding
from tui.widgets.article_following import Following
from tui.widgets.article_keeping import Keeping
from tui.widgets.article_showing import Showing
from tui.widgets.article_text import ArticleTable, TargetClicked

_NOT_YET: Final = "No article yet."
_NO_ARTICLE: Final = "There is no article on this page."
_TABLE_STEP: Final = 8
_LOOK_SECONDS: Final = 10.0


def why_no_article(state: MarketState) -> str:
    """Return the sentence that stands in the place of an article where the pages have none."""
    if not any(feed.last_success for feed in state.feeds.values()):
        return _NOT_YET
    return next((problem.message for _, problem in problems(state) if problem.code == "foreign"), _NO_ARTICLE)


class Reader(VerticalScroll, can_focus=True, inherit_bindings=False):
    """An article. The reading position stays through a refresh, a resize and a look at another article."""

    BINDINGS = bindings(commands_for(Where.READER))

    DEFAULT_CSS = """
    Reader { align-horizontal: center; padding: 1 0 0 1; scrollbar-size-vertical: 1; }
    Reader > * { max-width: 72; width: 100%; height: auto; margin: 0 1 1 1; }
    Reader > .reader--section { color: $muted; margin: 0 1; }
    Reader > .reader--title { text-style: bold; }
    Reader > .reader--bullet { margin: 0 1; }
    Reader > .reader--byline { color: $muted; margin: 0 1; }
    Reader > .reader--facts { color: $muted; }
    Reader > .reader--byline.-below-bullets { margin: 1 1 0 1; }
    Reader > .reader--facts.-below-bullets { margin: 1; }
    Reader > .reader--link { margin: 0 1; }
    Reader > .reader--note { color: $caution; margin: 1; }
    """

    state: reactive[MarketState] = reactive(MarketState(), repaint=False)
    stale: reactive[frozenset[str]] = reactive(frozenset[str](), repaint=False)
    story: reactive[Story | None] = reactive(None, repaint=False)
    why: reactive[str] = reactive("", repaint=False)
    """The sentence in the place of an article, where there is none."""
    note: reactive[str] = reactive("", repaint=False)
    """What is to be said below the article."""
    progress: reactive[str] = reactive("", repaint=False)
    """How long the article takes to read, and where in it the screen stands: `2 min · 45%`."""
    typed: reactive[str] = reactive("", repaint=False)
    """The digits that are typed of a number, and what ends it: `1_ · Enter goes there`; empty while there are none."""
    found: reactive[str] = reactive("", repaint=False)
    """Which of the places is shown that were looked for: `3 of 12`; empty while nothing is looked for."""

    def __init__(self, clock: Clock, articles: Path, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        """Take the clock, and the folder in which articles are saved."""
        super().__init__(id=id)
        self._clock = clock
        self._keeping = Keeping(self, articles)
        self._showing = Showing(self, ".reader--note", self._tell_progress)
        self._finding = Finding()
        self._following = Following(self, self._showing, self._keeping, lambda: self.state.news)

    def compose(self) -> ComposeResult:
        """Have the sentences that stand in the place of an article and below one."""
        yield Static(self.why, markup=False, classes="reader--why")
        yield Static(self.note, markup=False, classes="reader--note")

    def on_mount(self) -> None:
        """Show what there is, and let its age go on."""
        self.watch_note(self.note)
        self.set_interval(_LOOK_SECONDS, self.look)

    @property
    def body(self) -> Body | None:
        """The article that it shows."""
        return self._showing.body

    @property
    def text(self) -> str:
        """What it says, all that is on the screen or would be if it were high enough."""
        if self.body is None:
            return self.why
        return "\n".join([*(piece.text.content.plain for piece in self.body.pieces), *filter(None, [self.note])])

    @property
    def is_vain(self) -> bool:
        """Whether what is looked for is not in the article."""
        return self._finding.is_vain

    # what comes from above

    def watch_story(self, old: Story | None, new: Story | None) -> None:
        """Show the article, once the prices that came with it are painted; of one that is shown only what it cost."""
        if new is not None and self.body is not None and self.body.is_of(new):
            self.body.take_story(new)
        elif new is not old:
            self.call_after_refresh(self._show)

    def watch_state(self, old: MarketState, new: MarketState) -> None:
        """Show the newest prices; where other names are known, look for them."""
        if self.body is not None:
            self.body.take_market(new, self.stale)
        if old.names is not new.names and self.body is not None:
            self.call_after_refresh(self._show)

    def watch_stale(self) -> None:
        """Dim what has grown old."""
        if self.body is not None:
            self.body.take_market(self.state, self.stale)

    def watch_why(self, why: str) -> None:
        """Say why there is no article."""
        for sentence in self.query(".reader--why").results(Static):
            sentence.update(why)

    def watch_note(self, note: str) -> None:
        """Say it below the article, or nothing."""
        for sentence in self.query(".reader--note").results(Static):
            sentence.display = bool(note)
            sentence.update(note)

    def look(self) -> None:
        """Say how old the article is by now."""
        if self.body is not None:
            self.body.look()

    def on_resize(self) -> None:
        """Stay at the same words where lines are longer or shorter."""
        self._showing.resized()

    def watch_virtual_size(self) -> None:
        """Stay at the same words where there are more or fewer lines above them."""
        self.call_next(self._showing.resized)

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Remember the place."""
        super().watch_scroll_y(old_value, new_value)
        self._showing.scrolled(new_value)

    async def _show(self) -> None:
        """Put the article, or the sentence in its place, on the pane."""
        if not self.is_attached:  # the app may have been quit since
            return
        self.query_one(".reader--why").display = self.story is None
        self._forget_typed()
        await self._showing.show(self._made)
        self._finding.look_again(self.body, self._showing.top)
        self.found = self._finding.told

    def _made(self) -> Body | None:
        return Body(self.story, self.state, self.stale, self._clock.now) if self.story else None

    def _tell_progress(self) -> None:
        self.progress = self._showing.progress

    # what the person does: scroll

    def action_scroll_end(self) -> None:
        """Go to the end, which has to be there for that."""
        self.call_next(self._go_to_end)

    async def _go_to_end(self) -> None:
        if self.body is not None:
            await self._showing.reach(len(self.body.blocks) - 1)
        self.call_after_refresh(self.scroll_end, animate=False)

    def action_table_left(self) -> None:
        """Show what is further left in tables that are wider than the pane."""
        self._scroll_tables(-_TABLE_STEP)

    def action_table_right(self) -> None:
        """Show what is further right in tables that are wider than the pane."""
        self._scroll_tables(_TABLE_STEP)

    def _scroll_tables(self, cells: int) -> None:
        for table in self.query(ArticleTable):
            table.scroll_sideways(cells)

    # search

    async def search(self, wanted: str) -> None:
        """Light up what is wanted, and go to the first such place from where the screen stands."""
        self._finding.look_for(self.body, wanted, self._showing.top)
        await self._go_to_hit()

    def end_search(self) -> None:
        """Look for nothing any more."""
        self._finding.look_for(self.body, "", 0)
        self.found = ""

    async def action_hit(self, by: int) -> None:
        """Go so many places on among those that were looked for, from the last to the first."""
        if not self._finding.step(self.body, by):
            key = key_for(self.app, "filter")
            sought = self._finding.wanted.strip()
            self._keeping.tell(
                f"{sought} is not in the article." if sought else f"Nothing is looked for yet. {key} does that."
            )
        await self._go_to_hit()

    async def _go_to_hit(self) -> None:
        self.found = self._finding.told
        if (hit := self._finding.hit) is not None:
            await self._showing.reveal(hit.block, hit.start)

    # follow

    async def action_choose(self, by: int) -> None:
        """Choose the symbol or link so many places on."""
        await self._following.step(by)

    async def action_follow(self) -> None:
        """Go where the chosen symbol or link leads; the first one where none is chosen."""
        await self._following.follow()

    @on(TargetClicked)
    async def _follow_clicked(self, message: TargetClicked) -> None:
        message.stop()
        self._forget_typed()
        await self._following.follow(message.number)

    async def on_key(self, event: events.Key) -> None:
        """Take digits for the number of what is to be followed; any other key ends it, and Esc then does no more."""
        if self._following.takes(event):
            event.stop()
            await self._following.take_digit(event.character or "")
            self._tell_typed()
        elif self._forget_typed() and event.key == "escape":
            event.stop()

    def on_blur(self) -> None:
        """Forget what is typed of a number."""
        self._forget_typed()

    def _forget_typed(self) -> bool:
        was_typed = self._following.forget()
        self._tell_typed()
        return was_typed

    def _tell_typed(self) -> None:
        typed, key = self._following.typed, key_for(self.app, "follow")
        self.typed = "" if not typed else f"{typed}_ · {key} goes there" if key else f"{typed}_"

    # take along

    def action_browse(self) -> None:
        """Open the article in the browser."""
        self._keep(lambda body: self._keeping.open(body.story.link))

    def action_copy(self) -> None:
        """Copy the article's text."""
        self._keep(lambda body: self._keeping.copy(body.story))

    def action_copy_address(self) -> None:
        """Copy the address of the chosen link, or of the article."""
        self._keep(lambda body: self._keeping.copy_address(body.story, body.chosen_target))

    def action_save(self) -> None:
        """Save the article as Markdown."""
        self._keep(lambda body: self._keeping.save(body.story))

    def _keep(self, how: Callable[[Body], None]) -> None:
        """Take the article along in that way, where there is one."""
        if self.body is not None:
            how(self.body)
