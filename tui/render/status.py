"""The status line: where prices come from, how old they are, and what is wrong."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from textual.content import Content

from tui.age import AgeLimits, Condition, condition
from tui.market import MarketState
from tui.render.status_texts import condition_text, fault_of, parts, worst_first

_SEPARATOR: Final = " · "
_SIGNS: Final = {
    Condition.FRESH: ("●", "$gain"),
    Condition.NEWS: ("●", "$gain"),
    Condition.CLOSED: ("○", "$muted"),
    Condition.AGEING: ("◔", "$caution"),
    Condition.MISDATED: ("◌", "$caution"),
    Condition.COOLING: ("✗", "$fault"),
    Condition.BARE: ("◌", "$caution"),
    Condition.WAITING: ("○", "$muted"),
    Condition.STALE: ("◌", "$caution"),
    Condition.FAILING: ("✗", "$fault"),
}


@dataclass(frozen=True, slots=True)
class Status:
    """The status as content: one line that fits, and below it a sentence for a lasting fault, if there is one."""

    line: Content
    sentence: str | None = None


def status(
    state: MarketState,
    now: datetime,
    limits: AgeLimits,
    width: int,
    fault: str | None = None,
    problems_key: str = "",
) -> Status:
    """Return the status at `now` of the feed that is worst off; `fault` is a sentence that comes before its own.

    `problems_key` is the key that lists the problems.
    """
    feeds = worst_first(state, now, limits)
    if not feeds:
        return Status(Content.styled("○ starting", "$muted"), fault)
    worst = feeds[0]
    how = condition(worst, now, limits)
    sign, colour = _SIGNS[how]
    head = Content.assemble((f"{sign} {condition_text(worst, how, now, limits)}", f"bold {colour}"))
    said = [part for part in parts(state, feeds, now, problems_key) if part]
    sentences = (fault, fault_of(worst, how))
    return Status(_fitted(head, said, width), "\n".join(filter(None, sentences)) or None)


def _fitted(head: Content, parts: list[str], width: int) -> Content:
    """Return the head and the parts that fit in `width` cells with it; the first ones matter most."""
    line = head
    for part in parts:
        longer = Content.assemble(line, (_SEPARATOR, "$muted"), part)
        if longer.cell_length > width:
            break
        line = longer
    return line
