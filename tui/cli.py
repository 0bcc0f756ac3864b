"""The command line. Only what a command needs is imported, and only when it is known which one it is."""

import argparse
import gc
import io
import math
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from tui import __version__

if TYPE_CHECKING:
    from tui.settings_file import SettingsFile

_SOURCE_HELP = "demo, a file, a folder of saved pages, - for standard input, an http(s) address, or feed:markets"
_THEME_HELP = "tapewatch-dark, tapewatch-light, tapewatch-contrast, tapewatch-blue-orange, or a theme of Textual"
_COMMANDS = frozenset({"parse", "doctor", "settings"})
_EPILOG = """\
commands:
  tapewatch parse SOURCE        one refresh of one source, printed as a table, JSON or CSV
  tapewatch doctor [SOURCE ...] what the terminal can do, where files lie, whether each source answers
  tapewatch settings            the settings that hold, and where each of them came from

A file that is called like a command is opened with ./ before its name, as in ./parse.
exit status: 0 all well; 1 nothing usable; 2 wrong usage; 3 with --strict: usable, but with problems
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command that the arguments name, and return its exit status."""
    # no plugin of another package has a say in what a quote is; looking for some would take time at each start
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    words = list(sys.argv[1:] if arguments is None else arguments)
    command = words[0] if words and words[0] in _COMMANDS else "monitor"
    parser = _PARSERS[command]()
    options = parser.parse_args(words if command == "monitor" else words[1:])
    if command == "monitor" and options.sources and options.sources[0] in _COMMANDS:
        parser.error(f"put {options.sources[0]} first, before any option; for a file of that name, write ./ before it")
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")
    try:
        return _RUNS[command](options)
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        # who reads our output has had enough; what is still buffered must not fail once more at the exit
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def _monitor_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="tapewatch",
        description="Watch the Pakistan Stock Exchange in the terminal: ticker, quotes and articles.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    _add_sources(parser)
    _add_settings(parser)
    _add_places(parser)
    parser.add_argument("--version", action="version", version=f"tapewatch {__version__}")
    return parser


def _parse_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="tapewatch parse", description="Print one refresh of one source.")
    parser.add_argument("source", type=_source, metavar="SOURCE", help=_SOURCE_HELP)
    parser.add_argument("--format", choices=("table", "json", "csv"), default="table", help="table unless told")
    parser.add_argument("--strict", action="store_true", help="exit with 3 where there were problems")
    _add_places(parser)
    return parser


def _doctor_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="tapewatch doctor", description="Examine terminal, files and sources.")
    _add_sources(parser)
    parser.add_argument("--strict", action="store_true", help="exit with 3 where there were problems")
    _add_places(parser)
    return parser


def _settings_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="tapewatch settings",
        description="Print every setting that holds for the monitor with these sources, and where it came from.",
    )
    _add_sources(parser)
    _add_settings(parser)
    parser.add_argument("--format", choices=("table", "json"), default="table", help="table unless told")
    parser.add_argument("--settings", type=Path, metavar="PATH", help="the settings file")
    return parser


def _add_settings(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--every", type=_positive, metavar="SECONDS", help="seconds from one refresh to the next")
    parser.add_argument("--speed", type=_speed, metavar="N", help="replay folders N times as fast")
    parser.add_argument("--theme", metavar="NAME", help=_THEME_HELP)


def _add_sources(parser: argparse.ArgumentParser) -> None:
    several = f"{_SOURCE_HELP}; nothing: those of the settings"
    parser.add_argument("sources", nargs="*", type=_source, metavar="SOURCE", help=several)


def _add_places(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--settings", type=Path, metavar="PATH", help="the settings file")
    parser.add_argument("--data-dir", type=Path, metavar="PATH", help="the folder for what tapewatch keeps")


def _positive(text: str, most: float = 86_400) -> float:
    """Return the number that `text` says."""
    try:
        number = float(text)
    except ValueError:
        number = math.nan
    if not 0 < number <= most:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number above 0 and up to {most:g}")
    return number


def _speed(text: str) -> float:
    return _positive(text, 1000)


def _source(text: str) -> str:
    """Return the name of a source, which has to have a letter."""
    if not text.strip():
        raise argparse.ArgumentTypeError("the name of the source is empty")
    return text


def _file(options: argparse.Namespace) -> "SettingsFile":
    """Return the settings file with the command line's own on top."""
    from tui.paths import settings_file
    from tui.settings_file import SettingsFile

    given = {name: value for name in ("every", "speed", "theme") if (value := getattr(options, name, None)) is not None}
    addresses = tuple(options.sources)
    return SettingsFile(options.settings or settings_file(), options.settings is not None, given, addresses)


def _monitor(options: argparse.Namespace) -> int:
    # imports make much and drop little: without looking for garbage the first picture comes a fifth sooner
    gc.disable()
    from tui.clock import SystemClock
    from tui.monitor import open_monitor
    from tui.paths import data_folder

    return open_monitor(_file(options), SystemClock(), options.data_dir or data_folder())


def _parse(options: argparse.Namespace) -> int:
    from tui.clock import SystemClock
    from tui.printing import print_source

    options.sources = [options.source]
    file = _file(options)
    settings, fault = file.read()
    _warn(fault)
    (source,) = file.sources(settings)
    return print_source(source, options.format, SystemClock(), settings, strict=options.strict)


def _doctor(options: argparse.Namespace) -> int:
    from tui.clock import SystemClock
    from tui.doctor import examine
    from tui.paths import data_folder

    file = _file(options)
    settings, fault = file.read()
    _warn(fault)
    places = (file.path, options.data_dir or data_folder())
    return examine(file.sources(settings), SystemClock(), settings, places, strict=options.strict)


def _settings(options: argparse.Namespace) -> int:
    from tui.settings_report import print_settings

    return print_settings(_file(options), options.format)


def _warn(fault: str | None) -> None:
    if fault:
        print(f"tapewatch: {fault}", file=sys.stderr)


_PARSERS = {"parse": _parse_parser, "doctor": _doctor_parser, "settings": _settings_parser, "monitor": _monitor_parser}
_RUNS = {"parse": _parse, "doctor": _doctor, "settings": _settings, "monitor": _monitor}
