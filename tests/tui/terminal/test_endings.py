"""How the monitor ends while pages come in quickly: the terminal is as it was, the store is whole, nothing runs on."""

import json
import os
import re
import select
import signal
import sqlite3
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from datetime import time as time_of_day
from decimal import Decimal
from pathlib import Path
from typing import Final

import pytest

from tests.builders import page_of, quote
from tests.terminal import DEADLINE, Terminal, terminal
from tests.tui.stage import staged
from tests.tui.terminal.hostile import HOSTILE
from tests.tui.terminal.hostile_server import served
from tests.tui.terminal.output import colours_left, foreign, modes_left
from tui.cli import main
from tui.settings.model import Settings

QUICKLY: Final = ("--every", "0.05")
PRICE: Final = re.compile(r"HUBC +([0-9]+\.[0-9]{2})")
AGE: Final = re.compile(r", ([0-9]+) s ago")
AS_OF: Final = re.compile(r"prices as of ([0-9:]{8})")
SHELL: Final = ("sh", "-i")
PROMPT: Final = "what next? "
RUN: Final = f"{sys.executable} -m tui"


BROKEN: Final = """
import sys
from tui.app import TapewatchApp
from tui.cli import main
from tui.settings.model import Settings

def broken(app):
    password = "a secret"
    raise ValueError(sys.argv[-1])

TapewatchApp.action_theme = broken
sys.exit(main(["demo", *sys.argv[1:-1]]))
"""
"""Tapewatch with a fault that has to do with a text from outside."""

WHOLE: Final = ("▸Quotes", "Symbol", "▸  HUBC", "There is no article on this page.", "prices as of", "q Quit")
"""What stands in every part of the screen."""


@dataclass(frozen=True)
class Watching:
    """The monitor with pages that come in, and the folder of what it keeps."""

    tty: Terminal
    data: Path
    seen: Decimal
    """A price that was on the screen."""

    def expect_whole(self, capsys: pytest.CaptureFixture[str]) -> None:
        """See that the store is whole, and what was seen is in it."""
        with closing(sqlite3.connect(self.data / "history.db")) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        capsys.readouterr()
        assert main(["export", "--data-dir", str(self.data), "--symbols", "HUBC", "--format", "json"]) == 0
        prices = [Decimal(json.loads(line)["price"]) for line in capsys.readouterr().out.splitlines()]
        assert self.seen in prices
        assert json.loads((self.data / "view.json").read_text(encoding="utf-8"))["theme"]

    def expect_nobody(self) -> None:
        """See that no process of it runs on."""
        until_gone(members(self.tty.process.pid))


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with served() as address:
        yield address


@contextmanager
def watching(server: str, data: Path, *, is_controlling: bool = True) -> Iterator[Watching]:
    """Watch a page whose price is another each time, from after the first change that the user made."""
    words = (f"{server}/moving", *QUICKLY, "--data-dir", str(data))
    with terminal(words, is_controlling=is_controlling) as tty:
        yield Watching(tty, data, seen(tty, data))


def seen(tty: Terminal, data: Path) -> Decimal:
    """Return a price after which another has come, and the user has changed something."""
    first = PRICE.search(tty.until(lambda text: PRICE.search(text) is not None and "q Quit" in text))
    assert first is not None
    tty.type("t")
    tty.until(lambda text: "Theme tapewatch-light" in text and first[0] not in text)
    tty.until(lambda _: (data / "view.json").exists())
    return Decimal(first[1])


def members(session: int) -> list[int]:
    """Return the processes of a session that still run."""
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text(encoding="ascii", errors="replace").rpartition(")")[2].split()
        except OSError:  # it has ended meanwhile
            continue
        if int(fields[3]) == session and fields[0] != "Z":
            found.append(int(path.parent.name))
    return found


def until_gone(processes: Iterable[int]) -> None:
    """Wait for the end of processes that are none of ours."""
    for process in processes:
        with suppress(ProcessLookupError):
            handle = os.pidfd_open(process)
            try:
                assert select.select([handle], [], [], DEADLINE)[0], f"{process} runs on"
            finally:
                os.close(handle)


def expect_clean(tty: Terminal) -> None:
    """See that the terminal is as it was before: its modes, its colours, and how it treats what is typed."""
    assert modes_left(tty.written) == {}
    assert colours_left(tty.written) == ""
    assert tty.now == tty.before
    assert b"Traceback" not in tty.written


def send(number: signal.Signals) -> Callable[[Terminal], None]:
    return lambda tty: os.kill(tty.process.pid, number)


ENDINGS: Final = {
    "the key": (lambda tty: tty.type("q"), 0),
    "the key that always quits": (lambda tty: tty.type("\x11"), 0),
    "SIGTERM": (send(signal.SIGTERM), 128 + signal.SIGTERM),
    "SIGINT": (send(signal.SIGINT), 128 + signal.SIGINT),
    "SIGHUP": (send(signal.SIGHUP), 128 + signal.SIGHUP),
}


@pytest.mark.parametrize(("end", "status"), ENDINGS.values(), ids=ENDINGS)
def test_it_ends_with_the_terminal_as_it_was_and_the_store_whole(
    end: Callable[[Terminal], None], status: int, server: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with watching(server, tmp_path) as watched:
        end(watched.tty)
        assert watched.tty.until_ended() == status
        expect_clean(watched.tty)
        watched.expect_nobody()
    watched.expect_whole(capsys)


@pytest.mark.parametrize("is_controlling", [True, False], ids=["with a signal", "without a signal"])
def test_a_window_that_is_closed_ends_it(
    is_controlling: bool,
    server: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    with watching(server, tmp_path, is_controlling=is_controlling) as watched:
        watched.tty.close()
        assert watched.tty.process.wait(DEADLINE) == 128 + signal.SIGHUP
        watched.expect_nobody()
    watched.expect_whole(capsys)


def has_come(shown: str, moment: datetime) -> bool:
    """Whether the time of the day that is shown is not before the moment, over midnight too."""
    then = datetime.combine(moment.date(), time_of_day.fromisoformat(shown), UTC)
    return (then - moment) % timedelta(days=1) < timedelta(hours=12)


def test_a_window_that_takes_nothing_any_more_keeps_nobody_from_ending_it(
    server: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with watching(server, tmp_path) as watched:
        tty = watched.tty
        tty.until_full()
        time.sleep(4)  # long enough for it to leave out some of what it would have drawn
        goes_on = datetime.now(UTC) + timedelta(seconds=1)
        tty.until(lambda text: (shown := AS_OF.search(text)) is not None and has_come(shown[1], goes_on))
        tty.until_full()
        os.kill(tty.process.pid, signal.SIGTERM)
        assert tty.process.wait(DEADLINE) == 128 + signal.SIGTERM
        watched.expect_nobody()
    watched.expect_whole(capsys)


def test_a_kill_leaves_the_store_whole(server: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with watching(server, tmp_path) as watched:
        os.kill(watched.tty.process.pid, signal.SIGKILL)
        assert watched.tty.until_ended() == -signal.SIGKILL
        watched.expect_nobody()
    watched.expect_whole(capsys)


def test_a_terminal_that_can_more_is_left_as_it_was_too(server: str, tmp_path: Path) -> None:
    with watching(server, tmp_path) as watched:
        tty = watched.tty
        tty.type("\x1b[?2026;2$y\x1b[?2048;2$y")  # it draws frames as a whole, and tells its size and the mouse finely
        tty.until(lambda _: b"\x1b[?2048h" in tty.written and b"\x1b[?2026h" in tty.written)
        tty.type("q")
        assert tty.until_ended() == 0
        expect_clean(tty)
        assert foreign(tty.written) == []


@contextmanager
def shell(*words: str) -> Iterator[tuple[Terminal, int]]:
    """Watch from a shell with job control, and give the process of the monitor."""
    with terminal([], program=SHELL, variables={"PS1": PROMPT, "ENV": ""}) as tty:
        tty.until(lambda text: PROMPT.strip() in text)
        tty.type(f"{RUN} {' '.join(words)}\n")
        tty.until(lambda text: PRICE.search(text) is not None and "q Quit" in text)
        own = tty.process.pid
        (monitor,) = (process for process in members(own) if process != own and os.getpgid(process) == process)
        yield tty, monitor


def prompt_again(tty: Terminal) -> None:
    """Wait until the shell asks for the next command, on a screen that the monitor has left."""
    tty.wipe()
    tty.until(lambda text: PROMPT.strip() in text)


@pytest.mark.parametrize("how", ["Ctrl+Z", signal.SIGTSTP, signal.SIGSTOP])
def test_it_is_stopped_and_continued_by_a_shell(how: str | signal.Signals, server: str, tmp_path: Path) -> None:
    with shell(f"{server}/moving", *QUICKLY, "--data-dir", str(tmp_path)) as (tty, monitor):
        for _ in range(2):
            if isinstance(how, signal.Signals):
                os.kill(monitor, how)
            else:
                tty.type("\x1a")
            prompt_again(tty)
            if how is not signal.SIGSTOP:
                expect_clean(tty)
            tty.wipe()
            tty.type("fg\n")
            tty.until(lambda text: all(part in text for part in WHOLE) and PROMPT not in text)
        tty.type("q")
        prompt_again(tty)
        expect_clean(tty)
        tty.type("exit $?\n")
        assert tty.until_ended() == 0


def test_without_a_shell_to_go_back_to_it_says_so_and_goes_on(tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text(page_of(quote("HUBC"), quote("PPL")), encoding="utf-8")
    with terminal([str(page)]) as tty:
        tty.until(lambda text: "▸  HUBC" in text and "q Quit" in text)
        tty.type("\x1a")
        tty.until(lambda text: "There is no shell here to go back to." in text)
        tty.type("j")
        tty.until(lambda text: "▸  PPL" in text)


def test_ages_go_on_while_it_is_stopped(tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text(page_of(quote("HUBC")), encoding="utf-8")
    with shell(str(page)) as (tty, monitor):
        os.kill(monitor, signal.SIGTSTP)
        prompt_again(tty)
        time.sleep(2.5)  # it is the time that has to pass
        tty.type("fg\n")

        def is_right(text: str) -> bool:
            age = AGE.search(text)
            return age is not None and int(age[1]) + 1.5 > time.time() - page.stat().st_mtime

        tty.until(is_right)


@pytest.mark.parametrize("is_stopped", [False, True], ids=["while it runs", "while it is stopped"])
def test_a_shell_that_is_killed_takes_it_along(
    is_stopped: bool,
    server: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    with shell(f"{server}/moving", *QUICKLY, "--data-dir", str(tmp_path)) as (tty, monitor):
        watched = Watching(tty, tmp_path, seen(tty, tmp_path))
        if is_stopped:
            os.kill(monitor, signal.SIGTSTP)
            prompt_again(tty)
        tty.process.kill()
        watched.expect_nobody()
    watched.expect_whole(capsys)


def test_a_fault_of_ours_leaves_the_terminal_as_it_was_and_says_where_it_is_but_no_values(tmp_path: Path) -> None:
    words = ("-c", BROKEN, "--data-dir", str(tmp_path), HOSTILE.replace("\x00", ""))
    with terminal(words, program=(sys.executable,)) as tty:
        tty.until(lambda text: "q Quit" in text)
        tty.type("t")
        assert tty.until_ended() == 1
        assert tty.now == tty.before
    assert modes_left(tty.written) == {}
    assert foreign(tty.written) == []
    assert b"ValueError" in tty.written
    assert b"a secret" not in tty.written


async def test_ctrl_c_says_which_key_closes_it() -> None:
    async with staged(settings=Settings(keys={"quit": "x"})) as stage:
        await stage.press("ctrl+c")
        assert [toast.message for toast in stage.app._notifications] == ["x closes tapewatch."]
