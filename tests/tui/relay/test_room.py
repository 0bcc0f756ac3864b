"""A room of terminals: three follow one publisher, it is killed, another takes over, and nobody misses anything."""

import json
import re
import signal
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from redis import Redis

from tests.redis_server import RedisServer
from tests.terminal import TAPEWATCH, Terminal, environment, terminal
from tests.tui.history.pages import recalled
from tui.history.session import reading
from tui.refresh import Refreshed

# "● relayed demo · prices as of 11:01:24, 3 s ago · …"
AGE = re.compile(r"as\ of\ (?P<as_of> [0-9:]{8} ),\ (?P<seconds> [0-9]+ )\ s\ ago", re.VERBOSE)
_DEADLINE: Final = 60.0


class Watcher:
    """A monitor in a terminal, read by a thread of its own, so that nothing that it shows is missed."""

    def __init__(self, shown: Terminal) -> None:
        self.shown = shown
        self.ages: list[tuple[str, int]] = []
        """Every as-of time that was seen, with the seconds that it was said to be ago."""
        self._ends = threading.Event()
        self._thread = threading.Thread(target=self._read, daemon=True)
        self._thread.start()

    def _read(self) -> None:
        while not self._ends.is_set() and self.shown._read():
            if found := AGE.search(self.shown.text):
                age = found["as_of"], int(found["seconds"])
                if age not in self.ages[-1:]:
                    self.ages.append(age)

    def quit(self) -> None:
        """Press q, and return when the monitor has ended."""
        self.shown.type("q")
        self._thread.join(_DEADLINE)
        self._ends.set()
        assert self.shown.process.wait(_DEADLINE) == 0


@contextmanager
def publisher(server: RedisServer, data: Path) -> Iterator[subprocess.Popen[bytes]]:
    """Publish the demo until the block ends."""
    words = ("publish", "demo", "--every", "0.5", "--to", server.address, "--data-dir", str(data))
    process = subprocess.Popen([*TAPEWATCH, *words], env=environment(), stderr=subprocess.DEVNULL)
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def until(holds: Any, what: str) -> None:  # noqa: ANN401 - whatever can be called
    """Look until it holds: who is asked are other programs, which tell nobody."""
    end = time.monotonic() + _DEADLINE
    while not holds():
        assert time.monotonic() < end, f"waited in vain for {what}"
        time.sleep(0.05)


def published(client: Redis) -> list[tuple[int, datetime]]:
    """Return who published each page, by the token, and of when it is."""
    found: Any = client.xrange("psx")
    return [
        (int(fields[b"token"]), datetime.fromisoformat(json.loads(fields[b"message"])["as_of"])) for _, fields in found
    ]


def as_shown(as_of: datetime) -> str:
    """Return a time as a monitor shows it: pages of the same second look alike."""
    return f"{as_of.astimezone():%H:%M:%S}"


def remembered(data: Path) -> list[datetime]:
    """Return of when the pages are that a watcher took in."""
    with reading(data / "history.db") as connection:
        told = recalled(connection)
    pages = [report for report in told if isinstance(report, Refreshed)]
    assert not any(problem.code == "relay-gap" for report in pages for problem in report.snapshot.problems)
    return [report.as_of for report in pages]


def test_three_terminals_miss_nothing_when_the_publisher_is_killed(server: RedisServer, tmp_path: Path) -> None:
    client = Redis(host="127.0.0.1", port=server.port)
    with publisher(server, tmp_path / "first") as first, ExitStack() as stack:
        until(lambda: client.xlen("psx") > 0, "the first page")
        stack.enter_context(publisher(server, tmp_path / "second"))
        folders = [tmp_path / f"watcher-{number}" for number in range(3)]
        watchers = [
            Watcher(stack.enter_context(terminal([server.address, "--data-dir", str(data)], columns=80, lines=24)))
            for data in folders
        ]
        until(lambda: all(len({as_of for as_of, _ in each.ages}) > 2 for each in watchers), "what the watchers show")
        first.send_signal(signal.SIGKILL)
        killed = len(published(client))
        holder = published(client)[0][0]
        until(lambda: published(client)[-1][0] > holder and len(published(client)) > killed + 4, "the other publisher")
        before = len(published(client)) - 1
        until(
            lambda: (
                {each.ages[-1][0] for each in watchers} <= {as_shown(as_of) for _, as_of in published(client)[before:]}
            ),
            "what the watchers show now",
        )
        for each in watchers:
            each.quit()
    told = [as_of for _, as_of in published(client)]
    client.close()
    times = list(dict.fromkeys(map(as_shown, told)))
    for each, data in zip(watchers, folders, strict=True):
        taken = remembered(data)
        assert taken == told[told.index(taken[0]) :][: len(taken)], "each page once, in order, and none left out"
        assert len(taken) > killed - told.index(taken[0]), "pages of both publishers"
        assert {as_of for as_of, _ in each.ages} <= set(times), (
            "the time of a page is the one that the publisher gave it"
        )
        places = [times.index(as_of) for as_of, _ in each.ages]
        assert places == sorted(places), "no older page comes back"
        assert any(seconds >= 2 for _, seconds in each.ages), "while nobody published, prices grew older"
