"""The sheet of the watchlists, in the app; the lists in the table and on the ticker."""

import pytest
from textual.containers import Vertical
from textual.widgets import Input, Static

from tests.builders import page_of
from tests.tui.lists.test_watchlists import plain
from tests.tui.stage import Stage, many, staged
from tests.tui.test_lists import at_cursor, heading_of
from tui.lists.watchlists import LONGEST_NAME, MOST_LISTED, MOST_LISTS, OwnList, Watchlist
from tui.prices.order import Order, SortKey
from tui.screens.hints import Hints
from tui.screens.list_sheet import ListSheet
from tui.screens.menu_line import MenuLine
from tui.settings.model import Settings
from tui.view.model import View

BANKS = ("W", "n", *"Banks", "enter")
"""The keys that open the sheet and make a list."""


def entries(stage: Stage) -> list[str]:
    """Return the lines of the lists, without the spaces between their parts."""
    lines = [line for line in stage.app.screen.query(MenuLine) if line.display]
    return [" ".join(str(line.content).split()) for line in lines]


def said(stage: Stage) -> str:
    """Return what the sheet says to what was done."""
    return str(stage.app.screen.query_one(".lists--says", Static).content)


def lists(stage: Stage) -> list[tuple[str, tuple[str, ...]]]:
    """Return the own lists."""
    return plain(stage.screen.view.lists)


def with_lists(stage: Stage, *own: OwnList) -> None:
    """Let there be these lists."""
    stage.screen.view = stage.screen.view.with_lists(own)


def toasts(stage: Stage) -> list[str]:
    """Return what was said of what the user did."""
    return [notification.message for notification in stage.app._notifications]


async def fill(stage: Stage) -> None:
    """Let there be two lists, of which one has symbols, and open the sheet."""
    with_lists(stage, OwnList("Banks", ("BOP", "HUBC"), 1), OwnList("Oil", (), 2))
    await stage.press("W")


# the sheet


async def test_without_a_list_of_ones_own_it_says_how_to_make_one() -> None:
    async with staged() as stage:
        await stage.press("W")
        assert stage.is_open(ListSheet)
        assert entries(stage) == ["▸ starred 0"]
        assert said(stage) == "n makes a list of your own, such as Banks."
        await stage.press("space")
        assert (entries(stage), stage.screen.view.starred) == (["▸ ✓ starred 1"], ("AIRLINK",))


async def test_a_list_is_made_filled_and_shown() -> None:
    async with staged() as stage:
        await stage.press("j", *BANKS)
        assert entries(stage) == ["starred 0", "▸ Banks 0"]
        await stage.press("space")
        assert (entries(stage)[1], said(stage)) == ("▸ ✓ Banks 1", "✓ marks lists with BOP")
        await stage.press("enter")
        assert not stage.is_open(ListSheet)
        assert (stage.screen.view.watchlist, stage.symbols) == ("Banks", ["BOP"])
        heading = heading_of(stage)
        assert (heading.title.plain, heading.aside.plain) == ("Quotes  Banks · by symbol ↑", "1 of 3")
        await stage.press("W")
        assert entries(stage) == ["starred 0", "▸ ✓ Banks 1 table"]
        await stage.press("space", "escape")
        empty = "Banks has no symbol yet. W puts the one at the cursor on it; w goes on to the next list."
        assert stage.notice == empty


async def test_keys_that_come_all_at_once_do_the_same() -> None:
    async with staged() as stage:
        await stage.pilot.press(*BANKS, "space", "n", *"Oil", "enter", "K", "enter")
        await stage.settle()
        assert lists(stage) == [("Oil", ()), ("Banks", ("AIRLINK",))]
        assert stage.screen.view.watchlist == "Oil"


async def test_a_name_that_cannot_be_is_told_while_it_is_typed_and_not_taken() -> None:
    async with staged() as stage:
        await stage.press(*BANKS, "n", *"starred")
        assert said(stage) == "starred is the name of a list that is always there."
        await stage.press("enter", *["backspace"] * 7)
        assert said(stage) == ""
        await stage.press("enter")
        assert said(stage) == "A list needs a name."
        await stage.press(*"bANKS", "enter")
        assert said(stage) == "There is a list of the name bANKS already."
        await stage.press(*"X" * LONGEST_NAME)
        assert said(stage) == f"A name has at most {LONGEST_NAME} characters."
        await stage.press("escape")
        assert stage.is_open(ListSheet)
        assert lists(stage) == [("Banks", ())]


async def test_letters_that_are_keys_are_letters_while_a_name_is_typed() -> None:
    async with staged() as stage:
        await stage.press("W", "n", *"Wqxur J", "enter")
        assert lists(stage) == [("Wqxur J", ())]


async def test_what_is_pasted_as_a_name_is_cleaned() -> None:
    async with staged() as stage:
        await stage.press("W", "n")
        stage.app.screen.query_one(Input).value = "[b]To\x1b[31m  watch "
        await stage.press("enter")
        assert lists(stage) == [("[b]To watch", ())]
        assert entries(stage)[1] == "▸ [b]To watch 0"
        await stage.press("enter")
        assert heading_of(stage).title.plain.startswith("Quotes  [b]To watch")


async def test_a_list_gets_another_name_and_goes_on_to_be_shown() -> None:
    async with staged() as stage:
        await fill(stage)
        await stage.press("j", "enter", "W", "r")
        assert stage.app.screen.query_one(Input).value == "Banks"
        await stage.press("enter")
        assert lists(stage)[0] == ("Banks", ("BOP", "HUBC"))
        await stage.press("r", "2", "enter")
        assert lists(stage) == [("Banks2", ("BOP", "HUBC")), ("Oil", ())]
        assert entries(stage) == ["starred 0", "▸ ✓ Banks2 2 table", "Oil 0"]
        await stage.press("escape")
        assert heading_of(stage).title.plain.startswith("Quotes  Banks2")


async def test_a_list_is_deleted_and_brought_back() -> None:
    async with staged() as stage:
        await fill(stage)
        await stage.press("j", "enter", "W", "x")
        assert (entries(stage), said(stage)) == (["starred 0", "▸ Oil 0"], "Banks is deleted; u brings it back.")
        assert stage.screen.view.watchlist is Watchlist.ALL
        await stage.press("u")
        assert entries(stage) == ["starred 0", "▸ ✓ Banks 2", "Oil 0"]
        await stage.press("u")
        assert said(stage) == "No list was deleted since this was opened."
        await stage.press("G", "x")
        assert entries(stage) == ["starred 0", "▸ ✓ Banks 2"]


async def test_starred_keeps_its_name_its_place_and_stays() -> None:
    async with staged() as stage:
        await fill(stage)
        await stage.press("r")
        assert said(stage) == "starred keeps its name."
        await stage.press("x")
        assert said(stage) == "starred stays; Space takes a star away."
        await stage.press("J")
        assert entries(stage) == ["▸ starred 0", "Banks 2", "Oil 0"]


@pytest.mark.parametrize(("down", "up"), [("J", "K"), ("shift+down", "shift+up")])
async def test_lists_go_down_and_up_and_the_cursor_with_them(down: str, up: str) -> None:
    async with staged() as stage:
        await fill(stage)
        await stage.press("down", down)
        assert entries(stage) == ["starred 0", "Oil 0", "▸ Banks 2"]
        await stage.press(down)
        assert lists(stage) == [("Oil", ()), ("Banks", ("BOP", "HUBC"))]
        await stage.press(up, up)
        assert entries(stage) == ["starred 0", "▸ Banks 2", "Oil 0"]
        await stage.press("escape", "w", "w", "w", "w")
        assert stage.screen.view.watchlist == "Banks"


async def test_there_are_only_so_many_lists_and_symbols_on_one() -> None:
    async with staged() as stage:
        full = OwnList("Full", tuple(f"S{number}" for number in range(MOST_LISTED)), 1)
        with_lists(stage, full, *(OwnList(f"L{number}", (), number) for number in range(2, MOST_LISTS + 1)))
        await stage.press("W", "j", "space")
        assert said(stage) == "Full has 1,000 symbols, which is the most."
        await stage.press("n")
        assert said(stage) == f"There are {MOST_LISTS} lists, which is the most."
        await stage.press("G")
        assert entries(stage)[-1] == f"▸ L{MOST_LISTS} 0"


async def test_without_a_symbol_lists_can_be_made_and_shown() -> None:
    async with staged([page_of(body="Kites rise\n")]) as stage:
        await stage.press(*BANKS, "space")
        assert (lists(stage), said(stage)) == ([("Banks", ())], "No symbol is selected in the table.")
        await stage.press("enter")
        assert stage.screen.view.watchlist == "Banks"


@pytest.mark.parametrize("key", ["escape", "q", "W"])
async def test_it_closes_and_the_table_is_as_it_was(key: str) -> None:
    async with staged() as stage:
        await fill(stage)
        await stage.press("j", key)
        assert not stage.is_open(ListSheet)
        assert stage.screen.view.watchlist is Watchlist.ALL


async def test_it_opens_at_the_list_that_is_shown() -> None:
    async with staged() as stage:
        await fill(stage)
        await stage.press("G", "enter", "W")
        assert entries(stage)[2] == "▸ Oil 0 table"


async def test_a_click_goes_to_a_list_and_puts_the_symbol_on_it() -> None:
    async with staged() as stage:
        await fill(stage)
        await stage.pilot.click(next(line for line in stage.app.screen.query(MenuLine) if line.place == 2))
        await stage.settle()
        assert entries(stage) == ["starred 0", "Banks 2", "▸ ✓ Oil 1"]


async def test_the_hints_can_be_clicked() -> None:
    async with staged() as stage:
        await fill(stage)
        await stage.press("G")
        for hints in stage.app.screen.query(Hints).filter(".-editing"):
            text = str(hints.content)
            place = hints.size.width - len(text) + text.index("x delete")
            await stage.pilot.click(hints, offset=(place, 0))
        await stage.settle()
        assert lists(stage) == [("Banks", ("BOP", "HUBC"))]


@pytest.mark.parametrize("size", [(60, 16), (80, 24), (200, 50)])
async def test_all_of_it_is_in_sight_with_as_many_lists_as_there_can_be(size: tuple[int, int]) -> None:
    async with staged(size=size) as stage:
        with_lists(stage, *(OwnList(f"{number}" * 10, ("HUBC",), number) for number in range(1, MOST_LISTS + 1)))
        await stage.press("W")
        for keys in (("G",), ("g",), ("n",)):
            await stage.press(*keys)
            box = stage.app.screen.query_one(Vertical)
            at = next(line for line in stage.app.screen.query(MenuLine) if line.has_class("-at"))
            shown = [at, *(static for static in box.query("Vertical > Static") if static.display)]
            assert all(box.content_region.contains_region(static.region) for static in shown)


async def test_another_key_opens_and_closes_it_where_the_settings_say_so() -> None:
    async with staged(settings=Settings(keys={"watchlists": "F6"})) as stage:
        await stage.press("f6")
        assert stage.is_open(ListSheet)
        await stage.press("f6")
        assert not stage.is_open(ListSheet)


# lists in the table


async def test_w_goes_on_to_the_own_lists() -> None:
    async with staged() as stage:
        with_lists(stage, OwnList("Banks", ("HUBC", "NOBODY", "BOP"), 1), OwnList("Away", ("NOBODY",), 2))
        await stage.press("w", "w", "w", "w")
        assert (stage.screen.view.watchlist, stage.symbols) == ("Banks", ["BOP", "HUBC"])
        await stage.press("w")
        assert stage.notice == "No symbol of Away has a price now. w goes on to the next list."
        await stage.press("w")
        assert stage.symbols == ["AIRLINK", "BOP", "HUBC"]


@pytest.mark.parametrize("is_starred", [True, False])
async def test_in_the_own_order_a_list_has_its_own(*, is_starred: bool) -> None:
    async with staged() as stage:
        own = OwnList("Banks", ("HUBC", "AIRLINK", "BOP"), 1)
        view = View(lists=(own,), starred=own.symbols, order=Order(SortKey.OWN))
        stage.screen.view = view.showing("starred" if is_starred else "Banks")
        await stage.settle()
        assert stage.symbols == ["HUBC", "AIRLINK", "BOP"]
        await stage.press("g", "J")
        assert (stage.symbols, at_cursor(stage)) == (["AIRLINK", "HUBC", "BOP"], ["HUBC"])
        assert stage.screen.view.listed == ("AIRLINK", "HUBC", "BOP")
        await stage.press("J", "J")
        assert stage.symbols == ["AIRLINK", "BOP", "HUBC"]
        stage.screen.view = stage.screen.view.showing("all")
        await stage.settle()
        assert stage.symbols == ["AIRLINK", "BOP", "HUBC"]
        assert stage.screen.view.own == ()


# the ticker


def tape(stage: Stage) -> str:
    """Return what the ticker shows."""
    return stage.ticker.render_line(0).text


def moves(stage: Stage) -> bool:
    """Return whether the ticker moves."""
    return stage.ticker.is_moving


async def test_the_ticker_shows_one_list_after_the_other_and_says_which() -> None:
    async with staged(size=(200, 40)) as stage:
        with_lists(stage, OwnList("Banks", ("HUBC", "KSE100", "BOP"), 1))
        assert tape(stage).startswith("AIRLINK")
        await stage.press("F")
        assert tape(stage).rstrip() == "No symbol is on starred yet; F shows the next list."
        assert toasts(stage) == ["The ticker shows the list starred."]
        await stage.press("F")
        assert [item.split()[0] for item in tape(stage).split("·")[:4]] == ["HUBC", "KSE100", "BOP", "HUBC"]
        assert toasts(stage) == ["The ticker shows the list Banks."]
        await stage.press("F")
        assert tape(stage).startswith("AIRLINK")
        assert toasts(stage) == ["The ticker shows all symbols."]


async def test_the_indices_run_behind_a_list_that_does_not_have_them() -> None:
    async with staged(size=(200, 40)) as stage:
        await stage.press("G", "asterisk", "F")
        assert [item.split()[0] for item in tape(stage).split("·")[:3]] == ["HUBC", "KSE100", "HUBC"]


async def test_the_ticker_follows_its_list() -> None:
    async with staged(size=(200, 40)) as stage:
        await stage.press("F")
        assert not moves(stage)
        await stage.press("asterisk")
        assert tape(stage).startswith("AIRLINK")
        assert moves(stage)
        await stage.press("j", "asterisk", "k", "asterisk")
        assert tape(stage).startswith("BOP")
        await stage.press("j", "asterisk")
        assert tape(stage).startswith("No symbol is on starred yet")
        assert not moves(stage)


async def test_a_list_without_prices_says_so_on_the_ticker_and_has_none_to_click() -> None:
    async with staged() as stage:
        with_lists(stage, OwnList("Away", ("NOBODY",), 1))
        await stage.press("F", "F")
        assert tape(stage).rstrip() == "No symbol of Away has a price now; F shows the next list."
        await stage.pilot.click(stage.ticker, offset=(3, 0))
        assert not stage.app.screen.is_modal
        await stage.press("W", "G", "x")
        assert tape(stage).startswith("AIRLINK")


async def test_a_symbol_that_is_not_on_the_ticker_is_not_found_there() -> None:
    async with staged() as stage:
        await stage.press("G", "asterisk", "F", "g", "f")
        assert toasts(stage)[-1] == "AIRLINK is not on the ticker, which shows the list starred."


async def test_before_the_first_price_the_ticker_is_blank() -> None:
    async with staged([page_of(body="Kites rise\n")]) as stage:
        await stage.press("F")
        assert tape(stage).strip() == ""


async def test_a_long_list_runs_past_in_its_order() -> None:
    quotes = many(200)
    async with staged([page_of(*quotes)], size=(200, 40)) as stage:
        with_lists(stage, OwnList("Back", tuple(quote.symbol for quote in reversed(quotes)), 1))
        await stage.press("F", "F")
        assert [item.split()[0] for item in tape(stage).split("·")[:3]] == ["S0199", "S0198", "S0197"]
