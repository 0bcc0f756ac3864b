"""The whole article behind a feed's excerpt, fetched when somebody opens it."""

from parsing import Article
from tui.clock import Clock
from tui.errors import SourceUnreadableError
from tui.news.stories import absolute
from tui.refreshing.once import refresh_once
from tui.settings.model import Settings
from tui.sources.linked import LinkedSource
from tui.sources.memory import ServerMemory


async def fetch_article(
    link: str, feed_address: str, clock: Clock, settings: Settings, memory: ServerMemory | None = None
) -> Article:
    """Return the article at a link of the feed at `feed_address`, which is empty for a feed of a file.

    Its links are whole addresses, and it has one itself. `memory` knows how long a server asked to be left
    alone. Raises `SourceError`.
    """
    source = LinkedSource(link, feed_address, clock, settings, memory)
    page, snapshot = await refresh_once(source)
    article = snapshot.article
    if article is None or not (article.paragraphs or article.tables):
        raise SourceUnreadableError(f"There is no article at {source.name}; open it in a browser.")
    links = [
        link.model_copy(update={"address": absolute(link.address, page.address) or link.address})
        for link in article.links
    ]
    return article.model_copy(update={"link": article.link or page.address, "links": tuple(links)})
