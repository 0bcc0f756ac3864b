"""From a key to the screen while 10,000 rows change every second, against an app that does nothing else.

The keys come at random moments, whether or not the last one was answered: a screen that hangs is seen as often as it
hangs. A key is answered by the first bytes that show what it did, or what a key after it did.
"""

import os
import re
import select
import statistics
import sys
import time
from collections.abc import Iterator, Sequence
from itertools import accumulate
from pathlib import Path
from random import Random
from typing import Final

from benchmarks.figures import Figure, ratio
from tests.terminal import Terminal, terminal

_BUSY: Final = (sys.executable, "-m", "benchmarks.busy_app")
_EMPTY: Final = (sys.executable, str(Path(__file__).parent / "empty_app.py"))
_COLUMNS, _LINES = 160, 45
_TURNS: Final = 3
_KEYS: Final = 200
_GAPS: Final = (0.01, 0.09)
_WAVE: Final = 20
"""How many rows the cursor goes down before it comes back: far enough to tell one key's answer from another's."""
_SETTLES: Final = 4.0
_PATIENCE: Final = 10.0

_CURSOR: Final = re.compile(rb"\x1b\[(\d+);\d+H(?:(?!\x1b\[\d+;\d+H).)*?\xe2\x96\xb8", re.DOTALL)
"""A place on the screen and, with no other place between, the mark of the cursor: `ESC [ 12 ; 1 H ... ▸`."""
_COUNT: Final = re.compile(rb"keys:(\d{4}):")


def measure() -> Iterator[Figure]:
    """Return the ratios of the 95th percentiles and of the medians."""
    turns = [(_busy_turn(Random(turn)), _empty_turn(Random(turn))) for turn in range(_TURNS)]  # noqa: S311
    name = "key to screen, 10,000 rows change each second"
    for words, part, limit in (("95th percentile", _slow, 2.0), ("median", statistics.median, None)):
        ours, empty = ([part(turn[side]) for turn in turns] for side in (0, 1))
        yield ratio(f"{name}, {words}", "empty Textual app", ours, empty, limit=limit)


def _slow(seconds: Sequence[float]) -> float:
    return statistics.quantiles(seconds, n=20)[-1]


def _busy_turn(chance: Random) -> list[float]:
    """Return the seconds to the answer of each key in our app, with its ticker held."""
    with terminal([], program=_BUSY, columns=_COLUMNS, lines=_LINES) as tty:
        tty.until_written("▸".encode())
        typist = Typist(tty, _CURSOR)
        typist.type("p")
        typist.watch(_SETTLES)
        first = typist.shown
        ways = [1 if key // _WAVE % 2 == 0 else -1 for key in range(_KEYS)]
        expected = [first + place for place in accumulate(ways)]
        keys = ["j" if way > 0 else "k" for way in ways]
        return typist.seconds_to_answers(keys, expected, chance)


def _empty_turn(chance: Random) -> list[float]:
    with terminal([], program=_EMPTY, columns=_COLUMNS, lines=_LINES) as tty:
        tty.until_written(b"keys:0000:")
        typist = Typist(tty, _COUNT)
        typist.watch(_SETTLES)
        return typist.seconds_to_answers("j" * _KEYS, range(1, _KEYS + 1), chance)


class Typist:
    """Types into a terminal, and looks for a number in what comes back."""

    def __init__(self, tty: Terminal, pattern: re.Pattern[bytes]) -> None:
        self.shown = 0
        """The number that was last seen."""
        self._tty = tty
        self._pattern = pattern
        self._unread = b""
        self._see(tty.written)

    def type(self, key: str) -> None:
        """Send the key."""
        self._tty.type(key)

    def watch(self, seconds: float) -> None:
        """Take in what comes for so long."""
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            self._read(left)

    def seconds_to_answers(self, keys: Sequence[str], expected: Sequence[int], chance: Random) -> list[float]:
        """Type the keys at random moments, and return how long each took to bring the number that is expected of it."""
        start = time.monotonic()
        due = [start + moment for moment in accumulate(chance.uniform(*_GAPS) for _ in keys)]
        sent: list[float] = []
        seconds: list[float] = []
        while len(seconds) < len(keys):
            now = time.monotonic()
            assert now < due[-1] + _PATIENCE, f"{len(keys) - len(seconds)} keys were not answered"
            if len(sent) < len(keys) and now >= due[len(sent)]:
                self.type(keys[len(sent)])
                sent.append(now)
                continue
            wait = due[len(sent)] - now if len(sent) < len(keys) else _PATIENCE
            for number in self._read(wait):
                seen = time.monotonic()
                answered = _first(expected, number, range(len(seconds), len(sent)))
                seconds += [seen - sent[key] for key in range(len(seconds), answered)]
        return seconds

    def _read(self, seconds: float) -> list[int]:
        """Wait so long for bytes, and return the numbers in them."""
        ready, _, _ = select.select([self._tty._master], [], [], seconds)
        return self._see(os.read(self._tty._master, 65536)) if ready else []

    def _see(self, written: bytes) -> list[int]:
        self._unread += written
        numbers, end = [], 0
        for match in self._pattern.finditer(self._unread):
            numbers.append(int(match[1]))
            end = match.end()
        self._unread = self._unread[end:][-4096:]
        if numbers:
            self.shown = numbers[-1]
        return numbers


def _first(expected: Sequence[int], number: int, pending: range) -> int:
    """Return how many keys are answered by the number: all up to the first pending one that it is expected of."""
    return next((key + 1 for key in pending if expected[key] == number), pending.start)
