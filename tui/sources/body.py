"""Reads the body of an answer, never more of it than was allowed, on the wire and unpacked."""

import zlib
from collections.abc import AsyncIterator, Iterator
from typing import Final, NamedTuple

import httpx

from parsing.clean import excerpt
from tui.errors import SourceUnreadableError

ENCODINGS: Final = "gzip, deflate"
"""What may be asked for: those that can be unpacked piece by piece."""

_PIECE: Final = 64 * 1024
_GZIP: Final = zlib.MAX_WBITS | 16
_ZLIB: Final = zlib.MAX_WBITS
_RAW: Final = -zlib.MAX_WBITS


class Limits(NamedTuple):
    """The most bytes of a body, as they travel and unpacked."""

    wire: int
    unpacked: int


async def read_body(response: httpx.Response, limits: Limits, name: str) -> bytes:
    """Return the whole body, unpacked. Raises `SourceUnreadableError`, and what httpx raises."""
    promised = response.headers.get("content-length", "")
    if promised.isdecimal() and int(promised) > limits.wire:
        raise SourceUnreadableError(
            f"{name} promises {int(promised):,} bytes; max_wire_bytes in the settings allows {limits.wire:,}."
        )
    body = bytearray()
    async for piece in _unpacked(response, name):
        body += piece
        if response.num_bytes_downloaded > limits.wire:
            raise SourceUnreadableError(f"{name} sent more than the {limits.wire:,} bytes of max_wire_bytes.")
        if len(body) > limits.unpacked:
            raise SourceUnreadableError(f"{name} sent more than the {limits.unpacked:,} bytes of max_bytes, unpacked.")
    return bytes(body)


async def read_start(response: httpx.Response, limit: int, name: str) -> bytes:
    """Return the start of the body, unpacked, at most `limit` bytes. Raises as `read_body` does."""
    body = bytearray()
    async for piece in _unpacked(response, name):
        body += piece
        if len(body) >= limit or response.num_bytes_downloaded >= limit:
            break
    return bytes(body[:limit])


async def _unpacked(response: httpx.Response, name: str) -> AsyncIterator[bytes]:
    """Give the body in pieces of at most 64 KiB: httpx would unpack a bomb whole before its size could be seen."""
    encoding = response.headers.get("content-encoding", "").strip().lower()
    if encoding in {"", "identity"}:
        async for part in response.aiter_raw():
            yield part
        return
    if encoding not in {"gzip", "x-gzip", "deflate"}:
        raise SourceUnreadableError(f"{name} sent its page packed as {excerpt(encoding, 40)}, which was not asked for.")
    unpacker = Unpacker(is_gzip=encoding != "deflate")
    try:
        async for part in response.aiter_raw():
            for piece in unpacker.unpack(part):
                yield piece
        unpacker.finish()
    except zlib.error as error:
        raise SourceUnreadableError(f"{name} sent a page that is packed wrongly.") from error


class Unpacker:
    """Unpacks gzip, also of several members, and deflate, with its wrapping and without, piece by piece."""

    def __init__(self, *, is_gzip: bool) -> None:
        self._is_gzip = is_gzip
        self._start = b""
        self._stream: "zlib._Decompress | None" = None  # noqa: UP037 - the name is there for type checkers alone

    def unpack(self, packed: bytes) -> Iterator[bytes]:
        """Give what the next packed bytes hold. Raises `zlib.error`."""
        if self._stream is None:
            self._start += packed
            if len(self._start) < 2:
                return
            self._stream = zlib.decompressobj(self._window_bits())
            packed = self._start
        is_full = False
        while packed or is_full:
            if self._stream.eof:
                packed = packed.lstrip(b"\0")  # padding
                if not packed:
                    return
                if not self._is_gzip:
                    raise zlib.error("something follows the end")
                self._stream = zlib.decompressobj(_GZIP)
            piece = self._stream.decompress(packed, _PIECE)
            is_full = len(piece) == _PIECE  # then more may wait within, even where no packed bytes are left
            packed = self._stream.unused_data if self._stream.eof else self._stream.unconsumed_tail
            yield piece

    def finish(self) -> None:
        """Raise `zlib.error` where the packed bytes ended too early."""
        if (self._start and self._stream is None) or (self._stream is not None and not self._stream.eof):
            raise zlib.error("the body ends too early")

    def _window_bits(self) -> int:
        """Return how the stream is wrapped. Deflate is meant to have zlib's two bytes; some servers leave them out."""
        if self._is_gzip:
            return _GZIP
        first, second = self._start[:2]
        has_zlib_header = first & 0x0F == zlib.DEFLATED and (first << 8 | second) % 31 == 0
        return _ZLIB if has_zlib_header else _RAW
