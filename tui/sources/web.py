"""A page at an http(s) address."""

import asyncio
import zlib
from collections.abc import AsyncIterator
from typing import Final

import httpx

from parsing.clean import clean_line
from parsing.snapshot import MAX_DOCUMENT
from tui import __version__
from tui.clock import Clock
from tui.errors import SourceRefusedError, SourceSlowError, SourceUnreachableError, SourceUnreadableError
from tui.refresh import Kind, Page

_EVERY: Final = 60.0
_CONNECT_SECONDS: Final = 10.0
_WINDOW_BITS: Final = {"gzip": zlib.MAX_WBITS | 16, "x-gzip": zlib.MAX_WBITS | 16, "deflate": zlib.MAX_WBITS}


class WebSource:
    """One address. The as-of time of its prices is when the page was fetched."""

    kind = Kind.LIVE
    every: float | None = _EVERY

    def __init__(self, address: str, clock: Clock, *, timeout: float) -> None:
        """Take the address as typed; `timeout` is the seconds that one refresh may take in all."""
        self.address = address
        self.name = _shown(address)
        self._clock = clock
        self._timeout = timeout
        self._client: httpx.AsyncClient | None = None

    async def fetch(self) -> Page:
        """Return the page at the address. Raises `SourceError`.

        httpx's own timeouts are for each read, so that a trickling body would last for ever: the whole is timed here.
        Redirects are reported and not followed, since they could lead to addresses that the user did not name.
        """
        try:
            async with asyncio.timeout(self._timeout), self._open_client().stream("GET", self.address) as response:
                _expect_page(response, self.name)
                document = await _read_body(response, self.name)
                return Page(document, self._clock.now(), content_type=response.headers.get("content-type"))
        except TimeoutError as error:
            raise SourceSlowError(f"{self.name} did not answer in full within {self._timeout:g} s.") from error
        except httpx.TimeoutException as error:
            raise SourceSlowError(f"{self.name} did not answer in time.") from error
        except httpx.ConnectError as error:
            raise SourceUnreachableError(
                f"{self.name} cannot be reached; check the network and the address."
            ) from error
        except (httpx.InvalidURL, httpx.UnsupportedProtocol, UnicodeError) as error:
            raise SourceUnreachableError(
                f"{self.name} is not an address that can be fetched; it has to start with http:// or https://."
            ) from error
        except (httpx.HTTPError, httpx.StreamError) as error:
            raise SourceUnreachableError(f"The connection to {self.name} broke off.") from error

    async def close(self) -> None:
        """Close the connections."""
        if self._client is not None:
            await self._client.aclose()

    def _open_client(self) -> httpx.AsyncClient:
        if self._client is None:
            self._client = httpx.AsyncClient(
                headers={"User-Agent": f"tapewatch/{__version__}", "Accept-Encoding": "gzip, deflate"},
                timeout=httpx.Timeout(self._timeout, connect=min(self._timeout, _CONNECT_SECONDS)),
                follow_redirects=False,
                trust_env=False,
            )
        return self._client


def _shown(address: str) -> str:
    """Return the address as people may see it: cleaned, and without a name and password in it."""
    scheme, _, rest = clean_line(address).partition("://")
    authority, slash, path = rest.partition("/")
    return f"{scheme}://{authority.rpartition('@')[2]}{slash}{path}"


def _expect_page(response: httpx.Response, name: str) -> None:
    if response.has_redirect_location:
        target = _shown(response.headers["location"])
        raise SourceRefusedError(f"{name} has moved to {target}; open that address if you trust it.")
    if response.status_code != httpx.codes.OK:
        reason = clean_line(httpx.codes.get_reason_phrase(response.status_code))
        raise SourceRefusedError(f"{name} answered {response.status_code} {reason}".rstrip() + ", not a page.")


async def _read_body(response: httpx.Response, name: str) -> bytes:
    """Return the body, decompressed here: httpx would unpack a bomb whole before its size could be seen."""
    encoding = response.headers.get("content-encoding", "identity").strip().lower()
    if encoding in {"", "identity"}:
        parts = response.aiter_raw()
    elif encoding in _WINDOW_BITS:
        parts = _decompressed(response.aiter_raw(), _WINDOW_BITS[encoding])
    else:
        raise SourceUnreadableError(
            f"{name} sent its page packed as {clean_line(encoding)[:40]}, which was not asked for."
        )
    body = bytearray()
    try:
        async for part in parts:
            body += part
            if len(body) > MAX_DOCUMENT:
                raise SourceUnreadableError(f"{name} sent more than {MAX_DOCUMENT:,} bytes, which no page has.")
    except zlib.error as error:
        raise SourceUnreadableError(f"{name} sent a page that is packed wrongly.") from error
    return bytes(body)


async def _decompressed(parts: AsyncIterator[bytes], window_bits: int) -> AsyncIterator[bytes]:
    unpacker = zlib.decompressobj(window_bits)
    async for part in parts:
        packed = part
        while packed:
            yield unpacker.decompress(packed, 64 * 1024)
            packed = unpacker.unconsumed_tail
    if not unpacker.eof:
        raise zlib.error("the body ends too early")
