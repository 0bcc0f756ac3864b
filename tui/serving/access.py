"""Who may come: no page of another site in the same browser may drive the monitor, or read what it shows.

Such a page can open a WebSocket to any address, but its browser tells its origin. Where the name of its own server is
made to lead here all at once, origin and host are alike, so that names count that are known here; addresses cannot be
made to lead elsewhere.
"""

import ipaddress
import re
import socket
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

_HERE: Final = ("localhost", "127.0.0.1", "::1")

# localhost:8000, [::1]:8000, 192.168.1.7
_HOST: Final = re.compile(
    r"(?: \[ (?P<ipv6> [0-9a-fA-F:.]+ ) \] | (?P<name> [A-Za-z0-9._-]+ ) ) (?: : [0-9]{1,5} )?", re.VERBOSE
)


@dataclass(frozen=True, slots=True)
class Access:
    """The names under which the monitor may be asked for; the port may be another, as through a tunnel."""

    names: frozenset[str]
    is_public: bool

    @classmethod
    def to(cls, host: str, *, is_public: bool) -> "Access":
        """Return the access to what listens at `host`, as the user wrote it."""
        machine = socket.gethostname()
        own = (machine, f"{machine}.local") if is_public else ()
        return cls(frozenset(_plain(name) for name in (*_HERE, host, *own)), is_public)

    def host_fault(self, headers: Mapping[str, str]) -> str | None:
        """Return a sentence where a request with these headers came under a name that is not served."""
        name = _name(headers.get("Host", ""))
        if name in self.names or (self.is_public and _is_address(name)):
            return None
        return "This is not the address that tapewatch serves. Open the one that it tells in its terminal."

    def origin_fault(self, headers: Mapping[str, str]) -> str | None:
        """Return a sentence where another page than the one served asks for a monitor."""
        if _origin(headers) == headers.get("Host", "").lower():
            return None
        return "Another page asks for the monitor. Open the address that tapewatch tells in its terminal."


def policy(host: str) -> dict[str, str]:
    """Return the headers that keep the page to its own server, for a request whose `Host` was let in.

    Its terminal writes styles of its own, so that those are allowed inline.
    """
    allowed = (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data:",
        "font-src 'self'",
        f"connect-src 'self' ws://{host} wss://{host}" if _name(host) else "connect-src 'none'",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
    )
    return {
        "Content-Security-Policy": "; ".join(allowed),
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Referrer-Policy": "no-referrer",
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
        "Cache-Control": "no-cache",
        "Server": "tapewatch",
    }


def _name(host: str) -> str:
    """Return the name or address in a `Host` header; nothing where it has none."""
    found = _HOST.fullmatch(host)
    return _plain(found["ipv6"] or found["name"]) if found else ""


def _plain(name: str) -> str:
    return name.lower().removesuffix(".")


def _origin(headers: Mapping[str, str]) -> str:
    """Return the host and port of the page that asks."""
    scheme, _, host = headers.get("Origin", "").partition("://")
    return host.lower() if scheme in {"http", "https"} else ""


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True
