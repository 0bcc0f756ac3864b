"""The messages of a relay: what a source reported, as versioned JSON, and read with the limits and the care of a page.

A stream can be written by anyone who has its password, so that a message is no more to be trusted than a page: its
texts are cleaned, and its quotes are written out as the lines of a page and read by the very rules for those.
"""

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from hashlib import sha256
from typing import Annotated, Any, Final, Literal

from pydantic import AfterValidator, AwareDatetime, BaseModel, Field, TypeAdapter, ValidationError

from parsing import Article, Problem, Quote, Snapshot
from parsing.clean import clean, clean_line, excerpt
from parsing.quote_forms import ARROWS, DIRECTIONS
from parsing.quotes import read_quotes
from tui.history.packing import article_from, record_of
from tui.refresh import Failed, Kind, Refreshed
from tui.sources.shown import shown

VERSION: Final = 1
MOST_SOURCES: Final = 64
"""So many sources come through one relay."""

_MOST_ARTICLES: Final = 2_000
"""So many are read of one message, as of one feed."""

_WORDS: Final = {str(direction): f"{word} {ARROWS[direction]}" for word, direction in DIRECTIONS.items()}
_FIGURES: Final = ("symbol", "price", "direction", "change", "percent")
_LONGEST_LINE: Final = 300
"""Characters of a name or a sentence that are read."""

_LONGEST_ADDRESS: Final = 2_000

_WITH_LINES: Final = frozenset({"paragraphs", "tables"})
"""The parts of an article whose texts may have more than one line."""

_SHORT: Final = frozenset({"code", "message", "excerpt"})
"""The parts of a problem."""

_YEARS: Final = range(1970, 2200)
"""Those that a moment can be in: further off, one cannot be told in another time zone."""

_UNREAD_QUOTES: Final = "{} of the quotes that came through the relay cannot be read; they were left out."


class MessageError(Exception):
    """A message cannot be used. `str()` is the end of a sentence that begins with the relay: why."""


def _possible(moment: datetime) -> datetime:
    if moment.year not in _YEARS:
        raise ValueError("it is in an impossible year")
    return moment.astimezone(UTC)


def _short(text: str) -> str:
    return excerpt(text, _LONGEST_LINE)


Line = Annotated[str, AfterValidator(_short)]
Time = Annotated[AwareDatetime, AfterValidator(_possible)]


class _Envelope(BaseModel):
    version: Literal[1] = VERSION
    source: Line
    kind: Kind
    at: Time


class _PageMessage(_Envelope):
    """A page: `as_of` is when it was saved or fetched by the publisher, `hash` that of its snapshot as JSON."""

    event: Literal["page"] = "page"
    as_of: Time
    position: Line = ""
    address: Annotated[str, Field(max_length=_LONGEST_ADDRESS), AfterValidator(clean_line)] = ""
    hash: str
    snapshot: dict[str, Any]


class _FailedMessage(_Envelope):
    """A refresh that failed, with the sentence that says why; `until` is when the server wants to be asked again."""

    event: Literal["failed"] = "failed"
    sentence: Line
    until: Time | None = None
    is_cooling: bool = False


_MESSAGE: Final = TypeAdapter[_PageMessage | _FailedMessage](_PageMessage | _FailedMessage)


def encode(report: Refreshed | Failed) -> bytes:
    """Return a report of a source as a message."""
    common = {"source": report.source, "kind": report.kind, "at": report.at}
    if isinstance(report, Failed):
        return _json(
            _FailedMessage(**common, sentence=report.sentence, until=report.next_at, is_cooling=report.is_cooling)
        )
    record = _record(report.snapshot)
    return _json(
        _PageMessage(
            **common,
            as_of=report.as_of,
            position=report.position,
            address=report.address,
            hash=_hash(record),
            snapshot=record,
        )
    )


def _json(message: BaseModel) -> bytes:
    return message.model_dump_json().encode()


def _record(snapshot: Snapshot) -> dict[str, Any]:
    """Return the snapshot as JSON has it, as `tapewatch parse` prints it but for its moments, which are whole."""
    record = snapshot.model_dump(mode="json", exclude={"article", "articles"})
    if snapshot.article:
        record["article"] = record_of(snapshot.article)
    if snapshot.articles:
        record["articles"] = [record_of(article) for article in snapshot.articles]
    return record


def _hash(record: Mapping[str, Any]) -> str:
    return sha256(json.dumps(record, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


class MessageReader:
    """Reads messages. What says the same as the message before from its source becomes the very same snapshot."""

    def __init__(self) -> None:
        self._last: dict[str, tuple[str, Snapshot]] = {}

    def read(self, data: bytes) -> Refreshed | Failed:
        """Return the report that was made a message, with the kind that it has here. Raises `MessageError`."""
        message = _envelope(data)
        kind = message.kind.relayed
        if isinstance(message, _FailedMessage):
            return Failed(message.source, kind, message.at, message.sentence, message.until, message.is_cooling)
        if message.hash != _hash(message.snapshot):
            raise MessageError("its hash does not fit what it says")
        known = self._last.get(message.source)
        if known is None or known[0] != message.hash:
            known = message.hash, _snapshot(message.snapshot)
            self._remember(message.source, known)
        address = shown(message.address)
        return Refreshed(
            message.source, kind, message.at, message.as_of, known[1], position=message.position, address=address
        )

    def _remember(self, source: str, known: tuple[str, Snapshot]) -> None:
        if len(self._last) >= MOST_SOURCES and source not in self._last:
            self._last.clear()
        self._last[source] = known


def _envelope(data: bytes) -> _PageMessage | _FailedMessage:
    try:
        record = json.loads(data, parse_constant=_no_constant)
    except (ValueError, RecursionError) as error:
        raise MessageError("it is no JSON") from error
    version = record.get("version") if isinstance(record, dict) else None
    if isinstance(version, int) and version > VERSION:
        raise MessageError(f"it is of version {version}, of which this tapewatch does not know; install a newer one")
    try:
        return _MESSAGE.validate_python(record)
    except (ValidationError, RecursionError) as error:
        raise MessageError("it is not made as the messages of tapewatch are") from error


def _no_constant(name: str) -> None:
    raise ValueError(f"{name} is no number")


def _snapshot(record: Mapping[str, Any]) -> Snapshot:
    """Return the snapshot of which a message tells. Raises `MessageError`."""
    try:
        page = _cleaned(record)
        problems = TypeAdapter(tuple[Problem, ...]).validate_python(page.get("problems", ()))
        quotes, indices, unread = _quotes([*page["quotes"], *page["indices"]])
        return Snapshot(
            snapshot_date=_day(page.get("snapshot_date")),
            quotes=quotes,
            indices=indices,
            article=None if page.get("article") is None else _article(page["article"]),
            problems=(*problems, *unread),
            articles=tuple(_article(article) for article in page.get("articles", ())[:_MOST_ARTICLES]),
        )
    except (LookupError, ValueError, TypeError, AttributeError, RecursionError) as error:
        raise MessageError("its snapshot is not made as those of tapewatch are") from error


def _cleaned(value: Any, name: str = "") -> Any:  # noqa: ANN401 - whatever JSON can hold
    """Return what JSON holds with every text in it cleaned; those of other parts than a body are on one line."""
    match value:
        case str() if name in _SHORT:
            return _short(value)
        case str():
            text = clean(value)
            return text if name in _WITH_LINES else text.replace("\n", " ")
        case list():
            return [_cleaned(element, name) for element in value]
        case dict():
            return {key: _cleaned(element, key) for key, element in value.items()}
        case _:
            return value


def _quotes(records: list[Mapping[str, str]]) -> tuple[tuple[Quote, ...], tuple[Quote, ...], tuple[Problem, ...]]:
    """Return the quotes and the indices, and a problem where some cannot be read."""
    lines = read_quotes("\n".join(_line(*(record[name] for name in _FIGURES)) for record in records))
    unread = len(records) - len(lines.quotes) - len(lines.indices)
    problems = (Problem(line=0, code="relay-quotes", message=_UNREAD_QUOTES.format(unread)),) if unread else ()
    return tuple(lines.quotes), tuple(lines.indices), problems


def _line(symbol: str, price: str, direction: str, change: str, percent: str) -> str:
    return f"{symbol} {price} {_WORDS[direction]} {change} ({percent}%)"


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def _article(record: Mapping[str, Any]) -> Article:
    """Return an article. Raises ValueError, also where it is of a time that cannot be told in another zone."""
    article = article_from(record)
    for moment in (article.published, article.updated):
        if moment is not None and moment.year not in _YEARS:
            raise ValueError("it is of an impossible year")
    return article
