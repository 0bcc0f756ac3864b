"""Opening the monitor: a terminal is needed, and standard input may be a page instead of the keyboard."""

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from tui.clock import Clock
from tui.errors import ExitStatus
from tui.settings import Settings
from tui.sources import Source, open_source
from tui.sources.stdin import StdinSource


def open_monitor(sources: Sequence[str], clock: Clock, settings: Settings, *, fault: str | None = None) -> int:
    """Run the monitor on the sources until the user quits, and return the exit status."""
    reads_stdin = "-" in sources
    # Textual draws on standard error, so that one has to be the terminal too
    if not (sys.stdout.isatty() and sys.stderr.isatty() and (reads_stdin or sys.stdin.isatty())):
        return _refuse("The monitor needs a terminal. To print a page instead, use: tapewatch parse SOURCE")
    piped = 0
    if reads_stdin:
        if sys.stdin.isatty():
            return _refuse("Standard input is the keyboard. Pipe a page into tapewatch, or name a file.")
        try:
            piped = _give_keyboard_back()
        except OSError:
            return _refuse("There is no keyboard beside the pipe. To print a page instead, use: tapewatch parse -")
    from tui.app import TapewatchApp

    opened: list[Source] = [
        StdinSource(clock, piped) if text == "-" else open_source(text, clock, settings)
        for text in dict.fromkeys(sources)
    ]
    app = TapewatchApp(opened, clock, settings, fault=fault)
    app.run()
    return app.return_code or ExitStatus.OK


def _give_keyboard_back() -> int:
    """Return a descriptor of what was piped in, and make the terminal the standard input again. Raises OSError."""
    terminal = os.open(Path("/dev/tty"), os.O_RDWR)
    piped = os.dup(0)
    os.dup2(terminal, 0)
    os.close(terminal)
    return piped


def _refuse(sentence: str) -> int:
    print(f"tapewatch: {sentence}", file=sys.stderr)
    return ExitStatus.WRONG_USAGE
