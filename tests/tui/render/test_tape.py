"""The ticker's tape."""

from hypothesis import given
from hypothesis import strategies as st

from tests.builders import quote, refreshed
from tui.market import MarketState, apply
from tui.render.palette import Palette
from tui.render.tape import Tape, make_tape

ROWS = apply(MarketState(), refreshed(quote("HUBC"), quote("PPL", "123.60", "0.70"), quote("KEL", "4.61", "0.00"))).rows
TAPE = make_tape(ROWS, (), Palette())


def test_the_tape_has_every_quote_in_order() -> None:
    text = TAPE.strip.text
    assert text.startswith("HUBC 136.50 ▲ +0.66 +0.49%  ·  PPL 123.60 ▲")
    assert text.endswith("KEL 4.61 ● 0.00 0.00%  ·  ")


@given(st.integers(0, 10_000), st.integers(0, 300))
def test_any_stretch_of_it_is_the_tape_going_round(offset: int, width: int) -> None:
    length = TAPE.strip.cell_length
    endless = TAPE.strip.text * (2 + width // length)
    assert TAPE.crop(offset, width).text == endless[offset % length :][:width]


def test_an_empty_tape_is_blank() -> None:
    empty = make_tape((), (), Palette())
    assert empty.crop(3, 10).text == " " * 10
    assert empty.anchor(3) is None


@given(st.integers(0, 10_000))
def test_what_stands_at_the_edge_is_found_on_the_next_tape(offset: int) -> None:
    longer = make_tape(apply(MarketState(), refreshed(quote("AAA"), *(row.quote for row in ROWS))).rows, (), Palette())
    moved = longer.offset_of(TAPE.anchor(offset))
    assert moved is not None
    assert longer.crop(moved, 5).text == TAPE.crop(offset, 5).text or TAPE.anchor(offset + 5) != TAPE.anchor(offset)


def test_a_symbol_that_is_gone_has_no_place() -> None:
    assert make_tape(ROWS[1:], (), Palette()).offset_of(("HUBC", 3)) is None
    assert Tape(TAPE.strip, TAPE.symbols, TAPE.starts).offset_of(("HUBC", 3)) == 3
