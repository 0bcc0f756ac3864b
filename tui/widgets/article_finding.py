"""The search in an article: what is looked for, where it was found, and which of those places is shown."""

from collections.abc import Sequence

from tui.render.article_search import Hit, find, hit_text, nearest
from tui.widgets.article_body import Body


class Finding:
    """A search, which goes on when another article is opened."""

    def __init__(self) -> None:
        self.wanted = ""
        """What is looked for."""
        self._hits: Sequence[Hit] = ()
        self._at = 0

    @property
    def hit(self) -> Hit | None:
        """The place that is shown."""
        return self._hits[self._at] if self._hits else None

    @property
    def told(self) -> str:
        """Which of the places is shown, or that there is none; nothing while nothing is looked for."""
        return hit_text(self._at, len(self._hits)) if self.wanted.strip() else ""

    @property
    def is_vain(self) -> bool:
        """Whether there is no such place."""
        return bool(self.wanted.strip()) and not self._hits

    def look_for(self, body: Body | None, wanted: str, block: int) -> None:
        """Find what is wanted, and begin with the first place in that block or behind it."""
        self.wanted = wanted
        self._hits = find([one.text for one in body.blocks], wanted) if body else ()
        self._at = nearest(self._hits, block)
        self._light(body)

    def look_again(self, body: Body | None, block: int) -> None:
        """Find the same in another article, or another version of it, where the place stays if it is still one."""
        before = self.hit
        if self.wanted:
            self.look_for(body, self.wanted, block)
        if before is not None and before in self._hits:
            self._at = self._hits.index(before)
            self._light(body)

    def step(self, body: Body | None, by: int) -> bool:
        """Go so many places on, from the last to the first; return whether there is one."""
        if self._hits:
            self._at = (self._at + by) % len(self._hits)
            self._light(body)
        return bool(self._hits)

    def _light(self, body: Body | None) -> None:
        if body is not None:
            body.light(self._hits)
            body.go_to_hit(self.hit)
