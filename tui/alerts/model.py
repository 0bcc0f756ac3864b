"""Alerts as values: what each waits for, how often it tells, how it stands, and what was told."""

import json
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any, Final

from tui.alerts.rules import Level, Rule, Stale, meaning

MOST_TOLD: Final = 128
"""How many hashes of stories an alert remembers, so that none is told twice: mostly two of a story. A page or feed has
fewer stories that name a symbol.
"""


class Repeat(StrEnum):
    """How often an alert tells."""

    ONCE = "once"
    DAILY = "once a day"
    EACH = "each crossing"

    @property
    def following(self) -> "Repeat":
        """The next one, and the first after the last."""
        every = tuple(Repeat)
        return every[(every.index(self) + 1) % len(every)]


def how_often(rule: Rule, repeat: Repeat) -> str:
    """Return how often an alert tells; only a value crosses something."""
    return "each time" if repeat is Repeat.EACH and not isinstance(rule, Level) else repeat.value


@dataclass(frozen=True, slots=True)
class AlertEntry:
    """An alert as it is asked for."""

    rule: Rule
    repeat: Repeat = Repeat.ONCE
    is_for_all: bool = False
    """Whether replayed and demo prices count, too."""

    @property
    def prices(self) -> str:
        """Which prices count, where that is said: `any prices`; of a rule on their age it makes no difference."""
        return "any prices" if self.is_for_all and not isinstance(self.rule, Stale) else ""

    @property
    def words(self) -> str:
        """When it fires and how often: `when HUBC is above 139.20; once`, and whether any prices count."""
        return "; ".join(filter(None, (meaning(self.rule), how_often(self.rule, self.repeat), self.prices)))


@dataclass(frozen=True, slots=True)
class Standing:
    """How an alert stands: what it has to know, over restarts too, to tell each thing once."""

    holds: bool = False
    """Whether the value is past the level, or has not gone back far enough since."""
    seen: datetime | None = None
    """As of when the value was that made it so; earlier values come too late to change anything."""
    close: Decimal | None = None
    """The previous close against which a change or percentage held; another one begins anew."""
    told: tuple[str, ...] = ()
    """What the stories that are known are remembered by, newest first; or the sources whose prices are old."""
    fired_on: date | None = None
    """The last day in Karachi on which it told."""
    is_done: bool = False
    """Whether it has told for the last time."""

    @property
    def text(self) -> str:
        """The standing as it is kept: one text for one standing."""
        said: dict[str, Any] = {
            "holds": self.holds or None,
            "seen": self.seen and self.seen.isoformat(),
            "close": None if self.close is None else f"{self.close:f}",
            "told": list(self.told) or None,
            "fired_on": self.fired_on and self.fired_on.isoformat(),
            "is_done": self.is_done or None,
        }
        return json.dumps({name: value for name, value in said.items() if value is not None}, sort_keys=True)

    @classmethod
    def of_text(cls, text: str) -> "Standing":
        """Return the standing that was kept as this text. Raises ValueError."""
        try:
            said = json.loads(text)
            return cls(
                holds=bool(said.get("holds")),
                seen=datetime.fromisoformat(said["seen"]) if "seen" in said else None,
                close=Decimal(said["close"]) if "close" in said else None,
                told=tuple(map(str, said.get("told", ()))),
                fired_on=date.fromisoformat(said["fired_on"]) if "fired_on" in said else None,
                is_done=bool(said.get("is_done")),
            )
        except (ArithmeticError, AttributeError, TypeError, ValueError) as error:
            raise ValueError(f"no standing of an alert: {text[:40]}") from error


@dataclass(frozen=True, slots=True)
class Alert:
    """A rule that is watched. One that is kept nowhere but in this run has a negative id."""

    id: int
    rule: Rule
    repeat: Repeat
    is_for_all: bool
    """Whether replayed and demo prices count, too."""
    made_at: datetime
    standing: Standing = field(default_factory=Standing)

    @property
    def entry(self) -> AlertEntry:
        """What was asked for."""
        return AlertEntry(self.rule, self.repeat, self.is_for_all)


@dataclass(frozen=True, slots=True)
class Firing:
    """An alert that told something: when, of which prices, and the sentence that was told."""

    alert: int
    rule: str
    at: datetime
    sentence: str
    as_of: datetime | None = None
    """Of when the price or the prices are; None where it has none."""
    symbol: str = ""
    price: Decimal | None = None
    """The symbol's price then, in rupees (points of an index); None where it has none."""


@dataclass(frozen=True, slots=True)
class AlertBook:
    """All alerts, in the order in which they were made, and what was told, newest first."""

    alerts: tuple[Alert, ...] = ()
    firings: tuple[Firing, ...] = ()
    unread: int = 0
    """How many kept alerts cannot be read."""
    fault: str = ""
    """Why alerts are not kept beyond this run; empty where they are."""

    def last_fired(self, alert: Alert) -> datetime | None:
        """Return when the alert told last; None where the log has nothing of it."""
        told = (firing.at for firing in self.firings if firing.alert == alert.id and firing.at >= alert.made_at)
        return next(told, None)  # the number of an alert that was removed may be that of a later one
