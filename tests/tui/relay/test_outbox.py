"""What waits to be published: only what is new, and never more than two reports of a source."""

from dataclasses import replace
from datetime import timedelta

from tests.builders import NOON, failed, quote, refreshed
from tui.refresh import Failed, Refreshed
from tui.relay.outbox import Outbox

BEFORE = NOON - timedelta(minutes=1)
LATER = NOON + timedelta(minutes=1)
PAGE = refreshed(quote())


def sent(outbox: Outbox) -> list[Refreshed | Failed]:
    """Return what waits, in its order, as sent."""
    reports = []
    while (report := outbox.first) is not None:
        outbox.sent(report)
        reports.append(report)
    assert not outbox.is_filled.is_set()
    return reports


def after(*reports: Refreshed | Failed) -> list[list[Refreshed | Failed]]:
    """Return what is sent after each of the reports."""
    outbox, sendings = Outbox(), []
    for report in reports:
        outbox.put(report)
        sendings.append(sent(outbox))
    return sendings


def test_what_was_told_already_is_not_told_again_but_a_newer_time_is() -> None:
    same = refreshed(quote())
    newer = replace(same, as_of=LATER)
    dearer = refreshed(quote(price="140.00"))
    assert after(PAGE, same, newer, newer, dearer) == [[PAGE], [], [newer], [], [dearer]]


def test_a_failure_is_told_with_each_time_of_its_next_try_and_so_is_its_end() -> None:
    failure = failed()
    again = replace(failure, at=LATER)
    later = replace(failure, next_at=LATER + timedelta(hours=1))
    other = replace(later, sentence="The server has gone.")
    sendings = after(PAGE, failure, again, later, other, other, PAGE)
    assert sendings == [[PAGE], [failure], [], [later], [other], [], [PAGE]]


def test_a_page_gives_way_to_the_next_of_its_source_while_it_waits() -> None:
    outbox = Outbox()
    pages = [refreshed(quote(price=f"{price}.00"), source=source) for price in range(100, 150) for source in "ab"]
    for page in pages:
        outbox.put(page)
    failure = failed("a")
    outbox.put(failure)
    assert outbox.is_filled.is_set()
    assert sent(outbox) == [*pages[-2:], failure]


def test_what_comes_while_a_report_is_sent_stays() -> None:
    outbox, newer = Outbox(), replace(PAGE, as_of=LATER)
    outbox.put(PAGE)
    assert outbox.first is PAGE
    outbox.put(newer)
    outbox.sent(PAGE)
    assert sent(outbox) == [newer]


def begun(outbox: Outbox, *there: Refreshed | Failed) -> list[Refreshed | Failed]:
    """Return what is sent where publishing begins anew, and those are there."""
    outbox.begin(there)
    return sent(outbox)


def test_under_a_new_token_what_is_known_waits_as_far_as_it_is_newer_than_what_is_there() -> None:
    outbox = Outbox()
    older, newer = replace(PAGE, at=BEFORE, as_of=BEFORE), replace(PAGE, at=LATER, as_of=LATER)
    outbox.put(PAGE)
    assert begun(outbox) == [PAGE]
    assert begun(outbox, refreshed(quote(), source="b")) == [PAGE]
    assert begun(outbox, older) == [PAGE]
    assert begun(outbox, failed(at=LATER)) == [PAGE]
    assert begun(outbox, PAGE) == []
    assert begun(outbox, newer) == []


def test_under_a_new_token_a_failure_waits_with_the_page_before_it_unless_something_newer_is_there() -> None:
    outbox, failure = Outbox(), failed(at=LATER)
    outbox.put(PAGE)
    outbox.put(failure)
    assert begun(outbox) == [PAGE, failure]
    assert begun(outbox, PAGE) == [failure]
    assert begun(outbox, failure, PAGE) == []
    assert begun(outbox, failed(at=LATER + timedelta(minutes=1)), PAGE) == []
    outbox.put(newer := replace(PAGE, at=LATER, as_of=LATER))
    assert begun(outbox) == [newer]


def test_under_a_new_token_the_next_of_each_source_is_news() -> None:
    outbox = Outbox()
    outbox.put(PAGE)
    assert begun(outbox, PAGE) == []
    outbox.put(PAGE)
    assert sent(outbox) == [PAGE]
    outbox.put(PAGE)
    assert sent(outbox) == []
