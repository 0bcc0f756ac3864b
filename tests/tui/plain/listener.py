"""Somebody who listens to `tapewatch --plain` through pipes: a real process, and every byte of what it says."""

import asyncio
import os
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path

from tests.terminal import DEADLINE, hear_signals

OPENED = " are told"
"""What the last line says of how things stand at the start."""


class Listener:
    """The process, and what was heard of it."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self.process = process
        self.raw = b""
        self.lines: list[str] = []

    async def until(self, part: str) -> str:
        """Return the next line that has the part."""
        assert self.process.stdout is not None
        async with asyncio.timeout(DEADLINE):
            while line := await self.process.stdout.readline():
                self.raw += line
                self.lines.append(line.decode().removesuffix("\n"))
                if part in self.lines[-1]:
                    return self.lines[-1]
        raise AssertionError(f"it ended without {part!r}: {self.lines}")

    async def ended(self) -> int:
        """Return the exit status, when all is said."""
        assert self.process.stdout is not None
        async with asyncio.timeout(DEADLINE):
            rest = await self.process.stdout.read()
            self.raw += rest
            self.lines += rest.decode().splitlines()
            return await self.process.wait()

    def type(self, *lines: str) -> None:
        """Type the lines."""
        assert self.process.stdin is not None
        self.process.stdin.write("".join(f"{line}\n" for line in lines).encode())

    def type_no_more(self) -> None:
        """End what is typed."""
        assert self.process.stdin is not None
        self.process.stdin.close()


@asynccontextmanager
async def listening(*arguments: str | Path, **environment: str) -> AsyncIterator[Listener]:
    """Run it with the arguments, and with that in its environment besides."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "tui",
        "--plain",
        *map(str, arguments),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
        env=_environment(environment),
        preexec_fn=hear_signals,
    )
    try:
        yield Listener(process)
    finally:
        if process.returncode is None:
            process.kill()
        await process.communicate()


def _environment(own: Mapping[str, str]) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("LC_", "LANG"))}
    return {**kept, "LC_ALL": "C.UTF-8", "TERM": "dumb", **own}
