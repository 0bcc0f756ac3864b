"""Watchlists as a text that people edit: TOML, one array of symbols for each list."""

import json
import re
import tomllib
from collections.abc import Iterable
from typing import Final

from parsing.clean import clean_line
from tui.lists.watchlists import MOST_LISTED, MOST_LISTS, Lists, OwnList, Watchlist, clean_name, name_fault
from tui.settings.toml_lines import fault_of, line_of, lines_of

_STARRED: Final = Watchlist.STARRED.value
_WIDEST: Final = 100
"""A list that would be wider has each symbol on a line of its own."""

_LONGEST_SYMBOL: Final = 32

_HEAD: Final = """\
# The watchlists of tapewatch, each with its symbols in their order.
# To put them back after a change: tapewatch watchlists FILE
# The file is then the whole truth: a list that is not in it is gone.
# The lists as they were before that are kept in a file beside the history.
"""


class ListsError(Exception):
    """The text says no lists. `str()` is a sentence without its end: where it is wrong, and why."""


def written(starred: Iterable[str], lists: Lists) -> str:
    """Return the starred symbols and the lists as a text."""
    named = {_STARRED: tuple(starred), **{own.name: own.symbols for own in lists}}
    return "\n".join([_HEAD, *(f"{_key(name)} = {_array(symbols)}" for name, symbols in named.items())]) + "\n"


def read(text: str) -> tuple[tuple[str, ...], Lists]:
    """Return the starred symbols and the lists that the text says, in its order. Raises `ListsError`."""
    try:
        document = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        reason, place = fault_of(text, error)
        raise ListsError(f"{f'{place}, ' if place else ''}it is not valid TOML ({reason})") from error
    starred: tuple[str, ...] = ()
    lists: list[OwnList] = []
    for key, value in document.items():
        symbols = _symbols(text, key, value)
        if key == _STARRED:
            starred = symbols
            continue
        name = clean_name(key)
        if fault := name_fault(name, (own.name for own in lists)):
            raise _wrong(text, (key,), f"{clean_line(key) or 'an empty text'} cannot be the name of a list", fault)
        if len(lists) == MOST_LISTS:
            raise _wrong(text, (key,), f"{name} is one list too many", f"{MOST_LISTS} are the most")
        lists.append(OwnList(name, symbols, len(lists) + 1))
    return starred, tuple(lists)


def _symbols(text: str, key: str, value: object) -> tuple[str, ...]:
    """Return the symbols of a list, each once. Raises `ListsError`."""
    name = clean_line(key)
    if not isinstance(value, list):
        raise _wrong(text, (key,), f"{name} is no list", 'it has to be an array of symbols, as in ["HUBC", "OGDC"]')
    if key != _STARRED and len(value) > MOST_LISTED:
        raise _wrong(text, (key,), f"{name} is too long", f"{MOST_LISTED:,} symbols are the most")
    for place, symbol in enumerate(value):
        if not isinstance(symbol, str) or not _is_symbol(symbol):
            what = f"{clean_line(str(symbol))[:_LONGEST_SYMBOL] or 'nothing'} in {name} is no symbol"
            raise _wrong(text, (key, place), what, 'it has to be a text in capitals, as "HUBC"')
    return tuple(dict.fromkeys(value))


def _is_symbol(text: str) -> bool:
    """Whether it can be a symbol: those in small letters would never be found."""
    return 0 < len(text) <= _LONGEST_SYMBOL and text == clean_line(text).strip().upper()


def _wrong(text: str, location: tuple[str | int, ...], what: str, reason: str) -> ListsError:
    line = line_of(location, lines_of(text))
    return ListsError(f"{f'line {line}, ' if line else ''}{what} ({reason.removesuffix('.')})")


def _key(name: str) -> str:
    return name if re.fullmatch(r"[A-Za-z0-9_-]+", name) else json.dumps(name, ensure_ascii=False)


def _array(symbols: tuple[str, ...]) -> str:
    """Return the symbols as an array of TOML, whose texts are written as those of JSON."""
    texts = [json.dumps(symbol, ensure_ascii=False) for symbol in symbols]
    line = f"[{', '.join(texts)}]"
    return line if len(line) <= _WIDEST else "\n".join(["[", *(f"    {text}," for text in texts), "]"])
