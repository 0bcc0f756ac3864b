"""Where pages come from. One module a kind; `open_source` picks it from what the user typed."""

import asyncio
from collections.abc import Callable
from typing import Final, Protocol, runtime_checkable

from tui.clock import Clock
from tui.paths import expanded, is_folder
from tui.refresh import Kind, Page, Report, comes_through
from tui.settings.model import Settings, SourceSettings
from tui.sources.memory import ServerMemory

HISTORY_ADDRESS: Final = "history:"
"""How the address of a span of the history begins, which `tui.refreshing.opening` opens."""


class Source(Protocol):
    """A place that gives pages, one for each refresh."""

    @property
    def name(self) -> str:
        """What the user typed for it, cleaned and without passwords."""
        ...

    @property
    def kind(self) -> Kind:
        """What its prices are."""
        ...

    @property
    def every(self) -> float | None:
        """The seconds between refreshes that fit it; None where it never has anything new."""
        ...

    @property
    def jitter(self) -> float:
        """The share by which the time between refreshes varies, so that many watchers do not come at once."""
        ...

    async def fetch(self) -> Page:
        """Return the page as it is now; the very same document where nothing has changed. Raises `SourceError`."""
        ...

    async def close(self) -> None:
        """Let go of connections. Nothing is fetched after this."""
        ...


@runtime_checkable
class Stream(Source, Protocol):
    """A source that tells by itself what is new, of as many others as come through it.

    Those are called as `tui.refresh.relayed_name` says.
    """

    async def follow(self, report: Callable[[Report], object], asked: asyncio.Event) -> None:
        """Report what comes, as of those that it came from, until cancelled; faults too, so that none is raised.

        Where it waits for a lost connection, it tries again at once when it is `asked`.
        """
        ...


def comes_from(name: str, source: str) -> bool:
    """Whether what is reported under a name comes from the source: it is that, or comes through it."""
    return name == source or comes_through(name, source)


def is_relay(address: str) -> bool:
    """Whether an address is that of a stream to which another tapewatch publishes."""
    return address.lower().startswith(("redis://", "rediss://"))


def is_feed(address: str) -> bool:
    """Whether an address is the name of one of the paper's feeds, known or not."""
    return address == "feed" or address.startswith("feed:")


def is_web(address: str) -> bool:
    """Whether what an address names is fetched over the web."""
    return ("://" in address and not is_relay(address)) or is_feed(address)


def check_address(address: str) -> None:
    """Raise `SourceError` where an address is fetched over the web, and no time will come when it can be."""
    if is_feed(address):
        from tui.sources.feed import check_feed

        check_feed(address)
    elif is_web(address):
        from tui.sources.addresses import parse_address

        parse_address(address)


def open_source(source: SourceSettings, clock: Clock, settings: Settings, memory: ServerMemory | None = None) -> Source:
    """Return the source that the address names: `demo`, `-`, `feed`, an http(s) address, a folder, or else a file.

    Nothing is read yet: a file that does not exist is a source that fails, and may come to be. `memory` holds what
    has to outlive this run, such as how long a server asked to be left alone. The modules are imported here, since a
    session uses one or two of them.
    """
    address = source.address
    if address == "demo":
        from tui.sources.demo import DemoSource

        return DemoSource(clock)
    if address == "-":
        from tui.sources.stdin import StdinSource

        return StdinSource(clock)
    if is_feed(address):
        from tui.sources.feed import FeedSource

        return FeedSource(source, clock, settings, memory)
    if "://" in address:
        from tui.sources.web import WebSource

        return WebSource(source, clock, settings, memory)
    path, limit = expanded(address), source.max_bytes or settings.max_bytes
    if is_folder(path):
        from tui.sources.folder import FolderSource

        return FolderSource(path, speed=settings.speed, limit=limit)
    from tui.sources.file import FileSource

    return FileSource(path, limit=limit)
