"""Watchers of a relay without a screen, as a program: for each page it prints a line when all of them have it.

python -m benchmarks.relay_crowd followers|connections ADDRESS COUNT
"""

import asyncio
import json
import re
import resource
import selectors
import socket
import sys
import time
from collections import defaultdict
from contextlib import ExitStack
from typing import Final

from tui.clock import SystemClock
from tui.refresh import Refreshed, Report
from tui.relay.source import RelaySource
from tui.settings.model import Settings, SourceSettings

_REST: Final = 0.002
"""Seconds from one watcher's start to the next."""

# b'$15\r\n1764153000123-0\r\n', the first id of an answer; its last field, `after`, with which it is whole
_ID: Final = re.compile(rb"\r\n(\d+-\d+)\r\n")
_WHOLE: Final = re.compile(rb"\$5\r\nafter\r\n\$\d+\r\n\d+-\d+\r\n\Z")

# '"price":"907.07"', the price that tells the page: no other is between 900 and 1,000 with two decimals
_MARK: Final = re.compile(rb'"price":"(9\d\d\.\d\d)"')


async def _follow(address: str, count: int) -> None:
    """Follow the relay so many times, as a monitor does but for its screen, until the end of the input."""
    told: dict[str, list[float]] = defaultdict(list)

    def take(report: Report) -> None:
        if isinstance(report, Refreshed):
            _note(told, str(report.snapshot.quotes[-1].price), count)

    source = SourceSettings(address=address)
    following = []
    for _ in range(count):
        relay = RelaySource(source, SystemClock(), Settings())
        following.append(asyncio.create_task(relay.follow(take, asyncio.Event())))
        await asyncio.sleep(_REST)
    await asyncio.gather(*following)


def _connect(address: str, count: int) -> None:
    """Read the stream over so many bare connections, of which nothing is asked but when its bytes are there."""
    port = int(address.partition("127.0.0.1:")[2].partition("/")[0])
    told: dict[str, list[float]] = defaultdict(list)
    with selectors.DefaultSelector() as selector, ExitStack() as lines:
        for _ in range(count):
            line = lines.enter_context(socket.create_connection(("127.0.0.1", port)))
            selector.register(line, selectors.EVENT_READ, bytearray())
            line.sendall(_asking(b"0-0"))
        while True:
            for key, _ in selector.select():
                ready, unread = key.fileobj, key.data
                assert isinstance(ready, socket.socket)
                unread += ready.recv(262_144)
                if not _WHOLE.search(unread):
                    continue
                number, mark = _ID.search(unread), _MARK.search(unread)
                assert number is not None
                assert mark is not None
                ready.sendall(_asking(number[1]))
                _note(told, mark[1].decode(), count)
                unread.clear()


def _asking(after: bytes) -> bytes:
    """Return the command that waits for the entry after that one."""
    words = (b"XREAD", b"COUNT", b"1", b"BLOCK", b"0", b"STREAMS", b"psx", after)
    return b"*%d\r\n" % len(words) + b"".join(b"$%d\r\n%s\r\n" % (len(word), word) for word in words)


def _note(told: dict[str, list[float]], mark: str, count: int) -> None:
    """Note that one of them has the page now, and print when all had it, if this was the last."""
    moments = told[mark]
    moments.append(time.monotonic())
    if len(moments) == count:
        print(json.dumps([mark, moments]), flush=True)


if __name__ == "__main__":
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    if sys.argv[1] == "followers":
        asyncio.run(_follow(sys.argv[2], int(sys.argv[3])))
    else:
        _connect(sys.argv[2], int(sys.argv[3]))
