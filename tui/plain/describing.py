"""What there is to know of the market, a symbol or an article, as lines to be heard."""

from collections.abc import Iterable, Iterator

from tui.articles.markdown import plain_text
from tui.figures import clock_text, count_text, money_text, price_text
from tui.news.listing import StoryMarks
from tui.news.moves import Move, moves
from tui.news.stories import Story
from tui.plain.announcing import Look
from tui.plain.wording import (
    ago_text,
    doubt_text,
    ended,
    feed_text,
    headline_text,
    move_text,
    origins_text,
    quote_text,
    share_text,
    signed,
)
from tui.prices.breadth import breadth
from tui.prices.holdings import percent_of
from tui.prices.rows import Row
from tui.render.article_head import section_text
from tui.render.status_texts import empty_sentence
from tui.view.model import View


def overview(look: Look, view: View) -> Iterator[str]:
    """Yield how the sources stand, the market, its indices and the news."""
    state = look.state
    if look.fault:
        yield look.fault
    for feed in state.feeds.values():
        yield feed_text(feed, look.now, look.limits)
    if state.rows:
        up, down, unchanged = breadth(state.rows)
        yield f"{count_text(len(state.rows), 'symbol')}: {up:,} up, {down:,} down, {unchanged:,} unchanged."
    elif not any(feed.error for feed in state.feeds.values()):
        yield empty_sentence(state)
    yield from quote_lines(state.indices, look)
    if stories := state.news.stories:
        unread = marks_of(view).unread(stories)
        told = f"{count_text(len(stories), 'headline')}, {unread:,} not read. The newest:"
        yield f"{told} {headline_text(stories[0], look.now)}"


def quote_lines(rows: Iterable[Row], look: Look) -> list[str]:
    """Return a line for each row."""
    return [quote_text(row, look.now, is_stale=row.symbol in look.stale) for row in rows]


def list_lines(title: str, rows: tuple[Row, ...], look: Look) -> list[str]:
    """Return a line for each row, below one that says how many they are, and of when and what their prices are."""
    if not rows:
        return [f"{title}: none."]
    origins = origins_text(rows, look.state, look.now, look.limits)
    return [f"{title}: {count_text(len(rows), 'symbol')}, {origins}.", *quote_lines(rows, look)]


def symbol_lines(row: Row, look: Look, view: View) -> Iterator[str]:
    """Yield all that is known of a symbol, a fact a line."""
    state, quote, day = look.state, row.quote, row.day
    star = ", starred" if row.symbol in view.starred else ""
    name = state.names.of(row.symbol)
    yield f"{row.symbol}{f', {name}' if name else ''}{star}."
    old = " This is an old price." if row.symbol in look.stale else ""
    yield f"{price_text(quote.price)}, {move_text(quote)}.{old}{doubt_text(row)}"
    yield f"Previous close {price_text(quote.previous)}."
    since = clock_text(day.trail[0].at, look.now)
    span = price_text(day.low) if day.low == day.high else f"between {price_text(day.low)} and {price_text(day.high)}"
    yield f"Range so far {span}, since {since}."
    yield f"Last moved {ago_text(row.moved_at, look.now)}." if row.moved_at else "Not seen to move."
    is_of = clock_text(row.as_of, look.now) if row.is_misdated else ago_text(row.as_of, look.now)
    yield f"As of {is_of}, from {', '.join(dict.fromkeys((row.source, row.kind)))}."
    feed = state.feeds.get(row.source)
    if feed and old:
        gone = "" if row.symbol in feed.quoted else " Its newest page no longer has this symbol."
        yield feed_text(feed, look.now, look.limits) + gone
    yield from _holding_lines(row)
    if stories := state.news.naming(row.symbol):
        yield f"Named by {count_text(len(stories), 'headline')}. The newest: {headline_text(stories[0], look.now)}"


def _holding_lines(row: Row) -> Iterator[str]:
    held, quote = row.holding, row.quote
    if held is None:
        return
    gain, today = held.gain(quote.price), held.gain_today(quote.change)
    yield f"You hold {held.quantity:,f} at {price_text(held.cost)} each, worth {money_text(held.value(quote.price))}."
    percent = percent_of(gain, held.paid)
    share = "" if percent is None else f", {signed(percent)}{share_text(percent)}"
    yield f"Gain {signed(gain)}{money_text(abs(gain))}{share}; today {signed(today)}{money_text(abs(today))}."


def story_lines(stories: Iterable[Story], look: Look, view: View) -> list[str]:
    """Return a numbered line for each headline."""
    marks = marks_of(view)
    return [
        f"{number}. {headline_text(story, look.now)}{'' if marks.is_read(story) else ' Not read.'}"
        for number, story in enumerate(stories, start=1)
    ]


def article_lines(story: Story, look: Look) -> Iterator[str]:
    """Yield the article, a paragraph or a row of a table a line, and what became of the prices that it names."""
    if section := section_text(story):
        yield section
    yield from filter(None, map(str.strip, plain_text(story).split("\n")))
    yield from (f"Related: {headline}" for headline in story.article.related)
    yield from (_moved_text(move) for move in moves(story, look.state.by_symbol) if move.row)
    if story.article.is_excerpt:
        yield f"This is only the start of it.{f' The whole is at {story.link}' if story.link else ''}"
    yield f"End. {headline_text(story, look.now)}"


def _moved_text(move: Move) -> str:
    """Return the price of a symbol then and now, and the move between as far as both are known."""
    now = ended(f"{move.symbol} {price_text(move.row.quote.price)} now") if move.row else ended(move.symbol)
    if move.then is None or move.percent is None:
        return now
    when = "when published" if move.then.is_published else "when first seen"
    share = f"{signed(move.percent)}{share_text(move.percent)}"
    return f"{now} {price_text(move.then.price)} {when}; {share} since."


def marks_of(view: View) -> StoryMarks:
    """Return the user's marks of articles."""
    return StoryMarks(frozenset(view.read), frozenset(view.kept))
