"""The refresh workers of the monitor: one for each source, started and ended as sources come and go."""

from collections.abc import Callable, Iterable
from typing import Any

from textual.dom import DOMNode
from textual.worker import Worker, WorkerState

from tui.clock import Clock
from tui.prices.feeds import Feed
from tui.refresh import Kind, Report
from tui.refreshing.running import Running
from tui.refreshing.worker import RefreshWorker
from tui.render.status_texts import origin
from tui.widgets.working import start_work


class Refreshing(Running[Worker[Any]]):
    """What is being refreshed, by workers that go with a node."""

    def __init__(self, node: DOMNode, clock: Clock, report: Callable[[Report], object]) -> None:
        """Take the node that the workers belong to and go with, and where their reports go."""
        super().__init__(clock, report, lambda worker: start_work(node, worker.run, "refresh", exclusive=False))
        self._node = node

    def tell_if_broken(self, event: Worker.StateChanged) -> None:
        """Report a worker that ended through an error of ours: nobody refreshes its source any longer."""
        broken = next((worker for worker, run in self.runs.items() if run is event.worker), None)
        if event.state is WorkerState.ERROR and broken is not None:
            self.report_broken(broken, event.worker.error)

    @property
    def is_held(self) -> bool:
        """Whether a replay stands still."""
        return any(worker.is_held for worker in self.runs if isinstance(worker, RefreshWorker))

    @property
    def has_replay(self) -> bool:
        """Whether something is replayed."""
        return any(worker.source.kind is Kind.REPLAY for worker in self.runs)

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
        refreshed = (worker for worker in self.runs if isinstance(worker, RefreshWorker))
        replays = [worker for worker in refreshed if worker.source.kind is Kind.REPLAY]
        if not replays:
            self._node.app.notify("There is no replay: open a folder of saved pages for one.", markup=False)
        return replays

    def origin(self, feeds: Iterable[Feed]) -> str:
        """Return what the prices are where they are not live; of what comes through a relay its feed tells."""
        sources = {worker.source.kind for worker in self.runs if isinstance(worker, RefreshWorker)}
        return origin({*sources, *(feed.kind for feed in feeds)})
