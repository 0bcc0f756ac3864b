"""The headlines on the running screen: their keys, what stays where it is, the search, and what is repainted."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal

import pytest
from rich.style import Style
from textual import events
from textual.geometry import Region
from textual.strip import Strip
from textual.widgets import Input

from tests.builders import NOON, quote
from tests.tui.headline_stage import HeadlineStage, headlines_staged, state_of, stories, story
from tui import themes
from tui.keys.commands import Where, commands_for
from tui.news.search import HeadlineSearch
from tui.render import headline_picture
from tui.render.headline_rows import Headline, HeadlineLayout, HeadlineMarks, headline_strip
from tui.render.palette import Palette
from tui.view.model import View
from tui.widgets import searching
from tui.widgets.headline_list import HeadlineList

NEW = story("A new one", published=NOON)
HUBC = quote("HUBC", "136.50", "0.66")
POWER = story("Hub Power signs", "The rupee fell.", symbols=["HUBC"], then={"HUBC": "135.10"})
KITES = story("Kites rise", "Lahore was glad.", published=NOON - timedelta(hours=1))
Drawn = Callable[[], list[str]]


def shown(stage: HeadlineStage) -> list[str]:
    """Return the numbers of the stories that are listed."""
    return [title.removeprefix("Story ") for title in stage.titles]


# the keys of the list


async def test_every_command_of_the_list_is_one_that_it_has() -> None:
    for command in commands_for(Where.HEADLINES):
        assert hasattr(HeadlineList, f"action_{command.action.partition('(')[0]}"), command.name


async def test_the_keys_step_through_the_headlines_and_stop_at_the_ends() -> None:
    async with headlines_staged(stories(40)) as stage:
        assert stage.cursor == ("Story 000", 0)
        for keys, title in (
            ("j", "Story 001"),
            ("down", "Story 002"),
            ("k", "Story 001"),
            ("up", "Story 000"),
            ("up", "Story 000"),
            ("G", "Story 039"),
            ("j", "Story 039"),
            ("g", "Story 000"),
            ("end", "Story 039"),
            ("home", "Story 000"),
            ("pagedown", "Story 010"),
            ("space", "Story 020"),
            ("b", "Story 010"),
            ("pageup", "Story 000"),
        ):
            await stage.press(keys)
            assert stage.cursor[0] == title, keys
            assert any("▸" in line and title in line for line in stage.lines), keys


async def test_enter_opens_the_headline_at_the_cursor() -> None:
    async with headlines_staged(stories(3)) as stage:
        await stage.press("j", "enter")
        assert stage.screen.opened == ["Story 001"]


async def test_m_marks_a_headline_as_read_and_as_not_read_again() -> None:
    async with headlines_staged(stories(3)) as stage:
        assert stage.heading == "Headlines  3 unread of 3"
        await stage.press("m")
        assert (stage.heading, "•" in stage.lines[0]) == ("Headlines  2 unread of 3", False)
        await stage.press("m")
        assert (stage.heading, "•" in stage.lines[0]) == ("Headlines  3 unread of 3", True)


async def test_capital_m_marks_all_that_are_listed() -> None:
    async with headlines_staged([POWER, KITES]) as stage:
        await stage.press("slash", *"kites", "enter", "M", "escape")
        assert stage.heading == "Headlines  1 unread of 2"
        assert stage.screen.view.read == ("Kites rise",)
        await stage.press("M", "M")
        assert stage.heading == "Headlines  0 unread of 2"


async def test_v_brings_the_unread_to_the_top_and_all_back_by_time() -> None:
    async with headlines_staged(stories(4)) as stage:
        stage.read("Story 000", "Story 002")
        await stage.press("v")
        assert shown(stage) == ["001", "003", "000", "002"]
        assert stage.cursor == ("Story 001", 0)
        assert stage.heading == "Headlines  2 unread of 4 · unread first"
        await stage.press("v")
        assert shown(stage) == ["000", "001", "002", "003"]
        assert stage.cursor == ("Story 001", 1)


async def test_with_unread_first_the_one_that_is_read_keeps_its_place_until_that_is_asked_for_again() -> None:
    async with headlines_staged(stories(4)) as stage:
        await stage.press("v", "j", "enter")
        stage.read("Story 001")
        await stage.settle()
        assert shown(stage) == ["000", "001", "002", "003"]
        stage.bring(NEW)
        await stage.settle()
        assert stage.titles[:3] == ["A new one", "Story 000", "Story 001"]
        stage.screen.open_key = "Story 003"
        stage.bring(story("Another", published=NOON + timedelta(minutes=1)))
        await stage.settle()
        assert stage.titles[-1] == "Story 001"


async def test_keys_do_nothing_where_there_is_no_headline() -> None:
    async with headlines_staged() as stage:
        await stage.press("j", "k", "G", "g", "pagedown", "enter", "m", "M", "v")
        assert stage.screen.opened == []
        assert stage.pane.selected_story is None


# what stays


async def test_the_cursor_stays_with_its_story_and_the_story_on_its_line() -> None:
    async with headlines_staged(stories(40)) as stage:
        await stage.press("G", "k", "k")
        before = stage.cursor
        stage.bring(NEW)
        await stage.settle()
        assert stage.cursor == before


async def test_at_the_newest_a_new_one_comes_into_sight() -> None:
    async with headlines_staged(stories(40)) as stage:
        stage.bring(NEW)
        await stage.settle()
        assert "A new one" in stage.lines[0]
        assert stage.cursor == ("Story 000", 1)


async def test_what_is_in_view_stays_where_the_cursor_is_elsewhere() -> None:
    async with headlines_staged(stories(40)) as stage:
        stage.rows.scroll_to(y=20, animate=False)
        await stage.settle()
        lines = stage.lines
        stage.bring(NEW)
        await stage.settle()
        assert stage.lines == lines
        assert stage.pane.selected_story is not None
        assert stage.pane.selected_story.title == "Story 000"


async def test_marks_of_before_are_there_from_the_start() -> None:
    async with headlines_staged(stories(3), view=View(read=("Story 001",), kept=("Story 002",))) as stage:
        assert stage.heading == "Headlines  2 unread of 3"
        assert ["•" in line for line in stage.lines[:3]] == [True, False, True]
        assert ["★" in line for line in stage.lines[:3]] == [False, False, True]


async def test_marks_move_nothing() -> None:
    async with headlines_staged(stories(40)) as stage:
        await stage.press("G")
        before = stage.cursor
        stage.read(*(f"Story {n:03}" for n in range(30)))
        await stage.settle()
        assert stage.cursor == before


async def test_a_search_and_its_end_keep_the_cursor_at_its_story() -> None:
    async with headlines_staged(stories(40)) as stage:
        await stage.press("end", "slash", *"39", "enter")
        assert stage.cursor == ("Story 039", 0)
        await stage.press("escape")
        assert stage.cursor[0] == "Story 039"
        await stage.press("slash", *"01")
        assert stage.cursor == ("Story 001", 0)
        await stage.press("escape")
        assert stage.cursor[0] == "Story 039"


async def test_stories_that_go_leave_the_cursor_where_it_was() -> None:
    async with headlines_staged(stories(20)) as stage:
        await stage.press(*"jjj")
        stage.screen.state = state_of(stories(2))
        await stage.settle()
        assert stage.cursor == ("Story 001", 1)
        await stage.press("k")
        assert stage.cursor == ("Story 000", 0)
        stage.screen.state = state_of([])
        await stage.settle()
        assert stage.pane.selected_story is None


# the mouse


async def test_a_click_selects_and_another_on_it_opens() -> None:
    async with headlines_staged(stories(20)) as stage:
        await stage.pilot.click(HeadlineList, offset=(20, 3))
        await stage.settle()
        assert (stage.cursor, stage.screen.opened) == (("Story 003", 3), [])
        await stage.pilot.click(HeadlineList, offset=(20, 3))
        await stage.settle()
        assert stage.screen.opened == ["Story 003"]


async def test_a_click_below_the_last_one_does_nothing() -> None:
    async with headlines_staged(stories(2)) as stage:
        await stage.pilot.click(HeadlineList, offset=(20, 8))
        assert stage.cursor == ("Story 000", 0)


async def test_the_wheel_scrolls_and_leaves_the_cursor_where_it_is() -> None:
    async with headlines_staged(stories(40)) as stage:
        await stage.pilot._post_mouse_events([events.MouseScrollDown] * 3, stage.rows, (5, 5))
        await stage.settle()
        assert stage.rows.scroll_offset.y > 0
        assert stage.pane.selected_story is stage.pane.shown[0]
        await stage.press("j")
        assert stage.cursor == ("Story 001", 0)


# the search


async def test_each_letter_searches_titles_and_texts_at_once() -> None:
    async with headlines_staged([POWER, KITES]) as stage:
        await stage.press("slash", *"kit")
        assert (stage.titles, stage.typed) == (["Kites rise"], "kit")
        assert stage.heading == 'Headlines  2 unread of 2 · "kit"  1 of 2'
        await stage.press(*["backspace"] * 3, *"rupee")
        assert stage.titles == ["Hub Power signs"]


async def test_enter_goes_to_the_headlines_and_an_empty_search_goes() -> None:
    async with headlines_staged([POWER, KITES]) as stage:
        await stage.press("slash", "k", "enter")
        assert (stage.rows.has_focus, stage.typed) == (True, "k")
        await stage.press("slash", "backspace", "enter")
        assert (stage.rows.has_focus, stage.typed) == (True, None)


async def test_escape_lists_all_again() -> None:
    async with headlines_staged([POWER, KITES]) as stage:
        await stage.press("slash", *"kites", "escape")
        assert (stage.typed, stage.heading) == (None, "Headlines  2 unread of 2")
        assert stage.titles == ["Hub Power signs", "Kites rise"]


async def test_where_nothing_fits_a_sentence_says_so_and_what_shows_all() -> None:
    async with headlines_staged([POWER, KITES]) as stage:
        await stage.press("slash", *"xyz")
        assert stage.notice == 'No headline fits "xyz".  Esc shows all again.'
        await stage.press("enter", "escape")
        assert stage.notice == ""


async def test_without_headlines_a_sentence_says_so() -> None:
    async with headlines_staged() as stage:
        assert (stage.notice, stage.heading.strip()) == ("No headlines yet.", "Headlines")
        stage.bring(NEW)
        await stage.settle()
        assert (stage.notice, stage.titles) == ("", ["A new one"])


async def test_new_stories_are_searched_too() -> None:
    async with headlines_staged([POWER, KITES]) as stage:
        await stage.press("slash", *"new one")
        stage.bring(NEW)
        await stage.settle()
        assert (stage.titles, stage.notice) == (["A new one"], "")


async def test_what_is_found_in_a_title_is_underlined() -> None:
    async with headlines_staged([POWER, KITES]) as stage:
        await stage.press("slash", *"rise")
        line = stage.rows.render_line(0)
        assert [segment.text for segment in line if segment.style and segment.style.underline] == ["rise"]


async def test_with_unread_looked_for_the_one_that_is_open_stays() -> None:
    async with headlines_staged(stories(4)) as stage:
        await stage.press("slash", *"unread", "enter", "enter", "m")
        assert shown(stage) == ["000", "001", "002", "003"]
        stage.screen.open_key = "Story 001"
        stage.read("Story 001")
        await stage.settle()
        assert shown(stage) == ["001", "002", "003"]


async def test_texts_of_very_many_stories_are_searched_in_a_thread(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(searching, "_AT_ONCE", 5)
    monkeypatch.setattr(searching, "_AT_A_TIME", 7)
    told = [*stories(30), story("A glad one", published=NOON - timedelta(hours=2)), KITES]
    async with headlines_staged(told) as stage:
        await stage.press("slash")
        stage.pane.search = HeadlineSearch.read("glad")
        assert stage.titles == ["A glad one"]  # by its title, at once
        assert stage.heading == 'Headlines  32 unread of 32 · "glad"  searching · 1 of 32'
        await stage.settle()
        assert stage.titles == ["Kites rise", "A glad one"]
        assert stage.heading == 'Headlines  32 unread of 32 · "glad"  2 of 32'
        stage.pane.search = HeadlineSearch.read("nowhere")
        assert stage.notice == ""  # not before all are searched
        await stage.settle()
        assert stage.notice.startswith('No headline fits "nowhere"')


async def test_a_search_that_is_typed_on_ends_the_one_before(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(searching, "_AT_ONCE", 5)
    async with headlines_staged([*stories(30), KITES]) as stage:
        stage.pane.search = HeadlineSearch.read("glad")
        stage.pane.search = HeadlineSearch.read("kites")
        await stage.settle()
        assert stage.titles == ["Kites rise"]
        assert stage.heading == 'Headlines  31 unread of 31 · "kites"  1 of 31'


async def test_the_headlines_of_a_symbol_are_those_that_name_it() -> None:
    async with headlines_staged([POWER, KITES], HUBC) as stage:
        stage.pane.show_symbol("HUBC")
        await stage.settle()
        assert (stage.titles, stage.typed) == (["Hub Power signs"], None)
        assert '"HUBC"' in stage.heading
        await stage.press("slash")
        assert stage.typed == "HUBC"


# what others ask


async def test_the_next_and_the_previous_story_go_by_the_order_shown() -> None:
    async with headlines_staged(stories(4)) as stage:
        pane = stage.pane

        def after(key: str, by: int) -> str | None:
            found = pane.story_after(key, by)
            return found.key if found else None

        stage.screen.open_key = "Story 001"
        await stage.settle()
        assert (after("Story 001", 1), after("Story 001", -1)) == ("Story 002", "Story 000")
        assert (after("Story 003", 1), after("Story 000", -1)) == (None, None)
        assert (after("", 1), after("", -1)) == ("Story 000", None)
        stage.read("Story 000")
        await stage.press("slash", *"unread")
        stage.screen.open_key = "Story 000"
        assert after("Story 000", 1) == "Story 001"


async def test_a_story_that_is_no_longer_listed_is_counted_from_where_it_was() -> None:
    async with headlines_staged(stories(12)) as stage:
        stage.screen.open_key = "Story 010"
        await stage.press("slash", *"00", "enter")  # ten of them
        assert (stage.pane.story_after("Story 010", -1) or NEW).key == "Story 009"
        assert stage.pane.story_after("Story 010", 1) is None


async def test_the_next_unread_is_the_one_after_and_then_from_the_start() -> None:
    async with headlines_staged(stories(4)) as stage:
        stage.read("Story 002")
        stage.screen.open_key = "Story 001"
        await stage.settle()
        assert (stage.pane.next_unread("Story 001") or NEW).key == "Story 003"
        assert (stage.pane.next_unread("Story 003") or NEW).key == "Story 000"
        stage.read("Story 000", "Story 001", "Story 003")
        await stage.settle()
        assert stage.pane.next_unread("Story 001") is None


async def test_a_story_can_be_gone_to_where_it_is_listed() -> None:
    async with headlines_staged(stories(40)) as stage:
        stage.pane.select("Story 030")
        await stage.settle()
        assert stage.cursor[0] == "Story 030"
        assert any("▸" in line for line in stage.lines)
        stage.pane.select("nothing")
        assert stage.cursor[0] == "Story 030"


async def test_the_pane_wants_a_line_for_each_story_and_one_for_the_search() -> None:
    async with headlines_staged(stories(4)) as stage:
        assert (stage.pane.rows_wanted, stage.screen.wanted) == (4, [1, 4])
        await stage.press("slash", *"003")
        assert (stage.pane.rows_wanted, stage.screen.wanted) == (5, [1, 4, 5])  # it does not shrink while that is typed
        await stage.press("escape")
        assert stage.screen.wanted == [1, 4, 5, 4]


async def test_the_heading_names_the_other_panes_where_they_are_out_of_sight() -> None:
    async with headlines_staged(stories(2)) as stage:
        stage.screen.is_alone = True
        await stage.settle()
        assert stage.heading == "Quotes │ [Headlines] │ Reader  2 unread of 2"


# what is drawn


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> Drawn:
    """Return a function that gives the titles of the lines that were drawn since it was last called."""
    titles: list[str] = []

    def remember(line: Headline, layout: HeadlineLayout, palette: Palette, marks: HeadlineMarks) -> Strip:
        titles.append(line.title)
        return headline_strip(line, layout, palette, marks)

    monkeypatch.setattr(headline_picture, "headline_strip", remember)

    def take() -> list[str]:
        taken = sorted(titles)
        titles.clear()
        return taken

    return take


@pytest.fixture
def repainted(monkeypatch: pytest.MonkeyPatch) -> Callable[[], set[int]]:
    """Return a function that gives the lines that were asked to be painted since it was last called."""
    lines: set[int] = set()
    repaint = HeadlineList.repaint

    def remember(widget: HeadlineList, *regions: Region) -> None:
        lines.update(*(region.line_range for region in regions))
        repaint(widget, *regions)

    monkeypatch.setattr(HeadlineList, "repaint", remember)

    def take() -> set[int]:
        taken = set(lines)
        lines.clear()
        return taken

    return take


async def test_a_step_repaints_two_lines(drawn: Drawn, repainted: Callable[[], set[int]]) -> None:
    async with headlines_staged(stories(40)) as stage:
        drawn(), repainted()
        await stage.press("j")
        assert (drawn(), repainted()) == (["Story 000", "Story 001"], {0, 1})


async def test_a_mark_repaints_its_line_alone(drawn: Drawn, repainted: Callable[[], set[int]]) -> None:
    async with headlines_staged(stories(40)) as stage:
        drawn(), repainted()
        stage.read("Story 003", "Story 030")
        await stage.settle()
        assert (drawn(), repainted()) == (["Story 003"], {3})


async def test_a_price_repaints_the_lines_that_name_it_and_one_that_stays_none(drawn: Drawn) -> None:
    async with headlines_staged([POWER, KITES], HUBC) as stage:
        drawn()
        stage.screen.state = state_of([POWER, KITES], quote("HUBC", "140.00", "4.16"))
        await stage.settle()
        assert (drawn(), "+3.63%" in stage.lines[0]) == (["Hub Power signs"], True)
        stage.screen.state = state_of([POWER, KITES], quote("HUBC", "140.00", "4.16"))
        await stage.settle()
        assert drawn() == []


async def test_a_new_story_draws_no_other_anew_where_the_cursor_is_not_among_them(drawn: Drawn) -> None:
    async with headlines_staged(stories(40)) as stage:
        await stage.press("G", "g")
        stage.rows.scroll_to(y=20, animate=False)
        await stage.settle()
        drawn()
        stage.bring(NEW)
        await stage.settle()
        assert drawn() == []


async def test_a_price_that_is_old_is_dimmed() -> None:
    async with headlines_staged([POWER, KITES], HUBC) as stage:
        stage.screen.stale = frozenset({"HUBC"})
        await stage.settle()
        style = next(segment.style for segment in stage.rows.render_line(0) if "▲" in segment.text)
        assert style is not None
        assert style.color == stage.rows.palette.stale.color


async def test_the_one_that_is_open_is_bold_and_the_cursor_pales_and_is_hollow_without_the_keys() -> None:
    async with headlines_staged([POWER, KITES], HUBC) as stage:
        stage.screen.open_key = "Kites rise"
        await stage.settle()
        assert any(
            segment.style and segment.style.bold for segment in stage.rows.render_line(1) if "Kites" in segment.text
        )
        assert ground_of(stage) == stage.rows.palette.cursor.bgcolor
        assert stage.rows.render_line(0).text.startswith("▸")
        await stage.press("slash")
        assert ground_of(stage) == stage.rows.palette.cursor_blurred.bgcolor
        assert stage.rows.render_line(0).text.startswith("▹")


def ground_of(stage: HeadlineStage) -> object:
    """Return the ground of the first line."""
    style = next(segment.style for segment in stage.rows.render_line(0))
    return (style or Style()).bgcolor


async def test_another_theme_draws_all_in_its_colours() -> None:
    async with headlines_staged([POWER, KITES], HUBC) as stage:
        before = ground_of(stage)
        stage.app.theme = themes.LIGHT.name
        await stage.settle()
        assert ground_of(stage) == stage.rows.palette.cursor.bgcolor != before


async def test_at_midnight_the_times_of_today_become_a_day() -> None:
    async with headlines_staged([POWER, KITES]) as stage:
        assert "12:00" in stage.lines[0]
        stage.clock.advance(13 * 3_600)
        stage.pane.look()
        assert "17 May" in stage.lines[0]


async def test_an_old_story_widens_the_column_of_the_times() -> None:
    async with headlines_staged([POWER]) as stage:
        before = stage.lines[0].index("Hub")
        stage.bring(story("Long ago", published=NOON - timedelta(days=900)))
        await stage.settle()
        assert stage.lines[0].index("Hub") == before + 2


@pytest.mark.parametrize("width", [30, 54, 80, 96, 120, 200])
async def test_every_line_is_as_wide_as_the_list(width: int) -> None:
    async with headlines_staged([POWER, KITES], HUBC, size=(width, 10)) as stage:
        assert {stage.rows.render_line(y).cell_length for y in range(stage.rows.size.height)} == {width}


async def test_what_is_typed_is_no_markup() -> None:
    async with headlines_staged([story("[bold]Kites[/] rise")]) as stage:
        assert "[bold]Kites[/] rise" in stage.lines[0]
        await stage.press("slash")
        stage.screen.query_one(Input).value = "[/]x"
        await stage.settle()
        assert stage.notice == 'No headline fits "[/]x".  Esc shows all again.'
        assert '"[/]x"' in stage.heading


async def test_moves_are_worked_out_from_then_to_now() -> None:
    async with headlines_staged([POWER], HUBC) as stage:
        percent = (Decimal("136.50") - Decimal("135.10")) * 100 / Decimal("135.10")
        assert f"HUBC     ▲  +{percent:.2f}%" in stage.lines[0]


async def test_a_symbol_that_is_looked_for_stands_before_the_others_of_its_story() -> None:
    async with headlines_staged([story("OGDC and HUBC rise", symbols=("OGDC", "HUBC"))], HUBC) as stage:
        assert stage.lines[0].split()[-2:] == ["OGDC", "&1"]
        stage.pane.show_symbol("HUBC")
        await stage.settle()
        assert "HUBC" in stage.lines[0].split()[-3:]
        assert "OGDC" not in stage.lines[0].split()[-3:]
