"""Bodies are unpacked piece by piece, however they are packed and however they arrive."""

import zlib

import pytest

from tests.server import BOMB, GZIP, RAW, ZLIB
from tui.sources.body import Unpacker

TEXT = b"HUBC 136.50 Increased By 0.66 (0.49%)\n" * 5000


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


def test_the_bomb_of_the_test_server_is_a_gibibyte_in_a_megabyte() -> None:
    assert len(BOMB) < 1_200_000
    assert zlib.decompressobj(GZIP).decompress(BOMB, 1 << 24) == bytes(1 << 24)
    assert BOMB.count(BOMB[10:1000]) == 1024
