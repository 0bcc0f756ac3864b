"""The chart of the symbol detail looks as it did when somebody last looked at it, with a history behind it."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from decimal import Decimal
from random import Random

import pytest
from syrupy.assertion import SnapshotAssertion

from screenshots.__main__ import OPENING_BELL, Shot, take
from tests.tui.pictures.extension import PictureExtension
from tui.prices.day import Seen
from tui.prices.hours import trading_days
from tui.prices.rows import Row
from tui.prices.trends import Bar, ChartSpan, Run, Trend
from tui.screens import charting
from tui.settings.model import MarketHours

SHOTS = [
    Shot(f"chart-{name}-{width}x{height}-{theme}", width, height, f"tapewatch-{theme}", ("j", "j", "enter", *keys))
    for width, height in ((80, 24), (120, 40), (200, 50))
    for theme in ("dark", "light")
    for name, keys in (
        ("day", ("home", *["shift+right"] * 3)),
        ("month", ("3", "left", "left", "left")),
        ("all", ("4", *["shift+left"] * 2)),
    )
]


def walk(dice: Random) -> Iterator[Decimal]:
    """Yield prices that go up and down around one."""
    paisas = 430
    while True:
        paisas = max(380, min(520, paisas + dice.choice((-3, -2, -1, 0, 1, 2, 3))))
        yield Decimal(paisas).scaleb(-2)


def morning(dice: Random) -> tuple[Run, ...]:
    """Return two stretches of a morning, with nothing known between them."""
    prices = walk(dice)
    begins = OPENING_BELL - timedelta(hours=3), OPENING_BELL - timedelta(minutes=55)
    seen = [[Seen(begin + timedelta(minutes=2 * number), next(prices)) for number in range(28)] for begin in begins]
    return tuple(Run(tuple(one), one[-1].at) for one in seen)


def days(dice: Random, since: datetime) -> tuple[Bar, ...]:
    """Return a bar for each day of trading until yesterday, but for a week of which nothing is known."""
    prices = walk(dice)
    bars = []
    yesterday = OPENING_BELL.date() - timedelta(days=1)
    for number, day in enumerate(trading_days(since.date(), yesterday, MarketHours())):
        seen = [next(prices) for _ in range(12)]
        if number not in range(10, 15):
            bars.append(Bar(day, seen[0], min(seen), max(seen), seen[-1]))
    return tuple(bars)


async def before(row: Row, span: ChartSpan) -> Trend:
    """Return what a history would have of the time before the picture."""
    dice = Random(7)  # noqa: S311 - nothing secret
    since = span.since(row.as_of) or OPENING_BELL - timedelta(days=900)
    if span.has_days:
        return Trend(span, (), days(dice, since), since, OPENING_BELL - timedelta(hours=1))
    return Trend(span, morning(dice), (), since, OPENING_BELL - timedelta(seconds=1))


@pytest.mark.parametrize("shot", SHOTS, ids=lambda shot: shot.name)
async def test_looks(shot: Shot, snapshot: SnapshotAssertion, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(charting, "trends_in", lambda _: before)
    assert await take(shot) == snapshot.use_extension(PictureExtension)
