"""The heading of a chart: the spans of time to choose from, the chosen one in brackets, and whether it is read."""

from typing import Final

from textual.content import Content

from tui.prices.trends import ChartSpan

_GAP: Final = " "
_LOADING: Final = "  reading the history …"


def span_names(chosen: ChartSpan, *, is_loading: bool, width: int) -> Content:
    """Return the names of the spans, each at the same place whichever is chosen."""
    names = [
        Content.styled(f"[{span}]", "bold $emphasis") if span is chosen else Content.styled(f" {span} ", "$muted")
        for span in ChartSpan
    ]
    heading = Content(_GAP).join(names)
    if is_loading and heading.cell_length + len(_LOADING) <= width:
        return Content.assemble(heading, (_LOADING, "$muted"))
    return heading


def span_at(x: int) -> ChartSpan | None:
    """Return the span whose name is at that cell of the heading."""
    start = 0
    for span in ChartSpan:
        end = start + len(span) + 2
        if start <= x < end:
            return span
        start = end + len(_GAP)
    return None
