"""The signals that end a command which runs until it is told to."""

import asyncio
import signal
from typing import Final

_SIGNALS: Final = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def ending() -> asyncio.Event:
    """Return what is set by the signals that end it; those that whoever started it has turned off stay so."""
    loop, ended = asyncio.get_running_loop(), asyncio.Event()
    for number in _SIGNALS:
        if signal.getsignal(number) is not signal.SIG_IGN:
            loop.add_signal_handler(number, ended.set)
    return ended
