"""Commands: one place for keys, palette, help and footer."""

import re
from collections import Counter

import pytest
from textual.binding import ActiveBinding, Binding
from textual.command import CommandList, CommandPalette
from textual.containers import VerticalScroll
from textual.widgets import Static

from tests.tui.stage import Stage, staged
from tui.app import TapewatchApp
from tui.keys.bindings import binding, in_footer
from tui.keys.commands import BY_NAME, COMMANDS, Command, Where, commands_for, keys_text
from tui.keys.names import shown
from tui.screens.monitor import MonitorScreen
from tui.screens.sheet import HelpSheet, Sheet
from tui.settings.model import Settings
from tui.widgets.headline_list import HeadlineList
from tui.widgets.panes import Panes
from tui.widgets.quote_table import QuoteTable
from tui.widgets.reader import Reader

PLACES = {
    Where.ANYWHERE: MonitorScreen,
    Where.PAST: MonitorScreen,
    Where.PANES: Panes,
    Where.NEWS: Panes,
    Where.QUOTES: QuoteTable,
    Where.HEADLINES: HeadlineList,
    Where.READER: Reader,
    "screen": MonitorScreen,
    "app": TapewatchApp,
}
NODE = Static()
PLAIN = Command("x", "x", ("x",), "X", "do x")


def helped(stage: Stage) -> list[tuple[str, ...]]:
    """Return the lines of the help: keys, and what they do."""
    lines = stage.app.screen.query(".help--line")
    return [tuple(str(part.content) for part in line.query(Static)) for line in lines]


@pytest.mark.parametrize("where", [Where.QUOTES, Where.HEADLINES, Where.READER])
def test_no_key_means_two_things_in_one_place(where: Where) -> None:
    places = (Where.ANYWHERE, Where.PANES, Where.NEWS, where)
    keys = [key for place in places for command in commands_for(place) for key in command.keys]
    assert [key for key, times in Counter(keys).items() if times > 1] == []


def test_every_command_has_its_own_name_and_a_line_for_the_help() -> None:
    assert len(BY_NAME) == len(COMMANDS)
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)*", command.name) for command in COMMANDS)
    assert all(command.help and command.title and command.keys for command in COMMANDS)


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_what_a_command_does_is_there_where_its_keys_work(command: Command) -> None:
    place, dot, action = command.action.rpartition(".")
    node = PLACES[place if dot else command.where]
    assert hasattr(node, f"action_{action.partition('(')[0]}")


def test_a_command_without_a_footer_label_is_not_in_the_footer() -> None:
    assert binding(PLAIN).show is False
    assert binding(Command("x", "x", ("x",), "X", "do x", footer="X")).show is True


# the help


async def test_the_help_names_every_command_with_its_keys() -> None:
    async with staged() as stage:
        await stage.press("question_mark")
        told = helped(stage)
    expected = [(keys_text(command.keys), command.help) for where in Where for command in commands_for(where)]
    assert [line for line in told if line in expected] == expected


async def test_the_help_names_the_keys_that_hold_now() -> None:
    keys = {"sort": "x, ctrl+s", "pause": ""}
    async with staged(settings=Settings(keys=keys)) as stage:
        await stage.press("f1")
        told = {what: held for held, what in helped(stage)}
    assert told[BY_NAME["sort"].help] == "x Ctrl+S"
    assert told[BY_NAME["pause"].help] == "–"


@pytest.mark.parametrize("size", [(60, 16), (80, 24), (99, 30), (100, 30), (120, 40), (200, 50)])
async def test_the_help_is_whole_at_every_size(size: tuple[int, int]) -> None:
    async with staged(size=size) as stage:
        await stage.press("question_mark")
        sheet = stage.app.screen
        assert isinstance(sheet, HelpSheet)
        lefts = {line.region.x for line in sheet.query(".help--line")}
        assert len(lefts) == (2 if size[0] >= 100 else 1)
        for text in sheet.query(".help--line > Static").results(Static):
            assert text.region.width >= len(max(str(text.content).split(), key=len))
            assert text.size.height >= -(-len(str(text.content)) // text.size.width)


async def test_in_a_large_window_the_help_needs_no_scrolling() -> None:
    async with staged(size=(160, 60)) as stage:
        await stage.press("question_mark")
        assert stage.app.screen.query_one(VerticalScroll).max_scroll_y == 0
        assert str(stage.app.screen.query_one(".sheet--hint", Static).content) == "Esc closes"


@pytest.mark.parametrize("size", [(60, 16), (80, 24), (100, 30)])
async def test_a_sheet_says_that_there_is_more_below_until_its_end_is_in_sight(size: tuple[int, int]) -> None:
    async with staged(size=size) as stage:
        await stage.press("question_mark")
        hint = stage.app.screen.query_one(".sheet--hint", Static)
        for key, says in (("j", "↓ more · Esc closes"), ("G", "Esc closes"), ("k", "↓ more · Esc closes")):
            await stage.press(key)
            assert str(hint.content) == says
            assert hint.region.bottom < size[1]
            end = max(line.region.bottom for line in stage.app.screen.query(".help--line"))
            assert (end <= stage.app.screen.query_one(VerticalScroll).region.bottom) is (says == "Esc closes")
        await stage.pilot.resize_terminal(160, 60)
        await stage.settle()
        assert str(hint.content) == "Esc closes"


async def test_the_help_scrolls_by_every_habit() -> None:
    async with staged(size=(60, 16)) as stage:
        await stage.press("question_mark")
        text = stage.app.screen.query_one(VerticalScroll)
        page = text.size.height - 1
        places = []
        for key in ("j", "down", "k", "up", "pagedown", "space", "b", "pageup", "end", "home", "G", "g"):
            await stage.press(key)
            places.append(text.scroll_y)
        last = text.max_scroll_y
        assert places == [1, 2, 1, 0, page, 2 * page, page, 0, last, 0, last, 0]
        assert last > page


@pytest.mark.parametrize("key", ["escape", "q", "question_mark", "f1"])
async def test_the_help_closes_with_escape_q_and_the_keys_that_opened_it(key: str) -> None:
    async with staged() as stage:
        await stage.press("question_mark")
        assert stage.is_open(HelpSheet)
        await stage.press(key)
        assert stage.is_open(MonitorScreen)


async def test_a_sheet_closes_with_the_key_that_opens_it_now() -> None:
    async with staged(settings=Settings(keys={"problems": "i"})) as stage:
        await stage.press("i")
        assert stage.is_open(Sheet)
        await stage.press("exclamation_mark")
        assert stage.is_open(Sheet)
        await stage.press("i")
        assert stage.is_open(MonitorScreen)


# the palette


async def test_every_command_is_in_the_palette_with_its_keys() -> None:
    async with staged(settings=Settings(keys={"sort": "x", "star": ""})) as stage:
        offered = {entry.title: entry.help for entry in stage.app.get_system_commands(stage.screen)}
    assert len(offered) == len(COMMANDS)  # not itself, but the choice of a theme
    assert offered["Sort"] == "Sort by a column; again turns it round · x"
    assert offered["Star"] == "A star for the symbol or article, or none"
    assert offered["Reader: page down"] == "A page down · PgDn Space"


async def choose(stage: Stage, title: str) -> None:
    """Type a title into the palette, and choose what it finds."""
    await stage.press("ctrl+p")
    assert stage.is_open(CommandPalette)
    await stage.press(*("space" if character == " " else character for character in title.replace(":", "")))
    found = stage.app.screen.query_one(CommandList)
    while not (found.option_count and title in str(found.get_option_at_index(0).prompt).lower()):
        await stage.settle()
    await stage.press("enter")
    await stage.settle()


async def test_a_command_of_the_palette_acts_on_its_pane_and_brings_it_to_use() -> None:
    async with staged(size=(80, 24)) as stage:
        await stage.press("l")
        assert stage.reader.has_focus
        await choose(stage, "quotes: last")
        assert stage.table.has_focus
        assert stage.table.cursor_row == len(stage.symbols) - 1
        await choose(stage, "reader: start")
        assert stage.reader.has_focus
        await choose(stage, "next pane")
        assert stage.table.has_focus


async def test_the_palette_has_no_command_for_a_monitor_that_is_covered() -> None:
    async with staged() as stage:
        await stage.press("question_mark", "ctrl+p")
        assert stage.is_open(HelpSheet)
        assert list(stage.app.get_system_commands(stage.app.screen)) == []


# the footer


def footer(width: int, gap: int, *commands: Command) -> list[str]:
    """Return what a footer of that width shows, with so many columns between its entries."""
    active = {bound.key: ActiveBinding(NODE, bound, enabled=True) for bound in map(binding, commands)}
    placed = in_footer(active, width, gap, lambda bound: shown(bound.key)).values()
    return [f"{shown(held.binding.key)} {held.binding.description}" for held in placed if held.binding.show]


@pytest.mark.parametrize("gap", [1, 2])
def test_the_footer_shows_the_most_important_first_and_no_half_of_one(gap: int) -> None:
    there = (Where.ANYWHERE, Where.PANES, Where.QUOTES)
    commands = [
        command
        for command in reversed(COMMANDS)
        if command.footer and len(command.keys) == 1 and command.where in there
    ]
    whole = footer(200, gap, *commands)
    assert whole[:4] == ["/ Find", "s Sort", "Enter Detail", "Tab Pane"]
    for width in range(8, 100):
        fitting = footer(width, gap, *commands)
        assert whole[: len(fitting)] == fitting
        assert len((" " * gap).join(fitting)) <= width


def test_what_a_line_to_type_in_offers_comes_before_the_commands() -> None:
    typing = ActiveBinding(NODE, Binding("enter", "leave", "To the rows"), enabled=True)
    sort = ActiveBinding(NODE, binding(BY_NAME["sort"]), enabled=True)
    assert list(in_footer({"s": sort, "enter": typing}, 80, 2, lambda bound: bound.key)) == ["enter", "s"]
