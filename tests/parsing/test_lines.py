"""A page as numbered, cleaned lines."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsing.lines import MAX_LINE, Line, clean_page, is_apart, split_page


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("a\nb\r\nc\rd", ["a", "b", "c", "d"]),
        ("a\r\n\r\nb", ["a", "", "b"]),
        ("a\n\rb", ["a", "", "b"]),
        ("a\u2028b\x85c\x0bd\x0ce\x1cf", ["a bcdef"]),
        ("", [""]),
    ],
)
def test_lines_end_with_lf_crlf_or_cr_and_nothing_else(text: str, lines: list[str]) -> None:
    assert clean_page(text)[0].split("\n") == lines


def test_spaces_of_every_kind_are_no_damage() -> None:
    assert clean_page("\tHUBC\u00a0136.50\u2009x\u3000y\r\n") == ("  HUBC 136.50 x y\n", [])


def test_every_line_of_which_something_was_cut_is_named_once_with_what_is_left() -> None:
    text, problems = clean_page("good\nb\x00a\x1b[1md\ngood\nba\u200bd\tx\ngood")
    assert text == "good\nbad\ngood\nbad  x\ngood"
    assert [(problem.code, problem.line, problem.excerpt) for problem in problems] == [
        ("cleaned", 2, "bad"),
        ("cleaned", 4, "bad x"),
    ]


@given(st.text(alphabet=st.one_of(st.characters(), st.sampled_from("\r\n\x1b]\x07\t\u200b"))))
def test_cleaning_neither_adds_nor_takes_lines_and_names_only_those_there_are(text: str) -> None:
    cleaned, problems = clean_page(text)
    count = text.replace("\r\n", "\n").replace("\r", "\n").count("\n") + 1
    assert len(split_page(cleaned)) == count
    assert all(1 <= problem.line <= count for problem in problems)
    assert clean_page(cleaned) == (cleaned, [])


@pytest.mark.parametrize("extra", ["", "\x00", "\u00a0"], ids=["clean", "unclean", "odd space"])
def test_a_line_of_more_than_a_megabyte_is_cut_and_the_lines_around_it_stay(extra: str) -> None:
    text, problems = clean_page(f"above\n{'x' * (MAX_LINE + 1)}{extra}\nbelow")
    assert [(line.number, len(line.text)) for line in split_page(text)] == [(1, 5), (2, MAX_LINE), (3, 5)]
    assert [problem.line for problem in problems if problem.code == "line-too-long"] == [2]
    assert {problem.excerpt for problem in problems} == {f"{'x' * 79}…"}


def test_a_long_line_of_short_words_is_cut_too() -> None:
    text, (problem,) = clean_page("Kites rise " * MAX_LINE)
    assert len(text) == MAX_LINE
    assert problem.code == "line-too-long"


def test_a_line_of_a_megabyte_is_whole() -> None:
    text, problems = clean_page(f"{'x' * MAX_LINE}\na\x00")
    assert text == f"{'x' * MAX_LINE}\na"
    assert [(problem.line, problem.code) for problem in problems] == [(2, "cleaned")]


def test_a_page_of_more_than_a_megabyte_in_short_lines_is_not_cut() -> None:
    page = "\n".join(["x" * 1000] * 2000)
    assert clean_page(page) == (page, [])


def test_lines_are_numbered_from_one_or_from_where_the_page_goes_on() -> None:
    assert split_page("a\n\nb") == [Line(1, "a"), Line(2, ""), Line(3, "b")]
    assert split_page("a\nb", 7) == [Line(7, "a"), Line(8, "b")]


def test_a_line_is_apart_where_it_is_the_first_or_follows_a_gap() -> None:
    lines = [Line(3, "a"), Line(4, "b"), Line(6, "c")]
    assert [is_apart(lines, position) for position in range(3)] == [True, False, True]
