"""Where pages come from. One module a kind; `open_source` picks it from what the user typed."""

from pathlib import Path
from typing import Protocol

from tui.clock import Clock
from tui.refresh import Kind, Page
from tui.settings import Settings


class Source(Protocol):
    """A place that gives pages, one for each refresh."""

    @property
    def name(self) -> str:
        """What the user typed for it, cleaned and without passwords."""
        ...

    @property
    def kind(self) -> Kind:
        """What its prices are."""
        ...

    @property
    def every(self) -> float | None:
        """The seconds between refreshes that fit it; None where it never has anything new."""
        ...

    async def fetch(self) -> Page:
        """Return the page as it is now. Raises `SourceError`."""
        ...

    async def close(self) -> None:
        """Let go of connections. Nothing is fetched after this."""
        ...


def open_source(text: str, clock: Clock, settings: Settings) -> Source:
    """Return the source that `text` names: `demo`, `-`, an http(s) address, a folder, or else a file.

    Nothing is read yet: a file that does not exist is a source that fails, and may come to be. The modules are imported
    here, since a session uses one or two of them.
    """
    if text == "demo":
        from tui.sources.demo import DemoSource

        return DemoSource(clock)
    if text == "-":
        from tui.sources.stdin import StdinSource

        return StdinSource(clock)
    if "://" in text:
        from tui.sources.web import WebSource

        return WebSource(text, clock, timeout=settings.timeout)
    path = Path(text).expanduser()
    if path.is_dir():
        from tui.sources.folder import FolderSource

        return FolderSource(path, speed=settings.speed)
    from tui.sources.file import FileSource

    return FileSource(path)
