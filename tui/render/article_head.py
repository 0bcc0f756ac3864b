"""What stands around an article's text: its section and site, its dates, how old it is, how long it takes to read."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Final
from urllib.parse import urlsplit

from parsing import Article
from parsing.models import PAKISTAN, is_midnight
from tui.figures import moment_text
from tui.news.stories import Story

WORDS_A_MINUTE: Final = 200
"""How fast people read on a screen, a little on the slow side of what studies found."""

_SEPARATOR: Final = " · "
_MINUTE, _HOUR, _DAY = 60, 3_600, 86_400
_EXACT: Final = 10 * _HOUR
"""Up to such an age the minutes count beside the hours."""
_CLOCKS_DIFFER: Final = _HOUR
_MONTH, _YEAR = 30.44, 365.25
_DAYS: Final = 60
_MONTHS: Final = 24


def words_in(article: Article) -> int:
    """Return how many words there are to read: title, standfirst and text, but not the tables."""
    return sum(len(text.split()) for text in (article.title or "", *article.standfirst, *article.paragraphs))


def minutes_text(article: Article) -> str:
    """Return how long the article takes to read, in whole minutes and never less than one."""
    minutes = max(1, round(words_in(article) / WORDS_A_MINUTE))
    return f"{minutes:,} min"


def section_text(story: Story) -> str:
    """Return the article's section and the site that it comes from, as far as they are known."""
    return _SEPARATOR.join(filter(None, (story.article.section, site_of(story.link))))


def site_of(address: str) -> str:
    """Return the name of the site that the address is on; nothing where it has none."""
    try:
        return (urlsplit(address).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def byline(article: Article) -> str:
    """Return who wrote it, and when it was published and updated, in Pakistan."""
    return _SEPARATOR.join(filter(None, (article.byline or "", _dates_text(article.published, article.updated))))


def _dates_text(published: datetime | date | None, updated: datetime | date | None) -> str:
    """Return both, the second without its day where that stands beside it: `30 Dec 2022 08:16, updated 09:05 PKT`."""
    if updated is None:
        return moment_text(published)
    if isinstance(published, datetime) and isinstance(updated, datetime):
        first, second = published.astimezone(PAKISTAN), updated.astimezone(PAKISTAN)
        if first.date() == second.date():
            return f"{first:%d %b %Y %H:%M}, updated {second:%H:%M} PKT"
    return _SEPARATOR.join(filter(None, (moment_text(published), f"updated {moment_text(updated)}")))


def here_text(moment: datetime | date | None, now: datetime) -> str:
    """Return a time in the zone of `now`, as in `09:10 here`; nothing where it is Pakistan's time, or none is known."""
    if not isinstance(moment, datetime):
        return ""
    paper, here = moment.astimezone(PAKISTAN), moment.astimezone(now.tzinfo)
    if paper.utcoffset() == here.utcoffset():
        return ""
    return f"{here:%H:%M} here" if here.date() == paper.date() else f"{here:%d %b %H:%M} here"


def facts_text(story: Story, now: datetime) -> str:
    """Return how old the article is, and how long it takes to read: `09:10 here · 3 h ago · 2 min to read`."""
    published = story.article.published
    age = age_text(published, now) or "without a date"
    return _SEPARATOR.join(filter(None, (here_text(published, now), age, f"{minutes_text(story.article)} to read")))


def age_text(moment: datetime | date | None, now: datetime) -> str:
    """Return how long ago that was, in the unit that people would take; nothing where there is no moment.

    Up to an hour ahead counts as now, as far as clocks may differ; what is later is dated in the future.
    """
    if moment is None:
        return ""
    if isinstance(moment, datetime):
        return _time_ago((now - moment).total_seconds())
    days = (now.astimezone(PAKISTAN).date() - moment).days
    return {0: "today", 1: "yesterday"}.get(days) or _days_text(days)


def _time_ago(seconds: float) -> str:
    if seconds < -_CLOCKS_DIFFER:
        return "dated in the future"
    if seconds < _MINUTE:
        return "just now"
    if seconds < _HOUR:
        return f"{int(seconds) // _MINUTE} min ago"
    minutes = int(seconds) % _HOUR // _MINUTE
    if minutes and seconds < _EXACT:
        return f"{int(seconds) // _HOUR} h {minutes} min ago"
    if seconds < 2 * _DAY:
        return f"{int(seconds) // _HOUR} h ago"
    return _days_text(int(seconds) // _DAY)


def _days_text(days: int) -> str:
    if days < 0:
        return "dated in the future"
    if days < _DAYS:
        return f"{days} days ago"
    months = int(days / _MONTH)
    return f"{months} months ago" if months < _MONTHS else f"{int(days / _YEAR)} years ago"


def short_time(moment: datetime, beside: date | None) -> str:
    """Return a time in Pakistan, with its day unless that is the one `beside` it, and its year unless that is too.

    Midnight there, to the microsecond, is how a day is kept of which no time is known: it is shown as that day.
    """
    paper = moment.astimezone(PAKISTAN)
    if is_midnight(moment):
        return f"{paper:%d %b %Y}"
    if beside is None or paper.year != beside.year:
        return f"{paper:%d %b %Y %H:%M}"
    return f"{paper:%H:%M}" if paper.date() == beside else f"{paper:%d %b %H:%M}"


def day_published(story: Story) -> date | None:
    """Return the day on which the article says that it was published, in Pakistan."""
    moment = story.published
    return moment.astimezone(PAKISTAN).date() if moment else None


def has_time(story: Story) -> bool:
    """Whether the article says at what time of the day it was published."""
    published = story.article.published
    return isinstance(published, datetime)


def head_texts(story: Story) -> Iterator[tuple[str, str]]:
    """Yield the parts above the text, each with the name of what it is: section, title, bullets, byline."""
    article = story.article
    yield "section", section_text(story)
    yield "title", article.title or ""
    for bullet in article.standfirst:
        yield "bullet", bullet
    yield "byline", byline(article)
