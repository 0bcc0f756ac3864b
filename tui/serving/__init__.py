"""The `serve` command: the monitor in a browser, a process of its own for each tab that opens it."""

import asyncio
import errno
import importlib.util
import socket
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from tui.errors import ExitStatus, refuse, say
from tui.settings.file import SettingsFile
from tui.sources.shown import shown

MISSING: Final = (
    "The monitor comes into a browser by textual-serve, which is not here; "
    "install tapewatch with its extra '.[serve]', from the folder of the project"
)
_STDIN: Final = "Standard input cannot be served, since each tab has a monitor of its own. Name a file or an address."
_MOST_NAMED: Final = 3
_NO_HOST: Final = "--host needs an address or the name of this machine."


def serve(file: SettingsFile, data: Path, host: str, port: int) -> int:
    """Serve the monitor by the settings until a signal ends it, and return the exit status.

    A `port` of 0 stands for any that is free.
    """
    settings, fault = file.read()
    addresses = [source.address for source in file.sources(settings)]
    if "-" in addresses:
        return refuse(_STDIN, ExitStatus.WRONG_USAGE)
    if not host.strip():
        return refuse(_NO_HOST, ExitStatus.WRONG_USAGE)
    if importlib.util.find_spec("textual_serve") is None:
        return refuse(MISSING)
    if fault:
        say(fault)
    from tui.serving.handing import hand_over
    from tui.serving.server import Server

    hand_over(file, data)
    try:
        return asyncio.run(Server(host, _named(addresses)).run(port))
    except (OSError, UnicodeError) as error:
        return refuse_place(error, host, port)


def _named(addresses: Sequence[str]) -> str:
    """Return what is watched, as people may see it."""
    named = [shown(address) for address in addresses[:_MOST_NAMED]]
    more = len(addresses) - len(named)
    return ", ".join(named) + (f" and {more} more" if more else "")


def refuse_place(error: OSError | UnicodeError, host: str, port: int) -> int:
    """Say why nothing can be served there, and return the exit status."""
    if isinstance(error, UnicodeError | socket.gaierror):
        return refuse(f"There is no host {host}.", ExitStatus.WRONG_USAGE)
    if error.errno == errno.EADDRNOTAVAIL:
        return refuse(f"{host} is not an address of this machine.", ExitStatus.WRONG_USAGE)
    if error.errno == errno.EADDRINUSE:
        return refuse(f"Port {port} of {host} is in use. Choose another with --port, or 0 for any that is free.")
    if error.errno == errno.EACCES:
        return refuse(f"Port {port} is not for everybody. Choose one above 1023 with --port.")
    return refuse(f"Nothing can be served at port {port} of {host} ({error.strerror or type(error).__name__}).")
