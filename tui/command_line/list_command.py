"""`tapewatch watchlists`: prints the watchlists as a text to edit, and puts such a text back."""

import sqlite3
import sys
from contextlib import closing
from pathlib import Path
from typing import Final

from parsing.clean import clean_line
from tui.clock import Clock
from tui.errors import ExitStatus, refuse, say
from tui.history.database import HistoryError, fault, open_to_write, transaction
from tui.history.keeper import read_from
from tui.history.lists import write_lists
from tui.history.marks import change_marked, read_marked
from tui.lists.list_text import ListsError, read, written
from tui.lists.marked import Marked
from tui.lists.watchlists import Lists
from tui.paths import history_file, is_file, view_file
from tui.view.file import ViewFile
from tui.view.model import View

_MOST_BYTES: Final = 1024 * 1024


def print_lists(data: Path) -> int:
    """Print the lists that are kept in that data folder, and return the exit status."""
    in_file = _in_file(data)
    history = history_file(data)
    try:
        stored = read_from(history, read_marked) if is_file(history) else Marked()
    except HistoryError as error:
        return refuse(str(error))
    marked = stored.changed(in_file.stored, in_file.marked)
    print(written(marked.starred, marked.lists), end="")
    return ExitStatus.OK


def put_back(source: str, data: Path, clock: Clock) -> int:
    """Make the lists of the file, or of standard input where that is -, the ones that are kept; return the status.

    What was there before is kept as a file of the same kind.
    """
    try:
        starred, lists = read(_text(source))
    except ListsError as error:
        return refuse(f"The watchlists in {_named(source)} cannot be used: {error}. Nothing was changed.")
    try:
        kept = _replace(starred, lists, data, clock)
    except (HistoryError, OSError) as error:
        reason = str(error) if isinstance(error, HistoryError) else f"A file cannot be written ({error.strerror})."
        return refuse(f"{reason} Nothing was changed.")
    counts = [f"starred ({len(starred)})", *(f"{own.name} ({len(own.symbols)})" for own in lists)]
    print(f"The watchlists are now {', '.join(counts)}.")
    if kept is not None:
        print(clean_line(f"Those of before are kept in {kept}."))
    print("A tapewatch that is open shows them after its next start.")
    return ExitStatus.OK


def _replace(starred: tuple[str, ...], lists: Lists, data: Path, clock: Clock) -> Path | None:
    """Write the lists; return where those of before are now, None where nothing of them is lost. All or nothing.

    Raises `HistoryError` and OSError.
    """
    in_file, history, now = _in_file(data), history_file(data), clock.now()
    try:
        with closing(open_to_write(history)) as connection, transaction(connection):
            stored = read_marked(connection)
            before = stored.changed(in_file.stored, in_file.marked)
            text = written(before.starred, before.lists)
            is_lost = text not in (written((), ()), written(starred, lists))
            kept = _keep(text, data, f"{now:%Y%m%d-%H%M%S}") if is_lost else None
            change_marked(connection, stored, before, now)
            write_lists(connection, starred, lists)
    except sqlite3.Error as error:
        raise fault(history, error) from error
    if in_file.marked != in_file.stored:  # the history has them now
        stored = before._replace(starred=starred, lists=lists)
        after = in_file.model_copy(update={**stored._asdict(), "stored": stored})
        ViewFile(view_file(data)).write(after, in_file)
    return kept


def _keep(text: str, data: Path, moment: str) -> Path:
    """Save the text beside the history under a name that no other file has. Raises OSError."""
    number = 1
    while True:
        path = data / f"watchlists-{moment}{'' if number == 1 else f'.{number}'}.toml"
        try:
            with path.open("x", encoding="utf-8") as file:
                file.write(text)
        except FileExistsError:
            number += 1
        else:
            return path


def _in_file(data: Path) -> View:
    view, told = ViewFile(view_file(data)).read()
    if told:
        say(told)
    return view


def _text(source: str) -> str:
    """Return the text. Raises `ListsError`."""
    try:
        if source == "-":
            data = sys.stdin.buffer.read(_MOST_BYTES + 1)
        elif Path(source).exists() and not Path(source).is_file():
            raise ListsError("it is not a file")
        else:
            with Path(source).open("rb") as file:
                data = file.read(_MOST_BYTES + 1)
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it cannot be the name of a file"
        raise ListsError(f"it cannot be read ({reason})") from error
    if len(data) > _MOST_BYTES:
        raise ListsError(f"it has more than {_MOST_BYTES:,} bytes")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise ListsError(f"line {line} is not UTF-8") from error


def _named(source: str) -> str:
    return "standard input" if source == "-" else clean_line(source)
