"""The signals that end a command which runs until it is told to."""

import asyncio
import signal
from collections.abc import Callable
from functools import partial
from typing import Final

ENDINGS: Final = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def ending() -> asyncio.Event:
    """Return what is set by the signals that end it; those that whoever started it has turned off stay so."""
    ended = asyncio.Event()
    on_ending(lambda _: ended.set())
    return ended


def on_ending(leave: Callable[[int], object]) -> None:
    """Call `leave` on each of these signals with the exit status that a shell gives it: 128 and its number."""
    loop = asyncio.get_running_loop()
    for number in ENDINGS:
        if signal.getsignal(number) is not signal.SIG_IGN:
            loop.add_signal_handler(number, partial(leave, 128 + number))
