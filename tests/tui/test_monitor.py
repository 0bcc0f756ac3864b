"""The monitor as a person uses it: what it shows, and what its keys do."""

from datetime import timedelta

import pytest
from textual.widgets import Static

from tests.builders import NOON, FakeClock, ScriptedSource, failed, page_of, quote
from tests.tui.stage import AIRLINK, ARTICLE, BOP, FIRST, HUBC, KSE100, Stage, Window, many, staged
from tui.app import TapewatchApp
from tui.errors import SourceCoolingError, SourceError, SourceSlowError
from tui.market import MarketState, apply
from tui.prices.order import Order, SortKey
from tui.refresh import Kind
from tui.refreshing.watched import Watched
from tui.screens.monitor import MonitorScreen
from tui.screens.sheet import Sheet
from tui.screens.sort_menu import LETTERS, SortMenu
from tui.settings.model import Settings
from tui.widgets.article_text import ArticleTable, ArticleText
from tui.widgets.headline_list import HeadlineList
from tui.widgets.index_strip import IndexStrip
from tui.widgets.pane_heading import PaneHeading
from tui.widgets.too_small import TooSmall

ASLEEP = SourceSlowError("The server is asleep.")


def text_of(widget: Static | IndexStrip) -> str:
    """Return what a one-line widget shows."""
    return str(widget.render())


# the way of the data


async def test_a_page_reaches_every_part_of_the_screen() -> None:
    async with staged() as stage:
        assert stage.symbols == ["AIRLINK", "BOP", "HUBC"]
        assert "HUBC 136.50 ▲ +0.66 +0.49%" in stage.ticker.render_line(0).text
        assert text_of(stage.screen.query_one(IndexStrip)).split() == [
            "KSE100", "75,312", "▲", "+381", "+0.51%", "2▲", "1▼", "0●",
        ]  # fmt: skip
        assert stage.article.splitlines() == [
            "Kites rise",
            "AFP · 20 Dec 2023",
            "4 months ago · 1 min to read",
            "LAHORE  They rose.",
        ]
        assert stage.status.startswith(
            "● live · prices as of 12:00:00, 0 s ago · next in 1 min · page.txt · 3 quotes, 1 index"
        )


async def test_a_refresh_changes_what_it_brings_and_keeps_the_rest() -> None:
    second = page_of(quote("BOP", "5.05", "0.00"))
    async with staged([FIRST, second]) as stage:
        await stage.next_refresh()
        assert stage.symbols == ["AIRLINK", "BOP", "HUBC"]
        assert stage.table.rows[1].quote == quote("BOP", "5.05", "0.00")
        assert stage.screen.stale == {"AIRLINK", "HUBC", "KSE100"}
        assert "Kites rise" in stage.article


async def test_a_source_that_fails_from_the_first_second_is_named_and_tried_until_it_answers() -> None:
    async with staged([ASLEEP, ASLEEP, FIRST]) as stage:
        assert "✗ failing since 12:00:00" in stage.status
        assert stage.status.endswith("The server is asleep.")
        assert stage.notice == "No prices yet. The line below says why."
        assert stage.article == "No article yet."
        await stage.next_refresh()
        await stage.next_refresh()
        assert stage.status.startswith("● live")
        assert "asleep" not in stage.status
        assert stage.symbols == ["AIRLINK", "BOP", "HUBC"]


async def test_a_source_that_fails_later_leaves_the_last_good_prices_dimmed_and_with_their_age() -> None:
    async with staged([FIRST, ASLEEP]) as stage:
        await stage.next_refresh()
        assert stage.symbols == ["AIRLINK", "BOP", "HUBC"]
        assert stage.screen.stale == {"AIRLINK", "BOP", "HUBC", "KSE100"}
        assert "✗ failing since 12:01:00 · prices as of 12:00:00, 1 min ago · retrying in 1 min" in stage.status


async def test_prices_grow_old_by_the_clock_alone() -> None:
    async with staged() as stage:
        stage.clock._now += timedelta(hours=1)
        stage.screen.look()
        await stage.settle()
        assert stage.status.startswith("◌ stale since 12:05:00 · prices as of 12:00:00, 1 h ago")
        assert stage.screen.stale >= {"AIRLINK", "BOP", "HUBC"}


async def test_a_page_without_quotes_says_so_and_shows_its_article() -> None:
    async with staged(["They rose.\n"]) as stage:
        assert stage.notice == "There are no quotes on this page."
        assert stage.article == "without a date · 1 min to read\nThey rose."
        assert "1 problem (!)" in stage.status


async def test_a_page_without_an_article_says_so() -> None:
    async with staged([page_of(HUBC)]) as stage:
        assert stage.article == "There is no article on this page."


@pytest.mark.parametrize(("kind", "label"), [(Kind.DEMO, "DEMO"), (Kind.REPLAY, "REPLAY"), (Kind.LIVE, "")])
async def test_prices_that_are_not_live_are_labelled_beside_the_ticker_and_in_the_status_line(
    kind: Kind, label: str
) -> None:
    async with staged(kind=kind) as stage:
        assert stage.label == label
        assert stage.status.startswith(f"● {label.lower()}")
        assert stage.screen.query_one("#quotes-heading", PaneHeading).aside.plain == ""
        assert stage.ticker.region.x == (len(label) + 3 if label else 1)


async def test_a_page_that_turns_empty_is_a_failure_that_keeps_prices_with_their_time() -> None:
    async with staged([FIRST, ""]) as stage:
        await stage.next_refresh()
        assert stage.status.startswith("✗ failing since 12:01:00 · prices as of 12:00:00, 1 min ago")
        assert "There are neither quotes nor an article on this page." in stage.status
        assert stage.screen.stale == {"AIRLINK", "BOP", "HUBC", "KSE100"}


async def test_a_worker_that_breaks_is_told_in_the_status_line_and_its_prices_are_no_longer_live() -> None:
    async with staged() as stage:
        stage.source.break_with(BrokenPipeError("[/] \x1b[31mpipe"))
        stage.clock.advance(60)
        await stage.until(lambda: "Refreshing has stopped through a fault in tapewatch" in stage.status)
        assert stage.status.splitlines()[1].isprintable()
        assert stage.screen.stale >= {"AIRLINK", "BOP", "HUBC"}
        await stage.press("j")
        assert stage.table.selected == "BOP"


async def test_what_a_page_says_is_shown_to_the_letter_and_never_obeyed() -> None:
    hostile = "[Q3 results] [@click=app.quit]click[/] [/]"
    async with staged(
        [page_of(HUBC, body=f"{hostile}\n\nAFP 20 Dec, 2023\n\n{hostile}.\n\n{hostile} [red]\n")]
    ) as stage:
        assert stage.article.count(hostile) == 3
        await stage.press("exclamation_mark")
        assert stage.app.is_running


# keys and mouse


async def test_the_cursor_walks_the_symbols_and_stops_at_both_ends() -> None:
    async with staged([page_of(*many(60))]) as stage:
        walked = []
        for key in ("j", "down", "k", "up", "k", "G", "j", "end", "g", "home"):
            await stage.press(key)
            walked.append(stage.table.cursor_row)
        assert walked == [1, 2, 1, 0, 0, 59, 59, 59, 0, 0]


async def test_a_page_down_and_up_come_back_and_keep_the_cursor_in_sight() -> None:
    async with staged([page_of(*many(200))]) as stage:
        await stage.press("pagedown", "pagedown")
        row = stage.table.cursor_row
        assert row is not None
        assert row > stage.table.size.height
        assert stage.table.scroll_offset.y < row < stage.table.scroll_offset.y + stage.table.size.height
        await stage.press("pageup", "pageup")
        assert stage.table.cursor_row == 0
        assert stage.table.scroll_offset.y == 0


async def test_the_selected_price_stays_in_sight_over_the_reader() -> None:
    async with staged() as stage:
        heading = stage.screen.query_one("#reader-heading", PaneHeading)
        assert heading.aside.plain == "AIRLINK 74.48 ▲ +0.23 +0.31%"
        await stage.press("j", "tab")
        assert heading.aside.plain == "BOP 5.03 ▼ -0.02 -0.40%"


async def test_the_selected_price_over_the_reader_follows_a_refresh() -> None:
    async with staged([FIRST, page_of(quote("AIRLINK", "75.00", "0.75"), BOP, HUBC, KSE100)]) as stage:
        await stage.next_refresh()
        heading = stage.screen.query_one("#reader-heading", PaneHeading)
        assert heading.aside.plain == "AIRLINK 75.00 ▲ +0.75 +1.01%"


async def test_a_current_price_over_the_reader_does_not_look_old_where_the_keys_go_elsewhere() -> None:
    async with staged([FIRST, ""]) as stage:
        heading = stage.screen.query_one("#reader-heading", PaneHeading)
        assert not heading.has_class("-active")
        styles = {heading.aside.plain[span.start : span.end].strip(): span.style for span in heading.aside.spans}
        assert (styles["AIRLINK"], styles["74.48"]) == ("bold $foreground", "$foreground")
        await stage.next_refresh()
        assert {span.style for span in heading.aside.spans} <= {"bold $stale", "$stale", "bold $caution"}


async def test_a_toast_stands_above_the_status_line_and_the_keys() -> None:
    clock = FakeClock()
    app = TapewatchApp([Watched(ScriptedSource(clock, [FIRST]), 60)], clock)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await clock.until_waits(1)
        app.notify("Settings taken up.")
        await Window(app, pilot, clock).until(lambda: any(toast.region.height for toast in app.screen.query("Toast")))
        toast = app.screen.query_one("Toast")
        assert toast.region.bottom <= app.screen.query_one("StatusLine").region.y


async def test_the_selection_follows_its_symbol_when_rows_are_sorted_and_refreshed() -> None:
    second = page_of(quote("HUBC", "1.00", "-0.10"), AIRLINK, BOP, KSE100)
    async with staged([FIRST, second]) as stage:
        await stage.press("G", "s", "l")
        assert (stage.table.selected, stage.table.cursor_row) == ("HUBC", 0)
        await stage.next_refresh()
        assert (stage.table.selected, stage.table.cursor_row) == ("HUBC", 2)


@pytest.mark.parametrize(("letter", "key"), LETTERS.items())
async def test_s_and_a_letter_sorts_and_again_turns_round(letter: str, key: SortKey) -> None:
    async with staged() as stage:
        await stage.press("e", *"5@7", "enter")  # what is held is sorted by only where something is
        before = stage.screen.view.order
        await stage.press("s", letter)
        assert stage.screen.view.order == before.again(key)
        await stage.press("s", letter)
        assert stage.screen.view.order == before.again(key).again(key)
        assert key in stage.screen.query_one("#quotes-heading", PaneHeading).title.plain


async def test_the_sort_menu_is_left_without_a_change() -> None:
    async with staged() as stage:
        await stage.press("s")
        assert stage.is_open(SortMenu)
        await stage.press("escape")
        assert stage.screen.view.order == Order()
        assert stage.is_open(MonitorScreen)


async def test_a_click_on_a_heading_sorts_and_a_second_one_turns_round() -> None:
    async with staged() as stage:
        heading = stage.table.render_line(0).text
        for expected in (["HUBC", "AIRLINK", "BOP"], ["BOP", "AIRLINK", "HUBC"]):
            await stage.pilot.click(stage.table, offset=(heading.index("Last"), 0))
            await stage.settle()
            assert stage.symbols == expected


async def test_a_click_on_a_row_selects_it_and_one_below_the_rows_does_nothing() -> None:
    async with staged() as stage:
        await stage.pilot.click(stage.table, offset=(5, 3))
        await stage.settle()
        assert stage.table.selected == "HUBC"
        await stage.pilot.click(stage.table, offset=(5, 12))
        await stage.settle()
        assert stage.table.selected == "HUBC"


async def test_tab_and_h_and_l_change_panes() -> None:
    async with staged() as stage:
        focused = []
        for key in ("tab", "tab", "tab", "l", "l", "h", "H"):
            await stage.press(key)
            focused.append(stage.screen.focused)
        headlines = stage.screen.query_one(HeadlineList)
        reader, table = stage.reader, stage.table
        assert focused == [headlines, reader, table, reader, reader, table, headlines]


async def test_r_refreshes_at_once() -> None:
    async with staged() as stage:
        waits = len(stage.clock.waits)
        await stage.press("r")
        await stage.clock.until_waits(waits + 1)
        assert stage.source.fetches == 2


async def test_a_replay_is_held_and_a_full_stop_shows_its_next_page() -> None:
    async with staged([FIRST, page_of(AIRLINK), page_of(HUBC)], kind=Kind.REPLAY) as stage:
        await stage.press("P")
        assert stage.label == "REPLAY · HELD"
        waits = len(stage.clock.waits)
        await stage.press("full_stop")
        await stage.clock.until_waits(waits + 1)
        assert (stage.source.fetches, stage.clock.waits[-1]) == (2, None)
        await stage.press("P")
        await stage.clock.until_waits(waits + 2)
        await stage.settle()
        assert stage.source.fetches == 3
        assert stage.label == "REPLAY"


async def test_where_nothing_is_replayed_the_keys_of_a_replay_say_so() -> None:
    async with staged() as stage:
        await stage.press("P")
        assert [note.message for note in stage.app._notifications] == [
            "There is no replay: open a folder of saved pages for one."
        ]


async def test_a_price_that_can_hardly_be_is_shown_with_a_mark_and_listed() -> None:
    wild = quote("BOP", "9.03", "3.98")
    async with staged([FIRST, page_of(AIRLINK, wild, HUBC, KSE100)]) as stage:
        await stage.next_refresh()
        prices = [stage.table.render_line(row).text.split("▲")[0].strip(" ▸") for row in (1, 2, 3)]
        assert [price.split()[-1] for price in prices] == ["74.48", "9.03?", "136.50"]
        assert "1 problem (!)" in stage.status
        await stage.press("exclamation_mark")
        assert "BOP went from 5.03 to 9.03" in "\n".join(str(part.content) for part in stage.app.screen.query(Static))


async def test_a_server_that_asked_to_be_left_alone_is_cooling_until_then() -> None:
    cooling = SourceCoolingError("The server is busy.", NOON + timedelta(minutes=15))
    async with staged([FIRST, cooling]) as stage:
        await stage.next_refresh()
        assert stage.status.startswith("✗ cooling down until 12:15:00 · prices as of 12:00:00")
        assert stage.screen.stale == {"AIRLINK", "BOP", "HUBC", "KSE100"}


async def test_p_holds_the_ticker_and_says_so() -> None:
    async with staged() as stage:
        seen = []
        for _ in range(2):
            await stage.press("p")
            seen.append((stage.ticker.is_moving, stage.label))
        assert seen == [(False, "PAUSED"), (True, "")]


async def test_t_goes_through_our_themes_and_repaints_the_rows() -> None:
    async with staged() as stage:
        before = stage.table.render_line(1)
        await stage.press("t")
        assert not stage.app.current_theme.dark
        assert stage.table.render_line(1) != before
        assert stage.table.render_line(1).text == before.text
        await stage.press("t", "t", "t")
        assert stage.app.theme == "tapewatch-dark"


@pytest.mark.parametrize("key", ["question_mark", "f1", "exclamation_mark"])
async def test_a_sheet_opens_on_a_key_and_closes_with_escape(key: str) -> None:
    async with staged() as stage:
        await stage.press(key)
        assert stage.is_open(Sheet)
        await stage.press("escape")
        assert stage.is_open(MonitorScreen)


async def test_the_problems_are_listed_with_their_lines() -> None:
    async with staged([f"X 1 No Change x[/]\n{FIRST}"]) as stage:
        assert "1 problem (!)" in stage.status
        await stage.press("exclamation_mark")
        text = " ".join(str(widget.content) for widget in stage.app.screen.query(Static))
        assert "page.txt, line 1" in text
        assert "X 1 No Change x[/]" in text


async def test_q_quits() -> None:
    async with staged() as stage:
        await stage.press("q")
    assert stage.app.return_code == 0


async def test_every_command_of_the_app_is_in_the_palette_and_runs() -> None:
    async with staged() as stage:
        commands = {command.title: command for command in stage.app.get_system_commands(stage.screen)}
        assert {"Sort", "Refresh", "Pause", "Problems", "Theme", "Help", "Quit", "Next pane"} <= set(commands)
        await commands["Pause"].callback()
        assert stage.ticker.is_paused


# windows, themes, settings


@pytest.mark.parametrize(("size", "fits"), [((60, 16), True), ((59, 16), False), ((60, 15), False), ((240, 60), True)])
async def test_a_window_that_is_too_small_says_what_is_needed(size: tuple[int, int], fits: bool) -> None:
    async with staged(size=size) as stage:
        notice = stage.screen.query_one(TooSmall)
        assert notice.display is not fits
        assert stage.table.is_on_screen is fits
        assert "60 columns and 16 lines" in text_of(notice)


async def test_below_a_hundred_columns_one_pane_shows_at_a_time() -> None:
    async with staged(size=(80, 24)) as stage:
        shown = []
        headlines = stage.screen.query_one(HeadlineList)
        for key in ("l", "h", "H", "h"):
            await stage.press(key)
            shown.append((stage.table.is_on_screen, headlines.is_on_screen, stage.reader.is_on_screen))
        quotes = (True, False, False)
        assert shown == [(False, False, True), quotes, (False, True, False), quotes]
        assert stage.screen.query_one("#quotes-heading", PaneHeading).title.plain.startswith(
            "[Quotes] │ Headlines │ Reader"
        )


async def test_a_click_on_the_name_of_a_pane_goes_there() -> None:
    async with staged(size=(80, 24)) as stage:
        heading = stage.screen.query_one("#quotes-heading", PaneHeading)
        await stage.pilot.click(heading, offset=(heading.title.plain.index("Reader") + 2, 0))
        await stage.settle()
        assert stage.reader.has_focus
        await stage.pilot.click("#reader-heading", offset=(2, 0))
        await stage.settle()
        assert stage.table.has_focus
        await stage.pilot.resize_terminal(120, 40)
        await stage.pilot.click("#reader-heading", offset=(2, 0))
        await stage.settle()
        assert stage.reader.has_focus


async def test_a_table_wider_than_the_pane_says_so_and_scrolls_with_the_arrows() -> None:
    rule = "=" * 80
    async with staged([page_of(HUBC, body=f"They rose.\n\n{rule}\nA{'B':>79}\n{rule}\n")], size=(70, 24)) as stage:
        await stage.press("l")
        table = stage.reader.query_one(ArticleTable)
        assert table.query_one(".table--hint").display
        await stage.press("right", "right")
        assert table.query_one(".table--frame").scroll_x > 0
        await stage.press("left", "left")
        assert table.query_one(".table--frame").scroll_x == 0
        await stage.pilot.resize_terminal(200, 40)
        await stage.settle()
        assert not table.query_one(".table--hint").display


async def test_a_window_made_narrow_shows_the_pane_that_has_the_focus() -> None:
    async with staged() as stage:
        await stage.press("l")
        await stage.pilot.resize_terminal(80, 24)
        await stage.settle()
        assert stage.reader.is_on_screen
        assert not stage.table.is_on_screen


async def test_the_reader_keeps_its_72_columns_on_a_wide_screen_in_the_middle_of_its_pane() -> None:
    async with staged([page_of(HUBC, body="word " * 100)], size=(200, 50)) as stage:
        paragraph = stage.reader.query(ArticleText).last()
        assert paragraph.region.width == 72
        left = paragraph.region.x - stage.reader.region.x
        right = stage.reader.region.right - paragraph.region.right
        assert abs(left - right) <= 1


async def test_the_reading_position_survives_a_refresh_a_resize_and_a_look_at_another_article() -> None:
    body = "\n\n".join(f"Paragraph {number} of a long story." for number in range(60))
    other = "Another\n\nAFP 21 Dec, 2023\n\n" + body
    pages = [page_of(HUBC, body=ARTICLE + body), page_of(BOP, body=ARTICLE + body), page_of(BOP, body=other)]
    async with staged(pages) as stage:
        await stage.press("l", "space", "space")
        position = stage.reader.scroll_y
        assert position > 0
        await stage.next_refresh()
        assert stage.reader.scroll_y == position
        await stage.pilot.resize_terminal(120, 30)
        await stage.settle()
        assert stage.reader.scroll_y == position
        await stage.next_refresh()
        assert stage.reader.scroll_y == position
        await stage.press("left_square_bracket")
        assert stage.reader.scroll_y == 0
        assert stage.article.startswith("Another")
        await stage.press("right_square_bracket")
        assert stage.reader.scroll_y == position


async def test_an_unknown_theme_falls_back_with_a_notice() -> None:
    async with staged(settings=Settings(theme="[/]\x1b[31mplaid")) as stage:
        assert stage.app.theme == "tapewatch-dark"
        assert "There is no theme [/]plaid; tapewatch-dark took its place." in stage.status


@pytest.mark.parametrize("theme", ["nord", "textual-light", "textual-ansi"])
async def test_a_theme_of_textual_gives_our_own_colours_too(theme: str) -> None:
    async with staged(settings=Settings(theme=theme)) as stage:
        gain, loss = stage.table.palette.gain, stage.table.palette.loss
        assert gain.color != loss.color


async def test_a_fault_in_the_settings_stays_in_the_status_line() -> None:
    async with staged(fault="In the settings, every is wrong.") as stage:
        await stage.next_refresh()
        assert stage.status.endswith("In the settings, every is wrong.")


async def test_what_is_wrong_besides_the_sources_is_listed_with_the_problems() -> None:
    async with staged(fault="Nothing is remembered: the disk is full.") as stage:
        await stage.press("exclamation_mark")
        told = "\n".join(str(part.content) for part in stage.app.screen.query(Static))
        assert "Nothing is remembered: the disk is full." in told


def problems_told(stage: Stage) -> str:
    """Return what the open sheet says."""
    return "\n".join(str(part.content) for part in stage.app.screen.query(Static))


async def test_the_problems_tell_of_each_source_that_fails_why_and_since_when() -> None:
    async with staged([FIRST, SourceError("The server is asleep.")]) as stage:
        await stage.press("exclamation_mark")
        assert "The newest pages were read without a problem." in problems_told(stage)
        await stage.press("escape")
        await stage.next_refresh()
        other = failed(source="redis://127.0.0.1/psx", kind=Kind.RELAY, at=NOON + timedelta(seconds=90))
        stage.screen.state = apply(stage.screen.state, other)
        await stage.press("exclamation_mark")
        told = problems_told(stage)
        assert "page.txt fails since 12:01:00\nThe server is asleep." in told
        assert "redis://127.0.0.1/psx fails since 12:01:30\nThe server is asleep." in told
        assert "without a problem" not in told


async def test_where_no_page_was_read_yet_the_problems_do_not_say_that_there_were_none() -> None:
    async with staged() as stage:
        stage.screen.state = MarketState()
        await stage.press("exclamation_mark")
        assert "No page was read yet." in problems_told(stage)
