"""Feeds over the web and from files, and the articles behind their excerpts."""

import json
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.builders import FakeClock
from tests.feeds import ATOM, BOMBED, LOREM, RSS, item, rss
from tests.server import ETAG, MODIFIED, Server, moved, plain, playing, unchanged
from tui.clock import SystemClock
from tui.command_line.doctor import examine
from tui.command_line.printing import print_source
from tui.errors import (
    ExitStatus,
    SourceError,
    SourceForbiddenError,
    SourceMissingError,
    SourceRefusedError,
    SourceUnreachableError,
    SourceUnreadableError,
)
from tui.refresh import Kind
from tui.refreshing.once import refresh_once
from tui.refreshing.whole import fetch_article
from tui.refreshing.worker import refresh
from tui.settings.model import Settings, SourceSettings
from tui.sources import Source, open_source
from tui.sources.feed import PRESETS, FeedSource
from tui.sources.folder import FolderSource
from tui.sources.linked import LinkedSource
from tui.sources.stdin import StdinSource
from tui.sources.web import WebSource

PATIENT = Settings(timeout=10)


@pytest.fixture
async def server() -> AsyncIterator[Server]:
    """The server that has feeds."""
    async with playing() as running:
        yield running


def opened(address: str) -> Source:
    return open_source(SourceSettings(address=address), FakeClock(), PATIENT)


@pytest.mark.parametrize("path", ["/feed", "/feed-as-text", "/atom"])
async def test_any_web_address_may_be_that_of_a_feed(server: Server, path: str) -> None:
    source = opened(server.address + path)
    page, snapshot = await refresh_once(source)
    assert isinstance(source, WebSource)
    assert not isinstance(source, FeedSource)
    assert page.address == server.address + path
    assert len(snapshot.articles) == 2
    assert snapshot.problems == ()


async def test_a_relative_link_is_one_of_where_the_feed_was_in_the_end(server: Server) -> None:
    address = server.play("/old/feed", moved("/new/feed")).replace("//", "//me:secret@")
    server.play("/new/feed", plain(rss(item(link="1"))))
    page, snapshot = await refresh_once(opened(address))
    assert page.address == f"{server.address}/new/feed"
    assert snapshot.articles[0].link == f"{server.address}/new/1"


@pytest.mark.parametrize(
    ("address", "preset"), [("feed", "latest-news"), ("feed:", "latest-news"), ("feed:markets", "markets")]
)
async def test_a_preset_is_fetched_from_its_place(
    server: Server, monkeypatch: pytest.MonkeyPatch, address: str, preset: str
) -> None:
    monkeypatch.setitem(PRESETS, preset, server.address + "/feed")
    source = opened(address)
    assert isinstance(source, FeedSource)
    assert (source.name, source.kind, source.every) == (address, Kind.LIVE, 900.0)
    _, snapshot = await refresh_once(source)
    assert [article.title for article in snapshot.articles] == ["Kites rise on firm wind", "String is scarce"]
    assert b"application/rss+xml, application/atom+xml" in (server.calls[-1].header("Accept") or b"")


def test_the_presets_are_the_papers_feeds() -> None:
    assert {
        name: f"https://www.brecorder.com/feeds/{name}"
        for name in ("latest-news", "markets", "business-finance", "business", "technology")
    } == PRESETS


@pytest.mark.parametrize("preset", ["feed:sports", "feed:\x1b[31m", "feed:" + "x" * 500, "feed:https://a.example/"])
async def test_a_preset_that_is_none_lists_those_that_are(preset: str) -> None:
    source = opened(preset)
    with pytest.raises(SourceMissingError) as caught:
        await refresh_once(source)
    sentence = str(caught.value)
    assert sentence.isprintable()
    assert all(f"feed:{name}" in sentence for name in PRESETS)
    assert len(sentence) < 300


async def test_a_feed_that_has_not_changed_is_not_read_again(server: Server) -> None:
    address = server.play("/kept", plain(RSS, ETag=ETAG, Last_Modified=MODIFIED), unchanged())
    source = opened(address)
    first = await refresh(source)
    second = await refresh(source, first)
    assert (server.calls[-1].header("If-None-Match"), server.calls[-1].header("If-Modified-Since")) == (ETAG, MODIFIED)
    assert second[0].document is first[0].document
    assert second[1] is first[1]
    assert second[0].address == address
    await source.close()


@pytest.mark.parametrize(
    ("path", "says"),
    [
        ("/bombed-feed", "declares entities"),
        ("/no-feed", "neither RSS nor Atom"),
    ],
)
async def test_what_cannot_be_read_is_a_sentence(server: Server, path: str, says: str) -> None:
    with pytest.raises(SourceUnreadableError, match=says):
        await refresh_once(opened(server.address + path))


async def test_ten_thousand_items_are_read_as_far_as_anybody_looks(server: Server) -> None:
    _, snapshot = await refresh_once(opened(server.address + "/long-feed"))
    assert len(snapshot.articles) == 2_000
    assert [problem.code for problem in snapshot.problems] == ["feed-long"]


@pytest.mark.parametrize(("name", "document"), [("a.xml", RSS), ("b.rss", RSS), ("c.atom", ATOM), ("d", RSS)])
async def test_a_saved_feed_is_read_from_its_file(tmp_path: Path, name: str, document: bytes) -> None:
    (tmp_path / name).write_bytes(document)
    page, snapshot = await refresh_once(opened(str(tmp_path / name)))
    assert len(snapshot.articles) == 2
    assert page.address == ""


async def test_saved_feeds_in_a_folder_are_replayed(tmp_path: Path) -> None:
    for name, document in (("1.xml", RSS), ("2.RSS", RSS), ("3.atom", ATOM), ("4.json", b"{}")):
        (tmp_path / name).write_bytes(document)
    source = FolderSource(tmp_path)
    seen = [(await source.fetch()).position for _ in range(3)]
    assert seen == ["page 1 of 3", "page 2 of 3", "page 3 of 3"]


async def test_a_feed_may_be_piped_in(tmp_path: Path) -> None:
    (tmp_path / "feed").write_bytes(RSS)
    with (tmp_path / "feed").open("rb") as file:
        _, snapshot = await refresh_once(StdinSource(FakeClock(), file.fileno()))
    assert len(snapshot.articles) == 2


# the article behind an excerpt


async def test_the_whole_article_is_fetched_from_the_feeds_own_server(server: Server) -> None:
    article = await fetch_article(server.address + "/story#top", server.address + "/feed", FakeClock(), PATIENT)
    assert article.title == "String is scarce"
    assert article.paragraphs == (LOREM,) * 9
    assert article.link == server.address + "/story"
    assert [link.address for link in article.links] == [server.address + "/news/2"]
    assert not article.is_excerpt
    assert [call.path for call in server.calls] == ["/robots.txt", "/story"]


async def why_not(link: str, feed: str, kind: type[SourceError], settings: Settings = PATIENT) -> str:
    """Return the sentence that says why there is no whole article."""
    with pytest.raises(kind) as caught:
        await fetch_article(link, feed, FakeClock(), settings)
    sentence = str(caught.value)
    assert sentence.isprintable()
    assert sentence.endswith(".")
    return sentence


@pytest.mark.parametrize("use_environment", [True, False])
@pytest.mark.parametrize(
    "place", ["http://127.0.0.1:{}", "http://localhost:{}", "http://2130706433:{}", "http://[::1]:{}"]
)
async def test_a_link_leads_nowhere_private_but_to_its_feed(server: Server, place: str, use_environment: bool) -> None:
    settings = Settings(timeout=10, use_environment=use_environment)
    link = place.format(server.port) + "/story"
    async with playing() as other:
        for feed in ("https://paper.example/feed", other.address + "/feed", ""):
            assert "private network" in await why_not(link, feed, SourceForbiddenError, settings)
        assert other.calls == []
    assert server.calls == []


@pytest.mark.parametrize("path", ["/to-localhost", "/to-decimal", "/to-metadata", "/moved-with-a-password", "/to-file"])
async def test_a_link_that_sends_on_is_followed_nowhere_private(server: Server, path: str) -> None:
    await why_not(server.address + path, server.address + "/feed", SourceForbiddenError)


@pytest.mark.parametrize(
    "link", ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "ftp://a.example/", "x", "/x"]
)
async def test_only_web_addresses_are_fetched(server: Server, link: str) -> None:
    assert "http://" in await why_not(link, server.address + "/feed", SourceUnreachableError)
    assert server.calls == []


async def test_a_site_that_asks_programs_to_stay_away_is_left_alone(server: Server) -> None:
    server.play("/robots.txt", plain(b"User-agent: *\nDisallow: /story\n"))
    assert "robots.txt" in await why_not(server.address + "/story", server.address + "/feed", SourceForbiddenError)
    assert server.paths() == []


async def test_a_name_and_password_of_a_link_go_nowhere(server: Server) -> None:
    link = server.address.replace("//", "//me:secret@") + "/story"
    await fetch_article(link, server.address + "/feed", FakeClock(), PATIENT)
    assert all(call.header("Authorization") is None for call in server.calls)
    assert "secret" not in await why_not(link.replace("/story", "/gone"), server.address, SourceRefusedError)


@pytest.mark.parametrize(
    ("path", "kind", "says"),
    [
        ("/gone", SourceRefusedError, "answered 404 Not Found"),
        ("/bomb", SourceUnreadableError, "max_bytes"),
        ("/hang-up", SourceUnreachableError, "^The connection to http://127.0.0.1:[0-9]+/hang-up broke off"),
        ("/bare", SourceUnreadableError, "There is no article at http://127.0.0.1:[0-9]+/bare"),
        ("/feed", SourceUnreadableError, "There is no article at"),
        ("/html", SourceUnreadableError, "not of the paper"),
    ],
)
async def test_what_is_no_article_is_a_sentence(server: Server, path: str, kind: type[SourceError], says: str) -> None:
    server.play("/bare", plain(b"HUBC 136.50 Increased By \xe2\x96\xb2 0.66 (0.49%)\n"))
    with pytest.raises(kind, match=says):
        await fetch_article(server.address + path, server.address + "/feed", FakeClock(), PATIENT)


async def test_a_host_that_nobody_knows_is_named_as_what_was_opened() -> None:
    async def unknown(host: str, port: int) -> list[str]:
        raise OSError(f"{host}:{port} is unknown")

    link = "http://news.example/1"
    source = LinkedSource(link, "https://paper.example/feed", FakeClock(), PATIENT, resolve=unknown)
    with pytest.raises(SourceUnreachableError, match=f"^{link}: nobody knows that host"):
        await refresh_once(source)


# the commands that end


def printed(address: str, form: str, capsys: pytest.CaptureFixture[str]) -> str:
    """Return what `tapewatch parse` prints of a source."""
    assert print_source(SourceSettings(address=address), form, FakeClock(), PATIENT, Path("unused")) == ExitStatus.OK
    return capsys.readouterr().out


def test_a_feed_is_printed_as_its_headlines(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    feed = tmp_path / "feed.xml"
    feed.write_bytes(RSS.replace(b"</channel>", item(None, body=LOREM).encode() + b"</channel>"))
    head, *lines = printed(str(feed), "table", capsys).splitlines()
    assert head.endswith("· 3 headlines")
    assert lines == [
        "17 May 2024 12:30 PKT  Markets             Kites rise on firm wind",
        "17 May 2024 11:00 PKT  Business & Finance  String is scarce",
        f"undated                                    {LOREM[:79]}…",
    ]
    assert printed(str(feed), "csv", capsys) == "symbol,price,direction,change,percent,kind\n"
    record = json.loads(printed(str(feed), "json", capsys))
    assert [article["title"] for article in record["articles"]] == ["Kites rise on firm wind", "String is scarce", None]
    assert (record["quotes"], record["article"]) == ([], None)


def test_doctor_counts_the_headlines_of_a_feed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "feed.xml").write_bytes(RSS)
    (tmp_path / "bomb.xml").write_bytes(BOMBED)
    sources = [SourceSettings(address=str(tmp_path / name)) for name in ("feed.xml", "bomb.xml")]
    assert examine(sources, SystemClock(), PATIENT, (tmp_path / "a", tmp_path / "b")) == ExitStatus.NOTHING_USABLE
    told = capsys.readouterr().out
    assert "(saved page): 2 headlines, 0 excerpts, 0 problems" in told
    assert "declares entities" in told
