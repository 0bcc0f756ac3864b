"""What a page says of its article for machines: JSON-LD first, then its meta tags."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from html import unescape
from typing import Any, Final

from selectolax.lexbor import LexborHTMLParser, LexborNode

from parsing.addresses import web_address
from parsing.clean import clean_line
from parsing.models import PAKISTAN

_KINDS: Final = frozenset({"NewsArticle", "Article", "ReportageNewsArticle", "AnalysisNewsArticle", "BlogPosting"})
_PAPER: Final = "business recorder"
_DEEPEST: Final = 4
_DAY_LENGTH: Final = len("2024-05-17")


@dataclass(frozen=True, slots=True)
class Metadata:
    """The article as the page describes it; what it does not say is None or empty."""

    headline: str | None = None
    section: str | None = None
    authors: tuple[str, ...] = ()
    published: datetime | date | None = None
    modified: datetime | date | None = None
    body: str = ""
    link: str | None = None
    is_article: bool = False
    is_of_the_paper: bool = False


def read_metadata(tree: LexborHTMLParser, scripts: Iterable[LexborNode]) -> Metadata:
    """Return what the page, with these scripts, says of its article. What is malformed is passed over."""
    record = _record_of_the_story(tree, list(_news_articles(scripts)))
    meta = _meta_tags(tree)
    authors = tuple(dict.fromkeys(name for author in _listed(record.get("author")) if (name := _name(author))))
    site = clean_line(f"{_name(record.get('publisher')) or ''} {meta.get('og:site_name', '')}").lower()
    return Metadata(
        headline=_text(record.get("headline")) or _text(meta.get("og:title")),
        section=_text(_first(record.get("articleSection"))) or _text(meta.get("article:section")),
        authors=authors or tuple(filter(None, [_name(meta.get("article:author")), _name(meta.get("author"))]))[:1],
        published=read_iso(record.get("datePublished")) or read_iso(meta.get("article:published_time")),
        modified=read_iso(record.get("dateModified")) or read_iso(meta.get("article:modified_time")),
        body=unescape(body) if isinstance(body := record.get("articleBody"), str) else "",
        link=_link(tree, meta, record),
        is_article=bool(record) or meta.get("og:type") == "article",
        is_of_the_paper=_PAPER in site or "brecorder" in site,
    )


def _link(tree: LexborHTMLParser, meta: dict[str, str], record: dict[str, Any]) -> str | None:
    """Return the page's own address: the canonical one, then the one for sharing, then that of the record."""
    canonical = tree.css_first('link[rel~="canonical" i][href]')
    page = _first(record.get("mainEntityOfPage"))
    told = (
        canonical.attributes.get("href") if canonical else None,
        meta.get("og:url"),
        _first(record.get("url")),
        page.get("@id") if isinstance(page, dict) else page,
    )
    return next((address for value in told if (address := web_address(value))), None)


def _record_of_the_story(tree: LexborHTMLParser, records: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Return the record whose headline is a heading of the page, else the first: pages tell of other stories too."""
    if len(records) > 1:
        headings = {clean_line(node.text(deep=True)).casefold() for node in tree.css("h1")} - {""}
        for record in records:
            if (_text(record.get("headline")) or "").casefold() in headings:
                return record
    return next(iter(records), {})


def _news_articles(scripts: Iterable[LexborNode]) -> Iterator[dict[str, Any]]:
    for script in scripts:
        if (script.attributes.get("type") or "").strip().lower() != "application/ld+json":
            continue
        try:
            data = json.loads(_json_in(script.text()), strict=False)
        except (ValueError, RecursionError):
            continue
        yield from _records(data)


def _json_in(text: str) -> str:
    """Return the text without the comment or CDATA marks that old systems put around it."""
    return text.strip().removeprefix("<!--").removesuffix("-->").removeprefix("<![CDATA[").removesuffix("]]>").strip()


def _records(data: object, depth: int = 0) -> Iterator[dict[str, Any]]:
    """Yield the articles among the records, which may stand in lists and in a `@graph`."""
    if depth > _DEEPEST:
        return
    if isinstance(data, list):
        for item in data:
            yield from _records(item, depth + 1)
    elif isinstance(data, dict):
        if _KINDS.intersection(kind for kind in _listed(data.get("@type")) if isinstance(kind, str)):
            yield data
        for key in ("@graph", "mainEntity"):
            yield from _records(data.get(key), depth + 1)


def _meta_tags(tree: LexborHTMLParser) -> dict[str, str]:
    tags: dict[str, str] = {}
    head = tree.head
    for node in (head.css("meta[content]") if head else None) or tree.css("meta[content]"):
        name, content = node.attributes.get("property") or node.attributes.get("name"), node.attributes.get("content")
        if name and content:
            tags.setdefault(name, content)
    return tags


def _listed(value: object) -> list[Any]:
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def _first(value: object) -> object:
    return next(iter(_listed(value)), None)


def _name(value: object) -> str | None:
    """Return the name in a record or in a text; an address is none."""
    text = _text(_first(value.get("name")) if isinstance(value, dict) else value)
    return None if text and text.startswith(("http://", "https://", "/")) else text


def _text(value: object) -> str | None:
    return clean_line(unescape(value)) or None if isinstance(value, str) else None


def read_iso(value: object) -> datetime | date | None:
    """Return the aware local time of an ISO 8601 text, its day where it has no time, or None."""
    if not isinstance(value, str):
        return None
    text = value.strip()
    try:
        if len(text) == _DAY_LENGTH:
            return date.fromisoformat(text)
        moment = datetime.fromisoformat(text)
        return moment.astimezone(PAKISTAN) if moment.tzinfo else moment.replace(tzinfo=PAKISTAN)
    except (ValueError, OverflowError):
        return None
