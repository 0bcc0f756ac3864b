"""The headlines as strips, without an app."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.style import Style

from parsing.models import PAKISTAN
from tests.builders import NOON, quote, row_of
from tests.tui.headline_stage import story
from tui.news.moves import moves
from tui.news.stories import Story, Then
from tui.refresh import Kind
from tui.render.headline_rows import (
    PLAIN,
    Detail,
    Headline,
    HeadlineLayout,
    HeadlineMarks,
    Told,
    headline,
    headline_strip,
    lay_out_headlines,
    symbols_listed,
)
from tui.render.headline_texts import fitted, when_text
from tui.render.palette import Cursor, Palette

COLOURS = Palette(
    text=Style(color="white"),
    muted=Style(color="blue"),
    gain=Style(color="green"),
    loss=Style(color="red"),
    unchanged=Style(color="cyan"),
    stale=Style(color="yellow"),
    hit=Style(underline=True),
)
AT_CURSOR = Cursor("▸", Style(bgcolor="blue"))
TODAY = NOON.date()
ROWS = {row.symbol: row for row in map(row_of, (quote("HUBC", "136.50"), quote("BOP", "5.03"), quote("FFC", "90.00")))}
DEAL = story("Hub Power signs", section="Markets", symbols=["HUBC"], then={"HUBC": "135.10"})
FIGURES = st.none() | st.decimals(Decimal("0.01"), Decimal(10_000_000), places=2)
TOLD = st.builds(Told, st.text(max_size=12), FIGURES, FIGURES, FIGURES, st.booleans())
SPANS = st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)).map(sorted), max_size=2).map(
    lambda spans: tuple((start, end) for start, end in spans) if len(spans) < 2 or spans[0][1] < spans[1][0] else ()
)
HEADLINES = st.builds(
    Headline,
    st.just("key"),
    st.text(max_size=80),
    st.sampled_from(("", "14:03", "28 Mar", "Mar 2022")),
    st.booleans(),
    st.text(max_size=20),
    st.lists(TOLD, max_size=4).map(tuple),
    SPANS,
)
MARKS = st.builds(HeadlineMarks, st.sampled_from((None, AT_CURSOR)), st.booleans(), st.booleans(), st.booleans())


def layout(width: int, *sections: str, oldest: date = TODAY) -> HeadlineLayout:
    """Return the layout on so many cells."""
    return lay_out_headlines(width, sections, oldest, TODAY)


def line(told: Story, width: int, marks: HeadlineMarks = PLAIN, stale: tuple[str, ...] = ()) -> str:
    """Return the text of the story's line on so many cells."""
    strip = headline_strip(headline(told, moves(told, ROWS), NOON, stale), layout(width, "Markets"), COLOURS, marks)
    assert strip.cell_length == width
    return strip.text.rstrip()


def colour_of(part: str, told: Story, marks: HeadlineMarks = PLAIN, stale: tuple[str, ...] = ()) -> str | None:
    """Return the colour in which a part of the story's line is drawn."""
    strip = headline_strip(headline(told, moves(told, ROWS), NOON, stale), layout(80), COLOURS, marks)
    style = next(segment.style for segment in strip if part in segment.text)
    return style.color.name if style and style.color else None


@given(HEADLINES, st.integers(min_value=1, max_value=220), MARKS)
def test_a_line_fills_any_width_exactly_whatever_is_in_it(told: Headline, width: int, marks: HeadlineMarks) -> None:
    strip = headline_strip(told, layout(width, told.section, oldest=date(2020, 1, 1)), COLOURS, marks)
    assert strip.cell_length == sum(cell_len(segment.text) for segment in strip) == width


@given(st.text(max_size=60), st.integers(min_value=0, max_value=70))
def test_a_text_is_fitted_to_exactly_so_many_cells(text: str, cells: int) -> None:
    assert cell_len(fitted(text, cells)) == cells


@pytest.mark.parametrize("width", range(1, 241))
def test_at_every_width_the_title_keeps_the_most_of_the_room(width: int) -> None:
    placed = layout(width, "A very long section", oldest=date(2020, 1, 1))
    assert width - placed.figures - placed.when - placed.section >= placed.width // 3


@pytest.mark.parametrize(
    ("text", "cells", "cut"),
    [
        ("Kites rise", 10, "Kites rise"),
        ("Kites rise", 12, "Kites rise  "),
        ("Kites rise over Lahore", 18, "Kites rise over…  "),
        ("Kites rise over Lahore", 15, "Kites rise…    "),
        ("It internationalises", 10, "It intern…"),
        ("Internationalisation", 10, "Internati…"),
        ("Rates, prices", 8, "Rates…  "),
        ("上涨三成", 6, "上涨… "),
        ("x", 0, ""),
    ],
)
def test_a_title_is_cut_at_a_word_where_one_ends_near(text: str, cells: int, cut: str) -> None:
    assert fitted(text, cells) == cut


def test_a_wide_line_has_both_prices_and_the_move() -> None:
    assert line(DEAL, 110).split() == [
        *("•", "12:00", "Markets", "Hub", "Power", "signs", "HUBC", "135.10", "→", "136.50", "▲", "+1.04%"),
    ]


def test_a_narrower_line_has_the_move_and_a_narrow_one_the_direction() -> None:
    assert line(DEAL, 100).split()[-3:] == ["HUBC", "▲", "+1.04%"]
    assert line(DEAL, 70).split()[-3:] == ["HUBC", "▲", "+1.04%"]
    assert line(DEAL, 69).split()[-2:] == ["HUBC", "▲"]
    assert "HUBC" not in line(DEAL, 35)


def test_sections_stand_where_the_width_allows() -> None:
    assert "Markets" in line(DEAL, 90)
    assert "Markets" not in line(DEAL, 89)


def test_where_no_page_covers_the_time_that_is_said() -> None:
    unknown = story("Hub Power signs", symbols=["HUBC"])
    assert line(unknown, 140).endswith("HUBC    no price then →   136.50")
    assert line(unknown, 110).endswith("HUBC     no price →   136.50")
    assert line(unknown, 80).endswith("HUBC     –")
    assert line(unknown, 60).endswith("HUBC     –")
    assert colour_of("–", unknown) == "blue"


def test_a_price_first_seen_long_after_the_article_is_none_of_then() -> None:
    late = Then(Decimal("135.10"), NOON, is_published=False, is_late=True)
    unknown = replace(DEAL, then={"HUBC": late})
    assert line(unknown, 140).endswith("HUBC    no price then →   136.50")
    assert line(unknown, 60).endswith("HUBC     –")
    assert line(unknown, 80).endswith("HUBC     –")
    soon = replace(DEAL, then={"HUBC": late._replace(is_late=False)})
    assert line(soon, 80).endswith("HUBC     ▲  +1.04%")


def test_of_what_is_not_quoted_there_is_the_symbol_alone() -> None:
    for width in (60, 80, 110, 140):
        assert line(story("Hub Power signs", symbols=["PRL"], then={"PRL": "20.00"}), width).endswith("PRL")


def test_made_up_prices_are_not_held_against_real_news() -> None:
    assert line(story("Hub Power signs", symbols=["HUBC"], then={"HUBC": "1.00"}, kind=Kind.DEMO), 80).endswith("–")


def test_symbols_for_which_there_is_no_room_are_counted() -> None:
    then = {"HUBC": "136.50", "BOP": "5.00", "FFC": "100.00"}
    many = story("Three of them", symbols=[*then, "PRL"], then=then)
    assert line(many, 60).endswith("HUBC     ● &3")
    assert line(many, 140).endswith("0.00% &3")
    assert line(many, 170).endswith("0.00%  BOP ▲ +0.60% &2")
    assert line(many, 220).endswith("0.00%  BOP ▲ +0.60%  FFC ▼ -10.00%  PRL")


def test_figures_stand_in_columns() -> None:
    other = story("Another one with a longer title than that", symbols=["BOP"], then={"BOP": "4.00"})
    for width in (60, 80, 110, 140):
        assert line(DEAL, width).index("HUBC") == line(other, width).index("BOP")
        assert line(DEAL, width).index("▲") == line(other, width).index("▲")


def test_a_title_without_symbols_has_the_whole_width() -> None:
    title = "A title " * 20
    assert len(line(story(title), 80)) > 76 > line(story(title, symbols=["HUBC"]), 80).index("HUBC")


def test_the_marks_are_at_the_left() -> None:
    assert line(DEAL, 80)[:4] == " •  "
    assert line(DEAL, 80, HeadlineMarks(AT_CURSOR, is_read=True, is_starred=True))[:4] == "▸ ★ "


def test_a_read_one_is_quiet_and_an_open_one_bold() -> None:
    assert colour_of("Hub Power signs", DEAL) == "white"
    assert colour_of("Hub Power signs", DEAL, HeadlineMarks(is_read=True)) == "blue"
    strip = headline_strip(headline(DEAL, (), NOON), layout(80), COLOURS, HeadlineMarks(is_open=True))
    assert [segment.text.strip() for segment in strip if segment.style and segment.style.bold] == ["Hub Power signs"]


def test_a_move_has_the_colour_of_its_direction_unless_its_price_is_old() -> None:
    assert colour_of("▲", DEAL) == colour_of("+1.04%", DEAL) == "green"
    assert {colour_of(part, DEAL, stale=("HUBC",)) for part in ("HUBC", "▲", "+1.04%")} == {"yellow"}
    assert "◌▲" in line(DEAL, 80, stale=("HUBC",))
    assert "◌" not in line(DEAL, 80)


def test_what_a_search_found_is_underlined_as_far_as_it_is_shown() -> None:
    def underlined(title: str, width: int, *hits: tuple[int, int]) -> list[str]:
        told = Headline("key", title, "12:00", hits=hits)
        strip = headline_strip(told, layout(width), COLOURS)
        return [segment.text for segment in strip if segment.style and segment.style.underline]

    assert underlined("Hub Power signs", 60, (0, 3), (10, 12)) == ["Hub", "si"]
    assert underlined("Hub Power signs", 20, (0, 3), (17, 25)) == ["Hub"]
    assert underlined("Internationalisation of it all", 20, (5, 60)) == ["nationalisatio"]
    assert underlined("上涨 Hub", 60, (3, 6)) == []  # letters that are two cells wide


@pytest.mark.parametrize(
    ("published", "text"),
    [
        (NOON, "12:00"),
        (NOON - timedelta(days=1), "16 May"),
        (NOON - timedelta(days=200), "Oct 2023"),
        (TODAY, "17 May"),  # a day of which no time is known
        (date(2024, 1, 2), "02 Jan"),
        (None, "–"),
        (NOON + timedelta(days=9), "12:00"),  # when it was seen, since that day has not come
    ],
)
def test_when_it_was_is_told_as_shortly_as_it_can_be(published: datetime | date | None, text: str) -> None:
    assert when_text(story(published=published), NOON) == text


def test_a_page_of_which_only_the_day_is_known_has_no_time() -> None:
    midnight = datetime(2024, 5, 17, tzinfo=PAKISTAN)
    assert when_text(story(published=NOON + timedelta(days=9), seen_at=midnight), NOON) == "17 May"
    assert when_text(story(published=midnight), NOON.astimezone(PAKISTAN)) == "00:00"  # an article that says so


def test_times_are_in_the_zone_of_the_clock() -> None:
    there = NOON.astimezone(timezone(timedelta(hours=-13)))
    assert when_text(story(published=NOON), there) == "23:00"
    assert when_text(story(published=datetime(2024, 5, 16, 10, 30, tzinfo=UTC)), there) == "15 May"


def test_under_seventy_cells_symbols_have_no_more_room_than_the_listed_ones_need() -> None:
    def figures(width: int, *told: Story) -> int:
        return lay_out_headlines(width, (), TODAY, TODAY, symbols_listed(told)).figures

    alone, many = story(symbols=["HUBC"]), story(symbols=["PRL", "BOP", "FFC"])
    assert figures(60) == figures(60, story()) == 0
    assert figures(60, alone) == len("HUBC ●")
    assert figures(60, alone, many) == len("HUBC ● &2")
    assert figures(60, story(symbols=["A" * 30] * 200)) == layout(60).figures
    assert figures(70, alone) == layout(70).figures  # there is room


def test_a_date_that_has_not_come_has_a_question_mark() -> None:
    future = story("Kites rise", published=NOON + timedelta(days=9))
    assert "12:00? Kites" in line(future, 60)
    assert "12:00  Hub" in line(DEAL, 60)


def test_one_without_a_date_has_none() -> None:
    assert " •       –  Kites rise" in line(story("Kites rise", published=None), 60)


def test_the_longest_time_of_all_makes_the_column() -> None:
    assert (layout(60).when, layout(60, oldest=date(2023, 12, 31)).when) == (6, 8)
    assert layout(20).detail is Detail.NONE
