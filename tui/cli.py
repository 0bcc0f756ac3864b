"""The command line. Only what a command needs is imported, and only when it is known which one it is."""

import argparse
import gc
import math
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from tui import streams
from tui.command_line.arguments import COMMANDS, read_arguments

if TYPE_CHECKING:
    from tui.settings.file import SettingsFile
    from tui.settings.model import Settings


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command that the arguments name, and return its exit status."""
    # no plugin of another package has a say in what a quote is; looking for some would take time at each start
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    words = list(sys.argv[1:] if arguments is None else arguments)
    streams.prepare()
    try:
        return streams.run_printing(lambda: _run(words))
    except KeyboardInterrupt:
        return 130


def _run(words: list[str]) -> int:
    command = words[0] if words and words[0] in COMMANDS else "monitor"
    options = read_arguments(command, words if command == "monitor" else words[1:])
    return _RUNS[command](options)


def _file(options: argparse.Namespace) -> "SettingsFile":
    """Return the settings file with the command line's own on top."""
    from tui.paths import settings_file
    from tui.settings.file import SettingsFile

    given = {name: value for name in ("every", "speed", "theme") if (value := getattr(options, name, None)) is not None}
    addresses = tuple(options.sources)
    return SettingsFile(options.settings or settings_file(), options.settings is not None, given, addresses)


def _monitor(options: argparse.Namespace) -> int:
    if getattr(options, "is_plain", False):
        return _plain(options)
    # imports make much and drop little: without looking for garbage the first picture comes a fifth sooner
    gc.disable()
    from tui.clock import SystemClock
    from tui.command_line.monitor import open_monitor
    from tui.paths import data_folder

    return open_monitor(_file(options), SystemClock(), options.data_dir or data_folder())


def _plain(options: argparse.Namespace) -> int:
    from tui.clock import SystemClock
    from tui.paths import data_folder
    from tui.plain.opening import open_plain

    return open_plain(_file(options), SystemClock(), options.data_dir or data_folder())


def _parse(options: argparse.Namespace) -> int:
    from tui.clock import SystemClock
    from tui.command_line.printing import print_source
    from tui.paths import data_folder

    options.sources = [options.source]
    file = _file(options)
    settings, fault = file.read()
    _warn(fault)
    (source,) = file.sources(settings)
    data = options.data_dir or data_folder()
    return print_source(source, options.format, SystemClock(), settings, data, strict=options.strict)


def _doctor(options: argparse.Namespace) -> int:
    from tui.clock import SystemClock
    from tui.command_line.doctor import examine
    from tui.paths import data_folder

    file = _file(options)
    settings, fault = file.read()
    _warn(fault)
    places = (file.path, options.data_dir or data_folder())
    return examine(file.sources(settings), SystemClock(), settings, places, strict=options.strict)


def _settings(options: argparse.Namespace) -> int:
    from tui.command_line.settings_report import print_settings

    return print_settings(_file(options), options.format)


def _watchlists(options: argparse.Namespace) -> int:
    from tui.clock import SystemClock
    from tui.command_line.list_command import print_lists, put_back
    from tui.paths import data_folder

    data = options.data_dir or data_folder()
    return print_lists(data) if options.file is None else put_back(options.file, data, SystemClock())


def _replay(options: argparse.Namespace) -> int:
    from tui.clock import SystemClock
    from tui.command_line.replaying import Replay, replay_folder, replay_history
    from tui.errors import ExitStatus, refuse
    from tui.history.replaying import address_of
    from tui.paths import expanded
    from tui.spans import span_of

    span = span_of(options.since, options.until)
    if options.format is None:
        if not sys.stdout.isatty():
            told = "Without a terminal a replay is printed: tapewatch replay --format json"
            return refuse(told, ExitStatus.WRONG_USAGE)
        options.sources = [options.folder or address_of(span, options.symbols)]
        return _monitor(options)
    settings = _read_settings(options)
    wanted = Replay(span, options.symbols, None if math.isinf(settings.speed) else settings.speed)
    if options.folder is None:
        return replay_history(_history_file(options), wanted, options.format, SystemClock())
    folder = expanded(options.folder)
    return replay_folder(folder, wanted, options.format, SystemClock(), settings.max_bytes)


def _history(options: argparse.Namespace) -> int:
    from tui.clock import SystemClock
    from tui.command_line.history_report import print_history

    settings = _read_settings(options)
    return print_history(_history_file(options), options.format, SystemClock(), settings, is_counted=options.stats)


def _export(options: argparse.Namespace) -> int:
    from tui.command_line.exporting import export
    from tui.history.changes import Wanted
    from tui.spans import span_of

    wanted = Wanted(span_of(options.since, options.until), options.symbols, options.source)
    return export(_history_file(options), wanted, options.format, options.output)


def _import(options: argparse.Namespace) -> int:
    from tui.clock import SystemClock
    from tui.command_line.importing import import_folder

    return import_folder(options.folder, _history_file(options), SystemClock(), _read_settings(options))


def _publish(options: argparse.Namespace) -> int:
    from tui.clock import SystemClock
    from tui.command_line.publishing import publish
    from tui.paths import data_folder

    file = _file(options)
    settings, fault = file.read()
    _warn(fault)
    sources, data = file.sources(settings), options.data_dir or data_folder()
    return publish(sources, options.to, SystemClock(), settings, data, keep=options.keep)


def _serve(options: argparse.Namespace) -> int:
    from tui.paths import data_folder
    from tui.serving import serve

    return serve(_file(options), options.data_dir or data_folder(), options.host, options.port)


def _history_file(options: argparse.Namespace) -> Path:
    from tui.paths import data_folder, history_file

    return history_file(options.data_dir or data_folder())


def _read_settings(options: argparse.Namespace) -> "Settings":
    """Return the settings, for a command that has no sources of its own."""
    options.sources = ()
    settings, fault = _file(options).read()
    _warn(fault)
    return settings


def _warn(fault: str | None) -> None:
    from tui.errors import say

    if fault:
        say(fault)


_RUNS = {
    "parse": _parse,
    "replay": _replay,
    "history": _history,
    "export": _export,
    "import": _import,
    "watchlists": _watchlists,
    "publish": _publish,
    "serve": _serve,
    "doctor": _doctor,
    "settings": _settings,
    "monitor": _monitor,
}
