"""Bytes to text: byte order mark, declared charset, UTF-8, then a fallback that says what it did."""

import codecs
import re

from parsing.models import Problem

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

# text/plain; charset="windows-1252"
CHARSET = re.compile(r"""charset \s* = \s* ["']? (?P<name> [A-Za-z0-9._:-]{1,40} )""", re.VERBOSE | re.IGNORECASE)


def decode(document: bytes, content_type: str | None = None) -> tuple[str, list[Problem]]:
    """Return the text of `document` and what had to be repaired to get it. Never raises.

    A byte order mark wins over the charset that `content_type` declares, and that over UTF-8. Where none of them fits,
    the page is read as UTF-8 with a replacement character for each bad byte, and a problem says so.
    """
    for mark, encoding in _MARKS:
        if document.startswith(mark):
            return _strictly_or_repaired(document[len(mark) :], encoding)
    declared = CHARSET.search(content_type or "")
    if declared is None:
        return _strictly_or_repaired(document, "utf-8")
    try:
        return document.decode(_text_encoding(declared["name"])), []
    except (LookupError, UnicodeError):
        text, problems = _strictly_or_repaired(document, "utf-8")
        message = f"The page declares the charset {declared['name']}, which does not fit it; it was read as UTF-8."
        return text, [Problem(line=0, code="charset", message=message), *problems]


def _text_encoding(name: str) -> str:
    """Return the codec's name, or raise LookupError for names that Python knows but that are no charset (`hex`)."""
    info = codecs.lookup(name)
    if not getattr(info, "_is_text_encoding", True):
        raise LookupError(name)
    return info.name


def _strictly_or_repaired(document: bytes, encoding: str) -> tuple[str, list[Problem]]:
    try:
        return document.decode(encoding), []
    except UnicodeDecodeError as error:
        message = f"Not all of this page is {encoding.upper()}; what could not be read shows as \ufffd."
        line = document.count(b"\n", 0, error.start) + 1
        return document.decode(encoding, "replace"), [Problem(line=line, code="bytes", message=message)]
