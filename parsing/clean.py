"""What may reach a screen, a file name or a log: the one boundary that all outside text passes."""

import re
import unicodedata
from typing import Final

# "\x1b[31m", "\x1b]8;;http://x\x1b\\", "\x9b31m": a terminal would obey these, so they go with what they carry.
ESCAPE_SEQUENCE = re.compile(
    r"""
      # control sequences: colours, moves
      (?: \x1b\[ | \x9b ) [0-?]* [ -/]* [@-~]?
      # strings: window titles, links, the clipboard
    | (?: \x1b[\]PX^_] | [\x90\x98\x9d-\x9f] ) [^\x07\x1b\x9c\n]* (?: \x07 | \x1b\\ | \x9c )?
      # all other escapes
    | \x1b [ -/]* [0-~]?
    """,
    re.VERBOSE,
)

# Zero-width joiners shape the letters beside them in Urdu, as in words that a space would tear apart, so they stay
# between two letters of the Arabic script. Anywhere else they only hide: two equal-looking symbols would differ.
_ARABIC = r"\u0620-\u065f\u066e-\u06d3\u06d5-\u06dc\u06fa-\u06ff\u0750-\u077f\u08a0-\u08e1\ufb50-\ufdfb\ufe70-\ufefc"
STRAY_JOINER = re.compile(rf"(?<![{_ARABIC}])[\u200c\u200d] | [\u200c\u200d](?![{_ARABIC}])", re.VERBOSE)

_JOINERS = frozenset({"\u200c", "\u200d"})
_SPACES = frozenset({"Zs", "Zl", "Zp"})
_SHOWN = frozenset("LMNPS")


class _Policy(dict[int, str | None]):
    """A table for `str.translate`: decides on a character when it is first met, by its Unicode category."""

    def __missing__(self, code: int) -> str | None:
        category = unicodedata.category(chr(code))
        if category in _SPACES:
            verdict: str | None = " "
        else:
            verdict = chr(code) if category[0] in _SHOWN or chr(code) in _JOINERS else None
        self[code] = verdict
        return verdict


TAB: Final = "  "
"""What a tab becomes: two spaces, so that the columns of a table stay apart."""

_POLICY = _Policy({ord("\n"): "\n", ord("\t"): TAB})


def clean(text: str) -> str:
    """Return `text` with nothing in it that a terminal obeys or that hides or reorders other text.

    Escape sequences go whole; control, format (bidi, zero-width), surrogate, private and unassigned characters go;
    every kind of space becomes a plain one, a tab two. Line feeds stay, and so do the joiners that Urdu needs. Cleaning
    twice changes nothing more.
    """
    if text.isprintable():
        return text
    return STRAY_JOINER.sub("", ESCAPE_SEQUENCE.sub("", text).translate(_POLICY))


def clean_line(text: str) -> str:
    """Return `text` cleaned, on one line, with every run of spaces made one and none at the ends."""
    return " ".join(clean(text).split())


def excerpt(text: str, width: int = 80) -> str:
    """Return the start of `text`, cleaned, on one line, at most `width` characters."""
    line = clean_line(text[: width * 8])
    return line if len(line) <= width else line[: width - 1] + "…"
