"""Marks of articles that can be taken back."""

from dataclasses import dataclass

from tui.news.stories import Story
from tui.view.model import View


@dataclass(frozen=True, slots=True)
class Marking:
    """Stories that the user marks: as read or not, or with a star or without one."""

    stories: tuple[Story, ...]
    is_set: bool
    is_star: bool = False

    def on(self, view: View) -> View:
        """Return the view with these marks."""
        ids = {mark for story in self.stories for mark in story.ids}
        return view.keeping(ids, is_kept=self.is_set) if self.is_star else view.marking(ids, is_read=self.is_set)

    def within(self, view: View) -> "Marking":
        """Return what of it changes the view."""
        marks = frozenset(view.kept if self.is_star else view.read)
        changed = tuple(story for story in self.stories if story.ids.isdisjoint(marks) is self.is_set)
        return Marking(changed, self.is_set, self.is_star)

    @property
    def undone(self) -> "Marking":
        """What takes it back."""
        return Marking(self.stories, not self.is_set, self.is_star)
