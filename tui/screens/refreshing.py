"""The refresh workers of the monitor: one for each source, started and ended as sources come and go."""

from collections.abc import Callable, Iterable
from typing import Any

from textual.dom import DOMNode
from textual.worker import Worker, WorkerState

from tui.clock import Clock
from tui.errors import our_fault
from tui.history.recalling import Named
from tui.prices.feeds import Feed
from tui.refresh import Failed, Kind, RelayFault, Report
from tui.refreshing.watched import Watched
from tui.refreshing.worker import FollowWorker, RefreshWorker
from tui.render.status_texts import origin
from tui.sources import Stream, comes_from
from tui.widgets.working import start_work


class Refreshing:
    """What is being refreshed."""

    def __init__(self, node: DOMNode, clock: Clock, report: Callable[[Report], object]) -> None:
        """Take the node that the workers belong to and go with, and where their reports go."""
        self._node = node
        self._clock = clock
        self._report = report
        self._running: dict[RefreshWorker | FollowWorker, Worker[Any]] = {}

    def take(self, watched: Iterable[Watched]) -> None:
        """Refresh these from now on, each until the node goes.

        What was watched already goes on undisturbed; what is gone is ended, which closes it.
        """
        before, self._running = self._running, {}
        known = {id(worker.source): worker for worker in before}
        for one in watched:
            worker = known.get(id(one.source))
            if worker is None:
                worker = self._worker(one)
            elif isinstance(worker, RefreshWorker):
                worker.set_every(one.every)
            self._running[worker] = before[worker] if worker in before else self._start(worker)
        for worker in before.keys() - self._running.keys():
            before[worker].cancel()

    def _worker(self, one: Watched) -> RefreshWorker | FollowWorker:
        if isinstance(one.source, Stream):
            return FollowWorker(one.source, self._report)
        return RefreshWorker(one.source, self._clock, self._report, every=one.every)

    def _start(self, worker: RefreshWorker | FollowWorker) -> Worker[Any]:
        return start_work(self._node, worker.run, "refresh", exclusive=False)

    def tell_if_broken(self, event: Worker.StateChanged) -> None:
        """Report a worker that ended through an error of ours: nobody refreshes its source any longer."""
        broken = next((worker for worker, run in self._running.items() if run is event.worker), None)
        if event.state is WorkerState.ERROR and broken is not None:
            sentence = f"Refreshing has stopped {our_fault(event.worker.error)}; quit and start it again."
            fault = RelayFault if isinstance(broken, FollowWorker) else Failed
            self._report(fault(broken.source.name, broken.source.kind, self._clock.now(), sentence))

    @property
    def is_held(self) -> bool:
        """Whether a replay stands still."""
        return any(worker.is_held for worker in self._running if isinstance(worker, RefreshWorker))

    @property
    def has_replay(self) -> bool:
        """Whether something is replayed."""
        return any(worker.source.kind is Kind.REPLAY for worker in self._running)

    def hold_replays(self) -> None:
        """Hold every replay; or let all go on, where one is held."""
        is_held = not self.is_held
        for worker in self._replays():
            worker.hold(is_held=is_held)

    def step_replays(self) -> None:
        """Show the next page of every replay, held or not."""
        for worker in self._replays():
            worker.refresh_now()

    def _replays(self) -> list[RefreshWorker]:
        """Return what replays, or tell the user that nothing does."""
        refreshed = (worker for worker in self._running if isinstance(worker, RefreshWorker))
        replays = [worker for worker in refreshed if worker.source.kind is Kind.REPLAY]
        if not replays:
            self._node.app.notify("There is no replay: open a folder of saved pages for one.", markup=False)
        return replays

    def refresh_all(self) -> None:
        """Ask for a refresh of each source at once."""
        for worker in self._running:
            worker.refresh_now()

    def is_watched(self, name: str) -> bool:
        """Whether what is reported under a name comes from a source that is watched."""
        return any(comes_from(name, worker.source.name) for worker in self._running)

    @property
    def named(self) -> tuple[Named, ...]:
        """The sources as the history knows them."""
        return tuple(Named(worker.source.name, worker.source.kind) for worker in self._running)

    def origin(self, feeds: Iterable[Feed]) -> str:
        """Return what the prices are where they are not live; of what comes through a relay its feed tells."""
        sources = {worker.source.kind for worker in self._running if isinstance(worker, RefreshWorker)}
        return origin({*sources, *(feed.kind for feed in feeds)})
