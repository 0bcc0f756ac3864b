"""Where in a TOML text each key and each element of a list is set: tomllib reads TOML, but tells no lines."""

import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from typing import Final

from parsing.clean import clean_line

Location = tuple[str | int, ...]
"""The way to a value: the keys, and the places in lists counted from 0."""

_LONGEST_STATEMENT: Final = 500

# "Invalid value (at line 3, column 9)", "Invalid value (at end of document)"
_FAULT: Final = re.compile(
    r"(?P<reason> .*? ) [ ] \( at [ ] (?: line [ ] (?P<line> \d+ ), [ ] column [ ] (?P<column> \d+ ) | end [ ] .* ) \)",
    re.VERBOSE | re.ASCII,
)


def fault_of(text: str, error: ValueError | RecursionError) -> tuple[str, str]:
    """Return why tomllib takes the text for no TOML, and where that is, cleaned; no place where that is unknown."""
    reason = "nested too deeply" if isinstance(error, RecursionError) else clean_line(str(error))
    matched = _FAULT.fullmatch(reason)
    if not matched:
        return reason, ""
    line, column = matched["line"], matched["column"]
    return matched["reason"], f"line {line}, column {column}" if line else f"line {len(text.splitlines())}, at the end"


def lines_of(text: str) -> dict[Location, int]:
    """Return the line, counted from 1, on which each key and each element of a valid TOML document is set.

    The text is cut into statements (a heading in brackets, or a key and its value) by asking tomllib for the first
    lines that are whole, so that there is no second grammar of TOML here. One of more than 500 lines ends the search.
    """
    lines = text.replace("\r\n", "\n").split("\n")
    found: dict[Location, int] = {}
    table: Location = ()
    counts: Counter[Location] = Counter()
    start = 0
    while start < len(lines):
        end, places = _statement(lines, start)
        if end == start:
            break
        if lines[start].lstrip().startswith("["):
            table = _table(tomllib.loads(lines[start]), counts)
            found.setdefault(table, start + 1)
        else:
            for location, line in places.items():
                found.setdefault((*table, *location), line)
        start = end
    return found


def line_of(location: Location, lines: dict[Location, int]) -> int | None:
    """Return the line of the value, or else of the nearest table or list around it; None where that is unknown."""
    around = (location[:length] for length in range(len(location), 0, -1))
    return next((lines[place] for place in around if place in lines), None)


def _statement(lines: list[str], start: int) -> tuple[int, dict[Location, int]]:
    """Return where the statement that begins at `start` ends, and the lines of what it sets.

    Where it does not end, that is `start` itself. A list over several lines is closed after each of them, to see which
    of its elements are there already.
    """
    places: dict[Location, int] = {}
    for end in range(start + 1, min(start + _LONGEST_STATEMENT, len(lines)) + 1):
        part = "\n".join(lines[start:end])
        whole, closed = _parsed(part), _parsed(part + "\n]")
        for location in _locations(whole or closed or {}):
            places.setdefault(location, end)
        if whole is not None:
            return end, {location: start + 1 if len(location) == 1 else line for location, line in places.items()}
    return start, {}


def _parsed(text: str) -> dict[str, object] | None:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return None


def _locations(value: object, above: Location = ()) -> Iterator[Location]:
    inside: list[tuple[str | int, object]] = []
    if isinstance(value, dict):
        inside = list(value.items())
    elif isinstance(value, list):
        inside = list(enumerate(value))
    for key, element in inside:
        yield (*above, key)
        yield from _locations(element, (*above, key))


def _table(heading: dict[str, object], counts: Counter[Location]) -> Location:
    """Return the location that a heading opens; `counts` holds how many tables each list of tables has so far."""
    location: Location = ()
    value: object = heading
    while isinstance(value, dict) and value:
        ((key, value),) = value.items()
        location = (*location, key)
        if isinstance(value, list):
            counts[location] += 1
        if counts[location]:
            location = (*location, counts[location] - 1)
    return location
