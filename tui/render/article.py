"""An article as the reader lays it out: blocks of text, each for one widget, none so long that it is slow to wrap.

A long paragraph is parted at the ends of sentences. Of an article of very many paragraphs those behind the first
screens share a block, since each widget has its price. Text of the Arabic script is aligned to the right; its letters
stay in the order in which they are read, which terminals that know of such scripts turn round.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from tui.news.stories import Story
from tui.render.article_head import head_texts
from tui.render.targets import Target, targets

LONGEST: Final = 2_000
"""Characters in a block of text on the first screens, so that one takes a millisecond or two to wrap."""
LONGEST_LATER: Final = 6_000
"""Characters in a block behind them: fewer and larger blocks, since with each widget every layout takes longer."""

_FIRST_SCREENS: Final = 20_000
_MANY: Final = 400
"""From so many paragraphs on they share blocks."""
_LETTERS: Final = 400
"""Characters of a text by which it is told which way it runs."""

# "It rose. Then" "کیا؟ ہاں": behind a mark that ends a sentence, and behind what closes quotes or brackets after it.
_SENTENCE_END: Final = re.compile(r"[.!?…۔؟][\"'”’)\]]*(?=\s)")
_RIGHT_TO_LEFT: Final = frozenset({"R", "AL"})
_BETWEEN: Final = "\n\n"


class Part(StrEnum):
    """What a block of an article is."""

    SECTION = "section"
    TITLE = "title"
    BULLET = "bullet"
    BYLINE = "byline"
    FACTS = "facts"
    PRICES = "prices"
    PARAGRAPH = "paragraph"
    TABLE = "table"
    LINK = "link"


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of an article. The text of facts and prices changes with time, and is none that is searched."""

    part: Part
    text: str = ""
    lead: int = 0
    """How many characters at its start are the dateline."""
    number: int = 0
    """The number of the link that it is; 0 where it is none."""
    is_right_to_left: bool = False


@dataclass(frozen=True, slots=True)
class Document:
    """An article's blocks in their order, and what in it can be followed."""

    blocks: tuple[Block, ...] = ()
    targets: tuple[Target, ...] = ()

    @property
    def length(self) -> int:
        """How many characters all its blocks have."""
        return sum(len(block.text) for block in self.blocks)


def document(story: Story) -> Document:
    """Return the article of the story as it is laid out."""
    found = targets(story)
    return Document(tuple(_blocks(story, found)), found)


def _blocks(story: Story, found: tuple[Target, ...]) -> Iterator[Block]:
    article = story.article
    for name, text in head_texts(story):
        if text:
            yield _block(Part(name), text)
    yield Block(Part.FACTS)
    if story.symbols:
        yield Block(Part.PRICES)
    lead = article.dateline or ""
    for position, text in enumerate(parted(article.paragraphs)):
        if position == 0 and lead:
            yield Block(Part.PARAGRAPH, f"{lead}  {text}", len(lead), is_right_to_left=is_right_to_left(text))
        else:
            yield _block(Part.PARAGRAPH, text)
    for table in article.tables:
        yield from (Block(Part.TABLE, lines) for lines in _lines_together(table))
    for number, target in enumerate(found, start=1):
        if not target.symbol:
            yield Block(Part.LINK, target.text, number=number, is_right_to_left=is_right_to_left(target.text))


def _block(part: Part, text: str) -> Block:
    return Block(part, text, is_right_to_left=is_right_to_left(text))


def parted(paragraphs: Sequence[str]) -> Iterator[str]:
    """Yield the paragraphs as blocks: long ones parted; of very many, those behind the first screens joined."""
    are_many = len(paragraphs) > _MANY
    told, together = 0, ""
    for paragraph in paragraphs:
        for piece in pieces(paragraph, told):
            told += len(piece)
            if together and len(together) + len(piece) > LONGEST_LATER:
                yield together
                together = ""
            if are_many and told > _FIRST_SCREENS:
                together = f"{together}{_BETWEEN}{piece}" if together else piece
            else:
                yield piece
    if together:
        yield together


def pieces(text: str, told: int = 0) -> Iterator[str]:
    """Yield the text, behind so much `told`, in pieces: up to the end of a sentence, else of a word, else of the room.

    What is between two pieces is only space.
    """
    start = 0
    while len(text) - start > (limit := LONGEST if told + start < _FIRST_SCREENS else LONGEST_LATER):
        window = text[start : start + limit]
        ends = [match.end() for match in _SENTENCE_END.finditer(window)]
        end = ends[-1] if ends and ends[-1] > limit // 4 else window.rfind(" ")
        end = end if end > 0 else limit
        yield window[:end]
        start += end
        while start < len(text) and text[start].isspace():
            start += 1
    if start < len(text) or not start:
        yield text[start:]


def _lines_together(table: str) -> Iterator[str]:
    """Yield the lines of a table together, of a very long one in several parts."""
    together = ""
    for line in table.split("\n"):
        if together and len(together) + len(line) > LONGEST_LATER:
            yield together
            together = line
        else:
            together = f"{together}\n{line}" if together else line
    yield together


def is_right_to_left(text: str) -> bool:
    """Whether most of the letters at the start of the text are of a script that is written from right to left."""
    letters = [character for character in text[:_LETTERS] if character.isalpha()]
    return 2 * sum(unicodedata.bidirectional(letter) in _RIGHT_TO_LEFT for letter in letters) > len(letters)
