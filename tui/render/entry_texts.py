"""What an entry of the holdings comes to, in words and figures."""

from decimal import Decimal

from textual.content import Content

from tui.figures import money_text, price_text
from tui.prices.holding_entry import Deed, HoldingEntry
from tui.prices.holdings import Holding, percent_of
from tui.render.holding_texts import BETWEEN, each_text, gain_content


def entry_content(entry: HoldingEntry, before: Holding | None, price: Decimal) -> Content:
    """Return what an entry makes of what was held `before`, and what that comes to at a price; or what is wrong."""
    if entry.fault:
        return Content.styled(entry.fault, "$caution")
    deed = Content(_deed(entry, before))
    return Content.assemble(deed, "\n", _worth(entry.holding, price)) if entry.holding else deed


def _deed(entry: HoldingEntry, before: Holding | None) -> str:
    held, many = entry.holding, f"{entry.quantity:,f}"
    match entry.deed:
        case Deed.BUY if held:
            return f"Adds {many}: then {each_text(held)}{' on average' if before else ''}."
        case Deed.SELL if held:
            return f"Sells {many}: then {each_text(held)}, as before."
        case Deed.SELL:
            return f"Sells all {many}: then none is held."
        case Deed.REMOVE:
            return "Removes it: then none is held."
        case Deed.SET if held:
            return f"Then {each_text(held)}."
        case _:
            return f"{each_text(held)}, as before." if held else "None is held."


def _worth(held: Holding, price: Decimal) -> Content:
    gain = held.gain(price)
    figures = f"cost {money_text(held.paid)}{BETWEEN}value {money_text(held.value(price))} at {price_text(price)}"
    return Content.assemble(
        (figures + BETWEEN, "$muted"), gain_content(gain, percent_of(gain, held.paid), is_stale=False)
    )
