"""Which articles name a symbol or its company."""

import re
from collections.abc import Iterable
from functools import lru_cache

from parsing import Article
from tui.market import MarketState
from tui.names import name_of


def headlines_naming(symbol: str, state: MarketState) -> tuple[Article, ...]:
    """Return the articles that name it, the one in the reader first; each once, though several sources have it."""
    return tuple(article for article in articles(state) if names(article, symbol))


def articles(state: MarketState) -> tuple[Article, ...]:
    """Return every article that is known, the one in the reader first, each once."""
    known: list[Article] = []
    for article in (state.article, *(feed.article for feed in state.feeds.values())):
        if article is not None and article not in known:
            known.append(article)
    return tuple(known)


@lru_cache(maxsize=16)  # the detail asks every second, and an article may be long
def names(article: Article, symbol: str) -> bool:
    """Whether title, standfirst or paragraphs have the symbol, in capitals as it is written, or its company's name."""
    wanted = [_whole(symbol)]
    if name := name_of(symbol):
        wanted.append(f"(?i:{_whole(name)})")
    pattern = re.compile("|".join(wanted))
    return any(pattern.search(text) for text in _texts(article))


def _whole(words: str) -> str:
    """Return a pattern of the words, however they are spaced, with no letter or digit right before or after them."""
    spaced = r"\s+".join(map(re.escape, words.split()))
    return rf"(?<!\w){spaced}(?!\w)"


def _texts(article: Article) -> Iterable[str]:
    yield article.title or ""
    yield from article.standfirst
    yield from article.paragraphs
