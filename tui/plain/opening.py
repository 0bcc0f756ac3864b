"""Opening the monitor as lines. No terminal is needed; where there is none, the lines are a log."""

import asyncio
import os
import sys
from pathlib import Path

from tui.clock import Clock
from tui.command_line.terminal import INPUT_IS_KEYBOARD
from tui.errors import ExitStatus, refuse, say
from tui.history.keeper import history_of
from tui.history.servers import HistoryServers
from tui.paths import history_file, view_file
from tui.plain.session import Session
from tui.refreshing.opening import open_named
from tui.refreshing.settings_watch import SettingsWatch
from tui.refreshing.watched import OpenSources
from tui.settings.file import SettingsFile
from tui.settings.model import Settings, SourceSettings
from tui.sources import Source
from tui.sources.stdin import StdinSource
from tui.view.file import ViewFile


def open_plain(file: SettingsFile, clock: Clock, data: Path) -> int:
    """Run by the settings until it is told to end, and return the exit status. `data` is the data folder."""
    stamp = file.stamp()  # before the file is read, so that no change is missed
    settings, fault = file.read()
    wanted = file.sources(settings)
    reads_stdin = any(source.address == "-" for source in wanted)
    if reads_stdin and sys.stdin.isatty():
        return refuse(INPUT_IS_KEYBOARD, ExitStatus.WRONG_USAGE)
    keyboard = _keyboard() if reads_stdin else 0
    # a standard input that the settings name later is an empty one, since the real one is the keyboard by then
    piped = 0 if reads_stdin else os.open(os.devnull, os.O_RDONLY)
    history = history_of(settings, history_file(data))
    memory = HistoryServers(history)

    def open_one(named: SourceSettings, settings: Settings) -> Source:
        return StdinSource(clock, piped) if named.address == "-" else open_named(named, clock, settings, data, memory)

    async def run() -> int:
        watch = SettingsWatch(file, sources, clock, stamp)
        quits = keyboard is not None and os.isatty(keyboard)
        return await session.run(sources.watch(wanted, settings), watch, keyboard, quits=quits)

    sources = OpenSources(open_one)
    try:
        is_log = not sys.stdout.isatty()
        session = Session(clock, settings, history, ViewFile(view_file(data)), fault=fault, is_log=is_log)
        try:
            return asyncio.run(run())
        finally:
            _warn(session.close())
    finally:
        _warn(history.close())


def _keyboard() -> int | None:
    """Return a descriptor of the keyboard beside a page that is piped in; None where nobody would hear an answer."""
    try:
        return os.open("/dev/tty", os.O_RDONLY) if sys.stdout.isatty() else None
    except OSError:
        return None


def _warn(sentence: str | None) -> None:
    if sentence:
        say(sentence)
