"""What is answered about lists and stars, and which changed prices are told."""

from dataclasses import replace

from tui.lists.watchlists import Watchlist
from tui.plain.announcing import Look
from tui.plain.describing import list_lines
from tui.plain.listening import LARGEST, NONE, Answer, Listening
from tui.plain.wording import and_text
from tui.prices.filters import Filter
from tui.view.model import View


def list_answer(words: list[str], look: Look, listening: Listening) -> Answer:
    """Answer `list`: the symbols on a list, or all."""
    view = listening.view
    name = _named(words, view) if words else Watchlist.ALL.value
    if name is None:
        return _no_list(words, listening)
    return Answer(tuple(list_lines(name, view.showing(name).shown(look.state.rows, Filter()), look)), listening)


def indices_answer(_: list[str], look: Look, listening: Listening) -> Answer:
    """Answer `indices`."""
    return Answer(tuple(list_lines("indices", look.state.indices, look)), listening)


def watch_answer(words: list[str], _: Look, listening: Listening) -> Answer:
    """Answer `watch`: tell other changed prices from now on, or say which are told."""
    if not words:
        names = and_text((LARGEST, "all", "starred", *(own.name for own in listening.view.lists), NONE))
        return Answer((listening.text, f"It can be {names}."), listening)
    typed = " ".join(words).casefold()
    name = typed if typed in {LARGEST, NONE} else _named(words, listening.view)
    if name is None or name in {Watchlist.GAINERS, Watchlist.LOSERS}:
        return _no_list(words, listening)
    after = replace(listening, heard=name)
    return Answer((after.text,), after)


def star_answer(words: list[str], look: Look, listening: Listening) -> Answer:
    """Answer `star`: give symbols a star that a page quotes."""
    view = listening.view
    known = [word.upper() for word in words if word.upper() in look.state.by_symbol]
    new = [symbol for symbol in dict.fromkeys(known) if symbol not in view.starred]
    for symbol in new:
        view = view.starring(symbol)
    unknown = [f"There is no {word}." for word in words if word.upper() not in look.state.by_symbol]
    return Answer((*unknown, _stars_text(view)), replace(listening, view=view))


def unstar_answer(words: list[str], _: Look, listening: Listening) -> Answer:
    """Answer `unstar`: take the stars of symbols away."""
    view = listening.view
    for symbol in dict.fromkeys(word.upper() for word in words):
        if symbol in view.starred:
            view = view.starring(symbol)
    return Answer((_stars_text(view),), replace(listening, view=view))


def _named(words: list[str], view: View) -> str | None:
    """Return the name of the list that was typed, as it is written; None where there is none."""
    typed = " ".join(words).casefold()
    names = (*(name.value for name in Watchlist), *(own.name for own in view.lists))
    return next((name for name in names if name.casefold() == typed), None)


def _no_list(words: list[str], listening: Listening) -> Answer:
    own = and_text(("all", "starred", *(own.name for own in listening.view.lists)))
    return Answer((f"That cannot be done with {' '.join(words)}. The lists: {own}.",), listening)


def _stars_text(view: View) -> str:
    return f"Starred: {and_text(view.starred)}." if view.starred else "No symbol is starred."
