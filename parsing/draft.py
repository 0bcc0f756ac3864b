"""An article while it is being read."""

from dataclasses import dataclass, field
from datetime import date, datetime

from parsing.line_forms import split_dateline
from parsing.models import Article


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

    @property
    def has_date(self) -> bool:
        """Whether a byline with a date was read."""
        return self.published is not None or self.updated is not None

    def add_paragraph(self, text: str) -> None:
        """Add a paragraph; from the first one the dateline is taken."""
        if not self.paragraphs:
            self.dateline, text = split_dateline(text)
        self.paragraphs.append(text)

    def article(self) -> Article | None:
        """Return the article, or None where a section is all that was found."""
        found = (self.title, self.standfirst, self.byline, self.has_date, self.paragraphs, self.related, self.tables)
        return Article.model_validate(vars(self)) if any(found) else None
