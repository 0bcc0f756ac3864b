"""The messages of a relay: what a source reported, as versioned JSON."""

import json
from collections.abc import Collection, Mapping
from datetime import UTC, datetime
from hashlib import sha256
from typing import Annotated, Any, Final, Literal, NamedTuple

from pydantic import AfterValidator, AwareDatetime, BaseModel, Field, TypeAdapter, ValidationError

from parsing import Snapshot
from parsing.addresses import LONGEST_ADDRESS, web_address
from parsing.clean import excerpt
from tui.refresh import Failed, Kind, Refreshed
from tui.relay.snapshots import LONGEST_LINE, YEARS, snapshot_from, snapshot_record
from tui.sources.shown import shown

VERSION: Final = 1

MOST_SOURCES: Final = 64
"""So many sources come through one relay."""

MOST_BYTES: Final = 2 * 1024 * 1024
"""Bytes that a message may have. To read so many takes a quarter of a second, which somebody who types may notice."""

_FAR_VERSION: Final = 1_000


class MessageError(Exception):
    """A message cannot be used. `str()` is the end of a sentence that begins with the relay: why."""


class Message(NamedTuple):
    """What a message says: a source's report, of the kind that it is here, and which sources are published."""

    report: Refreshed | Failed
    sources: tuple[str, ...]


def _possible(moment: datetime) -> datetime:
    if moment.year not in YEARS:
        raise ValueError("it is in an impossible year")
    return moment.astimezone(UTC)


def _short(text: str) -> str:
    return excerpt(text, LONGEST_LINE)


Line = Annotated[str, AfterValidator(_short)]
Time = Annotated[AwareDatetime, AfterValidator(_possible)]


class _Envelope(BaseModel):
    version: Literal[1] = VERSION
    sources: Annotated[tuple[Line, ...], Field(max_length=MOST_SOURCES)] = ()
    source: Line
    kind: Kind
    at: Time


class _PageMessage(_Envelope):
    """A page: `as_of` is when it was saved or fetched by the publisher, `hash` that of its snapshot as JSON."""

    event: Literal["page"] = "page"
    as_of: Time
    position: Line = ""
    address: Annotated[str, Field(max_length=LONGEST_ADDRESS)] = ""
    hash: str
    snapshot: dict[str, Any]


class _FailedMessage(_Envelope):
    """A refresh that failed, with the sentence that says why; `until` is when the source is asked again."""

    event: Literal["failed"] = "failed"
    sentence: Line
    until: Time | None = None
    is_cooling: bool = False


_MESSAGE: Final = TypeAdapter[_PageMessage | _FailedMessage](_PageMessage | _FailedMessage)


def encode(report: Refreshed | Failed, sources: Collection[str]) -> bytes:
    """Return a report of one of the sources that are published as a message.

    An address that is too long, and a next try in an impossible year, are left out. Raises ValueError where it cannot
    be told at all.
    """
    common: dict[str, Any] = {
        "sources": tuple(sources),
        "source": report.source,
        "kind": report.kind,
        "at": report.at,
    }
    if isinstance(report, Failed):
        until = report.next_at if report.next_at and report.next_at.year in YEARS else None
        return _json(_FailedMessage(**common, sentence=report.sentence, until=until, is_cooling=report.is_cooling))
    record = snapshot_record(report.snapshot)
    address = report.address if len(report.address) <= LONGEST_ADDRESS else ""
    return _json(
        _PageMessage(
            **common,
            as_of=report.as_of,
            position=report.position,
            address=address,
            hash=_hash(record),
            snapshot=record,
        )
    )


def _json(message: BaseModel) -> bytes:
    data = message.model_dump_json().encode()
    if len(data) > MOST_BYTES:
        raise ValueError(f"it has more than {MOST_BYTES:,} bytes")
    return data


def _hash(record: Mapping[str, Any]) -> str:
    return sha256(json.dumps(record, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


class MessageReader:
    """Reads messages. One that says the same as the last from its source gives the very same snapshot object."""

    def __init__(self) -> None:
        self._last: dict[str, tuple[str, Snapshot]] = {}

    def read(self, data: bytes) -> Message:
        """Return what a message says. Raises `MessageError`."""
        message = _envelope(data)
        kind = message.kind.relayed
        if isinstance(message, _FailedMessage):
            report = Failed(message.source, kind, message.at, message.sentence, message.until, message.is_cooling)
            return Message(report, message.sources)
        address = web_address(shown(message.address)) or ""
        page = Refreshed(
            message.source,
            kind,
            message.at,
            message.as_of,
            self._snapshot(message),
            position=message.position,
            address=address,
        )
        return Message(page, message.sources)

    def _snapshot(self, message: _PageMessage) -> Snapshot:
        """Return the page's snapshot. Raises `MessageError`."""
        if message.hash != _hash(message.snapshot):
            raise MessageError("its hash does not fit what it says")
        known = self._last.get(message.source)
        if known is None or known[0] != message.hash:
            try:
                known = message.hash, snapshot_from(message.snapshot)
            except ValueError as error:
                raise MessageError("its snapshot is not made as those of tapewatch are") from error
            if message.source not in self._last and len(self._last) >= MOST_SOURCES:
                self._last.clear()
            self._last[message.source] = known
        return known[1]


def _envelope(data: bytes) -> _PageMessage | _FailedMessage:
    if len(data) > MOST_BYTES:
        raise MessageError(f"it has more than {MOST_BYTES:,} bytes")
    try:
        record = json.loads(data, parse_constant=_no_constant)
    except (ValueError, RecursionError) as error:
        raise MessageError("it is no JSON") from error
    version = record.get("version") if isinstance(record, dict) else None
    if isinstance(version, int) and version > VERSION:
        told = f"version {version}" if version < _FAR_VERSION else "a version"
        raise MessageError(f"it is of {told} of which this tapewatch does not know; install a newer one")
    try:
        return _MESSAGE.validate_python(record)
    except (ValidationError, RecursionError) as error:
        raise MessageError("it is not made as the messages of tapewatch are") from error


def _no_constant(name: str) -> None:
    raise ValueError(f"{name} is no number")
