"""Whether a colour can be read on another."""

import pytest
from textual.color import BLACK, WHITE, Color

from tui.render.contrast import READABLE, contrast, readable


def test_a_readable_ink_stays_and_another_moves_no_further_than_it_needs() -> None:
    grey = Color.parse("#808080")
    assert readable(WHITE, [BLACK], READABLE) == WHITE
    assert READABLE <= contrast(readable(grey, [WHITE], READABLE), WHITE) < READABLE + 1
    assert readable(grey, [grey], 21.0) in {BLACK, WHITE}


def test_contrast_is_that_of_wcag() -> None:
    assert contrast(BLACK, WHITE) == pytest.approx(21)
    assert contrast(WHITE, Color.parse("#767676")) == pytest.approx(4.54, abs=0.01)
