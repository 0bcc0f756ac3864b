"""Every article that was seen, each once: with where it came from, when, and which symbols it names."""

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import cached_property
from types import MappingProxyType
from typing import Final, NamedTuple
from urllib.parse import urldefrag, urljoin, urlsplit

from parsing import Article
from parsing.clean import excerpt
from parsing.models import PAKISTAN
from tui.mentions import symbols_in
from tui.names import Names
from tui.refresh import Kind, Refreshed

_MOST: Final = 20_000
_FUTURE: Final = timedelta(hours=1)
_TITLE_LENGTH: Final = 100
_NOT_WORDS: Final = re.compile(r"[\W_]+")
_WEB: Final = frozenset({"http", "https"})
_LENT: Final = ("section", "byline", "dateline", "published", "updated", "link")
"""What one version of an article lends to another that lacks it; the text is that of one version alone."""


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
        return _title(self.article)

    @property
    def published(self) -> datetime | None:
        """When it was published; of a day without a time its beginning in Karachi; None where it does not say."""
        return _moment(self.article.published)

    @property
    def is_misdated(self) -> bool:
        """Whether it says that it was published at a time that had not come when it was first seen."""
        return self.published is not None and self.published > self.seen_at + _FUTURE

    @property
    def at(self) -> datetime:
        """When it was published, or else first seen: stories are ordered by it."""
        return self.seen_at if self.published is None or self.is_misdated else self.published


@dataclass(frozen=True)
class News:
    """All stories, newest first."""

    stories: tuple[Story, ...] = ()

    @cached_property
    def counts(self) -> Mapping[str, int]:
        """How many stories name each symbol."""
        return Counter(symbol for story in self.stories for symbol in story.symbols)

    @cached_property
    def by_key(self) -> Mapping[str, Story]:
        """The stories by their keys."""
        return {story.key: story for story in self.stories}

    @cached_property
    def unpriced(self) -> tuple[Story, ...]:
        """Those that name symbols of which no price at that time is known."""
        return tuple(story for story in self.stories if len(story.then) < len(story.symbols))

    @cached_property
    def _lookup(self) -> "_Lookup":
        return _Lookup(self.stories)

    def naming(self, symbol: str) -> tuple[Story, ...]:
        """Return the stories that name the symbol, newest first."""
        return tuple(story for story in self.stories if symbol in story.symbols)

    def find(self, article: Article) -> Story | None:
        """Return the story that the article is a version of: of its address, or of its title and day."""
        return self._lookup.find(article)

    def at_address(self, address: str) -> Story | None:
        """Return the story at that address."""
        return self._lookup.by_link.get(_bare(address))

    def titled(self, title: str) -> Story | None:
        """Return the newest story of that title, however it is spaced and whatever stands between its words."""
        return next(iter(self._lookup.by_title.get(_words(title), ())), None)

    def taking(self, report: Refreshed, names: Names) -> "News":
        """Return the news with the articles that a report brought; the same object where they are known as they are."""
        page = report.snapshot.article
        articles = report.snapshot.articles or ((page,) if page else ())
        brought = [story for article in articles if (story := _story(article, report)) is not None]
        if all((known := self.find(story.article)) and _merged(known, story) is known for story in brought):
            return self
        lookup = _Lookup(self.stories)
        for story in brought:
            known = lookup.find(story.article)
            merged = story if known is None else _merged(known, story)
            if merged is not known:
                lookup.put(replace(merged, symbols=symbols_in(merged.article, names)), known)
        return News(tuple(sorted(lookup.stories.values(), key=_age)[:_MOST]))

    def with_article(self, key: str, article: Article, names: Names) -> "News":
        """Return the news with the whole text of a story of which there was an excerpt."""
        known = self.by_key.get(key)
        if known is None:
            return self
        article = _lent(article, known.article)
        return self._with(replace(known, article=article, symbols=symbols_in(article, names)))

    def with_prices(self, then: Mapping[str, Mapping[str, Then]]) -> "News":
        """Return the news with these prices, by story and symbol, besides those that are known already."""
        changed = {
            key: replace(self.by_key[key], then={**self.by_key[key].then, **prices}) for key, prices in then.items()
        }
        return News(tuple(changed.get(story.key, story) for story in self.stories)) if changed else self

    def without(self, gone: frozenset[str]) -> "News":
        """Return the news without what came from the sources of these names."""
        return News(tuple(story for story in self.stories if story.source not in gone))

    def renamed(self, names: Names) -> "News":
        """Return the news with the symbols that are named where they have these names."""
        return News(tuple(replace(story, symbols=symbols_in(story.article, names)) for story in self.stories))

    def _with(self, changed: Story) -> "News":
        stories = (changed if story.key == changed.key else story for story in self.stories)
        return News(tuple(sorted(stories, key=_age)))


NO_NEWS: Final = News()


class _Lookup:
    """Stories by what tells that two are one."""

    def __init__(self, stories: Iterable[Story]) -> None:
        self.stories: dict[str, Story] = {}
        self.by_link: dict[str, Story] = {}
        self.by_title: dict[str, list[Story]] = {}
        for story in stories:
            self.put(story, None)

    def put(self, story: Story, known: Story | None) -> None:
        """Take a story in, in place of what is known of it."""
        self.stories[story.key] = story
        if link := _own_link(story.article):
            self.by_link[link] = story
        if known is not None:
            self.by_title[_words(known.title)].remove(known)
        self.by_title.setdefault(_words(story.title), []).append(story)

    def find(self, article: Article) -> Story | None:
        """Return the story that the article is a version of."""
        link = _own_link(article)
        if link and (story := self.by_link.get(link)):
            return story
        same = self.by_title.get(_words(_title(article)), ())
        return next((story for story in same if _can_be_one(story.article, article)), None)


def absolute(address: str, base: str) -> str:
    """Return an address on a page as a whole http(s) one; nothing where it is of another kind, or none at all."""
    try:
        whole = urljoin(base, address.strip())
        parts = urlsplit(whole)
        is_web = parts.scheme in _WEB and bool(parts.hostname)
    except ValueError:
        return ""
    return whole if is_web else ""


def _story(article: Article, report: Refreshed) -> Story | None:
    """Return the article as a story; None where it has neither a title nor a text, as on a front page."""
    title = _title(article)
    if not title:
        return None
    link = absolute(article.link or report.address, report.address)
    day = _day(article)
    own = _own_link(article)
    ids = [_hash("title", _words(title), day.isoformat() if day else ""), *([_hash("link", own)] if own else [])]
    return Story(ids[-1], frozenset(ids), article, report.source, report.kind, report.as_of, link)


def _hash(*parts: str) -> str:
    return hashlib.blake2b("\0".join(parts).encode(), digest_size=12).hexdigest()


def _merged(known: Story, new: Story) -> Story:
    """Return what both versions of a story make: the newest text, and in the same place as before.

    A version that says when it was changed last is newer by that; one of the same source is a correction; a whole text
    stands before an excerpt. Otherwise the text stays, lest two sources that differ a little take turns.
    """
    ours, theirs = known.article, new.article
    article = _lent(theirs, ours) if _is_newer(known, new) else _lent(ours, theirs)
    ids, link = known.ids | new.ids, known.link or new.link
    if article == ours and ids == known.ids and link == known.link:
        return known
    return replace(known, article=article, ids=ids, link=link)


def _is_newer(known: Story, new: Story) -> bool:
    ours, theirs = known.article, new.article
    if ours.is_excerpt is not theirs.is_excerpt:
        return ours.is_excerpt
    if (changed := _moment(theirs.updated)) and changed > (_moment(ours.updated) or known.at):
        return True
    return known.source == new.source


def _lent(article: Article, other: Article) -> Article:
    """Return the article with what it lacks and the other version says."""
    lent = {name: said for name in _LENT if not getattr(article, name) and (said := getattr(other, name))}
    return article.model_copy(update=lent) if lent else article


def _can_be_one(one: Article, other: Article) -> bool:
    """Whether articles of one title are of one day, as far as is known: some titles come again each day."""
    days = (_day(one), _day(other))
    return None in days or abs((days[0] - days[1]).days) <= 1  # type: ignore[operator]


def _age(story: Story) -> float:
    return -story.at.timestamp()


def _title(article: Article) -> str:
    return article.title or excerpt(next(iter(article.paragraphs), ""), _TITLE_LENGTH)


def _words(title: str) -> str:
    return _NOT_WORDS.sub(" ", title).strip().casefold()


def _day(article: Article) -> date | None:
    moment = _moment(article.published)
    return moment.astimezone(PAKISTAN).date() if moment else None


def _moment(value: datetime | date | None) -> datetime | None:
    if value is None or isinstance(value, datetime):
        return value
    return datetime.combine(value, time(), PAKISTAN)


def _own_link(article: Article) -> str:
    """Return what tells the article from all others by its address; nothing where that is only a site's."""
    link = _bare(article.link or "")
    return link if urlsplit(link).path.strip("/") else ""


def _bare(address: str) -> str:
    return urldefrag(address).url
