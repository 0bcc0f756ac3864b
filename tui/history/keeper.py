"""The history as the app uses it: one thread writes, others read, and the loop never waits for the disk."""

import asyncio
import sqlite3
import threading
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import Final, Protocol

from tui.errors import our_fault
from tui.history.database import HistoryBusyError, HistoryError, HistoryNewerError
from tui.history.jobs import Job, Query, Result, Turn
from tui.history.pen import Pen
from tui.history.retention import Retention
from tui.history.session import reading
from tui.refresh import Failed, Refreshed, Report
from tui.settings.model import Settings

Tell = Callable[[str | None], object]

RETRY_SECONDS: Final = 5.0
"""After so long what could not be written is tried again."""

MOST_WAITING: Final = 1_000
"""So many pages, or changes, wait for a slow disk; then the next are left out."""

MOST_IN_ALL: Final = 2_000
"""So many wait with those who want an answer; then the next of these are refused."""

_END_SECONDS: Final = 10.0
_SLOW: Final = "The disk is too slow for the history: some pages are not remembered."
_TOO_MUCH: Final = "Too much waits for the disk: the newest changes are not remembered."
_NO_ANSWER: Final = "The disk is too slow for the history: too much waits for it already."


class History(Protocol):
    """What tapewatch remembers. Only `read` and `write` say so where it cannot be had; the others never fail."""

    def record(self, report: Report) -> None:
        """Remember what a source reported; returns at once."""
        ...

    def later(self, change: Query[object]) -> None:
        """Write a change soon, in one transaction. Where that fails it is tried again until it works."""
        ...

    async def write(self, change: Query[Result]) -> Result:
        """Write a change in one transaction, after all that came before. Raises `HistoryError`."""
        ...

    async def read(self, ask: Query[Result]) -> Result:
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

    def later(self, change: Query[object]) -> None:
        """Write nothing."""

    def tell(self, tell: Tell) -> None:
        """Tell nothing: nothing can go wrong."""

    def close(self) -> str | None:
        """Have nothing to write."""

    async def write(self, change: Query[Result]) -> Result:  # noqa: ARG002
        """Raise `HistoryError`."""
        raise HistoryError(self._sentence)

    async def read(self, ask: Query[Result]) -> Result:  # noqa: ARG002
        """Raise `HistoryError`."""
        raise HistoryError(self._sentence)


class ReadOnlyHistory(NoHistory):
    """A history of which nothing is changed, such as that of a newer tapewatch."""

    def __init__(self, path: Path) -> None:
        super().__init__("The history is opened read-only, as the settings say: nothing is remembered.")
        self._path = path

    async def read(self, ask: Query[Result]) -> Result:
        """Return what a reading function finds. Raises `HistoryError`."""
        return await asyncio.to_thread(read_from, self._path, ask)


class FileHistory:
    """A history in a file, which one thread writes until `close`."""

    def __init__(self, path: Path, retention: Retention | None = None) -> None:
        """Take the file, and for how long what was seen is kept in it; None means for ever."""
        self._path = path
        self._tell: Tell = _tell_nobody
        self._told: str | None = None
        self._notice: str | None = None
        """What stays worth telling when all is well again."""
        self._is_slow = False
        self._jobs: SimpleQueue[Job | Turn | None] = SimpleQueue()
        self._kept: deque[Job] = deque()
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
        if self._is_closed:
            return
        if self._jobs.qsize() > MOST_WAITING:
            self._is_slow = True
            return
        self._jobs.put(Job(lambda _: self._pen.take(report)))

    def later(self, change: Query[object]) -> None:
        """Write a change soon, in one transaction. Where that fails it is tried again until it works.

        After `close`, and where far too much waits, it is left out.
        """
        if self._is_closed:
            return
        if self._jobs.qsize() + len(self._kept) > MOST_WAITING:
            self._notice = _TOO_MUCH
            return
        self._jobs.put(Job(change, is_kept=True))

    async def write(self, change: Query[Result]) -> Result:
        """Write a change in one transaction, after all that came before. Raises `HistoryError`."""
        self._expect_answer()
        future: Future[Result] = Future()
        self._jobs.put(Job(change, future))
        return await asyncio.wrap_future(future)

    async def read(self, ask: Query[Result]) -> Result:
        """Return what a reading function finds in what was written until now. Raises `HistoryError`.

        A file that cannot be written to is read all the same.
        """
        self._expect_answer()
        future: Future[HistoryError | None] = Future()
        self._jobs.put(Turn(future))
        fault = await asyncio.wrap_future(future)
        if isinstance(fault, HistoryNewerError):
            raise fault
        try:
            return await asyncio.to_thread(read_from, self._path, ask)
        except HistoryError as error:
            raise fault or error from error

    def close(self) -> str | None:
        """Write what waits, and let go of the file; return a sentence where something could not be written."""
        self._is_closed = True
        self._jobs.put(None)
        self._thread.join(_END_SECONDS)
        if self._kept or self._thread.is_alive():
            return self._told or "The last changes could not be remembered: the disk did not answer in time."
        return None

    def _expect_answer(self) -> None:
        """Raise `HistoryError` where nobody would be answered, or not for a long time."""
        if self._is_closed:
            raise HistoryError("Nothing is remembered any more: tapewatch is closing.")
        if self._jobs.qsize() > MOST_IN_ALL:
            raise HistoryBusyError(_NO_ANSWER)

    # in the thread that writes

    def _run(self) -> None:
        while (job := self._next()) is not None:
            if isinstance(job, Turn):
                self._let_read(job)
            else:
                self._do(job)
        self._do(Job(_nothing))  # the last chance of what could not be written
        self._pen.let_go()

    def _next(self) -> Job | Turn | None:
        """Return what is to be done next; None at the end.

        While nothing waits, the sweep goes on, and what failed is tried again every `RETRY_SECONDS`.
        """
        try:
            if self._pen.has_to_sweep:
                return self._jobs.get_nowait()
            return self._jobs.get(timeout=RETRY_SECONDS if self._kept else None)
        except Empty:
            return Job(self._pen.sweep if self._pen.has_to_sweep else _nothing)

    def _let_read(self, turn: Turn) -> None:
        """Have a file that can be read. That opens no transaction, so it waits for no other writer."""
        if not turn.future.set_running_or_notify_cancel():
            return  # nobody waits for it any more
        fault = None
        try:
            self._pen.ready()
        except HistoryError as error:
            fault = error
        except Exception as error:  # noqa: BLE001 - a fault of ours must not end the thread; it is told
            fault = HistoryError(_at_fault(error))
        if fault is not None:
            self._say(str(fault))
        turn.future.set_result(fault)

    def _do(self, job: Job) -> None:
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
            if self._jobs.empty():
                self._is_slow = False
            notices = _SLOW if self._is_slow else None, self._notice, self._pen.notice
            self._say(" ".join(filter(None, notices)) or None)
            if job.future:
                job.future.set_result(result)

    def _catch_up(self) -> None:
        """Write what could not be written before. What is itself at fault is left out: it would block the rest."""
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


def read_from(path: Path, ask: Query[Result]) -> Result:
    """Return what a reading function finds in the file, as it is at one moment. Raises `HistoryError`."""
    with reading(path) as connection:
        return ask(connection)


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
    return f"Something was not remembered, {our_fault(error)}."


def _tell_nobody(_: str | None) -> None:
    """Do nothing: nobody has asked to be told yet."""


def _nothing(_: sqlite3.Connection) -> None:
    """Change nothing: only what failed before is to be tried again."""
