"""The chart of a symbol's price: its line, its bars, its axes, and what it says under its cursor."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsing.models import PAKISTAN
from tests.builders import ALWAYS_OPEN, NOON, quote, row_of
from tui.prices.day import Seen
from tui.prices.trends import Bar, ChartSpan, Run, Trend
from tui.render.chart import NO_MOVE, Chart, Plot, chart_of
from tui.render.chart_axis import TimeAxis
from tui.settings.model import MarketHours

STROKES = set("╴╶─╵╯╰┴╷╮╭┬│┤├┼")


def minute(count: float) -> datetime:
    """Return the time so many minutes after noon."""
    return NOON + timedelta(minutes=count)


def run(*pages: tuple[float, str], until: float) -> Run:
    """Return a run of prices seen so many minutes after noon."""
    return Run(tuple(Seen(minute(at), Decimal(price)) for at, price in pages), minute(until))


def chart_with(*runs: Run, previous: str = "99.00") -> Chart:
    """Return the chart of a day with those runs."""
    trend = Trend(ChartSpan.DAY, runs, (), None, runs[-1].until)
    return Chart(trend, Decimal(previous), "$gain", ALWAYS_OPEN, UTC)


def chart(*prices: str, previous: str = "10.00", minutes: float = 10) -> Chart:
    """Return a chart of those prices, a minute apart, until so many minutes after noon."""
    return chart_with(run(*enumerate(prices), until=max(minutes, len(prices) - 1)), previous=previous)


def bar(on: date, first: str, low: str, high: str, last: str) -> Bar:
    """Return the bar of a day."""
    return Bar(on, Decimal(first), Decimal(low), Decimal(high), Decimal(last))


def chart_of_bars(*bars: Bar, until: date | None = None, hours: MarketHours = ALWAYS_OPEN) -> Chart:
    """Return the chart of those days."""
    end = datetime.combine(until or bars[-1].on, datetime.min.time(), PAKISTAN) + timedelta(hours=16)
    return Chart(Trend(ChartSpan.ALL, (), bars, None, end), None, "$gain", hours, UTC)


def drawn(shown: Chart, width: int, height: int, cursor: datetime | None = None) -> list[str]:
    """Return the lines of the chart."""
    return Plot(shown, width, height).content(cursor).plain.split("\n")


def column_of(plot: Plot, moment: datetime) -> int:
    """Return the column of a time, counted from the left edge of the line."""
    return plot.axis.column(plot.slot(moment))


# the line


def test_a_price_holds_until_the_next_one_is_seen() -> None:
    assert drawn(chart("10.00", "12.00", "11.00", previous="99.00", minutes=4), 31, 4) == [
        "12.00 ┤     ╭─────╮            ",
        "11.00 ┤     │     ╰────────────",
        "10.00 ┤─────╯                  ",
        "      └ 12:00:00 ──── 12:04:00 ",
    ]


def test_the_previous_close_is_a_dotted_line_with_its_price() -> None:
    lines = drawn(chart("10.00", "12.00", previous="11.00", minutes=2), 31, 4)
    assert lines[1] == "11.00 ┤┈┈┈┈┈┈┈┈┈┈┈│┈┈┈┈┈┈┈┈┈┈┈┈"
    assert drawn(chart("10.00", "12.00", previous="9.00"), 31, 8)[6].startswith(" 9.00 ┤┈┈┈")


def test_a_previous_close_far_away_or_on_the_row_of_another_price_is_left_out() -> None:
    for previous in ("1.00", "10.01"):
        assert "┈" not in "".join(drawn(chart("10.00", "12.00", previous=previous), 40, 6))


def test_a_price_that_came_and_went_within_a_column_is_a_stroke() -> None:
    up = drawn(chart("10.00", "12.00", "10.00", "12.00", previous="99.00", minutes=600), 40, 4)
    assert [line[6:9] for line in up[:3]] == ["┤╭─", "││ ", "┤╯ "]
    back = drawn(chart("10.00", "12.00", "10.00", previous="99.00", minutes=600), 40, 4)
    assert [line[6:9] for line in back[:3]] == ["┤╷ ", "││ ", "┤┴─"]


def test_between_two_runs_it_is_blank() -> None:
    shown = chart_with(
        run((0, "10.00"), (10, "12.00"), until=20), run((60, "11.00"), until=80), run((120, "12.00"), until=120)
    )
    assert drawn(shown, 32, 4) == [
        "12.00 ┤  ╭──                   ─",
        "      │  │         ─────        ",
        "10.00 ┤──╯                      ",
        "      └ 12:00 ─────────── 14:00 ",
    ]


def test_a_price_that_held_throughout_is_a_line_and_one_page_alone_a_sentence() -> None:
    assert drawn(chart("10.00", previous="99.00"), 30, 4)[1] == f"10.00 ┤{'─' * 23}"
    alone = chart_with(run((0, "10.00"), until=0))
    assert alone.sentence == NO_MOVE
    assert alone._replace(trend=Trend(ChartSpan.HOUR)).sentence == NO_MOVE
    assert chart("10.00").sentence == ""


# the axes


def test_the_last_price_stands_at_the_edge_where_no_other_does() -> None:
    shown = chart("10.00", "12.00", "11.00", previous="99.00")
    assert [line[:7] for line in drawn(shown, 31, 6)] == [
        "12.00 ┤", "      │", "11.00 ┤", "      │", "10.00 ┤", "      └",
    ]  # fmt: skip
    near = chart("10.00", "12.00", "11.90", previous="99.00")
    assert [line[:5].strip() for line in drawn(near, 31, 4)] == ["12.00", "", "10.00", ""]


def test_round_prices_are_named_where_there_is_room() -> None:
    shown = chart("4.54", "4.62", previous="99.00")
    assert [line[:4].strip() for line in drawn(shown, 40, 18)[:-1] if line[:4].strip()] == [
        "4.62", "4.60", "4.58", "4.56", "4.54",
    ]  # fmt: skip
    whole = chart("75000", "75900", previous="1")
    assert [line[:7].strip() for line in drawn(whole, 40, 14)[:-1] if line[:6].strip()] == [
        "75,900", "75,500", "75,000",
    ]  # fmt: skip


@pytest.mark.parametrize(("minutes", "end"), [(4, "12:04:00"), (5, "12:05")])
def test_a_short_time_is_told_with_its_seconds(minutes: int, end: str) -> None:
    assert drawn(chart("10.00", "12.00", minutes=minutes), 60, 5)[-1].split()[-1] == end
    assert drawn(chart("10.00", "12.00", minutes=4), 16, 5)[-1].split()[1] == "12:00"


@pytest.mark.parametrize(
    ("begin", "end", "cells", "names"),
    [
        (3, 363, 90, "12:03 13:00 14:00 15:00 16:00 17:00 18:03"),
        (3, 363, 50, "12:03 14:00 16:00 18:03"),
        (3, 363, 20, "12:03 18:03"),
        (0, 60, 90, "12:00 12:10 12:20 12:30 12:40 12:50 13:00"),
        (0, 1, 60, "12:00:00 12:00:30 12:01:00"),
        (0, 1_400, 60, "12:00 18:00 00:00 06:00 11:20"),
    ],
)
def test_round_times_are_named_where_there_is_room(begin: float, end: float, cells: int, names: str) -> None:
    shown = chart_with(run((begin, "10.00"), (begin + 0.5, "11.00"), until=end))
    line = drawn(shown, cells + 7, 5)[-1]
    assert line.replace("─", " ").split()[1:] == names.split()


def test_prices_align_on_the_point_and_have_their_digits() -> None:
    lines = drawn(chart("1024.5", "998.00", previous="1.00"), 40, 5)
    assert (lines[0][:11], lines[3][:11]) == ("1,024.5  ┤─", "  998.00 ┤ ")


def test_times_are_in_the_zone_of_the_chart() -> None:
    abroad = chart("10.00", "12.00")._replace(zone=PAKISTAN)
    assert drawn(abroad, 40, 5)[-1].split() == ["└", "17:00", "─" * 6, "17:05", "─" * 6, "17:10"]
    assert Plot(abroad, 40, 5).reading(None) == "17:10:00  12.00  since 17:01:00"


# the bars

WEEK = (
    bar(date(2024, 5, 16), "10.00", "10.00", "12.00", "12.00"),
    bar(date(2024, 5, 17), "12.00", "10.00", "12.00", "11.00"),
    bar(date(2024, 5, 21), "11.00", "11.00", "11.00", "11.00"),
)


def test_a_day_is_an_upright_with_its_first_and_its_last_price_and_weekends_have_no_place() -> None:
    assert drawn(chart_of_bars(*WEEK), 32, 4) == [
        "12.00 ┤  ╭─   ─╮                ",
        "11.00 ┤  │     ├─          ───  ",
        "10.00 ┤ ─╯     ╵                ",
        "      └ 16 May ───────── 21 May ",
    ]


def test_a_holiday_has_no_place_and_a_day_with_pages_has_one_all_the_same() -> None:
    holiday = ALWAYS_OPEN.model_copy(update={"holidays": (date(2024, 5, 20), date(2024, 5, 17))})
    axis = Plot(chart_of_bars(*WEEK, hours=holiday), 40, 6).axis
    assert axis.slots == 3
    assert Plot(chart_of_bars(*WEEK), 40, 6).axis.slots == 4
    saturday = bar(date(2024, 5, 18), "11.00", "11.00", "11.00", "11.00")
    assert Plot(chart_of_bars(WEEK[0], saturday), 40, 6).axis.slots == 3


def test_days_that_share_a_column_show_their_range_and_the_last() -> None:
    days = [date(2024, 1, 1) + timedelta(days=number) for number in range(0, 700, 7)]
    bars = [bar(day, "10.00", "10.00", "11.00", "10.00") for day in days]
    bars[50] = bar(days[50], "10.00", "9.00", "20.00", "19.00")
    plot = Plot(chart_of_bars(*bars), 47, 6)
    moment = datetime.combine(days[50], datetime.min.time(), PAKISTAN)
    assert plot.content(moment).plain.split("\n") == [
        "20.00 ┤                    ╷                   ",
        "      │                    │                   ",
        "      │                    │                   ",
        "      │╷╷╷╷╷╷╷╷╷╷╷╷╷╷╷╷╷╷╷╷│╷╷╷╷╷╷╷╷╷╷╷╷╷╷╷╷╷╷╷",
        " 9.00 ┤┴┴┴┴┴┴┴┴┴┴┴┴┴┴┴┴┴┴┴┴●┴┴┴┴┴┴┴┴┴┴┴┴┴┴┴┴┴┴┴",
        "      └ 01 Jan 2024 ────────────── 24 Nov 2025 ",
    ]
    assert plot.reading(moment) == "12 Dec to 30 Dec 10.00 (9.00 to 20.00)"


@pytest.mark.parametrize(
    ("days", "cells", "names"),
    [
        (10, 70, "01 Jan, 06 Jan, 10 Jan"),
        (60, 70, "01 Jan, 03 Feb, 29 Feb"),
        (60, 140, "01 Jan, 13 Jan, 20 Jan, 27 Jan, 03 Feb, 10 Feb, 17 Feb, 24 Feb, 29 Feb"),
        (1_500, 150, "01 Jan 2020, 01 Jan 2021, 03 Jan 2022, 02 Jan 2023, 08 Feb 2024"),
    ],
)
def test_beginnings_of_weeks_months_and_years_are_named_where_there_is_room(days: int, cells: int, names: str) -> None:
    ends = date(2020, 1, 1), date(2020, 1, 1) + timedelta(days=days - 1)
    shown = chart_of_bars(*(bar(day, "10.00", "10.00", "11.00", "10.00") for day in ends))
    line = drawn(shown, cells + 7, 5)[-1].removeprefix("      └")
    assert [name.strip() for name in line.split("─") if name.strip()] == names.split(", ")


def test_bars_have_the_colour_of_their_own_day_unless_they_are_stale() -> None:
    styles = {str(span.style) for span in Plot(chart_of_bars(*WEEK), 40, 6).content().spans}
    assert styles == {"$muted", "$gain", "$loss", "$unchanged"}
    stale = chart_of_bars(*WEEK)._replace(colour="$stale")
    assert {str(span.style) for span in Plot(stale, 40, 6).content().spans} == {"$muted", "$stale"}


# the cursor


def test_the_cursor_is_a_dotted_upright_with_a_mark_at_the_price() -> None:
    shown = chart("10.00", "12.00", "11.00", previous="99.00", minutes=4)
    assert drawn(shown, 31, 4, minute(1.5)) == [
        "12.00 ┤     ╭──●──╮            ",
        "11.00 ┤     │  ┊  ╰────────────",
        "10.00 ┤─────╯  ┊               ",
        "      └ 12:00:00 ──── 12:04:00 ",
    ]


def test_what_is_under_the_cursor_is_told_with_its_time() -> None:
    plot = Plot(
        chart_with(run((0, "10.00"), (10, "12.00"), until=20), run((111, "11.50"), until=120), previous="1.00"), 79, 9
    )
    assert plot.reading(None) == "14:00:00  11.50  since 13:51:00"
    assert plot.reading(minute(5)) == "12:05:00  10.00  since 12:00:00"
    assert plot.reading(minute(20)) == "12:20:00  12.00  since 12:10:00"
    assert plot.reading(minute(60)) == "no page between 12:20 and 13:51"
    assert plot.reading(minute(-9)) == "12:00:00  10.00"
    assert plot.reading(minute(999)) == plot.reading(None)


def test_a_column_with_several_prices_tells_their_range() -> None:
    plot = Plot(chart("10.00", "12.00", "11.00", minutes=600), 79, 9)
    assert plot.reading(plot.moment(0)) == "12:08:27  11.00  since 12:02:00  low 10.00  high 12.00"
    narrow, least = (Plot(chart("10.00", "12.00", "11.00", minutes=600), width, 9) for width in (50, 20))
    assert narrow.reading(narrow.moment(0)) == "12:14:17  11.00  low 10.00  high 12.00"
    assert least.reading(least.moment(0)) == "12:49:59  11.00"


def test_a_bar_is_told_in_as_many_words_as_there_is_room() -> None:
    shown = chart_of_bars(*WEEK)
    moment = datetime(2024, 5, 17, 12, tzinfo=PAKISTAN)
    long, short, least = (Plot(shown, width, 9).reading(moment) for width in (79, 55, 35))
    assert long == "Fri 17 May 2024  first 12.00  low 10.00  high 12.00  last 11.00"
    assert short == "17 May first 12.00 low 10.00 high 12.00 last 11.00"
    assert least == "17 May 11.00 (10.00 to 12.00)"
    assert Plot(shown, 79, 9).reading(moment + timedelta(days=3)) == "no page on Mon 20 May 2024"
    ages = chart_of_bars(WEEK[0], WEEK[-1]._replace(on=date(2044, 5, 20)))
    assert Plot(ages, 79, 9).reading(moment + timedelta(days=900)).startswith("no page from ")


def test_the_cursor_goes_from_place_to_place_and_follows_the_newest_at_the_end() -> None:
    plot = Plot(chart_of_bars(*WEEK), 40, 6)
    places = [plot.moment(slot) for slot in range(-1, 5)]
    assert [place and place.date().day for place in places] == [16, 16, 17, 20, None, None]
    assert [plot.slot(place) for place in places] == [0, 0, 1, 2, 3, 3]


def test_a_click_on_a_day_is_on_that_day_wherever_it_hits() -> None:
    plot = Plot(chart_of_bars(*WEEK), 47, 6)
    days = [moment.date().day if (moment := plot.moment_at(x)) else 21 for x in range(47)]
    assert days == [16] * 17 + [17] * 10 + [20] * 10 + [21] * 10


# any of them

PRICES = st.lists(st.decimals(0, 100_000, places=2), min_size=2, max_size=40)
SHAPES = [
    ["10.00"],
    ["10.00", "10.01"],
    ["10.00", "9999999.99"],
    ["10.00", "0.00", "10.00"],
    [f"{10 + number % 7}.50" for number in range(60)],
]


@pytest.mark.parametrize("prices", SHAPES)
@pytest.mark.parametrize("width", [20, 21, 45, 76, 200])
@pytest.mark.parametrize("height", [3, 4, 9, 20])
def test_a_chart_fills_its_room_exactly_and_its_line_goes_from_edge_to_edge(
    prices: Sequence[str], width: int, height: int
) -> None:
    lines = drawn(chart(*prices), width, height)
    assert len(lines) == height
    assert {len(line) for line in lines} == {width}
    assert "┤" in lines[0] or "│" in lines[0]
    for column in (-1, width // 2 + width // 4):
        assert any(line[column] in STROKES for line in lines[:-1])


@st.composite
def runs(draw: st.DrawFn) -> tuple[Run, ...]:
    """Return runs with gaps between them, seconds or hours long, of any prices."""
    made: list[Run] = []
    at = NOON
    for _ in range(draw(st.integers(1, 4))):
        prices: list[Seen] = []
        for price in draw(PRICES):
            prices.append(Seen(at, price))
            at += timedelta(microseconds=draw(st.integers(1, 10**9)))
        made.append(Run(tuple(prices), at))
        at += timedelta(minutes=draw(st.integers(31, 300)))
    return tuple(made)


@given(runs(), st.integers(2, 160), st.integers(2, 24))
def test_every_price_has_a_stroke_in_its_column_and_gaps_are_blank(
    known: tuple[Run, ...], width: int, height: int
) -> None:
    plot = Plot(chart_with(*known), width, height)
    assert isinstance(plot.axis, TimeAxis)
    grid = plot._grid
    for one in known:
        for seen in one.prices:
            assert grid[plot._scale.row(seen.price)][column_of(plot, seen.at)]
    for before, after in pairwise(known):
        for column in range(column_of(plot, before.until) + 1, column_of(plot, after.since)):
            assert not any(line[column] for line in grid)


@given(runs(), st.integers(2, 160), st.integers(2, 24), st.integers(0, 159))
def test_the_cursor_says_the_price_that_held_and_its_mark_is_on_the_line(
    known: tuple[Run, ...], width: int, height: int, place: int
) -> None:
    plot = Plot(chart_with(*known), width, height)
    slot = min(place, plot.axis.slots - 1)
    moment = plot.moment(slot)
    assert plot.slot(moment) == slot
    at = moment or known[-1].until
    held = [one for one in known if one.since <= at <= one.until]
    column = plot.axis.column(slot)
    if not held:
        assert plot.reading(moment).startswith("no page between ")
        assert not any(line[column] for line in plot._grid)
        return
    price = [seen.price for seen in held[-1].prices if seen.at <= at][-1]
    assert f"  {price:,f}" in plot.reading(moment)
    assert plot._grid[plot._scale.row(price)][column]


@given(
    st.lists(st.tuples(st.integers(0, 4_000), st.decimals(0, 10_000, places=2), PRICES), min_size=1, max_size=30),
    st.integers(2, 160),
    st.integers(2, 24),
    st.integers(0, 159),
)
def test_any_bars_make_a_chart_and_every_day_can_be_read(
    days: list[tuple[int, Decimal, list[Decimal]]], width: int, height: int, place: int
) -> None:
    bars = {
        number: Bar(date(2014, 1, 1) + timedelta(days=number), first, min(first, *rest), max(first, *rest), rest[-1])
        for number, first, rest in days
    }
    plot = Plot(chart_of_bars(*(bars[number] for number in sorted(bars))), width, height)
    moment = plot.moment(min(place, plot.axis.slots - 1))
    lines = plot.content(moment).plain.split("\n")
    assert {len(line) for line in lines} == {max(width, 2)}
    assert plot.reading(moment)
    for one in bars.values():
        noon = datetime.combine(one.on, datetime.min.time(), PAKISTAN) + timedelta(hours=12)
        column = column_of(plot, noon)
        rows = range(plot._scale.row(one.high), plot._scale.row(one.low) + 1)
        assert all(plot._grid[row][column] for row in rows)
        assert plot.slot(plot.moment(plot.slot(noon))) == plot.slot(noon)


def test_a_chart_is_equal_while_its_row_is_the_same() -> None:
    row = row_of(quote())
    trend = Trend.of(row, ChartSpan.DAY)
    charts = [chart_of(trend, row, ALWAYS_OPEN, UTC, is_stale=False) for _ in range(2)]
    assert charts[0] == charts[1]
    assert chart_of(trend, row, ALWAYS_OPEN, UTC, is_stale=True).colour == "$stale"
    assert chart_of(Trend.of(row, ChartSpan.ALL), row, ALWAYS_OPEN, UTC, is_stale=False).previous is None
