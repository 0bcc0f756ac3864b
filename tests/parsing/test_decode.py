"""Bytes to text."""

import codecs
import gzip
import random
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsing.decode import decode
from tests.builders import PAGES

TEXT = "WTL 1.40 Increased By ▲ 0.02 (1.45%)"
URDU = "پاکستان اسٹاک ایکسچینج میں آج بھی تیزی رہی، ₨ 1,234.50 ▲ اور “خوشی” کا سماں تھا۔\n"
SEED = (PAGES / "2024-05-seed.txt").read_text(encoding="utf-8")
RANDOM = random.Random(4).randbytes(5000)  # noqa: S311


def codes(document: bytes, content_type: str | None = None) -> list[str]:
    """Return the codes of the problems with a document."""
    return [problem.code for problem in decode(document, content_type)[1]]


# marks and charsets


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
    ],
)
def test_a_byte_order_mark_wins_over_what_is_declared(mark: bytes, encoding: str) -> None:
    assert decode(mark + TEXT.encode(encoding), "text/plain; charset=latin-1") == (TEXT, [])


@pytest.mark.parametrize(
    ("text", "charset", "header"),
    [
        ("Rs5 – “up”", "windows-1252", 'text/plain; charset="windows-1252"'),
        ("Rs5 – “up”", "windows-1252", "text/plain; charset=ISO-8859-1"),  # as browsers read it
        ("پاکستان", "cp1256", "text/plain;charset='windows-1256'"),
        (TEXT, "utf-8", "text/plain; CHARSET=UTF-8"),
    ],
)
def test_a_declared_charset_is_used(text: str, charset: str, header: str) -> None:
    assert decode(text.encode(charset), header) == (text, [])


@pytest.mark.parametrize(
    "head", ['<meta charset="windows-1252">', '<meta http-equiv=x content="text/html; charset=windows-1252">']
)
def test_a_charset_that_the_page_declares_itself_is_used(head: str) -> None:
    assert decode(f"{head} “up”".encode("windows-1252")) == (f"{head} “up”", [])


@pytest.mark.parametrize("charset", ["ascii", "no-such-charset", "hex", "utf-16", "utf-7", "rot13", "punycode"])
def test_a_declared_charset_that_does_not_fit_is_a_problem_and_utf_8_is_read(charset: str) -> None:
    text, problems = decode(TEXT.encode() + b"!", f"text/plain; charset={charset}")
    assert text == TEXT + "!"
    assert [problem.code for problem in problems] == ["charset"]


@pytest.mark.parametrize("charset", ["utf-7", "unicode_escape", "raw_unicode_escape"])
def test_nothing_is_unescaped_by_a_charset_that_pages_are_not_in(charset: str) -> None:
    page = r"+ADw-b+AD4- \x1b[31m \u202e"
    assert decode(page.encode(), f"text/plain; charset={charset}")[0] == page


def test_utf_8_that_is_declared_as_something_of_one_byte_a_character_is_utf_8() -> None:
    text, (problem,) = decode(TEXT.encode(), "text/plain; charset=windows-1252")
    assert text == TEXT
    assert (problem.code, problem.line) == ("charset", 0)


def test_a_page_that_is_not_the_utf_8_it_declares_is_read_as_what_old_systems_write() -> None:
    text, problems = decode("Rs5 – “up”".encode("windows-1252"), "text/plain; charset=utf-8")
    assert text == "Rs5 – “up”"
    assert {problem.code for problem in problems} == {"charset"}


# UTF-16 without a mark


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("text", [TEXT, f"{TEXT}\n\n{URDU}", URDU * 20, SEED], ids=["quote", "both", "Urdu", "page"])
def test_utf_16_without_a_mark_is_told_by_its_nuls_and_said(text: str, encoding: str) -> None:
    read, (problem,) = decode(text.encode(encoding))
    assert read == text
    assert (problem.code, problem.line) == ("charset", 0)
    assert encoding.upper() in problem.message


@pytest.mark.parametrize(("encoding", "name"), [("utf-16-le", "utf-16le"), ("utf-16-be", "UTF-16")])
def test_utf_16_without_a_mark_that_is_declared_is_no_problem(encoding: str, name: str) -> None:
    assert decode(TEXT.encode(encoding), f"text/plain; charset={name}") == (TEXT, [])


@pytest.mark.parametrize("mark", [b"", codecs.BOM_UTF16_LE], ids=["no mark", "mark"])
def test_utf_16_that_breaks_off_inside_a_character_is_read_up_to_there(mark: bytes) -> None:
    text, problems = decode(mark + f"{TEXT}\nP".encode("utf-16-le")[:-1])
    assert text == f"{TEXT}\n\N{REPLACEMENT CHARACTER}"
    assert [(problem.code, problem.line) for problem in problems][-1] == ("bytes", 2)


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_a_letter_whose_other_half_is_nul_leaves_a_page_utf_16(encoding: str) -> None:
    text = f"Ā rise. {'Kites rise. ' * 20}"
    assert decode(text.encode(encoding))[0] == text


@given(st.lists(st.sampled_from([TEXT, "PPL 123.60", "Kites rise.", ""]), min_size=1).map("\n".join).filter(bool))
def test_any_page_comes_out_of_utf_16_as_it_went_in(text: str) -> None:
    assert decode(text.encode("utf-16-le"))[0] == decode(text.encode("utf-16-be"))[0] == text


# bytes that do not fit


def test_bytes_that_are_not_utf_8_are_shown_as_such_and_named_with_their_line() -> None:
    text, (problem,) = decode(b"good\nb\xffd")
    assert text == "good\nb\N{REPLACEMENT CHARACTER}d"
    assert (problem.code, problem.line) == ("bytes", 2)


def test_the_first_line_with_a_bad_byte_is_named() -> None:
    _, (problem,) = decode(b"\nb\xffd\n\nb\xffd\n")
    assert problem.line == 2
    assert problem.message == "Not all of this page is UTF-8; what could not be read shows as \ufffd."


@pytest.mark.parametrize("bad", [b"\xff", b"\xc0\xaf", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\xe2\x96"])
def test_invalid_utf_8_costs_no_character_beside_it(bad: bytes) -> None:
    text, (problem,) = decode(f"{TEXT}\n₨ 5".encode() + bad + f" ▲\n{TEXT}".encode())
    assert text.split("\n")[0] == text.split("\n")[2] == TEXT
    assert text.split("\n")[1].replace("\N{REPLACEMENT CHARACTER}", "") == "₨ 5 ▲"
    assert (problem.code, problem.line) == ("bytes", 2)


def test_a_page_of_an_old_system_is_read_as_windows_1252_and_said() -> None:
    text, (problem,) = decode(f"{SEED[:200]}café “quoted”".replace("▲", "").replace("▼", "").encode("cp1252"))
    assert text.endswith("café “quoted”")
    assert (problem.code, problem.message) == ("charset", "This page is not UTF-8; it was read as windows-1252.")


# what is no text


@pytest.mark.parametrize(
    "document",
    [
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x09\0\0\0\x09\x08\x02" + zlib.compress(RANDOM)),
        b"\xff\xd8\xff\xe0\0\x10JFIF",
        b"%PDF-1.4\n1 0 obj << /Type /Catalog >> endobj",
        b"PK\x03\x04page.txt",
        gzip.compress(SEED.encode(), mtime=0),
        zlib.compress(SEED.encode()),
        RANDOM,
        codecs.BOM_UTF16_LE + RANDOM,
        codecs.BOM_UTF16_BE + RANDOM,
        codecs.BOM_UTF8 + RANDOM,
        b"\0" * 500,
        b"\x7fELF\x02\x01\0\0hello\0\0\x03world\0" * 50,
        bytes(range(256)) * 4,
    ],
    ids=lambda document: document[:8].hex(" "),
)
@pytest.mark.parametrize("content_type", [None, "text/html; charset=utf-8", "text/plain; charset=windows-1252"])
def test_a_file_that_is_no_text_gives_none_and_says_so(document: bytes, content_type: str | None) -> None:
    text, (problem,) = decode(document, content_type)
    assert text == ""
    assert (problem.code, problem.line) == ("not-text", 0)
    assert problem.message.endswith(".")


@given(st.integers(0, 1_000_000))
def test_five_thousand_bytes_at_random_are_never_text(seed: int) -> None:
    assert codes(random.Random(seed).randbytes(5000)) == ["not-text"]  # noqa: S311


@pytest.mark.parametrize(
    "document",
    [
        b"a\x00b\x01c\x02d",
        SEED.encode() + b"\0" * 4096,
        SEED.encode().replace(b"\n", b"\0\n"),
        SEED[1400:].encode().replace(b"century", b"\0" * 2000),
        SEED.encode().replace(b" ", b"\0 "),
        "".join(f"\x1b[31m{letter}\x1b[0m" for letter in SEED).encode(),
        "".join(f"\x9b31m{letter}" for letter in SEED).encode(),
        SEED.encode().replace(b"e", b"\xff"),
        f"{TEXT}\n{URDU * 50}".encode("cp1256", "replace"),
        codecs.BOM_UTF16_LE + SEED.encode("utf-16-le").replace(b"e", b"\xd8"),
        b"",
        b"\n",
    ],
    ids=lambda document: document[:8].hex(" "),
)
def test_a_text_with_much_damage_is_still_a_text(document: bytes) -> None:
    assert "not-text" not in codes(document)


@pytest.mark.parametrize(
    ("controls", "letters", "is_text"),
    [(7, 8, True), (8, 159, False), (8, 160, True), (40, 799, False), (40, 800, True)],
)
def test_a_text_has_few_controls_or_many_letters_for_each(controls: int, letters: int, is_text: bool) -> None:
    document = b"a\x01" * controls + b"a" * (letters - controls)
    assert codes(document) == ([] if is_text else ["not-text"])


@given(st.text(), st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-32"]))
def test_what_people_write_is_text_in_every_encoding(text: str, encoding: str) -> None:
    written = "".join(letter for letter in text if letter.isprintable() or letter in "\n\t")
    assert "not-text" not in codes(written.encode(encoding, "replace"))


@given(st.binary(), st.text(max_size=60))
def test_no_bytes_and_no_header_raise(document: bytes, header: str) -> None:
    decode(document, f"text/plain; charset={header}")
