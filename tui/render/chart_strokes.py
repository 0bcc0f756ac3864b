"""The strokes of a chart's line and of its bars: to which sides each cell of the plot reaches."""

from collections.abc import Iterable, Mapping
from typing import Final

from tui.prices.trends import Bar, Run
from tui.render.chart_axis import DayAxis, TimeAxis
from tui.render.chart_scale import Scale

LEFT, RIGHT, UP, DOWN = 1, 2, 4, 8
STROKES: Final = " ╴╶─╵╯╰┴╷╮╭┬│┤├┼"
"""The characters that reach to those sides of their cell, each at the sum of its sides."""

_WIDE: Final = 4
"""From so many cells up a bar has its first and its last price beside it, and a blank before the next one."""

Grid = list[list[int]]
"""The sides of each cell, row by row from the top; none is a blank."""


def line_strokes(runs: Iterable[Run], axis: TimeAxis, scale: Scale) -> Grid:
    """Return the line of the runs: a price holds until the next one is seen, and between two runs it is blank.

    A price that came and went within one column is a stroke up or down from it, so that none is lost.
    """
    grid = [[0] * axis.cells for _ in range(scale.rows)]
    for run in runs:
        _draw_run(grid, run, axis, scale)
    return grid


def _draw_run(grid: Grid, run: Run, axis: TimeAxis, scale: Scale) -> None:
    reached: dict[int, list[int]] = {}
    for seen in run.prices:
        reached.setdefault(axis.slot(seen.at), []).append(scale.row(seen.price))
    row = scale.row(run.prices[0].price)
    for column in range(axis.slot(run.since), axis.slot(run.until) + 1):
        rows = reached.get(column, [row])
        after = rows[-1]
        grid[row][column] |= LEFT
        grid[after][column] |= RIGHT
        _draw_upright(grid, column, min(row, *rows), max(row, *rows))
        row = after


def bar_strokes(bars: Mapping[int, Bar], axis: DayAxis, scale: Scale) -> Grid:
    """Return the bars: an upright over the range of each, to its left the first price and to its right the last."""
    grid = [[0] * axis.cells for _ in range(scale.rows)]
    for slot, bar in bars.items():
        first, after = axis.edges(slot)
        column = axis.column(slot)
        begins, ends = scale.row(bar.first), scale.row(bar.last)
        grid[begins][column] |= LEFT
        grid[ends][column] |= RIGHT
        _draw_upright(grid, column, scale.row(bar.high), scale.row(bar.low))
        if after - first >= _WIDE:
            grid[begins][column - 1] |= LEFT | RIGHT
            grid[ends][column + 1] |= LEFT | RIGHT
    return grid


def _draw_upright(grid: Grid, column: int, top: int, bottom: int) -> None:
    for above in range(top, bottom):
        grid[above][column] |= DOWN
        grid[above + 1][column] |= UP


def bars_by_slot(bars: Iterable[Bar], axis: DayAxis) -> dict[int, Bar]:
    """Return the bars by their places on the axis, those of one place as one."""
    placed: dict[int, Bar] = {}
    for bar in bars:
        slot = axis.slot_of(bar.on)
        placed[slot] = placed[slot].over(bar) if slot in placed else bar
    return placed
