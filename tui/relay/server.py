"""The connection to a relay's server."""

import asyncio
from typing import Any, Final

from redis._parsers import _AsyncRESP2Parser
from redis.asyncio import Connection, ConnectionPool, Redis, SSLConnection
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff
from redis.exceptions import InvalidResponse, RedisError

from tui.relay.address import RelayAddress
from tui.settings.model import Settings

FAULTS: Final = (RedisError, OSError)
"""What using a server can raise."""

BLOCK_SECONDS: Final = 2.0
"""Seconds for which a watcher waits at the server for what is new, before it asks once more."""

_SILENT_SECONDS: Final = 3.0
"""Seconds that an answer may take beyond those for which the server was told to wait."""

_MOST_OVERHEAD: Final = 16 * 1024
"""Bytes of an answer besides the message in it."""


_MOST_OF_AN_ELEMENT: Final = 64
"""Bytes that an element of an answer takes besides what it says."""


class _Client(Redis):
    """A client that waits for no answer too long, and for which what is none of a Redis server is a fault like others.

    Its own time-out for what is sent would swallow, under Python 3.11, that the task it is sent from is cancelled.
    """

    async def execute_command(self, *words: Any, **options: Any) -> Any:  # noqa: ANN401 - the client's own
        try:
            async with asyncio.timeout(BLOCK_SECONDS + _SILENT_SECONDS):
                return await super().execute_command(*words, **options)  # type: ignore[no-untyped-call]
        except (ValueError, TypeError, LookupError, RecursionError) as error:
            raise InvalidResponse("that is no answer of a Redis server") from error


class AnswerTooLargeError(RedisError):
    """An answer of the server has more bytes than may be read."""


def open_server(address: RelayAddress, settings: Settings, limit: int) -> Redis:
    """Return a client of the server, not yet connected, of whose messages each may have `limit` bytes.

    It never tries anything again by itself, and speaks the old form of the protocol, which every server knows.
    """
    access = settings.relay
    password = access.password.get_secret_value() if access.password else None
    options: dict[str, Any] = {
        "host": address.host,
        "port": address.port,
        "db": address.database,
        "username": address.username or access.username,
        "password": address.password or password,
        "socket_connect_timeout": settings.connect_timeout,
        "socket_timeout": None,
        "socket_keepalive": True,
        "retry": Retry(NoBackoff(), 0),
        "protocol": 2,
        "driver_info": None,
        "parser_class": _limited(limit + _MOST_OVERHEAD),
    }
    if address.is_tls:
        options |= {"ssl_ca_certs": access.ca_file, "ssl_check_hostname": True}
    pool = ConnectionPool(connection_class=SSLConnection if address.is_tls else Connection, **options)
    return _Client.from_pool(pool)


def _limited(limit: int) -> type[_AsyncRESP2Parser]:
    """Return a parser that reads answers of so many bytes and no more: the client itself would take in any."""

    class Limited(_AsyncRESP2Parser):
        _left = limit

        async def read_response(self, disable_decoding: bool = False) -> Any:  # noqa: ANN401 - the client's own
            self._left = limit
            return await super().read_response(disable_decoding)

        async def _read(self, length: int) -> bytes:
            self._count(length)
            return await super()._read(length)

        async def _readline(self) -> bytes:
            self._count(_MOST_OF_AN_ELEMENT)
            return await super()._readline()

        def _count(self, length: int) -> None:
            self._left -= length
            if self._left < 0:
                raise AnswerTooLargeError(f"an answer of the server has more than {limit:,} bytes")

    return Limited
