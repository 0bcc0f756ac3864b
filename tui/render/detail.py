"""What the symbol detail says of a row, and how it draws the row's day: pure functions, from prices to text."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from itertools import groupby
from typing import Final, NamedTuple

from textual.content import Content

from parsing import Article
from tui.age import AgeLimits
from tui.day import Day
from tui.market import Feed, MarketState
from tui.render.figures import (
    ARROWS,
    aligned,
    byline_text,
    change_text,
    clock_text,
    percent_text,
    price_text,
    span_text,
)
from tui.render.index_line import COLOURS
from tui.render.status import status
from tui.rows import Row

NO_MOVE: Final = "No move seen yet: the chart begins with the second price."
NO_HEADLINE: Final = "No headline on the pages names it."

LABELS: Final = ("Last", "Doubt", "Previous close", "Range so far", "Last moved", "As of", "Source")
"""The names of the facts, in the order in which they stand."""

_GAP: Final = "  "
_BAR: Final = range(6, 33)
"""How many cells the bar of the range may have."""

_LEAST_PLOT: Final = 8
_SHORT_SPAN: Final = timedelta(minutes=5)
"""Under so long a time the seconds are told, too, if the plot has the cells for that."""
_SECONDS_FIT: Final = 21
_LEFT, _RIGHT, _UP, _DOWN = 1, 2, 4, 8
_STROKES: Final = " ╴╶─╵╯╰┴╷╮╭┬│┤├┼"
"""The characters that reach to those sides of their cell, each at the sum of its sides."""


class Outlook(NamedTuple):
    """What a row is looked at with: the time, the limits of age, its feed, and whether its price is old."""

    now: datetime
    limits: AgeLimits
    feed: Feed | None
    is_stale: bool


def title(symbol: str, name: str, *, is_starred: bool) -> Content:
    """Return the heading: the symbol, its star if it has one, and the company's name."""
    star = Content.styled(" ★", "$emphasis") if is_starred else Content("")
    return Content.assemble((symbol, "bold"), star, (f"{_GAP}{name}" if name else "", "$muted"))


def gone(symbol: str) -> str:
    """Return what is said of a symbol that has no price any more."""
    return f"{symbol} is no longer among the prices."


def facts(row: Row, outlook: Outlook, width: int) -> dict[str, Content]:
    """Return what is known of the row by its label, in a column of `width` cells; where nothing is, it has no label."""
    said = {
        "Last": _last(row, is_stale=outlook.is_stale),
        "Previous close": Content(price_text(row.quote.previous)),
        "Range so far": _range(row, outlook, width),
        "Last moved": _moved(row, outlook.now),
        "As of": _as_of(row, outlook),
        "Source": _source(row, outlook),
        "Doubt": Content.styled(row.doubt, "$caution"),
    }
    return {label: said[label] for label in LABELS if said[label]}


def headline(article: Article) -> Content:
    """Return the article's title, and below it its own date, named as such."""
    dated = byline_text(Article(published=article.published, updated=article.updated))
    when = f"Article published {dated}" if article.published else "Article without a date"
    return Content.assemble(article.title or "(an article without a title)", "\n", (when, "$muted"))


def _last(row: Row, *, is_stale: bool) -> Content:
    quote = row.quote
    move = f"{ARROWS[quote.direction]} {change_text(quote.change)} {percent_text(quote.percent)}"
    return Content.assemble(
        (price_text(quote.price), "bold $stale" if is_stale else "bold"),
        ("? " if row.doubt else _GAP, "bold $caution"),
        (move, "$stale" if is_stale else f"bold {COLOURS[quote.direction]}"),
    )


def _range(row: Row, outlook: Outlook, width: int) -> Content:
    """Return the lowest and the highest price of the day, and between them where the last one stands."""
    day, last = row.day, row.quote.price
    since = Content.styled(f"{_GAP}since {_minute_text(day.trail[0].at, outlook.now)}", "$muted")
    low, high = price_text(day.low), price_text(day.high)
    if day.low == day.high:
        return Content.assemble(low, since)
    cells = width - len(low) - len(high) - 2 - since.cell_length
    before, after = range_bar(day, last, min(max(cells, _BAR.start), _BAR.stop))
    mark = "bold $stale" if outlook.is_stale else f"bold {COLOURS[row.quote.direction]}"
    return Content.assemble(low, " ", (before, "$muted"), ("●", mark), (after, "$muted"), " ", high, since)


def range_bar(day: Day, last: Decimal, cells: int) -> tuple[str, str]:
    """Return the bar before and after the mark of the last price; with the mark it has so many cells."""
    span = day.high - day.low
    place = round((last - day.low) * (cells - 1) / span) if span else 0
    place = min(max(place, 0), cells - 1)
    return "─" * place, "─" * (cells - 1 - place)


def _moved(row: Row, now: datetime) -> Content:
    if row.moved_at is None:
        return Content.styled("not while tapewatch was watching", "$muted")
    return Content(_when(row.moved_at, now))


def _as_of(row: Row, outlook: Outlook) -> Content:
    when = clock_text(row.as_of, outlook.now) if row.is_misdated else _when(row.as_of, outlook.now)
    feed = outlook.feed
    printed = f", page dated {feed.printed_day:%d %b %Y}" if feed and feed.printed_day else ""
    return Content(when + printed)


def _source(row: Row, outlook: Outlook) -> Content:
    """Return where the price is from, how its feed stands in the words of the status line, and why if it stands ill."""
    feed = outlook.feed
    if feed is None:
        return Content(f"{row.source} · {row.kind}")
    standing = status(MarketState(feeds={feed.source: feed}), outlook.now, outlook.limits, width=0)
    how = standing.line
    names = [row.source] if row.source != row.kind else []
    if row.kind not in how.plain:
        names.append(row.kind)
    why = standing.sentence
    if why is None and row.symbol not in feed.quoted:
        why = "Its newest page no longer has this symbol; the price shown is older."
    parts = Content(" · ").join([*map(Content, names), how])
    return Content.assemble(parts, "\n", (why, "$fault" if feed.error else "$caution")) if why else parts


def _when(moment: datetime, now: datetime) -> str:
    return f"{clock_text(moment, now)}, {span_text((now - moment).total_seconds())} ago"


def _minute_text(moment: datetime, now: datetime) -> str:
    local = moment.astimezone(now.tzinfo)
    return f"{local:%H:%M}" if local.date() == now.date() else clock_text(moment, now)


class Chart(NamedTuple):
    """What a chart shows: the day's prices until a time, the previous close, and the colour of the line."""

    day: Day
    until: datetime
    previous: Decimal
    colour: str
    now: datetime
    """Of today, for its zone."""

    @property
    def has_previous(self) -> bool:
        """Whether the previous close is so near to the prices that the chart can reach to it."""
        day = self.day
        span = day.high - day.low
        return day.low - span <= self.previous <= day.high + span


def chart_of(row: Row, now: datetime, *, is_stale: bool) -> Chart:
    """Return the chart of the row's day; whatever does not change it is left out, so that it stays equal."""
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
    colour = "$stale" if is_stale else COLOURS[row.quote.direction]
    return Chart(row.day, row.as_of, row.quote.previous, colour, midnight)


def chart_content(chart: Chart, width: int, height: int) -> Content:
    """Return the chart, its prices and times at the edges. Each price is at the row that is nearest to it."""
    scale = _Scale.of(chart, max(2, height - 1))
    names = _price_names(chart, scale)
    gutter = max(map(len, names.values())) + 1
    if width - gutter - 1 < _LEAST_PLOT:
        names, gutter = {}, 0
    cells = width - gutter - 1
    reference = scale.row(chart.previous) if chart.has_previous else None
    if reference is not None and names.get(reference, "").strip() != price_text(chart.previous):
        reference = None
    lines: list[Content] = []
    for row, strokes in enumerate(_strokes(chart, scale, cells)):
        edge = f"{names[row]:>{gutter - 1}} ┤" if row in names else " " * gutter + "│"
        plot = _plot(strokes, chart.colour, "┈" if row == reference else " ")
        lines.append(Content.assemble((edge, "$muted"), *plot))
    lines.append(Content.styled(" " * gutter + "└" + _time_names(chart, cells), "$muted"))
    return Content("\n").join(lines)


class _Scale(NamedTuple):
    """The prices at the bottom and the top of a chart, and its rows."""

    bottom: Decimal
    top: Decimal
    rows: int

    @classmethod
    def of(cls, chart: Chart, rows: int) -> "_Scale":
        day = chart.day
        reached = (day.low, day.high, chart.previous) if chart.has_previous else (day.low, day.high)
        return cls(min(reached), max(reached), rows)

    def row(self, price: Decimal) -> int:
        """Return the row, from the top, that is nearest to the price; where there is but one price the middle one."""
        last = self.rows - 1
        span = self.top - self.bottom
        return round((self.top - price) * last / span) if span else last // 2


def _price_names(chart: Chart, scale: _Scale) -> dict[int, str]:
    """Return the prices at the left edge by their rows: highest, lowest, previous close, and last where its is free."""
    day = chart.day
    prices = [day.high, day.low, *([chart.previous] if chart.has_previous else []), day.trail[-1].price]
    named: dict[int, str] = {}
    for price, name in zip(prices, aligned(map(price_text, prices)), strict=True):
        named.setdefault(scale.row(price), name)
    return named


def _time_names(chart: Chart, cells: int) -> str:
    """Return the line at the bottom edge, with the times at which the chart begins and ends."""
    begin, end = chart.day.trail[0].at, _end(chart)
    form = "%H:%M:%S" if end - begin < _SHORT_SPAN and cells >= _SECONDS_FIT else "%H:%M"
    first, last = (f"{moment.astimezone(chart.now.tzinfo):{form}}" for moment in (begin, end))
    rule = "─" * (cells - len(first) - len(last) - 4)
    return f" {first} {rule} {last} " if rule else f" {first}"


def _end(chart: Chart) -> datetime:
    return max(chart.until, chart.day.trail[-1].at)


def _strokes(chart: Chart, scale: _Scale, cells: int) -> list[list[int]]:
    """Return the sides to which the line reaches in each cell, row by row: a price holds until the next one is seen.

    A price that came and went within one column is a stroke up or down from it, so that none is lost.
    """
    grid = [[0] * cells for _ in range(scale.rows)]
    reached: list[list[int]] = [[] for _ in range(cells)]
    first = chart.day.trail[0].at
    span = _end(chart) - first
    for seen in chart.day.trail:
        column = int((seen.at - first) / span * (cells - 1)) if span else 0
        reached[column].append(scale.row(seen.price))
    row = reached[0][0]
    for column, rows in enumerate(reached):
        after = rows[-1] if rows else row
        grid[row][column] |= _LEFT
        grid[after][column] |= _RIGHT
        for above in range(min(row, *rows, after), max(row, *rows, after)):
            grid[above][column] |= _DOWN
            grid[above + 1][column] |= _UP
        row = after
    return grid


def _plot(strokes: Sequence[int], colour: str, blank: str) -> Iterator[tuple[str, str]]:
    """Yield the runs of the line and those beside it."""
    for is_line, run in groupby(strokes, bool):
        cells = list(run)
        yield ("".join(_STROKES[sides] for sides in cells), colour) if is_line else (blank * len(cells), "$muted")
