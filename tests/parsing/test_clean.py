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
    ("\x1b(Bset\x1b#8", "set"),
    ("\x1b[38;2;1;2;3mcolour\x1b[1;1H\x1b[2J\x1b[?1049h", "colour"),
    ("\x9d8;;http://evil\x9clink\x9d8;;\x9c", "link"),
    ("\x9d52;c;cm0gLXJm\x9cclip", "clip"),
    ("\x90q#0\x9csixel", "sixel"),
    ("\x1b_app\x1b\\\x1b^private\x1b\\\x1bXstart\x1b\\end", "end"),
    ("\x1b[\x1b[31mred", "red"),
    ("\x1b\x1b]0;x\x07]0;y", "]0;y"),
    ("red\x1b", "red"),
    ("a\u202eb\u2066c\u200fd", "abcd"),
    ("a\u200bb\ufeffc\u00add", "abcd"),
    ("a\x00b\x08c\x7fd", "abcd"),
    ("a\u2028b\u00a0c\td", "a b c  d"),
    ("a\ue000b\ud800c", "abc"),
    ("a\u2060b\u180ec\U000e0041d\u061ce", "abcde"),
    ("a\u3000b\u2009c\u2029d\u1680e", "a b c d e"),
    ("a\x0bb\x0cc\x85d", "abcd"),
]
ALEF, FARSI_YEH = "\u0627", "\u06cc"
ZWNJ, ZWJ = "\u200c", "\u200d"
NOISY = st.text(
    alphabet=st.one_of(st.characters(), st.sampled_from("\x1b\x9b\x9d[]\\;m\x07\u202e\u200d\u200cیاab\n\t"))
)


@pytest.mark.parametrize(("text", "cleaned"), HOSTILE)
def test_what_a_terminal_obeys_or_what_hides_text_goes(text: str, cleaned: str) -> None:
    assert clean(text) == cleaned


@pytest.mark.parametrize(
    "text", ["₨ 1,234.50 ▲", "“curly” ‘quotes’ …", "پاکستان اسٹاک ایکسچینج", "[/] [@click=app.quit] [Q3 results]"]
)
def test_what_people_read_stays(text: str) -> None:
    assert clean(text) == text


@pytest.mark.parametrize("joiner", [ZWNJ, ZWJ])
def test_a_joiner_stays_between_two_arabic_letters_alone(joiner: str) -> None:
    assert clean(f"{FARSI_YEH}{joiner}{ALEF}") == f"{FARSI_YEH}{joiner}{ALEF}"
    for hidden in (f"HU{joiner}BC", f"{ALEF}{joiner}", f"{joiner}{ALEF}", f"{ALEF}{joiner}x", f"٤{joiner}٥"):
        assert clean(hidden) == hidden.replace(joiner, "")
    assert clean(f"{FARSI_YEH}{joiner}{joiner}{ALEF}") == f"{FARSI_YEH}{ALEF}"


@given(NOISY)
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@given(NOISY)
def test_no_control_format_or_surrogate_character_is_left_but_joiners_of_arabic_letters(text: str) -> None:
    cleaned = clean(text)
    for place, character in enumerate(cleaned):
        if character in {ZWNJ, ZWJ}:
            beside = cleaned[place - 1 : place] + cleaned[place + 1 : place + 2]
            assert len(beside) == 2
            assert all("ARABIC" in unicodedata.name(letter) for letter in beside)
        elif character != "\n":
            assert unicodedata.category(character) not in {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


@given(st.text(alphabet=st.characters(categories=("L", "M", "N", "P", "S"))))
def test_letters_marks_figures_and_signs_all_stay(text: str) -> None:
    assert clean(text) == text


@given(st.text(), st.integers(min_value=2, max_value=100))
def test_an_excerpt_is_one_line_of_at_most_its_width(text: str, width: int) -> None:
    short = excerpt(text, width)
    assert len(short) <= width
    assert "\n" not in short


def test_an_excerpt_is_whole_where_it_fits_and_fills_its_width_where_it_does_not() -> None:
    assert excerpt("HUBC 136", 8) == "HUBC 136"
    assert excerpt("HUBC 136.50", 8) == "HUBC 13…"
    assert excerpt("a" * 80) == "a" * 80
    assert excerpt("a" * 81) == "a" * 79 + "…"


@given(st.text())
def test_a_cleaned_line_has_single_spaces_alone(text: str) -> None:
    assert clean_line(text) == " ".join(clean_line(text).split(" "))
    assert "  " not in clean_line(text)
