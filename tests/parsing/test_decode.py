"""Bytes to text."""

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsing.decode import decode

TEXT = "WTL 1.40 Increased By ▲ 0.02 (1.45%)"


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [(codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")],
)
def test_a_byte_order_mark_wins_over_what_is_declared(mark: bytes, encoding: str) -> None:
    assert decode(mark + TEXT.encode(encoding), "text/plain; charset=latin-1") == (TEXT, [])


def test_a_declared_charset_is_used() -> None:
    assert decode("Rs5 – “up”".encode("windows-1252"), 'text/plain; charset="windows-1252"') == ("Rs5 – “up”", [])


@pytest.mark.parametrize("charset", ["ascii", "no-such-charset", "hex", "utf-16"])
def test_a_declared_charset_that_does_not_fit_is_a_problem_and_utf_8_is_read(charset: str) -> None:
    text, problems = decode(TEXT.encode() + b"!", f"text/plain; charset={charset}")
    assert text == TEXT + "!"
    assert [problem.code for problem in problems] == ["charset"]


def test_bytes_that_are_not_utf_8_are_shown_as_such_and_named_with_their_line() -> None:
    text, (problem,) = decode(b"good\nb\xffd")
    assert text == "good\nb\N{REPLACEMENT CHARACTER}d"
    assert (problem.code, problem.line) == ("bytes", 2)


@given(st.binary(), st.text(max_size=60))
def test_no_bytes_and_no_header_raise(document: bytes, header: str) -> None:
    decode(document, f"text/plain; charset={header}")
