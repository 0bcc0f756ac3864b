"""The tables of the history, version by version. A version that was released never changes: the next one follows it.

Times are microseconds since 1970 (UTC), days are ordinals of dates in Karachi, figures are integers with a scale.
Frames, snapshots and articles that are referred to are not declared as that: when one goes, SQLite would look through
millions of rows for those that refer to it. They go when nothing does (tui.history.retention).
"""

from typing import Final

_FIRST: Final = """
CREATE TABLE sources (
    id INTEGER PRIMARY KEY, name TEXT NOT NULL, kind TEXT NOT NULL,
    UNIQUE (name, kind)
);

-- a symbol as one source quotes it
CREATE TABLE series (
    id INTEGER PRIMARY KEY, source INTEGER NOT NULL REFERENCES sources, symbol TEXT NOT NULL,
    UNIQUE (source, symbol)
);
CREATE INDEX series_by_symbol ON series (symbol);

-- the quotes of a series on a day: those that changed, packed (tui.history.ticks), and the last of them once more
CREATE TABLE days (
    id INTEGER PRIMARY KEY, series INTEGER NOT NULL REFERENCES series, day INTEGER NOT NULL,
    at INTEGER NOT NULL, form INTEGER NOT NULL,
    price INTEGER NOT NULL, change INTEGER NOT NULL, percent INTEGER NOT NULL,
    scale INTEGER NOT NULL, first INTEGER NOT NULL, low INTEGER NOT NULL, high INTEGER NOT NULL, last INTEGER NOT NULL,
    count INTEGER NOT NULL, ticks BLOB NOT NULL,
    UNIQUE (series, day)
);
CREATE INDEX days_by_day ON days (day);

CREATE TABLE articles (id INTEGER PRIMARY KEY, hash BLOB NOT NULL UNIQUE, data BLOB NOT NULL);

-- when a source first had an article
CREATE TABLE sightings (
    article INTEGER NOT NULL REFERENCES articles, source INTEGER NOT NULL REFERENCES sources,
    seen_at INTEGER NOT NULL, address TEXT NOT NULL,
    PRIMARY KEY (article, source)
) WITHOUT ROWID;
CREATE INDEX sightings_by_time ON sightings (seen_at);

-- all of a page but its figures: symbols, articles, problems; many pages in a row share one
CREATE TABLE frames (id INTEGER PRIMARY KEY, hash BLOB NOT NULL UNIQUE, data BLOB NOT NULL);

-- the articles of a frame: at place 0 the one of a page, from 1 on those of a feed
CREATE TABLE framed (
    frame INTEGER NOT NULL, place INTEGER NOT NULL, article INTEGER NOT NULL,
    PRIMARY KEY (frame, place)
) WITHOUT ROWID;

-- what a page said, once however often it is seen; the number is a hash of that
CREATE TABLE snapshots (id INTEGER PRIMARY KEY, frame INTEGER NOT NULL);

-- each refresh: one that failed has a sentence and no snapshot
CREATE TABLE refreshes (
    id INTEGER PRIMARY KEY, source INTEGER NOT NULL REFERENCES sources, at INTEGER NOT NULL,
    as_of INTEGER, snapshot INTEGER, position TEXT,
    sentence TEXT, next_at INTEGER, is_cooling INTEGER
);
CREATE INDEX refreshes_by_time ON refreshes (at);
CREATE INDEX refreshes_by_page ON refreshes (source, as_of) WHERE as_of IS NOT NULL;

-- marks of articles: read, or kept (with a star)
CREATE TABLE marks (
    kind TEXT NOT NULL CHECK (kind IN ('read', 'kept')), id TEXT NOT NULL, at INTEGER NOT NULL,
    PRIMARY KEY (kind, id)
) WITHOUT ROWID;

-- the starred symbols are the list of the name starred
CREATE TABLE watchlists (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, place INTEGER NOT NULL);
CREATE TABLE listed (
    watchlist INTEGER NOT NULL REFERENCES watchlists ON DELETE CASCADE, symbol TEXT NOT NULL, place INTEGER NOT NULL,
    PRIMARY KEY (watchlist, symbol)
) WITHOUT ROWID;

CREATE TABLE holdings (
    symbol TEXT PRIMARY KEY, quantity INTEGER NOT NULL, quantity_scale INTEGER NOT NULL,
    cost INTEGER NOT NULL, cost_scale INTEGER NOT NULL
) WITHOUT ROWID;

-- state is what the alert waits for next (tui.alerts.watch), and changes with each firing in one transaction
CREATE TABLE alerts (
    id INTEGER PRIMARY KEY, rule TEXT NOT NULL, repeat TEXT NOT NULL, is_for_all INTEGER NOT NULL,
    made_at INTEGER NOT NULL, state TEXT NOT NULL
);
CREATE TABLE firings (
    id INTEGER PRIMARY KEY, alert INTEGER NOT NULL, rule TEXT NOT NULL, at INTEGER NOT NULL, as_of INTEGER,
    symbol TEXT NOT NULL, price INTEGER, price_scale INTEGER, sentence TEXT NOT NULL
);
CREATE INDEX firings_by_time ON firings (at);

-- pages that were imported: a hash of the document and of when it was saved
CREATE TABLE imported (hash BLOB PRIMARY KEY) WITHOUT ROWID;

-- what servers said that has to outlive a run; keys and places are hashes of addresses
CREATE TABLE cooldowns (
    key TEXT PRIMARY KEY, told_at INTEGER NOT NULL, until INTEGER NOT NULL, answers INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE kept_pages (
    id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, place TEXT NOT NULL, content_type TEXT,
    etag BLOB, last_modified BLOB, digest BLOB NOT NULL, document BLOB NOT NULL
);
"""

MIGRATIONS: Final = (_FIRST,)
"""What makes each version out of the one before, the first out of an empty file."""

VERSION: Final = len(MIGRATIONS)
"""The newest version that this tapewatch knows."""
