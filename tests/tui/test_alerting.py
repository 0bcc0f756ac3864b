"""The alerts of a screen before and after its first picture."""

import subprocess
import sys
from itertools import pairwise
from typing import Any

from textual.screen import Screen

from tests.builders import FakeClock, quote, refreshed
from tui.history.keeper import NoHistory
from tui.market import MarketState, apply
from tui.prices.rows import MoveLimits
from tui.screens.alerting import Alerting
from tui.settings.model import Settings

NOT_NEEDED = {
    "tui.alerts.model",
    "tui.alerts.rules",
    "tui.alerts.watch",
    "tui.alerts.entry",
    "tui.prices.holding_entry",
}
"""What the first picture can do without."""


class Keeper:
    """Notes what it is asked to do."""

    def __init__(self) -> None:
        self.asked: list[tuple[object, ...]] = []

    def look(self, *seen: object) -> None:
        """Note what is looked at."""
        self.asked.append(seen)

    def start(self) -> None:
        """Note the start."""
        self.asked.append(("start",))


def test_the_alerts_are_not_imported_with_the_app() -> None:
    program = "import sys, tui.app; print('\\n'.join(sys.modules))"
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    imported = set(run.stdout.split())
    assert "tui.screens.monitor" in imported
    assert imported & NOT_NEEDED == set()


async def test_what_came_before_the_first_picture_is_looked_at_after_it() -> None:
    states = [MarketState()]
    for price in ("138", "140"):
        states.append(apply(states[-1], refreshed(quote("HUBC", price)), MoveLimits()))
    screen: Screen[Any] = Screen()
    alerting, keeper, settings = Alerting(screen, FakeClock(), NoHistory()), Keeper(), Settings()
    vars(alerting)["keeper"] = keeper
    for before, state in pairwise(states):
        alerting.look(before, state, frozenset(), settings)
    assert keeper.asked == []
    alerting.start()
    assert keeper.asked == [(states[0], states[2], frozenset(), settings), ("start",)]
    alerting.look(states[2], states[2], frozenset({"HUBC"}), settings)
    assert keeper.asked[2:] == [(states[2], states[2], frozenset({"HUBC"}), settings)]
