"""What is said of what the user holds: the sum line and the fact in the symbol detail."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Final, NamedTuple

from textual.content import Content

from tui.figures import ARROWS, count_text, direction_of, gain_percent_text, gain_text, money_text, price_text
from tui.portfolio import Sums
from tui.prices.holdings import Holding, percent_of
from tui.prices.rows import Row
from tui.render.index_line import COLOURS

_GAP: Final = "  "
BETWEEN: Final = " · "


class _Form(NamedTuple):
    """How much the sum line says."""

    counted: str
    """The word behind how many there are."""
    value: str
    """The word before the value."""
    today: str
    total: str
    has_value: bool = True
    has_percent: bool = True
    has_paisa: bool = True


_FORMS: Final = (
    _Form("holding", "value ", "today ", "total "),
    _Form("holding", "", "today ", "total "),
    _Form("holding", "", "today ", "total ", has_paisa=False),
    _Form("holding", "", "day ", "total ", has_paisa=False),
    _Form("holding", "", "today ", "total ", has_paisa=False, has_percent=False),
    _Form("holding", "", "day ", "total ", has_paisa=False, has_percent=False),
    _Form("holding", "", "today ", "total ", has_paisa=False, has_percent=False, has_value=False),
    _Form("", "", "day ", "all ", has_paisa=False, has_percent=False, has_value=False),
)
"""The longest first."""


def sum_line(sums: Sums, width: int) -> Content:
    """Return the sums on a line of `width` cells, with as much as there is room for; all dim where a price is old."""
    lines = [Content(_GAP).join(_parts(sums, form)) for form in _FORMS]
    return next((line for line in lines if line.cell_length <= width), lines[-1])


def _parts(sums: Sums, form: _Form) -> Iterator[Content]:
    """Yield the parts of the line. How many have no price is always told: without it the sums would say too much."""
    quiet = "$stale" if sums.is_stale else "$muted"
    count, _, word = (count_text(sums.holdings, form.counted) if form.counted else f"{sums.holdings:,}").partition(" ")
    yield Content.assemble((count, _figure(is_stale=sums.is_stale)), (f" {word}" if word else "", quiet))
    if sums.holdings > sums.unpriced:
        if form.has_value:
            value = money_text(sums.value) if form.has_paisa else f"{sums.value:,.0f}"
            doubt = ("?", "bold $caution") if sums.is_doubtful else ""
            yield Content.assemble((form.value, quiet), (value, _figure(is_stale=sums.is_stale)), doubt)
        gains = ((form.today, sums.today, sums.today_percent), (form.total, sums.gain, sums.gain_percent))
        for word, gain, percent in gains:
            said = gain_content(
                gain, percent if form.has_percent else None, has_paisa=form.has_paisa, is_stale=sums.is_stale
            )
            yield Content.assemble((word, quiet), said)
    if sums.unpriced:
        words = "without a price" if form is _FORMS[0] else "unpriced"
        yield Content.styled(f"{sums.unpriced:,} {words}", "$caution")


def gain_content(gain: Decimal, percent: Decimal | None, *, is_stale: bool, has_paisa: bool = True) -> Content:
    """Return a gain by arrow, sign and colour."""
    direction = direction_of(gain)
    text = gain_text(gain) if has_paisa or abs(gain) < 1 else f"{gain:+,.0f}"
    parts = [ARROWS[direction], text, *([] if percent is None else [gain_percent_text(percent)])]
    return Content.styled(" ".join(parts), "$stale" if is_stale else COLOURS[direction])


def _figure(*, is_stale: bool) -> str:
    """Return the colour of a figure that goes no way."""
    return "$stale" if is_stale else "$foreground"


def holding_fact(row: Row, *, is_stale: bool) -> Content:
    """Return what is held of the row's symbol, and what that is worth; empty where nothing is."""
    held, quote = row.holding, row.quote
    if held is None:
        return Content("")
    gain = held.gain(quote.price)
    today = gain_content(held.gain_today(quote.change), None, is_stale=is_stale)
    return Content.assemble(
        (each_text(held), "bold"),
        f"{BETWEEN}value ",
        (money_text(held.value(quote.price)), "$stale" if is_stale else "bold"),
        f"{BETWEEN}today ",
        today,
        f"{BETWEEN}total ",
        gain_content(gain, percent_of(gain, held.paid), is_stale=is_stale),
    )


def each_text(held: Holding) -> str:
    """Return how many are held, and what each cost."""
    return f"{held.quantity:,f} at {price_text(held.cost)} each"
