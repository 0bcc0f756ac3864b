"""Tapewatch against other programs, each in a terminal of its own: start, memory, the processor, a refresh.

They do different things: newsboat reads feeds, psx-terminal and stockstui get quotes from servers of their own, which
are cut off here, so that they have nothing to show. Tapewatch has a page and a feed all the while.
"""

import re
import shutil
import subprocess
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from benchmarks.figures import Fact, Figure, Found, amount, not_measured, ratio
from benchmarks.processes import Shown, family_of, memory_of_all
from benchmarks.rival_programs import NOWHERE, OURS, RIVALS, Program
from benchmarks.rival_server import Server, serving
from tests.terminal import Terminal, terminal

WITHOUT_NETWORK: Final = "without a network"
_STARTS: Final = 5
_TURNS: Final = 3
_REFRESHES: Final = 4
_SETTLES: Final = 4.0
_IDLES: Final = 6.0
_LOOKS: Final = 30.0
"""Seconds after which it is seen what a program without a network shows: toasts have gone by then."""

# '▌ Last Refresh: 13:50:03', a pane's or a notice's part of a line, and the word that makes it telling
_PANES: Final = re.compile(r"[│┃▌]")
_TELLING: Final = re.compile(
    r"failing|failed|error|could ?n.t|waiting|no prices|nobody|\bn/a\b|last refresh", re.IGNORECASE
)

_REST: Final = 1.0
_OPENING_KEYS: Final = {"newsboat": "\n"}
"""What brings the feed's headlines to the screen."""

_REFRESH_KEYS: Final = {"tapewatch": "r", "newsboat": "r"}
_CUT_OFF: Final = ("unshare", "--map-root-user", "--net")
"""Runs a program where there is no network, for who is not root, too."""

_Values = dict[tuple[str, str], list[float]]
"""What was measured, by the name of the figure and that of the program."""


def measure() -> Iterator[Found]:
    """Return each figure against each rival that is there, then what each shows without a network."""
    rivals = []
    for rival in RIVALS:
        if missing := rival.provide():
            yield not_measured(rival.name, missing)
        else:
            rivals.append(rival)
    with serving() as server:
        values: _Values = defaultdict(list)
        programs = (OURS, *rivals)
        for _ in range(_STARTS + 1):
            for program in programs:
                _start(program, server, values)
        _forget_first(values)
        for _ in range(_TURNS):
            for program in programs:
                _rest(program, server, values)
                if program.name in _REFRESH_KEYS:
                    _refresh(program, server, values)
    yield from _figures(rivals, values)
    yield from _shown_without_network(programs)


def _start(program: Program, server: Server, values: _Values) -> None:
    """Note the seconds from the command to its first screen, and to its first data."""
    with TemporaryDirectory() as folder:
        began = time.perf_counter()
        with _running(program, Path(folder), server.address) as tty:
            shown = Shown(tty)
            shown.until(program.painted)
            values["from the command to its screen", program.name].append(time.perf_counter() - began)
            if program.has_data:
                shown.until(program.has_data)
                values["from the command to its first data", program.name].append(time.perf_counter() - began)


def _forget_first(values: _Values) -> None:
    """Forget the first round, in which files are read from the disk."""
    for found in values.values():
        del found[0]


def _rest(program: Program, server: Server, values: _Values) -> None:
    """Note the memory of a program that has settled, and the processor while nobody touches it."""
    with TemporaryDirectory() as folder, _running(program, Path(folder), server.address) as tty:
        shown = Shown(tty)
        shown.until(program.has_data or program.painted)
        shown.forget(_SETTLES)
        memory = memory_of_all(family_of(shown.pid))
        values["memory, resident", program.name].append(memory.resident)
        values["memory, proportional", program.name].append(memory.proportional)
        values["untouched, of a core", program.name].append(shown.idle_percent(_IDLES))
        if program is OURS:
            shown.type("p")
            shown.forget(_REST)
            values["untouched, ticker held: of a core", program.name].append(shown.idle_percent(_IDLES))


def _refresh(program: Program, server: Server, values: _Values) -> None:
    """Note the seconds from the key that asks for the feed to the title of its new story, and the processor for it."""
    with TemporaryDirectory() as folder, _running(program, Path(folder), server.address) as tty:
        assert program.has_data is not None
        shown = Shown(tty)
        shown.until(program.has_data)
        shown.forget(_SETTLES)
        shown.type(_OPENING_KEYS.get(program.name, ""))
        shown.forget(_REST)
        for _ in range(_REFRESHES):
            title = server.publish()
            used, began = shown.processor(), time.perf_counter()
            shown.type(_REFRESH_KEYS[program.name])
            shown.until(title)
            values["from the key to the new headline", program.name].append(time.perf_counter() - began)
            shown.forget(_REST)
            values["processor for a refresh", program.name].append(shown.processor() - used)


UNITS: Final = {
    "from the command to its screen": "s",
    "from the command to its first data": "s",
    "memory, resident": "MB",
    "memory, proportional": "MB",
    "untouched, of a core": "%",
    "untouched, ticker held: of a core": "%",
    "from the key to the new headline": "s",
    "processor for a refresh": "s",
}


def _figures(rivals: Sequence[Program], values: _Values) -> Iterator[Figure]:
    """Yield each figure against all rivals that have it."""
    for name, unit in UNITS.items():
        ours = values[name, OURS.name]
        theirs = "untouched, of a core" if name.startswith("untouched") else name
        found = [rival for rival in rivals if (theirs, rival.name) in values]
        for rival in found:
            yield ratio(name, rival.title, ours, values[theirs, rival.name], limit=None, unit=unit)
        if not found:
            yield amount(name, ours, unit, limit=None)


def _shown_without_network(programs: Sequence[Program]) -> Iterator[Fact]:
    """Yield what each tells of its data half a minute after a start without a network; they run side by side."""
    end = time.monotonic() + _LOOKS
    with ExitStack() as running:
        started = []
        for program in programs:
            folder = Path(running.enter_context(TemporaryDirectory()))
            started.append((program, running.enter_context(_running(program, folder, NOWHERE))))
        while time.monotonic() < end:
            for _, tty in started:
                tty._read()
        for program, tty in started:
            yield Fact(name=WITHOUT_NETWORK, program=program.title, text=telling(tty.text))


def telling(screen: str) -> str:
    """Return the parts of a screen's lines that tell of failing, waiting or missing data, or of when they came."""
    parts = (" ".join(part.split()) for line in screen.splitlines() for part in _PANES.split(line))
    told: dict[str, str] = {}
    for part in parts:
        if found := _TELLING.search(part):
            told.setdefault(found[0].lower(), part)
    return " / ".join(told.values()) or "nothing of it"


@cache
def _can_cut_off() -> bool:
    """Whether this system lets a program have no network; else it runs with whatever network there is."""
    tried = [*_CUT_OFF, "true"]
    return (
        shutil.which("unshare") is not None and not subprocess.run(tried, capture_output=True, check=False).returncode
    )


@contextmanager
def _running(program: Program, folder: Path, server: str) -> Iterator[Terminal]:
    """Run the program in a terminal; without a network where it has no use for the server, or that is nowhere."""
    command = program.command(folder, server)
    is_cut_off = (program.has_data is None or server == NOWHERE) and _can_cut_off()
    with terminal([], program=(*_CUT_OFF, *command) if is_cut_off else command) as tty:
        yield tty
