"""The ticker's tape."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.style import Style

from parsing import Quote, Snapshot
from tests.builders import NOON, quote
from tui.market import MarketState, apply
from tui.refresh import Kind, Refreshed
from tui.render.palette import Palette
from tui.render.tape import Stretch, Tape, TapePlace

PLAIN = Palette()
HUBC, PPL, KEL = quote("HUBC"), quote("PPL", "123.60", "0.70"), quote("KEL", "4.61", "0.00")
ROUND = "HUBC 136.50 ▲ +0.66 +0.49%  ·  PPL 123.60 ▲ +0.70 +0.57%  ·  KEL 4.61 ● 0.00 0.00%  ·  "

# wide, combining, right to left, joined, a flag, a heart with its colour
PARTS = ["A", "株", "각", "e\u0301", "\u0301", "א", "ب", "ب\u200dب", "\ufdfa", "क्ष", "👩\u200d🚀", "🇵🇰", "❤\ufe0f"]
symbols = st.lists(st.sampled_from(PARTS), min_size=1, max_size=12).map("".join)
places = st.builds(TapePlace, st.integers(0, 2), st.integers(0, 20))


def tape_of(*quotes: Quote, stale: Sequence[str] = ()) -> Tape:
    """Return the tape of the quotes."""
    report = Refreshed("page", Kind.LIVE, NOON, NOON, Snapshot(quotes=quotes))
    return Tape(apply(MarketState(), report).rows, frozenset(stale))


def shown(tape: Tape, place: TapePlace, width: int) -> str:
    """Return what shows of the tape in that width with the place at the left edge."""
    return tape.stretch(place.item, place.cell + width, PLAIN).crop(place.cell, width).text


def pages(tape: Tape, width: int, number: int, first: int = 0) -> list[str]:
    """Return the texts of so many pages."""
    texts = []
    for _ in range(number):
        page = tape.page(first, width, PLAIN)
        texts.append(page.strip.text.rstrip())
        first = page.first + len(page.faces)
    return texts


TAPE = tape_of(HUBC, PPL, KEL)


@given(st.integers(0, 2000), st.integers(1, 300))
def test_any_stretch_of_it_is_the_tape_going_round(offset: int, width: int) -> None:
    endless = ROUND * (2 + width // len(ROUND))
    assert shown(TAPE, TAPE.moved(TapePlace(0, 0), offset), width) == endless[offset % len(ROUND) :][:width]


@given(places, st.integers(0, 500), st.integers(0, 500))
def test_to_move_twice_is_to_move_once_by_both(place: TapePlace, first: int, second: int) -> None:
    assert TAPE.moved(TAPE.moved(place, first), second) == TAPE.moved(place, first + second)


def test_a_far_way_is_not_walked_round_by_round() -> None:
    assert TAPE.moved(TapePlace(1, 3), 10**12 * len(ROUND) + 5) == TAPE.moved(TapePlace(1, 3), 5)


def test_no_more_items_are_made_than_are_looked_at() -> None:
    tape = tape_of(*(quote(f"S{number:04}") for number in range(10_000)))
    assert len(tape.stretch(9_990, 600, PLAIN).faces) == 19
    assert len(tape.page(5_000, 200, PLAIN).faces) == 6


def test_stale_and_doubted_rows_look_so() -> None:
    palette = Palette(text=Style(color="white"), stale=Style(color="grey50"), gain=Style(color="green"))
    old = tape_of(HUBC, stale=["HUBC"]).stretch(0, 1, palette).strip
    assert [segment.style for segment in old][:3] == [palette.stale] * 3
    doubted = TAPE.rows[0]._replace(doubt="It cannot be.")
    assert shown(Tape((doubted,)), TapePlace(0, 0), 13) == "HUBC 136.50? "


@pytest.mark.parametrize(
    ("cell", "symbol"),
    [(0, "HUBC"), (30, "HUBC"), (31, "PPL"), (len(ROUND) - 1, "KEL"), (len(ROUND), None), (-1, None)],
)
def test_a_cell_is_known_by_its_symbol(cell: int, symbol: str | None) -> None:
    assert TAPE.stretch(0, len(ROUND), PLAIN).symbol_at(cell) == symbol
    assert Stretch().symbol_at(cell) is None


# the next tape


@given(places)
def test_what_stood_at_the_edge_is_found_on_a_tape_with_more_rows(place: TapePlace) -> None:
    place = TAPE.moved(place, 0)
    longer = tape_of(quote("AAA"), HUBC, PPL, KEL)
    assert longer.carried(TAPE, place) == place._replace(item=place.item + 1)
    assert TAPE.carried(longer, longer.carried(TAPE, place)) == place


@given(st.integers(1, 30))
def test_of_an_item_that_is_cut_as_much_shows_as_before(cell: int) -> None:
    dearer = tape_of(quote("HUBC", "1136.50"), PPL, KEL)
    before, after = shown(TAPE, TapePlace(0, cell), 60), shown(dearer, dearer.carried(TAPE, TapePlace(0, cell)), 60)
    assert before.index("PPL") == after.index("PPL")


def test_an_item_that_starts_at_the_edge_still_does() -> None:
    assert tape_of(quote("HUBC", "1136.50"), PPL).carried(TAPE, TapePlace(0, 0)) == TapePlace(0, 0)


def test_an_item_that_has_shrunk_below_what_showed_starts_at_the_edge() -> None:
    assert tape_of(HUBC, quote("PPL", "1", "0"), KEL).carried(TAPE, TapePlace(1, 2)) == TapePlace(1, 0)


@pytest.mark.parametrize(
    ("left", "place"),
    [
        ((HUBC, KEL), TapePlace(1, 0)),
        ((HUBC,), TapePlace(0, 0)),
        ((KEL, HUBC), TapePlace(0, 0)),
        ((quote("NEW"),), TapePlace(0, 0)),
    ],
)
def test_where_an_item_is_gone_the_next_that_is_left_takes_its_place(left: Sequence[Quote], place: TapePlace) -> None:
    assert tape_of(*left).carried(TAPE, TapePlace(1, 5)) == place


# pages


def test_pages_begin_and_end_with_whole_items_and_the_round() -> None:
    first, second = ROUND.split("  ·  KEL", maxsplit=1)[0], "KEL 4.61 ● 0.00 0.00%"
    assert pages(TAPE, len(first), 3) == [first, second, first]
    hubc, rest = ROUND.removesuffix("  ·  ").split("  ·  ", maxsplit=1)
    assert pages(TAPE, len(first) - 1, 3) == [hubc, rest, hubc]
    assert pages(TAPE, 500, 2) == [ROUND.removesuffix("  ·  ")] * 2


def test_a_page_may_begin_anywhere() -> None:
    assert pages(TAPE, 60, 2, first=1)[0].startswith("PPL")
    assert pages(TAPE, 60, 2, first=1)[1].startswith("HUBC")


def test_only_an_item_that_is_wider_than_the_page_is_cut() -> None:
    assert pages(TAPE, 10, 2) == ["HUBC 136.5", "PPL 123.60"]


# odd characters


@given(st.lists(symbols, min_size=1, max_size=4), st.integers(0, 120), st.integers(1, 90))
def test_odd_characters_never_break_the_width(names: Sequence[str], offset: int, width: int) -> None:
    tape = tape_of(*(quote(name) for name in dict.fromkeys(names)))
    place = tape.moved(TapePlace(0, 0), offset)
    stretch = tape.stretch(place.item, place.cell + width, PLAIN)
    for strip in (stretch.crop(place.cell, width), tape.page(place.item, width, PLAIN).strip):
        assert strip.cell_length == width
        assert sum(cell_len(segment.text) for segment in strip) == width
