"""Standard input, output and error as a command finds them: closed, full, or without a letter for an arrow."""

import codecs
import errno
import io
import os
import sys
from collections.abc import Callable
from typing import Final

from tui.errors import ExitStatus, refuse

_STAND_INS: Final = {
    **dict.fromkeys("▲↑", "^"),
    **dict.fromkeys("▼↓", "v"),
    **dict.fromkeys("●", "="),
    **dict.fromkeys("–—‐−·", "-"),
    **dict.fromkeys("✗×", "x"),
    **dict.fromkeys("‘’", "'"),
    **dict.fromkeys("“”", '"'),
    "•": "*",
    "→": ">",
    "←": "<",
    "…": "...",
    "◌": "o",
    "│": "|",
    "─": "-",
}
_HANDLER: Final = "tapewatch"
_IS_FULL: Final = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO}


def prepare() -> None:
    """See to it that all three are there, and that what their encoding lacks is written as something like it."""
    _open_closed()
    codecs.register_error(_HANDLER, _stand_in)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors=_HANDLER)


def run_printing(run: Callable[[], int]) -> int:
    """Run a command, see to it that what it prints arrives, and return its exit status."""
    status = ExitStatus.OK.value
    try:
        try:
            status = run()
        except SystemExit:  # help has been printed, or a wrong usage told
            sys.stdout.flush()
            raise
        sys.stdout.flush()
    except BrokenPipeError:  # who reads has had enough
        _drop_output()
    except OSError as error:
        if error.errno not in _IS_FULL or error.filename is not None:
            raise
        _drop_output()
        return status or refuse(f"The output cannot be written ({error.strerror}).")
    return status


def _open_closed() -> None:
    """Open on nothing what is closed: a file of ours would else take its number, and be written to as the output."""
    # nothing can be read from what is open for writing, so that a closed input stays a fault
    if sys.stdin is None:
        sys.stdin = os.fdopen(os.open(os.devnull, os.O_WRONLY), encoding="utf-8")
    if sys.stdout is None:
        sys.stdout = os.fdopen(os.open(os.devnull, os.O_WRONLY), "w", encoding="utf-8")
    if sys.stderr is None:
        sys.stderr = os.fdopen(os.open(os.devnull, os.O_WRONLY), "w", encoding="utf-8")


def _stand_in(error: UnicodeError) -> tuple[str, int]:
    """Return what is written for the characters that the encoding lacks, and where it goes on."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return "".join(_STAND_INS.get(letter, "?") for letter in error.object[error.start : error.end]), error.end


def _drop_output() -> None:
    """Let what is still buffered go nowhere, so that it does not fail once more at the exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
