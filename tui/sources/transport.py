"""Connects only where it is allowed: the address that was checked is the address that is connected to."""

import ssl
from collections.abc import Callable
from ipaddress import ip_address
from typing import Final

import httpx

from tui.sources.addresses import Origin, forbidden, is_public, may_be_private, misled, origin_of
from tui.sources.hosts import Resolve, resolve_host

OpenInner = Callable[[str], httpx.AsyncBaseTransport]
"""Gives what sends the requests of one origin, for its scheme."""

_MOST_ORIGINS: Final = 8


class UnknownHostError(httpx.ConnectError):
    """The name of a host could not be looked up."""


def open_direct(scheme: str) -> httpx.AsyncBaseTransport:
    """Return a transport that takes nothing from the environment."""
    if scheme == "https":
        return httpx.AsyncHTTPTransport(verify=httpx.create_ssl_context(trust_env=False))
    # Loading the certificates takes a while and http has no use for them; this context trusts nobody.
    return httpx.AsyncHTTPTransport(verify=ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT))


class GuardedTransport(httpx.AsyncBaseTransport):
    """Looks a host up, checks each of its addresses, and sends the request to one that was checked.

    Only the host and port that the user named may be private, and only where that host is an address or a local name:
    a public name that is looked up as a private address is refused. Each origin has connections of its own: one to an
    address is never shared between two names, which would skip the check of the second name's certificate.
    """

    def __init__(self, named: Origin, *, resolve: Resolve = resolve_host, open_inner: OpenInner = open_direct) -> None:
        self._named = named
        self._resolve = resolve
        self._open_inner = open_inner
        self._inner: dict[Origin, httpx.AsyncBaseTransport] = {}

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send the request. Raises `SourceForbiddenError`, and what httpx raises."""
        origin = origin_of(request.url)
        addresses = await self._checked_addresses(origin)
        inner = await self._inner_for(origin)
        for address in addresses[:-1]:
            try:
                return await inner.handle_async_request(_addressed(request, origin, address))
            except (httpx.ConnectError, httpx.ConnectTimeout):
                continue
        return await inner.handle_async_request(_addressed(request, origin, addresses[-1]))

    async def aclose(self) -> None:
        """Close all connections."""
        while self._inner:
            await self._inner.popitem()[1].aclose()

    async def _checked_addresses(self, origin: Origin) -> list[str]:
        """Return the first address of each family, after all were checked."""
        try:
            found = await self._resolve(origin.host, origin.port)
        except (OSError, UnicodeError) as error:
            raise UnknownHostError(f"{origin.host} cannot be looked up") from error
        if not found:
            raise UnknownHostError(f"{origin.host} has no address")
        private = next((address for address in found if not is_public(ip_address(address))), None)
        if private is not None:
            self._expect_named_private(origin, private)
        by_family = {":" in address: address for address in reversed(found)}
        return sorted(by_family.values(), key=found.index)

    def _expect_named_private(self, origin: Origin, address: str) -> None:
        """Raise `SourceForbiddenError` unless the user named this origin, whose address is private, and as such."""
        if (origin.host, origin.port) != (self._named.host, self._named.port):
            raise forbidden(origin, address)
        if not may_be_private(origin.host):
            raise misled(origin, address)

    async def _inner_for(self, origin: Origin) -> httpx.AsyncBaseTransport:
        if origin not in self._inner:
            if len(self._inner) == _MOST_ORIGINS:  # a server that sends on to ever new names would fill the memory
                oldest = next(known for known in self._inner if known != self._named)
                await self._inner.pop(oldest).aclose()
            self._inner[origin] = self._open_inner(origin.scheme)
        return self._inner[origin]


def _addressed(request: httpx.Request, origin: Origin, address: str) -> httpx.Request:
    """Return the request to the address, with the Host header and the certificate's name as they were."""
    return httpx.Request(
        request.method,
        request.url.copy_with(host=address),
        headers=request.headers,
        stream=request.stream,
        extensions={**request.extensions, "sni_hostname": origin.host.rstrip(".")},
    )
