"""What a relay tells the market: the sources that come through it, under names that begin with its own."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from parsing import Problem
from tui.clock import Clock
from tui.refresh import Failed, Gone, Kind, Refreshed, Report, Started
from tui.relay.message import MOST_SOURCES, MessageError


class Telling:
    """Reports what comes through a relay.

    Until something does, and where the fault is a message's own, the relay is reported under its own name. Where
    nothing can come at all, every source is reported as failing, and as it was before when that is over.
    """

    def __init__(self, name: str, clock: Clock, report: Callable[[Report], object]) -> None:
        """Take the relay's name, and where reports go."""
        self._name = name
        self._clock = clock
        self._report = report
        self._last: dict[str, Refreshed | Failed] = {}
        """The last report on each source."""
        self._is_alone = False
        """Whether the relay is reported under its own name."""
        self.is_cut = False
        """Whether every source is reported as failing."""

    def begin(self) -> None:
        """Say that the relay is there: its sources are as they were, or the first one is waited for."""
        if self.is_cut:
            self.is_cut = False
            for last in self._last.values():
                self._report(replace(last, at=self._clock.now()))
            self._forget_own()
        if not self._last:
            self._is_alone = True
            self._report(Started(self._name, Kind.RELAY, self._clock.now()))

    def take(self, found: Refreshed | Failed, gap: Problem | None) -> None:
        """Report what came of a source, with a gap before it as a problem. Raises `MessageError`."""
        name = f"{self._name}: {found.source}"
        if name not in self._last and len(self._last) == MOST_SOURCES:
            raise MessageError(f"more than {MOST_SOURCES} sources come through it")
        told = replace(found, source=name, at=self._clock.now())
        if isinstance(told, Refreshed) and gap is not None:
            told = replace(told, snapshot=told.snapshot.model_copy(update={"problems": (*told.snapshot.problems, gap)}))
        if self.is_cut:
            self.begin()
        self._last[name] = told
        self._report(told)
        self._forget_own()

    def leave_out(self, sentence: str) -> None:
        """Report that a message was left out. What came before it still stands."""
        self._is_alone = True
        self._report(Failed(self._name, Kind.RELAY, self._clock.now(), sentence))

    def cut(self, sentence: str, pause: float | None = None) -> None:
        """Report that nothing can come, and after how many seconds that is looked at again."""
        self.is_cut = True
        now = self._clock.now()
        next_at = None if pause is None else now + timedelta(seconds=pause)
        for name, last in self._last.items():
            self._report(Failed(name, last.kind, now, sentence, next_at))
        if not self._last:
            self._is_alone = True
            self._report(Failed(self._name, Kind.RELAY, now, sentence, next_at))

    def _forget_own(self) -> None:
        if self._is_alone:
            self._is_alone = False
            self._report(Gone(self._name, Kind.RELAY))
