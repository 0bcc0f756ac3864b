"""A relay as a source: the newest page of each source that is published there, and then what comes."""

import asyncio
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from typing import Final

from tui.clock import Clock
from tui.errors import SourceMissingError
from tui.refresh import Kind, Page, Refreshed, Report
from tui.relay.address import RelayAddress
from tui.relay.entries import Entries, Entry
from tui.relay.faults import fault_of
from tui.relay.following import Following
from tui.relay.message import MessageError, MessageReader
from tui.relay.server import FAULTS, open_server
from tui.relay.telling import Telling
from tui.settings import Settings, SourceSettings
from tui.sources.shown import shown

_FIRST_PAUSE: Final = 0.5
_LONGEST_PAUSE: Final = 5.0
"""Seconds between two tries to connect: doubled from the first to the longest."""


class RelaySource:
    """A stream to which another tapewatch publishes. Prices are as of when the publisher fetched them."""

    jitter = 0.0
    every: float | None = None

    def __init__(self, named: SourceSettings, clock: Clock, settings: Settings) -> None:
        """Take the address, and the settings that say what its server asks for and how large a message may be."""
        self.kind = Kind.RELAY
        self._clock = clock
        self._settings = settings
        self._limit = named.max_bytes or settings.max_bytes
        self._address: RelayAddress | SourceMissingError
        try:
            self._address = RelayAddress.read(named.address)
            self.name = self._address.name
        except SourceMissingError as fault:
            self._address, self.name = fault, shown(named.address)

    async def fetch(self) -> Page:
        """Return the newest page that was published, one with quotes before others. Raises `SourceError`."""
        if isinstance(self._address, SourceMissingError):
            raise self._address.with_traceback(None)
        try:
            async with open_server(self._address, self._settings, self._limit) as server:
                found = await Entries(server, self._address, None).newest()
        except FAULTS as error:
            raise fault_of(error, self._address) from error
        pages = list(_pages(found))
        if not pages:
            raise SourceMissingError(f"Nothing has been published to {self.name} yet; tapewatch publish does that.")
        page = max(pages, key=lambda page: (bool(page.snapshot.quotes), page.as_of))
        self.kind = page.kind
        return Page("", page.as_of, position=page.position, address=page.address, snapshot=page.snapshot)

    async def close(self) -> None:
        """Nothing is held but while it is followed."""

    async def follow(self, report: Callable[[Report], object], asked: asyncio.Event) -> None:
        """Report what comes until cancelled; where the connection is lost, go on from there over another one."""
        telling = Telling(self.name, self._clock, report)
        if isinstance(self._address, SourceMissingError):
            telling.cut(str(self._address))
            await self._clock.wait(asyncio.Event(), None)
            return
        telling.begin()
        following = Following(self._address, telling, self._clock)
        pause = _FIRST_PAUSE
        while True:
            asked.clear()
            try:
                async with open_server(self._address, self._settings, self._limit) as server:
                    await server.ping()
                    pause = _FIRST_PAUSE
                    await following.watch(server)
            except FAULTS as error:
                telling.cut(str(fault_of(error, self._address)), pause)
            await self._clock.wait(asked, pause)
            pause = min(2 * pause, _LONGEST_PAUSE)


def _pages(entries: Iterable[Entry]) -> Iterator[Refreshed]:
    """Yield the pages among the entries; what cannot be used is left out."""
    for entry in entries:
        with suppress(MessageError):
            report = MessageReader().read(entry.message)
            if isinstance(report, Refreshed):
                yield report
