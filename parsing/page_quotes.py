"""The quotes of an HTML page, found in its visible text without a class name, and read by the grammar of text pages."""

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from parsing.article import end_of_page
from parsing.lines import clean_page
from parsing.odd_lines import quotes_below_the_end
from parsing.quote_forms import QUOTE_INTENT, is_quote
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


def read_page_quotes(visible: str, html: str) -> tuple[list[PlacedQuote], QuoteLines]:
    """Return where in the visible text the quotes are, and what they say, with problems at the lines of the source.

    A ticker may stand twice on a page, for narrow and for wide screens: it counts once, as on a text page. Below the
    line that closes the article readers write. What stands there is no quote, unless the page has none elsewhere and
    each direction has a tag of its own there, as in a ticker at the foot.
    """
    places = sorted(matched.span() for form in DIRECTIONS for matched in form.finditer(visible))
    end = end_of_page(visible) if places else 0
    if places and places[0][0] > end and len(OWN_TAG.findall(html)) >= len(places):
        end = len(visible)
    candidates = _candidates(visible, places)
    meant = [candidate for candidate in candidates if candidate]
    found = [quote for quote in meant if quote.start < end]
    page, unclean = clean_page("\n".join(quote.line for quote in found))
    quotes = read_quotes(page)
    problems = [*unclean, *quotes.problems]
    if len(found) < len(meant):
        known = {quote.line for quote in found}
        below = ["" if quote.line in known else quote.line for quote in meant[len(found) :]]
        problems += quotes_below_the_end("\n".join(below), len(found) + 1)
    if problems:
        lines = _source_lines(html, candidates)
        problems = [problem.model_copy(update={"line": lines.get(problem.line, 0)}) for problem in problems]
    return found, quotes._replace(problems=problems)


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
    return PlacedQuote(piece_start, piece_end, piece) if is_quote(piece) or QUOTE_INTENT.fullmatch(piece) else None


def _source_lines(html: str, candidates: Sequence[PlacedQuote | None]) -> dict[int, int]:
    """Return on which line of the source each quote has its direction; nothing where they cannot be told apart."""
    text = NO_TEXT.sub(lambda matched: "\n" * matched[0].count("\n") or " ", html)
    places = [matched.start() for matched in ANY_DIRECTION.finditer(text)]
    if len(places) != len(candidates):
        return {}
    lines: list[int] = []
    number, last = 1, 0
    for place, candidate in zip(places, candidates, strict=True):
        number, last = number + text.count("\n", last, place), place
        lines += [number] if candidate else []
    return dict(enumerate(lines, start=1))
