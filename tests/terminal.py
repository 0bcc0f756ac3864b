"""A real terminal for tests: a program in a pty, and what an emulator makes of what it writes."""

import fcntl
import os
import pty
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

import pyte

TAPEWATCH = (sys.executable, "-m", "tui")
DEADLINE = 30.0


class Terminal:
    """A program in a terminal of its own."""

    def __init__(self, process: subprocess.Popen[bytes], master: int, columns: int, lines: int) -> None:
        self.process = process
        self.written = b""
        self.before = termios.tcgetattr(master)
        """How the terminal treats what is typed, as a shell would have it."""
        self._master = master
        self._screen = pyte.Screen(columns, lines)
        self._stream = pyte.ByteStream(self._screen)

    @property
    def text(self) -> str:
        """What the screen shows now."""
        return "\n".join(self._screen.display)

    @property
    def cells(self) -> list[pyte.screens.Char]:
        """What the screen shows now, with its colours."""
        return [
            self._screen.buffer[line][column]
            for line in range(self._screen.lines)
            for column in range(self._screen.columns)
        ]

    @property
    def now(self) -> list[Any]:
        """How the terminal treats what is typed now, to hold against how it did before."""
        return termios.tcgetattr(self._master)

    def type(self, keys: str) -> None:
        """Send the keys."""
        os.write(self._master, keys.encode())

    def wipe(self) -> None:
        """Forget what the screen shows, so that only what is drawn anew is seen."""
        self._screen.reset()

    def until(self, happens: Callable[[str], bool]) -> str:
        """Read until the screen is as wanted, and return its text; fail after `DEADLINE` seconds."""
        end = time.monotonic() + DEADLINE
        while not happens(self.text):
            assert time.monotonic() < end, f"waited in vain; the screen shows:\n{self.text}"
            assert self._read(), f"the program ended; the screen shows:\n{self.text}"
        return self.text

    def until_written(self, marker: bytes) -> None:
        """Read until the program has written the bytes; nothing is drawn, so that only the program is timed."""
        while marker not in self.written:
            self.written += os.read(self._master, 65536)

    def until_ended(self) -> int:
        """Read until the program has ended, and return its exit status."""
        end = time.monotonic() + DEADLINE
        while self._read():
            assert time.monotonic() < end, f"it does not end; the screen shows:\n{self.text}"
        return self.process.wait(DEADLINE)

    def until_full(self) -> None:
        """Read nothing until the program has written as much as the terminal holds."""
        before, held = -1, 0
        while held != before:
            time.sleep(0.5)  # nothing tells that a program waits
            before, held = held, int.from_bytes(fcntl.ioctl(self._master, termios.FIONREAD, bytes(4)), sys.byteorder)

    def close(self) -> None:
        """Take the terminal away, as a window that is closed does."""
        if self._master >= 0:
            os.close(self._master)
            self._master = -1

    def _read(self) -> bool:
        """Take in what the program writes next; False where it has ended."""
        ready, _, _ = select.select([self._master], [], [], 1.0)
        if not ready:
            return self.process.poll() is None
        try:
            written = os.read(self._master, 65536)
        except OSError:  # how Linux says that the other side of a pty is closed
            return False
        self.written += written
        self._stream.feed(written)
        return bool(written)


def environment() -> dict[str, str]:
    """Return the environment of a user: a terminal of many colours, and compiled modules kept between runs."""
    left_out = {"PYTHONDONTWRITEBYTECODE", "COLUMNS", "LINES"}
    kept = {name: value for name, value in os.environ.items() if name not in left_out}
    return {**kept, "TERM": "xterm-256color", "COLORTERM": "truecolor"}


def hear_signals() -> None:
    """Hear what a terminal sends: whoever runs the tests in the background has them ignore that."""
    for number in (signal.SIGINT, signal.SIGHUP):
        signal.signal(number, signal.SIG_DFL)


@contextmanager
def terminal(
    arguments: Sequence[str],
    *,
    program: Sequence[str] = TAPEWATCH,
    columns: int = 120,
    lines: int = 40,
    stdin: bytes | None = None,
    keep_open: bool = False,
    variables: Mapping[str, str] | None = None,
    is_controlling: bool = True,
) -> Iterator[Terminal]:
    """Run tapewatch, or another program, with the arguments.

    With `stdin`, that is piped in, and the terminal is the keyboard alone; `keep_open` leaves the pipe without an end.
    The `variables` are added to the environment. A terminal that is not the controlling one sends no signals.
    """
    master, slave = pty.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))

    def own_the_terminal() -> None:
        os.setsid()
        if is_controlling:
            fcntl.ioctl(slave, termios.TIOCSCTTY, 0)

    process = subprocess.Popen(
        [*program, *arguments],
        stdin=slave if stdin is None else subprocess.PIPE,
        stdout=slave,
        stderr=slave,
        env={**environment(), **(variables or {})},
        preexec_fn=own_the_terminal,  # noqa: PLW1509 - no thread runs in these tests
    )
    os.close(slave)
    if stdin is not None and process.stdin is not None:
        process.stdin.write(stdin)
        process.stdin.flush()
        if not keep_open:
            process.stdin.close()
    running = Terminal(process, master, columns, lines)
    try:
        yield running
    finally:
        process.kill()
        process.wait()
        if process.stdin is not None:
            process.stdin.close()
        running.close()
