"""Our app on a market of 10,000 symbols that all have other prices every second: `python -m benchmarks.busy_app`."""

from typing import Final

from benchmarks.snapshots import later
from parsing.quotes import format_quote
from tests.builders import ALWAYS_OPEN
from tui.app import TapewatchApp
from tui.clock import SystemClock
from tui.refresh import Kind, Page
from tui.refreshing.watched import Watched
from tui.settings.model import Settings

ROWS: Final = 10_000
_EVERY: Final = 1.0
_PAGES: Final = 4


class BusySource:
    """A source in memory that gives one of its pages after the other, round and round."""

    name = "busy"
    kind = Kind.LIVE
    every: float | None = _EVERY
    jitter = 0.0

    def __init__(self, clock: SystemClock, pages: list[bytes]) -> None:
        self._clock = clock
        self._pages = pages
        self._fetches = 0

    async def fetch(self) -> Page:
        """Return the next page, saved now."""
        page = self._pages[self._fetches % len(self._pages)]
        self._fetches += 1
        return Page(page, self._clock.now())

    async def close(self) -> None:
        """Have nothing to close."""


def _page(step: int) -> bytes:
    return "\n".join(format_quote(quote) for quote in later(ROWS, step).quotes).encode()


def main() -> None:
    """Run the app."""
    clock = SystemClock()
    source = BusySource(clock, [_page(step) for step in range(_PAGES)])
    TapewatchApp([Watched(source, _EVERY)], clock, Settings(hours=ALWAYS_OPEN)).run()


if __name__ == "__main__":
    main()
