"""Records as JSON."""

import json

import pytest

from tui.render.json_text import json_text

RECORD = {"title": "پتنگ ▲", "price": "136.50"}


@pytest.mark.parametrize("encoding", ["utf-8", "UTF8", "ascii", "latin-1", "utf-16", None])
@pytest.mark.parametrize("is_compact", [True, False])
def test_a_record_comes_back_whatever_the_output_takes(encoding: str | None, *, is_compact: bool) -> None:
    text = json_text(RECORD, encoding, is_compact=is_compact)
    assert json.loads(text) == RECORD
    assert text.isascii() == (encoding not in {"utf-8", "UTF8"})
    assert ("\n" not in text) == is_compact


def test_it_is_strict() -> None:
    with pytest.raises(ValueError, match="JSON"):
        json_text({"price": float("nan")}, "utf-8")
