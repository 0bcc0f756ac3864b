"""Opening the monitor: a terminal is needed, and standard input may be a page instead of the keyboard."""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from tui.clock import Clock
from tui.command_line.terminal import measure_window, terminal_fault
from tui.errors import ExitStatus, refuse, say
from tui.paths import history_file, view_file
from tui.refreshing.opening import open_named
from tui.refreshing.settings_watch import SettingsWatch
from tui.refreshing.watched import OpenSources
from tui.settings.file import SettingsFile
from tui.settings.model import Settings, SourceSettings
from tui.sources import Source
from tui.sources.memory import ServerMemory
from tui.sources.stdin import StdinSource

if TYPE_CHECKING:
    from tui.app import TapewatchApp


def open_monitor(file: SettingsFile, clock: Clock, data: Path, *, is_in_browser: bool = False) -> int:
    """Run the monitor by the settings until the user quits, and return the exit status.

    In a browser there is no terminal, and standard input is what the server of the page says.
    """
    stamp = file.stamp()  # before the file is read, so that no change is missed
    settings, fault = file.read()
    wanted = file.sources(settings)
    reads_stdin = not is_in_browser and any(source.address == "-" for source in wanted)
    if not is_in_browser:
        if sentence := terminal_fault(reads_stdin):
            return _refuse(sentence)
        measure_window()
    try:
        # a standard input that the settings name later is an empty one, since the real one is the keyboard by then
        piped = _give_keyboard_back() if reads_stdin else os.open(os.devnull, os.O_RDONLY)
    except OSError:
        return _refuse("There is no keyboard beside the pipe. To print a page instead, use: tapewatch parse -")
    from tui.app import TapewatchApp
    from tui.history.keeper import history_of
    from tui.history.servers import HistoryServers
    from tui.view.file import ViewFile

    history = history_of(settings, history_file(data))
    try:
        memory = HistoryServers(history)
        sources = OpenSources(lambda named, settings: _open(named, clock, settings, memory, piped, data))
        app = TapewatchApp(
            sources.watch(wanted, settings),
            clock,
            settings,
            fault=fault,
            watch=SettingsWatch(file, sources, clock, stamp),
            view_file=ViewFile(view_file(data)),
            history=history,
            is_theme_given="theme" in file.options,
        )
        return _run(app)
    finally:
        _tell(history.close())


def _run(app: "TapewatchApp") -> int:
    """Run the app until the user quits, keep how it was looked at, and return the exit status."""
    try:
        app.run()
    finally:
        _tell(app.close_view())
    return app.return_code or ExitStatus.OK


def _tell(sentence: str | None) -> None:
    if sentence:
        say(sentence)


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
    """Say why there is no monitor, on the terminal too where standard error goes elsewhere."""
    if sys.stdout.isatty() and not sys.stderr.isatty():
        print(sentence)
    return refuse(sentence, ExitStatus.WRONG_USAGE)
