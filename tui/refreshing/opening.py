"""Opens what the user named: a span of the history, a relay, or what `tui.sources` knows."""

from pathlib import Path

from tui.clock import Clock
from tui.paths import history_file
from tui.settings.model import Settings, SourceSettings
from tui.sources import HISTORY_ADDRESS, Source, is_relay, open_source
from tui.sources.memory import MemoryOfRun, ServerMemory


def open_named(
    named: SourceSettings, clock: Clock, settings: Settings, data: Path, memory: ServerMemory | None = None
) -> Source:
    """Return the source that the address names, with the history in that data folder; nothing is read yet.

    `memory` holds what has to outlive this run, such as how long a server asked to be left alone.
    """
    if named.address.startswith(HISTORY_ADDRESS):
        from tui.history.replaying import HistorySource

        return HistorySource(named.address, history_file(data), clock, speed=settings.speed)
    if is_relay(named.address):
        from tui.relay.source import RelaySource

        return RelaySource(named, clock, settings)
    return open_source(named, clock, settings, memory)


def server_memory(settings: Settings, data: Path, *, keeps_pages: bool) -> ServerMemory:
    """Return the memory of what servers said, in the history of that data folder as far as the settings allow it.

    The file is left alone but for each question and each change, as fits a program without a screen. Without
    `keeps_pages` only who asked to be left alone is remembered, and pages are asked for as if nothing was known of
    them.
    """
    from tui.history.brief import BriefHistory
    from tui.history.keeper import ReadOnlyHistory
    from tui.history.servers import HistoryServers

    path = history_file(data)
    match settings.history:
        case "on":
            return HistoryServers(BriefHistory(path), keeps_pages=keeps_pages)
        case "read-only":
            return HistoryServers(ReadOnlyHistory(path), keeps_pages=keeps_pages)
        case "off":
            return MemoryOfRun()
