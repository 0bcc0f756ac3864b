"""Articles and the frames of pages as compressed JSON, each known by a hash of what it says."""

import sys
import zlib
from array import array
from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from hashlib import blake2b
from itertools import chain
from json import dumps, loads
from typing import Any, Final, NamedTuple

from parsing import Article, Problem, Snapshot
from tui.articles.records import article_from, record_of
from tui.history.ticks import Integers

_HASH_BYTES: Final = 12


class Packed(NamedTuple):
    """Something as JSON, and the hash that it is known by."""

    hash: bytes
    json: bytes

    @property
    def data(self) -> bytes:
        """The bytes that are kept, made when they are asked for: most of what comes is known."""
        return _compressed(self.json)


class Frame(NamedTuple):
    """All of a page but its figures and its articles."""

    quotes: tuple[str, ...]
    indices: tuple[str, ...]
    day: date | None
    problems: tuple[Problem, ...]
    address: str


def pack_article(article: Article) -> Packed:
    """Return the article as bytes."""
    return _packed(record_of(article))


def article_of(data: bytes) -> Article:
    """Return the article that was packed. Raises ValueError where it is not one."""
    return article_from(_unpacked(data))


def pack_frame(snapshot: Snapshot, address: str, articles: tuple[bytes, ...]) -> Packed:
    """Return the frame of a page as bytes; the hashes of its articles are part of what tells it from others."""
    quotes, indices = (tuple(quote.symbol for quote in listed) for listed in (snapshot.quotes, snapshot.indices))
    frame = _packed_frame(quotes, indices, snapshot.snapshot_date, snapshot.problems, address)
    apart = (b"",) if snapshot.articles and not snapshot.article else ()  # a feed of one article is no page with it
    return Packed(_hash(frame.hash, *apart, *articles), frame.json)


@lru_cache(maxsize=64)
def _packed_frame(
    quotes: tuple[str, ...], indices: tuple[str, ...], day: date | None, problems: tuple[Problem, ...], address: str
) -> Packed:
    """Return the frame without its articles: page after page has the same."""
    record = {
        "quotes": quotes,
        "indices": indices,
        "day": day.isoformat() if day else None,
        "problems": [problem.model_dump(mode="json") for problem in problems],
        "address": address,
    }
    return _packed({name: value for name, value in record.items() if value})


def frame_of(data: bytes) -> Frame:
    """Return the frame that was packed. Raises ValueError where it is not one."""
    record = _unpacked(data)
    return Frame(
        tuple(record.get("quotes", ())),
        tuple(record.get("indices", ())),
        date.fromisoformat(record["day"]) if "day" in record else None,
        tuple(Problem.model_validate(problem) for problem in record.get("problems", ())),
        record.get("address", ""),
    )


def number_of(frame: bytes, integers: Iterable[Integers]) -> int:
    """Return the number of a snapshot: a hash of its frame's hash and of its figures, in 63 bits."""
    figures = array("q", chain.from_iterable(integers))
    if sys.byteorder == "big":  # the number is the same on every machine
        figures.byteswap()
    return int.from_bytes(_hash(frame, figures.tobytes())[:8]) >> 1


@lru_cache(maxsize=64)
def _compressed(json: bytes) -> bytes:
    """Return the bytes, compressed: frames of different articles are the same."""
    return zlib.compress(json)


def _hash(*parts: bytes) -> bytes:
    whole = blake2b(digest_size=_HASH_BYTES)
    for part in parts:
        whole.update(len(part).to_bytes(4))
        whole.update(part)
    return whole.digest()


def _packed(record: dict[str, Any]) -> Packed:
    text = dumps(record, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
    return Packed(_hash(text), text)


def _unpacked(data: bytes) -> dict[str, Any]:
    try:
        record = loads(zlib.decompress(data).decode("utf-8", "surrogatepass"))
    except zlib.error as error:
        raise ValueError(str(error)) from error
    if not isinstance(record, dict):
        raise ValueError("it is no record")  # noqa: TRY004 - it is what the bytes say that is wrong
    return record
