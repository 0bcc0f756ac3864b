"""The lease: of all that publish to a stream the one that holds it may, and whoever held it before may no more.

Each step is a script that the server runs as a whole. Every holder has a token, a number that is higher than those of
all before it; who was stopped for a while and goes on under an old one publishes nothing.
"""

from collections.abc import Iterable
from typing import Any, ClassVar, Final

from redis.asyncio import Redis


class LeaseLostError(Exception):
    """Another one holds the lease by now, or nobody does."""


class Lease:
    """One publisher's claim to a stream. All that talks to the server raises `tui.relay.server.FAULTS`."""

    SECONDS: ClassVar = 5.0
    """How long the lease is held without being renewed."""

    def __init__(self, server: Redis, stream: str, keep: int = 1_000) -> None:
        """Take the name of the stream, and how many messages stay in it (some more may: whole blocks are dropped)."""
        self._server = server
        self._stream = stream
        self._keep = keep
        self._lease, self._token, self._newest = (f"{{{stream}}}:{part}" for part in ("lease", "token", "newest"))
        self.token: int | None = None
        """The number of this holder; None while another one holds the lease, or nobody."""

    async def take(self) -> bool:
        """Renew the lease, or take it where nobody holds it, under a new token; return whether it is ours now.

        What stands under the names of the stream and of its newest messages has to be of their kinds.
        """
        keys = self._lease, self._token, self._stream, self._newest
        token = await self._run(_TAKE, keys, self.token or "", round(self.SECONDS * 1000))
        self.token = None if token is None else int(token)
        return self.token is not None

    async def publish(self, message: bytes, *, source: str, event: str) -> None:
        """Add a message on the source to the stream. Raises `LeaseLostError`.

        The very message that was the last of its kind from that source is not added again, so that one whose answer
        was lost on the way can be sent once more.
        """
        fields = f"{event} {source}", f"failed {source}"
        keys = self._lease, self._stream, self._newest
        await self._hold(_PUBLISH, keys, message, self._keep, *fields)

    async def retain(self, sources: Iterable[str]) -> frozenset[str]:
        """Drop what is there of other sources from the newest messages, and return those of which something is there.

        Raises `LeaseLostError`.
        """
        kept = await self._hold(_RETAIN, (self._lease, self._newest), *sources)
        return frozenset(source.decode() for source in kept)

    async def release(self) -> None:
        """Give the lease back, where it is ours, so that another one can take it at once."""
        token, self.token = self.token, None
        if token is not None:
            await self._run(_RELEASE, (self._lease,), token)

    async def _hold(self, script: str, keys: tuple[str, ...], *words: str | bytes | int) -> list[bytes]:
        """Return what a script answers to the holder. Raises `LeaseLostError`."""
        answer: list[bytes] | None = None if self.token is None else await self._run(script, keys, self.token, *words)
        if answer is None:
            self.token = None
            raise LeaseLostError("another one holds the lease")
        return answer

    async def _run(self, script: str, keys: tuple[str, ...], *words: str | bytes | int) -> Any:  # noqa: ANN401
        return await self._server.eval(script, len(keys), *keys, *words)


# The time of the server makes the token grow although the server lost its data; both numbers are exact below 2^53.
_TAKE: Final = """
local lease, token, stream, newest = unpack(KEYS)
local ours, milliseconds = ARGV[1], ARGV[2]
redis.call('XLEN', stream)
redis.call('HLEN', newest)
local holder = redis.call('GET', lease)
if holder and holder ~= ours then
    return false
end
if not holder then
    local time = redis.call('TIME')
    local before = tonumber(redis.call('GET', token) or 0) or 0
    ours = string.format('%.0f', math.max(before + 1, time[1] * 1000000 + time[2]))
    redis.call('SET', token, ours)
end
redis.call('SET', lease, ours, 'PX', milliseconds)
return ours
"""

_PUBLISH: Final = """
local lease, stream, newest = unpack(KEYS)
local ours, message, keep, field, failed = unpack(ARGV)
if redis.call('GET', lease) ~= ours then
    return false
end
local known = redis.call('HGET', newest, field)
if known and string.sub(known, string.find(known, ' ', 1, true) + 1) == message then
    return {}
end
local last = redis.call('XREVRANGE', stream, '+', '-', 'COUNT', 1)[1]
local after = last and last[1] or '0-0'
local id = redis.call(
    'XADD', stream, 'MAXLEN', '~', keep, '*', 'message', message, 'token', ours, 'after', after)
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
local wanted, kept = {}, {}
for position = 2, #ARGV do
    wanted[ARGV[position]] = true
end
for _, field in ipairs(redis.call('HKEYS', newest)) do
    local source = string.match(field, '^%a+ (.*)$')
    if source and wanted[source] then
        table.insert(kept, source)
    else
        redis.call('HDEL', newest, field)
    end
end
return kept
"""

_RELEASE: Final = """
if redis.call('GET', KEYS[1]) == ARGV[1] then
    redis.call('DEL', KEYS[1])
end
return {}
"""
