"""Gets the whole of an article of which a feed has an excerpt, once it is opened."""

from dataclasses import dataclass
from functools import partial
from typing import Final

from textual.message import Message
from textual.screen import Screen

from parsing import Article
from tui.clock import Clock
from tui.errors import SourceError
from tui.keys.bindings import key_for
from tui.news.stories import Story
from tui.settings.model import Settings
from tui.sources.memory import ServerMemory
from tui.widgets.news_pane import NewsPane
from tui.widgets.working import start_work

_WAITING: Final = "This is the start of it. The whole article is being fetched."


@dataclass
class WholeFetched(Message):
    """The whole of an article is there."""

    story: Story
    article: Article


class Fetching:
    """Fetches one article at a time: the one that was opened last."""

    def __init__(self, screen: Screen[None], clock: Clock, memory: ServerMemory) -> None:
        """Take the memory of how long a server asked to be left alone."""
        self._screen = screen
        self._clock = clock
        self._memory = memory

    def start(self, story: Story, address: str, settings: Settings) -> None:
        """Fetch the article of the story; `address` is that of its feed, with which it may share a private server."""
        self._note(story, _WAITING)
        start_work(self._screen, partial(self._fetch, story, address, settings), "article", exclusive=True)

    async def _fetch(self, story: Story, address: str, settings: Settings) -> None:
        from tui.refreshing.whole import fetch_article

        try:
            article = await fetch_article(story.link, address, self._clock, settings, self._memory)
        except SourceError as error:
            browser = key_for(self._screen.app, "browser")
            self._note(
                story, f"This is the start of it. {error}" + (f" {browser} opens it in the browser." if browser else "")
            )
        else:
            self._note(story, "")
            self._screen.post_message(WholeFetched(story, article))

    def _note(self, story: Story, sentence: str) -> None:
        news = self._screen.query_one(NewsPane)
        if news.open_key == story.key:
            news.note = sentence
