"""Reads a page without holding anybody up: small text at once, large text in a thread, markup where it can be ended."""

import asyncio
import logging
import signal
from collections.abc import Callable
from typing import Final

from parsing import Problem, Snapshot, parse_snapshot
from parsing.snapshot import looks_like_feed, looks_like_html
from tui.refresh import Page

SECONDS_FOR_HTML: Final = 2.0
"""Seconds that reading one HTML page may take: real ones take some thousandths of one, hostile ones minutes."""

SECONDS_FOR_FEED: Final = 6.0
"""Seconds that reading one feed may take: one of the most items that are read takes about one, the usual hundredths."""

_SECONDS_TO_START: Final = 20.0
_ORPHANED: Final = 3
"""How many times longer a process may read that nobody is left to end."""
_PARSE_IN_THREAD: Final = 64 * 1024
_GIVEN_UP: Final = "Reading this {} took longer than {:g} s, so it was given up."
_UNREAD: Final = frozenset(
    {
        "feed-empty", "feed-entities", "feed-items", "feed-slow", "feed-unread", "foreign", "html-hostile", "html-slow",
        "not-text",
    }
)  # fmt: skip
"""The problems that say why there is nothing usable."""

_NOTHING_USABLE: Final = "There are neither quotes nor an article on this page."


async def read_page(page: Page) -> Snapshot:
    """Return the page's snapshot. Keys are answered meanwhile, whatever the page holds."""
    if looks_like_feed(page.document, page.content_type):
        return await _read_feed(page)
    if looks_like_html(page.document, page.content_type):
        return await _read_html(page)
    if len(page.document) <= _PARSE_IN_THREAD:
        return parse_snapshot(page.document, content_type=page.content_type)
    return await asyncio.to_thread(parse_snapshot, page.document, content_type=page.content_type)


def why_unusable(snapshot: Snapshot) -> str | None:
    """Return the sentence that says why there is nothing usable on a page; None where there is something."""
    if not snapshot.is_empty:
        return None
    return next((problem.message for problem in snapshot.problems if problem.code in _UNREAD), _NOTHING_USABLE)


async def _read_html(page: Page) -> Snapshot:
    seconds = SECONDS_FOR_HTML
    arguments = page.document, page.content_type, _ORPHANED * seconds
    if (snapshot := await _read_apart(get_ready, parse_html, arguments, seconds)) is not None:
        return snapshot
    return Snapshot(problems=(Problem(line=0, code="html-slow", message=_GIVEN_UP.format("page", seconds)),))


async def _read_feed(page: Page) -> Snapshot:
    seconds = SECONDS_FOR_FEED
    arguments = page.document, page.content_type, page.address, _ORPHANED * seconds
    if (snapshot := await _read_apart(get_ready_for_feeds, parse_feed, arguments, seconds)) is not None:
        return snapshot
    return Snapshot(problems=(Problem(line=0, code="feed-slow", message=_GIVEN_UP.format("feed", seconds)),))


async def _read_apart(
    prepare: Callable[[], None], read: Callable[..., Snapshot], arguments: tuple[object, ...], seconds: float
) -> Snapshot | None:
    """Return what is read in a process of its own, or None where that took too long.

    A parser can be kept busy for minutes and a thread cannot be stopped; the process is kept for the next page. It is
    ended from here while it runs: ending one that has just ended itself can make asyncio (that of Python 3.11) complain
    of an unknown child on standard error, as both wait for its exit status. So that only the reading is timed, the
    process is started by a call before.
    """
    from anyio import BrokenWorkerProcess, to_process

    logging.getLogger("asyncio").addFilter(is_worth_telling)
    try:
        async with asyncio.timeout(_SECONDS_TO_START):
            await to_process.run_sync(prepare, cancellable=True)
        async with asyncio.timeout(seconds):
            return await to_process.run_sync(read, *arguments, cancellable=True)
    except (BrokenWorkerProcess, TimeoutError):
        return None


def is_worth_telling(record: logging.LogRecord) -> bool:
    """Whether a message of asyncio's is more than that somebody else has learnt how a process of ours ended."""
    return not record.getMessage().startswith("Unknown child process pid")


def get_ready() -> None:
    """Import what reading HTML needs. Called in a process of its own, which is then ready for a page."""
    import parsing.page  # noqa: F401


def get_ready_for_feeds() -> None:
    """Import what reading feeds needs. Called in a process of its own, which is then ready for one."""
    import feedparser  # noqa: F401

    import tui.reading.feeds  # noqa: F401


def parse_feed(document: str | bytes, content_type: str | None, address: str, seconds: float) -> Snapshot:
    """Return the articles of a feed. Called in a process of its own, ended by the alarm as for a page."""
    from tui.reading.feeds import read_feed

    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        return read_feed(document, content_type, address)
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


def parse_html(document: str | bytes, content_type: str | None, seconds: float) -> Snapshot:
    """Return the snapshot of an HTML page, its article by the optional extra where it is of another site.

    Called in a process of its own. Where nobody is left to end it, the alarm does so after `seconds`.
    """
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        snapshot = parse_snapshot(document, content_type=content_type)
        if snapshot.article is None and any(problem.code == "foreign" for problem in snapshot.problems):
            from tui.reading.extract import with_extracted_article

            snapshot = with_extracted_article(snapshot, document, content_type)
        return snapshot
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
