"""The article in the reader: its blocks, what is marked in each, and the widgets made of them so far."""

from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import partial
from itertools import groupby
from operator import attrgetter
from typing import Final, NamedTuple

from rich.cells import cell_len
from textual.content import Content
from textual.css.styles import RulesMap
from textual.widget import Widget

from tui.market import MarketState
from tui.news.mentions import mentions
from tui.news.moves import moves
from tui.news.stories import Story
from tui.prices.rows import Row
from tui.render.article import Block, Document, Part, document
from tui.render.article_head import facts_text, minutes_text
from tui.render.article_marks import Lit, Mark, lit_up, marked, shown_place
from tui.render.article_price_texts import Asked
from tui.render.article_prices import line_of_symbol, prices_lines
from tui.render.article_search import Hit
from tui.render.targets import Target, destination, link_content, places_of_links
from tui.widgets.article_places import ReadingPlace
from tui.widgets.article_text import ArticleBullet, ArticlePrices, ArticleTable, ArticleText, TableText

_WRAPPED: Final[RulesMap] = {}
_MARKED: Final = frozenset({Part.BULLET, Part.PARAGRAPH})


class Piece(NamedTuple):
    """A block on the screen: the widget that the reader holds, and the text in it."""

    widget: Widget
    text: ArticleText


class Body:
    """An article, of which as many blocks are pieces on the screen as were asked for."""

    def __init__(self, story: Story, state: MarketState, stale: frozenset[str], now: Callable[[], datetime]) -> None:
        """Take the story and what is known of the market; `now` returns the time by which it is told how old it is."""
        self.story = story
        self.pieces: list[Piece] = []
        self.chosen = 0
        """The number of what is chosen to be followed; 0 for nothing."""
        self.now: Hit | None = None
        """The place that was gone to."""
        self.state = state
        self.stale = stale
        self.minutes = minutes_text(story.article)
        """How long it takes to read."""
        self._now = now
        self.document: Document = document(story)
        self._rows: Mapping[str, Row] = state.by_symbol
        self._hits: Mapping[int, Sequence[Hit]] = {}
        self._marks: list[tuple[Mark, ...]] = []
        self._unnamed = set(story.symbols)
        self._numbers = {target.symbol: number for number, target in self._numbered if target.symbol}
        self._waiting = {number: target for number, target in self._numbered if target.address}

    @property
    def _numbered(self) -> Iterator[tuple[int, Target]]:
        return enumerate(self.document.targets, start=1)

    @property
    def blocks(self) -> Sequence[Block]:
        """Its blocks."""
        return self.document.blocks

    @property
    def is_whole(self) -> bool:
        """Whether every block is a piece."""
        return len(self.pieces) == len(self.blocks)

    # pieces

    def made(self, count: int) -> list[Widget]:
        """Make pieces of so many more blocks, and return their widgets."""
        first = len(self.pieces)
        for index in range(first, min(first + count, len(self.blocks))):
            self._marks.append(self._find_marks(self.blocks[index]))
            self.pieces.append(self._piece(index))
        return [piece.widget for piece in self.pieces[first:]]

    def take_over(self, other: "Body") -> list[Widget]:
        """Take the pieces over of an earlier version of the article, as far as both begin alike; return the others'."""
        if self.document.targets == other.document.targets:
            self.chosen = other.chosen
        pairs = zip(self.blocks, other.blocks, other.pieces, strict=False)
        alike = next((at for at, (mine, theirs, _) in enumerate(pairs) if mine != theirs), None)
        kept = min(len(self.blocks), len(other.pieces)) if alike is None else alike
        for index, piece in enumerate(other.pieces[:kept]):
            self._marks.append(self._find_marks(self.blocks[index]))
            self.pieces.append(piece)
            if isinstance(piece.text, ArticlePrices):
                piece.text.make_lines_by(self._prices)
            else:
                piece.text.make_by(partial(self._content, index))
        return [piece.widget for piece in other.pieces[kept:]]

    def _piece(self, index: int) -> Piece:
        block = self.blocks[index]
        classes = f"reader--{block.part}" + (" -right" if block.is_right_to_left else "")
        if index and self.blocks[index - 1].part is Part.BULLET and block.part is not Part.BULLET:
            classes += " -below-bullets"
        paint = partial(self._content, index)
        match block.part:
            case Part.PRICES:
                prices = ArticlePrices(self._prices, classes=classes)
                return Piece(prices, prices)
            case Part.BULLET:
                bullet = ArticleText(paint, classes="-right" if block.is_right_to_left else None)
                return Piece(ArticleBullet(bullet, classes=classes), bullet)
            case Part.TABLE:
                table = TableText(paint)
                return Piece(ArticleTable(table, block.text, classes=classes), table)
        text = ArticleText(paint, classes=classes)
        return Piece(text, text)

    def _find_marks(self, block: Block) -> tuple[Mark, ...]:
        """Return what is marked in the block, to be asked for each block once and in their order."""
        if block.part not in _MARKED:
            return ()
        marks = []
        for symbol, start, end in mentions(block.text, self.state.names):
            is_first = block.part is Part.PARAGRAPH and symbol in self._unnamed
            if is_first:
                self._unnamed.discard(symbol)
            marks.append(Mark(start, end, symbol, is_first, self._numbers.get(symbol, 0)))
        for number, start, end in list(places_of_links(block.text, self._waiting)):
            del self._waiting[number]
            marks.append(Mark(start, end, number=number))
        return tuple(sorted(marks))

    # painting

    def _content(self, index: int) -> Content:
        block = self.blocks[index]
        match block.part:
            case Part.FACTS:
                return Content(facts_text(self.story, self._now()))
            case Part.LINK:
                link = self._link(block.number)
                return lit_up(link, self._lit(index), link.plain.find(block.text))
        return marked(block.text, block.lead, self._marks[index], self._rows, self.stale, self._lit(index))

    def _lit(self, index: int) -> Lit:
        hits = [(hit.start, hit.end) for hit in self._hits.get(index, ())]
        now = (self.now.start, self.now.end) if self.now and self.now.block == index else None
        return Lit(hits, now, self.chosen)

    def _link(self, number: int) -> Content:
        target = self.document.targets[number - 1]
        leads = destination(target, self.story, self.state.news)
        return link_content(number, len(self.document.targets), target, leads, is_chosen=number == self.chosen)

    def _prices(self, width: int) -> list[Content]:
        shown = sum(bool(target.symbol) for target in self.document.targets)
        held = moves(self.story, self._rows)
        unshown = tuple(move.symbol for move in held[shown:])
        asked = Asked(self.story, held[:shown], self.state.names, self.stale, self.chosen, unshown, self._now())
        return prices_lines(asked, width)

    # what changes

    def is_of(self, story: Story) -> bool:
        """Whether it shows that story, which differs in nothing but the prices of then."""
        mine = self.story
        is_same = mine.key == story.key and mine.article is story.article
        return is_same and mine.symbols == story.symbols and mine.link == story.link

    def take_story(self, story: Story) -> None:
        """Show the prices of then that the story has."""
        self.story = story
        self._look_at(Part.PRICES)

    def _look_at(self, part: Part) -> None:
        for piece, block in zip(self.pieces, self.blocks, strict=False):
            if block.part is part:
                piece.text.look()

    def take_market(self, state: MarketState, stale: frozenset[str]) -> None:
        """Show the prices of the state: only in what has them."""
        before, dimmed = self._rows, self.stale
        has_other_news = state.news is not self.state.news
        self.state, self.stale, self._rows = state, stale, state.by_symbol
        changed = {
            symbol
            for symbol in self.story.symbols
            if before.get(symbol) is not self._rows.get(symbol) or (symbol in stale) is not (symbol in dimmed)
        }
        for piece, block, marks in zip(self.pieces, self.blocks, self._marks, strict=False):
            has_moved = any(mark.is_first and mark.symbol in changed for mark in marks)
            if has_moved or (block.part is Part.PRICES and changed) or (block.part is Part.LINK and has_other_news):
                piece.text.look()

    def look(self) -> None:
        """Say how old the article is by now."""
        self._look_at(Part.FACTS)

    def light(self, hits: Sequence[Hit]) -> None:
        """Light the hits up, and no others."""
        before = self._hits
        self._hits = {block: list(found) for block, found in groupby(hits, key=attrgetter("block"))}
        for index in before.keys() | self._hits.keys():
            if before.get(index) != self._hits.get(index):
                self._repaint(index)

    def go_to_hit(self, hit: Hit | None) -> None:
        """Light that one up above the others."""
        before, self.now = self.now, hit
        for index in {one.block for one in (before, hit) if one}:
            self._repaint(index)

    def choose(self, number: int) -> None:
        """Mark what has the number as the one that is followed next."""
        before, self.chosen = self.chosen, number
        for index, block in enumerate(self.blocks[: len(self.pieces)]):
            is_marked = any(mark.number in {before, number} for mark in self._marks[index])
            if is_marked or block.part is Part.PRICES or (block.number and block.number in {before, number}):
                self._repaint(index)

    def _repaint(self, index: int) -> None:
        if index < len(self.pieces):
            self.pieces[index].text.repaint()

    # places

    def top_of(self, place: ReadingPlace) -> int:
        """Return the line of the reader at which the place is at the top of the screen."""
        block = place.found_in(self.blocks)
        if place == ReadingPlace() or block >= len(self.pieces):
            return 0
        region = self.pieces[block].widget.virtual_region
        return max(0, round(region.y + place.part * region.height))

    def place_at(self, top: float) -> ReadingPlace:
        """Return the place that is at the top of the screen where it stands at that line of the reader."""
        if top <= 0 or not self.pieces:
            return ReadingPlace()
        pieces = range(len(self.pieces))
        at = bisect_right(pieces, top, key=lambda index: self.pieces[index].widget.virtual_region.bottom)
        at = min(at, len(pieces) - 1)
        region = self.pieces[at].widget.virtual_region
        return ReadingPlace.at(self.blocks, at, (top - region.y) / max(1, region.height))

    def line_of(self, index: int, place: int) -> int:
        """Return the line of the reader on which the character of a block stands; a table shows its column, too."""
        widget, text = self.pieces[index]
        top = widget.virtual_region.y
        if self.blocks[index].part is Part.PRICES:
            lines = self._prices(max(1, text.content_size.width))
            return top + line_of_symbol(lines, place, self.document.targets[place - 1].symbol)
        if isinstance(widget, ArticleTable):
            above, _, line = self.blocks[index].text[:place].rpartition("\n")
            widget.show_column(cell_len(line))
            return top + (above.count("\n") + 1 if above or line != self.blocks[index].text[:place] else 0)
        at = shown_place(place, self._marks[index], self._rows)
        plain = text.content.plain
        end = next((end for end in range(at, len(plain)) if plain[end].isspace()), len(plain))
        return top + max(0, text.content[:end].get_height(_WRAPPED, max(1, text.content_size.width)) - 1)

    # what can be followed

    @property
    def chosen_target(self) -> Target | None:
        """What is chosen to be followed."""
        return self.document.targets[self.chosen - 1] if self.chosen else None

    def chosen_after(self, by: int) -> int:
        """Return the number so many places on from the chosen one; none goes to the first or the last."""
        count = len(self.document.targets)
        if not self.chosen:
            return min(count, 1) if by > 0 else count
        return min(count, max(1, self.chosen + by))

    def place_of(self, number: int) -> tuple[int, int]:
        """Return the block in which the numbered thing is listed, and where in it."""
        is_symbol = bool(self.document.targets[number - 1].symbol)
        part = Part.PRICES if is_symbol else Part.LINK
        listed = {0, number} if is_symbol else {number}
        found = (at for at, block in enumerate(self.blocks) if block.part is part and block.number in listed)
        return next(found), number if is_symbol else 0
