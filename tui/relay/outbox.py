"""What is to be published: of each source what is new, and of that the newest page and the newest failure at most."""

import asyncio
from collections.abc import Iterable
from datetime import datetime
from typing import Final

from tui.refresh import Failed, Refreshed

EVENTS: Final[dict[type[Refreshed | Failed], str]] = {Refreshed: "page", Failed: "failed"}


class Outbox:
    """Reports that wait to be published. A page gives way to the next one of its source, as in the monitor.

    So it never holds more than two reports of a source, however long the server cannot be reached.
    """

    def __init__(self) -> None:
        self.is_filled = asyncio.Event()
        """Whether something waits."""
        self._waiting: dict[tuple[str, str], Refreshed | Failed] = {}
        self._last: dict[str, Refreshed | Failed] = {}
        self._pages: dict[str, Refreshed] = {}
        self._told: set[str] = set()

    @property
    def first(self) -> Refreshed | Failed | None:
        """What has waited longest."""
        return next(iter(self._waiting.values()), None)

    def put(self, report: Refreshed | Failed) -> None:
        """Let a report wait, unless it says the same as the last one of its source."""
        source = report.source
        is_known = source in self._told and _is_same(report, self._last[source])
        self._told.add(source)
        self._last[source] = report
        if isinstance(report, Refreshed):
            self._pages[source] = report
        if not is_known:
            self._wait(report)

    def sent(self, report: Refreshed | Failed) -> None:
        """Take out a report that is through; a newer one of its kind that has come meanwhile stays."""
        key = _key(report)
        if self._waiting.get(key) is report:
            del self._waiting[key]
        if not self._waiting:
            self.is_filled.clear()

    def begin(self, there: Iterable[Refreshed | Failed]) -> None:
        """Begin under a new token, with the newest reports that are `there`, which others may have published.

        What is known of each source waits, as far as it is newer than those; and the next of each source is news.
        """
        self._told.clear()
        self._waiting.clear()
        self.is_filled.clear()
        pages: dict[str, datetime] = {}
        latest: dict[str, datetime] = {}
        for report in there:
            latest[report.source] = max(report.at, latest.get(report.source, report.at))
            if isinstance(report, Refreshed):
                pages[report.source] = report.as_of
        for source, last in self._last.items():
            page = self._pages.get(source)
            if page is not None and _is_newer(page.as_of, pages.get(source)):
                self._wait(page)
            if isinstance(last, Failed) and _is_newer(last.at, latest.get(source)):
                self._wait(last)

    def _wait(self, report: Refreshed | Failed) -> None:
        key = _key(report)
        self._waiting.pop(key, None)
        self._waiting[key] = report
        self.is_filled.set()


def _is_newer(moment: datetime, other: datetime | None) -> bool:
    return other is None or other < moment


def _key(report: Refreshed | Failed) -> tuple[str, str]:
    return report.source, EVENTS[type(report)]


def _is_same(report: Refreshed | Failed, last: Refreshed | Failed) -> bool:
    """Whether there is nothing to tell: the page with its as-of time, or the failure with its next try, is known."""
    if isinstance(report, Refreshed) and isinstance(last, Refreshed):
        return (report.as_of, report.position, report.address) == (last.as_of, last.position, last.address) and (
            report.snapshot is last.snapshot or report.snapshot == last.snapshot
        )
    if isinstance(report, Failed) and isinstance(last, Failed):
        return (report.sentence, report.next_at) == (last.sentence, last.next_at)
    return False
