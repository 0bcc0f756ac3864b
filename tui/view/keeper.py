"""Keeps how the user looks at the market: what is marked and listed in the history, all else in the view's file.

Of stars, lists and marks only what changed is written, beside what other tapewatches wrote. What the history could not
take (it is full, turned off, read-only) is in the file until it can: there both as it is and as the history has it, so
that the same change is made to the history later, which does no harm where it was made already. So the marks of a file
of before there was a history are taken over, too: the history has none of them yet.
"""

import asyncio
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Final

from tui.clock import Clock
from tui.history.database import HistoryError
from tui.history.keeper import History, read_from
from tui.history.marks import change_marked, read_marked
from tui.paths import history_file, is_file
from tui.view.file import ViewFile
from tui.view.model import View

REST_SECONDS: Final = 1.0
"""How long the file is left alone after it was written."""

END_SECONDS: Final = 4.0
"""How long the history is waited for when tapewatch ends."""


def recalled(in_file: View, history: Path) -> View:
    """Return the view of the file with the stars, lists and marks of the history, for which the first picture waits.

    Where that cannot be read, it has those that the file has.
    """
    if not is_file(history):
        return in_file.with_marked(in_file.marked)
    try:
        stored = read_from(history, read_marked)
    except HistoryError:  # the history itself tells of it
        return in_file.with_marked(in_file.marked)
    view = in_file.with_marked(stored.changed(in_file.stored, in_file.marked))
    return view.model_copy(update={"stored": stored})


def keeper_of(
    file: ViewFile | None, history: History, clock: Clock, tell: Callable[[str | None], None]
) -> "tuple[ViewKeeper | None, str | None]":
    """Return the keeper of what the file has and the history beside it, and a sentence where the file is of no use.

    Without a file nothing is kept.
    """
    if file is None:
        return None, None
    in_file, fault = file.read()
    view = recalled(in_file, history_file(file.path.parent))
    return ViewKeeper(file, in_file, view, history, clock, tell), fault


class ViewKeeper:
    """Writes the newest view in a thread, at most once a second, and what is left when tapewatch ends."""

    def __init__(
        self,
        file: ViewFile,
        in_file: View,
        view: View,
        history: History,
        clock: Clock,
        tell: Callable[[str | None], None],
    ) -> None:
        """Take the file and what was read from it, the view of that and the history, and who is told of faults.

        That is told that the file fails, and None when it works again. A fault that lasts is told once.
        """
        self._file = file
        self._history = history
        self._newest = view
        self._stored = view.stored
        has_marks = in_file.marked != in_file.stored
        self._written = (
            in_file if has_marks else in_file.model_copy(update={**view.marked._asdict(), "stored": view.stored})
        )
        self._clock = clock
        self._tell = tell
        self._told: str | None = None
        self._has_news = asyncio.Event()
        if view != self._written:
            self._has_news.set()
        self._writing = threading.Lock()

    @property
    def view(self) -> View:
        """The newest view."""
        return self._newest

    def keep(self, view: View) -> None:
        """Remember this view from now on; it is written soon."""
        self._newest = view
        self._has_news.set()

    async def run(self) -> None:
        """Write what is to be kept, until cancelled."""
        while True:
            await self._has_news.wait()
            self._has_news.clear()
            await self._store()
            fault = await asyncio.to_thread(self._write)
            if fault != self._told:
                self._told = fault
                self._tell(fault)
            await self._clock.wait(asyncio.Event(), REST_SECONDS)

    def close(self) -> str | None:
        """Write what is not written yet, after a write that is under way; return the sentence where that fails."""
        if self._newest.marked != self._stored:
            with ThreadPoolExecutor(1) as thread:  # which has no loop that runs already
                thread.submit(asyncio.run, self._store(END_SECONDS)).result()
        return self._write()

    async def _store(self, seconds: float | None = None) -> None:
        """Write what changed of stars, lists and marks to the history; where that cannot be had, the file keeps it."""
        marked = self._newest.marked
        if marked == self._stored:
            return
        change = partial(change_marked, before=self._stored, after=marked, now=self._clock.now())
        try:
            async with asyncio.timeout(seconds):
                await self._history.write(change)
        except Exception:  # noqa: BLE001 - the history itself tells of it; whatever it is, the view is still written
            return
        self._stored = marked

    def _write(self) -> str | None:
        """Write the newest view unless it is in the file: of two threads that come here, the later has the newer."""
        with self._writing:
            view = self._newest.model_copy(update={"stored": self._stored})
            if view == self._written:
                return None
            try:
                self._file.write(view, self._written)
            except OSError as error:
                return self._file.fault(error)
            self._written = view
            return None
