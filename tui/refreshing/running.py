"""What is being refreshed: a worker for each source, started and ended as sources come and go."""

from collections.abc import Callable, Iterable
from typing import Generic, Protocol, TypeAlias, TypeVar

from tui.clock import Clock
from tui.errors import our_fault
from tui.history.recalling import Named
from tui.refresh import Failed, RelayFault, Report
from tui.refreshing.watched import Watched
from tui.refreshing.worker import FollowWorker, RefreshWorker
from tui.sources import Stream, comes_from

SourceWorker: TypeAlias = RefreshWorker | FollowWorker


class _Run(Protocol):
    def cancel(self) -> object:
        """End it."""
        ...


Run = TypeVar("Run", bound=_Run)
"""A worker that runs: a task, or a worker of Textual's."""


class Running(Generic[Run]):
    """The workers, each with what runs it."""

    def __init__(self, clock: Clock, report: Callable[[Report], object], start: Callable[[SourceWorker], Run]) -> None:
        """Take where the reports of the workers go, and what starts one."""
        self.runs: dict[SourceWorker, Run] = {}
        self._clock = clock
        self._report = report
        self._start = start

    def take(self, watched: Iterable[Watched]) -> None:
        """Refresh these from now on.

        What was watched already goes on undisturbed; what is gone is ended, which closes it.
        """
        before, self.runs = self.runs, {}
        known = {id(worker.source): worker for worker in before}
        for one in watched:
            worker = known.get(id(one.source))
            if worker is None:
                worker = self._worker(one)
            elif isinstance(worker, RefreshWorker):
                worker.set_every(one.every)
            self.runs[worker] = before[worker] if worker in before else self._start(worker)
        for worker in before.keys() - self.runs.keys():
            before[worker].cancel()

    def _worker(self, one: Watched) -> SourceWorker:
        if isinstance(one.source, Stream):
            return FollowWorker(one.source, self._report)
        return RefreshWorker(one.source, self._clock, self._report, every=one.every)

    def report_broken(self, worker: SourceWorker, error: BaseException | None) -> None:
        """Report a worker that ended through an error of ours: nobody refreshes its source any longer."""
        sentence = f"Refreshing has stopped {our_fault(error)}; quit and start it again."
        fault = RelayFault if isinstance(worker, FollowWorker) else Failed
        self._report(fault(worker.source.name, worker.source.kind, self._clock.now(), sentence))

    def refresh_all(self) -> None:
        """Ask for a refresh of each source at once."""
        for worker in self.runs:
            worker.refresh_now()

    def is_watched(self, name: str) -> bool:
        """Whether what is reported under a name comes from a source that is watched."""
        return any(comes_from(name, worker.source.name) for worker in self.runs)

    @property
    def named(self) -> tuple[Named, ...]:
        """The sources as the history knows them."""
        return tuple(Named(worker.source.name, worker.source.kind) for worker in self.runs)
