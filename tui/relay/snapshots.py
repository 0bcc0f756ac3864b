"""Snapshots as the messages of a relay have them, and read with the limits and the care of a page.

A stream can be written by anyone who has its password, so that what stands there is no more to be trusted than a page:
texts are cleaned, and quotes are written out as the lines of a page and read by the very rules for those.
"""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any, Final

from pydantic import TypeAdapter

from parsing import Article, Problem, Quote, Snapshot
from parsing.clean import clean, excerpt
from parsing.quote_forms import ARROWS, DIRECTIONS
from parsing.quotes import read_quotes
from tui.articles.records import article_from, record_of

YEARS: Final = range(1970, 2200)
"""Those that a moment can be in: further off, one cannot be told in another time zone."""

LONGEST_LINE: Final = 300
"""Characters that are read of a name or a sentence."""

_MOST_ARTICLES: Final = 2_000
"""So many are read, as of one feed."""

_MOST_PARTS: Final = 100_000
"""So many texts, quotes and other parts a snapshot may have."""

_LONGEST_TEXT: Final = 10_000
"""Characters that a text may have, which is not a part of an article's body."""

_WORDS: Final = {str(direction): f"{word} {ARROWS[direction]}" for word, direction in DIRECTIONS.items()}
_FIGURES: Final = ("symbol", "price", "direction", "change", "percent")
_BODY: Final = frozenset({"paragraphs", "tables"})
"""The parts of an article whose texts may be long, and have more than one line."""

_SENTENCES: Final = frozenset({"code", "message", "excerpt"})
"""The parts of a problem."""

_UNREAD_QUOTES: Final = "{} of the quotes that came through the relay cannot be read; they were left out."


def snapshot_record(snapshot: Snapshot) -> dict[str, Any]:
    """Return the snapshot as JSON has it, as `tapewatch parse` prints it but for its moments, which are whole."""
    record = snapshot.model_dump(mode="json", exclude={"article", "articles"})
    if snapshot.article:
        record["article"] = record_of(snapshot.article)
    if snapshot.articles:
        record["articles"] = [record_of(article) for article in snapshot.articles]
    return record


def snapshot_from(record: Mapping[str, Any]) -> Snapshot:
    """Return the snapshot that was made a record of. Raises ValueError where it is not one."""
    try:
        return _snapshot(_Cleaner().cleaned(record))
    except (LookupError, TypeError, AttributeError, RecursionError) as error:
        raise ValueError("it is no snapshot") from error


def _snapshot(page: Mapping[str, Any]) -> Snapshot:
    problems = TypeAdapter(tuple[Problem, ...]).validate_python(page.get("problems", ()))
    quotes, indices, unread = _quotes([*page["quotes"], *page["indices"]])
    day, article = page.get("snapshot_date"), page.get("article")
    return Snapshot(
        snapshot_date=None if day is None else date.fromisoformat(day),
        quotes=quotes,
        indices=indices,
        article=None if article is None else _article(article),
        problems=(*problems, *unread),
        articles=tuple(_article(one) for one in page.get("articles", ())[:_MOST_ARTICLES]),
    )


class _Cleaner:
    """Cleans every text, and counts what there is."""

    def __init__(self) -> None:
        self._parts = 0

    def cleaned(self, value: Any, name: str = "") -> Any:  # noqa: ANN401 - whatever JSON can hold
        """Return what JSON holds with every text in it cleaned. Raises ValueError where that is too much."""
        self._parts += 1
        if self._parts > _MOST_PARTS:
            raise ValueError(f"it has more than {_MOST_PARTS:,} parts")
        match value:
            case str():
                return _text(value, name)
            case list():
                return [self.cleaned(element, name) for element in value]
            case dict():
                return {key: self.cleaned(element, key) for key, element in value.items()}
            case _:
                return value


def _text(text: str, name: str) -> str:
    """Return a text cleaned. Raises ValueError where it is longer than any of its kind."""
    if name in _BODY:
        return clean(text)
    if name in _SENTENCES:
        return excerpt(text, LONGEST_LINE)
    if len(text) > _LONGEST_TEXT:
        raise ValueError(f"its {name} is longer than {_LONGEST_TEXT:,} characters")
    return clean(text).replace("\n", " ")


def _quotes(records: list[Mapping[str, str]]) -> tuple[tuple[Quote, ...], tuple[Quote, ...], Iterator[Problem]]:
    """Return the quotes and the indices, and a problem where some cannot be read."""
    lines = read_quotes("\n".join(_line(*(record[name] for name in _FIGURES)) for record in records))
    unread = len(records) - len(lines.quotes) - len(lines.indices)
    problems = [Problem(line=0, code="relay-quotes", message=_UNREAD_QUOTES.format(unread))] if unread else []
    return tuple(lines.quotes), tuple(lines.indices), iter(problems)


def _line(symbol: str, price: str, direction: str, change: str, percent: str) -> str:
    return f"{symbol} {price} {_WORDS[direction]} {change} ({percent}%)"


def _article(record: Mapping[str, Any]) -> Article:
    """Return an article. Raises ValueError, also where a moment of it cannot be held against others."""
    article = article_from(record)
    for moment in (article.published, article.updated):
        if moment is not None and moment.year not in YEARS:
            raise ValueError("it is of an impossible year")
        if isinstance(moment, datetime) and moment.tzinfo is None:
            raise ValueError("it is of a time in no zone")
    return article
