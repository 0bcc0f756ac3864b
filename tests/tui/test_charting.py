"""The chart of the symbol detail over the running monitor: its spans, its cursor, and what it reads of before."""

import asyncio
from contextlib import closing
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from textual.containers import VerticalScroll

from tests.builders import NOON, page_of, quote, refreshed
from tests.tui.stage import BOP, FIRST, HUBC, KSE100, Stage, staged
from tui.history.database import HistoryError
from tui.history.keeper import FileHistory
from tui.prices.day import Seen
from tui.prices.rows import Row
from tui.prices.trends import Bar, ChartSpan, Run, Trend
from tui.render.chart import NO_MOVE
from tui.screens import charting
from tui.screens.detail import SymbolDetail
from tui.widgets.price_chart import PriceChart

DEARER = page_of(quote("AIRLINK", "74.98", "0.73"), BOP, HUBC, KSE100)
CHEAPER = page_of(quote("AIRLINK", "74.18", "-0.07"), BOP, HUBC, KSE100)
BARS = tuple(
    Bar(date(2024, 5, day), Decimal(70 + day), Decimal(60 + day), Decimal(80 + day), Decimal(75 + day))
    for day in (14, 15, 16)
)


class Library:
    """A history that answers when it is let, with three days and an earlier run, or with a fault."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, ChartSpan]] = []
        self.may_answer = asyncio.Event()
        self.may_answer.set()
        self.fault: Exception | None = None

    async def trend_of(self, row: Row, span: ChartSpan) -> Trend:
        """Return what was before the row."""
        self.asked.append((row.symbol, span))
        await self.may_answer.wait()
        if self.fault is not None:
            raise self.fault
        if span.has_days:
            return Trend(span, (), BARS, None, row.as_of - timedelta(minutes=1))
        earlier = Run(tuple(Seen(NOON - timedelta(minutes=90 - at), Decimal(70 + at)) for at in (0, 5, 9)), row.as_of)
        return Trend(span, (earlier._replace(until=NOON - timedelta(minutes=60)),), (), None, earlier.prices[-1].at)


@pytest.fixture
def library(monkeypatch: pytest.MonkeyPatch) -> Library:
    """Return the history that the detail reads."""
    library = Library()
    monkeypatch.setattr(charting, "trends_in", lambda _: library.trend_of)
    return library


async def opened(stage: Stage) -> PriceChart:
    """Open the detail of the symbol at the cursor, and return its chart."""
    await stage.press("enter")
    assert isinstance(stage.app.screen, SymbolDetail)
    return stage.app.screen.query_one(PriceChart)


def text(chart: PriceChart) -> str:
    """Return what the chart shows."""
    return str(chart.render())


def chosen(chart: PriceChart) -> str:
    """Return the span in brackets."""
    return text(chart).split("[")[1].split("]")[0]


# without a history


async def test_what_was_seen_is_drawn_where_there_is_no_history() -> None:
    async with staged([FIRST, DEARER]) as stage:
        chart = await opened(stage)
        assert (chosen(chart), NO_MOVE in text(chart)) == ("1 day", True)
        await stage.next_refresh()
        assert "╭" in text(chart)
        await stage.press("1")
        assert (chosen(chart), "╭" in text(chart)) == ("1 hour", True)
        await stage.press("4")
        assert text(chart).endswith("\n\nThe history is turned off in the settings.")


async def test_the_cursor_reads_prices_stays_at_its_moment_and_follows_at_the_end() -> None:
    async with staged([FIRST, DEARER, CHEAPER]) as stage:
        chart = await opened(stage)
        await stage.next_refresh()
        assert chart.reading == "12:01:00  74.98"
        await stage.press("left")
        assert chart.reading == "12:00:59  74.48  since 12:00:00"
        assert "┊" in text(chart)
        await stage.press("shift+left")
        before = chart.reading
        assert "12:00:50" < before < "12:00:59"
        await stage.next_refresh()
        assert chart.reading == before
        await stage.press("home")
        assert chart.reading == "12:00:01  74.48  since 12:00:00"
        await stage.press("left")
        assert chart.reading == "12:00:01  74.48  since 12:00:00"
        await stage.press("end")
        assert chart.reading == "12:02:00  74.18"
        assert "┊" not in text(chart)
        await stage.press("right")
        assert chart.cursor is None
        await stage.next_refresh()
        assert chart.reading == "12:03:00  74.18  since 12:02:00"


async def test_the_mouse_reads_what_is_under_it_and_a_click_leaves_the_cursor_there() -> None:
    async with staged([FIRST, DEARER]) as stage:
        chart = await opened(stage)
        await stage.next_refresh()
        newest = chart.reading
        await stage.pilot.hover(chart, offset=(30, 3))
        await stage.settle()
        assert chart.reading.startswith("12:00:")
        assert chart.cursor is None
        await stage.pilot.hover(stage.app.screen.query_one("#title"))
        await stage.settle()
        assert chart.reading == newest
        await stage.pilot.click(chart, offset=(30, 3))
        await stage.pilot.hover(stage.app.screen.query_one("#title"))
        await stage.settle()
        assert chart.reading.startswith("12:00:")
        await stage.pilot.click(chart, offset=(30, chart.size.height - 1))
        assert chart.reading.startswith("12:00:")


async def test_a_look_at_the_clock_lays_nothing_out_anew() -> None:
    async with staged([FIRST, DEARER]) as stage:
        chart = await opened(stage)
        await stage.next_refresh()
        before = chart.plot
        stage.clock.advance(5)
        assert isinstance(stage.app.screen, SymbolDetail)
        stage.app.screen.look()
        await stage.settle()
        assert chart.plot is before


async def test_the_chart_comes_into_sight_for_its_keys_in_a_low_window() -> None:
    async with staged([FIRST, DEARER], size=(60, 16)) as stage:
        chart = await opened(stage)
        await stage.next_refresh()
        text_region = stage.app.screen.query_one(VerticalScroll).region
        assert not text_region.contains_region(chart.region)
        await stage.press("left")
        assert text_region.contains_region(chart.region)


# with one


@pytest.mark.parametrize(
    ("keys", "span"),
    [
        (("1",), ChartSpan.HOUR),
        (("3",), ChartSpan.MONTH),
        (("4",), ChartSpan.ALL),
        (("4", "2"), ChartSpan.DAY),
        (("tab",), ChartSpan.MONTH),
        (("tab", "tab", "tab"), ChartSpan.HOUR),
        (("shift+tab",), ChartSpan.HOUR),
    ],
)
async def test_keys_choose_the_span(library: Library, keys: tuple[str, ...], span: ChartSpan) -> None:
    async with staged() as stage:
        chart = await opened(stage)
        await stage.press(*keys)
        assert chosen(chart) == span
        assert library.asked[-1] == ("AIRLINK", span)


@pytest.mark.parametrize(("x", "span"), [(2, "1 hour"), (11, "1 day"), (20, "1 month"), (29, "all"), (60, "1 day")])
async def test_a_click_on_its_name_chooses_a_span(library: Library, x: int, span: str) -> None:
    async with staged() as stage:
        chart = await opened(stage)
        await stage.pilot.click(chart, offset=(x, 0))
        await stage.settle()
        assert chosen(chart) == span
        assert library.asked[-1][1] == span


@pytest.mark.usefixtures("library")
async def test_the_day_begins_with_what_the_history_has_and_between_it_is_blank() -> None:
    async with staged([FIRST, DEARER]) as stage:
        chart = await opened(stage)
        await stage.next_refresh()
        await stage.press("home")
        assert chart.reading == "10:31:06  70  since 10:30:00"
        await stage.press(*["shift+right"] * 5)
        assert chart.reading == "no page between 11:00 and 12:00"


async def test_what_was_there_stays_until_another_span_is_read(library: Library) -> None:
    async with staged([FIRST, DEARER]) as stage:
        chart = await opened(stage)
        await stage.next_refresh()
        library.may_answer.clear()
        before = chart.reading
        await stage.press("3")
        assert (chosen(chart), chart.reading) == ("1 month", before)
        assert "reading the history" in text(chart)
        library.may_answer.set()
        await stage.settle()
        assert chart.reading.startswith("Fri 17 May 2024  first 74.48")
        assert "reading the history" not in text(chart)
        await stage.press("left")
        assert chart.reading == "Thu 16 May 2024  first 86  low 76  high 96  last 91"


async def test_another_symbol_shows_nothing_of_the_one_before(library: Library) -> None:
    async with staged([FIRST, DEARER]) as stage:
        chart = await opened(stage)
        await stage.press("3")
        library.may_answer.clear()
        await stage.press("j")
        assert chart.shown.chart is None
        assert library.asked[-1] == ("BOP", ChartSpan.MONTH)
        library.may_answer.set()
        await stage.settle()
        assert chart.reading == "Fri 17 May 2024  first 5.03  low 5.03  high 5.03  last 5.03"


async def test_prices_that_come_are_added_and_the_history_is_read_again_at_most_each_minute(library: Library) -> None:
    async with staged([FIRST, DEARER, CHEAPER]) as stage:
        chart = await opened(stage)
        await stage.press("4")
        asked = len(library.asked)
        await stage.next_refresh()
        await stage.next_refresh()
        assert chart.reading.endswith("low 74.18  high 74.98  last 74.18")
        await stage.press("1")
        assert len(library.asked) == asked + 1
        await stage.next_refresh()
        assert len(library.asked) == asked + 2
        assert isinstance(stage.app.screen, SymbolDetail)
        stage.app.screen.look()
        await stage.settle()
        assert len(library.asked) == asked + 2


async def test_a_history_that_cannot_be_read_says_so_and_the_day_is_what_was_seen(library: Library) -> None:
    library.fault = HistoryError("Nothing is remembered: [/] cannot be used (disk I/O error).")
    async with staged([FIRST, DEARER]) as stage:
        chart = await opened(stage)
        await stage.next_refresh()
        assert chart.reading == "12:01:00  74.98"
        await stage.press("3")
        assert text(chart).endswith("\n\nNothing is remembered: [/] cannot be used (disk I/O error).")
        library.fault = None
        await stage.press("3")
        assert chart.reading.startswith("Fri 17 May 2024")


async def test_a_fault_of_ours_is_told_and_the_app_goes_on(library: Library) -> None:
    library.fault = KeyError("[b]series")
    async with staged() as stage:
        chart = await opened(stage)
        await stage.press("3")
        assert "through a fault in tapewatch (KeyError: '[b]series')" in text(chart)
        await stage.press("2", "escape")
        assert stage.app.is_running


async def test_where_time_goes_back_the_chart_ends_there(library: Library) -> None:
    async with staged([FIRST, DEARER]) as stage:
        chart = await opened(stage)
        await stage.next_refresh()
        asked = len(library.asked)
        detail = stage.app.screen
        assert isinstance(detail, SymbolDetail)
        earlier = [row._replace(as_of=row.as_of - timedelta(seconds=30)) for row in detail.state.rows]
        detail.state = detail.state.__class__(rows=tuple(earlier))
        await stage.settle()
        assert len(library.asked) == asked + 1
        assert chart.shown.chart is not None
        assert chart.shown.chart.trend.until == NOON + timedelta(seconds=30)


async def test_an_earlier_run_is_read_from_the_file(tmp_path: Path) -> None:
    path = tmp_path / "history.db"
    earlier = FileHistory(path)
    for at, price in ((-50, "74.00"), (-45, "74.10"), (-2880, "70.00")):
        earlier.record(refreshed(quote("AIRLINK", price, "0.10"), at=NOON + timedelta(minutes=at)))
    assert earlier.close() is None
    with closing(FileHistory(path)) as history:
        async with staged([FIRST, DEARER], history=history) as stage:
            chart = await opened(stage)
            await stage.press("home")
            await stage.until(lambda: chart.plot is not None)
            await stage.press("home")
            assert chart.reading.startswith("11:10:")
            assert "74.00" in chart.reading
            await stage.press("4")
            await stage.until(lambda: chart.reading.startswith("Fri 17 May 2024  first 74.00"))
            await stage.press("home")
            assert chart.reading == "Wed 15 May 2024  first 70.00  low 70.00  high 70.00  last 70.00"
