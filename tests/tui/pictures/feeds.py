"""Sources made from the demo feed, for what it never does by itself: it goes wrong, or grows old."""

from datetime import timedelta

from tui.errors import SourceUnreachableError
from tui.refresh import Kind, Page
from tui.sources.demo import DemoSource

_GOOD_REFRESHES = 36
_ODD_LINES = """
NRL 312.05 Increased By ▼ -4.10 (1.33%)
ENGRO 1,1.20 Increased By ▲ 2.00 (0.61%)
LUCK 897.30 Rose By ▲ 12.35 (1.4%)
"""


class LiveSource(DemoSource):
    """The demo feed under the name of a live page."""

    name = "https://www.brecorder.com/trends"
    kind = Kind.LIVE


class FailingSource(LiveSource):
    """A live page that cannot be reached after a while."""

    async def fetch(self) -> Page:
        """Return the next page, or raise once there have been so many."""
        if self._refreshes == _GOOD_REFRESHES:
            raise SourceUnreachableError("brecorder.com could not be reached: the connection was refused.")
        return await super().fetch()


class OldSource(LiveSource):
    """A live page that its server keeps from before, so that it stays the same."""

    async def fetch(self) -> Page:
        """Return the next page, as of twenty minutes ago."""
        page = await super().fetch()
        return Page(page.document, page.as_of - timedelta(minutes=20))


class OddSource(DemoSource):
    """The demo feed with lines that cannot be read."""

    async def fetch(self) -> Page:
        """Return the next page, with the odd lines among its quotes."""
        page = await super().fetch()
        before, wtl, after = str(page.document).partition("\nWTL ")
        return Page(f"{before}{_ODD_LINES.rstrip()}{wtl}{after}", page.as_of)
