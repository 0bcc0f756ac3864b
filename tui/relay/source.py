"""A relay as a source: the newest page of each source that is published there, and then what comes."""

import asyncio
from collections.abc import Callable
from random import random
from typing import Final

from tui.clock import Clock
from tui.errors import SourceError, SourceMissingError
from tui.refresh import Failed, Kind, Page, Refreshed, Report
from tui.relay.address import RelayAddress
from tui.relay.faults import fault_of
from tui.relay.following import Following, left_out
from tui.relay.look import Look
from tui.relay.message import MOST_BYTES, MessageError, MessageReader
from tui.relay.server import FAULTS, open_server
from tui.relay.stream import RelayStream
from tui.relay.telling import Telling
from tui.settings.model import Settings, SourceSettings
from tui.sources.shown import shown

_FIRST_PAUSE: Final = 0.5
_LONGEST_PAUSE: Final = 10.0
"""Seconds between two tries to connect: doubled from the first to the longest."""

_LAST_PLACE: Final = b"9999999999999999999-0"


class RelaySource:
    """A stream to which another tapewatch publishes. Prices are as of when the publisher fetched them."""

    jitter = 0.25
    every: float | None = None

    def __init__(self, named: SourceSettings, clock: Clock, settings: Settings) -> None:
        """Take the address, and the settings that say what its server asks for."""
        self.kind = Kind.RELAY
        self.last_look: Look | None = None
        """What was there when it was last fetched."""
        self._clock = clock
        self._settings = settings
        self._limit = min(named.max_bytes or settings.max_bytes, MOST_BYTES)
        self._address: RelayAddress | None = None
        self._fault = ""
        try:
            self._address = RelayAddress.read(named.address)
            self.name = self._address.name
        except SourceMissingError as fault:
            self._fault, self.name = str(fault), shown(named.address).partition("?")[0]

    async def fetch(self) -> Page:
        """Return the newest page that was published, one with quotes before others. Raises `SourceError`."""
        if self._address is None:
            raise SourceMissingError(self._fault)
        try:
            async with asyncio.timeout(self._settings.timeout):
                look = self.last_look = await self._look(self._address)
        except FAULTS as error:
            raise fault_of(error, self._address) from error
        if not look.pages:
            nothing = f"Nothing has been published to {self.name} yet; tapewatch publish does that."
            raise SourceMissingError(look.sentence or nothing)
        page = max(look.pages, key=lambda page: (bool(page.snapshot.quotes), page.as_of))
        self.kind = page.kind
        return Page("", page.as_of, position=page.position, address=page.address, snapshot=page.snapshot)

    async def close(self) -> None:
        """Nothing is held but while it is followed."""

    async def follow(self, report: Callable[[Report], object], asked: asyncio.Event) -> None:
        """Report what comes until cancelled; where the connection is lost, go on from there over another one."""
        telling = Telling(self.name, self._clock, report)
        if self._address is None:
            telling.cut(self._fault)
            return
        telling.start()
        following = Following(self._address, telling, self._clock)
        pause = _FIRST_PAUSE
        while True:
            asked.clear()
            try:
                async with open_server(self._address, self._settings, self._limit) as server:
                    await following.watch(server)
            except (SourceError, *FAULTS) as error:
                pause = _FIRST_PAUSE if following.is_well else min(2 * pause, _LONGEST_PAUSE)
                varied = pause * (1 + self.jitter * (2 * random() - 1))  # noqa: S311 - no secret
                telling.cut(str(fault_of(error, self._address)), varied)
                await self._clock.wait(asked, varied)

    async def _look(self, address: RelayAddress) -> Look:
        """Return what is at the relay. Raises what using the server raises."""
        reports: list[Refreshed | Failed] = []
        faults: list[str] = []
        async with open_server(address, self._settings, self._limit) as server:
            stream = RelayStream(server, address)
            async for entry in stream.newest(_LAST_PLACE):
                try:
                    reports.append(MessageReader().read(entry.message or b"").report)
                except MessageError as error:
                    faults.append(left_out(address, error))
            return Look(await stream.holder() is not None, tuple(reports), tuple(faults))
