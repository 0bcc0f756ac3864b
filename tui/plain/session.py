"""`tapewatch --plain`: what is watched is announced in lines, and typed lines are answered, until it is told to end."""

import asyncio
import errno
from collections.abc import Awaitable, Iterable
from functools import partial
from typing import Final

from tui import __version__
from tui.age import AgeLimits
from tui.clock import Clock
from tui.ending import on_ending
from tui.errors import ExitStatus, our_fault, say
from tui.history.keeper import History
from tui.market import MarketState
from tui.plain.alerting import Alerting
from tui.plain.announcer import REST_SECONDS, Announcer
from tui.plain.announcing import Look
from tui.plain.answering import answer
from tui.plain.console import Console, typed
from tui.plain.describing import overview
from tui.plain.listening import Listening, Wish
from tui.plain.watching import Watching
from tui.plain.wording import spoken
from tui.refreshing.settings_watch import SettingsWatch
from tui.refreshing.watched import Watched
from tui.settings.model import Settings
from tui.view.file import ViewFile
from tui.view.keeper import keeper_of
from tui.view.model import View

_LOOK_SECONDS: Final = 1.0
_FIRST_SECONDS: Final = 3.0
"""So long the first pages are waited for, lest what is old be said and corrected at once."""

_DEAF: Final = frozenset({errno.EPIPE, errno.EIO})
"""How it is told that nobody reads any more: the other end of the pipe is closed, or the terminal gone."""


class Session:
    """One run. All of it happens on the event loop, so that no two lines are ever made at once."""

    def __init__(
        self,
        clock: Clock,
        settings: Settings,
        history: History,
        view_file: ViewFile,
        *,
        fault: str | None,
        is_log: bool,
    ) -> None:
        """Take a sentence on what is wrong with the settings, as `fault`, and whether nobody listens to the lines."""
        self._clock = clock
        self._faults: dict[str, str | None] = {"settings": fault}
        self._history = history
        self._keeper, self._faults["view"] = keeper_of(view_file, history, clock, partial(self._tell, "view"))
        self._console = Console()
        self._watching = Watching(clock, settings, history, self._take, tell=self._announce_one)
        self._alerting = Alerting(clock, history, self._announce_one)
        self._is_log = is_log
        self._listening = Listening.begun(self._keeper.view if self._keeper else View(), is_log=is_log)
        self._announcer = Announcer(clock, self._announce, rest=0.0 if is_log else REST_SECONDS)
        self._has_begun = asyncio.Event()
        self._ended: asyncio.Future[int]

    async def run(self, watched: Iterable[Watched], watch: SettingsWatch, keyboard: int | None, *, quits: bool) -> int:
        """Watch these, and answer what is typed, until it is told to end; return the exit status.

        The end of what is typed is the end of all where it `quits`.
        """
        loop = asyncio.get_running_loop()
        self._ended = loop.create_future()
        on_ending(self._end)
        self._history.tell(lambda fault: loop.call_soon_threadsafe(self._tell, "history", fault))
        self._watching.take(watched)
        works = {
            "Nothing is announced any more": self._look_again(),
            "Nothing is taken in any more": self._watching.run(),
            "Alerts are not watched any more": self._alerting.run(),
            "Changes of the settings are no longer taken up": self._follow(watch),
            "What you star and read is no longer remembered": self._keep(),
            "Nothing is answered any more": self._answer_all(keyboard, quits=quits),
        }
        tasks = [asyncio.create_task(self._guarded(what, work)) for what, work in works.items()]
        tasks.append(asyncio.create_task(self._write()))
        try:
            return await self._ended
        finally:
            await self._console.drained()
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
            await self._watching.close()

    def close(self) -> str | None:
        """Keep what the user starred and read last; return a sentence where that fails."""
        return self._keeper.close() if self._keeper else None

    def _end(self, status: int) -> None:
        if not self._ended.done():
            self._ended.set_result(status)

    async def _guarded(self, what: str, work: Awaitable[None]) -> None:
        """Work, and say so where that ends through an error of ours: silence must not pass for a quiet market.

        It is said at once, also in a pause and before how things stand, which may be what went wrong.
        """
        try:
            await work
        except Exception as error:  # noqa: BLE001 - it is said
            self._announce([f"{what}, {our_fault(error)}."])

    async def _write(self) -> None:
        try:
            await self._console.run()
        except OSError as error:
            if error.errno in _DEAF:
                return self._end(ExitStatus.OK)
            say(f"The lines cannot be written any more ({error.strerror}).")
            self._end(ExitStatus.NOTHING_USABLE)

    # what is announced

    def _look(self) -> Look:
        limits, faults = AgeLimits.of(self._watching.settings), filter(None, self._faults.values())
        return Look(self._watching.state, self._clock.now(), limits, " ".join(faults) or None)

    async def _look_again(self) -> None:
        """Say how things stand once the first pages are there, and from then on look each second what grew old."""
        await self._clock.wait(self._watching.is_settled, _FIRST_SECONDS)
        told = overview(look := self._look(), self._listening.view)
        first = f"tapewatch {__version__}. Type help for what can be asked, quit to end."
        self._announcer.begin(look, [first, *told, self._listening.text])
        self._has_begun.set()
        while True:
            await self._clock.wait(asyncio.Event(), _LOOK_SECONDS)
            if self._console.is_deaf:
                self._end(ExitStatus.OK)
            self._take(self._watching.state)

    def _take(self, before: MarketState) -> None:
        """Announce what has changed, and hold the alerts against it."""
        look = self._look()
        self._alerting.look(before, look)
        self._announcer.take(look, self._listening.symbols, most=self._listening.most)

    def _announce_one(self, line: str) -> None:
        self._announcer.announce([line])

    def _announce(self, lines: Iterable[str]) -> None:
        """Say what nobody asked for: in a terminal below an empty line, since something may be half typed there."""
        told = list(filter(None, map(spoken, lines)))
        is_below = told and self._has_begun.is_set() and not self._is_log
        self._console.say(["", *told] if is_below else told)

    def _say(self, lines: Iterable[str]) -> None:
        self._console.say(filter(None, map(spoken, lines)))

    def _tell(self, about: str, fault: str | None) -> None:
        """Take what is wrong with the settings, the view or the history; None where nothing is."""
        before, self._faults[about] = self._faults.get(about), fault
        if self._has_begun.is_set() and fault != before:
            self._announcer.announce([fault or f"The {about} can be used again."])

    # what is typed, what is kept, and the settings

    async def _keep(self) -> None:
        if self._keeper:
            await self._keeper.run()

    async def _answer_all(self, keyboard: int | None, *, quits: bool) -> None:
        if keyboard is None:
            return
        await self._has_begun.wait()
        async for line in typed(keyboard):
            self._answer(line)
        if quits:
            self._end(ExitStatus.OK)

    def _answer(self, line: str) -> None:
        lines, after, wish = answer(line, self._look(), self._listening)
        before, self._listening = self._listening, after
        if self._keeper and after.view is not before.view:
            self._keeper.keep(after.view)
        self._say(lines)
        self._announcer.pause(is_paused=after.is_paused)
        match wish:
            case Wish.REFRESH:
                self._watching.refresh_all()
            case Wish.QUIT:
                self._end(ExitStatus.OK)

    async def _follow(self, watch: SettingsWatch) -> None:
        """Take up the settings whenever their file changes."""
        async for change in watch.changes(self._watching.settings):
            self._watching.settings = change.settings
            self._watching.take(change.watched)
            await self._watching.take_names(change.settings.names)
            self._faults["settings"] = change.fault
            self._announcer.announce([change.fault or "Settings taken up."])
