"""What servers said that outlives a refresh: to leave them alone, and what tells whether a page is still the same."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from operator import attrgetter
from typing import Final, Protocol

MOST_BYTES: Final = 8 * 1024 * 1024
"""The largest page that is kept for another run."""


def hashed(address: str) -> str:
    """Return what an address is known by. Its password and its query never lie in a file."""
    return sha256(address.encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True, slots=True)
class Cooling:
    """How long a server asked to be left alone. All times are aware."""

    told_at: datetime
    until: datetime
    answers: int
    """How many answers in a row asked for it; none once it gave a page again."""


@dataclass(frozen=True, slots=True)
class KeptPage:
    """The last page of an address, and what lets its server tell whether it is still the same."""

    place: str
    """The hash of the address that it came from in the end."""
    document: bytes
    content_type: str | None
    etag: bytes | None
    last_modified: bytes | None

    @property
    def has_validators(self) -> bool:
        """Whether the server can be asked for another page only."""
        return self.etag is not None or self.last_modified is not None


class ServerMemory(Protocol):
    """Remembers what servers said, each by the hash of the source's address.

    Nothing here fails. Who asks is answered soon; `keep_page` alone may wait for a slow disk.
    """

    async def cooling(self, key: str) -> Cooling | None:
        """Return what was told last, to this tapewatch or another one."""
        ...

    def keep_cooling(self, key: str, cooling: Cooling) -> None:
        """Remember what was told; returns at once."""
        ...

    async def page(self, key: str) -> KeptPage | None:
        """Return the last page, whole and as it came; None where there is none."""
        ...

    async def keep_page(self, key: str, page: KeptPage | None) -> None:
        """Remember the last page alone; None forgets it."""
        ...


class MemoryOfRun:
    """A memory that ends with tapewatch."""

    def __init__(self) -> None:
        self._coolings: dict[str, Cooling] = {}
        self._pages: dict[str, KeptPage | None] = {}

    async def cooling(self, key: str) -> Cooling | None:
        """Return what was told last."""
        return self._coolings.get(key)

    def keep_cooling(self, key: str, cooling: Cooling) -> None:
        """Remember what was told."""
        self._coolings[key] = cooling

    async def page(self, key: str) -> KeptPage | None:
        """Return the last page."""
        return self._pages.get(key)

    async def keep_page(self, key: str, page: KeptPage | None) -> None:
        """Remember the last page alone; None forgets it."""
        self._pages[key] = page


def newest(*told: Cooling | None) -> Cooling | None:
    """Return what was told last; None where there is nothing."""
    return max((cooling for cooling in told if cooling is not None), key=attrgetter("told_at"), default=None)
