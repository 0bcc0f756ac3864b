"""What is answered to a typed line: lines, and how one listens from then on. It does nothing itself."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Final, NamedTuple, TypeAlias

from tui.figures import count_text
from tui.market import problems
from tui.news.search import HeadlineSearch
from tui.plain.announcer import REST_SECONDS
from tui.plain.announcing import Look
from tui.plain.choosing import indices_answer, list_answer, star_answer, unstar_answer, watch_answer
from tui.plain.describing import (
    article_lines,
    list_lines,
    marks_of,
    overview,
    story_lines,
    symbol_lines,
)
from tui.plain.listening import MOST_LARGEST, Answer, Listening, Wish
from tui.plain.wording import and_text
from tui.prices.filters import Filter

MOST_LINES: Final = 20
"""So many lines are said at once; `more` says the next."""

_TERMINAL: Final = (
    f"In a terminal prices are announced every {REST_SECONDS:.0f} seconds at most, "
    "and Ctrl-R says again what you have typed so far."
)
_FULL_SCREEN: Final = (
    "The full-screen monitor has more: charts, looking back, and the making of lists, alerts and holdings, "
    "which hold here, too. Alerts are announced here when they fire."
)


def answer(line: str, look: Look, listening: Listening) -> Answer:
    """Return what is answered to a typed line, which is clean: a command, symbols, or what rows have to fit."""
    words = line.split()
    name, rest = (words[0].lower(), words[1:]) if words else ("status", [])
    if run := _RUNS.get(name):
        return _paged(run(rest, look, listening))
    return _paged(Answer(tuple(_found(line, words, look, listening)), listening))


def _paged(answered: Answer) -> Answer:
    lines, rest = answered.lines[:MOST_LINES], answered.lines[MOST_LINES:]
    if rest:
        lines = (*lines, f"{len(rest):,} more; type more.")
    return answered._replace(lines=lines, listening=replace(answered.listening, rest=rest))


def _found(line: str, words: list[str], look: Look, listening: Listening) -> Iterable[str]:
    """Return the lines of the symbols that are named, or of the rows that fit."""
    rows = [look.state.by_symbol.get(word.upper()) or look.state.by_symbol.get(word) for word in words]
    known = tuple(row for row in rows if row)
    if len(known) == len(words):
        if len(known) == 1:
            return symbol_lines(known[0], look, listening.view)
        return list_lines(and_text(row.symbol for row in known), known, look)
    text = line.strip().removeprefix("/")
    chosen = Filter.read(text, look.state.names)
    if chosen.hint:
        return [f"{chosen.hint} is what can be asked for." if chosen.hint[0] in "<>" else f"Please {chosen.hint}."]
    fitting = chosen.chosen((*look.state.rows, *look.state.indices))
    if not fitting:
        return [f"Nothing is called or fits {text}. Type help for help."]
    return list_lines(text or "all", fitting, look)


# the commands


def _help(_: list[str], __: Look, listening: Listening) -> Answer:
    lines = [f"{command.usage}: {command.help}." for command in COMMANDS]
    return Answer((*lines, listening.text, _TERMINAL, _FULL_SCREEN), listening)


def _status(_: list[str], look: Look, listening: Listening) -> Answer:
    paused = ["Announcements are paused."] if listening.is_paused else []
    told = overview(look, listening.view)
    return Answer((*paused, *told, listening.text), listening)


def _headlines(words: list[str], look: Look, listening: Listening) -> Answer:
    search = HeadlineSearch.read(" ".join(words), look.state.names)
    marks = marks_of(listening.view)
    stories = tuple(
        story
        for story in look.state.news.stories
        if search.fits_marks(story, marks) and (fits := search.fits_head(story)) is not False
        if fits or search.fits_text(story)
    )
    lines = story_lines(stories, look, listening.view)
    told = f"{count_text(len(stories), 'headline')}; type read and a number."
    return Answer((told, *lines) if lines else ("No headlines.",), replace(listening, listed=stories))


def _read(words: list[str], look: Look, listening: Listening) -> Answer:
    stories, view = listening.listed or look.state.news.stories, listening.view
    if words:
        number = int(words[0]) if words[0].isascii() and words[0].isdecimal() and len(words[0]) < 6 else 0
        story = stories[number - 1] if 0 < number <= len(stories) else None
    else:
        story = next((story for story in look.state.news.stories if not marks_of(view).is_read(story)), None)
    if story is None:
        told = f"There is no such number; there are {len(stories):,}." if words else "All headlines are read."
        return Answer((told,), listening)
    story = look.state.news.by_key.get(story.key, story)
    return Answer(tuple(article_lines(story, look)), replace(listening, view=view.marking(story.ids, is_read=True)))


def _more(_: list[str], __: Look, listening: Listening) -> Answer:
    return Answer(listening.rest or ("There is no more.",), listening)


def _problems(_: list[str], look: Look, listening: Listening) -> Answer:
    found = problems(look.state)
    lines = [
        f"{source}{f', line {problem.line}' if problem.line else ''}: {problem.message}" for source, problem in found
    ]
    return Answer((f"{count_text(len(lines), 'problem')}.", *lines), listening)


def _pause(_: list[str], __: Look, listening: Listening) -> Answer:
    is_paused = not listening.is_paused
    told = "Paused; type p to go on." if is_paused else "Going on."
    return Answer((told,), replace(listening, is_paused=is_paused))


def _refresh(_: list[str], __: Look, listening: Listening) -> Answer:
    return Answer(("All sources are asked.",), listening, Wish.REFRESH)


def _quit(_: list[str], __: Look, listening: Listening) -> Answer:
    return Answer((), listening, Wish.QUIT)


_Run: TypeAlias = Callable[[list[str], Look, Listening], Answer]


class Command(NamedTuple):
    """What can be typed: how it is written, what that is for, and where its first word is a name, what that does."""

    usage: str
    help: str
    names: tuple[str, ...] = ()
    run: _Run | None = None


COMMANDS: Final = (
    Command("Enter alone, or status", "how the sources stand, the market, its indices, the news", ("status",), _status),
    Command("a symbol, as in hubc", "all that is known of it; several symbols, as in hubc ogdc: a line each"),
    Command("up, down, bank, >2%, <100, news", "the symbols that fit; with / before it, whatever it is"),
    Command("list, list starred, list gainers", "the symbols on a list, also one of your own", ("list",), list_answer),
    Command("indices", "the indices", ("indices",), indices_answer),
    Command("headlines, headlines unread, headlines hubc dam", "the news, newest first", ("headlines",), _headlines),
    Command("read, read 3", "the newest article that is not read, or that of a number", ("read",), _read),
    Command("more, or m", f"what was left: an answer stops after {MOST_LINES} lines", ("more", "m"), _more),
    Command(
        "watch largest, watch all, watch starred, watch none",
        f"which price changes are told: the {MOST_LARGEST} largest, all, or those of a list, also your own",
        ("watch",),
        watch_answer,
    ),
    Command("star hubc", "give it a star", ("star",), star_answer),
    Command("unstar hubc", "take its star away", ("unstar",), unstar_answer),
    Command("pause, or p", "hold announcements, and the same again: go on", ("pause", "p"), _pause),
    Command("refresh", "ask all sources now", ("refresh",), _refresh),
    Command("problems", "what on the pages could not be trusted, and was left out", ("problems",), _problems),
    Command("help", "this", ("help", "h", "?"), _help),
    Command("quit, or q", "end", ("quit", "q"), _quit),
)
_RUNS: Final = {name: command.run for command in COMMANDS if command.run for name in command.names}
