"""The entries of a relay's stream, one after the other, and where in it one is."""

import re
from typing import Any, Final, NamedTuple

from redis.asyncio import Redis

from tui.relay.address import RelayAddress
from tui.relay.server import BLOCK_SECONDS

# b"1764153000123-0": milliseconds of the server's clock, and a number among those of the same one
_ID: Final = re.compile(rb"(?P<time> [0-9]{1,20} ) - (?P<number> [0-9]{1,20} )", re.VERBOSE)

_START: Final = b"0-0"


class Entry(NamedTuple):
    """An entry: its id, the message in it, and the id of the entry before it, where it tells that."""

    id: bytes
    message: bytes
    after: bytes = b""


class Entries:
    """The stream from the newest entries on, or from where one was."""

    def __init__(self, server: Redis, address: RelayAddress, place: bytes | None) -> None:
        """Take the id of the last entry that was read before; None where there was none."""
        self._server = server
        self._stream = address.stream
        self._newest = address.key("newest")
        self._lease = address.key("lease")
        self.place = place
        """The id of the last entry that was read."""

    async def begin(self) -> list[Entry]:
        """Return the newest entries of each source, oldest first, unless the stream goes on from where one was.

        It does not where its ids have fallen behind: then it is another stream of that name.
        """
        if self.place is not None:
            last: Any = await self._server.xrevrange(self._stream, count=1)
            if not last or not is_before(last[0][0], self.place):
                return []
        found = await self.newest()
        self.place = found[-1].id if found else _START
        return found

    async def newest(self) -> list[Entry]:
        """Return the newest entries of each source, oldest first."""
        found = []
        for name in await self._server.hkeys(self._newest):
            value: Any = await self._server.hget(self._newest, name)
            number, _, message = (value or b"").partition(b" ")
            if _ID.fullmatch(number):
                found.append(Entry(number, message))
        return sorted(found, key=lambda entry: _order(entry.id))

    async def next(self) -> Entry | None:
        """Return the next entry; None where none has come for `BLOCK_SECONDS`."""
        place = self.place or _START
        told: Any = await self._server.xread({self._stream: place}, count=1, block=round(BLOCK_SECONDS * 1000))
        if not told:
            return None
        self.place, fields = told[0][1][0]
        return Entry(self.place or _START, fields.get(b"message", b""), fields.get(b"after", b""))

    async def skip(self) -> None:
        """Go to where the stream is now, past what cannot be read."""
        seconds, microseconds = await self._server.time()
        self.place = f"{seconds * 1000 + microseconds // 1000}-0".encode()

    async def holder(self) -> bytes | None:
        """Return the token of the publisher that is at work; None where there is none."""
        token: Any = await self._server.get(self._lease)
        return None if token is None else bytes(token)


def is_before(one: bytes, other: bytes) -> bool:
    """Whether an id is from before another one; what is no id is neither before nor after any."""
    return all(map(_ID.fullmatch, (one, other))) and _order(one) < _order(other)


def _order(number: bytes) -> tuple[int, int]:
    time, _, place = number.partition(b"-")
    return int(time), int(place)
