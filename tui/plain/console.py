"""The lines that are said and those that are typed. Neither holds anybody up who does other things."""

import asyncio
import codecs
import locale
import os
import select
import sys
from collections.abc import AsyncIterator, Iterable, Iterator
from functools import partial
from textwrap import wrap
from typing import Final

from parsing.clean import clean_line
from tui.background import in_background

_END_SECONDS: Final = 1.0
_LONGEST: Final = 4_096
_MOST_WAITING: Final = 10_000
_ASCII: Final = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "–": "-", "—": "-", "…": "...", "−": "-"})


class Console:
    """Writes lines to standard output, whole and in their order."""

    def __init__(self) -> None:
        self._encoding = _encoding()
        self._waiting: list[str] = []
        self._left_out = 0
        self._has_lines = asyncio.Event()
        self._is_idle = asyncio.Event()
        self._is_idle.set()

    def say(self, lines: Iterable[str]) -> None:
        """Write the lines soon. Where far too many wait for a reader who is held up, the next are only counted."""
        for line in lines:
            if len(self._waiting) < _MOST_WAITING:
                self._waiting.append(line)
            else:
                self._left_out += 1
        if self._waiting:
            self._has_lines.set()
            self._is_idle.clear()

    async def run(self) -> None:
        """Write what is said, until cancelled. Raises OSError where nobody reads any more."""
        while True:
            await self._has_lines.wait()
            self._has_lines.clear()
            lines, self._waiting = self._waiting, []
            if self._left_out:
                lines.append(f"{self._left_out:,} more lines were left out, since nobody read them.")
                self._left_out = 0
            await in_background(partial(_write, encoded(_wrapped(lines), self._encoding)))
            if not self._waiting:
                self._is_idle.set()

    @property
    def is_deaf(self) -> bool:
        """Whether nobody reads any more, which writing would only tell when there is something to say again."""
        poll = select.poll()
        poll.register(sys.stdout, 0)  # errors and the other side's end are told in any case
        return any(event & (select.POLLERR | select.POLLHUP) for _, event in poll.poll(0))

    async def drained(self) -> None:
        """Return when all is written; or soon, where that takes too long."""
        try:
            async with asyncio.timeout(_END_SECONDS):
                await self._is_idle.wait()
        except TimeoutError:
            pass


def _encoding() -> str:
    """Return the encoding of standard output, or ASCII in a locale that knows no more, such as C."""
    return "ascii" if codecs.lookup(locale.getencoding()).name == "ascii" else sys.stdout.encoding


def encoded(lines: Iterable[str], encoding: str) -> bytes:
    """Return the lines as they are written, with a question mark for each character that the encoding does not have."""
    text = "".join(f"{line}\n" for line in lines)
    return (text.translate(_ASCII) if encoding == "ascii" else text).encode(encoding, "replace")


def _wrapped(lines: Iterable[str]) -> Iterator[str]:
    """Yield the lines, in a terminal as many as it takes to part none within a word: they are read one by one there."""
    columns = os.get_terminal_size(sys.stdout.fileno()).columns if sys.stdout.isatty() else 0
    for line in lines:
        parts = wrap(line, columns - 1, break_long_words=False, break_on_hyphens=False) if columns > 1 else None
        yield from parts or [line]


def _write(data: bytes) -> None:
    while data:
        try:
            data = data[os.write(sys.stdout.fileno(), data) :]
        except BlockingIOError:  # whoever shares the terminal does not wait for it
            select.select([], [sys.stdout], [])


async def typed(descriptor: int) -> AsyncIterator[str]:
    """Yield each line that comes through the descriptor, cleaned, until its end or until the terminal has gone."""
    started = b""
    while data := await _read(descriptor):
        *lines, started = (started + data).split(b"\n")
        started = started[:_LONGEST]
        for line in lines:
            yield clean_line(line.decode(errors="replace"))
    if started:
        yield clean_line(started.decode(errors="replace"))


async def _read(descriptor: int) -> bytes:
    try:
        return await in_background(partial(os.read, descriptor, _LONGEST))
    except OSError:
        return b""
