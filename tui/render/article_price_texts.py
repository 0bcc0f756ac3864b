"""What is said of each symbol that an article names: its price then and now, the move between, or why there is none.

The times are Pakistan's, as in the byline. Of when the prices now are is said below them, with the day wherever that is
not the article's: prices and article may be years apart.
"""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Final, NamedTuple

from textual.content import Content

from parsing.models import PAKISTAN, is_midnight
from tui.figures import ARROWS, aligned, direction_of, mark_text, percent_text, price_text
from tui.news.moves import Move
from tui.news.stories import Story, Then
from tui.prices.names import Names
from tui.refresh import Kind
from tui.render.article_head import day_published, has_time, here_text, short_time
from tui.render.index_line import COLOURS

_WHOSE: Final = {Kind.DEMO: "Demo prices", Kind.REPLAY: "Replayed prices"}
_DAY, _SINCE_SEEN = "day ", "since seen "
"""What a percentage has before it that is not the move since the article."""
_NOT_QUOTED: Final = "not quoted"
_PERCENT: Final = 7


class Asked(NamedTuple):
    """What the block is made from: the story, its symbols' moves, their names, which are stale, the one chosen."""

    story: Story
    moves: Sequence[Move]
    names: Names
    stale: frozenset[str] = frozenset()
    chosen: int = 0
    unshown: Sequence[str] = ()
    """The symbols that the article names besides."""
    now: datetime | None = None
    """A time in the zone of the reader, where that may be another than Pakistan's."""


class Texts(NamedTuple):
    """A symbol with what is said of it."""

    number: int
    move: Move
    then: Content
    """In a column, where its heading says what it is."""
    was: Content
    """The same on a line by itself."""
    now: Content
    change: Content

    @property
    def says_now(self) -> Content:
        """The price now on a line without a heading."""
        return Content.assemble(self.now.rstrip(), (" now", "$muted")) if self.move.row else self.now


def texts_of(asked: Asked) -> list[Texts]:
    """Return what is said of each symbol, in their order and numbered from 1."""
    day = day_published(asked.story)
    prices = _columned(asked.moves, [price_text(move.row.quote.price) if move.row else "" for move in asked.moves])
    thens = _columned(asked.moves, [price_text(move.then.price) if move.then else "" for move in asked.moves])
    told = []
    for number, (move, price, then) in enumerate(zip(asked.moves, prices, thens, strict=True), start=1):
        is_stale = move.symbol in asked.stale
        when = was = _uncovered(asked.story, move)
        if move.then:
            words = _when(move.then, day, asked.now)
            when = Content.assemble(then, (f" {words}", "$muted"))
            words = "when published" if move.then.is_published else words
            was = Content.assemble(then.strip(), (f" {words}", "$muted"))
        told.append(
            Texts(number, move, when, was, _now(move, price, is_stale=is_stale), _change(move, is_stale=is_stale))
        )
    return told


def _columned(moves: Sequence[Move], figures: Sequence[str]) -> list[str]:
    """Return the figures in one width: those of shares on the point, those of indices, too, but not on the same."""
    groups = {
        is_index: iter(aligned(told for told, move in zip(figures, moves, strict=True) if _is_index(move) is is_index))
        for is_index in (False, True)
    }
    told = [next(groups[_is_index(move)]) for move in moves]
    widest = max(map(len, told), default=0)
    return [f"{figure:>{widest}}" for figure in told]


def _is_index(move: Move) -> bool:
    return move.row is not None and move.row.quote.is_index


def _when(then: Then, day: date | None, now: datetime | None) -> str:
    """Return of when a price of then is, with its zone where the reader's clock shows another time."""
    told = short_time(then.as_of, day)
    if now is not None and here_text(then.as_of, now) and not is_midnight(then.as_of):
        told = f"{told} PKT"
    if not then.is_published:
        return f"first seen {told}"
    return f"on {told}" if is_midnight(then.as_of) else f"at {told}"


def _uncovered(story: Story, move: Move) -> Content:
    """Return why there is no price of then; nothing for a symbol without any price, which says that by itself."""
    if move.row is None:
        return Content("")
    published = story.published
    if not move.row.kind.is_kin_of(story.kind):
        told = "not of this market"
    elif story.is_misdated:
        told = "the article is dated in the future"
    elif published is None:
        told = "the article gives no time"
    elif not has_time(story):
        told = f"no time given on {published:%d %b %Y}"
    else:
        told = f"no page covers {published.astimezone(PAKISTAN):%d %b %Y %H:%M}"
    return Content.styled(told, "$muted")


def _now(move: Move, price: str, *, is_stale: bool) -> Content:
    if move.row is None:
        return Content.styled(_NOT_QUOTED, "$muted")
    doubt = move.row.doubt
    mark = mark_text(is_doubted=bool(doubt), is_stale=is_stale)
    return Content.assemble(
        (price, "$stale" if is_stale else "bold"), (mark, "$stale" if is_stale else "bold $caution")
    )


def _change(move: Move, *, is_stale: bool) -> Content:
    """Return the move since then, with a word where that is not since the article; where none is known the day's."""
    if move.row is None:
        return Content("")
    quote = move.row.quote
    if move.percent is None or move.then is None:
        whose, percent, direction = _DAY, quote.percent, quote.direction
    else:
        whose, percent = _SINCE_SEEN if move.then.is_late else "", move.percent
        direction = direction_of(percent)
    told = f"{ARROWS[direction]} {percent_text(percent):>{_PERCENT}}"
    return Content.assemble((whose, "$muted"), (told, "$stale" if is_stale else COLOURS[direction]))


def foot_text(asked: Asked) -> str:
    """Return of when the prices now are; nothing where there are none."""
    rows = [move.row for move in asked.moves if move.row]
    if not rows:
        return ""
    day = day_published(asked.story)
    oldest, newest = (pick(row.as_of for row in rows) for pick in (min, max))
    told = short_time(newest, day)
    if (old := short_time(oldest, day)) != told:
        told = f"{old} to {told}"
    zone = "" if is_midnight(newest) else " PKT"
    return f"{_WHOSE.get(rows[0].kind.published, 'Prices')} now are of {told}{zone}"
