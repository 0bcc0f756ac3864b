"""Opens web addresses in the user's browser: only http and https, and never in the terminal that tapewatch is in."""

import os
import shlex
import shutil
import subprocess
import sys
import threading
from collections.abc import Mapping
from typing import Final

from tui.news.stories import absolute

NO_BROWSER: Final = "No browser can be opened from here."

_ON_MAC: Final = ("open",)
_OPENERS: Final = (("xdg-open",), ("gio", "open"), ("wslview",), ("x-www-browser",))
_IN_TERMINALS: Final = frozenset(
    {"browsh", "carbonyl", "chawan", "cha", "elinks", "links", "links2", "lynx", "w3m", "www-browser"}
)
_DISPLAYS: Final = ("DISPLAY", "WAYLAND_DISPLAY")
_FAILS_WITHIN: Final = 1.0
_ADDRESS: Final = "%s"


def open_in_browser(address: str) -> str | None:
    """Open the address; return a sentence where that cannot be. Takes up to a second: call it in a thread.

    The browser gets no terminal: neither this one's input and output nor a way to it.
    """
    whole = absolute(address, "")
    if not whole:
        return "Only http and https addresses are opened."
    command = command_for(whole, os.environ, sys.platform)
    if command is None:
        return NO_BROWSER
    try:
        process = subprocess.Popen(  # noqa: S603 - no shell, and the address is one of the web
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError as error:
        return f"The browser cannot be started ({error.strerror or type(error).__name__})."
    try:
        status = process.wait(_FAILS_WITHIN)
    except subprocess.TimeoutExpired:
        threading.Thread(target=process.wait, daemon=True).start()  # it runs on; somebody has to see it end
        return None
    return f"The browser could not be opened ({command[0]} ended with {status})." if status else None


def command_for(address: str, environment: Mapping[str, str], platform: str) -> list[str] | None:
    """Return the command that opens the address: the user's own, else the system's; None where there is none.

    A browser that runs in a terminal is none, whoever asks for it.
    """
    asked = [_split(entry) for entry in environment.get("BROWSER", "").split(os.pathsep)]
    own = [words for words in asked if words and _is_graphical(words[0])]
    if platform == "darwin":
        offered = [*own, list(_ON_MAC)]
    elif any(environment.get(name) for name in _DISPLAYS):
        offered = [*own, *map(list, _OPENERS)]
    else:
        offered = own
    found = next((words for words in offered if shutil.which(words[0], path=environment.get("PATH"))), None)
    if found is None:
        return None
    if any(_ADDRESS in word for word in found):
        return [word.replace(_ADDRESS, address) for word in found]
    return [*found, address]


def _split(entry: str) -> list[str]:
    try:
        return shlex.split(entry)
    except ValueError:
        return []


def _is_graphical(command: str) -> bool:
    return os.path.basename(command) not in _IN_TERMINALS  # noqa: PTH119 - a name of a command, not a path
