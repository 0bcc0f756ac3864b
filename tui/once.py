"""One refresh of one source, for the commands that end."""

from parsing import Snapshot
from tui.errors import SourceError, SourceUnreadableError
from tui.refresh import Page
from tui.sources import Source
from tui.worker import read_page


async def refresh_once(source: Source) -> tuple[Page, Snapshot]:
    """Return the source's page and what it holds, then close the source.

    Raises `SourceError`, also where the page holds neither a quote nor an article.
    """
    try:
        page = await source.fetch()
        snapshot = await read_page(page)
    finally:
        await source.close()
    if snapshot.is_empty:
        raise _nothing_usable(source, snapshot)
    return page, snapshot


def _nothing_usable(source: Source, snapshot: Snapshot) -> SourceError:
    unread = next((problem.message for problem in snapshot.problems if problem.code == "html"), None)
    return SourceUnreadableError(f"{source.name}: {unread or 'There are neither quotes nor an article on this page.'}")
