"""What a watcher asks a relay's server: for entries of the stream, and who writes it."""

import re
from collections.abc import AsyncIterator
from typing import Any, Final, NamedTuple, TypeVar

from redis.asyncio import Redis
from redis.exceptions import InvalidResponse

from tui.relay.address import RelayAddress
from tui.relay.message import MOST_SOURCES
from tui.relay.server import BLOCK_SECONDS, AnswerTooLargeError

# b"1764153000123-0": milliseconds of the server's clock, and a number among those of the same one
_ID: Final = re.compile(rb"(?P<time> [0-9]{1,19} ) - (?P<number> [0-9]{1,19} )", re.VERBOSE)

Answer = TypeVar("Answer")

START: Final = b"0-0"
"""The place before the first entry."""

_LAST_NUMBER: Final = 10**19 - 1
"""The last number among those of one millisecond, as far as ids are read here."""


class Entry(NamedTuple):
    """An entry: its id, the message in it, and the id of the entry before it, where it tells that.

    A `message` of None is one that has more bytes than may be read.
    """

    id: bytes
    message: bytes | None
    after: bytes = b""


class RelayStream:
    """One relay's stream, over one connection."""

    def __init__(self, server: Redis, address: RelayAddress) -> None:
        """Take a client of the server."""
        self._server = server
        self._stream = address.stream
        self._newest = address.key("newest")
        self._place = address.key("place")
        self._lease = address.key("lease")

    async def next(self, place: bytes, *, is_awaited: bool = True) -> Entry | None:
        """Return the entry after that one; None where none has come, for `BLOCK_SECONDS` where it is awaited.

        Raises `AnswerTooLargeError`, and what using the server raises.
        """
        block = round(BLOCK_SECONDS * 1000) if is_awaited else None
        told: Any = await self._server.xread({self._stream: place}, count=1, block=block)
        if not told:
            return None
        match told:
            case [[_, [(bytes(number), {**fields})]]] if _ID.fullmatch(number):
                parts = (_expected(fields.get(name, b""), bytes) for name in (b"message", b"after"))
                return Entry(number, *parts)
            case _:
                raise InvalidResponse("that is no entry of a stream")

    async def newest(self, until: bytes) -> AsyncIterator[Entry]:
        """Yield the newest page and the newest failure of each source, as far as they are from up to that place."""
        fields: Any = await self._server.hkeys(self._newest)
        for field in _expected(fields, list)[: 2 * MOST_SOURCES]:
            try:
                value: Any = await self._server.hget(self._newest, field)
            except AnswerTooLargeError:
                yield Entry(until, None)
                continue
            number, _, message = _expected(value or b"", bytes).partition(b" ")
            if _is_id(number) and not is_before(until, number):
                yield Entry(number, message)

    async def place(self) -> bytes | None:
        """Return the id of the last entry that a publisher wrote; None where that is not known."""
        place: Any = await self._server.get(self._place)
        return place if _is_id(place) else None

    async def now(self) -> bytes:
        """Return the place before all entries of this millisecond, by the server's clock: more of them may come."""
        time: Any = await self._server.time()
        seconds, microseconds = map(int, _expected(time, tuple))
        now = f"{seconds * 1000 + microseconds // 1000 - 1}-{_LAST_NUMBER}".encode()
        if not _is_id(now):
            raise InvalidResponse("that is no time")
        return now

    async def holder(self) -> bytes | None:
        """Return what the publisher that is at work is known by; None where there is none."""
        holder: Any = await self._server.get(self._lease)
        return holder if isinstance(holder, bytes) else None


def _expected(answer: object, kind: type[Answer]) -> Answer:
    """Return an answer of that kind; whatever answers otherwise is no Redis server."""
    if not isinstance(answer, kind):
        raise InvalidResponse("that is no answer of a Redis server")
    return answer


def is_before(one: bytes, other: bytes) -> bool:
    """Whether an id is from before another one; what is no id is neither before nor after any."""
    return _is_id(one) and _is_id(other) and order_of(one) < order_of(other)


def time_of(number: bytes) -> float:
    """Return when an entry with that id was added, in seconds of the server's clock."""
    return order_of(number)[0] / 1000


def _is_id(number: object) -> bool:
    return isinstance(number, bytes) and _ID.fullmatch(number) is not None


def order_of(number: bytes) -> tuple[int, int]:
    """Return what ids sort by."""
    time, _, place = number.partition(b"-")
    return int(time), int(place)
