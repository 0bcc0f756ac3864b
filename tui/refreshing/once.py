"""One refresh of one source, for the commands that end."""

from parsing import Snapshot
from tui.refresh import Page
from tui.refreshing.worker import refresh
from tui.sources import Source


async def refresh_once(source: Source) -> tuple[Page, Snapshot]:
    """Return the source's page and what it holds, then close the source. Raises `SourceError`."""
    try:
        return await refresh(source)
    finally:
        await source.close()
