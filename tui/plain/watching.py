"""What is watched without a screen: the sources, refreshed, and the market state that their reports make."""

import asyncio
from collections.abc import Callable, Iterable, Mapping
from typing import Final

from tui.clock import Clock
from tui.history.database import HistoryError
from tui.history.holdings import all_holdings
from tui.history.keeper import History
from tui.market import MarketState, applied, apply, renamed, without
from tui.portfolio import with_holdings
from tui.prices.rows import MoveLimits
from tui.recollection import ThisRun, known_before
from tui.refresh import Report, Started
from tui.refreshing.running import Running, SourceWorker
from tui.refreshing.watched import Watched
from tui.settings.model import Settings
from tui.sources import comes_from

_RECALL_SECONDS: Final = 5.0
"""So long at most the history is waited for; then one goes on without what was known before."""


class Watching:
    """Holds the state, and tells who listens after each change of it."""

    def __init__(
        self,
        clock: Clock,
        settings: Settings,
        history: History,
        changed: Callable[[MarketState], object],
        *,
        tell: Callable[[str], object],
    ) -> None:
        """Take what is called after each change, with the state before it, and who is told what cannot be had."""
        self.state = renamed(MarketState(), settings.names)
        self.settings = settings
        self.is_settled = asyncio.Event()
        """Set when each source has brought something, or failed."""
        self._history = history
        self._changed = changed
        self._tell = tell
        self._started_at = clock.now()
        self._reports: asyncio.Queue[Report] = asyncio.Queue()
        self._running = Running(clock, self._report, self._start)
        self._tried: set[str] = set()

    def take(self, watched: Iterable[Watched]) -> None:
        """Refresh these from now on. What was watched already goes on undisturbed; what is gone is ended."""
        self._running.take(watched)
        self._become(self._watched_only(self.state))

    def _start(self, worker: SourceWorker) -> asyncio.Task[None]:
        return asyncio.create_task(self._refresh(worker))

    async def _refresh(self, worker: SourceWorker) -> None:
        try:
            await worker.run()
        except Exception as error:  # noqa: BLE001 - a fault with one source must not end the others; it is told
            self._running.report_broken(worker, error)

    def _report(self, report: Report) -> None:
        self._history.record(report)
        self._reports.put_nowait(report)

    def refresh_all(self) -> None:
        """Ask for a refresh of each source at once."""
        self._running.refresh_all()

    async def take_names(self, names: Mapping[str, tuple[str, ...]]) -> None:
        """Look for companies by these names, in what is there, too."""
        before = self.state
        state = await asyncio.to_thread(renamed, before, names)
        self._become(state if self.state is before else renamed(self.state, names))

    async def run(self) -> None:
        """Recall what was known before, then take in what the sources report, until cancelled."""
        try:
            async with asyncio.timeout(_RECALL_SECONDS):
                await self._recall()
        except TimeoutError:
            self._tell("What was known before cannot be said: the history did not answer in time.")
        except HistoryError:
            pass  # the history itself tells of it
        while True:
            report = await self._reports.get()
            before, limits = self.state, MoveLimits.of(self.settings)
            state = await applied(before, report, limits)
            if self._running.is_watched(report.source):  # it may have gone since
                if self.state is not before:  # another source has gone meanwhile
                    state = apply(self.state, report, limits)
                if not isinstance(report, Started):
                    self._tried.add(report.source)
                self._become(state)
            if all(any(comes_from(name, worker.source.name) for name in self._tried) for worker in self._running.runs):
                self.is_settled.set()

    async def _recall(self) -> None:
        run = ThisRun(self._running.named, self._started_at, self.state, MoveLimits.of(self.settings))
        state, holdings = await self._history.read(
            lambda connection: (known_before(connection, run, run.since), all_holdings(connection))
        )
        self.state = self._watched_only(with_holdings(renamed(state, self.settings.names), holdings))

    def _watched_only(self, state: MarketState) -> MarketState:
        return without(state, frozenset(name for name in state.feeds if not self._running.is_watched(name)))

    def _become(self, state: MarketState) -> None:
        before, self.state = self.state, state
        if state is not before:
            self._changed(before)

    async def close(self) -> None:
        """End all refreshing."""
        tasks = self._running.runs.values()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
