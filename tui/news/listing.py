"""Which headlines are listed, in which order, and where one of them is among them."""

from collections.abc import Collection, Iterable
from functools import cached_property
from operator import attrgetter
from typing import NamedTuple

from tui.news.stories import Story


class StoryMarks(NamedTuple):
    """What the user's marks are remembered by (`Story.ids`): those of read articles, and of those with a star."""

    read: frozenset[str] = frozenset()
    kept: frozenset[str] = frozenset()

    def is_read(self, story: Story) -> bool:
        """Whether the story was read."""
        return not self.read.isdisjoint(story.ids)

    def is_kept(self, story: Story) -> bool:
        """Whether the story has a star."""
        return not self.kept.isdisjoint(story.ids)

    def unread(self, stories: Iterable[Story]) -> int:
        """Return how many of the stories are not read."""
        return sum(map(self.read.isdisjoint, map(attrgetter("ids"), stories)))


class Listing:
    """The stories that are listed, in their order. Nothing changes it; places are worked out when first asked for."""

    def __init__(self, stories: tuple[Story, ...] = ()) -> None:
        self.stories = stories

    def __len__(self) -> int:
        """Return how many are listed."""
        return len(self.stories)

    @cached_property
    def keys(self) -> list[str]:
        """What the stories are known by, in this order."""
        return list(map(attrgetter("key"), self.stories))

    def position(self, key: str) -> int | None:
        """Return where the story of that key is, from 0; None where it is not listed."""
        try:
            return self.keys.index(key)
        except ValueError:
            return None

    def unread_from(self, start: int, marks: StoryMarks, but: str = "") -> Story | None:
        """Return the first unread story from a place on, round the end, but the one of that key; None without any."""
        turned = (*self.stories[start:], *self.stories[:start])
        return next((story for story in turned if story.key != but and not marks.is_read(story)), None)


class Place:
    """Where a story is in a listing; while it is not listed, where it was, or would be the first."""

    def __init__(self) -> None:
        self.at = 0
        self.is_listed = False

    def follow(self, key: str, listing: Listing) -> None:
        """Go to where the story is now, or stay."""
        found = listing.position(key)
        self.is_listed = found is not None
        self.at = self.at if found is None else found

    def give_up(self) -> None:
        """Where the story is not listed, be at the first."""
        if not self.is_listed:
            self.at = 0

    def after(self, by: int) -> int:
        """Return the place so many after it; where the story is not listed, the one at its place comes next."""
        return self.at + by - (by > 0 and not self.is_listed)


class UnreadFirst:
    """Puts unread stories before read ones, where that is asked for.

    What is read meanwhile stays where it is, lest it go from under the reader's eye: until that is asked for again, or
    new stories come in. The one that is open stays even then.
    """

    def __init__(self) -> None:
        self.is_on = False
        self._known: frozenset[str] = frozenset()
        self._below: frozenset[str] = frozenset()

    def turn(self) -> None:
        """Ask for it, or no longer."""
        self.is_on = not self.is_on
        self._known = self._below = frozenset()

    def ordered(self, stories: tuple[Story, ...], marks: StoryMarks, open_key: str) -> tuple[Story, ...]:
        """Return the stories, which come newest first, in the order that is asked for."""
        if not self.is_on:
            return stories
        keys = frozenset(map(attrgetter("key"), stories))
        if not keys <= self._known:
            self._below = self._read(stories, marks, open_key if open_key in self._known else "")
            self._known = keys
        return _parted(stories, self._below)

    def _read(self, stories: Iterable[Story], marks: StoryMarks, held: str) -> frozenset[str]:
        read = frozenset(story.key for story in stories if story.key != held and marks.is_read(story))
        return read | (self._below & {held})


def _parted(stories: tuple[Story, ...], below: Collection[str]) -> tuple[Story, ...]:
    return (
        *(story for story in stories if story.key not in below),
        *(story for story in stories if story.key in below),
    )
