"""The paper's feeds: its newest headlines with their articles."""

from typing import Final

from parsing.clean import excerpt
from tui.clock import Clock
from tui.errors import SourceMissingError
from tui.refresh import Page
from tui.settings.model import Settings, SourceSettings
from tui.sources.memory import ServerMemory
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
        self, source: SourceSettings, clock: Clock, settings: Settings, memory: ServerMemory | None = None
    ) -> None:
        """Take what a web source takes, its address as `feed:` and the name of a preset."""
        self._address = source.address
        named = source.model_copy(update={"address": PRESETS.get(_preset(source.address), _PLACE)})
        super().__init__(named, clock, settings, memory)
        self.name = excerpt(source.address)

    async def fetch(self) -> Page:
        """Return the feed. Raises `SourceError`, also where the preset is none."""
        check_feed(self._address)
        return await super().fetch()


def check_feed(address: str) -> None:
    """Raise `SourceMissingError` where `feed:` and a name is none of the `PRESETS`."""
    if _preset(address) not in PRESETS:
        known = ", ".join(f"{PREFIX}{preset}" for preset in PRESETS)
        raise SourceMissingError(f"There is no {excerpt(address)}; the feeds that are known by name are {known}.")


def _preset(address: str) -> str:
    return address.removeprefix("feed").removeprefix(":") or USUAL
