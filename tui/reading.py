"""Reads a page without holding anybody up: small text at once, large text in a thread, HTML where it can be killed."""

import asyncio
import logging
import signal
from typing import Final

from parsing import Problem, Snapshot, parse_snapshot
from parsing.snapshot import looks_like_html
from tui.refresh import Page

SECONDS_FOR_HTML: Final = 2.0
"""Seconds that reading one HTML page may take: real ones take some thousandths of one, hostile ones minutes."""

_SECONDS_TO_START: Final = 20.0
_SECONDS_FOR_ORPHANS: Final = 3 * SECONDS_FOR_HTML
_PARSE_IN_THREAD: Final = 64 * 1024
_GIVEN_UP: Final = f"Reading this page took longer than {SECONDS_FOR_HTML:g} s, so it was given up."


async def read_page(page: Page) -> Snapshot:
    """Return the page's snapshot. Keys are answered meanwhile, whatever the page holds."""
    if looks_like_html(page.document, page.content_type):
        return await _read_html(page)
    if len(page.document) <= _PARSE_IN_THREAD:
        return parse_snapshot(page.document, content_type=page.content_type)
    return await asyncio.to_thread(parse_snapshot, page.document, content_type=page.content_type)


async def _read_html(page: Page) -> Snapshot:
    """Return the snapshot of an HTML page, or one with a problem where that took too long.

    A parser of HTML can be kept busy for minutes and a thread cannot be stopped, so it runs in a process of its own,
    which is kept for the next page. It is ended from here while it runs: ending one that has just ended itself can make
    asyncio (that of Python 3.11) complain of an unknown child on standard error, as both wait for its exit status. So
    that only the reading is timed, the process is started by a call before.
    """
    from anyio import BrokenWorkerProcess, to_process

    logging.getLogger("asyncio").addFilter(is_worth_telling)
    try:
        async with asyncio.timeout(_SECONDS_TO_START):
            await to_process.run_sync(get_ready, cancellable=True)
        async with asyncio.timeout(SECONDS_FOR_HTML):
            return await to_process.run_sync(
                parse_html, page.document, page.content_type, _SECONDS_FOR_ORPHANS, cancellable=True
            )
    except (BrokenWorkerProcess, TimeoutError):
        return Snapshot(problems=(Problem(line=0, code="html-slow", message=_GIVEN_UP),))


def is_worth_telling(record: logging.LogRecord) -> bool:
    """Whether a message of asyncio's is more than that somebody else has learnt how a process of ours ended."""
    return not record.getMessage().startswith("Unknown child process pid")


def get_ready() -> None:
    """Import what reading HTML needs. Called in a process of its own, which is then ready for a page."""
    import parsing.page  # noqa: F401


def parse_html(document: str | bytes, content_type: str | None, seconds: float) -> Snapshot:
    """Return the snapshot of an HTML page, its article by the optional extra where it is of another site.

    Called in a process of its own. Where nobody is left to end it, the alarm does so after `seconds`.
    """
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        snapshot = parse_snapshot(document, content_type=content_type)
        if snapshot.article is None and any(problem.code == "foreign" for problem in snapshot.problems):
            from tui.extract import with_extracted_article

            snapshot = with_extracted_article(snapshot, document, content_type)
        return snapshot
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
