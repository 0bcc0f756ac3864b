"""What is known of each source."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from parsing import Article, Problem, Snapshot
from tui.prices.rows import day_of, is_misdated
from tui.refresh import Failed, Kind, Refreshed, RelayFault


@dataclass(frozen=True, slots=True)
class Feed:
    """What is known of one source. Only a success moves `last_success` and `as_of`; any end moves `last_attempt`."""

    source: str
    kind: Kind
    refreshing: bool = False
    last_attempt: datetime | None = None
    last_success: datetime | None = None
    next_at: datetime | None = None
    failing_since: datetime | None = None
    is_cooling: bool = False
    """Whether its server asked to be left alone until `next_at`."""
    error: str | None = None
    as_of: datetime | None = None
    """Of when its prices are; a page without quotes does not move it."""
    is_misdated: bool = False
    """Whether its page is from a time that has not come: then nobody knows how old it is."""
    is_held: bool = False
    """Whether its replay stands still."""
    snapshot: Snapshot | None = None
    """What its newest page said."""
    quoted: frozenset[str] = frozenset()
    """The symbols on its newest page."""
    article: Article | None = None
    printed_day: date | None = None
    """The day that the page prints for itself, where that is an earlier one than it was saved on."""
    position: str = ""
    address: str = ""
    """The web address of its newest page; empty where that is none."""
    problems: tuple[Problem, ...] = ()
    uncut: "Feed | None" = None
    """What it was before its relay was at fault; None where that is not, or where it comes through none."""


def succeeded(before: Feed, report: Refreshed) -> Feed:
    """Return the feed after a refresh that brought a page."""
    snapshot = report.snapshot
    page_day = snapshot.snapshot_date
    quoted = frozenset(quote.symbol for quote in (*snapshot.quotes, *snapshot.indices))
    return Feed(
        source=report.source,
        kind=report.kind,
        last_attempt=report.at,
        last_success=report.at,
        next_at=report.next_at,
        as_of=report.as_of if quoted else before.as_of,
        is_misdated=is_misdated(report) if quoted else before.is_misdated,
        is_held=before.is_held,
        snapshot=snapshot,
        quoted=quoted,
        article=snapshot.article or before.article,
        printed_day=page_day if page_day and page_day < day_of(report.as_of) else None,
        position=report.position,
        address=report.address,
        problems=snapshot.problems,
    )


def failed(feed: Feed, report: Failed) -> Feed:
    """Return the feed after a refresh that brought nothing."""
    return replace(
        feed,
        refreshing=False,
        last_attempt=feed.last_attempt if _is_still_cooling(feed, report) else report.at,
        next_at=report.next_at,
        failing_since=feed.failing_since or report.at,
        is_cooling=report.is_cooling,
        error=report.sentence,
    )


def cut_off(feed: Feed, report: RelayFault) -> Feed:
    """Return the feed while its relay is at fault."""
    told = Failed(feed.source, feed.kind, report.at, report.sentence, report.next_at)
    return replace(failed(feed, told), uncut=feed.uncut or feed)


def _is_still_cooling(feed: Feed, report: Failed) -> bool:
    """Whether the report only says once more that the server is left alone: then nobody asked it."""
    return feed.is_cooling and report.is_cooling and feed.next_at == report.next_at
