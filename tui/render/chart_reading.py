"""What a chart says of the place under its cursor: the time and the price, the bar of a day, or that nobody knows."""

from collections.abc import Sequence
from datetime import date, datetime, tzinfo
from decimal import Decimal
from typing import Final

from tui.figures import price_text
from tui.prices.trends import Bar, Run
from tui.render.chart_axis import TimeAxis

_GAP: Final = "  "


def run_at(runs: Sequence[Run], moment: datetime) -> Run | None:
    """Return the run that covers the moment; None where it is in a gap."""
    return next((run for run in reversed(runs) if run.since <= moment <= run.until), None)


def price_at(run: Run, moment: datetime) -> Decimal:
    """Return the price that held at a moment of the run."""
    return next((seen.price for seen in reversed(run.prices) if seen.at <= moment), run.prices[0].price)


def known_moment(runs: Sequence[Run], first: datetime, last: datetime) -> datetime:
    """Return the last moment from the first to the last of which a price is known; where there is none, the last."""
    return max((min(run.until, last) for run in runs if run.since <= last and run.until >= first), default=last)


def reading_of_line(runs: Sequence[Run], moment: datetime, axis: TimeAxis, width: int) -> str:
    """Return the time and the price that held; since when, and the range of its column, where there is room for them.

    The range is told of a column with more than a step from one price to the next.
    """
    run = run_at(runs, moment)
    if run is None:
        before = max((run.until for run in runs if run.until < moment), default=axis.begin)
        after = min((run.since for run in runs if run.since > moment), default=axis.end)
        return f"no page between {_minute(before, axis.zone)} and {_minute(after, axis.zone)}"
    held = next((seen for seen in reversed(run.prices) if seen.at <= moment), run.prices[0])
    told = f"{_second(moment, axis.zone)}{_GAP}{price_text(held.price)}"
    since = f"{_GAP}since {_second(held.at, axis.zone)}" if held.at < moment else ""
    within = _range(run, moment, axis)
    return next(form for form in (told + since + within, told + within, told) if len(form) <= width or form == told)


def _range(run: Run, moment: datetime, axis: TimeAxis) -> str:
    first, last = axis.period(axis.slot(moment))
    within = [seen.price for seen in run.prices if first < seen.at <= last]
    if len(within) < 2:
        return ""
    reached = (price_at(run, max(first, run.since)), *within)
    return f"{_GAP}low {price_text(min(reached))}{_GAP}high {price_text(max(reached))}"


def reading_of_bar(bar: Bar | None, days: Sequence[date], width: int) -> str:
    """Return the day, or the first and the last of several, and the prices, in as many words as the width has room."""
    first, last = days[0], days[-1]
    long = f"{last:%a %d %b %Y}" if first == last else f"{first:%d %b %Y} to {last:%d %b %Y}"
    short = f"{last:%d %b}" if first == last else f"{first:%d %b} to {last:%d %b}"
    if bar is None:
        return f"no page on {long}" if first == last else f"no page from {long}"
    named = [f"{name} {price_text(getattr(bar, name))}" for name in ("first", "low", "high", "last")]
    range_text = f"{short} {price_text(bar.last)} ({price_text(bar.low)} to {price_text(bar.high)})"
    forms = (_GAP.join([long, *named]), " ".join([short, *named]), range_text)
    return next((form for form in forms if len(form) <= width), range_text)


def _minute(moment: datetime, zone: tzinfo | None) -> str:
    return f"{moment.astimezone(zone):%H:%M}"


def _second(moment: datetime, zone: tzinfo | None) -> str:
    return f"{moment.astimezone(zone):%H:%M:%S}"
