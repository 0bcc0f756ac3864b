"""Bodies are unpacked piece by piece, however they are packed and however they arrive."""

import zlib
from collections.abc import AsyncIterator

import httpx
import pytest

from tests.server import BOMB, GZIP, RAW, ZLIB
from tui.errors import SourceUnreadableError
from tui.sources.body import Limits, Unpacker, read_body, read_start

TEXT = b"HUBC 136.50 Increased By 0.66 (0.49%)\n" * 5000


class Parts(httpx.AsyncByteStream):
    """What arrives, a part at a time; `asked` counts how often more was asked for."""

    def __init__(self, *parts: bytes) -> None:
        self.asked = 0
        self._parts = parts

    async def __aiter__(self) -> AsyncIterator[bytes]:
        for part in self._parts:
            self.asked += 1
            yield part


def packed(text: bytes, window_bits: int) -> bytes:
    """Return the text as zlib packs it."""
    packer = zlib.compressobj(9, zlib.DEFLATED, window_bits)
    return packer.compress(text) + packer.flush()


def unpacked(body: bytes, *, is_gzip: bool, step: int) -> bytes:
    """Return what comes out where `step` bytes arrive at a time."""
    unpacker = Unpacker(is_gzip=is_gzip)
    pieces = [piece for at in range(0, len(body), step) for piece in unpacker.unpack(body[at : at + step])]
    unpacker.finish()
    assert all(len(piece) <= 64 * 1024 for piece in pieces)
    return b"".join(pieces)


@pytest.mark.parametrize("step", [1, 7, 100_000])
@pytest.mark.parametrize(
    ("body", "is_gzip"),
    [
        (packed(TEXT, GZIP), True),
        (packed(TEXT[:99], GZIP) + packed(b"", GZIP) + packed(TEXT[99:], GZIP) + bytes(5), True),
        (packed(TEXT, ZLIB), False),
        (packed(TEXT, RAW), False),
    ],
)
def test_a_body_comes_out_as_it_went_in(body: bytes, is_gzip: bool, step: int) -> None:
    assert unpacked(body, is_gzip=is_gzip, step=step) == TEXT


@pytest.mark.parametrize("size", [65535, 65536, 65537, 131072, 131073])
def test_a_body_that_just_fills_its_pieces_comes_out_whole(size: int) -> None:
    assert unpacked(packed(bytes(size), GZIP), is_gzip=True, step=100_000) == bytes(size)


@pytest.mark.parametrize(
    ("body", "is_gzip"),
    [
        (packed(TEXT, GZIP)[:-1], True),
        (packed(TEXT, GZIP)[:1], True),
        (packed(TEXT, GZIP) + b"more", True),
        (packed(TEXT, GZIP)[:-5] + b"\0\0\0\0\0", True),
        (packed(TEXT, ZLIB)[:-1], False),
        (packed(TEXT, ZLIB) + b"more", False),
        (b"plain text", True),
        (b"plain text", False),
    ],
)
def test_a_body_that_is_torn_or_goes_on_is_an_error(body: bytes, is_gzip: bool) -> None:
    with pytest.raises(zlib.error):
        unpacked(body, is_gzip=is_gzip, step=100_000)


def test_an_error_says_where_the_packing_is_wrong() -> None:
    with pytest.raises(zlib.error, match=r"^something follows the end$"):
        unpacked(packed(TEXT, ZLIB) + b"more", is_gzip=False, step=100_000)
    for body in (packed(TEXT, GZIP)[:-1], packed(TEXT, GZIP)[:1]):
        with pytest.raises(zlib.error, match=r"^the body ends too early$"):
            unpacked(body, is_gzip=True, step=100_000)


def test_the_bomb_of_the_test_server_is_a_gibibyte_in_a_megabyte() -> None:
    assert len(BOMB) < 1_200_000
    assert zlib.decompressobj(GZIP).decompress(BOMB, 1 << 24) == bytes(1 << 24)
    assert BOMB.count(BOMB[10:1000]) == 1024


async def test_a_body_may_have_as_many_bytes_as_are_allowed_and_not_one_more() -> None:
    body = packed(TEXT, GZIP)
    headers = {"content-encoding": "gzip", "content-length": str(len(body))}
    for limits in (Limits(len(body), len(TEXT)), Limits(len(body) + 1, len(TEXT) + 1)):
        answer = httpx.Response(200, headers=headers, stream=Parts(body[:9], body[9:]))
        assert await read_body(answer, limits, "the page") == TEXT

    unread = Parts(body)
    with pytest.raises(SourceUnreadableError, match=f"promises {len(body):,} bytes; .* allows {len(body) - 1:,}"):
        await read_body(httpx.Response(200, headers=headers, stream=unread), Limits(len(body) - 1, len(TEXT)), "It")
    assert unread.asked == 0
    for limits, says in [
        (Limits(len(body) - 1, len(TEXT)), rf"^It sent more than the {len(body) - 1:,} bytes of max_wire_bytes\.$"),
        (Limits(len(body), len(TEXT) - 1), rf"^It sent more than the {len(TEXT) - 1:,} bytes of max_bytes, unpacked"),
    ]:
        answer = httpx.Response(200, headers={"content-encoding": "GZip "}, stream=Parts(body))
        with pytest.raises(SourceUnreadableError, match=says):
            await read_body(answer, limits, "It")


@pytest.mark.parametrize(
    ("encoding", "body"),
    [("identity", TEXT), ("", TEXT), ("x-gzip", packed(TEXT, GZIP)), ("deflate", packed(TEXT, ZLIB))],
)
async def test_every_way_of_packing_that_may_be_named_is_undone(encoding: str, body: bytes) -> None:
    answer = httpx.Response(200, headers={"content-encoding": encoding}, stream=Parts(body))
    assert await read_body(answer, Limits(len(body), len(TEXT)), "the page") == TEXT


async def test_of_a_start_no_more_is_read_than_is_wanted() -> None:
    plain = Parts(b"HUBC ", b"136.5", b"0 Inc")
    assert await read_start(httpx.Response(200, stream=plain), 10, "the page") == b"HUBC 136.5"
    assert plain.asked == 2
    assert await read_start(httpx.Response(200, stream=Parts(b"HUBC ", b"136.50")), 7, "the page") == b"HUBC 13"
    assert await read_start(httpx.Response(200, stream=Parts(b"HUBC ", b"136")), 9, "the page") == b"HUBC 136"

    body = packed(TEXT, GZIP)
    start = Parts(body[:10], body[10:])
    assert await read_start(httpx.Response(200, headers={"content-encoding": "gzip"}, stream=start), 10, "It") == b""
    assert start.asked == 1
