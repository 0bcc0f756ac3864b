"""The lease: of all that publish to a stream the one that holds it may, and whoever held it before may no more.

Each step is a script that the server runs as a whole. Every holder has a token, a number that is higher than those of
all before it; who was stopped for a while and goes on under an old one publishes nothing.
"""

from collections.abc import Iterable
from secrets import token_hex
from typing import Any, Final

from redis.asyncio import Redis

from tui.relay.address import RelayAddress
from tui.relay.message import MOST_BYTES


class LeaseLostError(Exception):
    """Another one holds the lease by now, or nobody does."""


class Lease:
    """One publisher's claim to a stream. All that talks to the server raises `tui.relay.server.FAULTS`.

    At the server the lease is the token and the name of its holder, `1764153000123456 9f86d081884c7d65`, so that one
    to whom the answer was lost knows its own.
    """

    def __init__(self, server: Redis, address: RelayAddress, keep: int = 1_000, seconds: float = 5.0) -> None:
        """Take where the stream is, and how many messages stay in it (some more may: whole blocks are dropped).

        `seconds` are how long the lease is held without being renewed.
        """
        self.seconds = seconds
        self.token: int | None = None
        """The number of this holder; None while another one holds the lease, or nobody."""
        self._server = server
        self._stream = address.stream
        self._lease, self._token, self._newest, self._place = map(address.key, ("lease", "token", "newest", "place"))
        self._keep = keep
        self._name = token_hex(8)
        self._may_hold = False
        """Whether the server may take the lease for ours: also where it was asked for, and no answer came."""

    async def take(self) -> bool:
        """Renew the lease, or take it where nobody holds it, under a new token; return whether it is ours now.

        What stands under the names of the stream and of its newest messages has to be of their kinds.
        """
        self._may_hold = True
        keys = self._lease, self._token, self._stream, self._newest
        token = await self._run(_TAKE, keys, self._name, round(self.seconds * 1000))
        self.token = None if token is None else int(token)
        self._may_hold = self.token is not None
        return self._may_hold

    async def publish(self, message: bytes, *, source: str, event: str) -> None:
        """Add a message on the source to the stream. Raises `LeaseLostError`.

        The very message that was the last of its kind from that source is not added again, so that one whose answer
        was lost on the way can be sent once more.
        """
        fields = f"{event} {source}", f"failed {source}"
        keys = self._lease, self._stream, self._newest, self._place
        await self._hold(_PUBLISH, keys, message, self._keep, *fields)

    async def retain(self, sources: Iterable[str]) -> list[bytes]:
        """Drop what is there of other sources from the newest messages, and return those of these: failures first.

        Those that would make it more than `MOST_BYTES` are not returned. Raises `LeaseLostError`.
        """
        return await self._hold(_RETAIN, (self._lease, self._newest), MOST_BYTES, *sources)

    async def release(self) -> None:
        """Give the lease back, where it is ours, so that another one can take it at once."""
        self.token = None
        if self._may_hold:
            await self._run(_RELEASE, (self._lease,), self._name)
            self._may_hold = False

    async def _hold(self, script: str, keys: tuple[str, ...], *words: str | bytes | int) -> list[bytes]:
        """Return what a script answers to the holder. Raises `LeaseLostError`."""
        answer: list[bytes] | None = None
        if self.token is not None:
            answer = await self._run(script, keys, f"{self.token} {self._name}", *words)
        if answer is None:
            self.token = None
            raise LeaseLostError("another one holds the lease")
        return answer

    async def _run(self, script: str, keys: tuple[str, ...], *words: str | bytes | int) -> Any:  # noqa: ANN401
        return await self._server.eval(script, len(keys), *keys, *words)


# The time of the server makes the token grow although the server lost its data; both numbers are exact below 2^53.
_TAKE: Final = """
local lease, token, stream, newest = unpack(KEYS)
local name, milliseconds = unpack(ARGV)
redis.call('XLEN', stream)
redis.call('HLEN', newest)
local holder = redis.call('GET', lease)
local number = holder and string.match(holder, '^(%d+) ' .. name .. '$')
if holder and not number then
    return false
end
if not holder then
    local time = redis.call('TIME')
    local before = tonumber(redis.call('GET', token) or 0) or 0
    number = string.format('%.0f', math.max(before + 1, time[1] * 1000000 + time[2]))
    redis.call('SET', token, number)
end
redis.call('SET', lease, number .. ' ' .. name, 'PX', milliseconds)
return number
"""

_PUBLISH: Final = """
local lease, stream, newest, place = unpack(KEYS)
local ours, message, keep, field, failed = unpack(ARGV)
if redis.call('GET', lease) ~= ours then
    return false
end
local known = redis.call('HGET', newest, field)
if known and string.match(known, '^%S+ (.*)$') == message then
    return {}
end
local last = redis.call('XREVRANGE', stream, '+', '-', 'COUNT', 1)[1]
local after, token = last and last[1] or '0-0', string.match(ours, '^%d+')
local id = redis.call(
    'XADD', stream, 'MAXLEN', '~', keep, '*', 'message', message, 'token', token, 'after', after)
redis.call('SET', place, id)
redis.call('HSET', newest, field, id .. ' ' .. message)
if failed ~= field then
    redis.call('HDEL', newest, failed)
end
return {}
"""

_RETAIN: Final = """
local lease, newest = unpack(KEYS)
if redis.call('GET', lease) ~= ARGV[1] then
    return false
end
local left, wanted, kept, messages = tonumber(ARGV[2]), {}, {}, {}
for position = 3, #ARGV do
    wanted[ARGV[position]] = true
end
for _, field in ipairs(redis.call('HKEYS', newest)) do
    local event, source = string.match(field, '^(%a+) (.*)$')
    if not event or not wanted[source] then
        redis.call('HDEL', newest, field)
    elseif event == 'failed' then
        table.insert(kept, 1, field)
    else
        table.insert(kept, field)
    end
end
for _, field in ipairs(kept) do
    local message = string.match(redis.call('HGET', newest, field), '^%S+ (.*)$')
    if message and #message <= left then
        left = left - #message
        table.insert(messages, message)
    end
end
return messages
"""

_RELEASE: Final = """
local holder = redis.call('GET', KEYS[1])
if holder and string.match(holder, '^%d+ (.*)$') == ARGV[1] then
    redis.call('DEL', KEYS[1])
end
return {}
"""
