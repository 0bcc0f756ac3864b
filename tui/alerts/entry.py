"""What the prompt for an alert begins with, and what it remarks on the rule in it."""

from decimal import Decimal
from typing import Final

from parsing import Direction
from tui.alerts.model import AlertEntry
from tui.alerts.rules import Stale
from tui.alerts.watch import Sight, standing_at_first
from tui.figures import price_text
from tui.prices.rows import Row
from tui.refresh import Kind

_AWAY: Final = Decimal("0.02")
"""How far from the last price the suggested level is, as part of it: reached on a lively day, not by chance."""

_FIGURES: Final = 4
"""To how many figures the suggested level is rounded."""

_DO_NOT_COUNT: Final = {
    Kind.DEMO: "The demo does not count; Ctrl+D counts it, too.",
    Kind.REPLAY: "Replays do not count; Ctrl+D counts them, too.",
}


def suggestion(row: Row | None) -> str:
    """Return a rule for the symbol: its price a little further in the direction of its move."""
    if row is None:
        return ""
    price = row.quote.price
    is_up = row.quote.direction is not Direction.DOWN
    sign = ">" if is_up else "<"
    if price <= 0:
        return f"{row.symbol} {sign} "
    exponent = price.as_tuple().exponent
    quantum = Decimal(1).scaleb(min(0, exponent) if isinstance(exponent, int) else 0)
    step = max(quantum, Decimal(1).scaleb(price.adjusted() + 1 - _FIGURES))
    level = (price * (1 + (_AWAY if is_up else -_AWAY)) / step).to_integral_value() * step
    if level == price:
        level += quantum if is_up else -quantum
    return f"{row.symbol} {sign} {level.quantize(quantum):f}"


def remark(entry: AlertEntry, sight: Sight) -> str:
    """Return what is worth knowing before the alert is made; nothing where all is as it seems."""
    rule = entry.rule
    if isinstance(rule, Stale):
        return ""
    row = sight.state.by_symbol.get(rule.symbol)
    if row is None:
        return f"No price of {rule.symbol} is known yet."
    if not row.kind.claims_now and not entry.is_for_all:
        return _DO_NOT_COUNT[row.kind.published]
    if standing_at_first(rule, sight, is_for_all=entry.is_for_all).holds:
        return f"It holds already, at {price_text(row.quote.price)}, and waits for the next crossing."
    return ""
