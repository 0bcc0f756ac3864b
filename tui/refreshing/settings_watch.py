"""Takes up a settings file that changes while the monitor is open."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Final

from tui.clock import Clock
from tui.refreshing.watched import OpenSources, Watched
from tui.settings.file import SettingsFile, Stamp
from tui.settings.model import Settings

LOOK_SECONDS: Final = 2.0
REST_SECONDS: Final = 0.2


@dataclass(frozen=True, slots=True)
class SettingsChange:
    """What holds from now on: the settings, what is wrong with the file, and the sources to watch."""

    settings: Settings
    fault: str | None
    watched: tuple[Watched, ...]


class SettingsWatch:
    """Looks at the file every two seconds."""

    def __init__(self, file: SettingsFile, sources: OpenSources, clock: Clock, stamp: Stamp | None) -> None:
        """Take the file, what opens the sources that it names, and the file's stamp of before it was first read.

        So no change is missed.
        """
        self._file = file
        self._sources = sources
        self._clock = clock
        self._known = stamp

    async def changes(self, last: Settings) -> AsyncIterator[SettingsChange]:
        """Yield what holds after each change of the file; while it has a fault, that are the `last` good settings."""
        while True:
            await self._until_changed()
            last, fault = await asyncio.to_thread(self._file.read, last)
            yield SettingsChange(last, fault, tuple(self._sources.watch(self._file.sources(last), last)))

    async def _until_changed(self) -> None:
        """Return when the file has changed and then stayed the same for a moment: until then it may be half written."""
        seen = self._known
        while seen == self._known:
            seen = await self._look(LOOK_SECONDS)
            while seen != self._known:
                before, seen = seen, await self._look(REST_SECONDS)
                if seen == before:
                    self._known = seen
                    return

    async def _look(self, seconds: float) -> Stamp | None:
        await self._clock.wait(asyncio.Event(), seconds)
        return await asyncio.to_thread(self._file.stamp)
