"""A web server on 127.0.0.1 that misbehaves on command; `python -m tests.server` runs it for hands-on use."""

import asyncio
import contextlib
import socket
import ssl
import struct
import sys
import zlib
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from tests.builders import page_of, quote
from tests.feeds import ATOM, BOMBED, LONG, RSS, STORY

PAGE = page_of(quote("HUBC"), quote("KSE100", "75312", "381"), body="They rose.\n").encode()
ETAG = b"W/\"a 'b' \xe9\""
MODIFIED = b"Fri, 17  May 2024 07:00:00 GMT"


@dataclass(frozen=True, slots=True)
class Call:
    """A request as it came, and the line to whoever sent it."""

    path: str
    head: bytes
    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter

    def header(self, name: str) -> bytes | None:
        """Return the bytes of a header, or None where the request had none."""
        for line in self.head.split(b"\r\n")[1:]:
            key, _, value = line.partition(b": ")
            if key.lower() == name.lower().encode():
                return value
        return None

    def write(self, data: bytes) -> None:
        """Send some bytes."""
        self.writer.write(data)


Answer = Callable[[Call], Awaitable[bool | None]]
"""Answers a request, and says whether the connection stays open after it."""


def _head(status: str, **headers: str | int | bytes) -> bytes:
    lines = [f"HTTP/1.1 {status}".encode()]
    for name, value in headers.items():
        text = value if isinstance(value, bytes) else str(value).encode()
        lines.append(name.replace("_", "-").encode() + b": " + text)
    return b"\r\n".join(lines) + b"\r\n\r\n"


def plain(body: bytes, status: str = "200 OK", *, stays_open: bool = False, **headers: str | int | bytes) -> Answer:
    """Return an answer that sends the body as it is."""
    usual: dict[str, str | int | bytes] = {
        "Content_Type": "text/plain; charset=utf-8",
        "Content_Length": len(body),
        "Connection": "keep-alive" if stays_open else "close",
    }

    async def answer(call: Call) -> bool:
        call.write(_head(status, **{**usual, **headers}) + body)
        return stays_open

    return answer


def moved(location: str, status: str = "302 Found") -> Answer:
    """Return an answer that sends on to another address."""
    return plain(b"", status, Location=location)


def unchanged(**headers: str | int | bytes) -> Answer:
    """Return an answer that says that nothing has changed."""

    async def answer(call: Call) -> None:
        call.write(_head("304 Not Modified", **headers))

    return answer


async def validated(call: Call) -> None:
    """Send the page with validators, or say that nothing has changed to who sends them back byte for byte."""
    if (call.header("If-None-Match"), call.header("If-Modified-Since")) == (ETAG, MODIFIED):
        await unchanged()(call)
    else:
        await plain(PAGE, ETag=ETAG, Last_Modified=MODIFIED)(call)


async def never(call: Call) -> None:
    """Send the start of a page and then nothing more, until the other side has had enough."""
    call.write(_head("200 OK", Content_Length=len(PAGE)) + PAGE[:10])
    await call.reader.read()


async def silent(call: Call) -> None:
    """Send nothing at all, until the other side has had enough."""
    await call.reader.read()


async def trickle(call: Call) -> None:
    """Send a byte every twentieth of a second, which no timeout for a single read would notice."""
    call.write(_head("200 OK", Content_Length=600))
    for _ in range(600):
        call.write(b"x")
        await call.writer.drain()
        await asyncio.sleep(0.05)


async def endless(call: Call) -> None:
    """Send a body without an end."""
    call.write(_head("200 OK"))
    while True:
        call.write(b"x" * 65536)
        await call.writer.drain()


async def endless_head(call: Call) -> None:
    """Send headers without an end."""
    call.write(b"HTTP/1.1 200 OK\r\n")
    while True:
        call.write(b"X-More: " + b"x" * 8000 + b"\r\n")
        await call.writer.drain()


async def endless_early(call: Call) -> None:
    """Send word without an end that the answer is still to come."""
    while True:
        call.write(b"HTTP/1.1 103 Early Hints\r\n\r\n")
        await call.writer.drain()


async def hang_up(call: Call) -> None:
    """Close the connection without a word."""


async def half_a_head(call: Call) -> None:
    """Close the connection in the middle of the head."""
    call.write(b"HTTP/1.1 200 OK\r\nContent-Ty")


async def reset(call: Call) -> None:
    """Break the connection, so that the other side sees a reset."""
    line: socket.socket = call.writer.get_extra_info("socket")
    line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    call.writer.transport.abort()


async def cut_off(call: Call) -> None:
    """Promise a page and hang up in the middle of it."""
    call.write(_head("200 OK", Content_Length=len(PAGE)) + PAGE[:20])


async def garbage(call: Call) -> None:
    """Send what is no HTTP at all."""
    call.write(b"\x1b]0;owned\x07\r\n\r\n")


def _packed(window_bits: int, page: bytes = PAGE) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, window_bits)
    return packer.compress(page) + packer.flush()


GZIP, ZLIB, RAW = zlib.MAX_WBITS | 16, zlib.MAX_WBITS, -zlib.MAX_WBITS


def _bomb() -> bytes:
    """Return a GiB of zeros in a MB: one packed MiB over and over, since each ends where the next can begin."""
    packer = zlib.compressobj(9, zlib.DEFLATED, RAW)
    mebibyte = packer.compress(bytes(1 << 20)) + packer.flush(zlib.Z_FULL_FLUSH)
    return b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03" + mebibyte * 1024 + packer.flush()


BOMB = _bomb()

ANSWERS: dict[str, Answer] = {
    "/page": plain(PAGE),
    "/html": plain(b"<!doctype html><title>x</title>", Content_Type="text/html"),
    "/feed": plain(RSS, Content_Type="application/rss+xml; charset=utf-8"),
    "/feed-as-text": plain(RSS),
    "/atom": plain(ATOM, Content_Type="text/xml"),
    "/long-feed": plain(LONG, Content_Type="application/rss+xml"),
    "/bombed-feed": plain(BOMBED, Content_Type="application/rss+xml"),
    "/no-feed": plain(b"<!doctype html><title>Sorry</title>", Content_Type="application/rss+xml"),
    "/story": plain(STORY, Content_Type="text/html; charset=utf-8"),
    "/validated": validated,
    "/unchanged": unchanged(),
    "/gzip": plain(_packed(GZIP), Content_Encoding="gzip"),
    "/members": plain(_packed(GZIP, PAGE[:30]) + _packed(GZIP, PAGE[30:]) + bytes(8), Content_Encoding="gzip"),
    "/deflate": plain(_packed(ZLIB), Content_Encoding="deflate"),
    "/raw-deflate": plain(_packed(RAW), Content_Encoding="deflate"),
    "/badly-packed": plain(b"not gzip at all", Content_Encoding="gzip"),
    "/half-packed": plain(_packed(GZIP)[:-9], Content_Encoding="gzip"),
    "/zstd": plain(PAGE, Content_Encoding="zstd"),
    "/chained": plain(_packed(GZIP, _packed(GZIP)), Content_Encoding="gzip, gzip"),
    "/bomb": plain(BOMB, Content_Encoding="gzip"),
    "/empty": plain(b""),
    "/nothing": plain(b"", "204 No Content"),
    "/part": plain(PAGE[:10], "206 Partial Content"),
    "/promises-much": plain(PAGE, Content_Length=10**12),
    "/promises-little": plain(PAGE, stays_open=True, Content_Length=40),
    "/endless": endless,
    "/endless-head": endless_head,
    "/endless-early": endless_early,
    "/never": never,
    "/silent": silent,
    "/trickle": trickle,
    "/cut-off": cut_off,
    "/half-a-head": half_a_head,
    "/hang-up": hang_up,
    "/reset": reset,
    "/garbage": garbage,
    "/busy": plain(b"", "503 Service Unavailable"),
    "/limited": plain(b"", "429 Too Many Requests", Retry_After=30),
    "/broken": plain(b"", "500 Internal Server Error"),
    "/moved": moved("/page"),
    "/moved-with-a-password": moved("http://me:secret@127.0.0.1:9/nowhere"),
    "/circle": moved("/circle-back"),
    "/circle-back": moved("/circle"),
    **{f"/hop-{number}": moved(f"/hop-{number + 1}") for number in range(1, 7)},
    "/hop-7": plain(PAGE),
    "/to-file": moved("file:///etc/passwd"),
    "/to-nowhere": moved("http://[::1"),
    "/to-localhost": moved("http://localhost/"),
    "/to-decimal": moved("http://2130706433/"),
    "/to-hex": moved("http://0x7f.1/"),
    "/to-mapped": moved("http://[::ffff:127.0.0.1]/"),
    "/to-metadata": moved("http://169.254.169.254/latest/"),
}


@dataclass
class Server:
    """The running server: what it was asked, and what it answers."""

    address: str = ""
    port: int = 0
    connections: int = 0
    calls: list[Call] = field(default_factory=list)
    _script: dict[str, list[Answer]] = field(default_factory=dict)

    def play(self, path: str, *answers: Answer) -> str:
        """Answer a path with these, one after the other and then the last for ever; return its whole address."""
        self._script[path] = list(answers)
        return self.address + path

    def paths(self) -> list[str]:
        """Return what was asked for, in order, without robots.txt."""
        return [call.path for call in self.calls if call.path != "/robots.txt"]

    async def answer(self, call: Call) -> bool:
        """Answer a request, and say whether the connection stays open."""
        self.calls.append(call)
        script = self._script.get(call.path)
        if script is None:
            chosen = ANSWERS.get(call.path) or plain(b"", "404 Not Found")
        else:
            chosen = script.pop(0) if len(script) > 1 else script[0]
        return bool(await chosen(call))


@asynccontextmanager
async def playing(tls: ssl.SSLContext | None = None) -> AsyncIterator[Server]:
    """Serve `ANSWERS` on a free port of the loopback, and what the test wants played beside or instead of them."""
    running = Server()

    async def handle(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        running.connections += 1
        with contextlib.suppress(ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError):
            stays_open = True
            while stays_open:
                head = await reader.readuntil(b"\r\n\r\n")
                stays_open = await running.answer(Call(head.split(b" ", 2)[1].decode(), head, reader, writer))
                await writer.drain()
        writer.close()

    server = await asyncio.start_server(handle, "127.0.0.1", 0, ssl=tls)
    running.port = server.sockets[0].getsockname()[1]
    running.address = f"{'http' if tls is None else 'https'}://127.0.0.1:{running.port}"
    try:
        yield running
    finally:
        server.close()


@asynccontextmanager
async def serving() -> AsyncIterator[str]:
    """Serve `ANSWERS`, and give the address to put their paths behind."""
    async with playing() as server:
        yield server.address


async def _serve_for_an_hour() -> None:
    async with serving() as address:
        print("\n".join(f"{address}{path}" for path in ANSWERS), flush=True)
        await asyncio.sleep(3600)


if __name__ == "__main__":
    with contextlib.suppress(KeyboardInterrupt):
        sys.exit(asyncio.run(_serve_for_an_hour()))
