"""A window that is too small: what it says, and that no key reaches what is out of sight."""

import pytest

from tests.tui.stage import staged
from tui.screens.monitor import MonitorScreen
from tui.settings.model import Settings
from tui.widgets.too_small import TooSmall

KEYS = "s c slash exclamation_mark question_mark f1 ctrl+p enter asterisk w t tab escape r l z j J less_than_sign p"


@pytest.mark.parametrize("size", [(120, 40), (59, 15)])
async def test_while_it_is_too_small_no_key_does_anything_but_quit(size: tuple[int, int]) -> None:
    async with staged(size=size) as stage:
        await stage.pilot.resize_terminal(59, 15)
        await stage.settle()
        before = stage.screen.view, stage.app.theme, stage.source.fetches, stage.ticker.is_paused
        await stage.press(*KEYS.split())
        assert stage.app.screen_stack == [stage.screen]
        assert (stage.screen.view, stage.app.theme, stage.source.fetches, stage.ticker.is_paused) == before
        assert not stage.app._notifications
        await stage.pilot.resize_terminal(120, 40)
        await stage.settle()
        assert stage.table.has_focus
        await stage.press("j")
        assert stage.table.cursor_row == 1


async def test_the_keys_go_back_to_where_they_were() -> None:
    async with staged() as stage:
        await stage.press("l")
        for size in ((40, 10), (50, 12), (120, 40)):
            await stage.pilot.resize_terminal(*size)
            await stage.settle()
        assert stage.reader.has_focus


@pytest.mark.parametrize(("keys", "key"), [({}, "q"), ({}, "ctrl+q"), ({"quit": "x", "sort": "q"}, "x")])
async def test_the_key_that_quits_does(keys: dict[str, str], key: str) -> None:
    async with staged(size=(40, 10), settings=Settings(keys=keys)) as stage:
        if "quit" in keys:
            await stage.press("q")
            assert stage.is_open(MonitorScreen)
            assert str(stage.screen.query_one(TooSmall).content).endswith(" x quits.")
        assert stage.app.return_code is None
        await stage.press(key)
        assert stage.app.return_code == 0
