"""Every story that was seen, each once, whichever pages and feeds have it, and with the newest text."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property
from typing import Final

from parsing import Article
from tui.news.mentions import symbols_in
from tui.news.stories import (
    Story,
    Then,
    day_of_article,
    moment_of,
    own_address,
    story_of,
    title_of,
    without_fragment,
    words_of,
)
from tui.prices.names import Names
from tui.refresh import Refreshed

_MOST: Final = 20_000
_LENT: Final = ("section", "byline", "dateline", "updated", "link")
"""What one version of an article lends to another that lacks it; the text is that of one version alone."""


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
        key = self._lookup.by_link.get(without_fragment(address))
        return self.by_key[key] if key else None

    def titled(self, title: str) -> Story | None:
        """Return the newest story of that title, however it is spaced and whatever stands between its words."""
        return next(iter(self._lookup.by_title.get(words_of(title), ())), None)

    def taking(self, report: Refreshed, names: Names) -> "News":
        """Return the news with the articles that a report brought; the same object where they are known as they are."""
        return self.taking_all((report,), names)

    def taking_all(self, reports: Iterable[Refreshed], names: Names) -> "News":
        """Return the news with the articles of several reports, in the order in which these came."""
        brought = [
            story
            for report in reports
            for article in report.snapshot.articles or filter(None, (report.snapshot.article,))
            if (story := story_of(article, report)) is not None
        ]
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
        article = _as_published(_lent(article, known.article), known.article.published, article.published)
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
        self.by_link: dict[str, str] = {}
        """The keys: a story may have had more than one address, and is another object with each version."""
        self.by_title: dict[str, list[Story]] = {}
        for story in stories:
            self.put(story, None)

    def put(self, story: Story, known: Story | None) -> None:
        """Take a story in, in place of what is known of it."""
        self.stories[story.key] = story
        if link := own_address(story.article):
            self.by_link[link] = story.key
        if known is not None:
            self.by_title[words_of(known.title)].remove(known)
        self.by_title.setdefault(words_of(story.title), []).append(story)

    def find(self, article: Article) -> Story | None:
        """Return the story that the article is a version of."""
        link = own_address(article)
        if link and (key := self.by_link.get(link)):
            return self.stories[key]
        same = self.by_title.get(words_of(title_of(article)), ())
        return next((story for story in same if _can_be_one(story.article, article)), None)


def _merged(known: Story, new: Story) -> Story:
    """Return what both versions of a story make: the newest text, and in the same place as before.

    A version that says when it was changed last is newer by that; one of the same source is a correction; a whole text
    stands before an excerpt. Otherwise the text stays, lest two sources that differ a little take turns.
    """
    ours, theirs = known.article, new.article
    article = _lent(theirs, ours) if _is_newer(known, new) else _lent(ours, theirs)
    article = _as_published(article, ours.published, theirs.published)
    ids, link = known.ids | new.ids, known.link or new.link
    if article == ours and ids == known.ids and link == known.link:
        return known
    return replace(known, article=article, ids=ids, link=link)


def _is_newer(known: Story, new: Story) -> bool:
    ours, theirs = known.article, new.article
    if ours.is_excerpt is not theirs.is_excerpt:
        return ours.is_excerpt
    if (changed := moment_of(theirs.updated)) and changed > (moment_of(ours.updated) or known.at):
        return True
    return known.source == new.source


def _lent(article: Article, other: Article) -> Article:
    """Return the article with what it lacks and the other version says."""
    lent = {name: said for name in _LENT if not getattr(article, name) and (said := getattr(other, name))}
    return article.model_copy(update=lent) if lent else article


def _as_published(article: Article, known: datetime | date | None, new: datetime | date | None) -> Article:
    """Return the article as published when it was known to be, so that it keeps its place; or at a time of that day."""
    is_closer = isinstance(new, datetime) and not isinstance(known, datetime) and known == new.date()
    published = new if known is None or is_closer else known
    return article if article.published == published else article.model_copy(update={"published": published})


def _can_be_one(one: Article, other: Article) -> bool:
    """Whether articles of one title are of one day, as far as is known: some titles come again each day."""
    ours, theirs = day_of_article(one), day_of_article(other)
    return ours is None or theirs is None or abs((ours - theirs).days) <= 1


def _age(story: Story) -> float:
    return -story.at.timestamp()
