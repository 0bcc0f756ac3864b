"""`tapewatch --plain` as a real process: what it says through a pipe or in a terminal, and how it ends."""

import asyncio
import os
import re
import signal
import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest

from tests.builders import NOON, page_of, quote
from tests.server import plain, playing
from tests.terminal import DEADLINE, terminal
from tests.tui.plain.listener import OPENED, listening
from tui import __version__
from tui.alerts.model import Alert, Repeat
from tui.alerts.rules import read_rule
from tui.history.alerts import add_alert
from tui.history.keeper import FileHistory
from tui.paths import history_file

HUBC = page_of(quote())
MOVED = page_of(quote("HUBC", "137.00", "1.16"))
URDU = page_of(quote(), body="Top News\nحبکو کے حصص\nPublished May 17, 2024 12:00pm\nLAHORE: They rose.\n━━━━━━━━\n")


BROKEN = """
import sys
from tui.cli import main
from tui.plain import session

def broken(*_):
    raise ZeroDivisionError("by nothing")

session.overview = broken
sys.exit(main(["--plain", "demo"]))
"""
"""Tapewatch with a fault that keeps it from saying how things stand."""


def rewrite(path: Path, text: str) -> None:
    """Put the text into the file."""
    path.write_text(text, encoding="utf-8")


@pytest.fixture
def page(tmp_path: Path) -> Path:
    """A page in a file."""
    path = tmp_path / "page.txt"
    rewrite(path, HUBC)
    return path


# what is said through a pipe


async def test_it_says_how_things_stand_announces_what_changes_and_answers_lines(page: Path) -> None:
    async with listening(page, "--every", "0.1") as listener:
        await listener.until(OPENED)
        assert listener.lines[0].startswith("tapewatch ")
        assert "1 symbol: 1 up, 0 down, 0 unchanged." in listener.lines
        rewrite(page, MOVED)
        told = await listener.until("rose")
        assert told.startswith("HUBC 137.00, rose from 136.50. Day up 1.16, 0.85 percent, as of ")
        assert "saved page" in told
        listener.type("hubc")
        await listener.until("Previous close 135.84.")
        listener.type("quit")
        assert await listener.ended() == 0
    assert not re.search(rb"[\x00-\x09\x0b-\x1f\x7f\x80-\x9f]", listener.raw)


async def test_a_server_that_fails_and_recovers_is_announced_with_its_reason() -> None:
    async with playing() as server:
        first, busy = plain(HUBC.encode()), plain(b"", "500 Internal Server Error")
        address = server.play("/market", first, busy, busy, busy, plain(MOVED.encode()))
        async with listening(address, "--every", "0.2") as listener:
            await listener.until(OPENED)
            failing = await listener.until("failing since")
            assert "prices as of" in failing
            assert "500" in failing
            assert (await listener.until("Works again:")).startswith(f"Works again: {address}: live")
            await listener.until("HUBC 137.00, rose from 136.50.")
            assert sum("failing" in line for line in listener.lines) == 1


async def test_a_source_that_never_was_there_says_so_and_is_announced_when_it_comes(tmp_path: Path) -> None:
    page = tmp_path / "later.txt"
    async with listening(page, "--every", "0.1") as listener:
        await listener.until(OPENED)
        assert any("failing since" in line for line in listener.lines)
        rewrite(page, HUBC)
        await listener.until("Works again:")
        listener.type("hubc")
        await listener.until("136.50, up 0.66")


async def test_a_page_that_is_piped_in_is_no_typing_and_its_lines_are_answered_by_nobody() -> None:
    async with listening("-") as listener:
        listener.type("quit", HUBC)
        listener.type_no_more()
        await listener.until(OPENED)
        assert "1 symbol: 1 up, 0 down, 0 unchanged." in listener.lines
        assert listener.process.returncode is None


async def test_the_end_of_a_pipe_is_no_more_questions_and_what_was_asked_early_is_answered(page: Path) -> None:
    async with listening(page, "--every", "0.1") as listener:
        listener.type("hubc")
        listener.type_no_more()
        await listener.until("Previous close")
        assert listener.lines[0].startswith("tapewatch ")
        rewrite(page, MOVED)
        await listener.until("HUBC 137.00, rose from 136.50.")


async def test_prices_of_an_earlier_run_are_known_and_said_as_old(page: Path, tmp_path: Path) -> None:
    async with listening(page, "--data-dir", tmp_path / "data") as listener:
        listener.type("star hubc", "quit")
        assert await listener.ended() == 0
    (tmp_path / "page.txt").unlink()
    async with listening(page, "--data-dir", tmp_path / "data") as listener:
        assert await listener.until(OPENED) == "Price changes of the list starred are told: HUBC."
        assert any("failing since" in line and "prices as of" in line for line in listener.lines)
        listener.type("hubc")
        await listener.until("136.50, up 0.66, 0.49 percent. This is an old price.")


async def test_a_history_that_cannot_be_had_is_said_once_and_again_by_status(page: Path) -> None:
    async with listening(page, "--data-dir", "/proc/nowhere") as listener:
        await listener.until(OPENED)
        listener.type("status")
        await listener.until(OPENED)
        assert sum(line.startswith("Nothing is remembered:") for line in listener.lines) == 2


async def test_stars_and_alerts_are_those_of_the_monitor_and_an_alert_is_told_once(page: Path, tmp_path: Path) -> None:
    data = tmp_path / "data"
    async with listening(page, "--data-dir", data) as listener:  # which makes the history
        listener.type("quit")
        await listener.ended()
    await make_alert(data)
    async with listening(page, "--every", "0.1", "--data-dir", data) as listener:
        await listener.until(OPENED)
        rewrite(page, MOVED)
        assert (await listener.until("Alert:")).startswith("Alert: HUBC is at 137.00,")
        listener.type("quit")
        await listener.ended()
    async with listening(page, "--data-dir", data) as listener:
        listener.type("status", "quit")
        await listener.ended()
        assert not any("Alert:" in line for line in listener.lines)


async def make_alert(data: Path) -> None:
    """Keep an alert on HUBC, as the monitor does."""
    alert = Alert(0, read_rule("HUBC > 136.80"), Repeat.ONCE, is_for_all=False, made_at=NOON)
    history = FileHistory(history_file(data))
    await history.write(partial(add_alert, alert=alert))
    assert history.close() is None


async def test_settings_that_change_are_taken_up(page: Path, tmp_path: Path) -> None:
    settings = tmp_path / "settings.toml"
    rewrite(settings, "every = 60\n")
    async with listening(page, "--settings", settings) as listener:
        await listener.until(OPENED)
        rewrite(settings, "every = 'never'\n")
        await listener.until("every")
        rewrite(settings, "every = 0.1\n")
        await listener.until("Settings taken up.")
        rewrite(page, MOVED)
        await listener.until("HUBC 137.00, rose from 136.50.")
        rewrite(settings, "every = 0.1\n[names]\nHUBC = 'Kite Works'\n")
        await listener.until("Settings taken up.")
        listener.type("hubc")
        await listener.until("HUBC, Kite Works.")


async def test_all_sources_are_asked_when_that_is_typed(page: Path) -> None:
    async with listening(page, "--every", "3600") as listener:
        await listener.until(OPENED)
        rewrite(page, MOVED)
        listener.type("refresh")
        await listener.until("HUBC 137.00, rose from 136.50.")


def test_a_fault_of_ours_is_said_even_where_nothing_could_be_said_yet() -> None:
    command = (sys.executable, "-c", BROKEN)
    with subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        told = process.stdout.readline()
        process.terminate()
    assert told == "Nothing is announced any more, through a fault in tapewatch (ZeroDivisionError: by nothing).\n"


# encodings


async def test_a_locale_that_knows_ascii_alone_gets_nothing_else_and_what_is_left_out_can_be_seen(
    tmp_path: Path,
) -> None:
    page = tmp_path / "page.txt"
    rewrite(page, URDU)
    async with listening(page, LC_ALL="C") as listener:
        listener.type("headlines", "read", "quit")
        assert await listener.ended() == 0
    assert listener.raw.isascii()
    assert "" not in listener.lines
    assert any("???? ?? ???" in line for line in listener.lines)
    async with listening(page) as listener:
        listener.type("headlines", "quit")
        await listener.ended()
    assert any("حبکو کے حصص" in line for line in listener.lines)


# how it ends


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
async def test_a_signal_ends_it_with_the_status_of_that_signal_and_without_a_word(page: Path, number: int) -> None:
    async with listening(page) as listener:
        await listener.until(OPENED)
        listener.process.send_signal(number)
        assert await listener.ended() == 128 + number
        assert listener.process.stderr is not None
        assert await listener.process.stderr.read() == b""


def test_a_disk_that_is_full_ends_it_with_a_sentence(page: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        run = (sys.executable, "-m", "tui", "--plain", str(page))
        done = subprocess.run(
            run, stdin=subprocess.DEVNULL, stdout=full, stderr=subprocess.PIPE, timeout=DEADLINE, check=False
        )
    assert done.returncode == 1
    assert done.stderr == b"tapewatch: The lines cannot be written any more (No space left on device).\n"


def test_a_reader_who_has_had_enough_ends_it_quietly(page: Path) -> None:
    shell = f"{sys.executable} -m tui --plain {page} --every 0.1 | head -n 1"
    done = subprocess.run(
        ["bash", "-c", f"set -o pipefail; {shell}"],
        capture_output=True,
        timeout=DEADLINE,
        check=False,
        stdin=subprocess.DEVNULL,
    )
    assert (done.returncode, done.stderr) == (0, b"")


async def test_a_reader_who_is_held_up_does_not_keep_it_from_ending(page: Path) -> None:
    reader, writer = os.pipe()
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tui", "--plain", str(page), stdin=asyncio.subprocess.PIPE, stdout=writer
    )
    os.close(writer)
    assert process.stdin is not None
    process.stdin.write(b"help\n" * 2_000)
    os.read(reader, 1)
    process.terminate()
    async with asyncio.timeout(DEADLINE):
        assert await process.wait() == 128 + signal.SIGTERM
    os.close(reader)


# in a terminal


def test_a_terminal_gets_lines_and_no_sequence_and_the_end_of_input_ends_it(page: Path) -> None:
    with terminal(["--plain", str(page)]) as screen:
        screen.until(lambda text: OPENED in text)
        screen.type("hubc\n")
        screen.until(lambda text: "Previous close 135.84." in text)
        screen.type("\x04")
        assert screen.until_ended() == 0
    assert b"\x1b" not in screen.written
    assert screen.written.count(b"\r") == screen.written.count(b"\r\n")


def test_announcements_in_a_terminal_begin_below_an_empty_line_and_answers_do_not(page: Path) -> None:
    with terminal(["--plain", str(page), "--every", "0.1"]) as screen:
        screen.until(lambda text: OPENED in text)
        screen.type("og")
        rewrite(page, URDU)
        screen.until(lambda text: "Headline:" in text)
        screen.type("dc\n")
        screen.until(lambda text: "Nothing is called or fits ogdc." in text)
    assert b"og\r\nHeadline: " in screen.written
    assert b"dc\r\nNothing is called" in screen.written


def test_a_terminal_hears_the_largest_moves_until_it_is_told_to_hear_all(page: Path) -> None:
    with terminal(["--plain", str(page)]) as screen:
        screen.until(lambda text: "The 5 largest moves are told; watch all tells every one." in text)
        screen.type("watch all\n")
        screen.until(lambda text: "Price changes of all symbols are told." in text)


def test_what_is_typed_while_lines_come_in_is_not_lost_and_can_be_heard_again(page: Path) -> None:
    with terminal(["--plain", str(page), "--every", "0.1"]) as screen:
        screen.until(lambda text: OPENED in text)
        screen.type("hu")
        rewrite(page, URDU)
        screen.until(lambda text: "Headline:" in text)
        screen.type("\x12")
        screen.until(lambda text: "\nhu " in text)
        screen.type("bc\n")
        screen.until(lambda text: "Previous close 135.84." in text)


def test_lines_in_a_terminal_are_parted_between_words(page: Path) -> None:
    with terminal(["--plain", str(page)], columns=30) as screen:
        screen.until(lambda text: "tells every one." in text)
        lines = screen.text.split("\n")
    assert f"tapewatch {__version__}. Type help" in [line.rstrip() for line in lines]


def test_a_page_can_be_piped_in_while_the_terminal_is_the_keyboard() -> None:
    with terminal(["--plain", "-"], stdin=HUBC.encode()) as screen:
        screen.until(lambda text: OPENED in text)
        screen.type("hubc\n")
        screen.until(lambda text: "Previous close 135.84." in text)
        screen.type("quit\n")
        assert screen.until_ended() == 0


def test_interrupting_it_at_the_keyboard_ends_it() -> None:
    with terminal(["--plain"]) as screen:
        screen.until(lambda text: OPENED in text)
        screen.type("\x03")
        assert screen.until_ended() == 128 + signal.SIGINT
    assert b"demo" in screen.written


def test_a_keyboard_cannot_be_the_page() -> None:
    with terminal(["--plain", "-"]) as screen:
        assert screen.until_ended() == 2
    assert b"Standard input is the keyboard." in screen.written
