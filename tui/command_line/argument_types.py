"""What the words of the command line may be, each read into the value that it stands for."""

import argparse
import math
from collections.abc import Callable
from datetime import datetime
from pathlib import Path


def positive(text: str, most: float = 86_400) -> float:
    """Return the number that `text` says."""
    try:
        number = float(text)
    except ValueError:
        number = math.nan
    if not 0 < number <= most:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number above 0 and up to {most:g}")
    return number


def speed(text: str) -> float:
    """Return how many times faster than usual pages are replayed in the monitor."""
    return positive(text, 1000)


def replay_speed(text: str) -> float:
    """Return how many times faster pages are replayed; infinity for `max`, without pauses."""
    return math.inf if text == "max" else positive(text, 1_000_000)


def source(text: str) -> str:
    """Return the name of a source, which has to have a letter."""
    if not text.strip():
        raise argparse.ArgumentTypeError("the name of the source is empty")
    return text


def watchable(text: str) -> str:
    """Return the name of a source that is watched, and so no address that can never be fetched."""
    source(text)
    if text.startswith("feed") or "://" in text:
        from tui.errors import SourceError
        from tui.sources import check_address

        try:
            check_address(text)
        except SourceError as error:
            raise argparse.ArgumentTypeError(str(error)) from error
    return text


def folder(text: str) -> Path:
    """Return the path of a folder, with ~ for the home of the user."""
    from tui.paths import expanded

    source(text)
    return expanded(text)


def start(text: str) -> datetime:
    """Return when a span begins, as people write it."""
    from tui.spans import read_start

    return _moment(read_start, text)


def end(text: str) -> datetime:
    """Return when a span ends, as people write it; a day counts in full."""
    from tui.spans import read_end

    return _moment(read_end, text)


def _moment(read: Callable[[str, datetime], datetime], text: str) -> datetime:
    from tui.clock import SystemClock

    try:
        return read(text, SystemClock().now())
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from error


def symbols(text: str) -> tuple[str, ...]:
    """Return the symbols of a list with commas."""
    from tui.spans import read_symbols

    if not (symbols := read_symbols(text)):
        raise argparse.ArgumentTypeError("there is no symbol in it; write them as HUBC,OGDC")
    return symbols


def port(text: str) -> int:
    """Return a port to listen on; 0 stands for any that is free."""
    return _whole(text, 0, 65_535)


def keep(text: str) -> int:
    """Return how many messages a stream keeps."""
    return _whole(text, 1, 1_000_000)


def _whole(text: str, least: int, most: int) -> int:
    if not (text.isascii() and text.isdecimal() and least <= int(text[:9]) <= most):
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number from {least:,} to {most:,}")
    return int(text)
