"""The plots of docs/benchmarks.md, each made from the results of a run."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from math import log
from typing import Final

from benchmarks.drawing import Drawing
from benchmarks.figures import Compared, Figure, told
from benchmarks.results import Results

_WIDTH: Final = 820
_ROW: Final = 24
_BAR: Final = 15
_NAMES_END: Final = 250
_PLOT_END: Final = 630
_TIMES: Final = (1, 2, 5, 10, 20, 50, 100)
_MOST_TIMES: Final = 128
_PROGRAMS: Final = {
    "from the command to its screen": "From the command to its screen",
    "memory, proportional": "Memory with all its processes (proportional), MB",
    "untouched, of a core": "Processor while nobody touches it, our ticker running: % of a core",
    "from the key to the new headline": "From the key to a new headline",
}
_LIMITS: Final = (0.0, 0.5, 1.0, 1.5)


def speeds(results: Results) -> str:
    """Return how many times the speed of DataTable ours is, on a logarithmic scale, with the limits."""
    figures = [
        figure
        for figure in results.of_group("table")
        if figure.against == "DataTable" and not figure.name.endswith("with apply")
    ]
    drawing = Drawing(_WIDTH, "How many times the speed of Textual's DataTable our quote table has")
    drawing.text(16, 26, "The quote table against Textual’s DataTable: times its speed", "head")
    scale = _logarithmic(_NAMES_END, _PLOT_END)
    bottom = 58 + _ROW * len(figures)
    for times in _TIMES:
        drawing.line(scale(times), 46, bottom, "grid")
        drawing.text(scale(times), bottom + 16, f"{times}×", "quiet middle")
    for row, figure in enumerate(figures):
        top = 52 + _ROW * row
        drawing.text(_NAMES_END - 10, top + 12, figure.name, "right")
        drawing.bar(scale(1), top, scale(figure.value) - scale(1), _BAR, "ours")
        if figure.limit is not None:
            drawing.line(scale(figure.limit), top - 3, top + _BAR + 3, "mark")
        drawing.text(_PLOT_END + 56, top + 12, figure.told_value, "quiet right")
        drawing.text(_PLOT_END + 68, top + 12, _pair(figure), "quiet")
    drawing.text(
        16,
        bottom + 38,
        "The upright mark is the least that is asked for. Processor time to the painted frame.",
        "quiet",
    )
    return drawing.svg()


def programs(results: Results) -> str:
    """Return what each program takes, a panel for each figure, less being better."""
    drawing = Drawing(_WIDTH, "Start, memory, processor and refresh of tapewatch and of other programs")
    drawing.text(16, 26, "Beside other programs in a terminal: less is better", "head")
    top = 52.0
    for name, title in _PROGRAMS.items():
        values = of_programs(results, name)
        if not values:
            continue
        drawing.text(16, top, title, "quiet")
        most = max(value for value, _ in values.values())
        for program, (value, unit) in values.items():
            top += _ROW
            drawing.text(_NAMES_END - 10, top, program, "right")
            width = (_PLOT_END - _NAMES_END) * value / most
            drawing.bar(_NAMES_END, top - 12, max(width, 1), _BAR, "ours" if program == "tapewatch" else "theirs")
            drawing.text(_NAMES_END + max(width, 1) + 8, top, told(value, unit), "quiet")
        top += 36
    return drawing.svg()


def of_programs(results: Results, name: str) -> dict[str, tuple[float, str]]:
    """Return the medians of a figure with their unit, by program; ours first."""
    found: dict[str, tuple[float, str]] = {}
    for figure in results.of_group("rivals"):
        if figure.name == name:
            found["tapewatch"] = (figure.ours.median, figure.unit)
            if figure.against is not None and figure.theirs is not None:
                found[figure.against] = (figure.theirs.median, figure.unit)
    return found


def limits(results: Results) -> str:
    """Return how much of its limit each figure takes, a row for each benchmark."""
    drawing = Drawing(_WIDTH, "How much of its limit each figure takes")
    drawing.text(16, 26, "How much of its limit each figure takes", "head")
    rows = _by_group(figure for figure in results.figures if figure.limit is not None)
    bottom = 62 + _ROW * len(rows)
    for part in _LIMITS:
        drawing.line(_place(part), 46, bottom, "mark" if part == 1 else "grid")
        drawing.text(_place(part), bottom + 16, f"{part:.0%}" + "+" * (part == _LIMITS[-1]), "quiet middle")
    for row, (group, figures) in enumerate(rows.items()):
        middle = 62 + _ROW * row
        drawing.text(_NAMES_END - 100, middle + 4, group, "right")
        for figure in figures:
            kind = "ours" if figure.holds else "over"
            drawing.dot(_place(used(figure)), middle, kind, f"{figure.name}: {used(figure):.0%}")
    drawing.text(16, bottom + 38, "A dot is a figure; right of the line it is over its limit.", "quiet")
    return drawing.svg()


def used(figure: Figure) -> float:
    """Return which part of its limit the figure takes; above 1 it does not hold."""
    assert figure.limit is not None
    return figure.limit / figure.value if figure.compared is Compared.SPEED else figure.value / figure.limit


def _place(part: float) -> float:
    begin = _NAMES_END - 84
    return begin + (_WIDTH - 40 - begin) * min(part, _LIMITS[-1]) / _LIMITS[-1]


def _logarithmic(begin: float, end: float) -> Callable[[float], float]:
    return lambda times: begin + (end - begin) * log(min(max(times, 1), _MOST_TIMES)) / log(_MOST_TIMES)


def _pair(figure: Figure) -> str:
    assert figure.theirs is not None
    return f"{told(figure.ours.median, figure.unit)} to {told(figure.theirs.median, figure.unit)}"


def _by_group(figures: Iterable[Figure]) -> Mapping[str, Sequence[Figure]]:
    found: dict[str, list[Figure]] = {}
    for figure in figures:
        found.setdefault(figure.group, []).append(figure)
    return found


PLOTS: Final[Mapping[str, Callable[[Results], str]]] = {
    "speeds.svg": speeds,
    "programs.svg": programs,
    "limits.svg": limits,
}
"""The plots by their file names."""
