"""An old price looks old wherever it stands, also to who sees no colour."""

from collections.abc import Callable

import pytest

from tests.builders import LIMITS, NOON, quote, refreshed
from tui.figures import STALE
from tui.market import MarketState, apply
from tui.prices.rows import Row
from tui.render.article_marks import live_move
from tui.render.detail import Outlook, facts
from tui.render.index_line import row_contents
from tui.render.palette import Palette
from tui.render.quote_rows import Marks, row_strip
from tui.render.table_layout import lay_out, measure
from tui.render.tape import Tape

STATE = apply(MarketState(), refreshed(quote("HUBC", "136.50", "0.66")))
(ROW,) = STATE.rows


def in_the_table(row: Row, *, is_stale: bool) -> str:
    """Return the row of the quote table."""
    return row_strip(row, lay_out(measure([row]), 80), Palette(), Marks(is_stale=is_stale)).text


def on_the_ticker(row: Row, *, is_stale: bool) -> str:
    """Return the item of the ticker."""
    return Tape((row,), frozenset({row.symbol} if is_stale else ())).stretch(0, 1, Palette()).strip.text


def over_the_reader(row: Row, *, is_stale: bool) -> str:
    """Return the heading of the reader."""
    return row_contents(row, is_stale=is_stale)[0].plain


def in_the_detail(row: Row, *, is_stale: bool) -> str:
    """Return the last price in the detail."""
    return facts(row, Outlook(NOON, LIMITS, None, is_stale), 60)["Last"].plain


PLACES = (in_the_table, on_the_ticker, over_the_reader, in_the_detail)


@pytest.mark.parametrize("place", PLACES)
def test_an_old_price_has_a_mark_behind_it_and_one_of_now_has_none(place: Callable[..., str]) -> None:
    assert f"136.50{STALE}" in place(ROW, is_stale=True)
    assert STALE not in place(ROW, is_stale=False)


@pytest.mark.parametrize("place", PLACES)
def test_age_is_told_before_a_doubt(place: Callable[..., str]) -> None:
    doubted = ROW._replace(doubt="It moved further than it may.")
    assert f"136.50{STALE}" in place(doubted, is_stale=True)
    assert "136.50?" in place(doubted, is_stale=False)


def test_an_old_move_within_an_article_has_the_mark() -> None:
    assert live_move(ROW, is_stale=True).plain == f"{STALE}▲+0.49%"
    assert live_move(ROW, is_stale=False).plain == " ▲+0.49%"
