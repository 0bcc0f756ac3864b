"""Following a relay's stream: tells what comes, where something is missing, and when nothing can come."""

import asyncio
from collections.abc import Iterator
from contextlib import suppress
from typing import Final

from redis.asyncio import Redis

from parsing import Problem
from tui.clock import Clock
from tui.relay.address import RelayAddress
from tui.relay.faults import fault_of
from tui.relay.message import Message, MessageError, MessageReader
from tui.relay.server import BLOCK_SECONDS, AnswerTooLargeError
from tui.relay.stream import START, Entry, RelayStream, is_before, order_of, time_of
from tui.relay.telling import Telling

UNATTENDED_SECONDS: Final = 10.0
"""Seconds that a publisher may be missing, since another one takes over within that time."""

_REST_SECONDS: Final = 0.005
"""Seconds between two messages, so that a flood of them leaves time for keys."""

_SKIP_SECONDS: Final = 1.0
"""Seconds between two tries to go past what is too large."""

_READ_IN_THREAD: Final = 64 * 1024
"""Bytes of a message that is so large that reading it would keep a key waiting."""

_GAP: Final = Problem(
    line=0,
    code="relay-gap",
    message="What was published just before this page is missing: it left the relay before it could be read.",
)

_CLOCKS_DIFFER: Final = 5.0
"""Seconds by which the publisher's clock may be ahead without a word."""

_CLOCK: Final = "The publisher's clock is {} s ahead of the one here, so that these prices are older than they seem."


class Following:
    """One stream, over as many connections as it takes."""

    def __init__(self, address: RelayAddress, telling: Telling, clock: Clock) -> None:
        """Take where reports go, and the clock by which a publisher is missed."""
        self._address = address
        self._telling = telling
        self._clock = clock
        self._reader = MessageReader()
        self._place: bytes | None = None
        """The id of the last entry that was taken; None before the first connection."""
        self._known: dict[str, bytes] = {}
        """The id of the last entry of each source."""
        self._gap = Gap()
        self._holder: bytes | None = None
        self._attended_at = clock.monotonic()
        """When a publisher was last known to be at work."""
        self._server_ahead = 0.0
        """Seconds by which the server's clock is ahead of the one here."""
        self.is_well = False
        """Whether the last connection was of use."""
        self._looked_at = self._caught_up_at = -BLOCK_SECONDS
        """When it was last looked round, and when what is newest was last read because of a gap."""
        self._has_skipped = False
        """Whether the last thing that was done was to go past what is too large."""

    async def watch(self, server: Redis) -> None:
        """Take what comes until the connection is lost. Raises what using the server raises."""
        self.is_well = False
        stream = RelayStream(server, self._address)
        await self._begin(stream)
        while True:
            is_idle = await self._step(stream)
            self.is_well = True
            if is_idle or self._clock.monotonic() - self._looked_at >= BLOCK_SECONDS:
                await self._look_round(stream)

    async def _begin(self, stream: RelayStream) -> None:
        """Go on where the stream was left, or with the newest entries where its ids show that it is another stream.

        That all is well is told only once the stream could be read.
        """
        self._holder, head = await stream.holder(), await stream.place()
        await self._hold_clocks(stream)
        place = self._place
        if is_new := place is None or any(is_before(head or b"", known) for known in self._known.values()):
            self._place = None
            self._known.clear()
            self._gap = Gap()
            place = head or START
        with suppress(AnswerTooLargeError):
            await stream.next(place or START, is_awaited=False)
        self._tell_holder()
        if is_new:
            await self._take_newest(stream, place or START)
        self._place = place

    async def _step(self, stream: RelayStream) -> bool:
        """Take the next entry; return whether none has come."""
        place = self._place or START
        try:
            entry = await stream.next(place)
        except AnswerTooLargeError as error:
            await self._skip(stream, str(fault_of(error, self._address)))
            return False
        self._has_skipped = False
        if entry is None:
            return True
        if entry.after not in {b"", place} and place != START:
            self._gap = Gap(await stream.place() or entry.id)
            now = self._clock.monotonic()
            if now - self._caught_up_at >= BLOCK_SECONDS:  # who writes into the stream could ask for it each time
                self._caught_up_at = now
                await self._take_newest(stream, entry.id)
        await self._take(entry)
        self._place = entry.id
        await asyncio.sleep(_REST_SECONDS)
        return False

    async def _skip(self, stream: RelayStream, sentence: str) -> None:
        """Skip what is too large, up to the server's time or to the last publication, whichever is later."""
        if self._has_skipped:
            await asyncio.sleep(_SKIP_SECONDS)  # somebody's ids may be ahead of the clock
        self._has_skipped = True
        self._telling.leave_out(sentence)
        now, place = await stream.now(), await stream.place() or START
        until = place if is_before(now, place) else now
        self._gap = Gap(until)
        await self._take_newest(stream, until)
        self._place = until

    async def _look_round(self, stream: RelayStream) -> None:
        """Look who publishes, and how the clocks differ. Another publisher may write another stream of that name."""
        self._looked_at = self._clock.monotonic()
        holder = await stream.holder()
        if holder is not None and holder != self._holder:
            await self._begin(stream)
            return
        self._holder = holder
        await self._hold_clocks(stream)
        self._tell_holder()

    def _tell_holder(self) -> None:
        """Tell that nobody publishes, once there was time for another to take over; or that somebody does again."""
        now = self._clock.monotonic()
        if self._holder is not None:
            self._attended_at = now
            self._telling.tell_sound()
        elif self._telling.is_cut or now - self._attended_at >= UNATTENDED_SECONDS:
            self._telling.cut(f"Nobody publishes to {self._address.name} now; tapewatch publish does that.")

    async def _hold_clocks(self, stream: RelayStream) -> None:
        self._server_ahead = time_of(await stream.now()) - self._clock.now().timestamp()

    async def _take_newest(self, stream: RelayStream, until: bytes) -> None:
        """Take what is newest of each source up to that place, oldest first."""
        found = [entry async for entry in stream.newest(until)]
        for entry in sorted(found, key=lambda entry: order_of(entry.id)):
            await self._take(entry)

    async def _take(self, entry: Entry) -> None:
        """Tell what an entry says, unless that is known already; where it cannot be used, tell that it was left out."""
        try:
            message = await self._read(entry)
            source = message.report.source
            if not is_before(self._known.get(source, START), entry.id):
                return
            self._telling.take(message, list(self._problems(message, entry)))
        except MessageError as error:
            self._telling.leave_out(left_out(self._address, error))
            return
        self._known = {name: known for name, known in self._known.items() if name in message.sources}
        self._known[source] = entry.id
        if self._holder is not None:
            self._attended_at = self._clock.monotonic()

    def _problems(self, message: Message, entry: Entry) -> Iterator[Problem]:
        """Yield what is wrong with the way of a page here."""
        if self._gap.is_before(message.report.source, entry.id):
            yield _GAP
        # both clocks are held against the server's: when the entry came there, and when it was asked for its time
        ahead = message.report.at.timestamp() - time_of(entry.id) + self._server_ahead
        if ahead > _CLOCKS_DIFFER:
            yield Problem(line=0, code="relay-clock", message=_CLOCK.format(round(ahead)))

    async def _read(self, entry: Entry) -> Message:
        """Return what an entry says. Raises `MessageError`."""
        if entry.message is None:
            raise MessageError("it is larger than max_bytes of the settings")
        if len(entry.message) > _READ_IN_THREAD:
            return await asyncio.to_thread(self._reader.read, entry.message)
        return self._reader.read(entry.message)


def left_out(address: RelayAddress, error: MessageError) -> str:
    """Return the sentence for a message that cannot be used."""
    return f"A message of {address.name} was left out: {error}."


class Gap:
    """Something that was missed: told with each page up to where the stream was then, and with the next of each source.

    So the page that is shown last tells of it, however much there was to catch up with.
    """

    def __init__(self, until: bytes | None = None) -> None:
        """Take where the stream was when the gap was noticed; None where nothing was missed."""
        self._until = until
        self._told: set[str] = set()

    def is_before(self, source: str, place: bytes) -> bool:
        """Whether the gap is to be told of with an entry of the source."""
        if self._until is None or (source in self._told and is_before(self._until, place)):
            return False
        self._told.add(source)
        return True
