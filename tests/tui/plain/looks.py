"""The market at a moment, as it is announced and answered about in these tests."""

from datetime import datetime, timedelta

from tests.builders import LIMITS, NOON
from tui.market import MarketState, apply
from tui.plain.announcing import Look
from tui.refresh import Report


def look_after(
    *reports: Report, begin: MarketState | None = None, now: datetime = NOON, fault: str | None = None
) -> Look:
    """Return the look at `now` after the reports, one after the other."""
    state = begin or MarketState()
    for report in reports:
        state = apply(state, report)
    return Look(state, now, LIMITS, fault)


def later(seconds: float) -> datetime:
    """Return so long after noon."""
    return NOON + timedelta(seconds=seconds)
