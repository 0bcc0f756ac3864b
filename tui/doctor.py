"""`tapewatch doctor`: what the terminal can do, where files lie, and whether each source answers."""

import asyncio
import os
import platform
import shutil
import sys
from collections.abc import Iterable, Sequence
from importlib.metadata import version
from pathlib import Path

from parsing.clean import clean_line
from tui import __version__
from tui.clock import Clock
from tui.errors import ExitStatus, SourceError
from tui.once import refresh_once
from tui.render.figures import clock_text, count_text
from tui.settings import Settings
from tui.sources import open_source

_LABEL_WIDTH = 11


def examine(
    sources: Sequence[str], clock: Clock, settings: Settings, files: tuple[Path, Path], *, strict: bool = False
) -> int:
    """Print the report, and return the exit status: whether each source gave something usable.

    `files` are the settings file and the data folder.
    """
    settings_file, data_folder = files
    _print("tapewatch", __version__)
    _print("runs on", f"Python {platform.python_version()}, textual {version('textual')}, {platform.system()}")
    for label, text in _terminal():
        _print(label, text)
    _print("settings", f"{settings_file} ({'found' if settings_file.is_file() else 'not there, defaults hold'})")
    _print("data", f"{data_folder} ({'found' if data_folder.is_dir() else 'not there yet'})")
    verdicts = [_examine_source(text, clock, settings) for text in sources]
    if ExitStatus.NOTHING_USABLE in verdicts:
        return ExitStatus.NOTHING_USABLE
    return ExitStatus.WITH_PROBLEMS if strict and ExitStatus.WITH_PROBLEMS in verdicts else ExitStatus.OK


def _terminal() -> Iterable[tuple[str, str]]:
    size = shutil.get_terminal_size()
    fits = "fits" if size.columns >= 60 and size.lines >= 16 else "too small: 60 by 16 is needed"
    yield "terminal", f"{os.environ.get('TERM', 'TERM is not set')}, {size.columns} by {size.lines} ({fits})"
    yield "colours", _colours()
    encoding = (sys.stdout.encoding or "unknown").upper()
    yield "characters", encoding if encoding == "UTF-8" else f"{encoding}: arrows may be missing, UTF-8 is needed"


def _colours() -> str:
    if "NO_COLOR" in os.environ:
        return "none, since NO_COLOR is set"
    if os.environ.get("COLORTERM", "").lower() in {"truecolor", "24bit"}:
        return "16 million"
    return "256" if "256" in os.environ.get("TERM", "") else "16"


def _examine_source(text: str, clock: Clock, settings: Settings) -> int:
    source = open_source(text, clock, settings)
    started = clock.monotonic()
    try:
        page, snapshot = asyncio.run(refresh_once(source))
    except SourceError as error:
        _print("source", f"✗ {error}")
        return ExitStatus.NOTHING_USABLE
    took = clock.monotonic() - started
    found = (
        count_text(len(snapshot.quotes) + len(snapshot.indices), "quote"),
        "an article" if snapshot.article else "no article",
        count_text(len(snapshot.problems), "problem"),
        f"as of {clock_text(page.as_of, clock.now())}",
        f"{took * 1000:.0f} ms",
    )
    _print("source", f"● {source.name} ({source.kind}): {', '.join(found)}")
    return ExitStatus.WITH_PROBLEMS if snapshot.problems else ExitStatus.OK


def _print(label: str, text: str) -> None:
    print(f"{label:<{_LABEL_WIDTH}}{clean_line(text)}")
