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
from tui.sources.hosts import resolve_host

FAULTS: Final = (RedisError, OSError)
"""What using a server can raise."""

BLOCK_SECONDS: Final = 2.0
"""Seconds that a watcher waits at the server for something new before it asks again."""

_SILENT_SECONDS: Final = 3.0
"""Seconds that an answer may take on top of those that the server was told to wait."""

_MOST_OVERHEAD: Final = 16 * 1024
"""Bytes of an answer besides the message in it."""

_MOST_OF_AN_ELEMENT: Final = 64
"""Bytes that an element of an answer takes besides what it says."""


class _Client(Redis):
    """A client that never waits too long for an answer, and that counts what no Redis server would answer as a fault.

    The library's own time-out for sending would, under Python 3.11, swallow that the task which sends is cancelled.
    """

    async def execute_command(self, *words: Any, **options: Any) -> Any:  # noqa: ANN401 - the client's own
        pool = self.connection_pool
        try:
            async with asyncio.timeout(pool.connection_kwargs["socket_connect_timeout"] + _SILENT_SECONDS):
                # connected, for which the settings allow more time than an answer may take
                await pool.release(await pool.get_connection())  # type: ignore[no-untyped-call]
            async with asyncio.timeout(BLOCK_SECONDS + _SILENT_SECONDS):
                return await super().execute_command(*words, **options)  # type: ignore[no-untyped-call]
        except (ValueError, TypeError, LookupError, RecursionError) as error:
            raise InvalidResponse("that is no answer of a Redis server") from error


class _Line(Connection):
    """A connection that looks its host up by itself: the library would have an exit wait for a silent name server."""

    _address = ""

    async def _connect(self) -> None:
        async with asyncio.timeout(self.socket_connect_timeout):
            addresses = await resolve_host(self.host, self.port)
            for place, self._address in enumerate(addresses, start=1):
                try:
                    await super()._connect()  # type: ignore[no-untyped-call]
                    break
                except OSError:
                    if place == len(addresses):
                        raise

    def _connection_arguments(self) -> dict[str, Any]:
        arguments = {**super()._connection_arguments(), "host": self._address}
        return arguments | ({"server_hostname": self.host} if "ssl" in arguments else {})


class _SecureLine(_Line, SSLConnection):
    """The same over TLS."""


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
    pool = ConnectionPool(connection_class=_SecureLine if address.is_tls else _Line, **options)
    return _Client.from_pool(pool)


def _limited(limit: int) -> type[_AsyncRESP2Parser]:
    """Return a parser that reads answers of at most so many bytes: the library's own takes in any."""

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
