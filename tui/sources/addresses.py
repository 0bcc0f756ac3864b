"""What an address says: whose it is, where it leads, and whether that may be a private network."""

import socket
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from typing import Final, NamedTuple

import httpx

from parsing.clean import excerpt
from tui.errors import SourceForbiddenError, SourceRefusedError, SourceUnreachableError
from tui.sources.shown import shown

PORTS: Final = {"http": 80, "https": 443}

_LONGEST: Final = 4000
_SHOWN: Final = 200
_PRIVATE_ENDINGS: Final = (".localhost", ".local", ".lan", ".home.arpa", ".internal")

_NAT64: Final = IPv6Network("64:ff9b::/96")
_LOCAL_NAT64: Final = IPv6Network("64:ff9b:1::/48")
_IPV4_COMPATIBLE: Final = IPv6Network("::/96")


class Origin(NamedTuple):
    """Whom a request goes to. Another port or scheme is another origin."""

    scheme: str
    host: str
    port: int


def origin_of(url: httpx.URL) -> Origin:
    """Return the origin of an http(s) address, its host as it is looked up."""
    return Origin(url.scheme, url.raw_host.decode("ascii"), url.port or PORTS[url.scheme])


def parse_address(address: str) -> httpx.URL:
    """Return the http(s) address that the user typed. Raises `SourceUnreachableError`."""
    try:
        url = httpx.URL(address)
    except (httpx.InvalidURL, ValueError):
        url = None
    if url is None or url.scheme not in PORTS or not url.host:
        raise SourceUnreachableError(
            f"{shown(address)} is not an address that can be fetched; it has to start with http:// or https://."
        )
    return url


def without_credentials(url: httpx.URL) -> httpx.URL:
    """Return the address as it is requested: neither a name and password in it nor the part after #."""
    return url.copy_with(username=None, password=None, fragment=None)


def next_hop(url: httpx.URL, location: str, name: str) -> httpx.URL:
    """Return where a redirect leads from `url`, without what it brings as a name and password. Raises `SourceError`."""
    try:
        target = without_credentials(url.join(location)) if len(location) <= _LONGEST else None
    except (httpx.InvalidURL, ValueError):
        target = None
    if target is None or (target.scheme in PORTS and not target.host):
        raise SourceRefusedError(f"{name} sends on to something that is not an address; watch another address.")
    if target.scheme not in PORTS:
        raise SourceForbiddenError(f"{name} sends on to {shown_short(target)}, which is no web address; not followed.")
    if url.scheme == "https" and target.scheme == "http":
        raise SourceForbiddenError(
            f"{name} sends on to {shown_short(target)}, which is not encrypted; "
            "name that address yourself if it is meant."
        )
    return target


def shown_short(url: httpx.URL) -> str:
    """Return a foreign address as it may stand in a sentence."""
    return excerpt(shown(str(url)), _SHOWN)


def forbidden(origin: Origin, found: str = "") -> SourceForbiddenError:
    """Return the fault of an address in a private network that the user did not name, where it was `found` so."""
    looked_up = f" ({found})" if found not in {"", origin.host} else ""
    return SourceForbiddenError(
        f"The address leads to {excerpt(origin.host, _SHOWN)}{looked_up}, port {origin.port}, which is on this machine "
        "or a private network; that is fetched only where you name it yourself."
    )


def misled(origin: Origin, found: str) -> SourceForbiddenError:
    """Return the fault of a public name, though the user named it, that was looked up and `found` to be private."""
    return SourceForbiddenError(
        f"{excerpt(origin.host, _SHOWN)} is a public name, but this network looks it up as {found}, which is on this "
        "machine or a private network; nothing is sent there. If it is meant, name that address itself."
    )


def may_be_private(host: str) -> bool:
    """Say whether a host that the user named may be on this machine or a private network.

    An address may, in any spelling, and so may a name that can only be a local one: localhost, a name without a dot,
    or one that ends in .local, .lan, .home.arpa or .internal. A public name may not: whoever answers for names on the
    network could otherwise send tapewatch to the router under the paper's own name.
    """
    host = host.rstrip(".").lower()
    return literal_address(host) is not None or "." not in host or host.endswith(_PRIVATE_ENDINGS)


def forbid_private_literal(url: httpx.URL, named: Origin) -> None:
    """Raise `SourceForbiddenError` where the host is itself a private address, in any spelling, and not the named one.

    Names are not looked up here: that is done where the connection is made.
    """
    origin = origin_of(url)
    if (origin.host, origin.port) == (named.host, named.port):
        return
    host = origin.host.rstrip(".").lower()
    address = literal_address(host)
    is_local_name = host == "localhost" or host.endswith(".localhost")
    if is_local_name or (address is not None and not is_public(address)):
        raise forbidden(origin)


def literal_address(host: str) -> IPv4Address | IPv6Address | None:
    """Return the address that the host is itself, also as in 2130706433, 0x7f.1 or 127.1; None where it is a name."""
    try:
        return ip_address(host)
    except ValueError:
        pass
    try:
        return IPv4Address(socket.inet_aton(host))
    except OSError:
        return None


def is_public(address: IPv4Address | IPv6Address) -> bool:
    """Say whether the address is one of the open Internet, as are all that are wrapped in it."""
    if isinstance(address, IPv4Address):
        return address.is_global and not address.is_multicast
    if address.ipv4_mapped is not None:
        return is_public(address.ipv4_mapped)
    # whether 6to4, which nobody relays any more, is of the open Internet depends on the version of Python
    if address in _LOCAL_NAT64 or address.sixtofour is not None or address.is_site_local or address.is_multicast:
        return False
    return address.is_global and all(is_public(inner) for inner in _wrapped(address))


def _wrapped(address: IPv6Address) -> list[IPv4Address]:
    """Return the IPv4 addresses that a packet to this one may be handed on to."""
    last = IPv4Address(int(address) & 0xFFFF_FFFF)
    found = [last] if address in _NAT64 or address in _IPV4_COMPATIBLE else []
    if address.teredo is not None:
        found.extend(address.teredo)
    return found
