"""The ticker's motion."""

from tests.builders import page_of, quote
from tests.tui.stage import AIRLINK, BOP, FIRST, HUBC, Stage, staged
from tui.widgets.ticker import CELLS_A_SECOND


def shown(stage: Stage) -> str:
    """Return what the ticker shows now."""
    return stage.ticker.render_line(0).text


async def test_its_place_follows_the_clock_and_not_the_count_of_frames() -> None:
    async with staged() as stage:
        start = stage.ticker.offset_cells
        before = shown(stage)
        stage.clock.advance(1)
        assert stage.ticker.offset_cells == start + CELLS_A_SECOND
        assert shown(stage).startswith(before[int(CELLS_A_SECOND) :][:20])


async def test_paused_it_stands_still_and_goes_on_from_there() -> None:
    async with staged() as stage:
        stage.clock.advance(1)
        await stage.press("p")
        place = stage.ticker.offset_cells
        stage.clock.advance(100)
        assert stage.ticker.offset_cells == place
        await stage.press("p")
        assert stage.ticker.offset_cells == place
        stage.clock.advance(1)
        assert stage.ticker.offset_cells == place + CELLS_A_SECOND


async def test_it_stops_while_the_terminal_has_lost_the_focus() -> None:
    async with staged() as stage:
        stage.app.app_focus = False
        await stage.settle()
        assert not stage.ticker.is_moving
        stage.app.app_focus = True
        await stage.settle()
        assert stage.ticker.is_moving


async def test_it_stops_while_there_is_nothing_to_show() -> None:
    async with staged(["They rose.\n"]) as stage:
        assert not stage.ticker.is_moving


async def test_new_prices_flow_in_without_a_jump() -> None:
    longer = page_of(quote("AIRLINK", "10074.48", "0.23"), BOP, HUBC)
    async with staged([FIRST, longer]) as stage:
        stage.clock.advance(5)
        offset = shown(stage).index("BOP")
        stage.clock.advance(offset / CELLS_A_SECOND)
        assert shown(stage).startswith("BOP")
        await stage.press("p", "r")
        await stage.clock.until_waits(2)
        await stage.settle()
        assert "10,074.48" in stage.ticker._tape.strip.text
        assert shown(stage).startswith("BOP")


async def test_without_animations_it_turns_pages() -> None:
    async with staged([page_of(AIRLINK, BOP, HUBC)], size=(60, 16)) as stage:
        stage.app.animation_level = "none"
        before = shown(stage)
        stage.clock.advance(5)
        assert shown(stage) == before
        stage.clock.advance(2)
        assert shown(stage) != before
