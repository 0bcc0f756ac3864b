"""Publishers for tests: real processes, and what they write to a stream."""

import asyncio
import os
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any, Final, NamedTuple, TypeVar

from redis.asyncio import Redis
from redis.asyncio.retry import Retry
from redis.backoff import ConstantBackoff

from tests.redis_server import RedisServer

DEADLINE: Final = 30.0
LONG: Final = 3600.0
"""Seconds of a lease that does not run out by itself, however slow the machine is: a test ends it."""

# whoever runs the tests in the background has them ignore what a terminal sends; here it counts
_PROGRAM: Final = """
import signal
for number in (signal.SIGINT, signal.SIGHUP):
    signal.signal(number, signal.SIG_DFL)
from functools import partial
from tui.command_line import publishing
publishing.Lease = partial(publishing.Lease, seconds={})
from tui.cli import main
raise SystemExit(main())
"""


class Publisher:
    """A process that publishes, and what it has said until now."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self.process = process
        self.said = ""
        self._heard = asyncio.Event()

    async def listen(self) -> None:
        """Take in what it says until it ends."""
        assert self.process.stderr is not None
        while line := await self.process.stderr.readline():
            self.said += line.decode().removeprefix("tapewatch: ")
            self._heard.set()

    async def until_said(self, words: str) -> None:
        """Return when it has said the words, and forget what it said up to them."""
        try:
            async with asyncio.timeout(DEADLINE):
                while words not in self.said:
                    self._heard.clear()
                    await self._heard.wait()
        except TimeoutError:
            raise AssertionError(f"waited in vain for {words!r}; it said:\n{self.said}") from None
        self.said = self.said.partition(words)[2]

    async def until_ended(self) -> int:
        """Return its exit status."""
        async with asyncio.timeout(DEADLINE):
            return await self.process.wait()


@asynccontextmanager
async def publishing(
    to: str, data: Path, *words: str, source: str = "demo", lease: float = LONG
) -> AsyncIterator[Publisher]:
    """Run `tapewatch publish` with so long a lease, until the block ends."""
    arguments = ("publish", source, "--every", "0.05", "--to", to, "--data-dir", str(data), *words)
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", _PROGRAM.format(lease), *arguments, stderr=asyncio.subprocess.PIPE, env=dict(os.environ)
    )
    publisher = Publisher(process)
    listening = asyncio.create_task(publisher.listen())
    try:
        yield publisher
    finally:
        with suppress(ProcessLookupError):
            process.kill()
        await process.wait()
        await listening


class Entry(NamedTuple):
    """An entry of the stream."""

    id: str
    message: str
    token: int
    after: str


class Stream:
    """A stream as somebody who watches it sees it."""

    def __init__(self, port: int) -> None:
        self.client = Redis(host="127.0.0.1", port=port, retry=Retry(ConstantBackoff(0.02), 500))
        self.seen: list[Entry] = []

    async def until(self, happens: Callable[[Entry], bool]) -> Entry:
        """Return the next entry of which that is true."""
        async with asyncio.timeout(DEADLINE):
            while True:
                for entry in await self._next():
                    if happens(entry):
                        return entry

    async def end_lease(self) -> None:
        """End the lease, as when its time runs out."""
        assert await self.client.delete("{psx}:lease") == 1

    async def _next(self) -> list[Entry]:
        last = self.seen[-1].id if self.seen else "0-0"
        answer: Any = await self.client.xread({"psx": last}, block=100)
        if not isinstance(answer, dict):
            answer = dict(answer or ())
        fresh = [
            Entry(id_.decode(), fields[b"message"].decode(), int(fields[b"token"]), fields[b"after"].decode())
            for found in answer.values()
            for id_, fields in found
        ]
        self.seen += fresh
        return fresh

    def check(self) -> None:
        """See that nothing is missing between what was seen, and that nobody wrote after a later holder."""
        assert [entry.after for entry in self.seen[1:]] == [entry.id for entry in self.seen[:-1]]
        assert [entry.token for entry in self.seen] == sorted(entry.token for entry in self.seen)


@asynccontextmanager
async def stream_on(port: int) -> AsyncIterator[Stream]:
    """Watch the stream of the server, until the block ends."""
    stream = Stream(port)
    try:
        yield stream
    finally:
        await stream.client.aclose()


class DeafClient(Redis):
    """A client to which the answer to its first script is lost."""

    is_deaf = True

    async def execute_command(self, *words: Any, **options: Any) -> Any:  # noqa: ANN401 - the client's own
        """Do as told, and do not hear what came of it."""
        answer = await super().execute_command(*words, **options)  # type: ignore[no-untyped-call]
        if self.is_deaf and words[0] == "EVAL":
            self.is_deaf = False
            raise ConnectionError("the answer was lost")
        return answer


Client = TypeVar("Client", bound=Redis)


@asynccontextmanager
async def client_of(server: RedisServer, kind: type[Client]) -> AsyncIterator[Client]:
    """Connect to the server by a client of that kind, until the block ends."""
    client = kind(host="127.0.0.1", port=server.port)
    try:
        yield client
    finally:
        await client.aclose()


def anything(_: Entry) -> bool:
    """Whatever comes."""
    return True


def under_later(token: int) -> Callable[[Entry], bool]:
    """Return what says whether an entry is of a later holder."""
    return lambda entry: entry.token > token
