"""An article while it is being read."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Final, NamedTuple

from parsing.addresses import LONGEST_ADDRESS
from parsing.clean import clean_line
from parsing.line_forms import split_dateline
from parsing.models import Article, Link

_MOST_LINKS: Final = 200


class Anchor(NamedTuple):
    """A link as the markup has it: its cleaned text, and its address with nothing done to it yet."""

    text: str
    address: str


@dataclass
class Draft:
    """The article while its lines are being read."""

    section: str | None = None
    title: str | None = None
    standfirst: list[str] = field(default_factory=list)
    byline: str | None = None
    published: datetime | date | None = None
    updated: datetime | date | None = None
    dateline: str | None = None
    paragraphs: list[str] = field(default_factory=list)
    related: list[str] = field(default_factory=list)
    tables: list[str] = field(default_factory=list)
    link: str | None = None
    is_excerpt: bool = False
    anchors: dict[Anchor, None] = field(default_factory=dict)

    @property
    def has_date(self) -> bool:
        """Whether a byline with a date was read."""
        return self.published is not None or self.updated is not None

    def add_paragraph(self, text: str) -> None:
        """Add a paragraph; from the first one the dateline is taken."""
        if not self.paragraphs:
            self.dateline, text = split_dateline(text)
        self.paragraphs.append(text)

    def add_anchors(self, anchors: Iterable[Anchor]) -> None:
        """Add links that have a text and an address, each once, and no more than anybody could look through."""
        for text, address in anchors:
            if len(self.anchors) == _MOST_LINKS:
                return
            cleaned = clean_line(address) if len(address) <= LONGEST_ADDRESS else ""
            if text and cleaned:
                self.anchors[Anchor(text, cleaned)] = None

    def article(self) -> Article | None:
        """Return the article, or None where a section is all that was found."""
        found = (self.title, self.standfirst, self.byline, self.has_date, self.paragraphs, self.related, self.tables)
        if not any(found):
            return None
        links = [Link(text=text, address=address) for text, address in self.anchors]
        return Article.model_validate({**vars(self), "links": links})
