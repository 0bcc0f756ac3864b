"""What the sheet of alerts and its prompt say: pure functions, from alerts to text."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from textual.content import Content

from tui.alerts.model import Alert, AlertBook, AlertEntry, Firing, Repeat, how_often
from tui.alerts.rules import Level
from tui.figures import clock_text, price_text
from tui.prices.rows import day_of

NO_ALERTS: Final = Content.assemble(
    "No alerts yet. ",
    ("a", "bold $emphasis"),
    " makes one for the selected symbol, such as HUBC > 139.20, news HUBC or stale 10m.",
)
NOTHING_TOLD: Final = "Nothing has fired yet."

_GAP: Final = 2
_DROPPED_FIRST: Final = (4, 3, 1)
"""The columns that go where there is no room: when it fired last, the prices that count, how often."""


def alert_lines(book: AlertBook, now: datetime, width: int) -> list[Content]:
    """Return a line for each alert, in columns that fit into so many cells: the rule and how it stands in any case."""
    cells = [_cells(alert, book, now) for alert in book.alerts]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)] if cells else []
    shown = [place for place, wide in enumerate(widths) if wide]
    for place in _DROPPED_FIRST:
        if sum(widths[one] + _GAP for one in shown) - _GAP > width and place in shown:
            shown.remove(place)
    return [_line(alert, row, widths, shown) for alert, row in zip(book.alerts, cells, strict=True)]


def _cells(alert: Alert, book: AlertBook, now: datetime) -> tuple[str, str, str, str, str]:
    fired = book.last_fired(alert)
    when = clock_text(fired, now) if fired else ""
    return str(alert.rule), how_often(alert.rule, alert.repeat), standing_text(alert, now), alert.entry.prices, when


def _line(alert: Alert, cells: Sequence[str], widths: Sequence[int], shown: Sequence[int]) -> Content:
    style = "$muted" if alert.standing.is_done else ""
    parts = [(cells[place].ljust(widths[place] + _GAP), style if place == 0 else "$muted") for place in shown]
    return Content.assemble(*parts)


def standing_text(alert: Alert, now: datetime) -> str:
    """Return how the alert stands, in a word or two."""
    standing = alert.standing
    if standing.is_done:
        return "done"
    if alert.repeat is Repeat.DAILY and standing.fired_on == day_of(now):
        return "told today"
    return "holds" if standing.holds else "waiting"


def explanation(alert: Alert, now: datetime) -> Content:
    """Return in words what the alert waits for."""
    return Content.assemble(_sentence(alert.entry), (f" {_outlook(alert, now)}", "$muted"))


def _outlook(alert: Alert, now: datetime) -> str:
    standing = alert.standing
    if standing.is_done:
        return "It is done."
    if alert.repeat is Repeat.DAILY and standing.fired_on == day_of(now):
        return "It is done for today."
    if isinstance(alert.rule, Level) and standing.holds:
        return "It holds now, and waits for the next crossing."
    return "It waits."


def log_lines(firings: Sequence[Firing], now: datetime) -> Content:
    """Return what was told and when, with the price where the sentence does not say it."""
    return Content("\n").join(_log_line(firing, now) for firing in firings) if firings else Content(NOTHING_TOLD)


def _log_line(firing: Firing, now: datetime) -> Content:
    is_unsaid = firing.rule.startswith("news ")
    price = f"  at {price_text(firing.price)}" if is_unsaid and firing.price is not None else ""
    return Content.assemble((f"{clock_text(firing.at, now)}  ", "$muted"), firing.sentence, (price, "$muted"))


def entry_content(entry: AlertEntry, remark: str) -> Content:
    """Return what the rule in the prompt means, and below it what is worth knowing."""
    return Content.assemble(_sentence(entry), "\n", (remark, "$caution"))


def _sentence(entry: AlertEntry) -> str:
    words = entry.words
    return f"{words[:1].upper()}{words[1:]}."
