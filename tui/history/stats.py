"""What the history holds, counted."""

import sqlite3
from datetime import datetime
from typing import Any, Final, NamedTuple

from parsing.clean import clean_line
from tui.history.database import bytes_in_use
from tui.history.moments import moment_if

_SOURCES: Final = """
SELECT name, kind, count(DISTINCT snapshot), count(refreshes.id), count(sentence),
    (SELECT coalesce(sum(count), 0) FROM days JOIN series ON series.id = series WHERE series.source = sources.id),
    (SELECT count(*) FROM series WHERE source = sources.id),
    (SELECT count(*) FROM sightings WHERE source = sources.id),
    min(coalesce(as_of, at)), max(coalesce(as_of, at))
FROM sources LEFT JOIN refreshes ON refreshes.source = sources.id GROUP BY sources.id ORDER BY name, kind
"""


class SourceStats(NamedTuple):
    """What is remembered of a source."""

    name: str
    kind: str
    pages: int
    """Pages that said something else than any other."""
    refreshes: int
    failures: int
    quotes: int
    """Quotes that changed; the first of a day counts."""
    symbols: int
    articles: int
    first: datetime | None
    last: datetime | None


class Stats(NamedTuple):
    """What is remembered in all."""

    bytes: int
    packed: int
    """Bytes of the quotes alone."""
    sources: tuple[SourceStats, ...]
    articles: int
    """Articles, each once however many sources have it."""

    @property
    def first(self) -> datetime | None:
        """Of when the oldest page is."""
        return min((source.first for source in self.sources if source.first), default=None)

    @property
    def last(self) -> datetime | None:
        """Of when the newest page is."""
        return max((source.last for source in self.sources if source.last), default=None)

    @property
    def quotes(self) -> int:
        """Quotes that changed."""
        return sum(source.quotes for source in self.sources)


def stats(connection: sqlite3.Connection) -> Stats:
    """Count what the history holds; the bytes are those in use. Raises `sqlite3.Error`."""
    articles = connection.execute("SELECT count(*) FROM articles").fetchone()[0]
    packed = connection.execute("SELECT coalesce(sum(length(ticks)), 0) FROM days").fetchone()[0]
    return Stats(bytes_in_use(connection), packed, tuple(map(_source, connection.execute(_SOURCES))), articles)


def _source(row: tuple[Any, ...]) -> SourceStats:
    name, kind, pages, refreshes, failures, quotes, symbols, articles, first, last = row
    counts = pages, refreshes, failures, quotes, symbols, articles
    return SourceStats(clean_line(name), clean_line(kind), *counts, moment_if(first), moment_if(last))
