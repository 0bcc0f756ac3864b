"""The web source, against a real server that misbehaves."""

import resource

import pytest

from parsing import parse_snapshot
from tests.builders import FakeClock
from tests.server import PAGE, serving
from tui.errors import (
    SourceError,
    SourceRefusedError,
    SourceSlowError,
    SourceUnreachableError,
    SourceUnreadableError,
)
from tui.refresh import Kind, Page
from tui.sources.web import WebSource


async def fetch(address: str, seconds: float = 10.0) -> Page:
    """Return what the source gives for the address."""
    source = WebSource(address, FakeClock(), timeout=seconds)
    try:
        return await source.fetch()
    finally:
        await source.close()


@pytest.mark.parametrize("path", ["/page", "/gzip", "/deflate"])
async def test_a_page_arrives_whole_however_it_is_packed(path: str) -> None:
    async with serving() as address:
        page = await fetch(address + path)
    assert page.document == PAGE
    assert page.as_of == FakeClock().now()
    assert parse_snapshot(page.document, content_type=page.content_type).problems == ()


@pytest.mark.parametrize(
    ("path", "error", "says"),
    [
        ("/missing", SourceRefusedError, "answered 404 Not Found"),
        ("/busy", SourceRefusedError, "answered 503 Service Unavailable"),
        ("/moved", SourceRefusedError, "has moved to http://127.0.0.1:9/nowhere;"),
        ("/zstd", SourceUnreadableError, "page packed as zstd"),
        ("/badly-packed", SourceUnreadableError, "packed wrongly"),
        ("/half-packed", SourceUnreadableError, "packed wrongly"),
        ("/cut-off", SourceUnreachableError, "broke off"),
        ("/garbage", SourceUnreachableError, "broke off"),
        ("/endless", SourceUnreadableError, "which no page has"),
    ],
)
async def test_every_misbehaviour_is_one_sentence(path: str, error: type[SourceError], says: str) -> None:
    async with serving() as address:
        with pytest.raises(error) as caught:
            await fetch(address + path)
    assert says in str(caught.value)
    assert str(caught.value).isprintable()


@pytest.mark.parametrize("path", ["/never", "/trickle"])
async def test_the_whole_refresh_is_timed_not_each_read(path: str) -> None:
    async with serving() as address:
        with pytest.raises(SourceSlowError, match=r"within 0\.3 s"):
            await fetch(address + path, seconds=0.3)


async def test_a_bomb_is_refused_before_it_unfolds() -> None:
    async with serving() as address:
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        with pytest.raises(SourceUnreadableError, match="which no page has"):
            await fetch(address + "/bomb")
        grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    assert grown < 64 * 1024


async def test_a_server_that_is_not_there_cannot_be_reached() -> None:
    with pytest.raises(SourceUnreachableError, match="check the network"):
        await fetch("http://127.0.0.1:1/page")


@pytest.mark.parametrize("address", ["http://", "http://[::1", "http://a b/", "https://\x1b[31m/", "http://x:99999/"])
async def test_an_address_that_is_none_is_a_sentence_too(address: str) -> None:
    with pytest.raises(SourceUnreachableError) as caught:
        await fetch(address)
    assert str(caught.value).isprintable()


def test_a_password_in_the_address_is_never_shown() -> None:
    source = WebSource("https://me:secret@example.com/a@b", FakeClock(), timeout=1)
    assert source.name == "https://example.com/a@b"
    assert source.kind is Kind.LIVE
