"""The forms of the lines of an article."""

import pytest

from parsing.line_forms import (
    HEADLINE_LENGTH,
    LONGEST_ASIDE,
    ends_a_sentence,
    is_caption,
    is_heading,
    is_headline,
    is_persons_name,
    is_photo_line,
    is_prose,
    split_dateline,
)


@pytest.mark.parametrize(
    ("text", "is_name"),
    [
        ("Ali", False),
        ("Ali Khan", True),
        ("Ali Raza Khan Baloch", True),
        ("Ali Raza Khan Baloch Jatoi", False),
        ("ali khan", False),
        ("Ali of Karachi", False),
    ],
)
def test_two_to_four_words_with_capitals_are_a_persons_name(text: str, is_name: bool) -> None:
    assert is_persons_name(text) is is_name


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        *((text, True) for text in ("They rose.", "They rose!", "They rose…", "They rose:", "وہ گئے۔", "They rose.”")),
        *((text, True) for text in ("(They rose.)", "They rose.')", "They rose. — AFP", "“They rose”", "(They rose)")),
        *((text, False) for text in ("They rise", "Do they rise?", "They “rise”", "They rise (again)", "")),
    ],
)
def test_a_full_stop_or_its_like_ends_a_sentence_whatever_closes_behind_it(text: str, ends: bool) -> None:
    assert ends_a_sentence(text) is ends


def test_a_headline_has_a_length_that_a_paragraph_may_exceed() -> None:
    assert HEADLINE_LENGTH == 140
    assert is_headline("a" * 140)
    assert not is_headline("a" * 141)
    assert not is_headline("a" * 20 + ".")
    assert is_prose("a" * 141)
    assert not is_prose("a" * 140)
    assert is_prose("a" * 60 + ".")
    assert not is_prose("a" * 59 + ".")


def test_a_heading_is_short_or_in_capitals() -> None:
    assert is_heading("Kites and glue")
    assert not is_heading("Kites and dear glue")
    assert is_heading("KITES AND DEAR GLUE")


@pytest.mark.parametrize(
    ("text", "place", "rest"),
    [
        ("KARACHI: Kites rose.", "KARACHI", "Kites rose."),
        ("ISLAMABAD/KARACHI:  Kites rose.", "ISLAMABAD/KARACHI", "Kites rose."),
        ("SÃO PAULO: Kites: they rose.", "SÃO PAULO", "Kites: they rose."),
        ("Karachi: Kites rose.", None, "Karachi: Kites rose."),
        ("KSE100: Kites rose.", None, "KSE100: Kites rose."),
        ("KARACHI:", None, "KARACHI:"),
    ],
)
def test_a_place_in_capitals_before_the_first_colon_is_the_dateline(text: str, place: str | None, rest: str) -> None:
    assert split_dateline(text) == (place, rest)


@pytest.mark.parametrize(
    ("text", "caption", "photo_line"),
    [
        ("A trader at the exchange in Karachi. Photo: AFP", True, True),
        ("A trader at the exchange. PHOTO: AFP", True, True),
        ("A view of the port. — Reuters/File", True, False),
        ("Photo: AFP", False, True),
        ("KARACHI: A view of the port. — Reuters/File", False, False),
        ("He took a photo of a kite.", False, False),
        ("Kites rose over the old town.", False, False),
        (f"A view of the {'old ' * 60} port. — Reuters/File", False, False),
    ],
)
def test_a_caption_ends_with_whom_the_picture_is_from(text: str, caption: bool, photo_line: bool) -> None:
    assert (is_caption(text), is_photo_line(text)) == (caption, photo_line)
    assert not is_caption("a" * (LONGEST_ASIDE + 1 - len(text)) + text)
