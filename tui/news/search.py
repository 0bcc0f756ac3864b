"""The search over the headlines: words of the title, section or text, symbols in capitals, `unread`, `starred`.

Words stand side by side, and a story must fit them all. Titles are looked at at once. Texts can be long and many: they
are left to whoever has the time, and what is known of a story is not asked for again.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from tui.news.listing import StoryMarks
from tui.news.stories import Story
from tui.prices.names import USUAL, Names

_UNREAD: Final = "unread"
_STARRED: Final = "starred"
_MARKS: Final = frozenset({_UNREAD, _STARRED})


@dataclass(frozen=True, slots=True)
class HeadlineSearch:
    """What the user typed to choose headlines, ready to be asked; an empty one fits every story."""

    text: str = ""
    words: tuple[str, ...] = ()
    """The words that titles, sections or texts must have, case folded."""
    symbols: tuple[str, ...] = ()
    """The symbols that must be named."""
    is_unread: bool = False
    is_starred: bool = False
    sought: tuple[str, ...] = ()
    """What is marked in the titles."""

    @classmethod
    def read(cls, text: str, names: Names = USUAL) -> "HeadlineSearch":
        """Return the search that the text means, where these symbols are known and companies have these names."""
        typed = text.split()
        words = [word for word in typed if word.lower() not in _MARKS]
        symbols = tuple(word for word in words if _is_symbol(word, names))
        marks = {word.lower() for word in typed}
        called = (name for symbol in symbols for name in names.all_of(symbol))
        return cls(
            text.strip(),
            tuple(word.casefold() for word in words if word not in symbols),
            symbols,
            _UNREAD in marks,
            _STARRED in marks,
            tuple(dict.fromkeys((*words, *called))),
        )

    def __bool__(self) -> bool:
        """Whether it leaves anything out at all."""
        return bool(self.words or self.symbols or self.is_unread or self.is_starred)

    def fits_head(self, story: Story) -> bool | None:
        """Whether the story fits by its symbols, its title and its section; None where only its text can tell."""
        if any(symbol not in story.symbols for symbol in self.symbols):
            return False
        head = f"{story.title}\n{story.article.section or ''}".casefold()
        return True if all(word in head for word in self.words) else None

    def fits_text(self, story: Story) -> bool:
        """Whether the story has all the words, its text among what is looked at."""
        article = story.article
        text = "\n".join((story.title, article.section or "", *article.standfirst, *article.paragraphs)).casefold()
        return all(word in text for word in self.words)

    def fits_marks(self, story: Story, marks: StoryMarks) -> bool:
        """Whether the story has the marks that are looked for."""
        return not (self.is_unread and marks.is_read(story)) and (not self.is_starred or marks.is_kept(story))

    def hits(self, title: str) -> tuple[tuple[int, int], ...]:
        """Return the start and the end of each place in a title that has what is looked for; no two touch."""
        spans = (
            match.span() for sought in self.sought for match in re.finditer(re.escape(sought), title, re.IGNORECASE)
        )
        joined: list[tuple[int, int]] = []
        for start, end in sorted(spans):
            if joined and start <= joined[-1][1]:
                joined[-1] = joined[-1][0], max(end, joined[-1][1])
            else:
                joined.append((start, end))
        return tuple(joined)

    def narrows(self, other: "HeadlineSearch") -> bool:
        """Whether no text can fit this search that does not fit the other, as while a word is typed on."""
        has_words = all(any(word in own for own in self.words) for word in other.words)
        return has_words and set(other.symbols) <= set(self.symbols)


def _is_symbol(word: str, names: Names) -> bool:
    return word in names.names or word in names.tickers


class Findings:
    """Which stories fit a search, as far as that is known; what the marks say of them comes on top."""

    def __init__(self, search: HeadlineSearch, before: "Findings | None" = None) -> None:
        """Take over from the search before what cannot fit this one either."""
        self.search = search
        self._known: dict[str, tuple[Story, bool]] = {}
        if before is not None and search.narrows(before.search):
            self._known = {key: known for key, known in before._known.items() if not known[1]}

    def look(self, stories: Iterable[Story]) -> list[Story]:
        """Look at symbols, titles and sections, and return the stories of which only the text can tell."""
        left = []
        for story in stories:
            known = self._known.get(story.key)
            if known is not None and known[0] is story:
                continue
            fits = self.search.fits_head(story)
            if fits is None:
                left.append(story)
            else:
                self._known[story.key] = story, fits
        return left

    def take(self, stories: Sequence[Story], fitting: Sequence[bool]) -> bool:
        """Take in which of the stories fit by their texts, and return whether any does."""
        self._known.update({story.key: (story, fits) for story, fits in zip(stories, fitting, strict=True)})
        return any(fitting)

    def fits(self, story: Story) -> bool:
        """Whether the story fits, as far as is known."""
        known = self._known.get(story.key)
        return known is not None and known[1]


def look_in_texts(search: HeadlineSearch, stories: Iterable[Story]) -> list[bool]:
    """Return which of the stories fit by their texts: it takes its time."""
    return [search.fits_text(story) for story in stories]
