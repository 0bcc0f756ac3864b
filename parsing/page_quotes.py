"""The quotes of an HTML page, found in its visible text without a class name, and read by the grammar of text pages."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from operator import itemgetter
from typing import Final, NamedTuple

from parsing.article import end_of_page
from parsing.lines import clean_page
from parsing.odd_lines import quotes_below_the_end
from parsing.quote_forms import NUMBER, PERCENT, SYMBOL, is_meant_as_quote
from parsing.quotes import QuoteLines, read_quotes

# each direction by itself: the search for one fixed text is four times as fast as that for one of three
DIRECTIONS: Final = tuple(
    re.compile(words) for words in (r"Increased\s{1,99}By\b", r"Decreased\s{1,99}By\b", r"No\s{1,99}Change\b")
)

# "▲ 0.23 (0.31%)", in one piece of text or in up to five, up to the end of its line
TAIL = re.compile(
    r"""
    (?P<move> \s*+ (?: [▲▼] \s*+ )?+ [^\s(]{1,24}+ \s*+ \( \s*+ [^\s)]{1,24}+ \s*+ (?: % \s*+ )?+ \) )
    [^\S\n]*+ (?: \n | \Z )
    """,
    re.VERBOSE,
)

# "OGDC 12.00 Up By ▲ 0.70 (6.19%)", in one piece of text or in several: a quote whose direction is no known one
UNKNOWN = re.compile(
    rf"""
    ^ [^\S\n]*+ (?P<quote> (?P<symbol> {SYMBOL} ) \s++ (?P<price> {NUMBER} ) \s++
        (?: [^\s()▲▼]{{1,16}}+ \s++ ){{0,3}}
        (?: [▲▼] \s*+ [^\s(]{{1,24}}+ (?: \s*+ \( \s*+ [^\s)]{{1,24}}+ \s*+ (?: % \s*+ )?+ \) )?+
          | [+-]?+ {NUMBER} \s*+ \( \s*+ [+-]?+ {PERCENT} \s*+ % \s*+ \) )
      ) [^\S\n]*+ (?: $ | \Z )
    """,
    re.VERBOSE | re.MULTILINE,
)

# "( -0.77% )", "(0.31 %)": what a percentage looks like whose parts had tags of their own
GAP_IN_PERCENTAGE = re.compile(r"(?<=\() \s | \s (?=%?\))", re.VERBOSE)

# "<span class="sr-only">Increased By</span>": a direction in a tag that readers, who write paragraphs, do not have
OWN_TAG = re.compile(r"<(?!p\b|br\b)[^<>]*>\s*(?:Increased\s+By|Decreased\s+By|No\s+Change)\s*</(?!p\b)")

# <script>…</script>, <!-- … -->, <span class="x">: what is not text in the source
NO_TEXT = re.compile(
    r"<(script|style|noscript|template|svg)\b.*?(?:</\1|\Z) | <!--.*?(?:-->|\Z) | <[a-zA-Z/!][^<>]*>",
    re.VERBOSE | re.DOTALL | re.IGNORECASE,
)
ANY_DIRECTION = re.compile(
    r"(?:Increased|Decreased)(?:\s|&nbsp;|&\#160;)+By\b|No(?:\s|&nbsp;|&\#160;)+Change\b", re.VERBOSE
)

_NEAR: Final = 300


class PlacedQuote(NamedTuple):
    """A quote in the visible text: where it starts and ends, and its line as a text page would have it."""

    start: int
    end: int
    line: str


class _Mark(NamedTuple):
    """What may be a quote: where it is found, what was meant as one there, and whether it has a known direction."""

    place: int
    quote: PlacedQuote | None
    has_direction: bool


def read_page_quotes(
    visible: str, html: str, comments: Sequence[tuple[int, int]] = ()
) -> tuple[list[PlacedQuote], QuoteLines]:
    """Return where in the visible text the quotes are, and what they say, with problems at the lines of the source.

    A ticker may stand twice on a page, for narrow and for wide screens: it counts once, as on a text page. Readers
    write in the stretches of `comments` and below the line that closes the article. What stands there is no quote,
    unless the page has none elsewhere and each direction has a tag of its own below that line, as in a ticker at the
    foot.
    """
    marks = _marks(visible)
    directions = [mark.place for mark in marks if mark.has_direction and not _is_inside(mark.place, comments)]
    end = end_of_page(visible) if marks else 0
    if directions and directions[0] > end and len(OWN_TAG.findall(html)) >= len(directions):
        end = len(visible)
    found: list[PlacedQuote] = []
    below: list[PlacedQuote] = []
    for mark in marks:
        if mark.quote:
            is_found = mark.quote.start < end and not _is_inside(mark.place, comments)
            (found if is_found else below).append(mark.quote)
    page, unclean = clean_page("\n".join(quote.line for quote in found))
    quotes = read_quotes(page)
    problems = [*unclean, *quotes.problems]
    if below:
        known = {quote.line for quote in found}
        told = ["" if quote.line in known else quote.line for quote in below]
        problems += quotes_below_the_end("\n".join(told), len(found) + 1)
    if problems:
        sources = _source_lines(html, marks)
        lines = {number: sources.get(quote, 0) for number, quote in enumerate([*found, *below], start=1)}
        problems = [problem.model_copy(update={"line": lines.get(problem.line, 0)}) for problem in problems]
    return found, quotes._replace(problems=problems)


def _is_inside(place: int, stretches: Sequence[tuple[int, int]]) -> bool:
    """Whether the place is in one of the stretches, which are in order and apart from each other."""
    before = bisect_right(stretches, place, key=itemgetter(0))
    return before > 0 and place < stretches[before - 1][1]


def _marks(visible: str) -> list[_Mark]:
    """Return, in the order of the page, what may be a quote: around each direction, and between those quotes."""
    places = sorted(matched.span() for form in DIRECTIONS for matched in form.finditer(visible))
    candidates = _candidates(visible, places)
    marks = [_Mark(start, quote, has_direction=True) for (start, _), quote in zip(places, candidates, strict=True)]
    unknown = [
        _Mark(quote.start, quote, has_direction=False)
        for quote in _unknown(visible, [quote for quote in candidates if quote])
    ]
    return sorted([*marks, *unknown], key=lambda mark: mark.place) if unknown else marks


def _unknown(visible: str, known: Sequence[PlacedQuote]) -> Iterator[PlacedQuote]:
    """Yield what was meant as a quote between the known ones, with words for its direction that nobody knows."""
    starts, ends = [0, *(quote.end for quote in known)], [*(quote.start for quote in known), len(visible)]
    for start, end in zip(starts, ends, strict=True):
        if any(visible.find(sign, start, end) >= 0 for sign in "▲▼%"):
            for matched in UNKNOWN.finditer(visible, start, end):
                line = GAP_IN_PERCENTAGE.sub("", " ".join(matched["quote"].split()))
                yield PlacedQuote(*matched.span("quote"), line)


def _candidates(visible: str, places: Sequence[tuple[int, int]]) -> list[PlacedQuote | None]:
    """Return for each direction what was meant as a quote around it, None where it stands in other text."""
    candidates: list[PlacedQuote | None] = []
    last_end = 0
    for start, end in places:
        candidate = _candidate(visible, start, end, last_end) if start >= last_end else None
        last_end = candidate.end if candidate else last_end
        candidates.append(candidate)
    return candidates


def _candidate(visible: str, start: int, end: int, last_end: int) -> PlacedQuote | None:
    """Return what was meant as a quote around the direction, however it is parted into pieces of text.

    It starts and ends where pieces do. Where it cannot be read as a whole, it was meant as one if the direction stands
    alone in its piece, or if the piece would be taken for a spoilt quote on a text page.
    """
    window = visible[max(last_end, start - _NEAR) : start]
    head, *words = ["", *window.rsplit(None, 2)][-3:]
    gap = window[len(head) : len(window) - len(window[len(head) :].lstrip())]
    tail = TAIL.match(visible, end)
    direction = " ".join(visible[start:end].split())
    if tail and len(words) == 2 and (not head or "\n" in gap):
        move = GAP_IN_PERCENTAGE.sub("", " ".join(tail["move"].split()))
        return PlacedQuote(start - len(window) + len(head), tail.end("move"), f"{' '.join(words)} {direction} {move}")
    piece_start = visible.rfind("\n", max(0, start - _NEAR), start) + 1
    piece_end = visible.find("\n", end, end + _NEAR)
    piece_end = piece_end if piece_end >= 0 else len(visible)
    if (piece_start == 0 and start > _NEAR) or piece_end > end + _NEAR:
        return None
    if not (visible[piece_start:start].strip() or visible[end:piece_end].strip()):
        move = " ".join(tail["move"].split()) if tail else ""
        return PlacedQuote(start, tail.end("move") if tail else end, " ".join([*words, direction, move]).strip())
    piece = " ".join(visible[piece_start:piece_end].split())
    return PlacedQuote(piece_start, piece_end, piece) if is_meant_as_quote(piece) else None


def _source_lines(html: str, marks: Sequence[_Mark]) -> dict[PlacedQuote, int]:
    """Return on which line of the source each quote stands; nothing where the directions cannot be told apart."""
    text = NO_TEXT.sub(lambda matched: "\n" * matched[0].count("\n") or " ", html)
    directions = [matched.start() for matched in ANY_DIRECTION.finditer(text)]
    if len(directions) != sum(mark.has_direction for mark in marks):
        return {}
    lines: dict[PlacedQuote, int] = {}
    following = iter(directions)
    number, last = 1, 0
    for mark in marks:
        place = next(following) if mark.has_direction else _place_of(mark.quote, text, last)
        if place < 0:
            return lines
        number, last = number + text.count("\n", last, place), place
        if mark.quote:
            lines[mark.quote] = number
    return lines


def _place_of(quote: PlacedQuote | None, text: str, start: int) -> int:
    """Return where symbol and price of a quote stand in the text from `start` on; -1 where they do not."""
    symbol, price = quote.line.split()[:2] if quote else ("", "")
    matched = re.compile(rf"\b{re.escape(symbol)}\s+{re.escape(price)}(?!\S)").search(text, start)
    return matched.start() if matched else -1
