"""A web server on 127.0.0.1 that misbehaves on command; `python -m tests.server` runs it for hands-on use."""

import asyncio
import contextlib
import sys
import zlib
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

from tests.builders import page_of, quote

PAGE = page_of(quote("HUBC"), quote("KSE100", "75312", "381"), body="They rose.\n").encode()

Answer = Callable[[asyncio.StreamWriter], Awaitable[None]]


def _head(status: str, **headers: str | int) -> bytes:
    lines = [
        f"HTTP/1.1 {status}",
        "Connection: close",
        *(f"{name.replace('_', '-')}: {value}" for name, value in headers.items()),
    ]
    return ("\r\n".join(lines) + "\r\n\r\n").encode()


def plain(body: bytes, status: str = "200 OK", **headers: str | int) -> Answer:
    """Return an answer that sends the body as it is."""

    async def answer(writer: asyncio.StreamWriter) -> None:
        writer.write(
            _head(status, Content_Length=len(body), **{"Content_Type": "text/plain; charset=utf-8", **headers}) + body
        )

    return answer


async def never(writer: asyncio.StreamWriter) -> None:
    """Send the start of a page and then nothing more."""
    writer.write(_head("200 OK", Content_Length=len(PAGE)) + PAGE[:10])
    await writer.drain()
    await asyncio.sleep(30)


async def trickle(writer: asyncio.StreamWriter) -> None:
    """Send a byte every twentieth of a second, which no timeout for a single read would notice."""
    writer.write(_head("200 OK", Content_Length=600))
    for _ in range(600):
        writer.write(b"x")
        await writer.drain()
        await asyncio.sleep(0.05)


async def endless(writer: asyncio.StreamWriter) -> None:
    """Send a body without an end."""
    writer.write(_head("200 OK"))
    for _ in range(4096):
        writer.write(b"x" * 65536)
        await writer.drain()


async def bomb(writer: asyncio.StreamWriter) -> None:
    """Send 256 MiB of zeros, packed into 256 KiB."""
    packer = zlib.compressobj(9, zlib.DEFLATED, zlib.MAX_WBITS | 16)
    writer.write(_head("200 OK", Content_Encoding="gzip"))
    block = b"\0" * (1 << 20)
    for _ in range(256):
        writer.write(packer.compress(block))
        await writer.drain()
    writer.write(packer.flush())


async def cut_off(writer: asyncio.StreamWriter) -> None:
    """Promise a page and hang up in the middle of it."""
    writer.write(_head("200 OK", Content_Length=len(PAGE)) + PAGE[:20])


async def garbage(writer: asyncio.StreamWriter) -> None:
    """Send what is no HTTP at all."""
    writer.write(b"\x1b]0;owned\x07\r\n\r\n")


def _packed(window_bits: int) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, window_bits)
    return packer.compress(PAGE) + packer.flush()


ANSWERS: dict[str, Answer] = {
    "/page": plain(PAGE),
    "/html": plain(b"<!doctype html><title>x</title>", Content_Type="text/html"),
    "/gzip": plain(_packed(zlib.MAX_WBITS | 16), Content_Encoding="gzip"),
    "/deflate": plain(_packed(zlib.MAX_WBITS), Content_Encoding="deflate"),
    "/badly-packed": plain(b"not gzip at all", Content_Encoding="gzip"),
    "/half-packed": plain(_packed(zlib.MAX_WBITS | 16)[:-9], Content_Encoding="gzip"),
    "/zstd": plain(PAGE, Content_Encoding="zstd"),
    "/moved": plain(b"", "302 Found", Location="http://me:secret@127.0.0.1:9/nowhere"),
    "/busy": plain(b"", "503 Service Unavailable"),
    "/never": never,
    "/trickle": trickle,
    "/endless": endless,
    "/bomb": bomb,
    "/cut-off": cut_off,
    "/garbage": garbage,
}


@asynccontextmanager
async def serving() -> AsyncIterator[str]:
    """Serve `ANSWERS` on a free port of the loopback, and give the address to put their paths behind."""

    async def handle(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError):
            request = await reader.readuntil(b"\r\n\r\n")
            path = request.split(b" ", 2)[1].decode()
            await ANSWERS.get(path, plain(b"", "404 Not Found"))(writer)
            await writer.drain()
        writer.close()

    server = await asyncio.start_server(handle, "127.0.0.1", 0)
    try:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    finally:
        server.close()


async def _serve_for_an_hour() -> None:
    async with serving() as address:
        print("\n".join(f"{address}{path}" for path in ANSWERS), flush=True)
        await asyncio.sleep(3600)


if __name__ == "__main__":
    with contextlib.suppress(KeyboardInterrupt):
        sys.exit(asyncio.run(_serve_for_an_hour()))
