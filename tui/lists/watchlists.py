"""Watchlists as values: those that are always there, and the user's own, named and in order."""

from collections.abc import Hashable, Iterable, Sequence
from enum import StrEnum
from typing import Final, NamedTuple, TypeVar

from parsing.clean import clean_line

MOST_LISTS: Final = 30
"""So many lists of their own a user can have."""

MOST_LISTED: Final = 1_000
"""So many symbols can be on one."""

LONGEST_NAME: Final = 24
"""So many characters its name can have."""

Item = TypeVar("Item", bound=Hashable)


class Watchlist(StrEnum):
    """The lists of symbols that are always there."""

    ALL = "all"
    STARRED = "starred"
    GAINERS = "gainers"
    LOSERS = "losers"


class OwnList(NamedTuple):
    """A list of the user's own, and its symbols in their order."""

    name: str
    symbols: tuple[str, ...] = ()
    number: int = 0
    """What tells it from the other lists in hand, also after its name has changed; it means nothing elsewhere."""


Lists = tuple[OwnList, ...]


def clean_name(text: str) -> str:
    """Return the text as the name of a list: cleaned, with single spaces. Whether it can be one says `name_fault`."""
    return " ".join(clean_line(text).split())


def name_fault(name: str, others: Iterable[str]) -> str:
    """Return why the clean name cannot be that of a list beside these others; nothing where it can."""
    if not name:
        return "A list needs a name."
    if len(name) > LONGEST_NAME:
        return f"A name has at most {LONGEST_NAME} characters."
    if name.casefold() in frozenset(Watchlist):
        return f"{name} is the name of a list that is always there."
    if name.casefold() in {other.casefold() for other in others}:
        return f"There is a list of the name {name} already."
    return ""


def find(lists: Lists, name: str) -> OwnList | None:
    """Return the list of that name, or None."""
    return next((own for own in lists if own.name == name), None)


def toggled(symbols: tuple[str, ...], symbol: str) -> tuple[str, ...]:
    """Return the symbols of a list with this one at the end, or without it; as they are where the list is full."""
    if symbol in symbols:
        return tuple(other for other in symbols if other != symbol)
    return symbols if len(symbols) >= MOST_LISTED else (*symbols, symbol)


def with_new(lists: Lists, name: str) -> Lists:
    """Return the lists with an empty one at the end; as they are where there are too many."""
    number = max((own.number for own in lists), default=0) + 1
    return lists if len(lists) >= MOST_LISTS else (*lists, OwnList(name, (), number))


def without(lists: Lists, name: str) -> Lists:
    """Return the lists without that one."""
    return tuple(own for own in lists if own.name != name)


def with_list(lists: Lists, own: OwnList) -> Lists:
    """Return the lists with this one in the place of that of its number."""
    return tuple(own if other.number == own.number else other for other in lists)


def moved(lists: Lists, name: str, by: int) -> Lists:
    """Return the lists with that one so many places further down; as they are where that is past an end."""
    place = next((place for place, own in enumerate(lists) if own.name == name), None)
    if place is None or not 0 <= place + by < len(lists):
        return lists
    others = [*lists[:place], *lists[place + 1 :]]
    others.insert(place + by, lists[place])
    return tuple(others)


def with_back(lists: Lists, own: OwnList, place: int) -> Lists:
    """Return the lists with one that was among them at that place there again."""
    return united((*lists[:place], own, *lists[place:]))


# what becomes of lists that somebody else changed too


def in_places(seen: Sequence[Item], items: Iterable[Item]) -> list[Item]:
    """Return the items with those that are seen in the order in which they are, on the places that they have."""
    places = frozenset(seen)
    following = iter(seen)
    return [next(following) if item in places else item for item in items]


def merged(there: Sequence[Item], before: Sequence[Item], after: Sequence[Item]) -> tuple[Item, ...]:
    """Return what is there, with what changed from one to the other: what went, what came, and the order if it is new.

    To do so twice changes nothing more.
    """
    old, new = frozenset(before), frozenset(after)
    came = [item for item in after if item not in old]
    result = list(dict.fromkeys([*(item for item in there if item in new or item not in old), *came]))
    if [*(item for item in before if item in new), *came] != list(after):
        held = frozenset(result)
        result = in_places([item for item in after if item in held], result)
    return tuple(result)


def merged_lists(there: Lists, before: Lists, after: Lists) -> Lists:
    """Return the lists that are there, with what changed from one to the other.

    Lists are the same where they have one name, and from `before` to `after` where they have one number; one that was
    deleted and made anew is the same, too. A list that was changed and is not there any more is there again. Lists that
    have come by one name become one.
    """
    old: dict[int | str, OwnList] = {own.number: own for own in before}
    numbers = {own.name.casefold(): own.number for own in before}
    found = {numbers.get(own.name.casefold(), own.name.casefold()): own for own in there}
    left = {own.number for own in after}
    anew = {own.name.casefold(): own.number for own in before if own.number not in left}
    new = {
        own.number if own.number in old else anew.get(own.name.casefold(), own.name.casefold()): own for own in after
    }
    keys = merged(tuple(found), tuple(old), tuple(new))
    back = [key for key, own in new.items() if key not in keys and own != old.get(key)]
    return united(_one(found.get(key), old.get(key), new.get(key)) for key in (*keys, *back))


def united(lists: Iterable[OwnList]) -> Lists:
    """Return the lists with those of one name as one, within their limits, and each with a number of its own."""
    found: dict[str, OwnList] = {}
    for own in lists:
        same = found.get(own.name.casefold(), OwnList(own.name, (), own.number))
        symbols = tuple(dict.fromkeys((*same.symbols, *own.symbols)))[:MOST_LISTED]
        found[own.name.casefold()] = same._replace(symbols=symbols)
    return _numbered(list(found.values())[:MOST_LISTS])


def _one(there: OwnList | None, before: OwnList | None, after: OwnList | None) -> OwnList:
    """Return what a list becomes, of which at least one is given."""
    own = after or there or before or OwnList("")
    if before == after and there is not None:
        return there
    number = there.number if there else 0
    if there is None or after is None:
        return own._replace(number=number)
    name = there.name if before and before.name == after.name else after.name
    return OwnList(name, merged(there.symbols, before.symbols if before else (), after.symbols), number)


def _numbered(lists: Sequence[OwnList]) -> Lists:
    numbers = [own.number for own in lists]
    free = max(numbers, default=0)
    result = []
    for place, own in enumerate(lists):
        is_taken = own.number < 1 or own.number in numbers[:place]
        free += is_taken
        result.append(own._replace(number=free) if is_taken else own)
    return tuple(result)
