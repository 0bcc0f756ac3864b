"""Whatever the sources report, in whatever order, is recalled as it was, and makes the same market as then."""

from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from parsing import Article, Direction, Problem, Quote, Snapshot
from parsing.models import PAKISTAN, Link
from tests.builders import NOON
from tests.tui.history.pages import assert_days_whole, assert_whole, recalled, record
from tui.history.database import open_to_write, transaction
from tui.history.recording import Recorder
from tui.market import MarketState, apply
from tui.prices.rows import is_misdated
from tui.refresh import Failed, Kind, Refreshed

MICROSECOND = timedelta(microseconds=1)
KINDS = {"one": Kind.LIVE, "other": Kind.SAVED, "third": Kind.DEMO}

figures = st.sampled_from([Decimal(text) for text in ("0", "1", "1.0", "1.00", "2.50", "99.9999", "75312", "0.01")])
moves = st.sampled_from([Decimal(text) for text in ("0", "-0", "0.00", "-0.00", "0.0", "1", "-1.5", "0.01", "-12.345")])


def quotes_of(*symbols: str) -> st.SearchStrategy[list[Quote]]:
    one = st.builds(
        Quote,
        symbol=st.sampled_from(symbols),
        price=figures,
        direction=st.sampled_from(Direction),
        change=moves,
        percent=moves,
    )
    return st.lists(one, max_size=3, unique_by=lambda quote: quote.symbol)


published = st.sampled_from(
    [
        None,
        date(2024, 5, 17),
        datetime(2024, 5, 17, 9, 30, tzinfo=PAKISTAN),
        datetime(2024, 5, 17, 9, 30, 59, tzinfo=UTC),
        datetime(2024, 5, 17, 9, 30, 59, 7, tzinfo=UTC),
    ]
)
articles = st.builds(
    Article,
    section=st.sampled_from([None, "Markets"]),
    title=st.sampled_from([None, "HUBC gains", "\u0633\u0648\u0646\u0627", "BOP falls"]),
    published=published,
    updated=published,
    paragraphs=st.sampled_from([(), ("Cement gains.",), ("", "A\ud800b")]),
    tables=st.sampled_from([(), ("a  b",)]),
    link=st.sampled_from([None, "https://example.com/1", "https://example.com/2"]),
    links=st.sampled_from([(), (Link(text="more", address="/2"),)]),
    is_excerpt=st.booleans(),
)
problems = st.sampled_from([(), (Problem(line=3, code="quote-broken", message="It is torn.", excerpt="HUBC 1"),)])
snapshots = st.builds(
    Snapshot,
    snapshot_date=st.sampled_from([None, date(2024, 5, 16), date(2024, 5, 17)]),
    quotes=quotes_of("HUBC", "BOP", "AIRLINK"),
    indices=quotes_of("KSE100", "KSE30"),
    article=st.none() | articles,
    problems=problems,
    articles=st.lists(articles, max_size=2),
)


@dataclass(frozen=True)
class Told:
    """What one source says at one time: which of the pages, or that there is none."""

    page: int | None
    as_of: timedelta
    after: int
    source: str
    address: str


told = st.builds(
    Told,
    page=st.none() | st.integers(0, 3),
    as_of=st.one_of(
        st.builds(timedelta, minutes=st.integers(-3, 3)),
        st.builds(timedelta, hours=st.integers(-30, 0)),
        st.builds(timedelta, microseconds=st.integers(-2, 2)),
        st.just(timedelta(days=2)),
    ),
    after=st.integers(0, 2),
    source=st.sampled_from(list(KINDS)),
    address=st.sampled_from(["", "https://example.com/"]),
)


def reports_of(pages: list[Snapshot], lines: Iterable[Told]) -> list[Refreshed | Failed]:
    """Return the reports of a clock that never goes back; what the pages are as of may go anywhere."""
    found: list[Refreshed | Failed] = []
    at = NOON
    for line in lines:
        kind = KINDS[line.source]
        at += timedelta(seconds=line.after)
        if line.page is None:
            next_at = at + timedelta(minutes=1) if line.after else None
            found.append(Failed(line.source, kind, at, "The server is asleep.", next_at, line.after == 1))
        else:
            page = pages[line.page % len(pages)]
            position = f"{line.page} of 4" if line.after else ""
            next_at = at + timedelta(minutes=1)
            as_of = NOON + line.as_of
            found.append(Refreshed(line.source, kind, at, as_of, page, next_at, position, line.address))
    return found


def moved_apart(told: Iterable[Refreshed | Failed]) -> list[Refreshed | Failed]:
    """Return the reports that are remembered, with two pages of a source at one time set a microsecond apart."""
    held: dict[tuple[str, Kind, datetime], tuple[Snapshot, str]] = {}
    found: list[Refreshed | Failed] = []
    for report in told:
        if isinstance(report, Failed):
            found.append(report)
        elif not is_misdated(report):
            page, as_of = (report.snapshot, report.address), report.as_of
            while held.setdefault((report.source, report.kind, as_of), page) != page:
                as_of += MICROSECOND
            found.append(replace(report, as_of=as_of))
    return found


def exact(report: Refreshed | Failed) -> str:
    """Return all that a report says, so that 1.0 is not 1.00 and -0 is not 0."""
    return repr(report)


def market_of(told: Iterable[Refreshed | Failed]) -> MarketState:
    state = MarketState()
    for report in told:
        state = apply(state, report)
    return state


@given(st.lists(snapshots, min_size=1, max_size=4), st.lists(told, max_size=12))
def test_what_is_recalled_is_what_was_reported(pages: list[Snapshot], lines: list[Told]) -> None:
    told = reports_of(pages, lines)
    with closing(open_to_write(Path(":memory:"))) as connection:
        record(connection, *told)
        assert_whole(connection)
        assert_days_whole(connection)
        found = recalled(connection)
    assert list(map(exact, found)) == list(map(exact, moved_apart(told)))


@given(st.lists(snapshots, min_size=1, max_size=4), st.lists(told, max_size=12), st.lists(st.booleans(), min_size=12))
def test_a_recorder_that_forgets_records_the_same(
    pages: list[Snapshot], lines: list[Told], forgets: list[bool]
) -> None:
    told = reports_of(pages, lines)
    with closing(open_to_write(Path(":memory:"))) as connection:
        recorder = Recorder(connection)
        for report, has_forgotten in zip(told, forgets, strict=False):
            if has_forgotten:
                recorder.forget()
            with transaction(connection):
                recorder.take(report)
        assert_whole(connection)
        assert_days_whole(connection)
        found = recalled(connection)
    assert list(map(exact, found)) == list(map(exact, moved_apart(told)))


@given(st.lists(snapshots, min_size=1, max_size=4), st.lists(told, max_size=12))
def test_the_market_of_what_is_recalled_is_the_market_of_what_was_reported(
    pages: list[Snapshot], lines: list[Told]
) -> None:
    told = reports_of(pages, lines)
    with closing(open_to_write(Path(":memory:"))) as connection:
        record(connection, *told)
        found = recalled(connection)
    assert market_of(found) == market_of(moved_apart(told))
