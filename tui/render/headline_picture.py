"""The picture of the headlines in view, of which only what changed is drawn again."""

from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Final, NamedTuple

from textual.strip import Strip

from tui.news.listing import StoryMarks
from tui.news.moves import moves
from tui.news.search import HeadlineSearch
from tui.news.stories import Story
from tui.prices.rows import Row
from tui.render.headline_rows import Headline, HeadlineLayout, HeadlineMarks, headline, headline_strip
from tui.render.palette import Cursor, Palette

_KEPT_VIEWS: Final = 3
"""The strips that are kept, in so many of what is in view: those that the user comes back to need not be drawn anew."""


class Around(NamedTuple):
    """What the lines show besides the stories: the prices, which of them are old, what is looked for, and the time."""

    rows: Mapping[str, Row]
    stale: frozenset[str]
    search: HeadlineSearch
    now: datetime

    def is_same(self, other: "Around") -> bool:
        """Whether the stories look the same in both; the prices are compared by identity, since they are many."""
        is_same_day = self.now.date() == other.now.date()
        return self.rows is other.rows and self.stale is other.stale and self.search is other.search and is_same_day


class HeadlineScene(NamedTuple):
    """All that the picture shows: the stories in view, where the cursor is among them, and what marks them."""

    stories: Sequence[Story]
    around: Around
    marks: StoryMarks
    palette: Palette
    cursor: int | None
    cursor_mark: Cursor
    open_key: str


_Line = tuple[Headline, HeadlineMarks]


class HeadlinePicture:
    """Strips by story, those of late, and what was last drawn on each line of the view."""

    def __init__(self) -> None:
        self.layout = HeadlineLayout()
        self._strips: OrderedDict[str, tuple[_Line, Strip]] = OrderedDict()
        self._headlines: dict[str, tuple[Story, Headline]] = {}
        self._around: Around | None = None
        self._drawn: list[_Line] = []

    def lay_out(self, layout: HeadlineLayout) -> bool:
        """Take another layout, and return whether it is one."""
        if layout == self.layout:
            return False
        self.layout = layout
        self.forget()
        return True

    def forget(self) -> None:
        """Draw all anew the next time."""
        self._strips.clear()

    def draw(self, scene: HeadlineScene, finish: Callable[[Strip], Strip]) -> list[Strip]:
        """Return a strip for each story in view, each new one as `finish` makes it."""
        self._drawn = self._lines(scene)
        strips = [self._strip(line, scene.palette, finish) for line in self._drawn]
        while len(self._strips) > _KEPT_VIEWS * len(strips):
            self._strips.popitem(last=False)
        return strips

    def _strip(self, line: _Line, palette: Palette, finish: Callable[[Strip], Strip]) -> Strip:
        key = line[0].key
        known = self._strips.pop(key, None)
        if known is None or known[0] != line:
            known = line, finish(headline_strip(line[0], self.layout, palette, line[1]))
        self._strips[key] = known
        return known[1]

    def changed(self, scene: HeadlineScene) -> list[int]:
        """Return the lines of the view that show something else than the scene."""
        lines, drawn = self._lines(scene), self._drawn
        longest = max(len(lines), len(drawn))
        return [place for place in range(longest) if lines[place : place + 1] != drawn[place : place + 1]]

    def _lines(self, scene: HeadlineScene) -> list[_Line]:
        if self._around is None or not self._around.is_same(scene.around):
            self._headlines.clear()
            self._around = scene.around
        lines = []
        for place, story in enumerate(scene.stories):
            cursor = scene.cursor_mark if place == scene.cursor else None
            is_read, is_kept = scene.marks.is_read(story), scene.marks.is_kept(story)
            marks = HeadlineMarks(cursor, is_read, is_kept, story.key == scene.open_key)
            lines.append((self._headline(story, scene.around), marks))
        return lines

    def _headline(self, story: Story, around: Around) -> Headline:
        known = self._headlines.get(story.key)
        if known is None or known[0] is not story:
            hits = around.search.hits(story.title) if around.search.sought else ()
            told = moves(story, around.rows, around.search.symbols)
            known = story, headline(story, told, around.now, around.stale, hits)
            if len(self._headlines) > 1_000:
                self._headlines.clear()
            self._headlines[story.key] = known
        return known[1]
