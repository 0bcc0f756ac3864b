"""What a refresh is made of: the page that a source gave, and what became of it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from parsing import Snapshot


class Kind(StrEnum):
    """What the prices of a source are, in the word that the status line shows."""

    LIVE = "live"
    SAVED = "saved page"
    REPLAY = "replay"
    DEMO = "demo"
    RELAY = "relay"
    RELAYED_PAGE = "relayed page"
    RELAYED_REPLAY = "relayed replay"
    RELAYED_DEMO = "relayed demo"

    @property
    def claims_now(self) -> bool:
        """Whether the prices are meant as today's and so can grow stale; replayed and demo prices never are."""
        return self.published in {Kind.LIVE, Kind.SAVED}

    @property
    def published(self) -> "Kind":
        """What they were where another tapewatch published them; of what is no relay, the kind itself."""
        return _PUBLISHED.get(self, self)

    @property
    def is_relayed(self) -> bool:
        """Whether they come through a relay."""
        return self in _PUBLISHED

    @property
    def relayed(self) -> "Kind":
        """What they are for those to whom they are published."""
        return _RELAYED.get(self, self)

    def is_kin_of(self, other: "Kind") -> bool:
        """Whether prices of both may stand side by side: made-up ones stand apart, and so do replayed ones."""
        return self.published is other.published or (self.claims_now and other.claims_now)


_RELAYED: Final = {
    Kind.LIVE: Kind.RELAY,
    Kind.SAVED: Kind.RELAYED_PAGE,
    Kind.REPLAY: Kind.RELAYED_REPLAY,
    Kind.DEMO: Kind.RELAYED_DEMO,
}
_PUBLISHED: Final = {relayed: kind for kind, relayed in _RELAYED.items()}


def relayed_name(source: str, relay: str) -> str:
    """Return what a source is called that comes through a relay."""
    return f"{relay}: {source}"


def comes_through(name: str, relay: str) -> bool:
    """Whether it is the name of a source that comes through the relay."""
    return name.startswith(relayed_name("", relay))


@dataclass(frozen=True, slots=True)
class Page:
    """One page as a source gave it. `as_of` is the aware time at which it was saved or fetched."""

    document: str | bytes
    as_of: datetime
    content_type: str | None = None
    position: str = ""
    """Where the page stands among others, as in `3 of 10`; empty where there are no others."""
    address: str = ""
    """The http(s) address that it came from in the end, without a name and password; empty where it is no web page."""
    snapshot: Snapshot | None = None
    """What the page holds, where the source knows that already; then the document is not looked at."""
    rest: float = 0.0
    """The least seconds until the source is asked again, however often that is to be."""


@dataclass(frozen=True, slots=True)
class Started:
    """A refresh of `source` has begun at `at`."""

    source: str
    kind: Kind
    at: datetime


@dataclass(frozen=True, slots=True)
class Refreshed:
    """A refresh that brought a page: its snapshot, the as-of time of its prices, and when the next one is due."""

    source: str
    kind: Kind
    at: datetime
    as_of: datetime
    snapshot: Snapshot
    next_at: datetime | None = None
    position: str = ""
    address: str = ""
    """The web address that the page came from; empty where there is none."""
    is_recalled: bool = False
    """Whether the page came out of the history, and so is not remembered once more."""


@dataclass(frozen=True, slots=True)
class Failed:
    """A refresh that brought nothing, with the sentence that says why."""

    source: str
    kind: Kind
    at: datetime
    sentence: str
    next_at: datetime | None = None
    is_cooling: bool = False
    """Whether the server asked to be left alone until `next_at`."""


@dataclass(frozen=True, slots=True)
class ReplayHeld:
    """A replay stands still from now on, or goes on."""

    source: str
    kind: Kind
    is_held: bool


@dataclass(frozen=True, slots=True)
class RelayFault:
    """A relay itself is at fault, with the sentence that says why."""

    source: str
    kind: Kind
    at: datetime
    sentence: str
    next_at: datetime | None = None
    is_of_all: bool = True
    """Whether nothing can come through it, so that its sources fail too; else only something was left out."""


@dataclass(frozen=True, slots=True)
class RelaySound:
    """A relay is not at fault any more: its sources are as they were."""

    source: str
    kind: Kind


@dataclass(frozen=True, slots=True)
class RelaySources:
    """What comes through a relay, by its names here; what came of others goes."""

    source: str
    kind: Kind
    names: frozenset[str]


Report = Started | Refreshed | Failed | ReplayHeld | RelayFault | RelaySound | RelaySources
"""What the worker says of a source; `tui.market.apply` takes it in."""
