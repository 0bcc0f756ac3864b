"""Other keys for the commands: what the settings may ask for, what they get, and what is said of it."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from textual._xterm_parser import XTermParser
from textual.binding import Binding
from textual.events import Key
from textual.keys import _character_to_key
from textual.screen import ModalScreen, Screen
from textual.widgets import Static
from textual.widgets._footer import FooterKey

from tests.tui.refreshing.test_settings_watch import ALL_DAY, desk_with
from tests.tui.stage import Stage, staged
from tui.keys.bindings import ON_SHEETS, keys_on_sheet
from tui.keys.commands import BY_NAME, COMMANDS, Command
from tui.keys.keymap import Keymap
from tui.keys.names import read_keys, shown
from tui.screens.column_menu import ColumnMenu
from tui.screens.detail import SymbolDetail
from tui.screens.sheet import HelpSheet, ProblemsSheet
from tui.screens.sort_menu import SortMenu
from tui.settings.file import SettingsFile
from tui.settings.model import Settings
from tui.widgets.too_small import TooSmall

# the names of keys


@pytest.mark.parametrize("character", [*map(chr, range(0x21, 0x7F)), " ", "é", "ß", "§", "€", "ک"])
def test_a_character_is_read_as_the_key_that_brings_it_and_shown_as_itself(character: str) -> None:
    (key,) = read_keys(character)
    assert key == _character_to_key(character)
    assert shown(key) == (character if character != " " else "Space")
    assert not character.isascii() or read_keys(key) == (key,)


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("slash, ctrl+f", ("slash", "ctrl+f")),
        ("/,?", ("slash", "question_mark")),
        (",", ("comma",)),
        ("+", ("plus",)),
        ("PgDn, Esc, ↑", ("pagedown", "escape", "up")),
        ("F5", ("f5",)),
        ("shift+j", ("J",)),
        ("Ctrl+Shift+Up", ("ctrl+shift+up",)),
        ("shift+ctrl+F", ("ctrl+shift+f",)),
        ("ctrl+i, ctrl+m", ("ctrl+i", "tab", "ctrl+m", "enter")),
        ("Ctrl+Space", ("ctrl+space", "ctrl+@")),
        ("o, o", ("o",)),
        ("", ()),
        ("  ", ()),
    ],
)
def test_keys_are_read_as_people_write_them(text: str, keys: tuple[str, ...]) -> None:
    assert read_keys(text) == keys


@pytest.mark.parametrize("character", [chr(code) for code in range(0x20)])
def test_what_a_terminal_sends_for_a_character_with_ctrl_is_among_its_keys(character: str) -> None:
    written = chr(ord(character) + 0x40).lower()
    (sent,) = {event.key for event in XTermParser().feed(character) if isinstance(event, Key)} or {"escape"}
    keys = read_keys(f"ctrl+{written}")
    assert sent in keys
    (told_apart,) = XTermParser().feed(f"\x1b[{ord(written)};5u")
    assert isinstance(told_apart, Key)
    assert told_apart.key in keys


@pytest.mark.parametrize("text", ["entre", "a,", "ctrl+", "hyper+a", "ctrl++", "sort", "\x1b", "f25", "aa"])
def test_what_is_no_key_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="key"):
        read_keys(text)


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_the_usual_keys_can_be_written_as_they_are_shown(command: Command) -> None:
    assert read_keys(", ".join(command.keys)) == command.keys
    for key in command.keys:
        assert read_keys(shown(key)) == (key,)


# clashes


def test_without_a_wish_the_usual_keys_hold() -> None:
    assert Keymap.of_settings({}) == Keymap()
    assert Keymap().is_usual


def test_a_command_has_the_keys_that_were_asked_for() -> None:
    keymap = Keymap.of_settings({"sort": "x", "filter": "/, ctrl+f", "pause": ""})
    assert keymap.fault is None
    assert keymap.shown(BY_NAME["sort"]) == "x"
    assert keymap.of(BY_NAME["filter"]) == ("slash", "ctrl+f")
    assert keymap.of(BY_NAME["pause"]) == ()
    assert keymap.of(BY_NAME["star"]) == ("asterisk",)


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        (
            {"sort": "x", "watchlist": "x"},
            "The key x is asked for by both sort and watchlist; both keep their usual keys.",
        ),
        ({"sort": "w"}, "The key w is asked for by sort, but it is the key of watchlist; sort keeps its usual keys."),
        ({"zoom": "j"}, "The key j is asked for by zoom, but it is the key of move-down; zoom keeps its usual keys."),
        (
            {"reader-end": "Ctrl+P, G"},
            "The key Ctrl+P is asked for by reader-end, but it is the key of palette; reader-end keeps its usual keys.",
        ),
    ],
)
def test_two_commands_for_one_key_keep_their_usual_ones(asked: Mapping[str, str], sentence: str) -> None:
    keymap = Keymap.of_settings({**asked, "star": "+"})
    assert keymap.fault == sentence
    assert {**Keymap().keys, "star": ("plus",)} == keymap.keys


@pytest.mark.parametrize(
    "asked",
    [
        {"sort": "w", "watchlist": "s"},
        {"sort": "w", "watchlist": ""},
        {"page-down": "X", "reader-page-down": "X"},
        {"table-right": "m"},
    ],
)
def test_keys_that_are_free_where_they_are_asked_for_are_no_clash(asked: Mapping[str, str]) -> None:
    keymap = Keymap.of_settings(asked)
    assert keymap.fault is None
    assert {name: keymap.keys[name] for name in asked} == {name: read_keys(text) for name, text in asked.items()}


def test_a_clash_that_comes_of_a_usual_key_that_returned_is_told_too() -> None:
    keymap = Keymap.of_settings({"sort": "w", "watchlist": "x", "star": "x"})
    assert keymap.is_usual
    assert keymap.fault is not None
    assert "both watchlist and star" in keymap.fault
    assert "asked for by sort, but it is the key of watchlist" in keymap.fault


def test_of_three_for_one_key_none_gets_it() -> None:
    keymap = Keymap.of_settings(dict.fromkeys(("sort", "theme", "zoom"), "x"))
    assert keymap.is_usual
    assert keymap.fault == (
        "The key x is asked for by both sort and theme; both keep their usual keys. "
        "The key x is asked for by both sort and zoom; both keep their usual keys."
    )


def test_of_many_clashes_two_are_told_and_the_others_counted() -> None:
    fault = Keymap.of_settings({"sort": "w", "theme": "p", "zoom": "r", "star": "c"}).fault
    assert fault is not None
    assert fault.count("usual keys") == 2
    assert fault.endswith(" Clashes besides: 2.")


# the settings file


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ('srot = "o"', "keys.srot is wrong (there is no command srot; perhaps sort)"),
        ('sort = "entre"', "keys.sort is wrong (there is no key entre; perhaps enter)"),
        (
            'sort = "o,"',
            "keys.sort is wrong (a key is missing beside a comma; the comma's own key is written as comma)",
        ),
        ("sort = 1", "keys.sort is wrong (it has to be a text in quotes)"),
        ('quit = ""', "keys.quit is wrong (quit cannot be left without a key)"),
        ('help = " , "', "keys.help is wrong (a key is missing beside a comma"),
        ('sort = "ctrl+q"', "keys.sort is wrong (Ctrl+Q always quits)"),
        ('sort = "\\u001b[31m"', "keys.sort is wrong (there is no key"),
    ],
)
def test_a_wish_that_cannot_be_met_is_a_fault_with_its_line(tmp_path: Path, line: str, reason: str) -> None:
    path = tmp_path / "settings.toml"
    path.write_text(f'every = 30\n\n[keys]\nstar = "+"\n{line}\n', encoding="utf-8")
    last = Settings(keys={"sort": "x"})
    settings, fault = SettingsFile(path).read(last)
    assert settings == last
    assert fault is not None
    assert f"line 5, {reason}" in fault
    assert fault.endswith("what held before still holds.")
    assert "\x1b" not in fault


def test_a_file_with_good_keys_is_taken(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_text('keys.sort = "x"\nkeys.filter = "slash, ctrl+f"\nkeys.pause = ""\n', encoding="utf-8")
    settings, fault = SettingsFile(path).read()
    assert fault is None
    assert settings.keys == {"sort": "x", "filter": "slash, ctrl+f", "pause": ""}


def test_keys_that_are_no_table_are_a_fault(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_text('keys = "o"\n', encoding="utf-8")
    assert "line 1, keys is wrong" in (SettingsFile(path).read()[1] or "")


# the running monitor


@pytest.mark.parametrize("key", ["backspace", "ctrl+h"])
async def test_a_combination_that_is_sent_as_another_key_works_however_it_arrives(key: str) -> None:
    async with staged(settings=Settings(keys={"sort": "ctrl+h"})) as stage:
        await stage.press(key)
        assert stage.is_open(SortMenu)


def own_keys(screen: type[Screen[Any]], *but: str) -> set[str]:
    """Return the keys that a sheet binds itself, without those of commands, which it knows by these names."""
    found: set[str] = set()
    for kind in screen.__mro__[: screen.__mro__.index(ModalScreen)]:
        for bound in Binding.make_bindings(vars(kind).get("BINDINGS", [])):
            if bound.id not in but:
                found.add(bound.key)
    return found


@pytest.mark.parametrize(
    ("screen", "names"),
    [
        (HelpSheet, ("close-help",)),
        (ProblemsSheet, ("close-problems",)),
        (ColumnMenu, ("close-columns",)),
        (SymbolDetail, tuple(name for name in ON_SHEETS if name.endswith("-detail"))),
    ],
)
def test_the_keys_that_a_sheet_has_itself_are_known(screen: type[Screen[Any]], names: tuple[str, ...]) -> None:
    for name in names:
        assert ON_SHEETS[name][1] == own_keys(screen, *names)
        assert keys_on_sheet(Keymap(), name) == BY_NAME[ON_SHEETS[name][0]].keys


async def test_a_key_that_opens_a_sheet_does_there_what_the_sheet_says_it_does() -> None:
    async with staged(settings=Settings(keys={"columns": "a, F2", "alert": "X"})) as stage:
        await stage.press("a", "j", "space")
        title = stage.app.screen.query_one(".columns--title", Static)
        assert "your own choice" in str(title.content)
        await stage.press("a")
        assert stage.is_open(ColumnMenu)
        assert "as many as fit" in str(title.content)
        await stage.press("f2")
        assert not stage.is_open(ColumnMenu)


async def test_sentences_name_the_keys_that_hold_now() -> None:
    keys = {"star": "+", "watchlist": "F6", "clear-filter": "F7", "quit": "F10"}
    async with staged(settings=Settings(keys=keys)) as stage:
        await stage.press("f6")
        assert stage.notice == (
            "No symbol has a star yet. + gives one to the symbol at the cursor; F6 goes on to the next list."
        )
        await stage.press("slash", "x", "x")
        assert stage.notice == "No symbol fits xx. F7 shows all again."
        await stage.pilot.resize_terminal(40, 10)
        await stage.settle()
        assert str(stage.screen.query_one(TooSmall).content).endswith(" F10 quits.")


async def test_sentences_name_no_key_where_there_is_none() -> None:
    async with staged(settings=Settings(keys={"star": "", "watchlist": "", "clear-filter": ""})) as stage:
        stage.screen.action_watchlist()
        await stage.settle()
        assert stage.notice == "No symbol has a star yet."
        await stage.press("slash", "x", "x")
        assert stage.notice == "No symbol fits xx."


async def test_a_sentence_that_stands_already_names_another_key_once_it_holds(tmp_path: Path) -> None:
    async with desk_with(tmp_path / "settings.toml") as desk:
        await desk.stage.press("w")
        await desk.save(f'keys.star = "+"\n{ALL_DAY}')
        assert desk.stage.notice.startswith("No symbol has a star yet. + gives one")


async def test_a_theme_that_is_not_there_names_the_key_of_the_palette() -> None:
    for keys, says in (({"palette": "F9"}, "; F9 lists all."), ({"palette": ""}, "; the palette lists all.")):
        async with staged(settings=Settings(theme="plaid", keys=keys)) as stage:
            assert says in stage.status.replace("\n", " ")


def labels(stage: Stage) -> dict[str, str]:
    """Return what the footer shows: labels, and the keys before them."""
    return {key.description: key.key_display for key in stage.screen.query(FooterKey)}


async def test_another_key_does_it_from_the_start_and_the_usual_one_no_longer() -> None:
    async with staged(settings=Settings(keys={"sort": "x", "move-down": "X, ctrl+n"})) as stage:
        await stage.press("s")
        assert not stage.is_open(SortMenu)
        await stage.press("j", "down")
        assert stage.table.cursor_row == 0
        await stage.press("X", "ctrl+n")
        assert stage.table.cursor_row == 2
        await stage.press("x")
        assert stage.is_open(SortMenu)


async def test_the_footer_shows_the_keys_that_hold_and_no_command_without_one() -> None:
    async with staged(
        size=(200, 40), settings=Settings(keys={"sort": "ctrl+o", "pause": "", "watchlist": ""})
    ) as stage:
        told = labels(stage)
    assert told["Sort"] == "Ctrl+O"
    assert told["Find"] == "/"
    assert told["Detail"] == "Enter"
    assert "Pause" not in told
    assert "List" not in told


async def test_commands_can_change_their_keys_with_each_other() -> None:
    async with staged(settings=Settings(keys={"sort": "w", "watchlist": "s"})) as stage:
        await stage.press("s")
        assert not stage.is_open(SortMenu)
        await stage.press("w")
        assert stage.is_open(SortMenu)


async def test_a_clash_is_told_in_the_status_line_and_the_other_wishes_hold() -> None:
    async with staged(settings=Settings(keys={"sort": "w", "help": "x"})) as stage:
        assert "The key w is asked for by sort, but it is the key of watchlist" in stage.status.replace("\n", " ")
        await stage.press("s")
        assert stage.is_open(SortMenu)
        await stage.press("escape", "x")
        assert stage.app.screen is not stage.screen


async def test_other_keys_are_taken_up_while_the_monitor_runs(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    async with desk_with(path) as desk:
        await desk.save(f'keys.sort = "x"\n{ALL_DAY}')
        assert labels(desk.stage)["Sort"] == "x"
        await desk.stage.press("x")
        assert desk.stage.is_open(SortMenu)
        await desk.stage.press("escape")
        await desk.save(f'keys.srot = "x"\n{ALL_DAY}')
        assert "line 1, keys.srot is wrong" in desk.stage.status.replace("\n", " ")
        assert labels(desk.stage)["Sort"] == "x"
        await desk.save(f'keys.sort = "w"\n{ALL_DAY}')
        assert "sort keeps its usual keys" in desk.stage.status.replace("\n", " ")
        assert labels(desk.stage)["Sort"] == "s"
        await desk.save(ALL_DAY)
        assert "usual keys" not in desk.stage.status
        assert labels(desk.stage)["Sort"] == "s"
