"""Which symbols a text names, by the symbol itself or by its company's name, and where.

A symbol counts in capitals, as a whole word. One that is a word, too, or an abbreviation of something else, counts only
where the text treats it as a symbol: in brackets, with a price, as what closed or rose, as a company that announced or
earned something, in a list with others, after its company's name, or without an article in a paragraph in which it
counts elsewhere. In a line that is all in capitals, only the first two of these tell, and a list of three; there a
symbol of which the usual names know nothing needs them, too. Single characters and mere figures never count.

A name counts in whole words that begin with capitals as it does, however they are spaced. The longest name counts; one
that others have, too, counts as such a symbol does, and where its paragraph is about what the company makes. Nothing
counts in an address, or where the text spells out that the letters stand for something else.

Each paragraph is read for itself. In a table only symbols count, and only in cells of their own.
"""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from parsing import Article
from tui.news.surroundings import (
    BETWEEN_LISTED,
    BRACKET_AFTER,
    BRACKET_BEFORE,
    FIGURE_AFTER,
    LINKS,
    LONGER_NAME,
    OTHERWISE,
    OWNER,
    SAID_AFTER,
    SAID_BEFORE,
    TAILS,
    TICKER_BEFORE,
    TOPICS,
    WITH_ARTICLE,
    is_in_address,
)
from tui.news.table_cells import cells_of_a_word
from tui.prices.company_names import NAMES, WORDS
from tui.prices.names import WORD, Names, folded


class Mention(NamedTuple):
    """A symbol that a text names, from the character at `start` to before the one at `end`."""

    symbol: str
    start: int
    end: int


def mentions(text: str, names: Names) -> tuple[Mention, ...]:
    """Return what the text names, in its order; no two overlap."""
    found: list[Mention] = []
    start = 0
    for end in (*(match.start() for match in _BETWEEN_PARAGRAPHS.finditer(text)), len(text)):
        found += [
            Mention(mention.symbol, start + mention.start, start + mention.end)
            for mention in _Paragraph(text[start:end], names).mentions()
        ]
        start = end
    return tuple(found)


def symbols_in(article: Article, names: Names) -> tuple[str, ...]:
    """Return the symbols that the article names, each once, in the order in which it does, its tables last."""
    texts = (article.title or "", *article.standfirst, *article.paragraphs)
    found = [mention.symbol for text in texts for mention in mentions(text, names)]
    found += [mention.symbol for table in article.tables for mention in mentions_in_table(table, names)]
    return tuple(dict.fromkeys(found))


def mentions_in_table(text: str, names: Names) -> tuple[Mention, ...]:
    """Return the symbols in cells of their own, in their order.

    One that is a word, too, or has no usual name, counts only in a line with a figure, and where the table has a symbol
    of another kind or three symbols in all.
    """
    cells = [cell for cell in cells_of_a_word(text) if _is_symbol(cell.word, names)]
    usual = NAMES.keys() - WORDS
    told = {cell.word for cell in cells}
    counts = len(told) >= _LONG_LIST or not usual.isdisjoint(told)
    return tuple(
        Mention(cell.word, cell.start, cell.end) for cell in cells if cell.word in usual or (counts and cell.has_figure)
    )


_NEAR: Final = 80
"""How many characters on either side of a word tell what it means."""

_LONG_LIST: Final = 3

_BETWEEN_PARAGRAPHS: Final = re.compile(r"\n[^\S\n]*\n")

# HUBC, Hub, 786, eBay; not hub: a word that is not all in small letters
_START: Final = re.compile(
    r"[\u0621-\u06d3]+|(?<![^\W\u0621-\u06d3])[a-z]*[^\W_a-z\u0621-\u06d3][^\W\u0621-\u06d3]*",
)

# the rest of "Hub Power", "K-Electric", "D.G. Khan Cement", "Oil & Gas", "Pace (Pakistan)", part by part
_NEXT_PART: Final = re.compile(rf"(?:[-‐‑–]\s?|(?<!\w\w)\.[-\s]*|\s*)(?P<part>[&()]|{WORD})")

# OGDC, J&K, BRK.B
_SYMBOL: Final = re.compile(r"[A-Z0-9]+(?:[&.-][A-Z0-9]+){0,3}(?![^\W\u0621-\u06d3])")
_SYMBOL_PART: Final = re.compile(r"[&.-]?[A-Z0-9]+")

_WORDS: Final = re.compile(WORD)
_SMALL: Final = frozenset({"&", "for", "of", "the"})
_UNTELLING: Final = frozenset({"&", "bank", "co", "company", "limited", "ltd", "of", "pakistan", "the"})
"""Words of names that tell nothing of whose they are."""


class _Candidate(NamedTuple):
    """A symbol or a name where a text has it, before what is around it was looked at."""

    symbol: str
    start: int
    end: int
    word: str
    """The symbol, or the name as it is known."""

    @property
    def is_name(self) -> bool:
        """Whether it is a name that nothing else is called by."""
        return self.word != self.symbol and self.word not in WORDS

    @property
    def is_plain(self) -> bool:
        """Whether it counts wherever it stands in capitals."""
        return self.is_name or (self.symbol in NAMES and self.word not in WORDS)


class _Paragraph:
    """A paragraph with the symbols and names in it, and what it tells of each."""

    def __init__(self, text: str, names: Names) -> None:
        self._text = text
        self._names = names
        self._candidates = tuple(_candidates(text, names))
        self._named = {candidate.symbol: candidate.end for candidate in reversed(self._candidates) if candidate.is_name}
        self._topics = {name for name, told in TOPICS.items() if told.form.search(text)}
        self._otherwise = {candidate.symbol for candidate in self._candidates if self._is_spelled_out(candidate)}

    def mentions(self) -> Iterator[Mention]:
        """Yield what the paragraph names, in its order."""
        told = list(self._told())
        counted = {candidate.symbol for candidate, counts in told if counts}
        for candidate, counts in told:
            if counts or (candidate.symbol in counted and self._is_said_again(candidate)):
                yield Mention(candidate.symbol, candidate.start, candidate.end)

    def _told(self) -> Iterator[tuple[_Candidate, bool]]:
        """Yield the candidates that mean nothing else, and whether each counts by what is around it."""
        for listed in self._lists():
            sure = [self._is_sure(candidate) for candidate in listed]
            has_sure = any(sure)
            for candidate, is_sure in zip(listed, sure, strict=True):
                yield candidate, is_sure or self._is_listed(candidate, len(listed), has_sure)

    def _is_said_again(self, candidate: _Candidate) -> bool:
        """Whether a symbol that counts elsewhere in the paragraph counts there, too."""
        is_symbol = candidate.word == candidate.symbol
        is_thing = WITH_ARTICLE.form.search(self._before(candidate)) is not None
        return is_symbol and not is_thing and not self._is_in_capitals(candidate)

    def _lists(self) -> Iterator[list[_Candidate]]:
        """Yield the candidates, those together that stand in one list."""
        listed: list[_Candidate] = []
        for candidate in self._candidates:
            if not self._means_otherwise(candidate):
                if listed and not BETWEEN_LISTED.form.fullmatch(self._text, listed[-1].end, candidate.start):
                    yield listed
                    listed = []
                listed.append(candidate)
        if listed:
            yield listed

    def _is_sure(self, candidate: _Candidate) -> bool:
        """Whether it counts, whatever is listed with it."""
        if candidate.is_plain or self._is_marked(candidate) or candidate.word in self._topics:
            return True
        if self._is_in_capitals(candidate):
            return False
        is_ticker = candidate.symbol not in NAMES
        is_named = self._named.get(candidate.symbol, candidate.end) < candidate.start
        return is_ticker or is_named or self._is_said(candidate)

    def _is_listed(self, candidate: _Candidate, length: int, has_sure: bool) -> bool:
        """Whether a list of that length makes it count: three in a row do, or one that counts beside it."""
        is_long = length >= _LONG_LIST
        return (is_long and has_sure) or ((is_long or has_sure) and not self._is_in_capitals(candidate))

    def _is_marked(self, candidate: _Candidate) -> bool:
        """Whether it is in brackets, is said to be a symbol, or has a figure."""
        return (
            self._is_in_brackets(candidate)
            or TICKER_BEFORE.form.search(self._before(candidate)) is not None
            or FIGURE_AFTER.form.match(self._after(candidate)) is not None
        )

    def _is_in_brackets(self, candidate: _Candidate) -> bool:
        is_closed = BRACKET_AFTER.form.match(self._after(candidate)) is not None
        return is_closed and BRACKET_BEFORE.form.search(self._before(candidate)) is not None

    def _is_said(self, candidate: _Candidate) -> bool:
        """Whether the text says of it what is said of shares."""
        before, after = self._before(candidate), self._after(candidate)
        if SAID_AFTER.form.match(after) is not None or OWNER.form.match(after) is not None:
            return True
        return before.rstrip().endswith(LINKS) and SAID_BEFORE.form.search(before) is not None

    def _is_in_capitals(self, candidate: _Candidate) -> bool:
        """Whether its line has other words near it, all in capitals."""
        before, after = self._before(candidate), self._after(candidate)
        return (before.rpartition("\n")[2] + after.partition("\n")[0]).isupper()

    def _means_otherwise(self, candidate: _Candidate) -> bool:
        """Whether what is around it tells that a symbol's letters stand for something else."""
        if candidate.word in TAILS:
            return LONGER_NAME.form.search(self._before(candidate)) is not None
        if candidate.is_name:
            return False
        if candidate.symbol in self._otherwise:
            return True
        told = OTHERWISE.get(candidate.word)
        if told is None or self._is_in_brackets(candidate):
            return False
        return told.form.search(self._before(candidate) + candidate.word + self._after(candidate)) is not None

    def _is_spelled_out(self, candidate: _Candidate) -> bool:
        """Whether the words before it in brackets begin with its letters, and none is of its company's names."""
        names = self._names.all_of(candidate.symbol)
        before = self._before(candidate).rstrip()
        if candidate.is_name or not names or not before.endswith(("(", "[")):
            return False
        words = [folded(word) for word in _WORDS.findall(before)]
        company = {folded(word) for name in names for word in _WORDS.findall(name)} - _UNTELLING
        for spelled in (words, [word for word in words if word not in _SMALL]):
            last = spelled[-len(candidate.word) :]
            if "".join(word[0] for word in last) == candidate.word.casefold():
                return company.isdisjoint(last)
        return False

    def _before(self, candidate: _Candidate) -> str:
        return self._text[max(0, candidate.start - _NEAR) : candidate.start]

    def _after(self, candidate: _Candidate) -> str:
        return self._text[candidate.end : candidate.end + _NEAR]


def _candidates(text: str, names: Names) -> Iterator[_Candidate]:
    """Yield the symbols and the longest names, none within another."""
    lengths, end = names.wordings.lengths, 0
    for match in _START.finditer(text):
        word, start = match.group(), match.start()
        if start < end:
            continue
        found = _name_at(text, match, names) if folded(word) in lengths else None
        if found is None and word == word.upper():
            found = _symbol_at(text, start, names)
        if found is not None:
            end = found.end
            if found.symbol and not is_in_address(text, start):
                yield found


def _name_at(text: str, first: re.Match[str], names: Names) -> _Candidate | None:
    """Return the longest name that begins there; one without a symbol where it is of something else."""
    lengths = names.wordings.lengths[folded(first.group())]
    parts, ends = [first.group()], [first.end()]
    while len(parts) < lengths[0] and (following := _NEXT_PART.match(text, ends[-1])):
        parts.append(following["part"])
        ends.append(following.end())
    for length in lengths:
        if length <= len(parts) and (wording := names.wordings.find(parts[:length])):
            return _Candidate(wording.symbol, first.start(), ends[length - 1], wording.name)
    return None


def _symbol_at(text: str, start: int, names: Names) -> _Candidate | None:
    """Return the longest symbol that begins there: of BRK.B not BRK, where both are known."""
    run = _SYMBOL.match(text, start)
    for end in [] if run is None else reversed([match.end() for match in _SYMBOL_PART.finditer(run.group())]):
        symbol = text[start : start + end]
        if _is_symbol(symbol, names):
            return _Candidate(symbol, start, start + end, symbol)
    return None


def _is_symbol(word: str, names: Names) -> bool:
    return (word in names.names or word in names.tickers) and len(word) > 1 and not word.isdigit()
