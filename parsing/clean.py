"""What may reach a screen, a file name or a log: the one boundary that all outside text passes."""

import re
import unicodedata

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

_SPACES = frozenset({"Zs", "Zl", "Zp"})
_SHOWN = frozenset("LMNPS")


class _Policy(dict[int, str | None]):
    """A table for `str.translate`: decides on a character when it is first met, by its Unicode category."""

    def __missing__(self, code: int) -> str | None:
        category = unicodedata.category(chr(code))
        if category in _SPACES:
            verdict: str | None = " "
        else:
            verdict = chr(code) if category[0] in _SHOWN else None
        self[code] = verdict
        return verdict


_POLICY = _Policy({ord("\n"): "\n", ord("\t"): " "})


def clean(text: str) -> str:
    """Return `text` with nothing in it that a terminal obeys or that hides or reorders other text.

    Escape sequences go whole; control, format (bidi, zero-width), surrogate, private and unassigned characters go;
    every kind of space becomes a plain one. Line feeds stay. Cleaning twice changes nothing more.
    """
    if text.isprintable():
        return text
    return ESCAPE_SEQUENCE.sub("", text).translate(_POLICY)


def clean_line(text: str) -> str:
    """Return `text` cleaned, on one line, with every run of spaces made one and none at the ends."""
    return " ".join(clean(text).split())


def excerpt(text: str, width: int = 80) -> str:
    """Return the start of `text`, cleaned, on one line, at most `width` characters."""
    line = clean_line(text[: width * 8])
    return line if len(line) <= width else line[: width - 1] + "…"
