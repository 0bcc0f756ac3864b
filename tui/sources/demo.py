"""The built-in demo feed: real starting figures, then a seeded random walk, written as page text.

It needs no network and no file. What it gives goes through the same worker and parser as any page of the paper.
"""

from datetime import datetime, timedelta
from decimal import Decimal
from random import Random
from typing import Final

from parsing import Direction, Quote, parse_snapshot
from parsing.models import PAKISTAN
from parsing.quotes import format_quote
from tui.clock import Clock
from tui.refresh import Kind, Page
from tui.sources.demo_articles import ARTICLES, EARLIER, DemoArticle

_EVERY: Final = 2.0
_REFRESHES_AN_ARTICLE: Final = 150
_BETWEEN_EARLIER: Final = timedelta(minutes=5)
_SEED: Final = 1947

# The figures of a page of May 2024.
_START: Final = """\
AIRLINK 74.48 Increased By ▲ 0.23 (0.31%)
BOP 5.03 Decreased By ▼ -0.02 (-0.4%)
CNERGY 4.54 Increased By ▲ 0.12 (2.71%)
DFML 37.40 Increased By ▲ 1.56 (4.35%)
DGKC 91.20 Increased By ▲ 3.20 (3.64%)
FCCL 22.50 Increased By ▲ 0.30 (1.35%)
FFBL 32.78 Increased By ▲ 0.06 (0.18%)
FFL 9.75 Decreased By ▼ -0.04 (-0.41%)
GGL 10.91 Increased By ▲ 0.11 (1.02%)
HBL 115.60 Decreased By ▼ -0.30 (-0.26%)
HUBC 136.50 Increased By ▲ 0.66 (0.49%)
HUMNL 10.15 Increased By ▲ 0.31 (3.15%)
KEL 4.61 No Change ▼ 0.00 (0%)
KOSM 5.04 Increased By ▲ 0.38 (8.15%)
MLCF 40.30 Increased By ▲ 0.42 (1.05%)
OGDC 138.06 Increased By ▲ 0.16 (0.12%)
PAEL 27.42 Increased By ▲ 0.99 (3.75%)
PIAA 24.90 Decreased By ▼ -1.38 (-5.25%)
PIBTL 6.72 Decreased By ▼ -0.04 (-0.59%)
PPL 123.60 Increased By ▲ 0.70 (0.57%)
PRL 27.29 Increased By ▲ 0.60 (2.25%)
PTC 14.00 No Change ▼ 0.00 (0%)
SEARL 59.90 Increased By ▲ 1.20 (2.04%)
SNGP 70.00 Decreased By ▼ -0.40 (-0.57%)
SSGC 10.44 Increased By ▲ 0.08 (0.77%)
TELE 8.65 Increased By ▲ 0.09 (1.05%)
TPLP 11.24 Decreased By ▼ -0.14 (-1.23%)
TRG 64.80 Increased By ▲ 0.57 (0.89%)
UNITY 26.61 Increased By ▲ 0.56 (2.15%)
WTL 1.40 Increased By ▲ 0.02 (1.45%)
BR100 7,864 Increased By 25.8 (0.33%)
BR30 25,594 Increased By 134 (0.53%)
KSE100 75,312 Increased By 381 (0.51%)
KSE30 24,200 Increased By 53.9 (0.22%)
"""

_CENT: Final = Decimal("0.01")
_TENTH: Final = Decimal("0.1")
_WHOLE: Final = Decimal(1)
_DAILY_LIMIT: Final = Decimal("0.075")
_LEAST_DAILY_LIMIT: Final = Decimal("0.25")


class DemoSource:
    """A market that moves by itself. The same seed and clock give the same pages."""

    name = "demo"
    kind = Kind.DEMO
    jitter = 0.0
    every: float | None = _EVERY

    def __init__(self, clock: Clock, *, seed: int = _SEED) -> None:
        self._clock = clock
        self._walk = RandomWalk(seed)
        self._refreshes = 0
        self._article_since = clock.now()

    async def fetch(self) -> Page:
        """Return the next page; the first has the starting figures themselves."""
        now = self._clock.now()
        if self._refreshes:
            self._walk.step()
        article, since = self._article(now)
        self._refreshes += 1
        return Page(page_text(self._walk.quotes(), article, since, now), as_of=now)

    def _article(self, now: datetime) -> tuple[DemoArticle, datetime]:
        """Return the article of the page and since when it is out; on the pages after the first those from before."""
        if self._refreshes % _REFRESHES_AN_ARTICLE == 0:
            self._article_since = now
        if 0 < self._refreshes <= len(EARLIER):
            return EARLIER[self._refreshes - 1], now - self._refreshes * _BETWEEN_EARLIER
        return ARTICLES[self._refreshes // _REFRESHES_AN_ARTICLE % len(ARTICLES)], self._article_since

    async def close(self) -> None:
        """There is nothing to let go of."""


class RandomWalk:
    """Prices that wander within 7.5 per cent of the previous close; cheap shares within a quarter of a rupee."""

    def __init__(self, seed: int) -> None:
        start = parse_snapshot(_START)
        self._random = Random(seed)  # noqa: S311 - a demo, not a secret
        self._previous = {quote.symbol: quote.previous for quote in (*start.quotes, *start.indices)}
        self._last = {quote.symbol: quote.price for quote in start.quotes}
        self._level = {quote.symbol: quote.price for quote in start.indices}

    def step(self) -> None:
        """Move about a quarter of the equities, and the indices with them."""
        moves = Decimal(0)
        for symbol in self._random.sample(sorted(self._last), k=self._random.randint(5, 10)):
            last = self._last[symbol]
            drift = last * Decimal(str(round(self._random.gauss(0, 0.0025), 6)))
            moved = (last + drift).quantize(_CENT) + self._random.choice((-_CENT, Decimal(0), _CENT))
            limit = max(self._previous[symbol] * _DAILY_LIMIT, _LEAST_DAILY_LIMIT)
            lowest, highest = self._previous[symbol] - limit, self._previous[symbol] + limit
            moved = max(lowest, min(highest, moved), _CENT).quantize(_CENT)
            moves += (moved - last) / last
            self._last[symbol] = moved
        for symbol, level in self._level.items():
            self._level[symbol] = level * (1 + moves / len(self._last))

    def quotes(self) -> list[Quote]:
        """Return the quotes as the paper would print them: equities first, then the indices."""
        equities = [_quote(symbol, last, last - self._previous[symbol]) for symbol, last in self._last.items()]
        indices = [
            _quote(symbol, level.quantize(_WHOLE), (level - self._previous[symbol]).quantize(_TENTH))
            for symbol, level in self._level.items()
        ]
        return equities + indices


def page_text(quotes: list[Quote], article: DemoArticle, published: datetime, now: datetime) -> str:
    """Return a page in the paper's own line forms, saved at `now`, with `article` published at `published`."""
    today = now.astimezone(PAKISTAN)
    since = published.astimezone(PAKISTAN)
    lines = [format_quote(quote, arrow=not quote.is_index) for quote in quotes]
    return "\n".join(
        (
            f" date {today:%Y-%m-%d} {lines[0]}",
            *lines[1:],
            f"{today:%b %d, %Y}",
            article.section,
            "",
            article.title,
            "",
            *(f"  • {bullet}" for bullet in article.standfirst),
            f"Tapewatch Desk Published {since:%d %b, %Y %I:%M}{since:%p}".replace("AM", "am").replace("PM", "pm"),
            "",
            "\n\n".join(article.paragraphs),
            "",
            "Comments",
            "",
        )
    )


def _quote(symbol: str, last: Decimal, change: Decimal) -> Quote:
    percent = (change * 100 / (last - change)).quantize(_CENT)
    direction = Direction.UP if change > 0 else Direction.DOWN if change < 0 else Direction.UNCHANGED
    if symbol in {"BR100", "BR30", "KSE100", "KSE30"}:
        change = _trimmed(change)
    return Quote(symbol=symbol, price=last, direction=direction, change=change, percent=_trimmed(percent))


def _trimmed(number: Decimal) -> Decimal:
    """Return the number without trailing zeros after the point, as the paper prints percentages."""
    return Decimal(format(number, "f").rstrip("0").rstrip(".")) if "." in format(number, "f") else number
