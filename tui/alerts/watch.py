"""Which alerts fire, and how each stands afterwards: a function of the market before and now, and of nothing else."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from decimal import Decimal
from typing import Final, NamedTuple

from parsing.clean import clean_line, excerpt
from tui.age import AgeLimits
from tui.alerts.model import MOST_TOLD, Alert, Firing, Repeat, Standing
from tui.alerts.rules import InNews, Level, Measure, Rule, Stale
from tui.figures import change_text, price_text
from tui.market import MarketState
from tui.news.stories import Story, end_of
from tui.prices.feeds import Feed
from tui.prices.hours import trading_time
from tui.prices.rows import Row, day_of, is_same_close

BACK_OF_LEVEL: Final = Decimal("0.005")
"""By which part of its level a price has to go back before it can cross it again: more than the usual to and fro
between two trades, less than a move that anybody would call one."""

BACK_OF_CLOSE: Final = Decimal("0.0025")
"""The same for a change or percentage, as part of the previous close: 0.25 points of a percentage."""

_TITLE_LENGTH: Final = 80


@dataclass(frozen=True, slots=True)
class Sight:
    """What alerts are held against: the market now and as it was at the look before."""

    state: MarketState
    stale: frozenset[str]
    """The symbols whose price must not pass for a current one."""
    now: datetime
    limits: AgeLimits
    before: MarketState = field(default_factory=MarketState)

    def price(self, symbol: str, *, is_for_all: bool) -> Row | None:
        """Return the symbol's row where its price can be relied on."""
        row = self.state.by_symbol.get(symbol)
        if row is None or symbol in self.stale:
            return None
        return row if _counts(row, is_for_all=is_for_all) else None


class Step(NamedTuple):
    """An alert as it stood, how it stands now, and what it tells; None where it only stands otherwise."""

    alert: Alert
    after: Standing
    firing: Firing | None


def look(alerts: Iterable[Alert], sight: Sight) -> tuple[Step, ...]:
    """Return what changes for the alerts. Looking again at the same changes nothing more."""
    steps = (_step(alert, sight) for alert in alerts if not alert.standing.is_done)
    return tuple(step for step in steps if step.after != step.alert.standing)


def standing_at_first(rule: Rule, sight: Sight, *, is_for_all: bool) -> Standing:
    """Return how an alert stands when it is made: what holds already, or is known, is nothing to tell."""
    match rule:
        case Level():
            row = sight.state.by_symbol.get(rule.symbol)
            if row is None or not _counts(row, is_for_all=is_for_all):
                return Standing()
            return _held(Standing(), rule, row, holds=rule.holds(_value(rule, row)))
        case InNews(symbol):
            return Standing(told=_remembered(story for story in sight.state.news.stories if symbol in story.symbols))
        case Stale():
            return Standing(told=tuple(sorted(_old_sources(rule, sight))))


def _step(alert: Alert, sight: Sight) -> Step:
    match alert.rule:
        case Level():
            return _level_step(alert, alert.rule, sight)
        case InNews():
            return _news_step(alert, alert.rule, sight)
        case Stale():
            return _stale_step(alert, alert.rule, sight)


def _counts(row: Row, *, is_for_all: bool) -> bool:
    """Whether the row's price is one that an alert may go by, apart from its age."""
    return not row.doubt and not row.is_misdated and (is_for_all or row.kind.claims_now)


# a value and its level


def _level_step(alert: Alert, rule: Level, sight: Sight) -> Step:
    row, before = sight.price(rule.symbol, is_for_all=alert.is_for_all), alert.standing
    if row is None or _comes_too_late(row, before, sight.now):
        return Step(alert, before, None)
    is_past = rule.holds(_value(rule, row))
    if is_past and (not before.holds or _begins_anew(rule, row, before)):
        return _told(alert, _held(before, rule, row, holds=True), _level_firing(alert, rule, row, sight.now))
    if before.holds and not is_past and (_has_gone_back(rule, row) or _begins_anew(rule, row, before)):
        return Step(alert, _held(before, rule, row, holds=False), None)
    return Step(alert, before, None)


def _comes_too_late(row: Row, before: Standing, now: datetime) -> bool:
    """Whether the price is older than the one that counted last, as that of a slower source may be.

    One that counted at a time that has not come, since the clock was set back, does not hold up the others.
    """
    return row.kind.claims_now and before.seen is not None and row.as_of < before.seen <= now


def _value(rule: Level, row: Row) -> Decimal:
    return {Measure.PRICE: row.quote.price, Measure.CHANGE: row.quote.change, Measure.PERCENT: row.quote.percent}[
        rule.measure
    ]


def _held(standing: Standing, rule: Level, row: Row, *, holds: bool) -> Standing:
    close = row.quote.previous if holds and rule.measure is not Measure.PRICE else None
    return replace(standing, holds=holds, seen=row.as_of, close=close)


def _begins_anew(rule: Level, row: Row, before: Standing) -> bool:
    """Whether it is a change since another close than the one against which it held: that of another day."""
    close = before.close
    if rule.measure is Measure.PRICE or close is None:
        return False
    return not is_same_close(close, row.quote.previous)


def _has_gone_back(rule: Level, row: Row) -> bool:
    """Whether the value is so far on the other side of the level that the next crossing is another one."""
    value, previous = _value(rule, row), abs(row.quote.previous)
    margin = {
        Measure.PRICE: rule.level * BACK_OF_LEVEL,
        Measure.CHANGE: previous * BACK_OF_CLOSE,
        Measure.PERCENT: 100 * BACK_OF_CLOSE,
    }[rule.measure]
    return value <= rule.level - margin if rule.is_above else value >= rule.level + margin


def _level_firing(alert: Alert, rule: Level, row: Row, now: datetime) -> Firing:
    quote = row.quote
    if rule.measure is Measure.PRICE:
        told = f"{rule.symbol} is at {price_text(quote.price)}, {rule.in_words}."
    else:
        unit = "%" if rule.measure is Measure.PERCENT else ""
        moved = f"{change_text(_value(rule, row))}{unit}"
        told = f"{rule.symbol} has moved by {moved} to {price_text(quote.price)}, {rule.in_words}."
    return Firing(alert.id, str(rule), now, _origin(row) + told, row.as_of, rule.symbol, quote.price)


def _origin(of: Row | Story) -> str:
    """Return what is said before anything that is not live."""
    return "" if of.kind.claims_now else f"{of.kind.capitalize()}: "


# a symbol in the news


def _news_step(alert: Alert, rule: InNews, sight: Sight) -> Step:
    before, news = alert.standing, sight.state.news
    if news is sight.before.news:
        return Step(alert, before, None)
    known, told = sight.before.news.by_key, set(before.told)
    stories = [
        story
        for story in news.stories
        if rule.symbol in story.symbols
        and story.key not in known
        and told.isdisjoint(story.ids)
        and (alert.is_for_all or story.kind.claims_now)
        and _is_new(story, alert, sight.before)
    ]
    if not stories:
        return Step(alert, before, None)
    after = replace(before, told=(*_remembered(stories), *before.told)[:MOST_TOLD])
    return _told(alert, after, _news_firing(alert, rule, stories, sight))


def _remembered(stories: Iterable[Story]) -> tuple[str, ...]:
    """Return what the stories are remembered by, which is the same in the next run."""
    return tuple(name for story in stories for name in sorted(story.ids))[:MOST_TOLD]


def _is_new(story: Story, alert: Alert, before: MarketState) -> bool:
    """Whether a story came while its source was watched, or is younger than the alert.

    What a source brings at first may be old; of that counts what was published since the alert was made.
    """
    feed = before.feeds.get(story.source)
    is_watched = feed is not None and feed.last_success is not None
    return is_watched or (story.published is not None and end_of(story.published) > alert.made_at)


def _news_firing(alert: Alert, rule: InNews, stories: list[Story], sight: Sight) -> Firing:
    newest, row = stories[0], sight.price(rule.symbol, is_for_all=alert.is_for_all)
    more = f" And {len(stories) - 1} more." if len(stories) > 1 else ""
    told = f"{_origin(newest)}{rule.symbol} is in the news: {excerpt(newest.title, _TITLE_LENGTH)}{more}"
    as_of, price = (row.as_of, row.quote.price) if row else (None, None)
    return Firing(alert.id, str(rule), sight.now, told, as_of, rule.symbol, price)


# prices that are old


def _stale_step(alert: Alert, rule: Stale, sight: Sight) -> Step:
    before, old = alert.standing, _old_sources(rule, sight)
    unknown = {name for name in before.told if not _is_known(sight.state.feeds.get(name))}
    new = sorted(old.keys() - set(before.told))
    after = replace(before, told=tuple(sorted(old.keys() | unknown)))
    if not new:
        return Step(alert, after, None)
    names = f"{new[0]} and {len(new) - 1} more" if len(new) > 1 else new[0]
    told = f"Prices of {clean_line(names)} are older than {rule.span_text} of trading."
    return _told(alert, after, Firing(alert.id, str(rule), sight.now, told, old[new[0]]))


def _is_known(feed: Feed | None) -> bool:
    """Whether the age of the source's prices is known: not while it is asked, at the start for the first time."""
    return feed is not None and not feed.refreshing and feed.last_attempt is not None and feed.as_of is not None


def _old_sources(rule: Stale, sight: Sight) -> dict[str, datetime]:
    """Return the sources whose prices are that old, with of when those are. Replays and the demo never age."""
    return {
        feed.source: feed.as_of
        for feed in sight.state.feeds.values()
        if feed.as_of is not None
        and feed.kind.claims_now
        and _is_known(feed)
        and trading_time(feed.as_of, sight.now, sight.limits.hours) > rule.span
    }


def _told(alert: Alert, after: Standing, firing: Firing) -> Step:
    """Return the step of an alert that has something to tell, which it does not where it told enough."""
    today = day_of(firing.at)
    if alert.repeat is Repeat.DAILY and after.fired_on == today:
        return Step(alert, after, None)
    return Step(alert, replace(after, fired_on=today, is_done=alert.repeat is Repeat.ONCE), firing)
