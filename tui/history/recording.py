"""What the sources report, as rows: called in the thread that writes, inside a transaction."""

import sqlite3
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Final, NamedTuple

from parsing import Article, Snapshot
from parsing.clean import clean_line
from tui.history.database import HistoryError
from tui.history.days import Days
from tui.history.fixed import TooLargeError
from tui.history.moments import day_at, microseconds, microseconds_if
from tui.history.packing import Packed, number_of, pack_article, pack_frame
from tui.history.ticks import Integers, integers_of
from tui.news.stories import Story
from tui.prices.rows import is_misdated
from tui.refresh import Failed, Kind, Refreshed

_MOST_KNOWN: Final = 10_000


class _Last(NamedTuple):
    """The newest snapshot of a source, with its address, its number and its as-of time."""

    snapshot: Snapshot
    address: str
    number: int
    as_of: int

    def is_of(self, snapshot: Snapshot, address: str, as_of: int) -> bool:
        """Whether a page says the same and came after it on its day, so that nothing of it is new."""
        is_same = self.snapshot is snapshot and self.address == address
        return is_same and as_of >= self.as_of and day_at(as_of) == day_at(self.as_of)


class Recorder:
    """Writes reports through one connection. It forgets what it knows of the file once another process has written."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Take the connection, which is its own."""
        self.connection = connection
        self._version = -1
        self._sources: dict[tuple[str, Kind], int] = {}
        self._articles: dict[bytes, int] = {}
        self._seen: set[tuple[int, int]] = set()
        self._frames: dict[bytes, int] = {}
        self._last: dict[int, _Last] = {}
        self._days = Days(connection)

    def take(self, report: Refreshed | Failed) -> None:
        """Record a report. Raises `HistoryError` where its figures are too large, and `sqlite3.Error`.

        A page that is dated in the future is left out: nobody knows of when its prices are.
        """
        self._forget_if_changed()
        source = self._source(report.source, report.kind)
        if isinstance(report, Failed):
            self._fail(source, report)
        elif not is_misdated(report):
            self._refresh(source, report)

    def forget(self) -> None:
        """Forget what is known of the file: a transaction of ours was rolled back, or rows went."""
        self._version = -1

    def _forget_if_changed(self) -> None:
        version = self.connection.execute("PRAGMA data_version").fetchone()[0]
        if version == self._version:
            return
        self._version = version
        self._sources.clear()
        self._articles.clear()
        self._seen.clear()
        self._frames.clear()
        self._last.clear()
        self._days.forget()

    def _source(self, name: str, kind: Kind) -> int:
        if (known := self._sources.get((name, kind))) is not None:
            return known
        self.connection.execute("INSERT OR IGNORE INTO sources (name, kind) VALUES (?, ?)", (name, kind))
        row = self.connection.execute("SELECT id FROM sources WHERE name = ? AND kind = ?", (name, kind)).fetchone()
        self._sources[name, kind] = row[0]
        return int(row[0])

    def _fail(self, source: int, report: Failed) -> None:
        self.connection.execute(
            "INSERT INTO refreshes (source, at, sentence, next_at, is_cooling) VALUES (?, ?, ?, ?, ?)",
            (source, microseconds(report.at), report.sentence, microseconds_if(report.next_at), report.is_cooling),
        )

    def _refresh(self, source: int, report: Refreshed) -> None:
        number, as_of = self._snapshot(source, report)
        self.connection.execute(
            "INSERT INTO refreshes (source, at, as_of, snapshot, position, next_at) VALUES (?, ?, ?, ?, ?, ?)",
            (source, microseconds(report.at), as_of, number, report.position or None, microseconds_if(report.next_at)),
        )

    def _snapshot(self, source: int, report: Refreshed) -> tuple[int, int]:
        """Record what the page says, unless it is there, and return its number and as-of time."""
        snapshot, as_of = report.snapshot, microseconds(report.as_of)
        last = self._last.get(source)
        if last and last.is_of(snapshot, report.address, as_of):
            self._last[source] = last._replace(as_of=as_of)
            return last.number, as_of
        integers = _integers(report)
        frame, articles = self._frame(snapshot, report.address)
        number = number_of(frame.hash, integers)
        newest = last.as_of if last else self._newest(source)
        if newest is not None and as_of <= newest:
            as_of = self._free(source, as_of, number)
        self.connection.execute(
            "INSERT OR IGNORE INTO snapshots (id, frame) VALUES (?, ?)", (number, self._frames[frame.hash])
        )
        symbols = (quote.symbol for quote in (*snapshot.quotes, *snapshot.indices))
        quotes = dict(zip(symbols, integers, strict=True))  # of a symbol that is there twice one counts
        if newest is not None and as_of < newest:
            self._seen.difference_update((article, source) for article in articles)
            self._days.put_late(source, as_of, quotes)
        else:
            self._days.put(source, as_of, quotes)
            self._last[source] = _Last(snapshot, report.address, number, as_of)
        self._sight(source, articles, as_of, report.address)
        return number, as_of

    def _newest(self, source: int) -> int | None:
        """Return of when the newest page of the source is; None where there is none."""
        found = self.connection.execute(
            "SELECT max(as_of) FROM refreshes WHERE source = ? AND as_of IS NOT NULL", (source,)
        ).fetchone()[0]
        return None if found is None else int(found)

    def _free(self, source: int, as_of: int, number: int) -> int:
        """Return the as-of time; where another page of the source has it, a microsecond or more later."""
        while self.connection.execute(
            "SELECT 1 FROM refreshes WHERE source = ? AND as_of = ? AND snapshot != ?", (source, as_of, number)
        ).fetchone():
            as_of += 1
        return as_of

    def _frame(self, snapshot: Snapshot, address: str) -> tuple[Packed, list[int]]:
        """Record the frame and the articles, unless they are there, and return it with the numbers of those."""
        if len(self._frames) > _MOST_KNOWN:
            self._frames.clear()
            self._articles.clear()
        page = (snapshot.article,) if snapshot.article else ()
        packed = [pack_article(article) for article in (*page, *snapshot.articles)]
        articles = [self._article(article) for article in packed]
        frame = pack_frame(snapshot, address, tuple(article.hash for article in packed))
        if frame.hash not in self._frames:
            self._frames[frame.hash] = self._new_frame(frame, articles, 0 if page else 1)
        return frame, articles

    def _new_frame(self, frame: Packed, articles: Sequence[int], place: int) -> int:
        added = self.connection.execute(
            "INSERT OR IGNORE INTO frames (hash, data) VALUES (?, ?)", (frame.hash, frame.data)
        )
        if not added.rowcount:
            row = self.connection.execute("SELECT id FROM frames WHERE hash = ?", (frame.hash,)).fetchone()
            return int(row[0])
        number = int(added.lastrowid or 0)
        self.connection.executemany(
            "INSERT INTO framed (frame, place, article) VALUES (?, ?, ?)",
            [(number, n, article) for n, article in enumerate(articles, start=place)],
        )
        return number

    def _article(self, article: Packed) -> int:
        if (known := self._articles.get(article.hash)) is not None:
            return known
        self.connection.execute(
            "INSERT OR IGNORE INTO articles (hash, data) VALUES (?, ?)", (article.hash, article.data)
        )
        row = self.connection.execute("SELECT id FROM articles WHERE hash = ?", (article.hash,)).fetchone()
        self._articles[article.hash] = row[0]
        return int(row[0])

    def _sight(self, source: int, articles: Iterable[int], seen_at: int, address: str) -> None:
        """Record when the source first had the articles; one of an earlier page that comes later was there earlier."""
        if len(self._seen) > _MOST_KNOWN:
            self._seen.clear()
        new = [article for article in articles if (article, source) not in self._seen]
        self.connection.executemany(
            "INSERT INTO sightings (article, source, seen_at, address) VALUES (?, ?, ?, ?) "
            "ON CONFLICT DO UPDATE SET seen_at = min(seen_at, excluded.seen_at)",
            [(article, source, seen_at, address) for article in new],
        )
        self._seen.update((article, source) for article in new)

    def add_article(self, source: str, kind: Kind, article: Article, at: datetime, address: str) -> None:
        """Record an article by itself, as one that the source had at that time. Raises `sqlite3.Error`."""
        self._sight(self._source(source, kind), [self._article(pack_article(article))], microseconds(at), address)


def record_article(connection: sqlite3.Connection, story: Story, article: Article, at: datetime) -> None:
    """Record the whole text of a story of which there was an excerpt, fetched at that time."""
    Recorder(connection).add_article(story.source, story.kind, article, at, story.link)


def _integers(report: Refreshed) -> list[Integers]:
    snapshot = report.snapshot
    try:
        return [integers_of(quote) for quote in (*snapshot.quotes, *snapshot.indices)]
    except TooLargeError as error:
        raise HistoryError(clean_line(f"A page of {report.source} is not remembered: {error}.")) from error
