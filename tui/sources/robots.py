"""Asks a site's robots.txt whether programs may fetch an address, once a day."""

import asyncio
import re
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Final

import httpx

from tui.clock import Clock
from tui.errors import SourceForbiddenError
from tui.sources.addresses import Origin, origin_of, shown_short

if TYPE_CHECKING:
    from protego import Protego

AGENT: Final = "tapewatch"
"""The name by which a robots.txt can speak to tapewatch alone."""

LARGEST: Final = 500 * 1024
"""Bytes of a robots.txt that are read; the standard asks for no fewer."""

FetchText = Callable[[httpx.URL], Awaitable[tuple[int, bytes]]]
"""Fetches an address, and gives the status and the start of the body. Raises `SourceError`."""

_KEPT_SECONDS: Final = 24 * 3600.0
_MOST_ORIGINS: Final = 16

# User-agent: Googlebot/2.1
AGENT_LINE: Final = re.compile(
    r"\s* user (?: - | \s+ )? agent (?: \s*: | \s ) (?P<name> [^#]* )", re.VERBOSE | re.IGNORECASE
)


class DisallowedError(SourceForbiddenError):
    """The site's robots.txt asks programs not to fetch the address."""


class Robots:
    """The robots.txt of each origin, kept for a day."""

    def __init__(self, clock: Clock, fetch: FetchText) -> None:
        self._clock = clock
        self._fetch = fetch
        self._kept: dict[Origin, tuple[float, Protego | None]] = {}

    async def expect_allowed(self, url: httpx.URL) -> str:
        """Return what robots.txt says, in a few words, where the address may be fetched. Raises `SourceError`."""
        rules = await self._rules(url)
        if rules is None:
            return "not there, so allowed"
        # In a thread: a hostile file takes a while to go through.
        if await asyncio.to_thread(rules.can_fetch, str(url), AGENT):
            return "allowed"
        raise DisallowedError(
            f"{shown_short(url)} may not be fetched, since the site's robots.txt asks programs not to; "
            "if you may all the same, name that very address in the settings with ignore_robots."
        )

    async def _rules(self, url: httpx.URL) -> "Protego | None":
        origin, now = origin_of(url), self._clock.monotonic()
        if origin in self._kept and now - self._kept[origin][0] < _KEPT_SECONDS:
            return self._kept[origin][1]
        place = url.copy_with(raw_path=b"/robots.txt", fragment=None)
        status, text = await self._fetch(place)
        if status >= 500:
            raise SourceForbiddenError(
                f"{shown_short(place)} answered {status}, so nobody knows whether programs may come; tried again later."
            )
        rules = await asyncio.to_thread(parse_robots, text) if 200 <= status < 300 else None
        self._kept.pop(origin, None)
        if len(self._kept) == _MOST_ORIGINS:
            del self._kept[next(iter(self._kept))]
        self._kept[origin] = now, rules
        return rules


def parse_robots(text: bytes) -> "Protego":
    """Return the rules of a robots.txt, those for others than tapewatch and everybody made one.

    A rule is kept once for each name above it: thousands of names above thousands of rules would fill the memory.
    """
    from protego import Protego

    lines = text.decode("utf-8-sig", errors="replace").splitlines()
    return Protego.parse("\n".join(_with_known_agent(line) for line in lines))


def _with_known_agent(line: str) -> str:
    matched = AGENT_LINE.match(line)
    if matched is None:
        return line
    name = matched["name"].strip().lower()
    if name == "*":
        return "User-agent: *"
    return f"User-agent: {AGENT if name.partition('/')[0].rstrip('*') == AGENT else 'another'}"
