"""The file in which tapewatch remembers how the user looks at the market, but for what is marked and listed.

Stars, lists and marks of articles belong in the history (`tui.view.keeper`). The file has them only while the history
does not: then both as they are and as the history has them, so that nothing is lost and what was taken away does not
come back. In files of version 1 they are as the user left them, and the history had none.
"""

import errno
import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pydantic import ValidationError
from pydantic_core import from_json

from parsing.clean import clean_line
from tui.lists.marked import Marked
from tui.lists.watchlists import Lists, OwnList, clean_name, name_fault, united
from tui.prices.order import VALUES
from tui.view.model import View

VERSION: Final = 2

MOST_SYMBOLS: Final = 10_000
LONGEST_SYMBOL: Final = 32
LOCK_SECONDS: Final = 1.0
"""How long other tapewatches are waited for that write it."""

_LOCK_NAP: Final = 0.01

_MARKED: Final = frozenset(Marked._fields)
_STORED: Final = "stored"
_MOST_BYTES: Final = 4 * 1024 * 1024
_COLUMNS: Final = frozenset(key.value for key in VALUES)


class _BrokenError(Exception):
    """The file is not one that tapewatch wrote. `str()` says why, as the end of a sentence."""


@dataclass(frozen=True, slots=True)
class ViewFile:
    """The place of the file. Several tapewatches may share it: each writes what it changed. It is always whole."""

    path: Path

    def read(self) -> tuple[View, str | None]:
        """Return the remembered view, and a sentence where it cannot be had: then the view is a fresh one."""
        try:
            return _view(_load(self.path)), None
        except FileNotFoundError:
            return View(), None
        except OSError as error:
            return View(), self.fault(error)
        except _BrokenError as broken:
            return View(), self._broken(broken)

    def write(self, view: View, before: View | None = None) -> None:
        """Remember the view; where there was one `before`, only what is not as in that, beside what others wrote.

        Raises OSError, also where a newer tapewatch wrote the file or it cannot be read.
        """
        with _locked(self.path.parent):
            try:
                there = _view(_load(self.path))
            except FileNotFoundError:
                self.path.parent.mkdir(parents=True, exist_ok=True)
            except _BrokenError:
                _set_aside(self.path)
            else:
                view = view if before is None else _merged(there, before, view)
            kept = view.model_dump(exclude={*_MARKED, _STORED} if view.marked == view.stored else None)
            _replace(self.path, {"version": VERSION, **kept})

    def fault(self, error: OSError) -> str:
        """Return the sentence on what stands in the way of remembering."""
        reason = error.strerror or type(error).__name__
        return clean_line(f"How you look at the market is not remembered: {self.path} cannot be used ({reason}).")

    def _broken(self, broken: _BrokenError) -> str:
        try:
            kept = _set_aside(self.path)
        except OSError as error:
            return self.fault(error)
        return clean_line(f"{self.path} is broken ({broken}); it is kept as {kept.name}, and your view starts afresh.")


def _merged(there: View, before: View, after: View) -> View:
    """Return the view that is there, with what changed from one to the other."""
    fields = View.model_fields.keys() - {*_MARKED, _STORED}
    update = {name: new for name in fields if (new := getattr(after, name)) != getattr(before, name)}
    stored, marked = _unstored(there, before, after)
    return there.model_copy(update={**update, **marked._asdict(), _STORED: stored})


def _unstored(there: View, before: View, after: View) -> tuple[Marked, Marked]:
    """Return what the history has and what it should have, from what changed beside what others could not store."""
    if there.marked == there.stored or (there.marked, there.stored) == (before.marked, before.stored):
        return after.stored, after.marked
    if after.marked == after.stored:
        return there.stored, there.marked
    return there.stored, there.marked.changed(before.marked, after.marked)


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """Keep other tapewatches out, where that can be had in time: without it two writes at once lose one of them."""
    try:
        lock = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    except OSError:  # it is not there yet, or not to be used, of which the write tells
        yield
        return
    try:
        _wait_for(lock)
        yield
    finally:
        os.close(lock)


def _wait_for(lock: int) -> None:
    end = time.monotonic() + LOCK_SECONDS
    while True:
        try:
            return fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() >= end:
                return None
            time.sleep(_LOCK_NAP)
        except OSError:  # a file system without locks
            return None


def _load(path: Path) -> dict[str, object]:
    """Return what the file holds. Raises OSError and `_BrokenError`."""
    try:
        document = from_json(_text(path))
    except ValueError as error:  # also what is not UTF-8
        raise _BrokenError("it is not JSON") from error
    version = document.get("version") if isinstance(document, dict) else None
    if type(version) is not int or version < 1:
        raise _BrokenError("it has no version")
    if version > VERSION:
        raise PermissionError(errno.EPERM, "a newer tapewatch wrote it", str(path))
    return dict(document)


def _text(path: Path) -> str:
    """Return the text of the file, if it is one: a pipe without a writer would hold tapewatch for ever."""
    if path.exists() and not path.is_file():
        raise OSError(errno.EINVAL, "it is not a file", str(path))
    with path.open("rb") as file:
        data = file.read(_MOST_BYTES + 1)
    if len(data) > _MOST_BYTES:
        raise _BrokenError(f"it has more than {_MOST_BYTES:,} bytes")
    return data.decode("utf-8-sig")


def _view(document: dict[str, object]) -> View:
    """Return the view of what can be used in the document; what cannot is as in a fresh one."""
    fields = {name: value for name, value in document.items() if name in View.model_fields}
    fields["own"] = _symbols(fields.get("own"))
    fields["columns"] = [key for key in _symbols(fields.get("columns")) if key in _COLUMNS]
    fields.update(_marked(fields)._asdict())
    stored = fields.get(_STORED)
    fields[_STORED] = _marked(dict(zip(Marked._fields, stored, strict=False)) if isinstance(stored, list) else {})
    try:
        return View.model_validate(fields)
    except ValidationError as error:
        bad = {fault["loc"][0] for fault in error.errors()}
        return View.model_validate({name: value for name, value in fields.items() if name not in bad})


def _marked(fields: dict[str, object]) -> Marked:
    lists = _lists(fields.get("lists"))
    return Marked(lists=lists, **{name: tuple(_symbols(fields.get(name))) for name in ("starred", "read", "kept")})


def _lists(value: object) -> Lists:
    """Return the lists in a list from outside, each a name, its symbols and its number; others are left out."""
    found = []
    for entry in value if isinstance(value, list) else ():
        match entry:
            case [str(text), symbols, int(number)] if not name_fault(name := clean_name(text), ()):
                found.append(OwnList(name, tuple(_symbols(symbols)), number))
    return united(found)


def _symbols(value: object) -> list[str]:
    """Return the texts in a list from outside, cleaned, each once; what is no text, empty or too long is left out."""
    if not isinstance(value, list):
        return []
    texts = (clean_line(text) for text in value[:MOST_SYMBOLS] if isinstance(text, str) and len(text) <= LONGEST_SYMBOL)
    return [text for text in dict.fromkeys(texts) if text]


def _set_aside(path: Path) -> Path:
    """Move the file out of the way, past others that lie there, and return where it is now. Raises OSError."""
    kept = path.with_name(f"{path.name}.broken")
    number = 1
    while kept.exists():
        number += 1
        kept = path.with_name(f"{path.name}.broken.{number}")
    with suppress(FileNotFoundError):  # another tapewatch was faster
        path.rename(kept)
    return kept


def _replace(path: Path, document: dict[str, object]) -> None:
    """Replace the file as a whole, so that it is never seen half written. Raises OSError."""
    import json  # to import these takes longer than to read the file, for which the first picture waits
    import tempfile

    descriptor, temporary = tempfile.mkstemp(prefix=f"{path.name}.", dir=path.parent)
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(f"{json.dumps(document, indent=1)}\n")
        Path(temporary).replace(path)
    except OSError:
        Path(temporary).unlink(missing_ok=True)
        raise
