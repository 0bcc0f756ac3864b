"""A real Redis server on 127.0.0.1 for tests, and a link to it that can be cut or fall silent."""

import asyncio
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager, suppress
from pathlib import Path
from typing import Final

import pytest

_DEADLINE: Final = 20.0
_IS_THERE: Final = shutil.which("redis-server") is not None

# what a server writes when it listens on its port, which another program may have been given meanwhile
_READY: Final = "Ready to accept connections"


class RedisServer:
    """A server with a folder and a port of its own, which it has again when it is started again."""

    def __init__(
        self, folder: Path, options: Sequence[str] = (), *, keeps_data: bool = False, is_tls: bool = False
    ) -> None:
        """Take lines of its configuration. With `keeps_data`, what was written outlives a kill."""
        self.port = free_port()
        self._folder = folder
        self._options = options
        self._keeps_data = keeps_data
        self._is_tls = is_tls
        self._process: subprocess.Popen[bytes] | None = None
        self._was_started = False

    @property
    def address(self) -> str:
        """The address of a relay there."""
        return f"{'rediss' if self._is_tls else 'redis'}://127.0.0.1:{self.port}/0?stream=psx"

    def start(self) -> None:
        """Start it, and return when it answers. The first time, it has another port where somebody took its own."""
        end = time.monotonic() + _DEADLINE
        while not self._is_up(end):
            assert time.monotonic() < end, self._log()
            if self._was_started:
                time.sleep(0.05)
            else:
                self.port = free_port()
        self._was_started = True

    def _is_up(self, end: float) -> bool:
        """Start it, and say whether it has its port: False where another program has that."""
        self._folder.mkdir(parents=True, exist_ok=True)
        self._log_file.unlink(missing_ok=True)
        self._process = subprocess.Popen(
            ["redis-server", self._configuration()],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.STDOUT,
        )
        while _READY not in self._log():
            if self._process.poll() is not None:
                assert "Address already in use" in self._log(), self._log()
                return False
            assert time.monotonic() < end, self._log()
            time.sleep(0.005)
        return True

    def _configuration(self) -> Path:
        lines = (
            f"tls-port {self.port}\nport 0" if self._is_tls else f"port {self.port}",
            "bind 127.0.0.1",
            f"dir {self._folder}",
            'save ""',
            f"appendonly {'yes' if self._keeps_data else 'no'}",
            "appendfsync no",
            f"logfile {self._log_file}",
            *self._options,
        )
        configuration = self._folder / "redis.conf"
        configuration.write_text("\n".join(lines) + "\n", encoding="utf-8")
        return configuration

    def kill(self) -> None:
        """Kill it in the middle of whatever it does."""
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        """Ask it to end, and return when it has."""
        self._end(signal.SIGTERM)

    def restart(self, *, with_data: bool = True) -> None:
        """Start it again on the port that it had, with what it kept or with nothing."""
        self.kill()
        if not with_data:
            shutil.rmtree(self._folder)
        self.start()

    def _end(self, number: signal.Signals) -> None:
        if self._process is not None:
            self._process.send_signal(number)
            self._process.wait(_DEADLINE)
            self._process = None

    @property
    def _log_file(self) -> Path:
        return self._folder / "log"

    def _log(self) -> str:
        with suppress(OSError):
            return self._log_file.read_text(encoding="utf-8", errors="replace")
        return "redis-server wrote no log"


def free_port() -> int:
    """Return a port on 127.0.0.1 on which nobody listens."""
    with socket.socket() as line:
        line.bind(("127.0.0.1", 0))
        port: int = line.getsockname()[1]
    return port


@contextmanager
def redis_server(folder: Path, *options: str, keeps_data: bool = False, is_tls: bool = False) -> Iterator[RedisServer]:
    """Run a server until the block ends. `options` are lines of its configuration, such as `requirepass secret`."""
    if not _IS_THERE:
        pytest.skip("redis-server is not installed")
    server = RedisServer(folder, options, keeps_data=keeps_data, is_tls=is_tls)
    server.start()
    try:
        yield server
    finally:
        server.kill()


@contextmanager
def redis_over_tls(folder: Path) -> Iterator[tuple[RedisServer, Path]]:
    """Run a server that speaks TLS alone, as localhost, with a certificate that nobody has signed; give that too."""
    if shutil.which("openssl") is None:
        pytest.skip("openssl is not there to make a certificate")
    folder.mkdir(parents=True, exist_ok=True)
    key, certificate = folder / "key.pem", folder / "certificate.pem"
    request = ("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost")
    names = ("-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1")
    subprocess.run([*request, *names, "-keyout", key, "-out", certificate], check=True, capture_output=True)
    files = (f"tls-cert-file {certificate}", f"tls-key-file {key}", "tls-auth-clients no")
    with redis_server(folder, *files, is_tls=True) as server:
        yield server, certificate


class Link:
    """A way to a server that a test can cut, or let fall silent while its connections stay."""

    def __init__(self, server_port: int) -> None:
        self.port = 0
        self._server_port = server_port
        self._is_cut = False
        self._flows = asyncio.Event()
        self._flows.set()
        self._ends: set[asyncio.StreamWriter] = set()

    @property
    def address(self) -> str:
        """The address of a relay over this link."""
        return f"redis://127.0.0.1:{self.port}/0?stream=psx"

    def silence(self) -> None:
        """Carry nothing any more in either direction, and say so to nobody."""
        self._flows.clear()

    def cut(self) -> None:
        """Break all connections, and hang up on all that come."""
        self._is_cut = True
        for end in tuple(self._ends):
            end.transport.abort()

    def restore(self) -> None:
        """Carry everything again; what was sent in silence is lost, with the connections that it was sent over."""
        for end in tuple(self._ends) if not self._flows.is_set() else ():
            end.transport.abort()
        self._is_cut = False
        self._flows.set()

    async def carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Connect somebody to the server, until one of both hangs up."""
        if self._is_cut:
            writer.transport.abort()
            return
        try:
            onward, back = await asyncio.open_connection("127.0.0.1", self._server_port)
        except OSError:
            writer.transport.abort()
            return
        ends = {writer, back}
        self._ends |= ends
        try:
            await asyncio.gather(self._pump(reader, back), self._pump(onward, writer))
        finally:
            self._ends -= ends
            for end in ends:
                end.transport.abort()

    async def _pump(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(OSError):
            while data := await reader.read(65536):
                await self._flows.wait()
                writer.write(data)
                await writer.drain()
        writer.transport.abort()


@asynccontextmanager
async def link_to(server_port: int) -> AsyncIterator[Link]:
    """Carry what comes to `link.port` to the server, until the block ends."""
    link = Link(server_port)
    listener = await asyncio.start_server(link.carry, "127.0.0.1", 0)
    link.port = listener.sockets[0].getsockname()[1]
    try:
        yield link
    finally:
        link._flows.set()
        link.cut()
        listener.close()
        await listener.wait_closed()
        await asyncio.sleep(0)
