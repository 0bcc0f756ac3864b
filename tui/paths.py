"""Every place on disk that tapewatch knows of."""

import os
from pathlib import Path

from platformdirs import user_config_path, user_data_path

from parsing.clean import clean_line

_NAME = "tapewatch"


def settings_file() -> Path:
    """Return where the user's settings are looked for."""
    return user_config_path(_NAME, appauthor=False) / "settings.toml"


def data_folder() -> Path:
    """Return the folder for what tapewatch keeps; it is made when something is first written."""
    return user_data_path(_NAME, appauthor=False)


def articles_folder(data: Path) -> Path:
    """Return the folder in that data folder in which articles are saved."""
    return data / "articles"


def history_file(data: Path) -> Path:
    """Return the file in that data folder in which is remembered what was seen."""
    return data / "history.db"


def view_file(data: Path) -> Path:
    """Return the file in that data folder in which the user's view is remembered."""
    return data / "view.json"


def folder_name(folder: Path) -> str:
    """Return what an imported folder is called, cleaned: its whole path, since two may have the same last name."""
    return clean_line(os.path.realpath(folder))
