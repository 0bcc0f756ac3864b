"""Bytes to text: byte order mark, declared charset, UTF-8, then a fallback that says what it did."""

import codecs
import re
from typing import Final

from parsing.models import Problem
from parsing.quote_forms import DIRECTIONS

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it starts with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

# text/plain; charset="windows-1252"
CHARSET = re.compile(r"""charset \s* = \s* ["']? (?P<name> [A-Za-z0-9._:-]{1,40} )""", re.VERBOSE | re.IGNORECASE)

# <meta charset="utf-8">, <meta http-equiv="Content-Type" content="text/html; charset=windows-1252">
META_CHARSET = re.compile(
    rb"""<meta \s [^>]{0,200}? charset \s* = \s* ["']? (?P<name> [A-Za-z0-9._:-]{1,40} )""", re.VERBOSE | re.IGNORECASE
)

_SNIFFED: Final = 1024
_FALLBACK: Final = "windows-1252"
"""What pages that declare nothing, or something of one byte a character, are in where they are not UTF-8."""

_NOT_TEXT: Final = frozenset(b"\0\x81\x8d\x8f\x90\x9d\xff")
"""Bytes that no text in windows-1252 has."""

_LEAST_NULS: Final = 0.1
"""The share of NULs in one half of the first bytes from which a page without a mark is taken for UTF-16.

All of the figures and most of a page in English have one; of a page in Urdu only spaces and line ends have. The other
half has next to none, so that text with a NUL here and there is not taken for it.
"""

_SIGNATURES: Final = (b"\x89PNG\r\n", b"\xff\xd8\xff", b"GIF87a", b"GIF89a", b"%PDF-", b"PK\x03\x04", b"\x1f\x8b\x08")
"""What files start with that are saved beside pages by mistake: pictures, PDF, archives."""

# What no text has, however old its charset or damaged its file: controls but for white space and those that terminals
# get (bell, backspace, escape), and code points that only fonts or nobody use. A run of one and the same counts once:
# a file that a crash filled up with NULs is still a page.
NOISE = re.compile(r"([\x00-\x06\x0e-\x1a\x1c-\x1f\x7f\ue000-\uf8ff\ufdd0-\ufdef\ufffe\uffff])\1*")
_MOST_NOISE: Final = 0.05
"""Runs of noise a character; random or compressed bytes have 0.1, whether read as UTF-8 or as UTF-16."""

_LEAST_NOISE: Final = 8
"""Runs of noise that prove something: a short text with a few stray controls is text."""

_BINARY: Final = "This is not a text page but a file of another kind, such as a picture or an archive."

_FAMILIES: Final = (
    "utf",
    "iso8859",
    "cp125",
    "koi8",
    "mac",
    "gb",
    "big5",
    "shift_jis",
    "euc",
    "ascii",
    "kz1048",
    "cp1006",
)
"""What a page may be in. Python knows more codecs, some of them no charsets of pages at all."""


def decode(document: bytes, content_type: str | None = None) -> tuple[str, list[Problem]]:
    """Return the text of `document` and what had to be repaired to get it. Never raises.

    What is no text at all gives none, and a problem that says so.
    """
    if document.startswith(_SIGNATURES):
        return "", [Problem(line=0, code="not-text", message=_BINARY)]
    text, problems = _read(document, content_type)
    if _is_text(text):
        return text, problems
    return "", [Problem(line=0, code="not-text", message=_BINARY)]


def _is_text(text: str) -> bool:
    """Whether the text was meant to be read, as far as its noise tells; where a quote may be in it, it was.

    Replacement characters do not tell: a page in Urdu of an old charset that it does not declare is full of them, and
    its quotes are good.
    """
    quiet, noise = NOISE.subn("", text)
    if not quiet:
        return noise == 0
    is_quiet = noise < _LEAST_NOISE or noise <= _MOST_NOISE * len(quiet)
    return is_quiet or any(word in quiet for word in DIRECTIONS)


def _read(document: bytes, content_type: str | None) -> tuple[str, list[Problem]]:
    """Return the text and what had to be repaired.

    A byte order mark wins over the charset that `content_type` or the page itself declares. A declared charset of one
    byte a character fits any bytes, so UTF-8 wins over it where the page is UTF-8 and not plain ASCII. A page that
    fits neither is read as UTF-8 with a replacement character for each bad byte where it has UTF-8 in it, and else as
    windows-1252, which old systems write. A problem says what was done.
    """
    for mark, encoding in _MARKS:
        if document.startswith(mark):
            return _repaired(document[len(mark) :], encoding)
    declared = _declared(document, content_type)
    fitting = _page_encoding(declared) if declared else None
    wide = _wide_encoding(document)
    if wide:
        text, problems = _repaired(document, wide)
        if fitting in {"utf-16", wide}:
            return text, problems
        message = f"This page does not say that it is {wide.upper()}; it was read as such."
        return text, [Problem(line=0, code="charset", message=message), *problems]
    if declared is None:
        return _undeclared(document)
    if fitting and (fitting == "utf-8" or document.isascii() or _strictly(document, "utf-8") is None):
        as_declared = _strictly(document, fitting)
        if as_declared is not None:
            return as_declared, []
    text, problems = _undeclared(document)
    message = f"The page declares the charset {declared}, which does not fit it."
    return text, [Problem(line=0, code="charset", message=message), *problems]


def _declared(document: bytes, content_type: str | None) -> str | None:
    header = CHARSET.search(content_type or "")
    if header:
        return header["name"]
    meta = META_CHARSET.search(document[:_SNIFFED])
    return meta["name"].decode("ascii") if meta else None


def _page_encoding(name: str) -> str | None:
    """Return the codec of a charset that pages are in; None for any other name, known to Python or not."""
    try:
        codec = codecs.lookup(name).name
    except LookupError:
        return None
    codec = {"iso8859-1": "cp1252"}.get(codec, codec)  # as browsers read it, since pages that say so mean the other
    return codec if codec.startswith(_FAMILIES) and codec != "utf-7" else None


def _wide_encoding(document: bytes) -> str | None:
    """Return which UTF-16 a page without a mark is in, by where its NULs are; None where it is none."""
    start = document[: _SNIFFED * 2]
    half = len(start) // 2
    if half == 0:
        return None
    high, low = start[0::2].count(0) / half, start[1::2].count(0) / half
    if low > _LEAST_NULS and high < _LEAST_NULS / 10:
        return "utf-16-le"
    return "utf-16-be" if high > _LEAST_NULS and low < _LEAST_NULS / 10 else None


def _undeclared(document: bytes) -> tuple[str, list[Problem]]:
    text, problems = _repaired(document, "utf-8")
    if not problems:
        return text, []
    good = sum(not character.isascii() for character in text) - text.count("\ufffd")
    if good >= text.count("\ufffd") or not _NOT_TEXT.isdisjoint(document):
        return text, problems
    message = f"This page is not UTF-8; it was read as {_FALLBACK}."
    return document.decode(_FALLBACK), [problems[0].model_copy(update={"code": "charset", "message": message})]


def _strictly(document: bytes, encoding: str) -> str | None:
    try:
        return document.decode(encoding)
    except UnicodeError:
        return None


def _repaired(document: bytes, encoding: str) -> tuple[str, list[Problem]]:
    """Return the text with a replacement character for what is not in that encoding, and a problem with its line."""
    as_it_is = _strictly(document, encoding)
    if as_it_is is not None:
        return as_it_is, []
    text = document.decode(encoding, "replace")
    line = text.count("\n", 0, text.find("\ufffd")) + 1
    message = f"Not all of this page is {encoding.upper()}; what could not be read shows as \ufffd."
    return text, [Problem(line=line, code="bytes", message=message)]
