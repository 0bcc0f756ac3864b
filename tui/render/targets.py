"""What can be followed from an article, by number: the symbols that it names, its links, the related headlines."""

from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

from textual.content import Content

from tui.news.collection import News
from tui.news.stories import Story, absolute
from tui.render.article_head import site_of
from tui.render.article_marks import target_style

MOST_SYMBOLS: Final = 12
"""Symbols of an article that are shown with their prices; the rest are named."""

_KNOWN, _OUTSIDE, _NOWHERE = "→", "↗", "·"


class Target(NamedTuple):
    """One of them. A symbol has only that; a related headline of a text page has no address."""

    text: str
    symbol: str = ""
    address: str = ""
    """As the page has it: of any scheme, and perhaps only a part of one."""


class Destination(NamedTuple):
    """Where a link leads: to a story that is known, else to a web address; to neither where it must not be opened."""

    story: Story | None = None
    address: str = ""


def targets(story: Story) -> tuple[Target, ...]:
    """Return what can be followed, in the order of the numbers: symbols, links, related headlines; each once."""
    symbols = [Target(symbol, symbol=symbol) for symbol in story.symbols[:MOST_SYMBOLS]]
    related = {_words(headline): headline for headline in story.article.related}
    addresses: dict[str, str] = {}
    links: dict[Target, None] = {}
    for text, address in _links(story):
        if _words(text) in related:
            addresses.setdefault(_words(text), address)
        else:
            links.setdefault(Target(text, address=address))
    headlines = (Target(headline, address=addresses.get(words, "")) for words, headline in related.items() if words)
    return (*symbols, *links, *headlines)


def _links(story: Story) -> Iterator[tuple[str, str]]:
    """Yield the text and address of each link that leads away from the article."""
    own = story.link.partition("#")[0]
    for link in story.article.links:
        address = link.address.strip()
        leads = absolute(address, story.link)
        if address and not address.startswith("#") and (not leads or leads.partition("#")[0] != own):
            yield link.text.strip() or address, address


def destination(target: Target, story: Story, news: News) -> Destination:
    """Return where a link of the story leads."""
    address = absolute(target.address, story.link) if target.address else ""
    known = (news.at_address(address) if address else None) or news.titled(target.text)
    return Destination(known if known is not None and known.key != story.key else None, address)


def number_content(number: int, most: int, *, is_chosen: bool) -> Content:
    """Return the number as it stands before what has it, as wide as the highest of them needs."""
    told = f"{'▸' if is_chosen else ' '}[{number}]"
    return Content.styled(f"{told:>{number_width(most)}} ", "bold $emphasis" if is_chosen else "$muted")


def number_width(most: int) -> int:
    """Return the cells of the highest number with its brackets and the sign before them."""
    return len(f" [{most}]")


def link_content(number: int, most: int, target: Target, leads: Destination, *, is_chosen: bool) -> Content:
    """Return the line of a link: its number of so many, where it leads, its text, and the site or the bare address."""
    sign = _KNOWN if leads.story else _OUTSIDE if leads.address else _NOWHERE
    colour = "$link" if leads.story or leads.address else "$foreground"
    style = f"bold {colour} on $cursor-background" if is_chosen else colour
    where = "" if leads.story else site_of(leads.address) if leads.address else target.address
    told = Content.assemble(
        number_content(number, most, is_chosen=is_chosen),
        (f"{sign} ", colour),
        (target.text, style),
        (f"  {where}" if where and where != target.text else "", "$muted"),
    )
    return told.stylize(target_style(number))


def places_of_links(text: str, waiting: Mapping[int, Target]) -> Iterator[tuple[int, int, int]]:
    """Yield the number, the start and the end of each waiting link whose words stand in the text; no two overlap."""
    end = 0
    for number, target in waiting.items():
        start = text.find(target.text, end) if target.address else -1
        if start >= 0:
            end = start + len(target.text)
            yield number, start, end


def number_typed(typed: str, count: int) -> tuple[int, bool]:
    """Return the number that the digits make, 0 where there is none of it, and whether no longer one begins so."""
    number = int(typed)
    return (number, number * 10 > count) if 0 < number <= count and not typed.startswith("0") else (0, True)


def _words(text: str) -> str:
    return " ".join(text.split()).casefold()
