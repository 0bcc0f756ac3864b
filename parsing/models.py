"""What a page holds, as frozen values: quotes, an article and the problems met while reading it."""

from datetime import date, datetime, time, timedelta, timezone
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, PlainSerializer, SerializerFunctionWrapHandler, model_serializer

PAKISTAN = timezone(timedelta(hours=5), "PKT")
"""Local time of the paper and of the exchange; Pakistan has kept +05:00 the year round since 2009."""

INDEX_SYMBOLS = frozenset({"BR100", "BR30", "KSE100", "KSE30"})
"""The four indices that the paper prints among its quotes."""


def midnight(day: date) -> datetime:
    """Return when a day begins in Pakistan."""
    return datetime.combine(day, time(), PAKISTAN)


def is_midnight(moment: datetime) -> bool:
    """Whether a day begins then in Pakistan, to the microsecond: so a day is kept of which no time is known."""
    return moment.astimezone(PAKISTAN).time() == time()


def _digits(number: Decimal) -> str:
    return format(number, "f")


def _local_minute(moment: date) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M") if isinstance(moment, datetime) else moment.isoformat()


Figure = Annotated[Decimal, PlainSerializer(_digits, return_type=str, when_used="json")]
"""A number with its digits as printed, less the thousands separators; a string in JSON."""

Moment = Annotated[datetime | date, PlainSerializer(_local_minute, return_type=str, when_used="json")]
"""An aware time, or a day where the page prints no time; in JSON local, to the minute."""


def _without_empty(record: dict[str, Any], *names: str) -> dict[str, Any]:
    """Return the record without those of these fields that say nothing, which only some pages and feeds have."""
    return {name: value for name, value in record.items() if value or name not in names}


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True)


class Direction(StrEnum):
    """Which way a price went since the previous close, as the page says in words."""

    UP = "up"
    DOWN = "down"
    UNCHANGED = "unchanged"


class Quote(_Frozen):
    """One quote line. `price` (the last) and `change` are rupees, or points for an index.

    `change` and `percent` (per cent of the previous close) carry their sign.
    """

    symbol: str
    price: Figure
    direction: Direction
    change: Figure
    percent: Figure

    def model_post_init(self, _: object, /) -> None:
        """Share the names of the fields, of which every one is set: a set for each quote is twice as large as that."""
        object.__setattr__(self, "__pydantic_fields_set__", _QUOTE_FIELDS)

    @property
    def is_index(self) -> bool:
        """Whether the symbol is one of the four indices."""
        return self.symbol in INDEX_SYMBOLS

    @property
    def previous(self) -> Decimal:
        """The previous close: last less change."""
        return self.price - self.change


_QUOTE_FIELDS = set(Quote.model_fields)


class Link(_Frozen):
    """A link in an article: what it says, and its address as the page has it, cleaned. It may be of any scheme."""

    text: str
    address: str


class Article(_Frozen):
    """The one article of a page, or one of a feed. A part that the page does not print is None or empty.

    `dateline` is the place before the first paragraph's colon, `standfirst` the bullets under the title, `related`
    the headlines of other articles printed between the paragraphs, a table one text from its first rule to its last.
    `links` are those of its body, related headlines among them, in the order of the page; `link` is its own address,
    absolute, as the page or the feed says. Text pages have neither.
    """

    section: str | None = None
    title: str | None = None
    standfirst: tuple[str, ...] = ()
    byline: str | None = None
    published: Moment | None = None
    updated: Moment | None = None
    dateline: str | None = None
    paragraphs: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    tables: tuple[str, ...] = ()
    link: str | None = None
    links: tuple[Link, ...] = ()
    is_excerpt: bool = False
    """Whether it is only the start, or a summary, of what there is to read at its link."""

    @model_serializer(mode="wrap")
    def _record(self, handler: SerializerFunctionWrapHandler) -> dict[str, Any]:
        return _without_empty(handler(self), "link", "links", "is_excerpt")


class Problem(_Frozen):
    """Something on the page that could not be read, or that does not add up.

    `line` counts from 1; 0 means the page as a whole. `code` is for programs, `message` for people, `excerpt` is the
    start of the cleaned line.
    """

    line: int
    code: str
    message: str
    excerpt: str = ""


class Snapshot(_Frozen):
    """All that one page said at the moment it was saved.

    `snapshot_date` is the day that the page prints for itself (date prefix, masthead or print date), never the
    article's own.
    """

    snapshot_date: date | None = None
    quotes: tuple[Quote, ...] = ()
    indices: tuple[Quote, ...] = ()
    article: Article | None = None
    problems: tuple[Problem, ...] = ()
    articles: tuple[Article, ...] = ()
    """The articles of a feed, in its order; a page has none but its one."""

    @model_serializer(mode="wrap")
    def _record(self, handler: SerializerFunctionWrapHandler) -> dict[str, Any]:
        return _without_empty(handler(self), "articles")

    @property
    def is_empty(self) -> bool:
        """Whether the page gave nothing usable: no quote, no index and no article."""
        return not (self.quotes or self.indices or self.article or self.articles)
