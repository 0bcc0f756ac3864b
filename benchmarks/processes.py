"""What running programs take of the machine, and how long they take to write something. Linux only."""

import os
import select
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Final, NamedTuple

from parsing.clean import clean_line
from tests.terminal import Terminal

_PATIENCE: Final = 60.0
_LAST_WORDS: Final = 120


class Memory(NamedTuple):
    """The memory of a process in millions of bytes: all, and with what it shares with others divided among them."""

    resident: float
    proportional: float


def memory_of(pid: int) -> Memory:
    """Return the memory of a process."""
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines()
    kibibytes = {line.split()[0]: int(line.split()[1]) for line in lines if line.endswith(" kB")}
    return Memory(*(kibibytes[part] * 1024 / 1e6 for part in ("Rss:", "Pss:")))


def memory_of_all(pids: Iterable[int]) -> Memory:
    """Return the memory of the processes together."""
    found = [memory_of(pid) for pid in pids]
    return Memory(sum(one.resident for one in found), sum(one.proportional for one in found))


def processor_of(pid: int) -> float:
    """Return the seconds that all threads of a process have used, finer than the hundredths in `/proc/PID/stat`."""
    threads = Path(f"/proc/{pid}/task").iterdir()
    return sum(int((thread / "schedstat").read_text(encoding="ascii").split()[0]) for thread in threads) / 1e9


def family_of(pid: int) -> list[int]:
    """Return the process, its children, theirs, and so on."""
    children = [
        int(child)
        for thread in Path(f"/proc/{pid}/task").iterdir()
        for child in (thread / "children").read_text(encoding="ascii").split()
    ]
    return [pid, *(one for child in children for one in family_of(child))]


class Shown:
    """What a program in a terminal writes, read as a terminal does but not drawn, so that only the program is timed."""

    def __init__(self, tty: Terminal) -> None:
        self.pid = tty.process.pid
        self._tty = tty
        self._unread = b""

    def type(self, keys: str) -> None:
        """Send the keys."""
        self._tty.type(keys)

    def until(self, marker: bytes) -> None:
        """Read until the program has written the bytes; what comes after them is left for the next time."""
        end = time.monotonic() + _PATIENCE
        while marker not in self._unread:
            assert self._read(end - time.monotonic()), f"{marker.decode()} was never written, but {self._last_words()}"
        self._unread = self._unread.partition(marker)[2]

    def forget(self, seconds: float) -> None:
        """Read for so long, and forget all that was written so far."""
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            self._read(left)
            self._unread = b""

    def processor(self) -> float:
        """Return the seconds that the program and all that it started have used so far."""
        return sum(map(processor_of, family_of(self.pid)))

    def idle_percent(self, seconds: float) -> float:
        """Return the part of a core that they use while nobody touches it."""
        before = self.processor()
        self.forget(seconds)
        return (self.processor() - before) * 100 / seconds

    def _last_words(self) -> str:
        return clean_line(self._unread.decode("utf-8", "replace"))[-_LAST_WORDS:] or "nothing"

    def _read(self, seconds: float) -> bool:
        """Take in what is written next; False where nothing is, or the program has ended."""
        ready, _, _ = select.select([self._tty._master], [], [], max(0.0, seconds))
        if not ready:
            return False
        try:
            written = os.read(self._tty._master, 65536)
        except OSError:  # how Linux says that the other side of a pty is closed
            return False
        self._unread += written
        return bool(written)
