"""The monitor in a real terminal."""

import os
import re
import signal
from pathlib import Path

import pytest

from tests.builders import PAGES, page_of, quote
from tests.terminal import terminal
from tests.tui.saved_pages import copy_of_pages

LEAVES_THE_ALTERNATE_SCREEN = b"\x1b[?1049l"
SHOWS_THE_CURSOR = b"\x1b[?25h"
MOVED_AT = re.compile(r"[0-9.]+\s+[0-9]{2}:[0-9]{2}:[0-9]{2}\s+│")


def test_the_demo_opens_moves_is_walked_and_is_quit() -> None:
    with terminal([], columns=200) as tty:
        parts = (" DEMO ", "▸  AIRLINK", "KSE100 75,", "How to read this screen", "● demo · prices as of", "q Quit")
        tty.until(lambda text: all(part in text for part in parts))
        tty.type("jj")
        tty.until(lambda text: "▸  CNERGY" in text)
        tty.until(lambda text: any(MOVED_AT.search(line) for line in text.splitlines()))
        tty.type("q")
        assert tty.until_ended() == 0
    assert LEAVES_THE_ALTERNATE_SCREEN in tty.written
    assert SHOWS_THE_CURSOR in tty.written


def test_a_file_shows_its_quotes_and_its_article() -> None:
    with terminal([str(PAGES / "2023-12-20-world-photo.txt")], columns=80, lines=24) as tty:
        tty.until(lambda text: "▸  BAFL" in text and "saved page" in text)
        tty.type("\t")
        tty.until(lambda text: "Lighthouse keepers ask for" in text)
        tty.type("q")
        assert tty.until_ended() == 0


def test_a_page_is_piped_in_while_the_keyboard_stays_the_terminal() -> None:
    with terminal(["-"], stdin=page_of(quote("HUBC"), quote("PPL", "123.60", "0.70")).encode()) as tty:
        tty.until(lambda text: "▸  HUBC" in text)
        tty.type("j")
        tty.until(lambda text: "▸  PPL" in text)
        tty.type("q")
        assert tty.until_ended() == 0


def test_a_pipe_without_an_end_keeps_neither_the_keys_nor_the_end_waiting() -> None:
    with terminal(["-"], stdin=b"HUBC 136.50 ", keep_open=True) as tty:
        tty.until(lambda text: "Waiting for the first page of standard input." in text and "q Quit" in text)
        tty.type("?")
        tty.until(lambda text: "Esc closes" in text)
        tty.type("\x1b")
        tty.until(lambda text: "Esc closes" not in text)
        tty.type("q")
        assert tty.until_ended() == 0


def test_a_file_that_is_missing_opens_the_monitor_says_so_and_is_shown_once_it_is_there(tmp_path: Path) -> None:
    with terminal([str(tmp_path / "page.txt"), "--every", "0.2"]) as tty:
        tty.until(lambda text: "There is no file or folder" in text and "✗ failing since" in text)
        (tmp_path / "page.txt").write_text(page_of(quote("HUBC")), encoding="utf-8")
        tty.until(lambda text: "▸  HUBC" in text and "✗" not in text)


def test_a_folder_is_replayed_and_says_so(tmp_path: Path) -> None:
    with terminal([str(copy_of_pages(tmp_path)), "--speed", "50"]) as tty:
        tty.until(lambda text: "● replay" in text and " REPLAY " in text)
        tty.until(lambda text: "◌ replay without quotes" in text and "page 10 of 10" in text and " REPLAY " in text)


def test_nothing_that_a_page_says_reaches_the_terminal_as_a_command() -> None:
    owned = "\x1b]0;owned\x07\x1b]52;c;b3duZWQ=\x07\x9b31m\x1b[2J\u202e"
    page = page_of(
        quote("HUBC"), body=f"{owned}They rose.\n\nAFP{owned} 20 Dec, 2023\n\n[@click=app.quit]They[/] fell.\n"
    )
    with terminal(["-"], stdin=(owned + page).encode()) as tty:
        tty.until(lambda text: "They rose." in text and "[@click=app.quit]They[/] fell." in text)
        for forbidden in (b"owned", b"b3duZWQ=", b"\x1b[2J", "\u202e".encode(), "\x9b".encode()):
            assert forbidden not in tty.written


@pytest.mark.parametrize("ending", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_a_signal_ends_it_and_leaves_the_terminal_clean(ending: signal.Signals) -> None:
    with terminal([]) as tty:
        tty.until(lambda text: "▸  AIRLINK" in text)
        os.kill(tty.process.pid, ending)
        assert tty.until_ended() == 128 + ending
    assert LEAVES_THE_ALTERNATE_SCREEN in tty.written
    assert b"Traceback" not in tty.written


def test_a_window_that_is_too_small_says_so() -> None:
    with terminal([], columns=40, lines=12) as tty:
        tty.until(lambda text: "window of 60" in text)


def test_a_dash_without_a_pipe_is_explained() -> None:
    with terminal(["-"]) as tty:
        assert tty.until_ended() == 2
    assert b"Standard input is the keyboard" in tty.written
