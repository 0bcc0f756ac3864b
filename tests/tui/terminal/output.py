"""What a program wrote to its terminal, taken apart: all that tapewatch may say, and what it does not say itself."""

import re
import unicodedata
from base64 import b64decode
from collections.abc import Collection, Iterator
from typing import Final

_PIECE: Final = re.compile(
    r"""
      (?P<csi> \x1b\[ [0-?]* [ -/]* [@-~] )
    | (?P<string> \x1b[\]PX^_] [^\x07\x1b]* (?: \x07 | \x1b\\ ) )
    | (?P<end> \r\n )
    | (?P<control> \x1b. | [\x00-\x1f\x7f-\x9f] )
    | (?P<text> [^\x00-\x1f\x7f-\x9f]+ )
    """,
    re.VERBOSE | re.DOTALL,
)
_COLOUR: Final = re.compile(r"\x1b\[ (?: [0-9]{1,3} (?: ; [0-9]{1,3} )* )? m", re.VERBOSE)
_PLACE: Final = re.compile(r"\x1b\[ (?P<line>[1-9][0-9]*) ; (?P<column>[1-9][0-9]*) H", re.VERBOSE)
_POINTER: Final = re.compile(r"\x1b\]22; (?: default | pointer | text | grab | grabbing | ew-resize ) \x07", re.VERBOSE)
_COPY: Final = re.compile(r"\x1b\]52;c; (?P<data>[A-Za-z0-9+/=]*) \x07", re.VERBOSE)
_NOTICE: Final = re.compile(r"\x1b\]9;tapewatch:\ (?P<told>[^;]*)\x07", re.VERBOSE)

MODES: Final = {
    "1": "cursor keys", "7": "wrap", "25": "cursor", "1000": "mouse", "1003": "mouse", "1004": "focus", "1006": "mouse",
    "1015": "mouse", "1016": "mouse", "1049": "alternate screen", "2004": "bracketed paste", "2026": "one frame",
    "2048": "resizes",
}  # fmt: skip
"""The modes of a terminal that the monitor sets, by what they are for."""

_MODE: Final = re.compile(rf"\x1b\[\? (?P<number>{'|'.join(MODES)}) (?P<way>[hl])", re.VERBOSE)
_PROGRESS: Final = frozenset({"\x1b[?25l", "\x1b[?25h", "\x1b[2K", "\x1b[1A", "\r"})
"""How the bar that tells how far a command has come is drawn anew, on one line."""

_OTHERS: Final = frozenset({"\x1b[>25u", "\x1b[<u", "\x1b[?2026$p", "\x1b[?2048$p"})
"""The keyboard of kitty, taken and given back, and two questions to the terminal."""

_ARABIC: Final = re.compile(r"[\u0620-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufefc]")
_JOINERS: Final = frozenset("\u200c\u200d")


def foreign(
    written: bytes,
    *,
    size: tuple[int, int] = (120, 40),
    copies: Collection[str] = (),
    tells: bool = False,
) -> list[str]:
    """Return everything that the monitor has not said itself; of an honest stream nothing.

    `size` are columns and lines. `copies` are texts that the user had copied. Where an alert fires it `tells`: it
    rings, and asks the terminal for a notification.
    """
    found = []
    for kind, piece in _pieces(written):
        match kind:
            case "csi":
                is_ours = _is_ours(piece, size)
            case "string":
                is_ours = (
                    bool(_POINTER.fullmatch(piece))
                    or _copied(piece) in copies
                    or (tells and (notice := _NOTICE.fullmatch(piece)) is not None and not hidden(notice["told"]))
                )
            case "control":
                is_ours = tells and piece == "\a"
            case "text":
                is_ours = not hidden(piece)
            case _:
                is_ours = kind == "end"
        if not is_ours:
            found.append(piece)
    return found


def foreign_lines(written: bytes) -> list[str]:
    """Return everything that a command has not said itself: lines, some in bold, and a bar that tells how far it is."""
    return [
        piece
        for kind, piece in _pieces(written)
        if not (
            kind == "end" or _COLOUR.fullmatch(piece) or piece in _PROGRESS or (kind == "text" and not hidden(piece))
        )
    ]


def hidden(text: str) -> list[str]:
    """Return the characters that are not seen, or reorder others; a joiner counts unless an Arabic letter is before."""
    return [
        character
        for before, character in zip(" " + text, text, strict=False)
        if not (
            character == " "
            or unicodedata.category(character)[0] in "LMNPS"
            or (character in _JOINERS and _ARABIC.match(before))
        )
    ]


def modes_left(written: bytes) -> dict[str, bool]:
    """Return the modes that are not as a shell had them, each with whether it is set; the keyboard under `kitty`."""
    modes, depth = {"7": True, "25": True}, 0
    for _, piece in _pieces(written):
        if mode := _MODE.fullmatch(piece):
            modes[mode["number"]] = mode["way"] == "h"
        depth += (piece == "\x1b[>25u") - (piece == "\x1b[<u")
    usual = {"7", "25"}
    left = {number: is_set for number, is_set in modes.items() if is_set != (number in usual)}
    return left | ({"kitty": depth > 0} if depth else {})


def colours_left(written: bytes) -> str:
    """Return the last colour that was set, which a program has to take back."""
    found = [piece for kind, piece in _pieces(written) if kind == "csi" and piece.endswith("m")]
    return found[-1] if found and found[-1] not in {"\x1b[0m", "\x1b[m"} else ""


def _is_ours(piece: str, size: tuple[int, int]) -> bool:
    if place := _PLACE.fullmatch(piece):
        return int(place["column"]) <= size[0] and int(place["line"]) <= size[1]
    return bool(_COLOUR.fullmatch(piece) or _MODE.fullmatch(piece)) or piece in _OTHERS


def copied(written: bytes) -> list[str]:
    """Return the texts that the terminal was asked to copy."""
    return [text for _, piece in _pieces(written) if (text := _copied(piece)) is not None]


def _copied(piece: str) -> str | None:
    copy = _COPY.fullmatch(piece)
    return b64decode(copy["data"]).decode() if copy else None


def _pieces(written: bytes) -> Iterator[tuple[str, str]]:
    """Yield every piece with its kind; what is no UTF-8, and a sequence without an end, is of the kind `broken`."""
    text, place = written.decode(errors="surrogateescape"), 0
    while place < len(text):
        piece = _PIECE.match(text, place)
        if piece is None:
            yield "broken", text[place : place + 80]
            return
        yield piece.lastgroup or "broken", piece.group()
        place = piece.end()
