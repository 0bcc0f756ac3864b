"""`tapewatch doctor`: what the terminal can do, where files lie, and whether each source answers."""

import asyncio
import os
import platform
import shutil
import sys
from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from parsing import Problem, Snapshot
from parsing.clean import clean_line
from tui import __version__
from tui.clock import Clock
from tui.command_line.terminal import CANNOT_DRAW
from tui.errors import ExitStatus, SourceError
from tui.figures import clock_text, count_text, prices_text
from tui.paths import is_file, is_folder
from tui.refresh import Failed
from tui.refreshing.once import refresh_once
from tui.refreshing.opening import open_named, server_memory
from tui.relay.look import Look
from tui.settings.model import Settings, SourceSettings
from tui.sources import Source
from tui.sources.exchange import Exchange
from tui.sources.file import FileSource
from tui.sources.folder import FolderSource

_LABEL_WIDTH = 14
_MOST_PROBLEMS = 10


def examine(
    sources: Sequence[SourceSettings],
    clock: Clock,
    settings: Settings,
    files: tuple[Path, Path],
    *,
    strict: bool = False,
) -> int:
    """Print the report, and return the exit status: whether each source gave something usable.

    `files` are the settings file and the data folder.
    """
    settings_file, data_folder = files
    _print("tapewatch", __version__)
    _print("runs on", f"Python {platform.python_version()}, textual {version('textual')}, {platform.system()}")
    for label, text in _terminal():
        _print(label, text)
    _print("settings", f"{settings_file} ({'found' if is_file(settings_file) else 'not there, defaults hold'})")
    _print("data", f"{data_folder} ({'found' if is_folder(data_folder) else 'not there yet'})")
    memory = server_memory(settings, data_folder, keeps_pages=False)
    verdicts = [_examine_source(open_named(source, clock, settings, data_folder, memory), clock) for source in sources]
    if ExitStatus.NOTHING_USABLE in verdicts:
        return ExitStatus.NOTHING_USABLE
    return ExitStatus.WITH_PROBLEMS if strict and ExitStatus.WITH_PROBLEMS in verdicts else ExitStatus.OK


def _terminal() -> Iterable[tuple[str, str]]:
    size = shutil.get_terminal_size()
    term = os.environ.get("TERM", "TERM is not set")
    fits = "fits" if size.columns >= 60 and size.lines >= 16 else "too small: 60 by 16 is needed"
    if term.lower() in CANNOT_DRAW:
        fits = "cannot draw: use tapewatch --plain"
    yield "terminal", f"{term}, {size.columns} by {size.lines} ({fits})"
    yield "colours", _colours()
    encoding = (sys.stdout.encoding or "unknown").upper()
    yield "characters", encoding if encoding == "UTF-8" else f"{encoding}: the monitor needs UTF-8"


def _colours() -> str:
    if "NO_COLOR" in os.environ:
        return "none, since NO_COLOR is set"
    if os.environ.get("COLORTERM", "").lower() in {"truecolor", "24bit"}:
        return "16 million"
    return "256" if "256" in os.environ.get("TERM", "") else "16"


def _examine_source(source: Source, clock: Clock) -> int:
    started = clock.monotonic()
    try:
        page, snapshot = asyncio.run(refresh_once(source))
    except SourceError as error:
        _print("source", f"✗ {error}")
        _print_details(source)
        return ExitStatus.NOTHING_USABLE
    took = clock.monotonic() - started
    found = (
        *_found(snapshot),
        count_text(len(snapshot.problems), "problem"),
        f"as of {clock_text(page.as_of, clock.now())}",
        f"{took * 1000:.0f} ms",
    )
    _print("source", f"● {source.name} ({source.kind}): {', '.join(found)}")
    _print_details(source)
    _print_problems(snapshot.problems)
    return ExitStatus.WITH_PROBLEMS if snapshot.problems else ExitStatus.OK


def _found(snapshot: Snapshot) -> Iterable[str]:
    """Yield what there is to see: of a feed its headlines, and of how many of them there is only the start."""
    prices = prices_text(len(snapshot.quotes), len(snapshot.indices))
    if snapshot.articles and not prices:
        yield count_text(len(snapshot.articles), "headline")
        yield count_text(sum(article.is_excerpt for article in snapshot.articles), "excerpt")
        return
    yield prices or "no quotes"
    yield "an article" if snapshot.article else "no article"


def _print_details(source: Source) -> None:
    """Print what the source knows besides its page: what went over the wire, the size of a file, how many pages."""
    for label, text in _details(source):
        _print(f"  {label}", text)


def _details(source: Source) -> Iterable[tuple[str, str]]:
    exchange = getattr(source, "last_exchange", None)
    if isinstance(exchange, Exchange):
        yield from _exchange(exchange)
    if isinstance(look := getattr(source, "last_look", None), Look):
        yield from _relay(look)
    if isinstance(source, FileSource):
        with suppress(OSError, ValueError):
            status = source.path.stat()
            written = datetime.fromtimestamp(status.st_mtime, UTC).astimezone()
            yield "file", f"{status.st_size:,} bytes, written {written:%Y-%m-%d %H:%M:%S}"
    if isinstance(source, FolderSource):
        with suppress(SourceError):
            names = [path.name for _, path in source.pages()]
            yield "folder", f"{count_text(len(names), 'page')}, first {names[0]}, last {names[-1]}"


def _relay(look: Look) -> Iterable[tuple[str, str]]:
    """Yield who publishes, and how each source stands."""
    yield "publisher", "at work" if look.is_attended else "none; tapewatch publish does that"
    for report in look.reports:
        if isinstance(report, Failed):
            yield "publishes", f"{report.source}, which fails: {report.sentence}"
        else:
            yield "publishes", f"{report.source} ({report.kind}), as of {report.as_of.astimezone():%Y-%m-%d %H:%M:%S}"
    yield from (("fault", fault) for fault in look.faults)


def _exchange(exchange: Exchange) -> Iterable[tuple[str, str]]:
    """Yield what happened on a refresh over the web, in the order in which it did."""
    yield from (("redirect", address) for address in exchange.redirects)
    yield "address", exchange.address
    yield "robots", exchange.robots or "not asked"
    yield "status", str(exchange.status or "no answer")
    validators = (("ETag", exchange.etag), ("Last-Modified", exchange.last_modified))
    yield "validators", ", ".join(f"{name} {value}" for name, value in validators if value) or "none"
    yield "size", f"{exchange.wire_bytes:,} bytes on the wire, {exchange.page_bytes:,} unpacked"
    yield "time", f"{exchange.seconds:.3f} s"


def _print_problems(problems: Sequence[Problem]) -> None:
    for problem in problems[:_MOST_PROBLEMS]:
        _print("  problem", f"line {problem.line:,}: {problem.message}" if problem.line else problem.message)
    if len(problems) > _MOST_PROBLEMS:
        _print("", f"and {len(problems) - _MOST_PROBLEMS:,} more")


def _print(label: str, text: str) -> None:
    print(f"{label:<{_LABEL_WIDTH - 1}} {clean_line(text)}".rstrip())
