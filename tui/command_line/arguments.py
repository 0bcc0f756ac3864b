"""What the command line may say: a parser for each command, and what their options mean together."""

import argparse
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final, NoReturn

from tui import __version__
from tui.command_line.argument_types import (
    end,
    folder,
    keep,
    port,
    positive,
    replay_speed,
    source,
    speed,
    start,
    symbols,
    watchable,
)

_PLACES: Final = "demo, a file, a folder of saved pages, an http(s) address, or feed:markets"
FETCHED_HELP: Final = f"- for standard input, {_PLACES}"
SERVED_HELP: Final = f"{_PLACES}; history:DAY, as remembered; redis://HOST/?stream=psx, as another publishes there"
SOURCE_HELP: Final = f"- for standard input, {SERVED_HELP}"
KEEP: Final = 1_000
THEME_HELP: Final = "tapewatch-dark, tapewatch-light, tapewatch-contrast, tapewatch-blue-orange, or a theme of Textual"

_PLAIN_HELP: Final = "as lines for a screen reader: changes announced, typed lines answered; --theme changes nothing"
_POINT_HELP: Final = "2024-05-17, 2024-05-17T10:30 (in Karachi), today, yesterday, -7d"
_DATA_HELP: Final = "the folder for what tapewatch keeps"
_POINTS: Final = frozenset({"--from", "--to"})
_EPILOG: Final = """\
commands:
  tapewatch parse SOURCE        one refresh of one source, printed as a table, JSON or CSV
  tapewatch replay [FOLDER]     saved pages, or a span of the history, as time went: in the monitor or printed
  tapewatch history             where what is remembered lies, from when it is, and how much room it takes
  tapewatch export              the quotes that changed, out of the history, as CSV, JSON lines or Parquet
  tapewatch import FOLDER       saved pages, put into the history
  tapewatch publish SOURCE ...  refresh sources for many: to a stream on a Redis server, --to redis://HOST/?stream=psx
  tapewatch serve [SOURCE ...]  the monitor in a browser
  tapewatch watchlists [FILE]   the watchlists as a text to edit; with FILE (or -) that text put back
  tapewatch doctor [SOURCE ...] what the terminal can do, where files lie, whether each source answers
  tapewatch settings            the settings that hold, and where each of them came from

A file that is called like a command is opened with ./ before its name, as in ./parse.
exit status: 0 all well; 1 nothing usable; 2 wrong usage; 3 with --strict: usable, but with problems
"""


class _Parser(argparse.ArgumentParser):
    """The standard library's own, which prints some wrong words as they are: a name of a file may be one of them."""

    def error(self, message: str) -> NoReturn:
        """Say what is wrong, cleaned, and exit with status 2."""
        from parsing.clean import clean_line

        super().error(clean_line(message))


def read_arguments(command: str, words: Sequence[str]) -> argparse.Namespace:
    """Return what the words say to the command. Where they are wrong, say so and exit with status 2."""
    parser = _PARSERS[command]()
    options = parser.parse_args(list(_joined(words)))
    if command in _CHECKS and (fault := _CHECKS[command](options)):
        parser.error(fault)
    return options


def _joined(words: Iterable[str]) -> Iterator[str]:
    """Yield the words, a point in time joined to its option: argparse takes the dash of -7d for one of another."""
    words = iter(words)
    for word in words:
        point = next(words, None) if word in _POINTS else None
        yield word if point is None else f"{word}={point}"


def _monitor_parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="tapewatch",
        description="Watch the Pakistan Stock Exchange in the terminal: ticker, quotes and articles.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    _add_sources(parser, watchable)
    _add_settings(parser)
    _add_places(parser)
    parser.add_argument("--plain", action="store_true", dest="is_plain", help=_PLAIN_HELP)
    parser.add_argument("--version", action="version", version=f"tapewatch {__version__}")
    return parser


def _parse_parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="tapewatch parse", description="Print one refresh of one source.")
    parser.add_argument("source", type=source, metavar="SOURCE", help=SOURCE_HELP)
    _add_format(parser, "table", "json", "csv")
    parser.add_argument("--strict", action="store_true", help="exit with 3 where there were problems")
    _add_places(parser)
    return parser


def _doctor_parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="tapewatch doctor", description="Examine terminal, files and sources.")
    _add_sources(parser, source)
    parser.add_argument("--strict", action="store_true", help="exit with 3 where there were problems")
    _add_places(parser)
    return parser


def _settings_parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="tapewatch settings",
        description="Print every setting that holds for the monitor with these sources, and where it came from.",
    )
    _add_sources(parser, source)
    _add_settings(parser)
    _add_format(parser, "table", "json")
    _add_settings_file(parser)
    return parser


def _watchlists_parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="tapewatch watchlists",
        description="Print the watchlists as a TOML text to edit, or put such a text back: then it is the whole truth, "
        "and the lists of before are kept in a file.",
    )
    parser.add_argument("file", nargs="?", metavar="FILE", help="the text to put back, - for standard input")
    _add_data_folder(parser)
    return parser


def _history_parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="tapewatch history",
        description="Print where what is remembered lies, from when it is, and how much room it takes.",
    )
    parser.add_argument("--stats", action="store_true", help="also what is remembered of each source")
    _add_format(parser, "table", "json")
    _add_places(parser)
    return parser


def _export_parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="tapewatch export",
        description="Write the quotes that changed, out of the history, oldest first; the first of a day counts.",
    )
    _add_span(parser)
    parser.add_argument("--source", metavar="NAME", help="of this source or imported folder only")
    _add_format(parser, "csv", "json", "parquet")
    parser.add_argument("--output", type=Path, metavar="FILE", help="the file to write; else it is printed")
    _add_data_folder(parser)
    return parser


def _import_parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="tapewatch import",
        description="Put saved pages into the history, each as of the time it was saved; those that are there already "
        "are skipped.",
    )
    parser.add_argument("folder", type=folder, metavar="FOLDER", help="a folder of saved pages")
    _add_places(parser)
    return parser


def _replay_parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="tapewatch replay",
        description="Show saved pages, or those of a span of the history, one after the other: in the monitor, or with "
        "--format printed.",
    )
    parser.add_argument("folder", nargs="?", type=source, metavar="FOLDER", help="saved pages; else the history")
    _add_span(parser)
    parser.add_argument(
        "--speed",
        type=replay_speed,
        metavar="N",
        help="N times as fast (a gap of more than a minute counts as one), or max: no pauses",
    )
    parser.add_argument("--format", choices=("table", "json"), help="print each page as a table or as a line of JSON")
    _add_places(parser)
    return parser


def _publish_parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="tapewatch publish",
        description="Refresh sources and publish what they bring to a stream on a Redis (or Valkey) server, until "
        "ended. Of several that publish to one stream one is at work, and the others stand by.",
    )
    parser.add_argument("sources", nargs="+", type=watchable, metavar="SOURCE", help=FETCHED_HELP)
    parser.add_argument(
        "--to", required=True, metavar="ADDRESS", help="redis://HOST:6379/0?stream=psx, rediss:// for TLS"
    )
    parser.add_argument(
        "--keep", type=keep, default=KEEP, metavar="N", help=f"messages that stay, {KEEP:,} unless told"
    )
    parser.add_argument("--every", type=positive, metavar="SECONDS", help="seconds from one refresh to the next")
    parser.add_argument("--speed", type=speed, metavar="N", help="replay folders N times as fast")
    _add_places(parser)
    return parser


def _serve_parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="tapewatch serve",
        description="Show the monitor in a browser, one for each tab that opens it. There is no login: whoever reaches "
        "the address is at your keyboard.",
    )
    _add_sources(parser, watchable, SERVED_HELP)
    parser.add_argument(
        "--host", default="127.0.0.1", metavar="ADDRESS", help="127.0.0.1 unless told: this machine alone"
    )
    parser.add_argument("--port", type=port, default=8000, metavar="N", help="8000 unless told")
    _add_settings(parser)
    _add_places(parser)
    return parser


def _add_span(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--from", dest="since", type=start, metavar="WHEN", help=_POINT_HELP)
    parser.add_argument("--to", dest="until", type=end, metavar="WHEN", help="likewise; a day counts in full")
    parser.add_argument("--symbols", type=symbols, default=(), metavar="A,B", help="these symbols only")


def _add_settings(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--every", type=positive, metavar="SECONDS", help="seconds from one refresh to the next")
    parser.add_argument("--speed", type=speed, metavar="N", help="replay folders N times as fast")
    parser.add_argument("--theme", metavar="NAME", help=THEME_HELP)


def _add_sources(parser: argparse.ArgumentParser, read: Callable[[str], str], places: str = SOURCE_HELP) -> None:
    several = f"{places}; nothing: those of the settings, or else the demo"
    parser.add_argument("sources", nargs="*", type=read, metavar="SOURCE", help=several)


def _add_format(parser: argparse.ArgumentParser, usual: str, *others: str) -> None:
    parser.add_argument("--format", choices=(usual, *others), default=usual, help=f"{usual} unless told")


def _add_settings_file(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--settings", type=Path, metavar="PATH", help="the settings file")


def _add_data_folder(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--data-dir", type=Path, metavar="PATH", help=_DATA_HELP)


def _add_places(parser: argparse.ArgumentParser) -> None:
    _add_settings_file(parser)
    _add_data_folder(parser)


def _wrong_monitor(options: argparse.Namespace) -> str | None:
    first = next(iter(options.sources), None)
    if first not in COMMANDS:
        return None
    return f"put {first} first, before any option; for a file of that name, write ./ before it"


def _wrong_span(options: argparse.Namespace) -> str | None:
    is_wrong = options.since is not None and options.until is not None and options.since >= options.until
    return "--from is after --to" if is_wrong else None


def _wrong_export(options: argparse.Namespace) -> str | None:
    if options.format == "parquet" and options.output is None:
        return "--format parquet needs --output FILE, since it is written as a whole"
    return _wrong_span(options)


def _wrong_replay(options: argparse.Namespace) -> str | None:
    if options.format is None and options.folder and (options.since or options.until or options.symbols):
        return "the monitor replays a folder as a whole: leave out FOLDER to choose from the history, or add --format"
    if options.format is None and options.speed is not None and options.speed > 1000:
        return "the monitor replays up to 1000 times as fast; add --format for more, or for max"
    return _wrong_span(options)


_PARSERS: Final[dict[str, Callable[[], argparse.ArgumentParser]]] = {
    "parse": _parse_parser,
    "replay": _replay_parser,
    "history": _history_parser,
    "export": _export_parser,
    "import": _import_parser,
    "watchlists": _watchlists_parser,
    "publish": _publish_parser,
    "serve": _serve_parser,
    "doctor": _doctor_parser,
    "settings": _settings_parser,
    "monitor": _monitor_parser,
}
_CHECKS: Final = {"monitor": _wrong_monitor, "export": _wrong_export, "replay": _wrong_replay}

COMMANDS: Final = frozenset(_PARSERS) - {"monitor"}
"""The commands that are named by the first word."""
