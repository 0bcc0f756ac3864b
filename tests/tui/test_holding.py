"""What the user holds, in the app: typed, shown, summed up, and remembered."""

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import cast

import pytest
from textual import events
from textual.widgets import Input, Static

from tests.builders import ALWAYS_OPEN, FakeClock, ScriptedSource, page_of, quote
from tests.tui.stage import AIRLINK, BOP, FIRST, HUBC, KSE100, Stage, staged
from tui.app import TapewatchApp
from tui.errors import SourceError
from tui.history.database import open_to_write, transaction
from tui.history.holdings import all_holdings, put
from tui.history.keeper import FileHistory, History
from tui.prices.holdings import Holding
from tui.prices.order import Order, SortKey
from tui.refreshing.watched import Watched
from tui.screens.detail import SymbolDetail
from tui.screens.holding_prompt import HoldingPrompt
from tui.screens.monitor import MonitorScreen
from tui.settings.model import Settings
from tui.widgets.holdings_line import HoldingsLine

LATER = page_of(quote("AIRLINK", "75.00", "0.75"), BOP, HUBC, KSE100)


def held(stage: Stage) -> Mapping[str, Holding]:
    """Return what is held by symbol."""
    return stage.screen.state.holdings


def sum_line(stage: Stage) -> str:
    """Return what the sum line says; empty while it is out of sight."""
    line = stage.screen.query_one(HoldingsLine)
    return line.render_line(0).text.strip() if line.display else ""


def said(stage: Stage) -> str:
    """Return what the prompt says to what is typed."""
    return str(stage.app.screen.query_one(".prompt--said", Static).content)


def typed(stage: Stage) -> str:
    """Return what stands in the prompt."""
    return stage.app.screen.query_one(Input).value


def line_of(stage: Stage, place: int) -> list[str]:
    """Return the words of a line of the table; the heading is line 0."""
    return stage.table.render_line(place).text.split()


async def hold(stage: Stage, text: str) -> None:
    """Type what is held of the selected symbol."""
    await stage.press("e", *text, "enter")


# the prompt


async def test_what_is_typed_is_held_from_then_on() -> None:
    async with staged() as stage:
        assert sum_line(stage) == ""
        await hold(stage, "500 @ 70.10")
        assert held(stage) == {"AIRLINK": Holding("AIRLINK", Decimal(500), Decimal("70.10"))}
        assert stage.is_open(MonitorScreen)
        assert stage.table.has_focus
        assert sum_line(stage) == "1 holding  37,240  today ▲ +115 +0.31%  total ▲ +2,190 +6.25%"


async def test_the_prompt_begins_with_what_is_held_which_the_first_character_replaces() -> None:
    async with staged() as stage:
        await hold(stage, "500 @ 70.10")
        await stage.press("e")
        assert typed(stage) == "500 @ 70.10"
        await stage.press(*"+500 @ 80.10")
        assert said(stage).startswith("Adds 500: then 1,000 at 75.10 each on average.\ncost 75,100.00")
        await stage.press("enter")
        assert held(stage)["AIRLINK"].cost == Decimal("75.10")


async def test_the_prompt_tells_in_words_what_is_typed() -> None:
    async with staged() as stage:
        await stage.press("j", "e")
        assert said(stage) == "None is held."
        await stage.press(*"25,000")
        assert "500 @ 132.40" in said(stage)
        await stage.press(*" 4.9")
        assert said(stage).startswith(
            "Then 25,000 at 4.9 each.\ncost 122,500.00 · value 125,750.00 at 5.03 · ▲ +3,250.00"
        )


async def test_the_prompt_goes_by_the_newest_price() -> None:
    async with staged([FIRST, LATER]) as stage:
        await stage.press("e", *"500 @ 70")
        assert "at 74.48 ·" in said(stage)
        await stage.next_refresh()
        await stage.press(*".10")
        assert "at 75.00 ·" in said(stage)


async def test_what_cannot_be_done_stays_in_the_prompt() -> None:
    async with staged() as stage:
        await stage.press("e", *"-5", "enter")
        assert stage.is_open(HoldingPrompt)
        assert "none" in said(stage)
        await stage.press("escape")
        assert stage.is_open(MonitorScreen)
        assert held(stage) == {}


async def test_escape_and_the_same_again_change_nothing() -> None:
    async with staged() as stage:
        await hold(stage, "500 @ 70.10")
        before = stage.screen.state
        await stage.press("e", *"7 @ 7", "escape", "e", "enter", "e", *"-0", "enter")
        assert stage.screen.state is before


async def test_the_down_key_does_not_take_what_is_typed() -> None:
    async with staged() as stage:
        await stage.press("e", *"7 @ 7", "down")
        assert stage.is_open(HoldingPrompt)


async def test_of_what_is_pasted_one_clean_line_comes_in() -> None:
    async with staged() as stage:
        await stage.press("e")
        stage.app.screen.query_one(Input).post_message(events.Paste("5 @\x1b[2J 7\nrm -rf"))
        await stage.settle()
        assert typed(stage) == "5 @ 7"


@pytest.mark.parametrize("text", ["0", "-500"])
async def test_the_last_holding_takes_the_sum_line_with_it(text: str) -> None:
    async with staged() as stage:
        await hold(stage, "500 @ 70.10")
        await hold(stage, text)
        assert held(stage) == {}
        assert sum_line(stage) == ""


async def test_an_empty_prompt_removes_it() -> None:
    async with staged() as stage:
        await hold(stage, "500 @ 70.10")
        await stage.press("e", "delete", "enter")
        assert held(stage) == {}


async def test_without_a_row_there_is_nothing_to_hold() -> None:
    async with staged([SourceError("Gone.")]) as stage:
        await stage.press("e")
        assert stage.is_open(MonitorScreen)


@pytest.mark.parametrize("size", [(60, 16), (80, 24), (200, 50)])
async def test_the_whole_prompt_is_in_sight(size: tuple[int, int]) -> None:
    async with staged(size=size) as stage:
        await stage.press("e", *"999,999,999,999 @ 999")
        prompt = stage.app.screen
        assert all(prompt.region.contains_region(static.region) for static in prompt.query(Static))


# the table and the sums


async def test_the_columns_come_with_the_first_holding_where_there_is_room_and_go_with_the_last() -> None:
    titles = ["Held", "Value", "Gain", "Today"]
    async with staged(size=(200, 40)) as stage:
        await stage.press("z")
        assert line_of(stage, 0)[-1] == "Moved"
        await hold(stage, "500 @ 70.10")
        assert line_of(stage, 0)[-4:] == titles
        assert line_of(stage, 1)[-6:] == ["500", "37,240.00", "▲", "+2,190.00", "▲", "+115.00"]
        assert line_of(stage, 2)[-1] == "–"
        await stage.press("slash", *"hubc", "enter")
        assert line_of(stage, 0)[-4:] == titles
        await stage.press("escape")
        await hold(stage, "0")
        assert line_of(stage, 0)[-1] == "Moved"


async def test_the_columns_are_the_first_to_go() -> None:
    async with staged() as stage:
        before = line_of(stage, 0)
        await hold(stage, "500 @ 70.10")
        assert line_of(stage, 0) == before


async def test_columns_that_are_chosen_show_whatever_is_held() -> None:
    async with staged() as stage:
        columns = (SortKey.SYMBOL, SortKey.GAIN, SortKey.HELD)
        stage.screen.view = stage.screen.view.model_copy(update={"columns": columns})
        await stage.settle()
        assert line_of(stage, 0) == ["Symbol", "↑", "Gain", "Held"]
        assert line_of(stage, 1) == ["▸", "AIRLINK"]
        await hold(stage, "500 @ 80")
        assert line_of(stage, 1) == ["▸", "AIRLINK", "▼", "-2,760.00", "500"]


async def test_gains_follow_the_prices_and_points_stand_below_each_other() -> None:
    async with staged([FIRST, LATER], size=(200, 40)) as stage:
        await stage.press("z")
        await hold(stage, "500 @ 70.10")
        await stage.press("j")
        await hold(stage, "1,000,000 @ 0.0001")
        lines = [stage.table.render_line(place).text for place in (1, 2)]
        assert len({line.rindex(".") for line in lines}) == 1
        await stage.next_refresh()
        assert line_of(stage, 1)[-6:] == ["500", "37,500.00", "▲", "+2,450.00", "▲", "+375.00"]
        assert "5,067,500.00" in sum_line(stage)


async def test_what_is_held_sorts_with_the_others_last_both_ways() -> None:
    async with staged() as stage:
        await stage.press("j")
        await hold(stage, "5 @ 7")
        await stage.press("j")
        await hold(stage, "5 @ 7")
        await stage.press("s", "g")
        assert stage.screen.view.order == Order(SortKey.GAIN, is_reversed=True)
        assert stage.symbols == ["HUBC", "BOP", "AIRLINK"]
        await stage.press("s", "g")
        assert stage.symbols == ["BOP", "HUBC", "AIRLINK"]


async def test_the_sums_dim_when_a_price_in_them_is_old() -> None:
    async with staged([FIRST, SourceError("Gone.")]) as stage:
        await hold(stage, "500 @ 70.10")
        line = stage.screen.query_one(HoldingsLine)
        assert line.sums is not None
        assert not line.sums.is_stale
        stage.clock.advance(10_000)
        stage.screen.look_again()
        assert line.sums.is_stale


async def test_the_sums_say_how_many_have_no_price_now() -> None:
    async with staged([page_of(AIRLINK, BOP)], size=(200, 40)) as stage:
        await hold(stage, "500 @ 70.10")
        stage.screen.take_sources([])
        stage.screen.look()
        await stage.settle()
        assert sum_line(stage) == "1 holding  1 without a price"


async def test_the_detail_has_what_is_held() -> None:
    async with staged() as stage:
        await hold(stage, "500 @ 70.10")
        await stage.press("enter")
        assert isinstance(stage.app.screen, SymbolDetail)
        shown = [str(static.content) for static in stage.app.screen.query(Static) if static.display]
        assert "500 at 70.10 each · value 37,240.00 · today ▲ +115.00 · total ▲ +2,190.00 +6.25%" in shown


# the history


def remembered(path: Path) -> dict[str, Holding]:
    """Return what a history has."""
    connection = open_to_write(path)
    try:
        return all_holdings(connection)
    finally:
        connection.close()


async def run(history: History, *keys: str) -> Mapping[str, Holding]:
    """Run the app with the history, press the keys, and return what is held then."""
    clock = FakeClock()
    settings = Settings().model_copy(update={"hours": ALWAYS_OPEN})
    app = TapewatchApp([Watched(ScriptedSource(clock, [FIRST]))], clock, settings, history=history)
    async with app.run_test(size=(120, 40)) as pilot:
        await clock.until_waits(1)
        await app.workers.wait_for_complete([worker for worker in app.workers if worker.group == "holdings"])
        await pilot.pause()
        await pilot.press(*keys)
        await pilot.pause()
        return cast("MonitorScreen", app.get_default_screen()).state.holdings


async def test_what_is_held_is_there_the_next_time(tmp_path: Path) -> None:
    path = tmp_path / "history.db"
    airlink = Holding("AIRLINK", Decimal(500), Decimal("70.10"))
    for keys, there in (
        (("e", *"500 @ 70.10", "enter"), {"AIRLINK": airlink}),
        ((), {"AIRLINK": airlink}),
        (("e", *"-100", "enter"), {"AIRLINK": airlink._replace(quantity=Decimal(400))}),
        (("e", "0", "enter"), {}),
        ((), {}),
    ):
        history = FileHistory(path)
        assert await run(history, *keys) == there
        assert history.close() is None
        assert remembered(path) == there


async def test_what_another_tapewatch_holds_meanwhile_stays(tmp_path: Path) -> None:
    path = tmp_path / "history.db"
    history, gone = FileHistory(path), Holding("GONE", Decimal(5), Decimal(7))
    assert await run(history, "e", *"5 @ 7", "enter") == {"AIRLINK": Holding("AIRLINK", Decimal(5), Decimal(7))}
    other = open_to_write(path)
    with transaction(other):
        put(other, gone)
    other.close()
    assert history.close() is None
    assert set(remembered(path)) == {"AIRLINK", "GONE"}


async def test_without_a_history_it_is_known_until_tapewatch_ends() -> None:
    async with staged() as stage:
        await hold(stage, "5 @ 7")
        await stage.next_refresh()
        assert stage.table.rows[0].holding == Holding("AIRLINK", Decimal(5), Decimal(7))
