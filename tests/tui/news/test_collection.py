"""Headlines beside prices: stepping through articles from anywhere, marks, and the ways between symbols and news."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import timedelta

import pytest

from tests.builders import page_of, quote
from tests.tui.stage import AIRLINK, BOP, HUBC, KSE100, Stage, staged
from tui.errors import SourceError
from tui.refresh import Kind
from tui.render.pane_titles import Pane
from tui.screens.detail import SymbolDetail
from tui.settings.model import Settings
from tui.widgets.panes import Panes

TITLES = ("Kites rise", "Hub Power rests", "Rain falls on Bank of Punjab")


def page(number: int, *, price: str = "136.50") -> str:
    """Return a page with the article of that number, which came out so many minutes after one."""
    body = f"{TITLES[number]}\n\nAFP 17 May, 2024 0{number + 1}:00pm\n\nLAHORE: So it is, they say, number {number}.\n"
    return page_of(AIRLINK, BOP, quote("HUBC", price, "0.66"), KSE100, body=body)


PAGES = tuple(page(number) for number in range(len(TITLES)))


@asynccontextmanager
async def with_news(
    script: Sequence[str | SourceError] = PAGES, *, size: tuple[int, int] = (120, 40), settings: Settings | None = None
) -> AsyncIterator[Stage]:
    """Run the app until all pages of the script have come."""
    async with staged(script, size=size, settings=settings) as stage:
        for _ in script[1:]:
            await stage.next_refresh()
        yield stage


def panes(stage: Stage) -> Panes:
    return stage.screen.query_one(Panes)


def listed(stage: Stage) -> list[str]:
    return [story.title for story in panes(stage).news.headlines.shown]


def unread(stage: Stage) -> list[str]:
    marks = stage.screen.view.read
    return [story.title for story in panes(stage).news.headlines.shown if story.ids.isdisjoint(marks)]


def open_title(stage: Stage) -> str:
    story = panes(stage).news.story
    return story.title if story else ""


async def test_every_article_of_the_pages_is_listed_the_newest_first_and_open() -> None:
    async with with_news() as stage:
        assert listed(stage) == list(TITLES[::-1])
        assert open_title(stage) == TITLES[2]
        assert unread(stage) == listed(stage)


@pytest.mark.parametrize("first", [(), ("l",), ("H",)], ids=["quotes", "reader", "headlines"])
async def test_the_brackets_step_from_anywhere_and_mark_what_was_opened(first: tuple[str, ...]) -> None:
    async with with_news() as stage:
        await stage.press(*first)
        pane = panes(stage).pane
        await stage.press("right_square_bracket")
        assert (open_title(stage), unread(stage)) == (TITLES[1], [TITLES[0]])
        await stage.press("right_square_bracket", "right_square_bracket")
        assert (open_title(stage), unread(stage)) == (TITLES[0], [])
        await stage.press("left_square_bracket")
        assert open_title(stage) == TITLES[1]
        assert panes(stage).pane is pane
        selected = panes(stage).news.headlines.selected_story
        assert selected is not None
        assert selected.title == TITLES[1]


@pytest.mark.parametrize("size", [(80, 24), (60, 16)])
@pytest.mark.parametrize("keys", [("right_square_bracket",), ("u",), ("H", "j", "enter")], ids=str)
async def test_where_panes_take_turns_what_is_opened_comes_into_sight(
    size: tuple[int, int], keys: Sequence[str]
) -> None:
    async with with_news(size=size) as stage:
        await stage.press(*keys)
        assert (panes(stage).pane, open_title(stage)) == (Pane.READER, TITLES[1])
        assert stage.reader.is_on_screen
        assert unread(stage) == [TITLES[2], TITLES[0]]


async def test_enter_goes_on_to_the_article() -> None:
    async with with_news() as stage:
        await stage.press("H", "j", "enter")
        assert stage.reader.has_focus
        assert open_title(stage) == TITLES[1]


@pytest.mark.parametrize(
    ("keys", "told"),
    [
        (("left_square_bracket",), "There is no headline before this one."),
        (("right_square_bracket",) * 3, "There is no headline after this one."),
        (("H", "M", "u"), "There is no other headline that is not read."),
        (("U",), "There is no mark to take back."),
    ],
    ids=str,
)
async def test_a_key_that_can_do_nothing_says_why(keys: Sequence[str], told: str) -> None:
    async with with_news() as stage:
        await stage.press(*keys)
        assert [notification.message for notification in stage.app._notifications] == [told]


async def test_marking_all_as_read_says_how_many_and_which_key_takes_that_back() -> None:
    async with with_news() as stage:
        await stage.press("H", "M")
        told = [notification.message for notification in stage.app._notifications]
        assert (told, unread(stage)) == (["3 marked read; U takes it back."], [])
        await stage.press("U")
        assert len(unread(stage)) == 3


async def test_escape_ends_the_search_at_hand_then_that_of_the_headlines_then_the_filter() -> None:
    async with with_news() as stage:
        await stage.press("slash", *"up", "enter", "H", "slash", *"hub", "enter", "l", "slash", *"they", "enter")
        assert (stage.screen.chosen.text, listed(stage), stage.reader.found) == ("up", [TITLES[1]], "1 of 1")
        await stage.press("escape")
        assert (stage.screen.chosen.text, listed(stage), stage.reader.found) == ("up", [TITLES[1]], "")
        await stage.press("escape")
        assert (stage.screen.chosen.text, len(listed(stage))) == ("up", 3)
        await stage.press("escape")
        assert stage.screen.chosen.text == ""
        assert stage.reader.has_focus


async def test_u_goes_through_those_that_are_not_read() -> None:
    async with with_news() as stage:
        await stage.press("H", "j", "m", "h", "u")
        assert open_title(stage) == TITLES[0]
        await stage.press("u")
        assert open_title(stage) == TITLES[2]
        await stage.press("u")
        assert open_title(stage) == TITLES[2]


async def test_marks_of_the_user_can_be_taken_back_one_after_the_other() -> None:
    async with with_news() as stage:
        await stage.press("H", "asterisk", "m", "M")
        assert (unread(stage), len(stage.screen.view.kept) > 0) == ([], True)
        await stage.press("U")
        assert unread(stage) == list(TITLES[1::-1])
        await stage.press("U")
        assert unread(stage) == listed(stage)
        await stage.press("U")
        assert stage.screen.view.kept == ()
        await stage.press("U")
        assert unread(stage) == listed(stage)


async def test_a_star_is_for_what_the_keys_are_at() -> None:
    async with with_news() as stage:
        await stage.press("asterisk")
        assert (stage.screen.view.starred, stage.screen.view.kept) == (("AIRLINK",), ())
        await stage.press("l", "asterisk")
        assert stage.screen.view.kept != ()
        await stage.press("asterisk")
        assert stage.screen.view.kept == ()


async def test_a_new_article_is_shown_unless_one_is_being_read() -> None:
    async with staged(PAGES) as stage:
        await stage.next_refresh()
        assert open_title(stage) == TITLES[1]
        await stage.press("l")
        await stage.next_refresh()
        assert open_title(stage) == TITLES[1]
        assert listed(stage)[0] == TITLES[2]
        assert TITLES[1] not in unread(stage)


async def test_an_article_that_was_chosen_stays_whatever_comes() -> None:
    async with staged((*PAGES[:2], PAGES[2])) as stage:
        await stage.next_refresh()
        await stage.press("right_square_bracket")
        assert open_title(stage) == TITLES[0]
        await stage.next_refresh()
        assert open_title(stage) == TITLES[0]


async def test_a_correction_of_the_open_article_is_shown() -> None:
    corrected = PAGES[0].replace("number 0", "number nought")
    async with staged((PAGES[0], corrected)) as stage:
        await stage.press("l")
        await stage.next_refresh()
        assert "number nought" in stage.article
        assert listed(stage) == [TITLES[0]]


async def test_n_lists_the_headlines_of_the_symbol_and_escape_all() -> None:
    async with with_news() as stage:
        await stage.press("G", "n")
        assert listed(stage) == [TITLES[1]]
        assert panes(stage).pane is Pane.HEADLINES
        await stage.press("escape")
        assert listed(stage) == list(TITLES[::-1])


async def test_enter_on_a_symbol_of_the_article_goes_to_its_row() -> None:
    async with with_news() as stage:
        assert stage.table.selected == "AIRLINK"
        await stage.press("l", "J", "enter")
        assert (stage.table.selected, panes(stage).pane) == ("BOP", Pane.QUOTES)
        assert stage.table.has_focus


async def test_enter_on_a_symbol_that_is_not_listed_opens_its_detail() -> None:
    async with with_news() as stage:
        await stage.press("slash", *"air", "enter", "l", "J", "enter")
        assert stage.is_open(SymbolDetail)


async def test_the_column_counts_headlines_and_the_filter_knows_news() -> None:
    async with with_news(size=(200, 40)) as stage:
        assert {row.symbol: row.news for row in stage.table.rows} == {"AIRLINK": 0, "BOP": 1, "HUBC": 1}
        await stage.press("slash", *"news", "enter")
        assert stage.symbols == ["BOP", "HUBC"]


async def test_the_detail_lists_the_headlines_that_name_the_symbol() -> None:
    async with with_news() as stage:
        await stage.press("G", "enter")
        shown = "\n".join(str(widget.render()) for widget in stage.app.screen.query("Text"))
        assert TITLES[1] in shown
        assert TITLES[2] not in shown


async def test_names_of_the_settings_are_found_and_shown() -> None:
    settings = Settings(names={"AIRLINK": ("Kites", "Kite makers")})
    async with with_news(settings=settings) as stage:
        assert {row.symbol: row.news for row in stage.table.rows}["AIRLINK"] == 1
        await stage.press("slash", *"kite", "enter")
        assert stage.symbols == ["AIRLINK"]


@pytest.mark.parametrize(
    ("keys", "pane"), [(("H",), Pane.HEADLINES), (("l",), Pane.READER), (("tab",), Pane.HEADLINES)]
)
async def test_in_a_narrow_window_each_pane_has_the_whole_of_it(keys: tuple[str, ...], pane: Pane) -> None:
    async with with_news(size=(80, 24)) as stage:
        await stage.press(*keys)
        widgets = {
            Pane.QUOTES: stage.table,
            Pane.HEADLINES: panes(stage).news.headlines,
            Pane.READER: stage.reader,
        }
        for name, widget in widgets.items():
            assert widget.is_on_screen is (name is pane)
        assert widgets[pane].region.width == 80
        assert widgets[pane].region.height >= 18


async def test_tab_goes_round_all_panes() -> None:
    async with with_news() as stage:
        seen = []
        for _ in range(4):
            seen.append(panes(stage).pane)
            await stage.press("tab")
        assert seen == [Pane.QUOTES, Pane.HEADLINES, Pane.READER, Pane.QUOTES]


async def test_without_an_article_there_are_no_headlines_to_go_to() -> None:
    async with staged((page_of(AIRLINK, HUBC),)) as stage:
        assert not panes(stage).news.headlines.display
        await stage.press("H")
        assert panes(stage).pane is Pane.QUOTES
        await stage.press("tab")
        assert panes(stage).pane is Pane.READER
        await stage.press("right_square_bracket", "u", "U", "left_square_bracket")
        assert open_title(stage) == ""


async def test_what_was_read_and_starred_is_still_so_the_next_time_by_what_it_is() -> None:
    async with with_news() as stage:
        await stage.press("H", "asterisk", "enter")
        view = stage.screen.view
    async with with_news() as stage:
        stage.screen.view = view
        await stage.settle()
        assert unread(stage) == list(TITLES[1::-1])
        assert len(view.kept) == len(view.read) > 0


async def test_prices_then_and_now_follow_the_prices() -> None:
    async with staged((PAGES[1], page(1, price="140.00"))) as stage:
        assert "136.50" in stage.article
        await stage.next_refresh()
        assert "140.00" in stage.article
        assert "+2.56%" in stage.article


async def test_a_replay_shows_the_article_of_its_page() -> None:
    async with staged((PAGES[2], PAGES[0]), kind=Kind.REPLAY) as stage:
        await stage.next_refresh()
        assert open_title(stage) == TITLES[0]


async def test_an_article_of_another_year_says_so_beside_its_prices() -> None:
    old = PAGES[1].replace("17 May, 2024", "30 Dec, 2022")
    async with staged((old,)) as stage:
        stage.clock.advance(timedelta(seconds=1).total_seconds())
        assert "30 Dec 2022" in stage.article
        assert "17 May" in stage.article
