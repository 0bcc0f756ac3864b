"""The search while it is going on: titles are searched at once, and the texts of very many stories in a thread."""

import asyncio
from collections.abc import Callable, Sequence
from functools import partial
from typing import Final

from textual.dom import DOMNode
from textual.worker import Worker

from tui.news.listing import StoryMarks
from tui.news.search import Findings, HeadlineSearch, look_in_texts
from tui.news.stories import Story
from tui.widgets.working import start_work

_AT_ONCE: Final = 300
"""The texts of so many stories are searched before the next key is taken."""

_AT_A_TIME: Final = 2_000


class Searching:
    """What is found by now. Lower-cased texts are not kept: to make them anew takes less than to find room for them."""

    def __init__(self, node: DOMNode, tell: Callable[[], None]) -> None:
        """Take the widget whose worker it is, and what is to be done whenever more is found, or all."""
        self.is_looking = False
        """Whether there are texts that were not searched yet."""
        self._node = node
        self._tell = tell
        self._findings = Findings(HeadlineSearch())
        self._worker: Worker[None] | None = None

    def chosen(self, stories: tuple[Story, ...], marks: StoryMarks, held: str) -> tuple[Story, ...]:
        """Return the stories that fit, as far as is known; that of the key `held` may have other marks."""
        search, fits = self._findings.search, self._findings.fits
        if not search:
            return stories
        return tuple(
            story for story in stories if fits(story) and (search.fits_marks(story, marks) or story.key == held)
        )

    def take(self, search: HeadlineSearch, stories: Sequence[Story]) -> None:
        """Search for something else from now on."""
        self._findings = Findings(search, self._findings)
        self.look(stories)

    def look(self, stories: Sequence[Story]) -> None:
        """Look at the stories, but at none that is known already."""
        findings = self._findings
        left = findings.look(stories) if findings.search else []
        self.is_looking = len(left) > _AT_ONCE
        if self._worker is not None:
            self._worker.cancel()
        if not self.is_looking:
            findings.take(left, look_in_texts(findings.search, left))
            return
        work = partial(self._look_in_texts, findings, left)
        self._worker = start_work(self._node, work, "headline-search", exclusive=True)

    async def _look_in_texts(self, findings: Findings, stories: Sequence[Story]) -> None:
        for start in range(0, len(stories), _AT_A_TIME):
            some = stories[start : start + _AT_A_TIME]
            if findings.take(some, await asyncio.to_thread(look_in_texts, findings.search, some)):
                self._tell()
        self.is_looking = False
        self._tell()
