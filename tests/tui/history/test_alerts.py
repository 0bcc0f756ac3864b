"""Alerts in the file of the history: kept as they are, and told by one of several tapewatches."""

import sqlite3
import threading
from contextlib import ExitStack, closing
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from tests.builders import NOON
from tui.alerts.model import Alert, Firing, Repeat, Standing
from tui.alerts.rules import read_rule
from tui.history.alerts import (
    MOST_FIRINGS,
    SHOWN_FIRINGS,
    add_alert,
    change_alert,
    claim,
    kept_alerts,
    log_firing,
    remove_alert,
)
from tui.history.database import HistoryBusyError, fault, open_to_write, transaction

ALERT = Alert(-1, read_rule("HUBC > 139.20"), Repeat.DAILY, is_for_all=False, made_at=NOON)
HELD = Standing(holds=True, seen=NOON, fired_on=NOON.date())
TOLD = Firing(1, "HUBC > 139.20", NOON, "HUBC is at 139.25, above 139.20.", NOON, "HUBC", Decimal("139.25"))


def test_alerts_come_back_as_they_were_made(connection: sqlite3.Connection) -> None:
    other = replace(ALERT, rule=read_rule("stale 10m"), repeat=Repeat.EACH, is_for_all=True, standing=HELD)
    made = tuple(add_alert(connection, alert) for alert in (ALERT, other))
    assert kept_alerts(connection).alerts == made
    assert [replace(alert, id=-1) for alert in made] == [ALERT, other]


def test_an_alert_can_be_changed_and_removed(connection: sqlite3.Connection) -> None:
    made, other = add_alert(connection, ALERT), add_alert(connection, ALERT)
    changed = replace(made, repeat=Repeat.ONCE, is_for_all=True, standing=HELD)
    change_alert(connection, changed)
    assert kept_alerts(connection).alerts == (changed, other)
    remove_alert(connection, other.id)
    change_alert(connection, other)
    assert kept_alerts(connection).alerts == (changed,)


def test_what_is_told_is_logged_with_its_price(connection: sqlite3.Connection) -> None:
    made = add_alert(connection, ALERT)
    assert claim(connection, made, HELD, replace(TOLD, alert=made.id))
    book = kept_alerts(connection)
    assert book.alerts == (replace(made, standing=HELD),)
    assert book.firings == (replace(TOLD, alert=made.id),)
    assert book.last_fired(book.alerts[0]) == NOON


def test_a_later_alert_of_the_same_number_has_not_fired(connection: sqlite3.Connection) -> None:
    made = add_alert(connection, ALERT)
    claim(connection, made, HELD, replace(TOLD, alert=made.id))
    remove_alert(connection, made.id)
    later = add_alert(connection, replace(ALERT, made_at=NOON + timedelta(minutes=1)))
    book = kept_alerts(connection)
    assert later.id == made.id
    assert book.last_fired(later) is None
    assert not claim(connection, made, HELD, TOLD)


def test_what_has_no_price_has_none_in_the_log(connection: sqlite3.Connection) -> None:
    old = replace(TOLD, as_of=None, symbol="", price=None)
    for firing in (TOLD, old, replace(TOLD, price=Decimal("999999999999999.9999"))):
        log_firing(connection, firing)
    assert kept_alerts(connection).firings == (replace(TOLD, price=None), old, TOLD)


@pytest.mark.parametrize("price", ["0", "5", "76000", "139.20", "0.0001", "1E+3"])
def test_prices_keep_their_digits(connection: sqlite3.Connection, price: str) -> None:
    log_firing(connection, replace(TOLD, price=Decimal(price)))
    (firing,) = kept_alerts(connection).firings
    assert f"{firing.price:f}" == f"{Decimal(price):f}"


def test_the_log_is_bounded_and_the_newest_comes_first(connection: sqlite3.Connection) -> None:
    with transaction(connection):
        for number in range(MOST_FIRINGS + 50):
            log_firing(connection, replace(TOLD, sentence=f"Number {number}."))
    assert connection.execute("SELECT count(*) FROM firings").fetchone() == (MOST_FIRINGS,)
    firings = kept_alerts(connection).firings
    assert len(firings) == SHOWN_FIRINGS
    assert firings[0].sentence == f"Number {MOST_FIRINGS + 49}."


def test_who_does_not_know_how_an_alert_stands_claims_nothing(connection: sqlite3.Connection) -> None:
    made = add_alert(connection, ALERT)
    assert claim(connection, made, HELD, TOLD)
    assert not claim(connection, made, HELD, TOLD)
    assert claim(connection, replace(made, standing=HELD), replace(HELD, holds=False), None)
    assert len(kept_alerts(connection).firings) == 1


def test_a_claim_of_what_was_changed_or_removed_meanwhile_fails(connection: sqlite3.Connection) -> None:
    made = add_alert(connection, ALERT)
    change_alert(connection, replace(made, repeat=Repeat.ONCE))
    assert not claim(connection, made, HELD, TOLD)
    remove_alert(connection, made.id)
    assert not claim(connection, made, HELD, TOLD)
    assert kept_alerts(connection).firings == ()


def test_of_two_tapewatches_that_see_every_crossing_at_once_exactly_one_tells_each(path: Path) -> None:
    crossings = 50
    with ExitStack() as stack:
        one, other = (stack.enter_context(closing(open_to_write(path))) for _ in range(2))
        made = add_alert(one, ALERT)
        standings = [replace(HELD, seen=NOON + timedelta(minutes=number)) for number in range(crossings + 1)]
        barrier, told = threading.Barrier(2, timeout=30), [0, 0]

        def watch(place: int, connection: sqlite3.Connection) -> None:
            before = made.standing
            for after in standings:
                barrier.wait()
                with transaction(connection):
                    told[place] += claim(connection, replace(made, standing=before), after, TOLD)
                before = after

        threads = [threading.Thread(target=watch, args=pair) for pair in enumerate((one, other))]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert sum(told) == len(standings)
        assert len(kept_alerts(one).firings) == len(standings)


def test_an_alert_that_cannot_be_read_is_counted_and_left_alone(connection: sqlite3.Connection) -> None:
    made = add_alert(connection, ALERT)
    for rule, repeat, state in (("HUBC", "once", "{}"), ("news HUBC", "twice", "{}"), ("news HUBC", "once", "x")):
        connection.execute(
            "INSERT INTO alerts (rule, repeat, is_for_all, made_at, state) VALUES (?, ?, 0, 0, ?)",
            (rule, repeat, state),
        )
    book = kept_alerts(connection)
    assert (book.alerts, book.unread) == ((made,), 3)
    assert connection.execute("SELECT count(*) FROM alerts").fetchone() == (4,)


@pytest.mark.parametrize(
    "damage",
    [
        "at = 'noon'",
        "at = 9e18",
        "as_of = 'x'",
        "price = 'x'",
        "price_scale = NULL",
        "sentence = X'00FF'",
        "symbol = X'00'",
    ],
)
def test_what_cannot_be_read_of_the_log_is_left_out(connection: sqlite3.Connection, damage: str) -> None:
    made = add_alert(connection, ALERT)
    for sentence in ("Before.", "Between.", "After."):
        log_firing(connection, replace(TOLD, sentence=sentence))
    connection.execute(f"UPDATE firings SET {damage} WHERE sentence = 'Between.'")  # noqa: S608 - ours
    book = kept_alerts(connection)
    assert [firing.sentence for firing in book.firings] == ["After.", "Before."]
    assert book.alerts == (made,)


def test_a_file_that_another_is_writing_is_busy_and_not_at_fault(
    path: Path, connection: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui.history.database.BUSY_SECONDS", 0.01)
    with closing(open_to_write(path)) as other, transaction(other):
        with pytest.raises(sqlite3.OperationalError) as busy, closing(open_to_write(path)) as late, transaction(late):
            pass
        assert isinstance(fault(path, busy.value), HistoryBusyError)
    with pytest.raises(sqlite3.OperationalError) as wrong:
        connection.execute("SELECT nothing")
    assert not isinstance(fault(path, wrong.value), HistoryBusyError)


def test_what_somebody_wrote_into_the_log_is_cleaned(connection: sqlite3.Connection) -> None:
    log_firing(connection, replace(TOLD, sentence="\x1b]0;x\x07Told\nyou", rule="\x1b[31mHUBC"))
    (firing,) = kept_alerts(connection).firings
    assert (firing.sentence, firing.rule) == ("Told you", "HUBC")
