"""Following a relay's stream: what comes is told, and so is where it cannot come."""

import asyncio
from typing import Final

from redis.asyncio import Redis

from parsing import Problem
from tui.clock import Clock
from tui.relay.address import RelayAddress
from tui.relay.entries import Entries, Entry, is_before
from tui.relay.faults import fault_of
from tui.relay.message import MessageError, MessageReader
from tui.relay.server import AnswerTooLargeError
from tui.relay.telling import Telling

UNATTENDED_SECONDS: Final = 10.0
"""Seconds that a publisher may be missing: so long it takes at most until another one takes over."""

_REST_SECONDS: Final = 0.005
"""Seconds between two messages, so that a flood of them leaves time for keys."""

_READ_IN_THREAD: Final = 64 * 1024
"""Bytes of a message from which on reading it would keep a key waiting."""

_GAP: Final = Problem(
    line=0,
    code="relay-gap",
    message="What was published just before this page is missing: it left the relay before it could be read.",
)


class Following:
    """One stream, over as many connections as it takes."""

    def __init__(self, address: RelayAddress, telling: Telling, clock: Clock) -> None:
        """Take where reports go, and the clock by which a publisher is missed."""
        self._address = address
        self._telling = telling
        self._clock = clock
        self._reader = MessageReader()
        self._place: bytes | None = None
        """The id of the last entry that was taken."""
        self._attended_at = clock.monotonic()
        """When a publisher was last known to be at work."""
        self._holder: bytes | None = None
        """The token of the publisher that was at work when it was last looked for."""

    async def watch(self, server: Redis) -> None:
        """Take what comes until the connection is lost. Raises `FAULTS`."""
        entries = Entries(server, self._address, self._place)
        self._attended_at = self._clock.monotonic()
        await self._begin(entries)
        self._telling.begin()
        while True:
            try:
                await self._next(entries)
            except AnswerTooLargeError as error:
                self._telling.leave_out(str(fault_of(error, self._address)))
                await entries.skip()
            self._place = entries.place

    async def _begin(self, entries: Entries) -> None:
        """Take the newest entries, where the stream does not go on from where it was left."""
        self._holder = await entries.holder()
        for entry in await entries.begin():
            await self._take(entry)
        self._place = entries.place

    async def _next(self, entries: Entries) -> None:
        before = entries.place or b""
        entry = await entries.next()
        if entry is None:
            await self._look_round(entries)
            return
        self._attended_at = self._clock.monotonic()
        await self._take(entry, is_after_gap=is_before(before, entry.after))
        await asyncio.sleep(_REST_SECONDS)

    async def _take(self, entry: Entry, *, is_after_gap: bool = False) -> None:
        """Tell of what an entry says; of one that cannot be used, that it was left out."""
        try:
            if len(entry.message) > _READ_IN_THREAD:
                report = await asyncio.to_thread(self._reader.read, entry.message)
            else:
                report = self._reader.read(entry.message)
            self._telling.take(report, _GAP if is_after_gap else None)
        except MessageError as error:
            self._telling.leave_out(f"A message of {self._address.name} was left out: {error}.")

    async def _look_round(self, entries: Entries) -> None:
        """Look why nothing comes: another publisher may write another stream of that name, or there may be none.

        The latter is told after so long that another one would have taken over.
        """
        now, holder = self._clock.monotonic(), await entries.holder()
        if holder is not None:
            self._attended_at = now
            if holder != self._holder:
                await self._begin(entries)
            if self._telling.is_cut:
                self._telling.begin()
        elif now - self._attended_at >= UNATTENDED_SECONDS and not self._telling.is_cut:
            self._telling.cut(f"Nobody publishes to {self._address.name} now; tapewatch publish does that.")
