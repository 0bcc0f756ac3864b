"""What one look at a relay finds."""

from dataclasses import dataclass

from tui.refresh import Failed, Refreshed


@dataclass(frozen=True, slots=True)
class Look:
    """Whether a publisher is at work, the newest page and failure of each source, and what cannot be read."""

    is_attended: bool
    reports: tuple[Refreshed | Failed, ...]
    faults: tuple[str, ...] = ()

    @property
    def pages(self) -> tuple[Refreshed, ...]:
        """The newest pages."""
        return tuple(report for report in self.reports if isinstance(report, Refreshed))

    @property
    def sentence(self) -> str:
        """Why there is no page; nothing where nobody says so."""
        failures = [f"The publisher says: {report.sentence}" for report in self.reports if isinstance(report, Failed)]
        return next(iter((*failures, *self.faults)), "")
