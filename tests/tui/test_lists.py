"""Watchlists, stars, the user's own order, and the sort that waits while the cursor is being moved."""

from decimal import Decimal

import pytest

from parsing import Quote
from tests.builders import page_of, quote
from tests.tui.stage import AIRLINK, BOP, FIRST, HUBC, KSE100, Stage, many, staged
from tui.lists.watchlists import Watchlist
from tui.prices.order import Order, SortKey
from tui.view.table_rows import REST_SECONDS
from tui.widgets.pane_heading import PaneHeading

BY_LAST = ("s", "l")
TURNED = page_of(quote("AIRLINK", "1.00", "0.10"), quote("BOP", "5.03", "-0.02"), quote("HUBC", "3.00", "0.10"))


def heading_of(stage: Stage) -> PaneHeading:
    """Return the heading of the quotes."""
    return stage.screen.query_one("#quotes-heading", PaneHeading)


def drawn(stage: Stage) -> list[str]:
    """Return the lines of the table below its headings."""
    return [stage.table.render_line(y).text for y in range(1, stage.table.size.height)]


def at_cursor(stage: Stage) -> list[str]:
    """Return the symbols of the drawn lines that have the cursor's mark: one, where it is in view."""
    return [line.lstrip("▸★ ").split()[0] for line in drawn(stage) if line.startswith("▸")]


def starred(stage: Stage) -> list[str]:
    """Return the symbols of the drawn lines that have a star."""
    return [line.lstrip("▸★ ").split()[0] for line in drawn(stage) if line[1] == "★"]


async def refresh_now(stage: Stage) -> None:
    """Ask for a refresh, which takes no time, and wait for what it brings."""
    waits = len(stage.clock.waits)
    await stage.press("r")
    await stage.clock.until_waits(waits + 1)
    await stage.settle()


async def look_after(stage: Stage, seconds: float) -> None:
    """Let the time pass, and let the screen look at the clock."""
    stage.clock.advance(seconds)
    stage.screen.look_again()
    await stage.settle()


def waits(stage: Stage) -> bool:
    """Whether the heading says that a sort waits; the table and its order have to say the same."""
    assert stage.table._order.waits is ("sort waits" in heading_of(stage).aside.plain)
    return stage.table._order.waits


# watchlists and stars


async def test_w_goes_through_the_lists_and_the_heading_names_and_counts_them() -> None:
    async with staged([page_of(AIRLINK, BOP, HUBC, KSE100, quote("DFML", "7.00", "0.00"))]) as stage:
        await stage.press("j", "asterisk")
        seen = []
        for _ in Watchlist:
            await stage.press("w")
            heading = heading_of(stage)
            seen.append((heading.title.plain.removeprefix("Quotes  "), heading.aside.plain, stage.symbols))
        assert seen == [
            ("starred · by symbol ↑", "1 of 4", ["BOP"]),
            ("gainers · by symbol ↑", "2 of 4", ["AIRLINK", "HUBC"]),
            ("losers · by symbol ↑", "1 of 4", ["BOP"]),
            ("by symbol ↑", "", ["AIRLINK", "BOP", "DFML", "HUBC"]),
        ]


async def test_a_star_stands_in_its_row_and_goes_with_it() -> None:
    async with staged() as stage:
        await stage.press("asterisk", "j", "j", "asterisk")
        assert starred(stage) == ["AIRLINK", "HUBC"]
        assert stage.screen.view.starred == ("AIRLINK", "HUBC")
        await stage.press(*BY_LAST)
        assert starred(stage) == ["HUBC", "AIRLINK"]
        await stage.press("asterisk")
        assert starred(stage) == ["AIRLINK"]


async def test_an_empty_list_of_stars_says_what_to_do_and_that_helps() -> None:
    async with staged() as stage:
        await stage.press("w")
        assert stage.notice == (
            "No symbol has a star yet. * gives one to the symbol at the cursor; w goes on to the next list."
        )
        await stage.press("w", "w", "w", "asterisk", "w")
        assert (stage.notice, stage.symbols) == ("", ["AIRLINK"])
        await stage.press("asterisk")
        assert stage.notice.startswith("No symbol has a star yet.")


async def test_a_star_of_a_symbol_without_a_quote_is_kept_until_it_comes_back() -> None:
    async with staged([FIRST]) as stage:
        stage.screen.view = stage.screen.view.starring("NOBODY")
        await stage.press("w")
        assert stage.notice.startswith("No symbol has a star yet.")
        assert stage.screen.view.starred == ("NOBODY",)


async def test_the_selected_symbol_is_selected_again_and_in_view_once_its_list_is_shown() -> None:
    async with staged([page_of(*many(200), BOP)]) as stage:
        await stage.press("G", "w", "w", "w")
        assert (stage.symbols, at_cursor(stage)) == (["BOP"], ["BOP"])
        await stage.press("w")
        assert at_cursor(stage) == ["S0199"]


# the user's own order


@pytest.mark.parametrize(("down", "up"), [("J", "K"), ("shift+down", "shift+up")])
async def test_a_symbol_goes_down_and_up_in_the_own_order_and_stops_at_both_ends(down: str, up: str) -> None:
    async with staged() as stage:
        seen = []
        for key in (up, down, down, down, up, up, up):
            await stage.press(key)
            seen.append((stage.symbols.index("AIRLINK"), stage.table.cursor_row, at_cursor(stage)))
        assert [(place, row) for place, row, _ in seen] == [(place, place) for place in (0, 1, 2, 2, 1, 0, 0)]
        assert all(cursor == ["AIRLINK"] for *_, cursor in seen)
        assert stage.screen.view.order == Order(SortKey.OWN)
        assert "your own order" in heading_of(stage).title.plain


async def test_in_a_filtered_list_a_symbol_moves_past_what_is_shown() -> None:
    quotes = [quote(symbol, "10.00", change) for symbol, change in zip("ABCD", ("1", "-1", "1", "-1"), strict=True)]
    async with staged([page_of(*quotes)]) as stage:
        await stage.press("slash", "u", "p", "enter", "J")
        assert stage.symbols == ["C", "A"]
        await stage.press("escape")
        assert stage.symbols == ["B", "C", "A", "D"]
        assert at_cursor(stage) == ["A"]


async def test_the_cursor_stays_in_view_while_its_symbol_goes_far() -> None:
    async with staged([page_of(*many(60))], size=(80, 20)) as stage:
        await stage.press(*["J"] * 15)
        assert at_cursor(stage) == ["S0000"]
        assert stage.table.cursor_row == 15
        assert stage.table.scroll_offset.y > 0


async def test_the_own_order_outlives_another_sort_and_a_refresh() -> None:
    async with staged([FIRST, TURNED]) as stage:
        await stage.press("J", *BY_LAST)
        assert stage.symbols == ["HUBC", "AIRLINK", "BOP"]
        await stage.press("s", "y")
        assert stage.symbols == ["BOP", "AIRLINK", "HUBC"]
        await stage.next_refresh()
        assert stage.symbols == ["BOP", "AIRLINK", "HUBC"]


# the sort that waits


async def test_a_refresh_does_not_sort_under_a_moving_cursor_but_once_it_rests() -> None:
    async with staged([FIRST, TURNED]) as stage:
        await stage.press(*BY_LAST)
        await stage.press("j", "k")
        assert stage.table.rows[1].quote.price == Decimal("74.48")
        await refresh_now(stage)
        assert stage.symbols == ["HUBC", "AIRLINK", "BOP"]
        assert stage.table.rows[1].quote.price == Decimal("1.00")
        assert waits(stage)
        await look_after(stage, REST_SECONDS - 0.1)
        assert waits(stage)
        assert stage.symbols == ["HUBC", "AIRLINK", "BOP"]
        await look_after(stage, 0.1)
        assert not waits(stage)
        assert stage.symbols == ["BOP", "HUBC", "AIRLINK"]
        assert stage.table.selected == "AIRLINK"
        assert at_cursor(stage) == ["AIRLINK"]


def reversed_prices(count: int) -> list[Quote]:
    """Return so many quotes whose prices fall from one symbol to the next, which stand as `many` does otherwise."""
    return [quote(f"S{number:04}", f"{10 + count - number}.00", "0.50") for number in range(count)]


async def waiting(stage: Stage) -> None:
    """Move the cursor and let a refresh come, so that its sort waits."""
    await stage.press("j")
    await refresh_now(stage)
    assert waits(stage)


async def test_after_the_wait_the_symbol_at_the_cursor_is_in_view_wherever_it_went() -> None:
    async with staged([page_of(*many(200)), page_of(*reversed_prices(200))]) as stage:
        await stage.press(*BY_LAST)
        await waiting(stage)
        assert (stage.table.selected, stage.table.cursor_row) == ("S0000", 199)
        await look_after(stage, REST_SECONDS)
        assert stage.table.cursor_row == 0
        assert at_cursor(stage) == ["S0000"]


async def test_without_a_step_a_refresh_sorts_at_once_and_the_cursor_stays_in_view() -> None:
    async with staged([page_of(*many(200)), page_of(*reversed_prices(200))]) as stage:
        await stage.press(*BY_LAST)
        assert stage.table.selected == "S0000"
        await stage.press("g")
        await look_after(stage, REST_SECONDS)
        await stage.next_refresh()
        assert not waits(stage)
        assert (stage.table.selected, stage.table.cursor_row) == ("S0199", 199)
        assert at_cursor(stage) == ["S0199"]


async def test_who_scrolled_away_from_the_cursor_is_not_taken_back_by_a_refresh() -> None:
    async with staged([page_of(*many(200)), page_of(*reversed_prices(200))]) as stage:
        await stage.press(*BY_LAST, "g")
        await look_after(stage, REST_SECONDS)
        stage.table.scroll_to(y=90, animate=False)
        await stage.next_refresh()
        assert stage.table.scroll_offset.y == 90


@pytest.mark.parametrize("keys", [("s", "p"), ("w",), ("slash",), ("escape",), ("s", "l")])
async def test_what_the_user_asks_for_does_not_wait(keys: tuple[str, ...]) -> None:
    async with staged([page_of(*many(20)), page_of(*reversed_prices(20))]) as stage:
        await stage.press(*BY_LAST)
        await waiting(stage)
        await stage.press(*keys)
        assert not waits(stage)


async def test_a_step_while_the_sort_waits_makes_it_wait_longer() -> None:
    async with staged([page_of(*many(20)), page_of(*reversed_prices(20))]) as stage:
        await stage.press(*BY_LAST)
        await waiting(stage)
        await look_after(stage, 2)
        await stage.press("k")
        await look_after(stage, 2)
        assert waits(stage)
        await look_after(stage, 1)
        assert not waits(stage)


async def test_an_order_of_the_symbols_never_waits() -> None:
    async with staged([FIRST, page_of(quote("ABC"), AIRLINK, BOP, HUBC)]) as stage:
        await stage.press("j")
        await refresh_now(stage)
        assert not waits(stage)
        assert stage.symbols == ["ABC", "AIRLINK", "BOP", "HUBC"]


# orders


@pytest.mark.parametrize("letter", ["l", "c", "p", "w", "h", "v"])
async def test_equal_values_stay_as_on_the_page_both_ways(letter: str) -> None:
    quotes = [quote(symbol, "10.00", "0.50") for symbol in ("D", "A", "C", "B")]
    async with staged([page_of(*quotes)]) as stage:
        for _ in range(2):
            await stage.press("s", letter)
            assert stage.symbols == ["D", "A", "C", "B"]


async def test_what_has_no_value_is_last_both_ways() -> None:
    second = page_of(AIRLINK, quote("BOP", "5.04", "-0.01"), quote("HUBC", "136.60", "0.76"))
    third = page_of(AIRLINK, quote("BOP", "5.05", "0.00"), quote("HUBC", "136.60", "0.76"))
    async with staged([FIRST, second, third]) as stage:
        await stage.next_refresh()
        await stage.next_refresh()
        await stage.press("s", "m")
        assert stage.symbols == ["BOP", "HUBC", "AIRLINK"]
        await stage.press("s", "m")
        assert stage.symbols == ["HUBC", "BOP", "AIRLINK"]
