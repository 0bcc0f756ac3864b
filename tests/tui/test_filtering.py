"""The filter on the running screen: typing it, leaving it, taking it back, and what it does to the rest."""

import pytest
from textual import events
from textual.widgets import Input, Static
from textual.widgets._footer import FooterKey

from tests.builders import page_of, quote
from tests.tui.stage import AIRLINK, BOP, FIRST, HUBC, KSE100, Stage, many, staged
from tui.keys.commands import COMMANDS
from tui.keys.names import shown
from tui.screens.detail import SymbolDetail
from tui.screens.monitor import MonitorScreen
from tui.widgets.headline_list import HeadlineList
from tui.widgets.index_strip import IndexStrip
from tui.widgets.pane_heading import PaneHeading
from tui.widgets.quotes_pane import QuotesPane
from tui.widgets.typed_line import TypedLine

ALL = ["AIRLINK", "BOP", "HUBC"]
RISEN = page_of(AIRLINK, quote("BOP", "5.10", "0.05"), HUBC, KSE100)


def line_of(stage: Stage) -> str | None:
    """Return what is typed in the filter's line; None while it is not there."""
    lines = [line for line in stage.screen.query_one(QuotesPane).query(TypedLine) if line.display]
    return lines[0].query_one(Input).value if lines else None


def hint_of(stage: Stage) -> str:
    """Return what the filter's line says is missing."""
    return str(stage.screen.query_one(".typed--hint", Static).render())


def aside_of(stage: Stage) -> str:
    """Return the right part of the heading of the quotes."""
    return stage.screen.query_one("#quotes-heading", PaneHeading).aside.plain


def breadth_of(stage: Stage) -> str:
    """Return how many rose, fell and did neither."""
    return str(stage.screen.query_one(IndexStrip).render()).split("  ")[-1].strip()


def is_typing(stage: Stage) -> bool:
    """Whether the keys go to the filter."""
    return isinstance(stage.screen.focused, Input)


async def paste(stage: Stage, text: str) -> None:
    """Paste the text, as a terminal does."""
    stage.app.post_message(events.Paste(text))
    await stage.settle()


# typing


async def test_each_letter_filters_at_once_and_taking_it_back_too() -> None:
    async with staged() as stage:
        await stage.press("slash")
        seen = [stage.symbols]
        for key in ("h", "u", "x", "backspace", "backspace", "backspace"):
            await stage.press(key)
            seen.append(stage.symbols)
        assert seen[0] == seen[-1] == ALL
        assert seen[2] == seen[4] == ["HUBC"]
        assert seen[3] == []
        assert is_typing(stage)


@pytest.mark.parametrize(
    ("typed", "symbols"),
    [
        ("up", ["AIRLINK", "HUBC"]),
        ("DOWN", ["BOP"]),
        (">100", ["HUBC"]),
        ("<-0.3%", ["BOP"]),
        ("up >100", ["HUBC"]),
        ("air link", ["AIRLINK"]),
    ],
)
async def test_the_words_of_the_filter_choose_rows(typed: str, symbols: list[str]) -> None:
    async with staged() as stage:
        await stage.press("slash", *("space" if letter == " " else letter for letter in typed))
        assert stage.symbols == symbols


async def test_a_sign_without_a_figure_asks_for_it_and_hides_nothing() -> None:
    async with staged() as stage:
        await stage.press("slash", ">")
        assert hint_of(stage) == ">2% or >100"
        assert stage.symbols == ALL
        await stage.press("1", "0", "0")
        assert hint_of(stage) == ""
        assert stage.symbols == ["HUBC"]


async def test_no_command_whose_key_is_typed_is_done() -> None:
    async with staged() as stage:
        keys = {key: shown(key) for command in COMMANDS for key in command.keys if len(shown(key)) == 1}
        keys = {key: text for key, text in keys.items() if text not in "↓↑→←"}
        before = stage.screen.view, stage.app.theme
        await stage.press("slash", *keys)
        assert line_of(stage) == "".join(keys.values())
        assert stage.is_open(MonitorScreen)
        assert is_typing(stage)
        assert (stage.screen.view, stage.app.theme) == before
        assert not stage.ticker.is_paused
        assert stage.source.fetches == 1
        assert stage.app.is_running


async def test_the_footer_names_the_keys_of_the_filter_first() -> None:
    async with staged() as stage:
        await stage.press("slash")
        keys = [(key.key_display, key.description) for key in stage.screen.query(FooterKey)]
        assert keys[:3] == [("Enter", "Done"), ("Esc", "End"), ("Tab", "Pane")]


# leaving


@pytest.mark.parametrize("key", ["enter", "down"])
async def test_enter_and_down_go_to_the_rows_and_the_line_stays(key: str) -> None:
    async with staged() as stage:
        await stage.press("slash", "u", "p", key)
        assert stage.table.has_focus
        assert line_of(stage) == "up"
        assert stage.symbols == ["AIRLINK", "HUBC"]
        await stage.press("j")
        assert stage.table.selected == "HUBC"


@pytest.mark.parametrize("key", ["enter", "down"])
async def test_an_empty_line_goes_with_the_keys(key: str) -> None:
    async with staged() as stage:
        await stage.press("slash", "space", key)
        assert stage.table.has_focus
        assert line_of(stage) is None


@pytest.mark.parametrize("where", ["input", "table", "reader"])
async def test_escape_shows_all_again_from_wherever_the_keys_are(where: str) -> None:
    async with staged() as stage:
        await stage.press("slash", *"hub", *{"input": [], "table": ["enter"], "reader": ["enter", "l"]}[where])
        assert is_typing(stage) is (where == "input")
        await stage.press("escape")
        assert (stage.symbols, line_of(stage), stage.screen.chosen.text) == (ALL, None, "")
        assert stage.screen.focused is (stage.reader if where == "reader" else stage.table)


async def test_a_second_slash_goes_on_typing_where_one_left() -> None:
    async with staged() as stage:
        await stage.press("slash", "u", "enter", "slash", "p")
        assert line_of(stage) == "up"
        await stage.press("escape", "slash")
        assert line_of(stage) == ""


async def test_tab_leaves_the_line_for_the_next_pane_and_the_filter_stays() -> None:
    async with staged() as stage:
        await stage.press("slash", "u", "p", "tab")
        assert stage.screen.query_one(HeadlineList).has_focus
        assert (line_of(stage), stage.symbols) == ("up", ["AIRLINK", "HUBC"])


@pytest.mark.parametrize("is_typed", [True, False])
async def test_what_the_filter_hid_comes_back_selected_and_in_view(is_typed: bool) -> None:
    async with staged([page_of(*many(200), HUBC)]) as stage:
        await stage.press("G")
        assert stage.table.selected == "S0199"
        await stage.press("slash", *"hubc")
        assert (stage.symbols, stage.table.cursor_row) == (["HUBC"], 0)
        if is_typed:
            await stage.press(*["backspace"] * 4)
        else:
            await stage.press("escape")
        assert stage.table.selected_row is not None
        assert stage.table.selected_row.symbol == "S0199"
        lines = [stage.table.render_line(y).text for y in range(stage.table.size.height)]
        assert [line.split()[1] for line in lines if line.startswith(("▸", "▹"))] == ["S0199"]


# what else it does


async def test_a_refresh_brings_what_fits_now_and_takes_what_no_longer_does() -> None:
    async with staged([FIRST, RISEN, FIRST]) as stage:
        await stage.press("slash", "u", "p")
        assert stage.symbols == ["AIRLINK", "HUBC"]
        await stage.next_refresh()
        assert stage.symbols == ALL
        assert (line_of(stage), is_typing(stage)) == ("up", True)
        await stage.next_refresh()
        assert stage.symbols == ["AIRLINK", "HUBC"]


async def test_the_heading_counts_and_the_breadth_is_of_what_is_shown() -> None:
    async with staged([page_of(AIRLINK, BOP, HUBC, KSE100, quote("DFML", "7.00", "0.00"))]) as stage:
        assert (aside_of(stage), breadth_of(stage)) == ("", "2▲ 1▼ 1●")
        await stage.press("slash", *"down")
        assert (aside_of(stage), breadth_of(stage)) == ("1 of 4", "shown 0▲ 1▼ 0●")
        await stage.press("escape", "slash", *"nothing")
        assert (aside_of(stage), breadth_of(stage)) == ("0 of 4", "shown 0▲ 0▼ 0●")
        await stage.press("escape")
        assert (aside_of(stage), breadth_of(stage)) == ("", "2▲ 1▼ 1●")


async def test_a_filter_chooses_among_a_watchlist_and_stays_when_that_changes() -> None:
    async with staged() as stage:
        await stage.press("w", "w", "slash", *"hub", "enter")
        assert (stage.symbols, aside_of(stage)) == (["HUBC"], "1 of 3")
        await stage.press("w")
        assert stage.symbols == []
        assert stage.notice == "No symbol fits hub. Esc shows all again."
        await stage.press("escape")
        assert stage.symbols == ["BOP"]
        await stage.press("w")
        assert stage.symbols == ALL


async def test_the_price_over_the_reader_is_that_of_the_cursor_in_the_filtered_rows() -> None:
    async with staged() as stage:
        heading = stage.screen.query_one("#reader-heading", PaneHeading)
        await stage.press("slash", *"hub")
        assert heading.aside.plain.startswith("HUBC 136.50")
        await stage.press("x")
        assert heading.aside.plain == ""
        await stage.press("escape")
        assert heading.aside.plain.startswith("AIRLINK 74.48")


async def test_a_filter_outlives_a_sort_and_a_zoom() -> None:
    async with staged() as stage:
        await stage.press("slash", "u", "p", "enter", "s", "l", "z")
        assert (stage.symbols, line_of(stage)) == (["HUBC", "AIRLINK"], "up")


# pasting


@pytest.mark.parametrize(
    ("pasted", "value"),
    [
        ("hub", "hub"),
        ("hub\nquit\n", "hub"),
        ("\r\n hub\rquit\r", "hub"),
        ("\n", ""),
        ("", ""),
        ("\x1b[31mhub\x1b[0m", "hub"),
        ("\x1b]52;c;b3duZWQ=\x07hub\u202e", "hub"),
        ("h\tub\x00", "h ub"),
        ("[/]", "[/]"),
    ],
)
async def test_a_pasted_line_is_text_and_no_more(pasted: str, value: str) -> None:
    async with staged() as stage:
        await stage.press("slash")
        await paste(stage, pasted)
        assert line_of(stage) == value
        assert is_typing(stage)
        await stage.press("z", "z")
        assert all(character.isprintable() or character == "\n" for character in stage.notice)
        assert line_of(stage) == f"{value}zz"


async def test_what_is_pasted_comes_where_the_cursor_is_and_instead_of_what_is_selected() -> None:
    async with staged() as stage:
        await stage.press("slash", *"ab", "left")
        await paste(stage, "xy")
        assert line_of(stage) == "axyb"
        await stage.press("home", "shift+end")
        await paste(stage, "hub")
        assert line_of(stage) == "hub"


async def test_a_line_holds_eighty_characters_typed_or_pasted() -> None:
    async with staged() as stage:
        await stage.press("slash")
        await paste(stage, "u" * 100_000)
        assert line_of(stage) == "u" * 80
        await stage.press("x")
        await paste(stage, "p")
        assert line_of(stage) == "u" * 80
        assert stage.notice.startswith("No symbol fits uuu")


async def test_a_paste_elsewhere_does_nothing() -> None:
    async with staged() as stage:
        before = stage.screen.view
        await paste(stage, "q\nw\n")
        assert stage.app.is_running
        assert stage.screen.view == before


# keys that arrive together, as by a slow line


async def send(stage: Stage, *keys: str) -> None:
    """Send the keys all at once, and let the screen settle."""
    characters = {"slash": "/"}
    for key in keys:
        stage.app.post_message(events.Key(key, characters.get(key, key if len(key) == 1 else None)))
    await stage.settle()
    await stage.settle()


async def test_letters_that_arrive_with_the_slash_are_the_filter() -> None:
    async with staged() as stage:
        await send(stage, "j", "slash", "u", "p")
        assert (line_of(stage), stage.symbols) == ("up", ["AIRLINK", "HUBC"])
        await send(stage, "x", "backspace", "enter")
        assert (line_of(stage), stage.table.has_focus) == ("up", True)
        await send(stage, "slash", "space", "backspace", "escape")
        assert (line_of(stage), stage.symbols) == (None, ALL)


@pytest.mark.parametrize("keys", [("s", "l"), ("j", "s", "l")])
async def test_a_letter_that_arrives_with_s_is_the_order(keys: tuple[str, ...]) -> None:
    async with staged() as stage:
        await send(stage, *keys)
        assert stage.is_open(MonitorScreen)
        assert stage.symbols == ["HUBC", "AIRLINK", "BOP"]
        assert not stage.reader.has_focus


async def test_keys_that_arrive_with_a_change_of_panes_go_to_the_other_one() -> None:
    story = "\n\n".join(f"Paragraph {number}." for number in range(60))
    async with staged([page_of(AIRLINK, BOP, HUBC, body=story)]) as stage:
        await send(stage, "l", "j")
        await send(stage, "h", "j")
        assert (stage.table.selected, stage.reader.scroll_y) == ("BOP", 1)
        await send(stage, "j", "enter")
        detail = stage.app.screen
        assert isinstance(detail, SymbolDetail)
        assert detail.symbol == "HUBC"
