"""What is said of what is held."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.content import Content

from tests.builders import quote, row_of
from tui.portfolio import Sums
from tui.prices.holding_entry import read_entry
from tui.prices.holdings import Holding
from tui.render.entry_texts import entry_content
from tui.render.holding_texts import holding_fact, sum_line

SEVEN = Sums(7, 0, Decimal(1_234_567), Decimal(-12_000), Decimal(1_234), is_stale=False, is_doubtful=False)
HELD = Holding("HUBC", Decimal(500), Decimal("132.40"))
PRICE = Decimal("136.50")


def inks(content: Content) -> list[tuple[str, str]]:
    """Return the parts of a text, each with its colour."""
    return [(content.plain[span.start : span.end].strip(), str(span.style).split()[-1]) for span in content.spans]


@pytest.mark.parametrize(
    ("width", "said"),
    [
        (200, "7 holdings  value 1,234,567.00  today ▲ +1,234.00 +0.10%  total ▼ -12,000.00 -0.96%"),
        (83, "7 holdings  value 1,234,567.00  today ▲ +1,234.00 +0.10%  total ▼ -12,000.00 -0.96%"),
        (78, "7 holdings  1,234,567.00  today ▲ +1,234.00 +0.10%  total ▼ -12,000.00 -0.96%"),
        (76, "7 holdings  1,234,567  today ▲ +1,234 +0.10%  total ▼ -12,000 -0.96%"),
        (66, "7 holdings  1,234,567  day ▲ +1,234 +0.10%  total ▼ -12,000 -0.96%"),
        (58, "7 holdings  1,234,567  today ▲ +1,234  total ▼ -12,000"),
        (53, "7 holdings  1,234,567  day ▲ +1,234  total ▼ -12,000"),
        (44, "7 holdings  today ▲ +1,234  total ▼ -12,000"),
        (38, "7  day ▲ +1,234  all ▼ -12,000"),
        (5, "7  day ▲ +1,234  all ▼ -12,000"),
    ],
)
def test_the_sum_line_says_as_much_as_there_is_room_for(width: int, said: str) -> None:
    assert sum_line(SEVEN, width).plain == said


def test_one_holding_does_not_read_as_one_share() -> None:
    one = SEVEN._replace(holdings=1)
    assert all("1 holding  " in sum_line(one, width).plain for width in (200, 78, 66, 58, 44))


def test_gains_are_told_by_arrow_sign_and_colour() -> None:
    shown = inks(sum_line(SEVEN, 200))
    assert ("▲ +1,234.00 +0.10%", "$gain") in shown
    assert ("▼ -12,000.00 -0.96%", "$loss") in shown
    flat = sum_line(SEVEN._replace(today=Decimal("-0.001")), 200)
    assert ("● 0.00 0.00%", "$unchanged") in inks(flat)


def test_where_there_is_no_room_for_paisa_sums_are_rounded_unless_they_are_less_than_a_rupee() -> None:
    small = SEVEN._replace(value=Decimal("10.75"), today=Decimal("-0.60"), gain=Decimal("1.75"))
    assert sum_line(small, 45).plain == "7 holdings  11  today ▼ -0.60  total ▲ +2"


def test_sums_with_an_old_price_in_them_are_all_dim() -> None:
    assert {colour for _, colour in inks(sum_line(SEVEN._replace(is_stale=True), 200))} == {"$stale"}


def test_sums_with_a_doubtful_price_in_them_have_its_mark() -> None:
    assert "1,234,567.00?" in sum_line(SEVEN._replace(is_doubtful=True), 200).plain


@given(st.integers(0, 300))
def test_however_narrow_it_is_told_how_many_have_no_price(width: int) -> None:
    said = sum_line(SEVEN._replace(unpriced=2), width).plain
    assert said.endswith(("2 without a price", "2 unpriced"))
    nowhere = SEVEN._replace(unpriced=7, value=Decimal(0), gain=Decimal(0), today=Decimal(0))
    assert sum_line(nowhere, width).plain.endswith(("7 without a price", "7 unpriced"))
    assert "today" not in sum_line(nowhere, width).plain


sums_of_money = st.decimals(-(10**28), 10**28, places=8)


@given(sums_of_money, sums_of_money, sums_of_money, st.integers(60, 200))
def test_any_sums_can_be_shown(value: Decimal, gain: Decimal, today: Decimal, width: int) -> None:
    sums = Sums(3, 1, value, gain, today, is_stale=False, is_doubtful=False)
    assert "\n" not in sum_line(sums, width).plain


def test_sums_of_a_usual_size_fit_sixty_columns() -> None:
    large = Sums(34, 12, Decimal("98765432.10"), Decimal("-8765432.10"), Decimal("765432.10"), False, True)  # noqa: FBT003
    assert sum_line(large, 58).cell_length <= 58


def test_the_fact_says_how_many_at_what_cost_and_what_that_comes_to() -> None:
    row = row_of(quote("HUBC", "136.50", "-0.66"))._replace(holding=HELD)
    said = holding_fact(row, is_stale=False)
    assert said.plain == "500 at 132.40 each · value 68,250.00 · today ▼ -330.00 · total ▲ +2,050.00 +3.10%"
    assert ("▼ -330.00", "$loss") in inks(said)
    assert not {"$gain", "$loss"} & {colour for _, colour in inks(holding_fact(row, is_stale=True))}


def test_there_is_no_fact_where_nothing_is_held() -> None:
    assert not holding_fact(row_of(quote()), is_stale=False)


def test_what_cost_nothing_has_a_gain_without_a_percentage() -> None:
    row = row_of(quote("HUBC", "136.50", "0"))._replace(holding=HELD._replace(cost=Decimal(0)))
    assert holding_fact(row, is_stale=False).plain.endswith("today ● 0.00 · total ▲ +68,250.00")


@pytest.mark.parametrize(
    ("text", "before", "said"),
    [
        ("500 @ 132.40", None, "Then 500 at 132.40 each."),
        ("500", HELD, "500 at 132.40 each, as before."),
        ("+100 @ 140", HELD, "Adds 100: then 600 at 133.6667 each on average."),
        ("+100 @ 130", None, "Adds 100: then 100 at 130 each."),
        ("-100", HELD, "Sells 100: then 400 at 132.40 each, as before."),
    ],
)
def test_an_entry_is_told_in_words_and_in_what_it_comes_to(text: str, before: Holding | None, said: str) -> None:
    entry = read_entry(text, "HUBC", before)
    first, second = entry_content(entry, before, PRICE).plain.split("\n")
    assert first == said
    assert second.startswith("cost ")
    assert " at 136.50 · ▲ +" in second


@pytest.mark.parametrize(
    ("text", "before", "said"),
    [
        ("-500", HELD, "Sells all 500: then none is held."),
        ("0", HELD, "Removes it: then none is held."),
        ("", HELD, "Removes it: then none is held."),
        ("", None, "None is held."),
    ],
)
def test_of_nothing_no_figures_are_told(text: str, before: Holding | None, said: str) -> None:
    assert entry_content(read_entry(text, "HUBC", before), before, PRICE).plain == said


def test_what_cannot_be_done_is_told_in_another_colour() -> None:
    said = entry_content(read_entry("many", "HUBC", HELD), HELD, PRICE)
    assert inks(said) == [(said.plain, "$caution")]
