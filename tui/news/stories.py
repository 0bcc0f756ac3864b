"""An article as a story: with where it came from, when, which symbols it names, and what those cost then."""

import hashlib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from types import MappingProxyType
from typing import Final, NamedTuple
from urllib.parse import urldefrag, urljoin, urlsplit, urlunsplit

from parsing import Article
from parsing.clean import excerpt
from parsing.models import PAKISTAN, is_midnight, midnight
from tui.prices.past import GAP, PriceAsOf
from tui.refresh import Kind, Refreshed

_FUTURE: Final = timedelta(hours=1)
_DAY: Final = timedelta(days=1)
_TITLE_LENGTH: Final = 100
_NOT_WORDS: Final = re.compile(r"[\W_]+")
_WEB: Final = frozenset({"http", "https"})


class Then(NamedTuple):
    """A symbol's price when an article was published, or where no page covers that time, when it was first seen."""

    price: Decimal
    as_of: datetime
    is_published: bool
    is_late: bool = False
    """Whether it was first seen long after it was published: the move since then is not that since the news."""


_UNKNOWN: Final[Mapping[str, Then]] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Story:
    """An article with what is known of it besides its text."""

    key: str
    """What it is known by while tapewatch runs."""
    ids: frozenset[str]
    """What it is remembered by: hashes of its address, and of its title and day."""
    article: Article
    source: str
    kind: Kind
    seen_at: datetime
    """The as-of time of the page or feed on which it was first seen."""
    link: str = ""
    """Its http(s) address, or that of its page; empty where none is known."""
    symbols: tuple[str, ...] = ()
    """The symbols that it names, in the order in which it does."""
    then: Mapping[str, Then] = field(default_factory=lambda: _UNKNOWN, hash=False)
    """Prices of those symbols when it was published or first seen, as far as they are known."""

    @property
    def title(self) -> str:
        """Its title, or the start of its text where it has none."""
        return title_of(self.article)

    @property
    def published(self) -> datetime | None:
        """When it was published; of a day without a time its beginning in Karachi; None where it does not say."""
        return moment_of(self.article.published)

    @property
    def is_misdated(self) -> bool:
        """Whether it says that it was published at a time that had not come when it was first seen."""
        return self.published is not None and self.published > end_of(self.seen_at) + _FUTURE

    @property
    def at(self) -> datetime:
        """When it was published, or else first seen: stories are ordered by it."""
        return self.seen_at if self.published is None or self.is_misdated else self.published


def then_of(
    story: Story, price_at: Callable[[datetime], PriceAsOf | None], first_after: PriceAsOf | None = None
) -> Then | None:
    """Return the price when the story was published, or when it was first seen; None where no page covers that.

    Where none was known when it was first seen, `first_after` stands in.
    """
    published = story.article.published
    if isinstance(published, datetime) and not story.is_misdated and (seen := price_at(published)):
        return Then(seen.price, seen.as_of, is_published=True)
    seen = price_at(story.seen_at) or first_after
    return Then(seen.price, seen.as_of, is_published=False, is_late=_is_late(story, seen)) if seen else None


def _is_late(story: Story, seen: PriceAsOf) -> bool:
    """Whether a price was seen long after the story was published."""
    published = story.published
    return published is not None and not story.is_misdated and seen.as_of - end_of(published) > GAP


def end_of(moment: datetime) -> datetime:
    """Return the moment; of a day of which no time is known, which is kept as its midnight in Karachi, the end."""
    return moment.astimezone(PAKISTAN) + _DAY if is_midnight(moment) else moment


def absolute(address: str, base: str) -> str:
    """Return an address on a page as a whole http(s) one, without a name and password; of other kinds nothing."""
    try:
        parts = urlsplit(urljoin(base, address.strip()))
        is_web = parts.scheme in _WEB and bool(parts.hostname)
    except ValueError:
        return ""
    return urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2])) if is_web else ""


def story_of(article: Article, report: Refreshed) -> Story | None:
    """Return the article as a story; None where it has neither a title nor a text, as on a front page."""
    title = title_of(article)
    if not title:
        return None
    link = absolute(article.link or report.address, report.address)
    day = day_of_article(article)
    own = own_address(article)
    ids = [_hash("title", words_of(title), day.isoformat() if day else ""), *([_hash("link", own)] if own else [])]
    return Story(ids[-1], frozenset(ids), article, report.source, report.kind, report.as_of, link)


def _hash(*parts: str) -> str:
    return hashlib.blake2b("\0".join(parts).encode(), digest_size=12).hexdigest()


def title_of(article: Article) -> str:
    """Return its title, or the start of its text where it has none."""
    return article.title or excerpt(next(iter(article.paragraphs), ""), _TITLE_LENGTH)


def words_of(title: str) -> str:
    """Return what two titles have in common that are spaced and written otherwise."""
    return _NOT_WORDS.sub(" ", title).strip().casefold()


def day_of_article(article: Article) -> date | None:
    """Return the day in Karachi on which it was published; None where it does not say."""
    moment = moment_of(article.published)
    return moment.astimezone(PAKISTAN).date() if moment else None


def moment_of(value: datetime | date | None) -> datetime | None:
    """Return the moment; of a day of which no time is known its midnight in Karachi."""
    if value is None or isinstance(value, datetime):
        return value
    return midnight(value)


def own_address(article: Article) -> str:
    """Return what tells the article from all others by its address; nothing where that is only a site's."""
    link = without_fragment(article.link or "")
    return link if urlsplit(link).path.strip("/") else ""


def without_fragment(address: str) -> str:
    """Return the address without the part after #."""
    return urldefrag(address).url
