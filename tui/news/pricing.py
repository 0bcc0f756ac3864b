"""What the symbols that stories name cost when these were published, or when they were first seen."""

from collections.abc import Mapping
from datetime import timedelta

from tui.news.collection import News
from tui.news.stories import Story, Then, then_of
from tui.prices.past import GAP, PriceAsOf
from tui.prices.rows import Row


def priced(news: News, rows: Mapping[str, Row]) -> News:
    """Return the news with the prices that the rows know, by symbol; the same object where those are none more."""
    found: dict[str, dict[str, Then]] = {}
    for story in news.unpriced:
        prices = {
            symbol: then
            for symbol in story.symbols
            if symbol not in story.then and symbol in rows and (then := _price_then(story, rows[symbol]))
        }
        if prices:
            found[story.key] = prices
    return news.with_prices(found) if found else news


def _price_then(story: Story, row: Row) -> Then | None:
    """Return the row's price when the story was published, or when it was first seen; None where no page covers that.

    Made-up prices are not held against real news, nor those of a replay against today's.
    """
    if row.past is None or not row.kind.is_kin_of(story.kind):
        return None
    is_coming = timedelta() <= row.as_of - story.seen_at <= GAP  # it came before a page that quotes it
    return then_of(story, row.past.at, PriceAsOf(row.quote.price, row.as_of) if is_coming else None)
