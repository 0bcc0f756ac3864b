"""Opening the monitor: a terminal is needed, and standard input may be a page instead of the keyboard."""

import os
import sys
from pathlib import Path

from tui.clock import Clock
from tui.errors import ExitStatus
from tui.opening import open_named
from tui.paths import history_file, view_file
from tui.settings import Settings, SourceSettings
from tui.settings_file import SettingsFile
from tui.settings_watch import SettingsWatch
from tui.sources import Source
from tui.sources.memory import MemoryOfRun, ServerMemory
from tui.sources.stdin import StdinSource
from tui.watched import OpenSources


def open_monitor(file: SettingsFile, clock: Clock, data: Path) -> int:
    """Run the monitor by the settings until the user quits, and return the exit status."""
    # a standard input that the settings name later is an empty one, since the real one is the keyboard by then
    piped = os.open(os.devnull, os.O_RDONLY)
    memory: ServerMemory = MemoryOfRun()  # until it is known whether there is a history
    sources = OpenSources(lambda named, settings: _open(named, clock, settings, memory, piped, data))
    watch = SettingsWatch(file, sources, clock)
    settings, fault = file.read()
    wanted = file.sources(settings)
    reads_stdin = any(source.address == "-" for source in wanted)
    # Textual draws on standard error, so that one has to be the terminal too
    if not (sys.stdout.isatty() and sys.stderr.isatty() and (reads_stdin or sys.stdin.isatty())):
        return _refuse("The monitor needs a terminal. To print a page instead, use: tapewatch parse SOURCE")
    if reads_stdin:
        if sys.stdin.isatty():
            return _refuse("Standard input is the keyboard. Pipe a page into tapewatch, or name a file.")
        try:
            piped = _give_keyboard_back()
        except OSError:
            return _refuse("There is no keyboard beside the pipe. To print a page instead, use: tapewatch parse -")
    from tui.app import TapewatchApp
    from tui.history.keeper import history_of
    from tui.history.servers import HistoryServers
    from tui.view_file import ViewFile

    kept = ViewFile(view_file(data))
    history = history_of(settings, history_file(data))
    memory = HistoryServers(history)
    watched = sources.watch(wanted, settings)
    is_theme_given = "theme" in file.options
    app = TapewatchApp(
        watched,
        clock,
        settings,
        fault=fault,
        watch=watch,
        view_file=kept,
        history=history,
        is_theme_given=is_theme_given,
    )
    try:
        app.run()
    finally:
        for sentence in filter(None, (app.close_view(), history.close())):
            print(f"tapewatch: {sentence}", file=sys.stderr)
    return app.return_code or ExitStatus.OK


def _open(
    named: SourceSettings, clock: Clock, settings: Settings, memory: ServerMemory, piped: int, data: Path
) -> Source:
    if named.address == "-":
        return StdinSource(clock, piped)
    return open_named(named, clock, settings, data, memory)


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
