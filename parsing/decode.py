"""Bytes to text: byte order mark, declared charset, UTF-8, then a fallback that says what it did."""

import codecs
import re
from typing import Final

from parsing.models import Problem

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

_LEAST_NULS: Final = 0.3
"""The share of NUL among the first bytes from which a page without a mark is taken for UTF-16."""

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

    A byte order mark wins over the charset that `content_type` or the page itself declares. A declared charset of one
    byte a character fits any bytes, so UTF-8 wins over it where the page is UTF-8 and not plain ASCII. A page that
    fits neither is read as UTF-8 with a replacement character for each bad byte where it has UTF-8 in it, and else as
    windows-1252, which old systems write. A problem says what was done.
    """
    for mark, encoding in _MARKS:
        if document.startswith(mark):
            return _repaired(document[len(mark) :], encoding)
    wide = _wide_encoding(document)
    if wide:
        text, problems = _repaired(document, wide)
        message = f"This page does not say that it is {wide.upper()}; it was read as such."
        return text, [Problem(line=0, code="charset", message=message), *problems]
    declared = _declared(document, content_type)
    if declared is None:
        return _undeclared(document)
    fitting = _page_encoding(declared)
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
    codec = {"iso8859-1": _FALLBACK}.get(codec, codec)  # as browsers read it, since pages that say so mean the other
    is_safe = codec.replace("-", "").startswith(_FAMILIES) or codec == _FALLBACK
    return codec if is_safe and codec != "utf-7" else None


def _wide_encoding(document: bytes) -> str | None:
    """Return which UTF-16 a page without a mark is in, by where its NULs are; None where it is none."""
    start = document[: _SNIFFED * 2]
    half = len(start) // 2
    if half == 0 or len(document) % 2:
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
