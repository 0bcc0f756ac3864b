"""Places of its own for a tapewatch that is measured: nothing of the user's is read, shown or written to."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory


@contextmanager
def own_places() -> Iterator[list[str]]:
    """Give the options that name an empty settings file and a data folder, both of which are gone afterwards."""
    with TemporaryDirectory() as folder:
        settings = Path(folder) / "settings.toml"
        settings.touch()
        yield ["--settings", str(settings), "--data-dir", f"{folder}/data"]
