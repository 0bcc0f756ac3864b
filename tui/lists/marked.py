"""What the user marked and listed, as one value: starred symbols, own lists, and articles read or kept."""

from collections.abc import Sequence
from typing import Final, NamedTuple

from tui.lists.watchlists import Lists, merged, merged_lists

MOST_MARKS: Final = 10_000
"""So many marks of articles are remembered of each kind; the oldest go first."""


class Marked(NamedTuple):
    """All that the user marked."""

    starred: tuple[str, ...] = ()
    """The symbols with a star, in their order."""
    lists: Lists = ()
    """The user's own lists, in their order."""
    read: tuple[str, ...] = ()
    """What read articles are remembered by, those read last at the end."""
    kept: tuple[str, ...] = ()
    """The same of those with a star."""

    def changed(self, before: "Marked", after: "Marked") -> "Marked":
        """Return this with what changed from one to the other. To do so twice changes nothing more."""
        return Marked(
            merged(self.starred, before.starred, after.starred),
            merged_lists(self.lists, before.lists, after.lists),
            merged_marks(self.read, before.read, after.read),
            merged_marks(self.kept, before.kept, after.kept),
        )


def merged_marks(there: Sequence[str], before: Sequence[str], after: Sequence[str]) -> tuple[str, ...]:
    """Return the marks that are there, with those that came at the end, and without those that went."""
    came, gone = came_and_went(before, after)
    left = frozenset(gone)
    return tuple(dict.fromkeys([*(mark for mark in there if mark not in left), *came]))[-MOST_MARKS:]


def came_and_went(before: Sequence[str], after: Sequence[str]) -> tuple[list[str], list[str]]:
    """Return the marks that are only in the one after, and those that are only in the one before, in their order."""
    if before is after:
        return [], []
    old, new = frozenset(before), frozenset(after)
    return [mark for mark in after if mark not in old], [mark for mark in before if mark not in new]
