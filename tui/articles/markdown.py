"""An article as text to take along: plain for the clipboard, Markdown for a file. Nothing of its text is markup."""

import re
import unicodedata
from collections.abc import Iterable
from datetime import datetime
from typing import Final

from parsing import Article
from parsing.clean import clean
from parsing.models import PAKISTAN
from tui.figures import byline_text
from tui.news.stories import Story, absolute

_LONGEST_NAME: Final = 80
_ENDING: Final = ".md"

# *bold*, _so_, `code`, [text], <b>, ~~gone~~, a | b, $x$, &lt;, and at the start of a line -, +, =, 1. and 1)
_MARK: Final = re.compile(r"[\\*_`\[\]<>~|$#] | & (?= \#? \w+ ; ) | ^ [-+=]", re.VERBOSE)
_NUMBER: Final = re.compile(r"^ ( [0-9]{1,9} ) ( [.)] )", re.VERBOSE)
_FENCES: Final = re.compile(r"`+")
_NOT_SLUG: Final = re.compile(r"[^a-z0-9]+")
_NOT_IN_ADDRESS: Final = re.compile(r"[\s<>\\\x00-\x1f\x7f]")


def plain_text(story: Story) -> str:
    """Return the article as plain text: title, standfirst, byline, paragraphs and tables."""
    article = story.article
    parts = (
        article.title or "",
        "\n".join(f"• {bullet}" for bullet in article.standfirst),
        byline_text(article),
        *_paragraphs(article),
        *article.tables,
    )
    return "\n\n".join(filter(None, parts)) + "\n"


def markdown_of(story: Story) -> str:
    """Return the article as Markdown, with where it comes from and its times in Pakistan."""
    article = story.article
    parts = (
        f"# {escaped(story.title)}",
        escaped(byline_text(article)),
        f"Source: {_linked(story.link)}" if story.link else "",
        "\n".join(f"- {escaped(bullet)}" for bullet in article.standfirst),
        *map(escaped, _paragraphs(article)),
        *map(fenced, article.tables),
        _list("Links", _links(story)),
        _list("Related", (escaped(headline) for headline in article.related)),
    )
    return "\n\n".join(filter(None, parts)) + "\n"


def escaped(text: str) -> str:
    """Return the text on one line, with every mark escaped that Markdown or HTML would take for its own there."""
    return _NUMBER.sub(r"\1\\\2", _MARK.sub(r"\\\g<0>", " ".join(text.split())))


def fenced(table: str) -> str:
    """Return the table in a fence that is longer than any run of backticks in it."""
    fence = "`" * max(3, 1 + max(map(len, _FENCES.findall(table)), default=0))
    return f"{fence}text\n{table}\n{fence}"


def file_name(story: Story, number: int = 1) -> str:
    """Return the name of the file for the story: its day and what of its title is ASCII; the number where above 1."""
    published = story.article.published or story.seen_at
    day = published.astimezone(PAKISTAN).date() if isinstance(published, datetime) else published
    plain = unicodedata.normalize("NFKD", story.title).encode("ascii", "ignore").decode().lower()
    slug = _NOT_SLUG.sub("-", plain).strip("-") or "article"
    tail = (f"-{number}" if number > 1 else "") + _ENDING
    return f"{day.isoformat()}-{slug}"[: _LONGEST_NAME - len(tail)].rstrip("-") + tail


def _paragraphs(article: Article) -> list[str]:
    texts = list(article.paragraphs)
    if texts and article.dateline:
        texts[0] = f"{article.dateline}: {texts[0]}"
    return texts


def _links(story: Story) -> Iterable[str]:
    """Yield each link: of the web as one, others as the text that they are."""
    for link in story.article.links:
        leads = absolute(link.address, story.link)
        text = escaped(link.text)
        if not leads:
            yield f"{text} {escaped(link.address)}".strip()
        else:
            yield f"[{text}]({_address(leads)})" if text else _linked(leads)


def _linked(address: str) -> str:
    return f"[{escaped(address)}]({_address(address)})"


def _address(address: str) -> str:
    """Return the address as it stands in brackets of Markdown."""
    safe = _NOT_IN_ADDRESS.sub(lambda found: f"%{ord(found[0]):02X}" if ord(found[0]) < 128 else "%20", clean(address))
    return f"<{safe}>"


def _list(heading: str, lines: Iterable[str]) -> str:
    told = [f"- {line}" for line in lines if line]
    return "\n".join([f"## {heading}", "", *told]) if told else ""
