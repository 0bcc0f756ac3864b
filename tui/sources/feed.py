"""The paper's feeds: its newest headlines with their articles."""

from typing import Final

from parsing.clean import excerpt
from tui.clock import Clock
from tui.errors import SourceMissingError
from tui.refresh import Page
from tui.settings.model import Settings, SourceSettings
from tui.sources.memory import ServerMemory
from tui.sources.transport import Resolve, resolve_host
from tui.sources.visits import USUAL_WAITS, Waits
from tui.sources.web import WebSource

PREFIX: Final = "feed:"
USUAL: Final = "latest-news"
_PLACE: Final = "https://www.brecorder.com/feeds/"

PRESETS: Final = {name: _PLACE + name for name in (USUAL, "markets", "business-finance", "business", "technology")}
"""The feeds that are known by a name: `feed:markets` is that of the markets, `feed` alone that of the latest news."""


class FeedSource(WebSource):
    """One of the feeds of `PRESETS`. Its headlines are looked at less often than prices: a feed asks for an hour."""

    every: float | None = 900.0

    def __init__(
        self,
        source: SourceSettings,
        clock: Clock,
        settings: Settings,
        memory: ServerMemory | None = None,
        *,
        resolve: Resolve = resolve_host,
        waits: Waits = USUAL_WAITS,
    ) -> None:
        """Take what a web source takes, its address as `feed:` and the name of a preset."""
        preset = source.address.removeprefix("feed").removeprefix(":") or USUAL
        self._is_known = preset in PRESETS
        named = source.model_copy(update={"address": PRESETS.get(preset, _PLACE)})
        super().__init__(named, clock, settings, memory, resolve=resolve, waits=waits)
        self.name = excerpt(source.address)

    async def fetch(self) -> Page:
        """Return the feed. Raises `SourceError`, also where the preset is none."""
        if not self._is_known:
            known = ", ".join(f"{PREFIX}{preset}" for preset in PRESETS)
            raise SourceMissingError(f"There is no {self.name}; the feeds that are known by name are {known}.")
        return await super().fetch()
