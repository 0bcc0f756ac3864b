"""Alerts in the history: what is watched, how it stands, and what was told. Of several tapewatches one tells it."""

import sqlite3
from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from typing import Any, Final

from parsing.clean import clean_line
from tui.alerts.model import Alert, AlertBook, Firing, Repeat, Standing
from tui.alerts.rules import read_rule
from tui.history.fixed import TooLargeError, figure, fixed
from tui.history.moments import microseconds, moment_at

MOST_FIRINGS: Final = 1_000
"""How many entries the log keeps."""

SHOWN_FIRINGS: Final = 200
"""How many of them are read."""

_UNREADABLE: Final = (ArithmeticError, AttributeError, TypeError, ValueError)
"""What reading a row raises that was edited by hand, or damaged."""


def kept_alerts(connection: sqlite3.Connection) -> AlertBook:
    """Return the alerts that are kept, oldest first, and the log of what they told, newest first.

    What cannot be read is left out; of alerts it is counted.
    """
    rows = connection.execute("SELECT id, rule, repeat, is_for_all, made_at, state FROM alerts ORDER BY id").fetchall()
    alerts = [_alert(row) for row in rows]
    firings = connection.execute(
        "SELECT alert, rule, at, sentence, as_of, symbol, price, price_scale FROM firings ORDER BY id DESC LIMIT ?",
        (SHOWN_FIRINGS,),
    )
    readable = tuple(alert for alert in alerts if alert is not None)
    told = tuple(firing for firing in map(_firing, firings) if firing is not None)
    return AlertBook(readable, told, unread=len(alerts) - len(readable))


def add_alert(connection: sqlite3.Connection, alert: Alert) -> Alert:
    """Keep a new alert, and return it with its number."""
    cursor = connection.execute(
        "INSERT INTO alerts (rule, repeat, is_for_all, made_at, state) VALUES (?, ?, ?, ?, ?)", _record(alert)
    )
    return replace(alert, id=int(cursor.lastrowid or 0))


def remove_alert(connection: sqlite3.Connection, number: int) -> None:
    """Forget the alert of that number; what it told stays in the log."""
    connection.execute("DELETE FROM alerts WHERE id = ?", (number,))


def change_alert(connection: sqlite3.Connection, alert: Alert) -> None:
    """Keep the alert as it is now in place of what it was; one that was removed meanwhile stays so."""
    connection.execute(
        "UPDATE alerts SET rule = ?, repeat = ?, is_for_all = ?, made_at = ?, state = ? WHERE id = ?",
        (*_record(alert), alert.id),
    )


def put_back(connection: sqlite3.Connection, alerts: Iterable[Alert]) -> tuple[AlertBook, dict[int, int]]:
    """Keep these alerts as they are; those that are not kept are kept anew.

    Return what is kept then, and the new numbers of alerts by those that they had.
    """
    numbers: dict[int, int] = {}
    for alert in alerts:
        known = (alert.id, microseconds(alert.made_at))
        if connection.execute("SELECT 1 FROM alerts WHERE id = ? AND made_at = ?", known).fetchone():
            change_alert(connection, alert)
        else:
            numbers[alert.id] = add_alert(connection, alert).id
    return kept_alerts(connection), numbers


def claim(connection: sqlite3.Connection, before: Alert, after: Standing, firing: Firing | None) -> bool:
    """Let the alert stand as `after`, and log what it tells; return whether it stood as `before` until now.

    If it did not, another tapewatch, or this one in another life, was first: then nothing is written, and nothing is to
    be told. Has to run in a transaction.
    """
    changed = connection.execute(
        "UPDATE alerts SET state = ? WHERE id = ? AND state = ? AND repeat = ? AND made_at = ?",
        (after.text, before.id, before.standing.text, before.repeat.value, microseconds(before.made_at)),
    )
    if changed.rowcount != 1:
        return False
    if firing is not None:
        log_firing(connection, firing)
    return True


def log_firing(connection: sqlite3.Connection, firing: Firing) -> None:
    """Log what was told, and let go of what is beyond `MOST_FIRINGS`."""
    price, scale = _scaled(firing.price)
    cursor = connection.execute(
        "INSERT INTO firings (alert, rule, at, sentence, as_of, symbol, price, price_scale)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            firing.alert,
            firing.rule,
            microseconds(firing.at),
            firing.sentence,
            None if firing.as_of is None else microseconds(firing.as_of),
            firing.symbol,
            price,
            scale,
        ),
    )
    connection.execute("DELETE FROM firings WHERE id <= ?", (int(cursor.lastrowid or 0) - MOST_FIRINGS,))


def _record(alert: Alert) -> tuple[str, str, bool, int, str]:
    return str(alert.rule), alert.repeat.value, alert.is_for_all, microseconds(alert.made_at), alert.standing.text


def _alert(row: tuple[Any, ...]) -> Alert | None:
    """Return the alert of a row; None where it cannot be read."""
    number, rule, repeat, is_for_all, made_at, state = row
    try:
        return Alert(
            number, read_rule(rule), Repeat(repeat), bool(is_for_all), moment_at(made_at), Standing.of_text(state)
        )
    except _UNREADABLE:
        return None


def _firing(row: tuple[Any, ...]) -> Firing | None:
    """Return what a row of the log says was told; None where it cannot be read."""
    alert, rule, at, sentence, as_of, symbol, price, scale = row
    try:
        return Firing(
            alert,
            clean_line(rule),
            moment_at(at),
            clean_line(sentence),
            None if as_of is None else moment_at(as_of),
            clean_line(symbol),
            None if price is None else figure(price, scale),
        )
    except _UNREADABLE:
        return None


def _scaled(price: Decimal | None) -> tuple[int, int] | tuple[None, None]:
    """Return the price as an integer, and how many of its digits stand behind the point; nothing of one too large."""
    try:
        return (None, None) if price is None else fixed(price)
    except TooLargeError:
        return None, None
