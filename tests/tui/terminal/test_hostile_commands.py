"""The commands that print, with everything hostile that they are given: not a byte of it is obeyed by the terminal."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

from tests.terminal import terminal
from tests.tui.terminal.hostile import ATTACK, CANARY, FILE_NAME, HOSTILE, LINE, MARKUP, PAGE, SHOWN, in_quotes
from tests.tui.terminal.hostile_server import served
from tests.tui.terminal.output import foreign_lines

WORD: Final = f"{ATTACK}{MARKUP}".replace("/", "|").replace("\x00", "")
"""A word of the command line; a slash would part it into folders."""

UNKNOWN: Final = f"--unknown{WORD}"

COMMANDS: Final = {
    "a page": ("parse", "PAGE"),
    "a page as JSON": ("parse", "PAGE", "--format", "json"),
    "a page that is missing": ("parse", f"{FILE_NAME}.missing"),
    "a name that is too long": ("parse", WORD),
    "the folder of nobody": ("parse", f"~{FILE_NAME}/page"),
    "an address": ("parse", f"http://{WORD}/"),
    "a feed": ("parse", "SERVER/feed"),
    "a redirect": ("parse", "SERVER/moved"),
    "an answer that is no HTTP": ("parse", "SERVER/controls"),
    "a reason": ("parse", "SERVER/worded"),
    "all that is known of sources": (
        "doctor", "SERVER/page", "SERVER/away", "SERVER/spoilt", "SERVER/busy", "SERVER/packed", "PAGE", "FOLDER",
    ),
    "settings": ("settings", "--settings", "FOLDER/settings.toml"),
    "settings as JSON": ("settings", "--settings", "FOLDER/settings.toml", "--format", "json"),
    "settings that are no TOML": ("settings", "--settings", "PAGE"),
    "a history": ("history", "--stats", "--data-dir", "FOLDER"),
    "watchlists from a file": ("watchlists", "FOLDER/lists.toml", "--data-dir", "FOLDER/data"),
    "an import": ("import", "FOLDER", "--data-dir", "FOLDER/data"),
    "a replay": ("replay", "FOLDER", "--format", "table", "--speed", "max"),
    "an unknown option": ("parse", "demo", UNKNOWN),
    "a value": ("export", "--from", WORD),
    "a choice": ("parse", "demo", "--format", WORD),
    "a command that comes too late": ("--every", "3", "parse", WORD),
    "a relay": ("publish", "demo", "--to", f"redis://{WORD}"),
}  # fmt: skip


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with served() as address:
        yield address


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder of a hostile name with a page, settings and lists in it."""
    folder = tmp_path / FILE_NAME
    folder.mkdir()
    (folder / f"{FILE_NAME}.txt").write_text(PAGE, encoding="utf-8")
    (folder / "settings.toml").write_text(
        f'theme = "{in_quotes(HOSTILE)}"\n[names]\nHUBC = ["{in_quotes(LINE)}"]\n', encoding="utf-8"
    )
    (folder / "lists.toml").write_text(f'"{in_quotes(LINE)}" = ["HUBC", "{in_quotes(LINE)}"]\n', encoding="utf-8")
    return folder


@pytest.mark.parametrize("words", COMMANDS.values(), ids=COMMANDS)
def test_a_command_prints_nothing_that_it_does_not_say_itself(
    words: tuple[str, ...], server: str, folder: Path, tmp_path: Path
) -> None:
    names = {"SERVER": server, "FOLDER": str(folder), "PAGE": str(folder / f"{FILE_NAME}.txt")}
    for name, meant in names.items():
        words = tuple(word.replace(name, meant) for word in words)
    hostile = {
        "HOME": str(tmp_path / FILE_NAME),
        "TERM": WORD,
        "COLORTERM": WORD,
        "XDG_DATA_HOME": "",
        "COLUMNS": WORD,
    }
    with terminal(words, variables=hostile) as tty:
        assert tty.until_ended() in {0, 1, 2}
    assert foreign_lines(tty.written) == []
    assert b"Traceback" not in tty.written


def test_plain_lines_hold_no_sequence_at_all(server: str, folder: Path) -> None:
    places = ("--settings", str(folder / "settings.toml"), "--data-dir", str(folder / "data"))
    words = ("--plain", str(folder / f"{FILE_NAME}.txt"), f"{server}/feed", f"{server}/worded", *places)
    with terminal(words, lines=200) as tty:
        tty.until(lambda text: "2 symbols" in text and "3 headlines" in text)
        for asked, told in (
            ("HUBC", "Previous close"),
            ("read 1", "End. "),
            ("problems", "problems."),
            ("status", "404"),
        ):
            tty.type(f"{asked}\n")
            tty.until(lambda text, told=told: told in text)  # type: ignore[misc]
        assert tty.text.count(SHOWN) > 2
        tty.type("\x04")
        assert tty.until_ended() == 0
    assert foreign_lines(tty.written) == []
    assert b"\x1b" not in tty.written
    assert CANARY.encode() not in tty.written
