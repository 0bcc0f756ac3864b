"""The history as the app uses it: one thread writes, others read, and the loop never waits for the disk."""

import asyncio
import sqlite3
import threading
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import Any, Final, Protocol, TypeVar

from parsing.clean import clean_line
from tui.history.database import HistoryError, fault, open_to_read
from tui.history.pen import Pen
from tui.history.retention import Retention
from tui.refresh import Failed, Refreshed, Report
from tui.settings import Settings

Result = TypeVar("Result")
Change = Callable[[sqlite3.Connection], Result]
Tell = Callable[[str | None], object]

RETRY_SECONDS: Final = 5.0
"""After so long what could not be written is tried again."""

MOST_WAITING: Final = 1_000
"""So many pages wait for a slow disk; then the next are left out."""

_END_SECONDS: Final = 10.0
_SLOW: Final = "The disk is too slow for the history: some pages are not remembered."


class History(Protocol):
    """What tapewatch remembers. Only `read` and `write` say so where it cannot be had; the others never fail."""

    def record(self, report: Report) -> None:
        """Remember what a source reported; returns at once."""
        ...

    def later(self, change: Change[object]) -> None:
        """Write a change soon, in one transaction. Where that fails it is tried again until it works."""
        ...

    async def write(self, change: Change[Result]) -> Result:
        """Write a change in one transaction, after all that came before. Raises `HistoryError`."""
        ...

    async def read(self, ask: Change[Result]) -> Result:
        """Return what a reading function finds. Raises `HistoryError`."""
        ...

    def tell(self, tell: Tell) -> None:
        """Call `tell` from now on, from another thread, with a sentence on what is wrong, and None when nothing is."""
        ...

    def close(self) -> str | None:
        """Write what waits, and let go of the file; return a sentence where something could not be written."""
        ...


class NoHistory:
    """A history that is turned off, or cannot be had: nothing is kept."""

    def __init__(self, sentence: str = "The history is turned off in the settings.") -> None:
        self._sentence = sentence

    def record(self, report: Report) -> None:
        """Remember nothing."""

    def later(self, change: Change[object]) -> None:
        """Write nothing."""

    def tell(self, tell: Tell) -> None:
        """Tell nothing: nothing can go wrong."""

    def close(self) -> str | None:
        """Have nothing to write."""

    async def write(self, change: Change[Result]) -> Result:  # noqa: ARG002
        """Raise `HistoryError`."""
        raise HistoryError(self._sentence)

    async def read(self, ask: Change[Result]) -> Result:  # noqa: ARG002
        """Raise `HistoryError`."""
        raise HistoryError(self._sentence)


class ReadOnlyHistory(NoHistory):
    """A history of which nothing is changed, such as that of a newer tapewatch."""

    def __init__(self, path: Path) -> None:
        super().__init__("The history is opened read-only, as the settings say: nothing is remembered.")
        self._path = path

    async def read(self, ask: Change[Result]) -> Result:
        """Return what a reading function finds. Raises `HistoryError`."""
        return await asyncio.to_thread(read_from, self._path, ask)


@dataclass(frozen=True, slots=True)
class _Job:
    change: Change[Any]
    future: Future[Any] | None = None
    is_kept: bool = False
    """Whether it is tried again until it works."""


class FileHistory:
    """A history in a file, which one thread writes until `close`."""

    def __init__(self, path: Path, retention: Retention | None = None) -> None:
        """Take the file, and for how long what was seen is kept in it; None means for ever."""
        self._path = path
        self._tell: Tell = _tell_nobody
        self._told: str | None = None
        self._notice: str | None = None
        """What stays worth telling when all is well again."""
        self._jobs: SimpleQueue[_Job | None] = SimpleQueue()
        self._kept: deque[_Job] = deque()
        self._is_closed = False
        self._pen = Pen(path, retention)
        self._thread = threading.Thread(target=self._run, name="history", daemon=True)
        self._thread.start()

    def tell(self, tell: Tell) -> None:
        """Call `tell` from now on, from another thread, with a sentence on what is wrong, and None when nothing is."""
        self._tell = tell
        if self._told is not None:
            tell(self._told)

    def record(self, report: Report) -> None:
        """Remember what a source reported; returns at once."""
        if not isinstance(report, Refreshed | Failed) or (isinstance(report, Refreshed) and report.is_recalled):
            return
        if self._jobs.qsize() > MOST_WAITING:
            self._notice = _SLOW
            return
        self._jobs.put(_Job(lambda _: self._pen.take(report)))

    def later(self, change: Change[object]) -> None:
        """Write a change soon, in one transaction. Where that fails it is tried again until it works."""
        self._jobs.put(_Job(change, is_kept=True))

    async def write(self, change: Change[Result]) -> Result:
        """Write a change in one transaction, after all that came before. Raises `HistoryError`."""
        if self._is_closed:
            raise HistoryError("Nothing is remembered any more: tapewatch is closing.")
        future: Future[Result] = Future()
        self._jobs.put(_Job(change, future))
        return await asyncio.wrap_future(future)

    async def read(self, ask: Change[Result]) -> Result:
        """Return what a reading function finds in what was written until now. Raises `HistoryError`."""
        await self.write(_nothing)
        return await asyncio.to_thread(read_from, self._path, ask)

    def close(self) -> str | None:
        """Write what waits, and let go of the file; return a sentence where something could not be written."""
        self._is_closed = True
        self._jobs.put(None)
        self._thread.join(_END_SECONDS)
        if self._kept or self._thread.is_alive():
            return self._told or "The last changes could not be remembered: the disk did not answer in time."
        return None

    # in the thread that writes

    def _run(self) -> None:
        while (job := self._next()) is not None:
            self._do(job)
        self._do(_Job(_nothing))  # the last chance of what could not be written
        self._pen.let_go()

    def _next(self) -> _Job | None:
        """Return what is to be done next; after a while without anything, what is tried again. None at the end."""
        try:
            return self._jobs.get(timeout=RETRY_SECONDS if self._kept else None)
        except Empty:
            return _Job(_nothing)

    def _do(self, job: _Job) -> None:
        """Do what could not be done before, and then the job, each in a transaction of its own."""
        if job.future and not job.future.set_running_or_notify_cancel():
            return  # nobody waits for it any more
        try:
            self._catch_up()
            result = self._pen.write(job.change)
        except HistoryError as error:
            self._say(str(error))
            if job.is_kept:
                self._kept.append(job)
            if job.future:
                job.future.set_exception(error)
        except Exception as error:  # noqa: BLE001 - a fault of ours must not end the thread; it is told
            self._say(_at_fault(error))
            if job.future:
                job.future.set_exception(error)
        else:
            self._say(self._notice or self._pen.notice)
            if job.future:
                job.future.set_result(result)

    def _catch_up(self) -> None:
        """Write what could not be written before; what is itself at fault is left out, lest nothing follows it."""
        while self._kept:
            try:
                self._pen.write(self._kept[0].change)
            except HistoryError:
                raise
            except Exception as error:  # noqa: BLE001 - it is told
                self._notice = _at_fault(error)
            self._kept.popleft()

    def _say(self, sentence: str | None) -> None:
        if sentence != self._told:
            self._told = sentence
            with suppress(RuntimeError):  # the loop of whoever is told may have ended
                self._tell(sentence)


def read_from(path: Path, ask: Change[Result]) -> Result:
    """Return what a reading function finds in the file, as it is at one moment. Raises `HistoryError`."""
    try:
        with closing(open_to_read(path)) as connection:
            connection.execute("BEGIN")
            return ask(connection)
    except (sqlite3.Error, OSError) as error:
        raise fault(path, error) from error


def history_of(settings: Settings, path: Path) -> History:
    """Return the history that the settings ask for, in that file."""
    match settings.history:
        case "on":
            return FileHistory(path, Retention.of(settings))
        case "read-only":
            return ReadOnlyHistory(path)
        case "off":
            return NoHistory()


def _at_fault(error: Exception) -> str:
    reason = clean_line(f"{type(error).__name__}: {error}")
    return f"Something was not remembered, through a fault in tapewatch ({reason})."


def _tell_nobody(_: str | None) -> None:
    """Keep it: nobody has asked yet."""


def _nothing(connection: sqlite3.Connection) -> None:
    """Change nothing: it is waited for."""
