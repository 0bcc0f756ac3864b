"""A page that a feed links to. The user named the feed, not the page: its address is outside text."""

from typing import Final

import httpx

from tui.clock import Clock
from tui.settings.model import Settings, SourceSettings
from tui.sources.addresses import parse_address, shown_short, without_credentials
from tui.sources.hosts import Resolve, resolve_host
from tui.sources.memory import ServerMemory
from tui.sources.web import WebSource

_NOBODY: Final = httpx.URL("https://nobody.invalid/")
"""Stands for the feed's address where it came from a file: no host has such a name."""


class LinkedSource(WebSource):
    """The page at a link. It may be on the public Internet or at the origin of its feed, and nowhere else."""

    keeps_page = False

    def __init__(
        self,
        link: str,
        feed_address: str,
        clock: Clock,
        settings: Settings,
        memory: ServerMemory | None = None,
        *,
        resolve: Resolve = resolve_host,
    ) -> None:
        """Take the link, and the address of the feed that has it; empty where that is no web address.

        Raises `SourceUnreachableError` where the link is no http(s) address.
        """
        url = without_credentials(parse_address(link))
        super().__init__(SourceSettings(address=str(url)), clock, settings, memory, resolve=resolve)
        self.name = shown_short(url)
        self._named = parse_address(feed_address) if feed_address else _NOBODY
