"""The whole of an article of which a feed has the start, fetched from a real server when it is opened."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

import pytest

from tests.builders import ALWAYS_OPEN, NOON, FakeClock, ScriptedSource
from tests.feeds import LOREM, item, rss
from tests.server import Server, plain, playing
from tests.tui.stage import FIRST, Stage
from tui.app import TapewatchApp
from tui.refreshing.watched import Watched
from tui.settings.model import Settings, SourceSettings
from tui.sources.web import WebSource
from tui.widgets.news_pane import NewsPane

SETTINGS = Settings(timeout=10, hours=ALWAYS_OPEN)


@dataclass
class Desk:
    """The monitor beside the server that it reads a feed from."""

    stage: Stage
    server: Server

    @property
    def news(self) -> NewsPane:
        """The pane of the news."""
        return self.stage.screen.query_one(NewsPane)

    @property
    def asked(self) -> list[str]:
        """What the server was asked for since the feed, robots.txt apart."""
        return [path for path in self.server.paths() if path not in {"/robots.txt", "/feed"}]

    async def open(self, title: str) -> None:
        """Open the story of that title, and wait for what is fetched for it."""
        story = self.stage.screen.state.news.titled(title)
        assert story is not None
        self.news.open(story)
        await self.stage.settle()
        for worker in [worker for worker in self.stage.app.workers if worker.group == "article"]:
            await worker.wait()
        await self.stage.settle()


@asynccontextmanager
async def desk_with(feed: bytes) -> AsyncIterator[Desk]:
    """Watch a page of prices and the feed, and wait for both."""
    async with playing() as server:
        server.play("/feed", plain(feed))
        clock = FakeClock()
        page = ScriptedSource(clock, [FIRST])
        web = WebSource(SourceSettings(address=f"{server.address}/feed"), clock, SETTINGS)
        app = TapewatchApp([Watched(page, 60), Watched(web, 60)], clock, SETTINGS)
        async with app.run_test(size=(120, 40)) as pilot:
            await clock.until_waits(2)
            stage = Stage(app, pilot, clock, page)
            await stage.settle()
            yield Desk(stage, server)


EXCERPT = item("String is scarce", body=f"<p>{LOREM} HUBC […]</p>", link="/story")


async def test_opening_an_excerpt_brings_the_whole_of_it_once() -> None:
    async with desk_with(rss(EXCERPT)) as desk:
        assert desk.asked == []
        await desk.open("String is scarce")
        assert desk.asked == ["/story"]
        assert desk.stage.article.count(LOREM) == 9
        assert desk.news.note == ""
        await desk.open("String is scarce")
        assert desk.asked == ["/story"]


async def test_it_stays_in_its_place_and_is_still_marked_as_read() -> None:
    dated = item("String is scarce", body="<p>Scarce…</p>", link="/story", pubDate="Fri, 17 May 2024 11:30:00 GMT")
    older = item("Glue", body=f"<p>{LOREM * 10}</p>", link="/glue", pubDate="Fri, 17 May 2024 11:00:00 GMT")
    async with desk_with(rss(older, dated)) as desk:
        before = [story.key for story in desk.news.headlines.shown]
        await desk.open("String is scarce")
        assert [story.key for story in desk.news.headlines.shown] == before
        story = desk.stage.screen.state.news.titled("String is scarce")
        assert story is not None
        assert (NOON - story.at).total_seconds() == 30 * 60
        assert not story.ids.isdisjoint(desk.stage.screen.view.read)


async def test_where_it_cannot_be_had_the_start_stays_with_the_reason_and_the_way_out() -> None:
    async with desk_with(rss(item("Gone", body="<p>It was…</p>", link="/gone"))) as desk:
        desk.server.play("/gone", plain(b"", "404 Not Found"))
        await desk.open("Gone")
        assert "It was…" in desk.stage.article
        assert "404 Not Found" in desk.news.note
        assert desk.news.note.endswith("o opens it in the browser.")
        await desk.open("Kites rise")
        assert desk.news.note == ""


@pytest.mark.parametrize("link", ["http://127.0.0.1:1/x", "http://localhost/x", "http://169.254.169.254/latest"])
async def test_a_link_into_a_private_network_is_not_followed(link: str) -> None:
    async with desk_with(rss(item("Bait", body="<p>Come…</p>", link=link))) as desk:
        await desk.open("Bait")
        assert "private network" in desk.news.note
        assert desk.asked == []


@pytest.mark.parametrize(
    "link", ["javascript:alert(1)", "data:text/html,x", "mailto:a@example.com", "file:///etc/passwd"]
)
async def test_what_is_no_web_address_is_never_asked_for(link: str) -> None:
    async with desk_with(rss(item("Bait", body="<p>Come…</p>", link=link))) as desk:
        await desk.open("Bait")
        assert desk.asked == []
        assert desk.news.note == ""


async def test_a_page_and_a_feed_with_the_same_article_make_one_headline() -> None:
    async with desk_with(rss(item("Kites  Rise!", link="/kites", pubDate="Wed, 20 Dec 2023 08:00:00 GMT"))) as desk:
        (story,) = desk.news.headlines.shown
        assert story.link == f"{desk.server.address}/kites"
        assert "They rose." in desk.stage.article
