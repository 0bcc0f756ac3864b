"""The boundary that all outside text passes."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsing.clean import clean, clean_line, excerpt

HOSTILE = [
    ("\x1b[31mred\x1b[0m", "red"),
    ("\x9b31mred", "red"),
    ("\x1b]8;;http://evil\x1b\\link\x1b]8;;\x1b\\", "link"),
    ("\x1b]52;c;cm0gLXJm\x07clip", "clip"),
    ("\x1b]0;title without an end", ""),
    ("\x1bPq#0\x1b\\sixel", "sixel"),
    ("\x1bcreset", "reset"),
    ("a\u202eb\u2066c\u200fd", "abcd"),
    ("a\u200bb\ufeffc\u00add", "abcd"),
    ("a\x00b\x08c\x7fd", "abcd"),
    ("a\u2028b\u00a0c\td", "a b c  d"),
    ("a\ue000b\ud800c", "abc"),
]


@pytest.mark.parametrize(("text", "cleaned"), HOSTILE)
def test_what_a_terminal_obeys_or_what_hides_text_goes(text: str, cleaned: str) -> None:
    assert clean(text) == cleaned


@pytest.mark.parametrize(
    "text", ["₨ 1,234.50 ▲", "“curly” ‘quotes’ …", "پاکستان اسٹاک ایکسچینج", "[/] [@click=app.quit] [Q3 results]"]
)
def test_what_people_read_stays(text: str) -> None:
    assert clean(text) == text


@given(st.text())
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@given(st.text(alphabet=st.one_of(st.characters(), st.sampled_from("\x1b\x9b[]\\;m\x07\u202e\u200d"))))
def test_no_control_format_or_surrogate_character_is_left(text: str) -> None:
    left = {unicodedata.category(character) for character in clean(text) if character != "\n"}
    assert not left & {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


@given(st.text(), st.integers(min_value=2, max_value=100))
def test_an_excerpt_is_one_line_of_at_most_its_width(text: str, width: int) -> None:
    short = excerpt(text, width)
    assert len(short) <= width
    assert "\n" not in short


@given(st.text())
def test_a_cleaned_line_has_single_spaces_alone(text: str) -> None:
    assert clean_line(text) == " ".join(clean_line(text).split(" "))
    assert "  " not in clean_line(text)
