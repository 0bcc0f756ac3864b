"""The symbol detail over the running monitor: its keys, what it follows, and how it fits."""

import pytest
from textual.containers import VerticalScroll
from textual.screen import Screen
from textual.widgets import Input, Static

from tests.builders import page_of, quote
from tests.tui.stage import AIRLINK, BOP, FIRST, HUBC, KSE100, Stage, staged
from tui.errors import SourceError
from tui.refresh import Kind
from tui.render.chart import NO_MOVE
from tui.screens.alert_prompt import AlertPrompt
from tui.screens.detail import SymbolDetail
from tui.screens.holding_prompt import HoldingPrompt
from tui.screens.monitor import MonitorScreen
from tui.settings.model import Settings
from tui.widgets.fact import Fact
from tui.widgets.price_chart import PriceChart

DEARER = page_of(quote("AIRLINK", "74.98", "0.73"), BOP, HUBC, KSE100)
NEWS = "Hub Power pays\n\nAFP 20 Dec, 2023\n\nLAHORE: It does.\n"


async def opened(stage: Stage) -> SymbolDetail:
    """Open the detail of the symbol at the cursor."""
    await stage.press("enter")
    detail = stage.app.screen
    assert isinstance(detail, SymbolDetail)
    return detail


def facts_of(detail: SymbolDetail) -> dict[str, str]:
    """Return the facts that are shown."""
    return {fact.label: str(list(fact.query(Static))[1].content) for fact in detail.query(Fact) if fact.display}


def text_of(detail: SymbolDetail, selector: str) -> str:
    """Return what the part shows; nothing while it is out of sight."""
    part = detail.query_one(selector, Static)
    return str(part.content) if part.display else ""


async def test_it_says_what_is_known_of_the_symbol() -> None:
    async with staged() as stage:
        detail = await opened(stage)
        assert text_of(detail, "#title") == "AIRLINK  Air Link Communication"
        assert facts_of(detail) == {
            "Last": "74.48  ▲ +0.23 +0.31%",
            "Previous close": "74.25",
            "Range so far": "74.48  since 12:00",
            "Last moved": "not while tapewatch was watching",
            "As of": "12:00:00, 0 s ago",
            "Source": "page.txt · ● live",
            "Headlines": "No headline on the pages names it.",
        }
        assert str(detail.query_one(PriceChart).render()).split("\n\n")[1] == NO_MOVE


@pytest.mark.parametrize("key", ["escape", "q", "enter"])
async def test_a_key_closes_it_and_the_app_goes_on(key: str) -> None:
    async with staged() as stage:
        await opened(stage)
        await stage.press(key)
        assert stage.is_open(MonitorScreen)
        assert stage.app.is_running


@pytest.mark.parametrize(("down", "up"), [("j", "k"), ("down", "up")])
async def test_keys_step_through_the_symbols_in_the_order_of_the_table(down: str, up: str) -> None:
    async with staged() as stage:
        detail = await opened(stage)
        seen = []
        for key in (down, down, down, up):
            await stage.press(key)
            seen.append((text_of(detail, "#title").split()[0], stage.table.selected))
        assert seen == [("BOP", "BOP"), ("HUBC", "HUBC"), ("HUBC", "HUBC"), ("BOP", "BOP")]
        assert facts_of(detail)["Last"].startswith("5.03")


async def test_an_asterisk_gives_a_star_and_takes_it_away() -> None:
    async with staged() as stage:
        detail = await opened(stage)
        await stage.press("asterisk")
        assert text_of(detail, "#title") == "AIRLINK ★  Air Link Communication"
        assert stage.screen.view.starred == ("AIRLINK",)
        assert detail.query_one("#title").render_line(0).text.startswith("AIRLINK ★  Air Link Communication")
        await stage.press("asterisk")
        assert "★" not in text_of(detail, "#title")


@pytest.mark.parametrize(
    ("keys", "hint"),
    [
        ({"star": "+"}, "↓ ↑ other symbols · ← → chart · Tab span · PgDn PgUp scroll · + star · Esc q Enter close"),
        (
            {"star": "+, F4", "detail": "i"},
            "↓ ↑ other symbols · ← → chart · Tab span · PgDn PgUp scroll · + F4 star · Esc q i close",
        ),
        ({"star": ""}, "↓ ↑ other symbols · ← → chart · Tab span · PgDn PgUp scroll · Esc q Enter close"),
    ],
)
async def test_the_hint_names_the_keys_that_hold_and_they_do_it(keys: dict[str, str], hint: str) -> None:
    async with staged(settings=Settings(keys=keys)) as stage:
        await stage.press("i" if "detail" in keys else "enter")
        detail = stage.app.screen
        assert isinstance(detail, SymbolDetail)
        assert text_of(detail, ".detail--hint") == hint
        await stage.press("asterisk")
        assert stage.screen.view.starred == ()
        await stage.press("plus")
        assert stage.screen.view.starred == (("AIRLINK",) if keys["star"] else ())


async def test_a_star_key_that_scrolls_here_still_scrolls() -> None:
    keys = {
        "star": "space, +",
        "page-down": "pagedown",
        "reader-page-down": "pagedown",
        "headlines-page-down": "pagedown",
    }
    async with staged([FIRST, DEARER], size=(60, 16), settings=Settings(keys=keys)) as stage:
        detail = await opened(stage)
        await stage.next_refresh()
        await stage.press("space")
        assert detail.query_one(VerticalScroll).scroll_y > 0
        assert stage.screen.view.starred == ()
        assert text_of(detail, ".detail--hint") == "↓ ↑ symbols · ← → Tab chart · + star · Esc closes"


@pytest.mark.parametrize(("down", "up"), [("pagedown", "pageup"), ("space", "b")])
async def test_keys_scroll_where_the_window_is_low_and_a_refresh_keeps_the_place(down: str, up: str) -> None:
    news = "Air Link Communication pays\n\nAFP 20 Dec, 2023\n\nLAHORE: It does.\n"
    cheaper = page_of(quote("AIRLINK", "74.18", "-0.07"), body=news)
    async with staged([cheaper, FIRST, DEARER], size=(60, 16)) as stage:
        detail = await opened(stage)
        await stage.next_refresh()
        text = detail.query_one(VerticalScroll)
        await stage.press(down)
        assert (place := text.scroll_y) > 0
        await stage.next_refresh()
        assert facts_of(detail)["Last"].startswith("74.98")
        assert text.scroll_y == place
        await stage.press(up, up)
        assert text.scroll_y == 0


async def test_prices_move_while_it_is_open() -> None:
    async with staged([FIRST, DEARER]) as stage:
        detail = await opened(stage)
        await stage.next_refresh()
        told = facts_of(detail)
        assert told["Last"] == "74.98  ▲ +0.73 +0.98%"
        assert told["Range so far"].startswith("74.48 ───")
        assert told["Last moved"] == "12:01:00, 0 s ago"
        assert "╭" in str(detail.query_one(PriceChart).render())


async def test_ages_go_on_and_only_they_are_painted_anew() -> None:
    async with staged() as stage:
        detail = await opened(stage)
        last, as_of = (list(fact.query(Static))[1] for fact in detail.query(Fact) if fact.label in {"Last", "As of"})
        before = last.visual
        stage.clock.advance(12)
        detail.look()
        assert str(as_of.content) == "12:00:00, 12 s ago"
        assert last.visual is before


async def test_a_source_that_fails_is_said_with_why_and_the_figures_dim() -> None:
    async with staged([DEARER, FIRST, SourceError("The server is asleep.")]) as stage:
        detail = await opened(stage)
        await stage.next_refresh()
        await stage.next_refresh()
        assert facts_of(detail)["Source"] == "page.txt · live · ✗ failing since 12:02:00\nThe server is asleep."
        chart = detail.query_one(PriceChart).shown.chart
        assert chart is not None
        assert chart.colour == "$stale"


async def test_prices_grow_stale_while_it_is_open() -> None:
    async with staged(settings=Settings(every=3_600)) as stage:
        detail = await opened(stage)
        stage.clock.advance(900)
        stage.screen.look()
        await stage.settle()
        assert "◌ stale since 12:05:00" in facts_of(detail)["Source"]
        assert "AIRLINK" in detail.stale


async def test_a_doubt_is_a_sentence() -> None:
    async with staged([FIRST, page_of(quote("AIRLINK", "174.48", "100.23"), BOP)]) as stage:
        detail = await opened(stage)
        await stage.next_refresh()
        assert facts_of(detail)["Doubt"] == "AIRLINK went from 74.48 to 174.48, which is more than a day's limit."


async def test_a_symbol_that_is_gone_is_said_to_be_and_can_come_back() -> None:
    async with staged() as stage:
        detail = await opened(stage)
        detail.symbol = "NOBODY"
        await stage.settle()
        assert text_of(detail, "#gone") == "NOBODY is no longer among the prices."
        assert facts_of(detail) == {"Headlines": "No headline on the pages names it."}
        assert not detail.query_one(PriceChart).display
        detail.symbol = "KSE100"
        await stage.settle()
        assert text_of(detail, "#gone") == ""
        assert facts_of(detail)["Last"].startswith("75,312")


async def test_headlines_that_name_it_have_the_date_of_their_article() -> None:
    async with staged([page_of(AIRLINK, HUBC, body=NEWS)]) as stage:
        detail = await opened(stage)
        assert facts_of(detail)["Headlines"] == "No headline on the pages names it."
        await stage.press("j")
        assert facts_of(detail)["Headlines"] == "Hub Power pays\nArticle published 20 Dec 2023"


async def test_what_looks_like_markup_is_shown_as_it_is() -> None:
    news = "[b]HUBC[/b] [/] pays\n\nAFP 20 Dec, 2023\n\nLAHORE: It does.\n"
    async with staged([page_of(HUBC, body=news)], kind=Kind.SAVED) as stage:
        detail = await opened(stage)
        assert facts_of(detail)["Headlines"].startswith("[b]HUBC[/b] [/] pays")


@pytest.mark.parametrize("size", [(60, 16), (60, 22), (80, 24), (100, 30), (120, 40), (200, 50)])
@pytest.mark.parametrize("theme", ["tapewatch-dark", "tapewatch-light"])
async def test_it_fits_every_window_and_nothing_is_cut(size: tuple[int, int], theme: str) -> None:
    async with staged([FIRST, DEARER], size=size, settings=Settings(theme=theme)) as stage:
        detail = await opened(stage)
        await stage.next_refresh()
        sheet = detail.query_one("SymbolDetail > Vertical")
        text = detail.query_one(VerticalScroll)
        hint = detail.query_one(".detail--hint", Static)
        assert detail.region.contains_region(sheet.region)
        assert sheet.region.width <= 96
        assert text.region.bottom <= hint.region.y < sheet.region.bottom - 1
        assert len(str(hint.content)) <= hint.content_size.width
        for fact in filter(lambda fact: fact.display, detail.query(Fact)):
            value = list(fact.query(Static))[1]
            assert value.content_size.height == str(value.content).count("\n") + 1
        chart = detail.query_one(PriceChart)
        heading, *plot, reading = str(chart.render()).split("\n")
        assert {len(line) for line in plot} == {chart.size.width}
        assert len(plot) == chart.size.height - 2 >= 5
        assert max(len(heading), len(reading)) <= chart.size.width
        if size[1] >= 24:
            assert text.max_scroll_y == 0


async def test_a_window_that_changes_its_size_is_filled_anew() -> None:
    async with staged([FIRST, DEARER], size=(200, 50)) as stage:
        detail = await opened(stage)
        await stage.next_refresh()
        await stage.pilot.resize_terminal(60, 16)
        await stage.settle()
        assert detail.region.contains_region(detail.query_one("SymbolDetail > Vertical").region)
        assert facts_of(detail)["Range so far"].startswith("74.48 ───")


async def test_what_is_read_for_it_once_it_is_closed_harms_nothing() -> None:
    async with staged() as stage:
        detail = await opened(stage)
        await stage.press("escape")
        assert not detail.query("*")
        detail.look()


async def test_limits_of_age_that_change_while_it_is_open_hold_at_once() -> None:
    async with staged(settings=Settings(every=3_600)) as stage:
        detail = await opened(stage)
        stage.clock.advance(900)
        stage.screen.look()
        await stage.settle()
        assert "◌ stale since 12:05:00" in facts_of(detail)["Source"]
        longer = stage.screen._settings.model_copy(update={"ageing_after": 6_000.0, "stale_after": 7_200.0})
        stage.screen.take_settings(longer, None)
        await stage.settle()
        detail.look()
        assert facts_of(detail)["Source"] == "page.txt · ● live"


@pytest.mark.parametrize(("key", "opens"), [("a", AlertPrompt), ("e", HoldingPrompt)])
async def test_what_is_done_for_the_selected_symbol_is_done_for_this_one(key: str, opens: type[Screen[object]]) -> None:
    async with staged() as stage:
        await stage.press("enter", "j", key)
        assert stage.is_open(opens)
        assert "BOP" in "\n".join(str(part.content) for part in stage.app.screen.query(Static)) + "".join(
            line.value for line in stage.app.screen.query(Input)
        )


async def test_one_looks_back_from_here_too() -> None:
    async with staged() as stage:
        await stage.press("enter", "comma")
        await stage.until(lambda: any("no looking back" in note.message for note in stage.app._notifications))
        assert stage.is_open(SymbolDetail)
