"""Reads an RSS or Atom feed: its items as articles, each body by the rules of pages.

What stands as an item's content (`content:encoded`, Atom's `content`) is the article itself, and so is a description of
some length, as the paper's own feeds have it. A short description is an excerpt, and so is any text that ends in an
ellipsis or in an invitation to read on: then there is more to read at the item's link.
"""

import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape
from itertools import islice
from typing import Any, Final, NamedTuple
from urllib.parse import urljoin

from parsing import Article, Problem, Snapshot
from parsing.addresses import web_address
from parsing.clean import excerpt
from parsing.decode import decode
from parsing.draft import Draft
from parsing.fragment import read_fragment, read_line
from parsing.snapshot import MAX_DOCUMENT
from tui.reading.feed_dates import moment_in

MOST_ITEMS: Final = 2_000
"""Items that are read of one feed; real ones have some thirty."""

ENOUGH: Final = 600
"""Characters from which a description is an article; summaries have some 300."""

_LONGEST_TITLE: Final = 500
_LONGEST_NAME: Final = 100

# <?xml version="1.0" encoding="windows-1252"?>
XML_CHARSET = re.compile(rb"""\s*<\?xml\s[^>]{0,200}?encoding\s*=\s*["'](?P<name>[A-Za-z0-9._:-]{1,40})["']""")
XML_DECLARATION = re.compile(r"\s*<\?xml\s[^>]{0,200}\?>")

# what stands before the first element: <!-- … -->, <?xml-stylesheet … ?>, then the start of <!DOCTYPE rss [ … ]>
DOCTYPE = re.compile(r"(?> \s+ | <\?.*?\?> | <!--.*?--> )*+ <!DOCTYPE\b", re.VERBOSE | re.DOTALL | re.IGNORECASE)
ENTITY = re.compile(r"<!ENTITY\b", re.IGNORECASE)

# <item>, <entry xml:lang="en">, <rss:item>
ITEM = re.compile(r"<(?:[a-z]{1,8}:)?(?:item|entry)[\s>]", re.IGNORECASE)
ROOT = re.compile(r"<(?P<name>(?:[a-z]{1,8}:)?(?:rss|feed|RDF))[\s>]", re.IGNORECASE)

# "&#27;", "&#x110000;"
REFERENCE = re.compile(r"&\#(?: [xX](?P<hex>[0-9a-fA-F]+) | (?P<decimal>[0-9]+) )", re.VERBOSE)

# "… and the rest […]", "Read more", "Continue reading →"
CUT = re.compile(
    r"(?: \.\.\. | … | \b (?: read | continue ) \s (?: more | on | reading ) ) [\s\])»›→.:]* $",
    re.VERBOSE | re.IGNORECASE,
)
INVITATION = re.compile(
    r"[\s\[(]* (?: read | continue ) \s (?: more | on | reading | the\ full\ story ) \b .{0,60}",
    re.VERBOSE | re.IGNORECASE,
)


# "desk@paper.example (The Desk)", as RSS wants an author, "desk@paper.example"
MAILED = re.compile(r"\S{1,100}@\S{1,100}(?:\s{1,9}\((?P<name>[^()]{1,100})\))?")


class _Text(NamedTuple):
    """A text of an item as HTML, and whether it stands as the item's content."""

    html: str
    is_content: bool


def read_feed(document: str | bytes, content_type: str | None = None, address: str = "") -> Snapshot:
    """Return the articles of a feed in its order. Never raises: what cannot be read becomes a `Problem`.

    `address` is where the feed came from, if that is known. Its links may be relative to it.
    """
    problems: list[Problem] = []
    if len(document) > MAX_DOCUMENT:
        message = f"The feed is larger than {MAX_DOCUMENT:,} bytes; only the start was read."
        problems.append(_problem("too-large", message))
        document = document[:MAX_DOCUMENT]
    if isinstance(document, bytes):
        document, repaired = decode(document, _declared(document, content_type))
        problems += repaired
    if any(problem.code == "not-text" for problem in problems):
        return Snapshot(problems=tuple(problems))
    if DOCTYPE.match(document) and ENTITY.search(document):
        message = "This feed declares entities, which can be made to fill the memory; such feeds are not read."
        return Snapshot(problems=(*problems, _problem("feed-entities", message)))
    entries, told = _parsed(document, base=address)
    articles, odd = _articles(entries)
    return Snapshot(articles=tuple(articles), problems=(*problems, *told, *odd))


def _declared(document: bytes, content_type: str | None) -> str | None:
    """Return the type with the charset that the feed declares for itself, where the type names none."""
    matched = XML_CHARSET.match(document[:1024])
    if matched is None or "charset" in (content_type or "").lower():
        return content_type
    return f"application/xml; charset={matched['name'].decode('ascii')}"


class _Entry(NamedTuple):
    """An item as the library has it, and what its links are relative to."""

    said: dict[str, Any]
    base: str


def _parsed(text: str, base: str) -> tuple[list[_Entry], list[Problem]]:
    """Return the items, and what was wrong with the feed as a whole.

    The library gets bytes in memory: of a string that looks like an address it would fetch that.
    """
    import feedparser

    declaration = XML_DECLARATION.match(text)
    text, problems = _shortened(REFERENCE.sub(_kept, text[declaration.end() if declaration else 0 :]))
    headers = {"content-type": "application/xml; charset=utf-8"}
    try:
        feed = feedparser.parse(
            io.BytesIO(text.encode("utf-8", "replace")),
            response_headers=headers, sanitize_html=False, resolve_relative_uris=False,
        )  # fmt: skip
    except Exception:  # noqa: BLE001 - hostile input finds faults of the library of any kind
        return [], [*problems, _problem("feed-unread", _NO_FEED)]
    if not feed.entries:
        known = ("feed-empty", "There are no items in this feed.") if feed.get("version") else ("feed-unread", _NO_FEED)
        return [], [*problems, _problem(*known)]
    if feed.bozo:
        problems.append(_broken(feed.get("bozo_exception")))
    base = base or web_address(dict.get(feed.feed, "link")) or ""
    return [_Entry(entry, base) for entry in feed.entries[:MOST_ITEMS]], problems


_NO_FEED: Final = "This is meant as a feed but is neither RSS nor Atom; check its address."


def _shortened(text: str) -> tuple[str, list[Problem]]:
    """Return the feed without the items that are too many, still closed as it should be."""
    starts = [matched.start() for matched in islice(ITEM.finditer(text), MOST_ITEMS + 1)]
    if len(starts) <= MOST_ITEMS:
        return text, []
    root = ROOT.search(text, 0, starts[0])
    name = root["name"] if root else "rss"
    end = f"</channel></{name}>" if name.lower().endswith("rss") else f"</{name}>"
    message = f"This feed has more than {MOST_ITEMS:,} items; only the first {MOST_ITEMS:,} were read."
    return text[: starts[-1]] + end, [_problem("feed-long", message)]


def _kept(matched: re.Match[str]) -> str:
    """Return a reference to a character as it is, and nothing of one that no character has."""
    digits, base = (matched["hex"], 16) if matched["hex"] else (matched["decimal"], 10)
    number = int(digits, base) if len(digits.lstrip("0")) <= 7 else -1
    is_character = 0 <= number <= 0x10FFFF and not 0xD800 <= number <= 0xDFFF
    return matched[0] if is_character else "&#xFFFD"


def _broken(fault: object) -> Problem:
    line = getattr(fault, "getLineNumber", lambda: 0)() or 0
    return _problem("feed-broken", "This feed is not well-formed XML; what could be made out is shown.", line)


def _articles(entries: Sequence[_Entry]) -> tuple[list[Article], Iterable[Problem]]:
    """Return the items as articles, and one problem for each kind of odd item."""
    articles: list[Article] = []
    bare = undated = hostile = 0
    for entry in entries:
        draft, is_readable = _draft(entry)
        hostile += not is_readable
        undated += draft.published is None and any(dict.get(entry.said, name) for name in ("published", "updated"))
        article = draft.article() if draft.title or draft.paragraphs or draft.standfirst or draft.tables else None
        bare += article is None
        articles += [article] if article else []
    return articles, list(_odd_items(bare, undated, hostile))


def _odd_items(bare: int, undated: int, hostile: int) -> Iterator[Problem]:
    if bare:
        yield _problem("feed-items", f"{_items(bare)} without a title and without a text, so left out.")
    if undated:
        yield _problem("feed-dates", f"{_items(undated)} with a date that cannot be read, so taken as without one.")
    if hostile:
        yield _problem("html-hostile", f"{_items(hostile)} with HTML that no page has, so without their text.")


def _items(count: int) -> str:
    return "One item of this feed is" if count == 1 else f"{count:,} items of this feed are"


def _draft(entry: _Entry) -> tuple[Draft, bool]:
    """Return the item as a draft of an article, and whether its body could be read."""
    said, base = entry
    sections = (_name(tag.get("term")) for tag in said.get("tags") or ())
    published, updated = moment_in(said, "published"), moment_in(said, "updated")
    draft = Draft(
        section=next(filter(None, sections), None),
        title=excerpt(_plain(said.get("title_detail")), _LONGEST_TITLE) or None,
        byline=_byline(said),
        published=published or updated,
        updated=updated if published and updated != published else None,
        link=_link(dict.get(said, "link"), base),
    )
    text = max(_texts(said), key=lambda text: len(text.html), default=_Text("", is_content=False))
    reason = read_fragment(text.html, draft)
    draft.is_excerpt = draft.link is not None and _is_excerpt(draft, is_content=text.is_content)
    draft.related = [line for line in draft.related if not INVITATION.fullmatch(line)]
    return draft, reason is None


def _byline(said: Mapping[str, Any]) -> str | None:
    """Return the names of the authors. The library takes only some addresses of mail for one."""
    mailed = MAILED.fullmatch(author) if isinstance(author := said.get("author"), str) else None
    told = [mailed["name"]] if mailed else [author.get("name") for author in said.get("authors") or ()]
    return ", ".join(dict.fromkeys(name for value in told if (name := _name(value)))) or None


def _texts(said: Mapping[str, Any]) -> Iterator[_Text]:
    """Yield the texts of an item, its content first; plain ones made HTML."""
    for detail in said.get("content") or ():
        yield _Text(_html(detail), is_content=True)
    yield _Text(_html(said.get("summary_detail")), is_content=False)


def _html(detail: Mapping[str, Any] | None) -> str:
    value = str((detail or {}).get("value") or "")
    is_plain = (detail or {}).get("type") == "text/plain"
    return escape(value).replace("\n", "<br>") if is_plain else value


def _plain(detail: Mapping[str, Any] | None) -> str:
    """Return a text of an item without its HTML, as far as it is any, at its length."""
    return read_line(_html(detail)[: 8 * _LONGEST_TITLE].replace("<br>", " "))


def _is_excerpt(draft: Draft, *, is_content: bool) -> bool:
    ends = (*draft.paragraphs[-1:], *draft.related[-1:])
    if any(CUT.search(line[-200:]) or INVITATION.fullmatch(line) for line in ends):
        return True
    length = sum(map(len, (*draft.standfirst, *draft.paragraphs, *draft.tables)))
    return length == 0 or (length < ENOUGH and not is_content)


def _name(value: object) -> str | None:
    """Return a name of a person or a section; an address is none."""
    name = excerpt(read_line(value[: 8 * _LONGEST_NAME]), _LONGEST_NAME) if isinstance(value, str) else ""
    return None if not name or "://" in name or "@" in name else name


def _link(value: object, base: str) -> str | None:
    """Return the item's http(s) address, also where it is relative; None for any other kind."""
    if not isinstance(value, str) or not value.strip():
        return None
    try:
        return web_address(urljoin(base, value.strip()))
    except ValueError:
        return None


def _problem(code: str, message: str, line: int = 0) -> Problem:
    return Problem(line=line, code=code, message=message)
