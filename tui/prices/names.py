"""What companies are called: the usual names with those that the user added. A symbol without any has none."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import zip_longest
from types import MappingProxyType
from typing import Final, NamedTuple

from tui.prices.company_names import NAMES, OTHERS

WORD: Final = r"[\u0621-\u06d3]+|[^\W\u0621-\u06d3]+"
"""A word, as a regular expression: it ends where Latin letters and those of Urdu meet."""

# D.G. Khan Cement: D, G, Khan, Cement
_PART: Final = re.compile(rf"(?P<hyphen>(?<=\w)[-‐‑–])?(?P<part>[&()]|{WORD})")


class Wording(NamedTuple):
    """A name as a text may have it, word by word."""

    name: str
    symbol: str
    """Whose name it is; empty where it is of none of the companies."""
    capitals: tuple[bool, ...]
    """Whether each word must begin with a capital."""


class Wordings:
    """Every name by its words, to look up the longest that a text goes on with."""

    def __init__(self, names: Mapping[str, tuple[str, ...]]) -> None:
        self._by_words: dict[tuple[str, ...], Wording] = {}
        lengths: dict[str, set[int]] = {}
        for symbol, name in (*_by_rank(names), *(("", name) for name in OTHERS)):
            parts = list(_PART.finditer(name))
            if words := tuple(folded(part["part"]) for part in parts):
                capitals = tuple(not part["hyphen"] and part["part"][0].isupper() for part in parts)
                self._by_words.setdefault(words, Wording(name, symbol, capitals))
                lengths.setdefault(words[0], set()).add(len(words))
        self.lengths = {word: sorted(found, reverse=True) for word, found in lengths.items()}
        """How many words the names have that begin with a word, the longest first."""

    def find(self, parts: Sequence[str]) -> Wording | None:
        """Return the name of exactly these words; None where there is none, or its capitals are not theirs."""
        wording = self._by_words.get(tuple(map(folded, parts)))
        if wording is None or (len(parts) == 1 and wording.name.isupper() and parts[0] != wording.name):
            return None
        fits = all(not part[0].islower() for part, needed in zip(parts, wording.capitals, strict=True) if needed)
        return wording if fits else None


@dataclass(frozen=True)
class Names:
    """What companies are called, by their symbols: first the name that is shown, then others that texts have for them.

    `tickers` are symbols that pages quote, of which no name need be known.
    """

    names: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: NAMES)
    tickers: frozenset[str] = frozenset()

    @classmethod
    def of_settings(cls, added: Mapping[str, tuple[str, ...]], tickers: frozenset[str] = frozenset()) -> "Names":
        """Return the usual names with those that the user added, of which the first is shown."""
        both = {symbol: tuple(dict.fromkeys((*names, *NAMES.get(symbol, ())))) for symbol, names in added.items()}
        return cls(MappingProxyType({**NAMES, **both}), tickers)

    def with_tickers(self, symbols: Iterable[str]) -> "Names":
        """Return the names with these symbols, too; the same object where all are known."""
        new = {symbol for symbol in symbols if symbol not in self.names and symbol not in self.tickers}
        return replace(self, tickers=self.tickers | new) if new else self

    def of(self, symbol: str) -> str:
        """Return the name that is shown for the symbol; nothing where none is known."""
        return next(iter(self.all_of(symbol)), "")

    def all_of(self, symbol: str) -> tuple[str, ...]:
        """Return every name that texts have for the symbol's company."""
        return self.names.get(symbol, ())

    @cached_property
    def symbols(self) -> tuple[str, ...]:
        """Every symbol that is known."""
        return (*self.names, *sorted(self.tickers))

    @cached_property
    def wordings(self) -> Wordings:
        """The names by their words."""
        return Wordings(self.names)


def folded(word: str) -> str:
    """Return the word as it is looked up: whatever its capitals, and `&` for `and`."""
    folded = word.casefold()
    return "&" if folded == "and" else folded


def _by_rank(names: Mapping[str, tuple[str, ...]]) -> Iterator[tuple[str, str]]:
    """Yield symbols with names, all first names before all second ones: where two are the same, the first counts."""
    for rank in zip_longest(*([(symbol, name) for name in told] for symbol, told in names.items())):
        yield from filter(None, rank)


USUAL: Final = Names()
