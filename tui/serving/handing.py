"""Hands what is to be watched over to the process of a tab: in its environment, since everybody can read a command."""

import json
import os
from pathlib import Path
from typing import Final

from tui.settings.file import SettingsFile

_NAME: Final = "TAPEWATCH_SERVED"


def hand_over(file: SettingsFile, data: Path) -> None:
    """Put the settings and the folder for data where processes that are started from now on find them."""
    handed = {
        "settings": str(file.path),
        "is_named": file.is_named,
        "options": dict(file.options),
        "addresses": file.addresses,
        "data": str(data),
    }
    os.environ[_NAME] = json.dumps(handed)


def take_over() -> tuple[SettingsFile, Path]:
    """Return what was handed over. It goes no further: processes that this one starts have no use for it."""
    handed = json.loads(os.environ.pop(_NAME))
    addresses = tuple(handed["addresses"])
    file = SettingsFile(Path(handed["settings"]), handed["is_named"], handed["options"], addresses)
    return file, Path(handed["data"])
