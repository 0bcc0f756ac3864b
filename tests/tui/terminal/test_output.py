"""The checker of what reaches a terminal: it passes what the monitor says, and nothing else."""

from base64 import b64encode

import pytest

from tests.tui.terminal.hostile import ATTACKS, MARKUP
from tests.tui.terminal.output import colours_left, foreign, foreign_lines, hidden, modes_left

FRAME = "\x1b[?1049h\x1b[?25l\x1b[>25u\x1b[?2026h\x1b[2;40H\x1b[1;38;2;5;6;7mHUBC ▲\x1b[0m\r\n عِلم\u200cها \x1b[?2026l"
LEFT = "\x1b[<u\x1b[?1049l\x1b[?25h"


def test_a_frame_of_the_monitor_passes() -> None:
    assert foreign((FRAME + MARKUP + LEFT).encode()) == []


@pytest.mark.parametrize("attack", ATTACKS.values(), ids=ATTACKS)
def test_every_attack_is_seen_wherever_it_stands(attack: str) -> None:
    assert foreign((FRAME + attack + LEFT).encode())
    assert foreign_lines(f"HUBC{attack}136.50\r\n".encode())


@pytest.mark.parametrize(
    "sequence",
    [
        "\x1b[41;1H", "\x1b[1;121H", "\x1b[0;1H", "\x1b[H", "\x1b[2J", "\x1b[K", "\x1b[1A", "\x1b[?1000s", "\x1b[?5h",
        "\x1b[>1u", "\x1b[=0u", "\x1b[0q", "\x1b[38:2:1:2:3m", "\x1b[>4;2m", "\x1b]22;wait\x07", "\x1b]8;;\x1b\\",
        "\x1b]22;default", "\x1b[", "\x1b", "\t", "\n", "\r", "\a", "\x1b[?1016$p",
    ],
)  # fmt: skip
def test_what_looks_much_like_ours_is_seen_too(sequence: str) -> None:
    assert foreign((FRAME + sequence).encode())


@pytest.mark.parametrize("broken", [b"\x9b2J", b"\xff", "▲".encode()[:2], b"\xed\xa0\x80", b"\xc0\x9b"])
def test_bytes_that_are_no_utf_8_are_seen(broken: bytes) -> None:
    assert foreign(FRAME.encode() + broken + b" ")
    assert foreign_lines(b"HUBC " + broken + b"\r\n")


def test_a_clipboard_is_ours_only_with_what_was_copied() -> None:
    sequence = f"\x1b]52;c;{b64encode(b'They rose.').decode()}\x07".encode()
    assert foreign(sequence, copies=["They rose."]) == []
    assert foreign(sequence, copies=["They fell."])
    assert foreign(sequence)


def test_a_bell_and_a_notification_are_ours_only_where_they_are_expected() -> None:
    notice = "\x1b]9;tapewatch: HUBC\x07"
    assert foreign((notice + "\a").encode(), tells=True) == []
    assert foreign("\x1b]9;4;1;50\x07\x1b]9;tapewatch: HU\u202eBC\x07".encode(), tells=True)
    assert foreign(notice.encode()) == [notice]
    assert foreign(b"\a") == ["\a"]


def test_a_command_has_colours_and_a_bar_but_no_place_to_go_to() -> None:
    assert foreign_lines("\x1b[1mHUBC\x1b[0m ▲ +0.66\r\n\r\x1b[2K".encode()) == []
    assert foreign_lines(b"HUBC\x1b[2;2H\x1b[?1049h") == ["\x1b[2;2H", "\x1b[?1049h"]


def test_a_joiner_is_seen_but_behind_an_arabic_letter() -> None:
    assert hidden("می\u200cخواهم") == []
    assert hidden("HUB\u200cC") == ["\u200c"]
    assert hidden("\u200dمی") == ["\u200d"]


def test_what_is_left_of_modes_and_colours_is_told() -> None:
    assert modes_left((FRAME + LEFT).encode()) == {}
    assert colours_left((FRAME + LEFT).encode()) == ""
    left = (FRAME + "\x1b[?1003h\x1b[?7l\x1b[31m").encode()
    assert modes_left(left) == {"1049": True, "25": False, "1003": True, "7": False, "kitty": True}
    assert colours_left(left) == "\x1b[31m"
