"""The sources that are open: opened for what the settings name, and kept while they name the same."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from tui.settings.model import Settings, SourceSettings
from tui.sources import Source, is_relay, is_web


@dataclass(frozen=True, slots=True)
class Watched:
    """A source that is open, and the seconds between its refreshes; None means what fits it."""

    source: Source
    every: float | None = None


class OpenSources:
    """What is open, by address."""

    def __init__(self, open_one: Callable[[SourceSettings, Settings], Source]) -> None:
        """Take what opens a source; opening one does not read it yet."""
        self._open_one = open_one
        self._open: dict[str, tuple[Source, object]] = {}

    def watch(self, wanted: Iterable[SourceSettings], settings: Settings) -> list[Watched]:
        """Return all that is wanted. What is open for the same already stays, with all that it knows.

        A source is opened anew where the limits that it was opened with have changed, or where its address has become
        something else, such as a folder where there was a file. Closing what is left out is up to whoever watches it.
        """
        before, self._open = self._open, {}
        watched = []
        for named in wanted:
            fresh, limits = self._open_one(named, settings), _limits(named, settings)
            source, known = before.get(named.address, (fresh, limits))
            if type(source) is not type(fresh) or known != limits:
                source = fresh
            self._open[named.address] = source, limits
            watched.append(Watched(source, named.every or settings.every or fresh.every))
        return watched


def _limits(named: SourceSettings, settings: Settings) -> object:
    """Return the settings that a source is opened with and cannot change later."""
    if named.address in {"demo", "-"}:
        return None
    if is_relay(named.address):
        return named.max_bytes or settings.max_bytes, settings.relay, settings.connect_timeout
    if not is_web(named.address):
        return named.max_bytes or settings.max_bytes
    names = ("timeout", "connect_timeout", "read_timeout", "max_wire_bytes", "max_bytes", "use_environment")
    return named.model_copy(update={"every": None}), tuple(getattr(settings, name) for name in names)
