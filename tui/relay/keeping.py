"""The keeping of a lease: a publisher waits for it, renews it in time, and bears with a server that fails."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Final

from tui.errors import SourceRefusedError, say
from tui.relay.address import RelayAddress
from tui.relay.faults import fault_of
from tui.relay.lease import Lease, LeaseLostError
from tui.relay.server import FAULTS

_RENEWED_AFTER: Final = 0.3
"""The part of the lease after which its holder renews it."""

_LOOK_SECONDS: Final = 1.0
"""So often those who stand by look whether it is free; more often where it is a short one."""

_SHORTEST_PAUSE: Final = 0.1
_LONGEST_PAUSE: Final = 5.0
"""Seconds before a server that did not answer is tried again: doubled each time."""


class Keeping:
    """A lease over time. How things stand with it is said, each time that it changes."""

    def __init__(self, lease: Lease, address: RelayAddress) -> None:
        """Take the lease, and the address by whose name its server is spoken of."""
        self._lease = lease
        self._address = address
        self._held_until = self._renew_at = 0.0
        """Moments by the clock of the event loop."""
        self._pause = 0.0
        self._was_answered = False
        self._told = self._fault = ""

    async def acquire(self) -> None:
        """Return when the lease is ours. Raises `SourceRefusedError` where the very first answer is a refusal."""
        while True:
            if await self._is_acquired():
                return
            await asyncio.sleep(self._pause or min(_LOOK_SECONDS, self._lease.seconds / 5))

    async def hold(self, do: Callable[[], Awaitable[None]], call: asyncio.Event, sentence: str) -> None:
        """Do the work while it is called for, and renew the lease, until another one has it or it runs out.

        Work that failed with the server is done again. The sentence is what is said when it went well.
        """
        while True:
            try:
                async with asyncio.timeout_at(self._held_until):
                    if not await self._is_renewed():
                        break
                    await do()
            except LeaseLostError:
                self._renew_at = 0.0  # nobody may have it, as after a restart of the server without its data
            except FAULTS as error:
                if _now() >= self._held_until:
                    break
                self._fail(error)
                await asyncio.sleep(min(self._pause, self._lease.seconds * _RENEWED_AFTER))
            else:
                self._do_well()
                self._tell(sentence)
                await self._until_called(call)
        self._tell("The lease is lost: the sources are stopped here.")
        self._pause = 0.0

    async def _is_acquired(self) -> bool:
        """Take the lease where it is free; return whether it is ours, and was not over before the answer came."""
        try:
            is_taken = await self._take()
        except FAULTS as error:
            if not self._was_answered and isinstance(fault := fault_of(error, self._address), SourceRefusedError):
                raise fault from error
            self._fail(error)
            return False
        self._do_well()
        if not is_taken:
            holder = f"another tapewatch publishes to {self._address.name}"
            self._tell(f"Standing by: {holder}; this one goes on when that one ends.")
        return is_taken and _now() < self._held_until

    async def _is_renewed(self) -> bool:
        """Renew the lease where that is due; return whether it is ours."""
        return _now() < self._renew_at or await self._take()

    async def _take(self) -> bool:
        """Take or renew the lease, which is held from when that was asked for."""
        asked_at = _now()
        is_taken = await self._lease.take()
        self._was_answered = True
        if is_taken:
            self._held_until = asked_at + self._lease.seconds
            self._renew_at = asked_at + self._lease.seconds * _RENEWED_AFTER
        return is_taken

    async def _until_called(self, call: asyncio.Event) -> None:
        """Return when there is work to do, or the lease has to be renewed."""
        with suppress(TimeoutError):
            async with asyncio.timeout_at(self._renew_at):
                await call.wait()

    def _fail(self, error: Exception) -> None:
        """Say what is wrong with the server, and pause longer before the next try."""
        self._pause = min(max(_SHORTEST_PAUSE, self._pause * 2), _LONGEST_PAUSE)
        fault, self._told = f"{fault_of(error, self._address)} It is tried again.", ""
        if fault != self._fault:
            self._fault = fault
            say(fault)

    def _do_well(self) -> None:
        """Take note that the server does what it should."""
        self._pause, self._fault = 0.0, ""

    def _tell(self, sentence: str) -> None:
        """Say how things stand, unless that was the last thing said of it."""
        if sentence != self._told:
            self._told = sentence
            say(sentence)


def _now() -> float:
    return asyncio.get_running_loop().time()
