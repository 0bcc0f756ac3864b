"""What the monitor needs of the terminal: that it is there, draws, takes UTF-8, and knows how large it is."""

import codecs
import os
import sys
from contextlib import suppress
from typing import Final

CANNOT_DRAW: Final = {"dumb", "unknown"}
INPUT_IS_KEYBOARD: Final = "Standard input is the keyboard. Pipe a page into tapewatch, or name a file."
_INSTEAD: Final = "As lines it is: tapewatch --plain [SOURCE ...]; to print a page, use: tapewatch parse SOURCE"


def terminal_fault(reads_stdin: bool) -> str | None:
    """Return a sentence where the monitor cannot be had with what standard input, output and error are."""
    # Textual draws on standard error, so that one has to be the terminal too
    if not (sys.stdout.isatty() and sys.stderr.isatty() and (reads_stdin or sys.stdin.isatty())):
        return f"The monitor needs a terminal. {_INSTEAD}"
    if reads_stdin and sys.stdin.isatty():
        return INPUT_IS_KEYBOARD
    if (term := os.environ.get("TERM", "")).lower() in CANNOT_DRAW:
        return f"The monitor cannot be drawn on this terminal (TERM={term}). {_INSTEAD}"
    if codecs.lookup(sys.stderr.encoding).name != "utf-8":
        return (
            f"The monitor draws with characters that {sys.stderr.encoding} lacks. "
            f"With a locale of UTF-8 it opens: LC_ALL=C.UTF-8 tapewatch. {_INSTEAD}"
        )
    return None


def measure_window() -> None:
    """Let the terminal say how large its window is, where it knows: COLUMNS and LINES may be those of another one."""
    with suppress(OSError):
        if all(os.get_terminal_size(sys.stdout.fileno())):
            for name in ("COLUMNS", "LINES"):
                os.environ.pop(name, None)
