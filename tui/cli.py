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
    from tui.settings import Settings

_SOURCE_HELP = "demo, a file, a folder of saved pages, - for standard input, or an http(s) address"
_COMMANDS = frozenset({"parse", "doctor"})
_EPILOG = """\
commands:
  tapewatch parse SOURCE        one refresh of one source, printed as a table, JSON or CSV
  tapewatch doctor [SOURCE ...] what the terminal can do, where files lie, whether each source answers

A file that is called parse or doctor is opened as ./parse or ./doctor.
exit status: 0 all well; 1 nothing usable; 2 wrong usage; 3 with --strict: usable, but with problems
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command that the arguments name, and return its exit status."""
    # no plugin of another package has a say in what a quote is; looking for some would take time at each start
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    words = list(sys.argv[1:] if arguments is None else arguments)
    command = words[0] if words and words[0] in _COMMANDS else "monitor"
    parser = {"parse": _parse_parser, "doctor": _doctor_parser, "monitor": _monitor_parser}[command]()
    options = parser.parse_args(words if command == "monitor" else words[1:])
    if command == "monitor" and options.sources and options.sources[0] in _COMMANDS:
        parser.error(f"put {options.sources[0]} first, before any option; for a file of that name, write ./ before it")
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")
    try:
        return {"parse": _parse, "doctor": _doctor, "monitor": _monitor}[command](options)
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
    parser.add_argument(
        "sources", nargs="*", type=_source, metavar="SOURCE", help=f"{_SOURCE_HELP}; nothing: those of the settings"
    )
    parser.add_argument("--every", type=_positive, metavar="SECONDS", help="seconds from one refresh to the next")
    parser.add_argument("--speed", type=_positive, metavar="N", help="replay folders N times as fast")
    parser.add_argument("--theme", metavar="NAME", help="tapewatch-dark, tapewatch-light, or a theme of Textual")
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
    parser.add_argument(
        "sources", nargs="*", type=_source, metavar="SOURCE", help=f"{_SOURCE_HELP}; nothing: those of the settings"
    )
    parser.add_argument("--strict", action="store_true", help="exit with 3 where there were problems")
    _add_places(parser)
    return parser


def _add_sources(parser: argparse.ArgumentParser) -> None:
    several = f"{_SOURCE_HELP}; nothing: those of the settings"
    parser.add_argument("sources", nargs="*", type=_source, metavar="SOURCE", help=several)


def _add_places(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--settings", type=Path, metavar="PATH", help="the settings file")
    parser.add_argument("--data-dir", type=Path, metavar="PATH", help="the folder for what tapewatch keeps")


def _positive(text: str) -> float:
    """Return the number that `text` says."""
    try:
        number = float(text)
    except ValueError:
        number = math.nan
    if not 0 < number <= 86_400:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number above 0 and up to 86400")
    return number


def _source(text: str) -> str:
    """Return the name of a source, which has to have a letter."""
    if not text.strip():
        raise argparse.ArgumentTypeError("the name of the source is empty")
    return text


def _settings(options: argparse.Namespace) -> "tuple[Settings, str | None]":
    """Return the settings with the command line's own on top, and what is wrong with their file."""
    from tui.paths import settings_file
    from tui.settings import load_settings

    if options.settings is not None and not options.settings.is_file():
        fault: str | None = f"There is no settings file {options.settings}; the defaults hold."
        settings, _ = load_settings(options.settings)
    else:
        settings, fault = load_settings(options.settings or settings_file())
    given = {name: value for name in ("every", "speed", "theme") if (value := getattr(options, name, None)) is not None}
    return settings.model_copy(update=given), fault


def _monitor(options: argparse.Namespace) -> int:
    # imports make much and drop little: without looking for garbage the first picture comes a fifth sooner
    gc.disable()
    from tui.clock import SystemClock
    from tui.monitor import open_monitor

    settings, fault = _settings(options)
    sources = options.sources or list(settings.sources) or ["demo"]
    return open_monitor(sources, SystemClock(), settings, fault=fault)


def _parse(options: argparse.Namespace) -> int:
    from tui.clock import SystemClock
    from tui.printing import print_source

    settings, fault = _settings(options)
    _warn(fault)
    return print_source(options.source, options.format, SystemClock(), settings, strict=options.strict)


def _doctor(options: argparse.Namespace) -> int:
    from tui.clock import SystemClock
    from tui.doctor import examine
    from tui.paths import data_folder, settings_file

    settings, fault = _settings(options)
    _warn(fault)
    sources = options.sources or list(settings.sources) or ["demo"]
    files = (options.settings or settings_file(), options.data_dir or data_folder())
    return examine(sources, SystemClock(), settings, files, strict=options.strict)


def _warn(fault: str | None) -> None:
    if fault:
        print(f"tapewatch: {fault}", file=sys.stderr)
