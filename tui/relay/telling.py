"""What a relay tells the market: its sources under names that begin with its own, and what is wrong with itself."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta

from parsing import Problem
from tui.clock import Clock
from tui.refresh import Failed, Kind, Refreshed, RelayFault, RelaySound, RelaySources, Report, Started, relayed_name
from tui.relay.message import MOST_SOURCES, Message, MessageError


class Telling:
    """Reports what comes through a relay."""

    def __init__(self, name: str, clock: Clock, report: Callable[[Report], object]) -> None:
        """Take the relay's name, and where reports go."""
        self._name = name
        self._clock = clock
        self._report = report
        self._sources = frozenset[str]()
        """What comes through, by its names here, as the last message says."""
        self._fault = ""
        """What is wrong with the relay itself, as it was told last."""
        self._is_waiting = False
        """Whether the relay itself is shown, since nothing has come yet."""
        self.is_cut = False
        """Whether that is so much that nothing can come."""

    def start(self) -> None:
        """Say that the first page is waited for."""
        self._is_waiting = True
        self._report(Started(self._name, Kind.RELAY, self._clock.now()))

    def take(self, message: Message, problems: Sequence[Problem] = ()) -> None:
        """Report what came of a source, with what is wrong with its way here. Raises `MessageError`."""
        self._know({*message.sources, message.report.source})
        told = replace(message.report, source=self._named(message.report.source), at=self._clock.now())
        if isinstance(told, Refreshed) and problems:
            snapshot = told.snapshot.model_copy(update={"problems": (*told.snapshot.problems, *problems)})
            told = replace(told, snapshot=snapshot)
        if isinstance(told, Failed):
            told = replace(told, sentence=f"The publisher says: {told.sentence}")
        self._report(told)
        if self._fault or self._is_waiting:
            self._mend()

    def tell_sound(self) -> None:
        """Report that what comes can come again, where it could not."""
        if self.is_cut:
            self._mend()

    def _mend(self) -> None:
        self._fault, self.is_cut, self._is_waiting = "", False, False
        self._report(RelaySound(self._name, Kind.RELAY))

    def leave_out(self, sentence: str) -> None:
        """Report that a message was left out, once until a good one comes. What came before it still stands."""
        if not self._fault:
            self._fault = sentence
            self._report(RelayFault(self._name, Kind.RELAY, self._clock.now(), sentence, is_of_all=False))

    def cut(self, sentence: str, pause: float | None = None) -> None:
        """Report that nothing can come, and after how many seconds that is looked at again."""
        if sentence == self._fault and pause is None:
            return
        self._fault, self.is_cut = sentence, True
        now = self._clock.now()
        next_at = None if pause is None else now + timedelta(seconds=pause)
        self._report(RelayFault(self._name, Kind.RELAY, now, sentence, next_at))

    def _know(self, sources: set[str]) -> None:
        """Report which sources come through, where they are others than before."""
        if len(sources) > MOST_SOURCES:
            raise MessageError(f"more than {MOST_SOURCES} sources come through it")
        named = frozenset(map(self._named, sources))
        if named != self._sources:
            self._sources = named
            self._report(RelaySources(self._name, Kind.RELAY, named))

    def _named(self, source: str) -> str:
        return relayed_name(source, self._name)
