"""Watches the alerts: holds them against each new state, and tells what fires once the history says that it may.

Where the history cannot be had they are held here alone, and put back into it when it can be had again.
"""

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import replace
from functools import partial
from typing import Final

from textual.screen import Screen
from textual.worker import Worker, WorkerState

from tui.age import AgeLimits
from tui.alerts.model import Alert, AlertBook, AlertEntry, Firing, Repeat, Standing
from tui.alerts.watch import Sight, Step, look, standing_at_first
from tui.clock import Clock
from tui.errors import our_fault
from tui.history.alerts import SHOWN_FIRINGS, claim, kept_alerts, log_firing, put_back, remove_alert
from tui.history.database import HistoryError
from tui.history.keeper import History
from tui.history.patience import patiently
from tui.market import MarketState
from tui.screens.alert_telling import tell
from tui.settings.model import Settings
from tui.widgets.working import start_work

_GROUP: Final = "alerts"
_READ_SECONDS: Final = 60.0
"""How often it is looked what another tapewatch did to the alerts, and whether the history can be had again."""


class AlertKeeper:
    """Holds the alerts of a screen. What is written goes one after the other, and never on the event loop."""

    def __init__(self, screen: Screen[None], clock: Clock, history: History) -> None:
        """Take the screen that the workers belong to."""
        self._screen = screen
        self._clock = clock
        self._history = history
        self._show: Callable[[AlertBook], object] | None = None
        self._book = AlertBook()
        self._settings = Settings()
        self._sight: Sight | None = None
        self._unlooked: MarketState | None = None
        """The market before what came while the alerts were not read yet."""
        self._is_read = False
        self._turn = asyncio.Lock()
        self._pending: dict[int, list[Standing]] = {}
        """How alerts stood before the steps that are still to be written, by their numbers."""
        self._numbers: dict[int, int] = {}
        """What became of the numbers of alerts that were held here alone."""
        self._last_number = 0

    def start(self) -> None:
        """Read the alerts that are kept, now and from time to time."""
        self._do(self._read)
        self._screen.set_interval(_READ_SECONDS, lambda: self._do(self._read))

    def look(self, before: MarketState, state: MarketState, stale: frozenset[str], settings: Settings) -> None:
        """Hold the alerts against the state, with the one before it and the symbols whose prices are old now."""
        self._settings = settings
        since = before if self._unlooked is None else self._unlooked
        self._sight = Sight(state, stale, self._clock.now(), AgeLimits.of(settings), since)
        self._unlooked = None if self._is_read else since
        self._look()

    @property
    def book(self) -> AlertBook:
        """The alerts, and what they told."""
        return self._book

    def show_in(self, show: Callable[[AlertBook], object]) -> None:
        """Call `show` from now on whenever the alerts change."""
        self._show = show

    def show_no_more(self, show: Callable[[AlertBook], object]) -> None:
        """Call `show` no longer; what has come in its place since is called."""
        if self._show == show:
            self._show = None

    @property
    def sight(self) -> Sight:
        """What the alerts were held against last."""
        return self._sight or Sight(MarketState(), frozenset(), self._clock.now(), AgeLimits.of(self._settings))

    # what the user does

    def make(self, entry: AlertEntry) -> None:
        """Watch another alert from now on."""
        self._last_number -= 1
        standing = standing_at_first(entry.rule, self.sight, is_for_all=entry.is_for_all)
        alert = Alert(self._last_number, entry.rule, entry.repeat, entry.is_for_all, self._clock.now(), standing)
        self._hold((*self._book.alerts, alert))
        self._do(partial(self._put_back, (alert,)))

    def change(self, alert: Alert, *, repeat: Repeat, is_for_all: bool) -> None:
        """Let an alert tell more or less often, or by other prices; it stands as one that was just made."""
        standing = standing_at_first(alert.rule, self.sight, is_for_all=is_for_all)
        changed = replace(alert, repeat=repeat, is_for_all=is_for_all, standing=standing)
        self._hold(changed if one.id == alert.id else one for one in self._book.alerts)
        self._do(partial(self._put_back, (changed,)))

    def remove(self, alert: Alert) -> None:
        """Watch an alert no longer."""
        self._hold(one for one in self._book.alerts if one.id != alert.id)
        self._do(partial(self._remove, alert.id))

    def tell_if_broken(self, event: Worker.StateChanged) -> None:
        """Say so where a worker of the alerts ended through an error of ours."""
        if event.worker.group == _GROUP and event.state is WorkerState.ERROR:
            self._drift(_fault(event.worker.error))

    # what fires

    def _look(self) -> None:
        if self._is_read and self._sight and (steps := look(self._book.alerts, self._sight)):
            self._step(steps)

    def _step(self, steps: Iterable[Step]) -> None:
        """Let the alerts stand otherwise at once, and tell what they have to tell when that is written."""
        steps = tuple(steps)
        after = {step.alert.id: step.after for step in steps}
        for step in steps:
            self._pending.setdefault(step.alert.id, []).append(step.alert.standing)
        self._hold(replace(one, standing=after.get(one.id, one.standing)) for one in self._book.alerts)
        self._do(partial(self._settle, steps))

    async def _settle(self, steps: tuple[Step, ...]) -> None:
        """Write the steps, and tell those of which another tapewatch has not told."""
        claimed = [(step, await self._claim(step)) for step in map(self._numbered, steps)]
        if firings := [step.firing for step, is_ours in claimed if is_ours and step.firing]:
            self._log(firings)
            tell(self._screen.app, firings, self._settings)
        if not all(is_ours for _, is_ours in claimed):
            await self._read()

    async def _claim(self, step: Step) -> bool:
        """Write a step, and return whether it is ours to tell; what cannot be written is held here, and told.

        No fault holds up the steps after it: what those claimed would be told by nobody.
        """
        try:
            if not self._book.fault:
                change = partial(claim, before=step.alert, after=step.after, firing=step.firing)
                return await patiently(self._history.write, change)
        except Exception as error:  # noqa: BLE001 - it is told
            self._drift(_fault(error))
        finally:
            self._forget_pending(step.alert.id)
        if step.firing is not None:
            self._history.later(partial(log_firing, firing=step.firing))
        return True

    def _numbered(self, step: Step) -> Step:
        """Return the step of an alert that has got another number since."""
        number = self._number(step.alert.id)
        firing = step.firing and replace(step.firing, alert=number)
        return step._replace(alert=replace(step.alert, id=number), firing=firing)

    def _number(self, number: int) -> int:
        return self._numbers.get(number, number)

    def _forget_pending(self, number: int) -> None:
        before = self._pending[number]
        before.pop(0)
        if not before:
            del self._pending[number]

    def _log(self, firings: list[Firing]) -> None:
        log = (*reversed(firings), *self._book.firings)[:SHOWN_FIRINGS]
        self._take(replace(self._book, firings=log))

    # what is kept

    def _do(self, doing: Callable[[], Awaitable[None]]) -> None:
        """Do something after all that came before."""
        start_work(self._screen, partial(self._in_turn, doing), _GROUP, exclusive=False)

    async def _in_turn(self, doing: Callable[[], Awaitable[None]]) -> None:
        async with self._turn:
            await doing()

    async def _read(self) -> None:
        """Take the alerts as they are kept; where they could not be kept, put those that are held here back first."""
        if self._book.fault:
            await self._put_back(self._book.alerts)
        else:
            try:
                self._merge(await patiently(self._history.read, kept_alerts), {})
            except Exception as error:  # noqa: BLE001 - it is told, and alerts fire without a history too
                self._drift(_fault(error))
        if not self._is_read:
            self._is_read, self._unlooked = True, None
            self._look()

    async def _put_back(self, alerts: tuple[Alert, ...]) -> None:
        """Keep the alerts as they are held here, but for the steps that are still to be written."""
        alerts = self._book.alerts if self._book.fault else alerts
        standing = {number: before[0] for number, before in self._pending.items()}
        numbered = [replace(alert, id=self._number(alert.id)) for alert in alerts]
        kept = [replace(alert, standing=standing.get(alert.id, alert.standing)) for alert in numbered]
        try:
            self._merge(*await patiently(self._history.write, partial(put_back, alerts=kept)))
        except HistoryError as error:
            self._drift(str(error))

    async def _remove(self, number: int) -> None:
        number = self._number(number)
        change = partial(remove_alert, number=number)
        try:
            await patiently(self._history.write, change)
        except HistoryError as error:
            self._drift(str(error))
            self._history.later(change)
        else:
            await self._read()

    def _merge(self, kept: AlertBook, numbers: Mapping[int, int]) -> None:
        """Take the alerts as they are kept, but for those of which something is still to be written."""
        self._numbers.update(numbers)
        self._pending = {self._number(number): before for number, before in self._pending.items()}
        held = {self._number(alert.id): alert for alert in self._book.alerts}
        alerts = [
            replace(alert, standing=held[alert.id].standing)
            if alert.id in self._pending.keys() & held.keys()
            else alert
            for alert in kept.alerts
        ]
        alerts += [alert for number, alert in held.items() if number < 0]
        self._take(replace(kept, alerts=tuple(alerts)))

    def _drift(self, fault: str) -> None:
        """Hold the alerts here alone from now on, and say why."""
        self._take(replace(self._book, fault=fault))

    def _hold(self, alerts: Iterable[Alert]) -> None:
        self._take(replace(self._book, alerts=tuple(alerts)))

    def _take(self, book: AlertBook) -> None:
        if book != self._book:
            self._book = book
            if self._show is not None:
                self._show(book)


def _fault(error: BaseException | None) -> str:
    """Return the sentence on why alerts are not kept."""
    if isinstance(error, HistoryError):
        return str(error)
    return f"They are not kept, {our_fault(error)}."
