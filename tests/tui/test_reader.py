"""The reader: what it says of an article, the prices in it, its search, what is followed by number, the place in it."""

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from textual.events import Key

from parsing.models import PAKISTAN, Link
from tests.builders import NOON, quote
from tests.tui.reading_room import Room, article, market, reading
from tui.articles.browser import NO_BROWSER
from tui.market import MarketState
from tui.news.stories import Story
from tui.refresh import Kind
from tui.widgets import article_keeping
from tui.widgets.article_showing import Showing
from tui.widgets.article_text import ArticleBullet, ArticleTable, ArticleText
from tui.widgets.messages import StoryOpened, SymbolFollowed

HUBC, LUCK = quote("HUBC", "136.50", "0.66"), quote("LUCK", "801.00", "-12.20")
DEARER = quote("HUBC", "137.50", "1.66")
PUBLISHED = datetime(2024, 5, 17, 14, 10, tzinfo=PAKISTAN)
LONG = "\n".join(f"Paragraph {number} says that it is the one of that number and nothing else." for number in range(60))
LINKS = (
    Link(text="the statement", address="/statement.html"),
    Link(text="a trick", address="javascript:alert(1)"),
)
LINKED = article(
    "Shares of HUBC rose after the statement came.",
    links=LINKS,
    related=("Kites fall", "Kites unknown"),
    link="https://www.brecorder.com/news/2",
)
OTHER = article("They fell.", title="Kites fall", published=PUBLISHED - timedelta(hours=1))


def named(state: MarketState, title: str) -> Story:
    """Return the story of that title."""
    return next(story for story in state.news.stories if story.title == title)


def linked() -> MarketState:
    """Return a state with an article that has links, one of which is known, and the prices of its symbol."""
    return market(LINKED, OTHER, quotes=(HUBC,))


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The addresses that a browser was asked to open, which always works."""
    addresses: list[str] = []

    def take(address: str) -> None:
        addresses.append(address)

    monkeypatch.setattr(article_keeping, "open_in_browser", take)
    return addresses


def top_line(room: Room) -> str:
    """Return the line at the top of the screen."""
    return next(line for line in room.screen if line.strip())


# what it says


async def test_it_says_what_is_known_of_the_article_around_its_text() -> None:
    told = article(
        "They rose.\nThey fell.",
        section="Markets",
        standfirst=("First of all",),
        byline="BR Web Desk",
        dateline="LAHORE",
        tables=("A  B\n1  2",),
        link="https://www.brecorder.com/news/2",
    )
    async with reading(market(told)) as room:
        assert room.text.split("\n") == [
            "Markets · brecorder.com",
            "Kites rise",
            "First of all",
            "BR Web Desk · 17 May 2024 14:10 PKT",
            "09:10 here · 2 h 50 min ago · 1 min to read",
            "LAHORE  They rose.",
            "They fell.",
            "A  B",
            "1  2",
        ]
        assert room.heading == "Reader  1 min"


async def test_in_a_pane_of_every_day_who_and_when_have_a_line_each() -> None:
    told = article("They rose.", byline="BR Web Desk", updated=PUBLISHED + timedelta(minutes=9))
    async with reading(market(told), size=(54, 20)) as room:
        assert [line.strip() for line in room.screen[3:5]] == [
            "BR Web Desk · 17 May 2024 14:10, updated 14:19 PKT",
            "09:10 here · 2 h 50 min ago · 1 min to read",
        ]


async def test_one_widget_a_paragraph_72_columns_at_most_in_the_middle() -> None:
    async with reading(market(article(LONG)), size=(200, 50)) as room:
        paragraphs = [widget for widget in room.reader.query(ArticleText) if widget.has_class("reader--paragraph")]
        assert len(paragraphs) == 60
        assert {widget.region.width for widget in paragraphs} == {72}
        left = paragraphs[0].region.x
        assert abs(left - (200 - left - 72)) <= 2


@pytest.mark.parametrize("width", [20, 40, 60, 80, 200])
async def test_nothing_is_wider_than_the_pane(width: int) -> None:
    wide = article(f"Shares of HUBC, LUCK and {'x' * 90} rose.", tables=("y" * 300,), standfirst=("z" * 100,))
    async with reading(market(wide, quotes=(HUBC, LUCK)), size=(width, 24)) as room:
        assert room.reader.max_scroll_x == 0
        assert all(widget.region.right <= width for widget in room.reader.children)


async def test_without_an_article_a_sentence_says_why() -> None:
    async with reading(MarketState()) as room:
        assert room.text == "No article yet."
        await room.show(market(quotes=(HUBC,)))
        assert room.text == "There is no article on this page."
        await room.show(market(article()))
        assert "Kites rise" in room.text
        await room.press("j", "J", "enter", "n", "o", "y", "Y", "S", "G", "1")
        room.pane.story = None
        await room.settle()
        assert room.heading == "Reader"
        assert top_line(room).strip() == "There is no article on this page."
        await room.press("j", "J", "enter", "n", "o", "y", "Y", "S", "G", "1", "right")


async def test_what_is_to_be_said_below_the_article_is_said_there() -> None:
    async with reading(market(article())) as room:
        room.pane.note = "[b]Fetching[/b] the whole."
        await room.settle()
        assert room.screen[-1].strip() == "" or "[b]Fetching[/b] the whole." in "\n".join(room.screen)
        assert "[b]Fetching[/b] the whole." in [line.strip() for line in room.screen]
        room.pane.note = ""
        await room.settle()
        assert "Fetching" not in "\n".join(room.screen)


async def test_what_looks_like_markup_is_shown_as_it_is() -> None:
    told = "[b]x[/b] [/] [@click=app.quit]y[/]"
    parts = {"title": told, "standfirst": (told,), "byline": told, "section": told, "tables": (told,)}
    async with reading(market(article(told, related=(told,), links=(Link(text=told, address=told),), **parts))) as room:
        assert room.text.count(told) >= 6
        assert "\n".join(room.screen).count(told) >= 5


async def test_ages_go_on() -> None:
    async with reading(market(article())) as room:
        room.clock.advance(3_600)
        room.reader.look()
        await room.settle()
        assert any("here · 3 h 50 min ago" in line for line in room.screen)


async def test_text_from_right_to_left_is_at_the_right() -> None:
    urdu = "حصص کی قیمتیں بڑھ گئیں۔"
    async with reading(market(article(f"{urdu}\nThey rose.", title=urdu, standfirst=(urdu,)))) as room:
        texts = [text for text in room.reader.query(ArticleText) if urdu in text.content.plain]
        assert len(texts) == 3
        assert all(text.has_class("-right") for text in texts)
        line = next(line for line in room.screen if "حصص" in line)
        assert line.startswith(" " * 20)
        assert any(line.strip().startswith("They rose.") for line in room.screen)
        assert room.reader.query_one(ArticleBullet).region.width == 72


# prices


async def test_each_symbol_has_its_price_then_and_now_and_the_move_between() -> None:
    told = article("Shares of HUBC rose and LUCK fell. Pakistan State Oil did nothing.")
    state = market(told, quotes=(HUBC, quote("LUCK", "810.00", "-3.20")), at=PUBLISHED)
    state = market(quotes=(DEARER, LUCK), at=NOON, before=state)
    async with reading(state) as room:
        lines = [" ".join(line.split()) for line in room.screen if "[" in line]
        assert lines[0] == "[1] HUBC Hub Power 136.50 at 14:10 PKT 137.50 ▲ +0.73%"
        assert lines[1] == "[2] LUCK Lucky Cement 810.00 at 14:10 PKT 801.00 ▼ -1.11%"
        assert lines[2] == "[3] PSO Pakistan State O… not quoted"
        assert any(line.strip() == "Prices now are of 17:00 PKT" for line in room.screen)


async def test_an_old_article_beside_new_prices_shows_both_dates_plainly() -> None:
    old = article("HUBC rose.", published=datetime(2022, 12, 30, 14, 10, tzinfo=PAKISTAN))
    state = market(old, quotes=())
    later = NOON + timedelta(hours=3)
    async with reading(market(quotes=(HUBC,), at=later, before=state), start=later) as room:
        told = "\n".join(room.screen)
        assert "30 Dec 2022 14:10 PKT" in told
        assert "09:10 here · 16 months ago" in told
        assert "no page covers 30 Dec 2022 14:10" in told
        assert "day ▲  +0.49%" in told
        assert "Prices now are of 17 May 2024 20:00 PKT" in told


async def test_a_price_of_when_it_was_first_seen_says_so() -> None:
    old = article("HUBC rose.", published=datetime(2022, 12, 30, 14, 10, tzinfo=PAKISTAN))
    async with reading(market(old, quotes=(HUBC,))) as room:
        assert "136.50 first seen 17 May 2024 17:00 PKT" in "\n".join(room.screen)


@pytest.mark.parametrize(
    ("published", "told"),
    [
        (None, "the article gives no time"),
        (date(2022, 12, 30), "no time given on 30 Dec 2022"),
        (datetime(2031, 1, 1, tzinfo=PAKISTAN), "the article is dated in the future"),
    ],
)
async def test_an_article_without_a_time_or_of_the_future_says_so(published: date | None, told: str) -> None:
    state = market(article("HUBC rose.", published=published))
    later = NOON + timedelta(hours=3)
    async with reading(market(quotes=(HUBC,), at=later, before=state), start=later) as room:
        assert told in "\n".join(room.screen)


async def test_a_demo_price_is_called_one() -> None:
    async with reading(market(article("HUBC rose."), quotes=(HUBC,), kind=Kind.DEMO)) as room:
        assert "Demo prices now are of 17:00 PKT" in "\n".join(room.screen)


async def test_of_many_symbols_twelve_are_shown_and_the_rest_is_named() -> None:
    quotes = tuple(quote(f"S{number:02}X", "10.00", "0.50") for number in range(15))
    text = f"The symbols {', '.join(f'({one.symbol})' for one in quotes)} rose."
    state = market(quotes=quotes)
    async with reading(market(article(text), quotes=quotes, before=state), size=(80, 40)) as room:
        told = "\n".join(room.screen)
        assert "[12]" in told
        assert "and 3 more: S12X, S13X, S14X" in told


async def test_in_a_narrow_pane_a_symbol_that_is_only_named_is_followed_all_the_same() -> None:
    quotes = tuple(quote(f"S{number:02}X", "10.00", "0.50") for number in range(1, 13))
    text = f"The symbols {', '.join(f'({one.symbol})' for one in quotes)} rose.\n{LONG}"
    state = market(quotes=quotes)
    async with reading(market(article(text), quotes=quotes, before=state), size=(46, 20)) as room:
        assert "[5]" not in room.text
        y, x = next((y, line.index("S07X")) for y, line in enumerate(room.screen) if "S07X" in line)
        await room.pilot.click(room.reader, offset=(x, y))
        await room.press("G", "1", "0")
        assert room.app.said == [SymbolFollowed("S07X"), SymbolFollowed("S10X")]
        assert any("S10X" in line for line in room.screen)


async def test_the_first_mention_has_the_move_beside_it_and_moves_with_it() -> None:
    async with reading(market(article("Shares of HUBC rose.\nThose of HUBC fell."), quotes=(HUBC, LUCK))) as room:
        assert "Shares of HUBC ▲+0.49% rose." in "\n".join(room.screen)
        assert "Those of HUBC fell." in "\n".join(room.screen)
        await room.price(DEARER, LUCK)
        assert "Shares of HUBC ▲+1.22% rose." in "\n".join(room.screen)
        assert "137.50" in "\n".join(room.screen)


async def test_new_prices_lay_nothing_out_anew_and_paint_only_what_has_them() -> None:
    async with reading(market(article("Shares of HUBC rose.\nNobody fell."), quotes=(HUBC,))) as room:
        texts = list(room.reader.query(ArticleText))
        layouts = room.reader._layout_updates, [text._layout_updates for text in texts]
        quiet = next(text for text in texts if str(text.content) == "Nobody fell.")
        before = quiet.content
        await room.price(DEARER)
        assert "▲+1.22%" in "\n".join(room.screen)
        assert (room.reader._layout_updates, [text._layout_updates for text in texts]) == layouts
        assert quiet.content is before


async def test_a_figure_that_grows_wider_is_laid_out_anew() -> None:
    words = "word " * 10
    async with reading(market(article(f"{words}HUBC rose, {words}"), quotes=(HUBC,)), size=(60, 24)) as room:
        await room.price(quote("HUBC", "150.00", "20.00"))
        assert "▲+15.38%" in "\n".join(room.screen)
        assert all(len(line) <= 60 for line in room.screen)


async def test_what_is_stale_dims() -> None:
    async with reading(market(article("Shares of HUBC rose."), quotes=(HUBC,))) as room:
        room.pane.stale = frozenset({"HUBC"})
        await room.settle()
        texts = [text.content for text in room.reader.query(ArticleText) if {*"▲●"} & {*text.content.plain}]
        assert len(texts) == 2
        assert all(any(span.style == "$stale" for span in text.spans) for text in texts)
        assert not any(span.style == "$gain" for text in texts for span in text.spans)


async def test_a_table_of_another_version_keeps_its_place() -> None:
    async with reading(market(article(tables=("A" * 200,)))) as room:
        await room.press("right")
        await room.change(tables=("A" * 200, "B"))
        assert room.reader.query(ArticleTable).first().query_one(".table--frame").scroll_x == 8


# follow


async def test_numbers_go_from_symbols_over_links_to_related_headlines() -> None:
    async with reading(linked()) as room:
        lines = [line.strip() for line in room.screen if "[" in line]
        assert [line.partition(" ")[0] for line in lines if line.startswith("[")] == ["[1]", "[2]", "[3]", "[4]", "[5]"]
        assert "after the statement[2] came." in "\n".join(lines)
        assert lines[-4:] == [
            "[2] ↗ the statement  brecorder.com",
            "[3] · a trick  javascript:alert(1)",
            "[4] → Kites fall",
            "[5] · Kites unknown",
        ]


async def test_enter_follows_the_first_where_none_is_chosen() -> None:
    async with reading(linked()) as room:
        await room.press("enter")
        assert room.app.said == [SymbolFollowed("HUBC")]
        assert any(line.strip().startswith("▸[1] HUBC") for line in room.screen)


async def test_keys_choose_and_enter_follows_into_the_reader(opened: list[str]) -> None:
    async with reading(linked()) as room:
        await room.press("J", "J")
        assert any(line.strip().startswith("▸[2]") for line in room.screen)
        await room.press("enter")
        assert opened == ["https://www.brecorder.com/statement.html"]
        await room.press("K", "K", "K")
        assert any(line.strip().startswith("▸[1]") for line in room.screen)
        await room.press("J", "J", "J", "J", "J", "J", "K", "enter")
        assert room.app.said == [StoryOpened(named(room.state, "Kites fall"))]
        assert "They fell." in room.text


async def test_a_chosen_link_comes_into_sight() -> None:
    told = article(LONG, links=LINKS)
    async with reading(market(told)) as room:
        await room.press("K")
        assert any(line.strip().startswith("▸[2]") for line in room.screen)
        assert room.reader.scroll_y > 0


@pytest.mark.parametrize("key", ["3", "5"])
async def test_what_leads_nowhere_on_the_web_is_never_opened(key: str, opened: list[str]) -> None:
    async with reading(linked()) as room:
        await room.press(key)
        assert opened == []
        assert room.app.toasts == [
            "Only http and https addresses are opened, not javascript:alert(1)."
            if key == "3"
            else "The page gives no address of that article, and tapewatch has not seen it."
        ]


@pytest.mark.parametrize(
    "address", ["data:text/html,<b>", "JAVASCRIPT:x", "mailto:a@b.c", "file:///etc/passwd", "http://["]
)
async def test_addresses_of_other_kinds_are_shown_as_text(address: str, opened: list[str]) -> None:
    told = article(links=(Link(text="here", address=address),), link="https://x.example/1")
    async with reading(market(told)) as room:
        assert f"[1] · here  {address}" in [line.strip() for line in room.screen]
        await room.press("1")
        assert opened == []


async def test_a_digit_follows_at_once_while_there_are_nine_at_most() -> None:
    async with reading(linked()) as room:
        await room.press("1")
        assert room.app.said == [SymbolFollowed("HUBC")]
        await room.press("9", "0")
        assert room.app.toasts == ["There are 5 numbers in the article."] * 2


async def test_of_more_than_nine_a_digit_waits_for_another_or_for_enter(opened: list[str]) -> None:
    links = tuple(Link(text=f"link {number}", address=f"https://x.example/{number}") for number in range(1, 13))
    async with reading(market(article(links=links)), size=(80, 40)) as room:
        await room.press("1")
        assert opened == []
        assert any(line.strip().startswith("▸[1]") for line in room.screen)
        await room.press("2")
        assert opened == ["https://x.example/12"]
        await room.press("1", "enter")
        assert opened[1:] == ["https://x.example/1"]
        await room.press("1", "j", "2")
        assert opened[2:] == ["https://x.example/2"]


async def test_a_digit_that_waits_is_shown_until_a_key_ends_it(opened: list[str]) -> None:
    links = tuple(Link(text=f"link {number}", address=f"https://x.example/{number}") for number in range(1, 13))
    async with reading(market(article(links=links)), size=(80, 40)) as room:
        for key in ("escape", "j", "J", "x"):
            await room.press("1")
            assert room.heading == "Reader  1_ · Enter goes there"
            await room.press(key)
            assert room.heading == "Reader  1 min"
        await room.press("1")
        room.app.screen.set_focus(None)
        await room.settle()
        assert room.heading == "Reader  1 min"
        assert opened == []


async def test_esc_forgets_a_digit_before_it_ends_the_search() -> None:
    links = tuple(Link(text=f"link {number}", address=f"https://x.example/{number}") for number in range(1, 13))
    async with reading(market(article(links=links)), size=(80, 40)) as room:
        await room.press("slash", *"link", "enter", "1", "escape")
        assert room.found == "1 of 12"
        await room.press("escape")
        assert room.found == ""


async def test_numbers_of_links_end_in_one_column() -> None:
    links = tuple(Link(text=f"link {number}", address=f"https://x.example/{number}") for number in range(1, 13))
    async with reading(market(article(links=links)), size=(80, 40)) as room:
        lines = [line for line in room.screen if "] ↗" in line]
        assert len({line.index("↗") for line in lines}) == 1
        assert len(lines) == 12


async def test_a_click_follows(opened: list[str]) -> None:
    async with reading(linked()) as room:
        for text in ("HUBC", "the statement"):
            y, x = next((y, line.index(text)) for y, line in enumerate(room.screen) if text in line)
            await room.pilot.click(room.reader, offset=(x, y))
            await room.settle()
        assert room.app.said == [SymbolFollowed("HUBC")]
        assert opened == ["https://www.brecorder.com/statement.html"]


async def test_an_article_that_has_nothing_to_follow_says_so() -> None:
    async with reading(market(article())) as room:
        await room.press("J", "enter")
        assert room.app.toasts == ["The article names no symbol and has no link."]


async def test_what_is_chosen_and_found_stays_so_in_another_version() -> None:
    async with reading(market(article("Kites rose, kites fell.", links=LINKS))) as room:
        await room.press("slash", *"kites", "enter", "n", "n", "J", "J")
        assert room.found == "3 of 3"
        await room.change(paragraphs=("Kites rose, kites fell.", "More."))
        assert room.found == "3 of 3"
        assert any(line.strip().startswith("▸[2]") for line in room.screen)


async def test_the_price_of_then_comes_in_without_another_article() -> None:
    async with reading(market(article("HUBC rose."), quotes=())) as room:
        first = next(text for text in room.reader.query(ArticleText) if "HUBC rose." in text.content.plain)
        await room.show(market(quotes=(HUBC,), at=NOON + timedelta(minutes=10), before=room.state))
        assert "first seen 17:10 PKT" in "\n".join(room.screen)
        assert first.is_attached


# search


async def test_places_are_found_as_one_types_whatever_their_case() -> None:
    told = article("Kites rose.\nMore KITES fell.", standfirst=("Of kites",), tables=("kites  1",))
    async with reading(market(told)) as room:
        await room.press("slash", *"kites")
        assert room.found == "1 of 5"
        await room.press("x")
        assert room.found == "not found"
        await room.press("backspace", "enter")
        assert room.reader.has_focus
        seen = []
        for key in "nnnnnN":
            await room.press(key)
            seen.append(room.found)
        assert seen == ["2 of 5", "3 of 5", "4 of 5", "5 of 5", "1 of 5", "5 of 5"]


async def test_what_is_found_is_lit_up_and_brought_into_sight() -> None:
    async with reading(market(article(LONG))) as room:
        await room.press("slash", *"paragraph 45", "enter")
        assert any("Paragraph 45 says" in line for line in room.screen)
        lit = next(text.content for text in room.reader.query(ArticleText) if "Paragraph 45" in text.content.plain)
        assert [lit.plain[span.start : span.end] for span in lit.spans] == ["Paragraph 45"]
        await room.press("escape")
        assert room.found == ""
        assert room.reader.has_focus
        lit = next(text.content for text in room.reader.query(ArticleText) if "Paragraph 45" in text.content.plain)
        assert lit.spans == []


async def test_a_place_in_the_middle_of_a_long_paragraph_comes_into_sight() -> None:
    words = " ".join(f"word{number}" for number in range(250))
    async with reading(market(article(words)), size=(60, 12)) as room:
        for wanted in ("word180", "word20 ", "word249"):
            await room.press("slash", *wanted.strip(), "enter")
            assert any(wanted.strip() in line for line in room.screen)
            await room.press("escape")


async def test_a_place_at_the_right_of_a_wide_table_comes_into_sight() -> None:
    table = "Symbol" + " " * 120 + "Last\nHUBC" + " " * 120 + "136"
    async with reading(market(article(tables=(table,)))) as room:
        await room.press("slash", *"136", "enter")
        assert room.reader.query_one(ArticleTable).query_one(".table--frame").scroll_x > 0


async def test_the_search_goes_on_in_another_article() -> None:
    async with reading(linked()) as room:
        await room.press("slash", *"they", "enter")
        assert room.found == "not found"
        await room.press("4")
        assert room.found == "1 of 1"


async def test_letters_that_come_together_with_the_slash_are_looked_for() -> None:
    async with reading(market(article("Kites rose, kites fell."))) as room:
        for key in ("slash", *"kites"):
            room.app.post_message(Key(key, key if len(key) == 1 else "/"))
        await room.settle()
        assert (room.field.value, room.found) == ("kites", "1 of 3")
        room.app.post_message(Key("x", "x"))
        await room.press("escape")
        assert room.found == ""


async def test_going_on_without_a_search_says_how_to_begin_one() -> None:
    async with reading(market(article())) as room:
        await room.press("n")
        await room.press("slash", *"zebra", "enter", "n")
        assert room.app.toasts == ["Nothing is looked for yet. / does that.", "zebra is not in the article."]


async def test_an_empty_search_goes_away_and_what_is_typed_stays_in_sight() -> None:
    async with reading(market(article())) as room:
        await room.press("slash", "enter")
        assert not room.field.parent.display  # type: ignore[union-attr]
        await room.press("slash", *"rose", "enter", "slash")
        assert (room.field.value, room.field.has_focus) == ("rose", True)


# the place


async def test_the_place_survives_a_resize_and_comes_back() -> None:
    words = "\n".join(f"Start{number} " + "and so on " * 40 for number in range(30))
    async with reading(market(article(words))) as room:
        await room.press(*["pagedown"] * 4)
        before = top_line(room)
        place = room.reader.scroll_y
        for size in ((50, 20), (120, 30), (80, 24)):
            await room.pilot.resize_terminal(*size)
            await room.settle()
        assert (top_line(room), room.reader.scroll_y) == (before, place)


async def test_the_place_survives_a_refresh_and_a_paragraph_that_comes_before_it() -> None:
    async with reading(market(article(LONG), quotes=(HUBC,))) as room:
        await room.press(*["pagedown"] * 2)
        before = room.screen
        await room.price(DEARER)
        assert room.screen == before
        story = room.pane.story
        assert story is not None
        await room.change(paragraphs=("A paragraph that is new.", *story.article.paragraphs))
        assert room.screen == before
        await room.change(paragraphs=(*story.article.paragraphs, "And one at the end."))
        assert room.screen == before


async def test_an_article_that_was_read_before_opens_where_one_was() -> None:
    state = market(article(LONG), OTHER)
    async with reading(state) as room:
        await room.press(*["pagedown"] * 2)
        before = room.screen
        await room.show(state, named(state, "Kites fall"))
        assert room.reader.scroll_y == 0
        await room.show(state, named(state, "Kites rise"))
        assert room.screen == before


async def test_the_heading_says_how_far_one_is() -> None:
    async with reading(market(article(LONG))) as room:
        assert room.heading == "Reader  4 min · 0%"
        await room.press("pagedown")
        assert 0 < int(room.heading.split()[-1].removesuffix("%")) < 100
        await room.press("G")
        assert room.heading == "Reader  4 min · 100%"
        await room.press("g")
        assert room.heading == "Reader  4 min · 0%"


@pytest.mark.parametrize(
    ("down", "up"), [("j", "k"), ("down", "up"), ("space", "b"), ("pagedown", "pageup"), ("G", "g")]
)
async def test_keys_scroll(down: str, up: str) -> None:
    async with reading(market(article(LONG))) as room:
        await room.press(down)
        assert room.reader.scroll_y > 0
        await room.press(up)
        assert room.reader.scroll_y == 0


async def test_a_wide_table_scrolls_by_itself_and_says_so() -> None:
    async with reading(market(article(tables=("A" * 200,)))) as room:
        frame = room.reader.query_one(ArticleTable).query_one(".table--frame")
        assert any("rest of the table" in line for line in room.screen)
        await room.press("right", "right", "left")
        assert frame.scroll_x == 8


async def test_a_table_is_marked_where_it_is_cut() -> None:
    table = "Symbol  Last\nHUBC  " + "136.50  " * 20
    async with reading(market(article(tables=(table,)))) as room:

        def shown() -> list[str]:
            at = next(at for at, line in enumerate(room.screen) if "rest of the table" in line)
            return [line.strip() for line in room.screen[at - 2 : at]]

        assert shown()[0] == "Symbol  Last"
        assert shown()[1].endswith("›")
        await room.press("right")
        assert [line[0] for line in shown()] == ["‹", "‹"]
        await room.pilot.resize_terminal(60, 24)
        await room.settle()
        assert shown()[1][-1] == "›"
        await room.press(*["right"] * 20)
        assert shown()[1].startswith("‹")
        assert shown()[1].endswith("136.50")
        assert "HUBC  136.50  136.50" in room.text


# long ones


@pytest.mark.parametrize("paragraphs", [1, 60, 5_000])
async def test_of_a_megabyte_the_first_screen_is_there_before_the_rest(
    paragraphs: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "A sentence of a long article that goes on. " * (1_000_000 // paragraphs // 43)
    state = market(article("\n".join([text.strip()] * paragraphs)))
    async with reading(size=(200, 60)) as room:
        with monkeypatch.context() as held:
            held.setattr(Showing, "_go_on", lambda _: None)
            room.pane.state = state
            room.pane.story = state.news.stories[0]
            await room.pilot.pause()
            await room.pilot.pause()
        body = room.reader.body
        assert body is not None
        assert len(body.pieces) < 40
        assert sum("A sentence of a long article" in line for line in room.screen) > 20
        assert room.heading.endswith(" 0%")
        await room.press("G")
        assert body.is_whole
        assert len(body.pieces) < 400
        assert room.heading.endswith("100%")


async def test_what_is_looked_for_is_reached_before_the_rest_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "A sentence of a long article that goes on. " * 10_000 + "The needle."
    state = market(article(text))
    monkeypatch.setattr(Showing, "_go_on", lambda _: None)
    async with reading() as room:
        room.pane.state = state
        room.pane.story = state.news.stories[0]
        await room.pilot.pause()
        await room.pilot.pause()
        assert room.reader.body is not None
        assert not room.reader.body.is_whole
        await room.pilot.press("pagedown", "pagedown")
        assert room.heading.endswith(" 0%")
        await room.reader.search("needle")
        await room.settle()
        assert any("The needle." in line for line in room.screen)


# take along


async def test_the_browser_opens_the_article(opened: list[str]) -> None:
    async with reading(linked()) as room:
        await room.press("o")
        assert opened == ["https://www.brecorder.com/news/2"]
        assert room.app.toasts == []


async def test_an_article_without_an_address_says_so(opened: list[str]) -> None:
    async with reading(market(article())) as room:
        await room.press("o", "Y")
        assert opened == []
        assert room.app.toasts == ["No address of this article is known."] * 2


async def test_where_no_browser_can_be_opened_a_key_is_named_that_copies(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(article_keeping, "open_in_browser", lambda _: NO_BROWSER)
    async with reading(linked()) as room:
        await room.press("o")
        assert room.app.toasts == ["No browser can be opened from here. Y copies the address."]


async def test_the_text_and_addresses_are_copied() -> None:
    async with reading(linked()) as room:
        await room.press("y")
        text = room.app.clipboard
        assert text.startswith("Kites rise\n\n17 May 2024 14:10 PKT\n\nShares of HUBC rose")
        await room.press("Y")
        assert room.app.clipboard == "https://www.brecorder.com/news/2"
        await room.press("J", "J", "Y")
        assert room.app.clipboard == "https://www.brecorder.com/statement.html"
        assert room.app.toasts == [
            f"The article's text is copied: {len(text)} characters.",
            "The address of the article is copied: 32 characters.",
            "The address of the link is copied: 40 characters.",
        ]


async def test_it_is_saved_once(tmp_path: Path) -> None:
    async with reading(linked(), articles=tmp_path / "articles") as room:
        await room.press("S")
        await room.press("S")
        path = tmp_path / "articles" / "2024-05-17-kites-rise.md"
        assert path.read_text(encoding="utf-8").startswith("# Kites rise\n")
        assert room.app.toasts == [f"Saved as {path}.", f"It is saved already, as {path}."]


async def test_a_folder_that_cannot_be_used_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    async with reading(linked(), articles=tmp_path / "file") as room:
        await room.press("S")
        assert room.app.toasts == [f"The article is not saved: {tmp_path / 'file'} cannot be used (File exists)."]


async def test_another_version_of_the_article_replaces_what_differs() -> None:
    async with reading(market(article("One.\nTwo.\nThree."))) as room:
        first = next(text for text in room.reader.query(ArticleText) if str(text.content) == "One.")
        await room.change(paragraphs=("One.", "Other.", "Three."))
        assert room.text.split("\n")[-3:] == ["One.", "Other.", "Three."]
        assert first.is_attached
        assert [line.strip() for line in room.screen if line.strip()][-3:] == ["One.", "Other.", "Three."]


async def test_a_headline_that_becomes_known_can_be_read_here() -> None:
    state = market(LINKED, quotes=(HUBC,))
    async with reading(state) as room:
        assert "[4] · Kites fall" in "\n".join(room.screen)
        later = market(OTHER, before=state)
        await room.show(later, named(later, "Kites rise"))
        assert "[4] → Kites fall" in "\n".join(room.screen)


async def test_in_the_paper_s_zone_the_time_is_told_once() -> None:
    async with reading(market(article()), start=NOON.astimezone(PAKISTAN)) as room:
        assert "17 May 2024 14:10 PKT" in room.text.split("\n")


async def test_a_text_that_no_longer_fits_is_not_said_to_be_read() -> None:
    async with reading(market(article("\n".join(["They rose."] * 8)))) as room:
        assert room.heading == "Reader  1 min"
        room.pane.note = "They are being fetched. " * 20
        await room.settle()
        assert room.reader.max_scroll_y > 0
        assert room.heading == "Reader  1 min · 0%"


async def test_a_line_more_above_the_place_moves_nothing() -> None:
    told = article("HUBC rose.\n" + LONG, byline="Somebody")
    async with reading(market(told, quotes=(HUBC,))) as room:
        await room.press("pagedown", "pagedown")
        before, place = room.screen, room.reader.scroll_y
        await room.change(byline="Somebody of a long name " * 10)
        assert room.screen == before
        assert room.reader.scroll_y > place
        prices = next(text for text in room.reader.query(ArticleText) if "now" in text.content.plain)
        height = prices.region.height
        room.pane.state = market(before=MarketState())
        await room.settle()
        assert prices.region.height < height
        assert room.screen == before
