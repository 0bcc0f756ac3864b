"""The programs that tapewatch is held against in a terminal, and how each is had and started."""

import hashlib
import shutil
import subprocess
import sys
import venv
from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from benchmarks.rival_server import FEED_TITLE
from tests.terminal import TAPEWATCH
from tui import __version__

_HERE: Final = Path(__file__).parent
_INSTALLED: Final = _HERE.parent / "build" / "rivals"
NOWHERE: Final = "http://market.example"
"""An address that leads nowhere, with the network or without it."""


@dataclass(frozen=True)
class Program(ABC):
    """A program in a terminal: what it writes first, and what tells that its first data have come."""

    name: str
    painted: bytes
    """The last words of its first screen."""

    has_data: bytes | None
    """What only data bring; None where it gets them from servers of its own alone."""

    @abstractmethod
    def command(self, folder: Path, server: str) -> Sequence[str]:
        """Return how it is started with that folder as its home, on what the server has."""

    def provide(self) -> str | None:
        """See that it is there; return why it cannot be had, and how it could, or None where it is there."""
        return None

    @property
    @abstractmethod
    def version(self) -> str:
        """Its version."""

    @property
    def title(self) -> str:
        """Its name and version."""
        return f"{self.name} {self.version}"


class Ours(Program):
    """Tapewatch, on a page and a feed."""

    def __init__(self) -> None:
        super().__init__("tapewatch", painted=b"Symbol", has_data=b"AIRLINK")

    def command(self, folder: Path, server: str) -> Sequence[str]:
        """Return it with settings and data of its own."""
        settings = folder / "settings.toml"
        settings.touch()
        sources = (f"{server}/page.txt", f"{server}/feed.xml")
        return (*TAPEWATCH, *sources, "--settings", str(settings), "--data-dir", str(folder / "data"))

    @property
    def version(self) -> str:
        """The version of this source."""
        return __version__


class Newsboat(Program):
    """The reader of feeds that Debian has."""

    def __init__(self) -> None:
        super().__init__("newsboat", painted=b"Your feeds", has_data=FEED_TITLE.encode())

    def command(self, folder: Path, server: str) -> Sequence[str]:
        """Return it with one feed, which it asks for at the start as we do."""
        urls, config = folder / "urls", folder / "config"
        urls.write_text(f"{server}/feed.xml\n", encoding="utf-8")
        config.touch()
        return ("newsboat", "-r", "-u", str(urls), "-c", str(folder / "cache.db"), "-C", str(config))

    def provide(self) -> str | None:
        """Look whether the system has it."""
        return None if shutil.which("newsboat") else "not installed; apt install newsboat"

    @property
    def version(self) -> str:
        """What it says of itself."""
        command = [shutil.which("newsboat") or "", "--version"]
        told = subprocess.run(command, capture_output=True, check=True, text=True).stdout
        return told.split()[1]


class Package(Program):
    """A program of PyPI, in a virtual environment that is made for it once, below `build`."""

    def command(self, folder: Path, server: str) -> Sequence[str]:
        """Return it with that folder as its home."""
        del server  # it knows where it looks
        home = (f"HOME={folder}", *(f"XDG_{kind}_HOME={folder}/{kind}" for kind in ("CONFIG", "DATA", "CACHE")))
        return ("env", *home, str(self._place / "bin" / self.name))

    def provide(self) -> str | None:
        """Install it unless it is; needs the network the first time."""
        stamp = self._place / "installed"
        if stamp.exists() and stamp.read_text(encoding="ascii") == self._digest:
            return None
        shutil.rmtree(self._place, ignore_errors=True)
        venv.create(self._place, with_pip=True)
        pip = [
            str(self._place / "bin" / "python"),
            "-m",
            "pip",
            "install",
            "--quiet",
            "--quiet",
            "--disable-pip-version-check",
        ]
        finished = subprocess.run([*pip, "--require-hashes", "-r", str(self.lock)], stdout=sys.stderr, check=False)
        if finished.returncode:
            return f"not installed; pip install -r benchmarks/locks/{self.lock.name} fails here"
        stamp.write_text(self._digest, encoding="ascii")
        return None

    @property
    def version(self) -> str:
        """The version that the lock names."""
        lines = self.lock.read_text(encoding="utf-8").splitlines()
        return next(line.split("==")[1].split()[0] for line in lines if line.lower().startswith(f"{self.name}=="))

    @property
    def lock(self) -> Path:
        """The file that pins it and all that it needs."""
        return _HERE / "locks" / f"{self.name}.lock"

    @property
    def _place(self) -> Path:
        return _INSTALLED / self.name

    @property
    def _digest(self) -> str:
        return hashlib.sha256(self.lock.read_bytes()).hexdigest()


OURS: Final = Ours()
RIVALS: Final[Sequence[Program]] = (
    Newsboat(),
    Package("psx-terminal", painted=b"MARKET OVERVIEW", has_data=None),
    Package("stockstui", painted=b"Configs", has_data=None),
)
