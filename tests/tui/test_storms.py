"""Storms: windows, keys and pages in any sequence. Some seconds here; `SOAK=20` makes it that much longer."""

import os
from random import Random
from typing import Final

import pytest
from rich.cells import cell_len
from textual import events
from textual.geometry import Size

from parsing import Quote
from tests.builders import page_of, quote
from tests.tui.stage import FIRST, Stage, many, staged
from tui.errors import SourceSlowError
from tui.lists.watchlists import Watchlist
from tui.prices.order import SortKey
from tui.screens.monitor import MonitorScreen

ROUNDS: Final = int(os.environ.get("SOAK", "1"))
RESIZES: Final = 60
ODD_SIZES: Final = ((1, 1), (2, 2), (59, 16), (60, 15), (60, 16), (99, 30), (100, 30), (240, 60))
KEYS: Final = (
    *("j", "k", "down", "up", "g", "G", "pagedown", "pageup", "left", "right", "J", "K", "asterisk", "w", "p", "t"),
    *("tab", "h", "l", "z", "less_than_sign", "greater_than_sign", "slash", "u", "x", "enter", "escape", "escape"),
    *("s", "l", "m", "o", "y", "c", "question_mark", "exclamation_mark", "f"),
)
STORY: Final = "\n\n".join(f"Paragraph {number} 株式 of a long story." for number in range(9))


def weather(random: Random) -> str | SourceSlowError:
    """Return a page with other prices for some of the symbols, or now and then none."""
    if random.random() < 0.1:
        return SourceSlowError("The server is asleep.")
    moves = [random.choice(("0.50", "-0.50", "0.00")) for _ in range(random.randrange(80))]
    quotes = [quote(f"S{number:04}", f"{random.randrange(1, 200)}.00", move) for number, move in enumerate(moves)]
    return page_of(*quotes, quote("KSE100", "75312", "381"), body=random.choice(("", STORY)))


async def blow(stage: Stage, size: tuple[int, int]) -> None:
    """Make the window as large as that."""
    driver = stage.app._driver
    assert driver is not None
    driver._size = size
    stage.app.post_message(events.Resize(Size(*size), Size(*size)))
    await stage.pilot.pause()


async def refresh(stage: Stage) -> None:
    """Let the time come for the next page, and take that in."""
    waits = len(stage.clock.waits)
    stage.clock.advance(stage.clock.waits[-1] or 0)
    await stage.clock.until_waits(waits + 1)
    await stage.pilot.pause()


def check(stage: Stage) -> None:
    """See that every line is exactly as wide as it has to be, and that the cursor is in view where there is room."""
    table, size = stage.table, stage.app.size
    for strip in stage.app.screen._compositor.render_strips():
        assert strip.cell_length == sum(cell_len(segment.text) for segment in strip) == size.width
    if not table.is_on_screen or not stage.is_open(MonitorScreen):
        return
    for y in range(table.size.height):
        strip = table.render_line(y)
        assert strip.cell_length == sum(cell_len(segment.text) for segment in strip) == table.size.width
    room, top = table.size.height - 1, table.scroll_offset.y
    if table.cursor_row is not None and room > 0:
        assert top <= table.cursor_row < top + room, f"{table.cursor_row} is not within {room} rows from {top}"
        assert table.render_line(1 + table.cursor_row - top).text.startswith(("▸", "▹"))


@pytest.mark.timeout(60 * ROUNDS)
@pytest.mark.parametrize("seed", range(1947, 1947 + ROUNDS))
async def test_windows_keys_and_pages_in_any_sequence_break_nothing(seed: int) -> None:
    random = Random(seed)  # noqa: S311 - weather, not a secret
    async with staged([page_of(*many(60), body=STORY), *(weather(random) for _ in range(40))]) as stage:
        for step in range(RESIZES):
            any_size = random.randint(1, 240), random.randint(1, 60)
            await blow(stage, random.choice(ODD_SIZES) if random.random() < 0.3 else any_size)
            for key in random.choices(KEYS, k=random.randint(1, 3)):
                stage.app.simulate_key(key)
            if step % 4 == 0:
                await refresh(stage)
            if step % 7 == 0:
                stage.clock.advance(3)
                stage.screen.look_again()
            await stage.settle()
            check(stage)
        await blow(stage, (120, 40))
        await stage.press("escape", "escape", "escape", "h")
        check(stage)
        assert stage.app.is_running
        assert stage.table.has_focus


async def test_none_one_ten_thousand_and_thirty_four_rows_in_turn() -> None:
    counts = (0, 1, 10_000, 34)
    pages = [page_of(*many(count), body="They rose.\n") for count in counts]
    async with staged(pages) as stage:
        seen = [len(stage.symbols)]
        for _ in counts[1:]:
            await stage.press("G")
            await stage.next_refresh()
            check(stage)
            seen.append(len(stage.symbols))
        assert seen == [0, 1, 10_000, 10_000]  # what a page no longer brings stays, dimmed
        assert len(stage.screen.stale & set(stage.symbols)) == 10_000 - 34
        await stage.press("G")
        assert stage.table.selected == "S9999"
        check(stage)
        await stage.press("slash", *"s900", "enter", "G")
        assert stage.table.selected == "S9009"
        check(stage)


def turned(count: int, *, is_up: bool) -> list[Quote]:
    """Return quotes of which the even ones rose, or the others."""
    return [
        quote(f"S{number:04}", f"{10 + number}.00", "0.50" if (number % 2 == 0) is is_up else "-0.50")
        for number in range(count)
    ]


async def test_a_symbol_that_vanishes_under_the_cursor_is_selected_again_when_it_comes_back() -> None:
    pages = [page_of(*turned(60, is_up=is_up)) for is_up in (True, False, True)]
    async with staged(pages) as stage:
        await stage.press("w", "w", "G")
        assert stage.screen.view.watchlist is Watchlist.GAINERS
        assert stage.table.selected == "S0058"
        await stage.next_refresh()
        assert "S0058" not in stage.symbols
        assert stage.table.selected_row is not None
        check(stage)
        await stage.next_refresh()
        assert stage.table.selected_row.symbol == "S0058"
        check(stage)


async def test_refreshes_while_a_filter_is_typed_lose_neither_letters_nor_rows() -> None:
    pages = [page_of(*turned(60, is_up=step % 2 == 0)) for step in range(5)]
    async with staged(pages) as stage:
        await stage.press("slash")
        for key in ("u", "p", "space", "5"):
            await stage.pilot.press(key)
            await stage.next_refresh()
            check(stage)
        assert stage.screen.chosen.text == "up 5"
        assert stage.symbols == ["S0050", "S0052", "S0054", "S0056", "S0058"]


async def test_sorts_while_the_rows_are_scrolled_keep_the_cursor_in_view() -> None:
    async with staged([page_of(*many(500)), FIRST]) as stage:
        for letter in "lpmoy":
            stage.table.scroll_to(y=250, animate=False)
            await stage.press("s", letter)
            check(stage)
            stage.table.scroll_to(y=100, animate=False)
            stage.table.scroll_to(y=400, animate=False)
            await stage.press("j")
            check(stage)
        assert stage.screen.view.order.key is SortKey.OWN
