"""Every place on disk that tapewatch knows of."""

import os
from collections.abc import Callable
from pathlib import Path

from platformdirs import user_config_path, user_data_path

from parsing.clean import clean_line

_NAME = "tapewatch"
_NO_HOME = Path("/nonexistent")
"""What Debian calls the home of a user who has none. There is nothing, and nothing is kept there."""


def settings_file() -> Path:
    """Return where the user's settings are looked for."""
    return _own_folder(user_config_path) / "settings.toml"


def data_folder() -> Path:
    """Return the folder for what tapewatch keeps; it is made when something is first written."""
    return _own_folder(user_data_path)


def articles_folder(data: Path) -> Path:
    """Return the folder in that data folder in which articles are saved."""
    return data / "articles"


def history_file(data: Path) -> Path:
    """Return the file in that data folder in which is remembered what was seen."""
    return data / "history.db"


def view_file(data: Path) -> Path:
    """Return the file in that data folder in which the user's view is remembered."""
    return data / "view.json"


def expanded(text: str) -> Path:
    """Return the path, with ~ for the home of the user; as it stands where nobody knows whose home is meant."""
    try:
        return Path(text).expanduser()
    except RuntimeError:
        return Path(text)


def is_folder(path: Path) -> bool:
    """Whether there is a folder; none is where nobody can tell, such as by a name that is too long."""
    return os.path.isdir(path)  # noqa: PTH112 - that of Path raises where nobody can tell


def is_file(path: Path) -> bool:
    """Whether there is a file; none is where nobody can tell."""
    return os.path.isfile(path)  # noqa: PTH113 - as above


def folder_name(folder: Path) -> str:
    """Return what an imported folder is called, cleaned: its whole path, since two may have the same last name."""
    return clean_line(os.path.realpath(folder))


def _own_folder(find: Callable[..., Path]) -> Path:
    try:
        return find(_NAME, appauthor=False)
    except RuntimeError:  # HOME is not set, and the system does not know who this is
        return _NO_HOME / _NAME
