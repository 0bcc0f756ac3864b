"""`tapewatch export`: the quotes that changed, as CSV, as JSON lines or as Parquet, streamed out of the history."""

import csv
import errno
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from decimal import Decimal
from itertools import chain
from pathlib import Path
from sqlite3 import Connection
from typing import Final, TextIO

from parsing.models import PAKISTAN
from tui.command_line.parquet import MISSING, ParquetError, can_write, write_parquet
from tui.command_line.progress import Advance, counted, progress
from tui.errors import ExitStatus, refuse, say
from tui.figures import count_text
from tui.history.changes import QuoteChange, Series, Wanted, changes, most_changes, source_names, unknown_symbols
from tui.history.database import HistoryError
from tui.history.moments import moment_at
from tui.history.session import reading
from tui.history.ticks import Figures, figures_of
from tui.paths import folder_name
from tui.render.json_text import json_text

FIELDS: Final = ("as_of", "source", "kind", "symbol", "price", "direction", "change", "percent")

_PLACES: Final = 4
_WHOLE_DIGITS: Final = 14
"""Digits after and before the point of a DECIMAL(18,4)."""


def export(path: Path, wanted: Wanted, form: str, output: Path | None = None) -> int:
    """Write the quotes of the history at `path` to `output`, or else print them, and return the exit status."""
    if form == "parquet" and not can_write():
        return refuse(MISSING)
    try:
        with reading(path) as connection:
            return _export(connection, wanted, form, output)
    except (HistoryError, ParquetError) as error:
        return refuse(str(error))
    except BrokenPipeError:
        raise
    except OSError as error:
        return refuse(f"{output or 'The output'} cannot be written ({error.strerror}).")


def _export(connection: Connection, wanted: Wanted, form: str, output: Path | None) -> int:
    names = source_names(connection)
    if wanted.source is not None and wanted.source not in names:
        folder = folder_name(Path(wanted.source))  # one that was imported is known by its whole path
        if folder not in names:
            return refuse(f"The history has no source {wanted.source}; it has {', '.join(names) or 'none yet'}.")
        wanted = wanted._replace(source=folder)
    if unknown := unknown_symbols(connection, wanted.symbols):
        say(f"The history has no quote of {', '.join(unknown)}.")
    found = changes(connection, wanted)
    if (first := next(found, None)) is None:
        return refuse("There is nothing in the history for that.")
    with _bar(connection, wanted, output) as advance:
        _write(counted(chain([first], found), advance), form, output)
    return ExitStatus.OK


def _bar(connection: Connection, wanted: Wanted, output: Path | None) -> AbstractContextManager[Advance]:
    """Return the progress bar; there is none where the quotes themselves run over the terminal."""
    if output is None and sys.stdout.isatty():
        return nullcontext(lambda _: None)
    return progress("exporting", most_changes(connection, wanted))


def _write(found: Iterable[QuoteChange], form: str, output: Path | None) -> None:
    """Write all in the form. Raises OSError and `ParquetError`."""
    if output is None:
        _WRITERS[form](found, sys.stdout)
        sys.stdout.flush()
        return
    with _replacing(output) as partial:
        if form == "parquet":
            _write_parquet(found, partial)
        else:
            with partial.open("w", encoding="utf-8", newline="") as out:
                _WRITERS[form](found, out)


@contextmanager
def _replacing(output: Path) -> Iterator[Path]:
    """Yield the name to write under: only what is whole gets the name that was asked for."""
    target = output.resolve()
    if target.exists() and not target.is_file():
        raise OSError(errno.EINVAL, "it is not a file")
    partial = target.with_name(f"{target.name}.{os.getpid()}.part")
    try:
        yield partial
        partial.replace(target)
    finally:
        partial.unlink(missing_ok=True)


def _write_csv(found: Iterable[QuoteChange], out: TextIO) -> None:
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(FIELDS)
    writer.writerows(_records(found))


def _write_json(found: Iterable[QuoteChange], out: TextIO) -> None:
    for record in _records(found):
        line = dict(zip(FIELDS, record, strict=True))
        out.write(json_text(line, out.encoding, is_compact=True) + "\n")


def _write_parquet(found: Iterable[QuoteChange], path: Path) -> None:
    """Write what fits its columns, and say how much was left out: a figure is never made another one."""
    left_out = 0

    def records() -> Iterator[tuple[int | str, ...]]:
        nonlocal left_out
        for change in found:
            figures = figures_of(change.tick)
            if all(map(_fits, (figures.price, figures.change, figures.percent))):
                yield change.tick.at, *_texts(change.series, figures)
            else:
                left_out += 1

    write_parquet(records(), path)
    if left_out:
        rows = count_text(left_out, "row")
        say(f"{rows} left out, with figures that do not fit DECIMAL(18,4); CSV and JSON have them.")


def _fits(figure: Decimal) -> bool:
    """Whether the figure is, digit for digit, one of a DECIMAL(18,4)."""
    exponent = figure.as_tuple().exponent
    return isinstance(exponent, int) and exponent >= -_PLACES and figure.adjusted() < _WHOLE_DIGITS


_WRITERS: Final = {"csv": _write_csv, "json": _write_json}


def _records(found: Iterable[QuoteChange]) -> Iterator[tuple[str, ...]]:
    """Yield the changes as texts, in the order of `FIELDS`; the figures have their digits as printed."""
    at, as_of = -1, ""
    for series, tick in found:
        if tick.at != at:  # a page has many quotes of one moment
            at, as_of = tick.at, moment_at(tick.at).astimezone(PAKISTAN).isoformat()
        yield as_of, *_texts(series, figures_of(tick))


def _texts(series: Series, figures: Figures) -> tuple[str, ...]:
    price, direction, change, percent = figures
    return (series.source, series.kind, series.symbol, f"{price:f}", direction.value, f"{change:f}", f"{percent:f}")
