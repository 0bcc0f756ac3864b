"""What happened on the last refresh over the web, for `tapewatch doctor`."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Exchange:
    """One refresh over the web, as far as it came. All texts are clean and without passwords."""

    address: str
    """Where the redirects ended."""

    redirects: tuple[str, ...]
    """The addresses on the way there, without the last."""

    robots: str
    """What became of asking robots.txt, in a few words; empty where it was not asked."""

    status: int | None
    """The status of the last answer, or None where there was none."""

    etag: str
    last_modified: str
    """The validators that the answer had."""

    wire_bytes: int
    """The bytes of the body as they travelled, without the head."""

    page_bytes: int
    """The bytes of the page, unpacked."""

    seconds: float


@dataclass(slots=True)
class Steps:
    """A refresh that is under way: the facts of its `Exchange`, as they come."""

    name: str
    hops: list[str] = field(default_factory=list)
    robots: str = ""
    status: int | None = None
    etag: str = ""
    last_modified: str = ""
    wire_bytes: int = 0
    page_bytes: int = 0

    def ended(self, seconds: float) -> Exchange:
        """Return the exchange, which took so many seconds."""
        return Exchange(
            self.hops[-1] if self.hops else self.name,
            tuple(self.hops[:-1]),
            self.robots,
            self.status,
            self.etag,
            self.last_modified,
            self.wire_bytes,
            self.page_bytes,
            seconds,
        )
