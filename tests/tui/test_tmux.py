"""The demo in a real terminal multiplexer, as many people run it."""

import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.terminal import DEADLINE, environment

pytestmark = pytest.mark.skipif(shutil.which("tmux") is None, reason="tmux is not installed")

# \x1b[38;2;215;220;228m\x1b[48;2;24;46;80m▸
GROUND = re.compile(r"[\[;] 48;2; ( [0-9]+ ; [0-9]+ ; [0-9]+ ) [;m]", re.VERBOSE)


class Tmux:
    """A server of its own with one window."""

    def __init__(self, socket: Path) -> None:
        self._socket = socket

    def run(self, *arguments: str) -> str:
        """Run a command of tmux, and return what it writes."""
        command = ["tmux", "-S", str(self._socket), "-f", "/dev/null", *arguments]
        return subprocess.run(command, check=True, capture_output=True, text=True, env=environment()).stdout

    def type(self, *keys: str) -> None:
        """Send the keys, by tmux's names."""
        self.run("send-keys", *keys)

    def resize(self, columns: int, lines: int) -> None:
        """Make the window as large as that."""
        self.run("resize-window", "-x", str(columns), "-y", str(lines))

    def text(self, *options: str) -> str:
        """Return what the window shows now."""
        return self.run("capture-pane", "-p", *options)

    def until(self, happens: Callable[[str], bool]) -> str:
        """Look until the window is as wanted, and return its text; fail after `DEADLINE` seconds."""
        end = time.monotonic() + DEADLINE
        while not happens(text := self.text()):
            assert time.monotonic() < end, f"waited in vain; the window shows:\n{text}"
            time.sleep(0.05)  # there is nothing to be told by: tmux has to be asked
        return text

    def until_shown(self, *parts: str) -> str:
        """Look until all the parts are there."""
        return self.until(lambda text: all(part in text for part in parts))

    def until_gone(self, part: str) -> str:
        """Look until the part is no longer there."""
        return self.until(lambda text: part not in text)


@pytest.fixture
def tmux(tmp_path: Path) -> Iterator[Tmux]:
    """Run the demo in a window of 120 columns and 40 lines, which stays with its exit status once that has ended."""
    server = Tmux(tmp_path / "tmux")
    demo = f"{sys.executable} -m tui; echo ended with $?; sleep {int(DEADLINE)}"
    server.run("new-session", "-d", "-x", "120", "-y", "40", demo)
    try:
        server.until_shown(" DEMO ", "▸  AIRLINK", "q Quit")
        yield server
    finally:
        server.run("kill-server")


def at_cursor(text: str) -> str:
    """Return the symbol of the row at the cursor."""
    return next((line[1:].split()[0] for line in text.splitlines() if line.startswith(("▸ ", "▹ "))), "")


def columns_of(text: str) -> int:
    """Return the cells of the longest line."""
    return max(map(len, text.splitlines()))


def test_the_demo_is_walked_filtered_sorted_opened_and_quit(tmux: Tmux) -> None:
    tmux.type("j", "j")
    tmux.until(lambda text: at_cursor(text) == "CNERGY")

    tmux.type("/", "b", "a", "n", "k")
    tmux.until(lambda text: "/ bank" in text and at_cursor(text) == "BOP")
    tmux.type("Enter", "Escape")
    tmux.until(lambda text: "/ bank" not in text and at_cursor(text) == "CNERGY")

    tmux.type("s", "p")
    tmux.until_shown("by percent ↓")

    tmux.type("Enter")
    tmux.until_shown("CNERGY  Cnergyico", "Previous close")
    tmux.type("Escape")
    tmux.until_gone("Previous close")

    tmux.type("w")
    tmux.until_shown("starred · by percent ↓", "No symbol has a star yet.")
    tmux.type("w")
    tmux.until_shown("gainers · by percent ↓")

    tmux.type("z")
    tmux.until_shown("[Quotes] │ Headlines │ Reader")
    tmux.type("z")
    tmux.until_gone("[Quotes] │ Headlines │ Reader")

    tmux.type("?")
    tmux.until_shown("Esc closes", "rows, headlines, words of the article")
    tmux.type("Escape")
    tmux.until_gone("Esc closes")

    tmux.type("q")
    tmux.until_shown("ended with 0")
    assert "▸" not in tmux.text()


def test_the_window_is_made_small_and_large_while_it_runs(tmux: Tmux) -> None:
    tmux.type("j", "j")
    tmux.until(lambda text: at_cursor(text) == "CNERGY")
    tmux.resize(80, 24)
    text = tmux.until_shown("[Quotes] │ Headlines │ Reader", "q Quit")
    assert (columns_of(text), len(text.splitlines())) == (80, 24)
    tmux.resize(40, 10)
    tmux.until(lambda text: "60 columns and 16 lines" in " ".join(text.split()))
    tmux.resize(200, 50)
    text = tmux.until(lambda text: at_cursor(text) == "CNERGY" and "q Quit" in text)
    assert columns_of(text) <= 200
    tmux.type("j")
    tmux.until(lambda text: at_cursor(text) not in {"", "CNERGY"})
    tmux.type("q")
    tmux.until_shown("ended with 0")


def test_the_row_at_the_cursor_has_a_ground_of_its_own(tmux: Tmux) -> None:
    lines = tmux.text("-e").splitlines()
    at = next(line for line in lines if "▸" in line and "AIRLINK" in line)
    ground = GROUND.findall(at.split("▸")[0])[-1]
    assert [line for line in lines if ground in GROUND.findall(line)] == [at]
