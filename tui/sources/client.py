"""Opens the one HTTP client of a web source."""

import netrc
from http.cookiejar import CookieJar, DefaultCookiePolicy
from typing import Final

import httpx

from tui import __version__
from tui.errors import SourceUnreachableError
from tui.paths import expanded
from tui.settings.model import Settings
from tui.sources.addresses import origin_of
from tui.sources.body import ENCODINGS
from tui.sources.hosts import Resolve
from tui.sources.transport import GuardedTransport

USER_AGENT: Final = f"tapewatch/{__version__} (terminal market monitor)"

_ACCEPT: Final = (
    "text/html, text/plain, application/rss+xml, application/atom+xml, application/xml;q=0.9, text/xml;q=0.9"
)

_HEADERS: Final = {
    "User-Agent": USER_AGENT,
    "Accept": _ACCEPT,
    "Accept-Encoding": ENCODINGS,
    # On a connection that is kept, what a server sends beyond its promise is taken for its next answer; and between two
    # refreshes most servers close it anyway.
    "Connection": "close",
}


def open_client(named: httpx.URL, settings: Settings, resolve: Resolve) -> httpx.AsyncClient:
    """Return a client that follows no redirect and keeps no cookie. Raises `SourceUnreachableError`.

    Where the settings let the environment in, its proxies look hosts up and connect: nothing can be checked here.
    """
    try:
        return httpx.AsyncClient(
            headers=_HEADERS,
            timeout=httpx.Timeout(settings.read_timeout, connect=settings.connect_timeout),
            cookies=CookieJar(DefaultCookiePolicy(allowed_domains=[])),
            follow_redirects=False,
            trust_env=settings.use_environment,
            transport=None if settings.use_environment else GuardedTransport(origin_of(named), resolve=resolve),
        )
    except (ValueError, ImportError, OSError, httpx.InvalidURL) as error:
        raise SourceUnreachableError(
            "A proxy or certificate of the environment cannot be used; check HTTP_PROXY, HTTPS_PROXY and "
            "SSL_CERT_FILE, or set use_environment to false."
        ) from error


def open_auth(named: httpx.URL, *, use_environment: bool) -> httpx.Auth:
    """Return what tells the server who the user is: what stands in the address, else in .netrc where that is let in."""
    if named.username or named.password:
        return httpx.BasicAuth(named.username, named.password)
    file = expanded("~/.netrc")
    if not use_environment or not file.exists():
        return httpx.Auth()
    try:
        return httpx.NetRCAuth(str(file))
    except (netrc.NetrcParseError, OSError, UnicodeError) as error:
        raise SourceUnreachableError(
            "The file .netrc cannot be read; check how it is written and who owns it."
        ) from error
