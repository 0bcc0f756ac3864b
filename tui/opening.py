"""Opens what the user named: a span of the history, or what `tui.sources` knows."""

from pathlib import Path

from tui.clock import Clock
from tui.paths import history_file
from tui.settings import Settings, SourceSettings
from tui.sources import HISTORY_ADDRESS, Source, open_source
from tui.sources.memory import ServerMemory


def open_named(
    named: SourceSettings, clock: Clock, settings: Settings, data: Path, memory: ServerMemory | None = None
) -> Source:
    """Return the source that the address names, with the history in that data folder; nothing is read yet.

    `memory` holds what has to outlive this run, such as how long a server asked to be left alone.
    """
    if not named.address.startswith(HISTORY_ADDRESS):
        return open_source(named, clock, settings, memory)
    from tui.history.replaying import HistorySource

    return HistorySource(named.address, history_file(data), clock, speed=settings.speed)
