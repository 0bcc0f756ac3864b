"""`tapewatch watchlists`, run as a user runs it, and the text that it prints and reads."""

import json
import os
import subprocess
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders import NOON, FakeClock
from tests.tui.lists.test_watchlists import plain, some_lists, symbols
from tests.tui.test_cli import run
from tui.command_line import list_command
from tui.history.database import open_to_write, transaction
from tui.history.keeper import read_from
from tui.history.marks import change_marked, read_marked
from tui.history.schema import VERSION as TABLES
from tui.lists.list_text import ListsError, read, written
from tui.lists.marked import Marked
from tui.lists.watchlists import LONGEST_NAME, MOST_LISTED, MOST_LISTS, Lists, OwnList, clean_name, name_fault
from tui.paths import history_file, view_file
from tui.view.file import ViewFile
from tui.view.model import View

MARKS = Marked(("HUBC", "BOP"), (OwnList("Banks", ("HBL", "ABL-PS"), 1), OwnList("To watch", (), 2)), ("a",), ("k",))
TEXT = 'starred = ["HUBC", "BOP"]\nBanks = ["HBL", "ABL-PS"]\n"To watch" = []\n'

names = st.text(max_size=LONGEST_NAME + 4)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data folder with lists in its history."""
    folder = tmp_path / "data"
    with closing(open_to_write(history_file(folder))) as connection, transaction(connection):
        change_marked(connection, Marked(), MARKS, NOON)
    return folder


def lists(data: Path, *arguments: str | Path, stdin: str | bytes = b"") -> subprocess.CompletedProcess[str]:
    """Run the command on the data folder."""
    return run("watchlists", *arguments, "--data-dir", data, stdin=stdin)


def kept(data: Path) -> Marked:
    """Return what the history has."""
    return read_from(history_file(data), read_marked)


def body(text: str) -> str:
    """Return the text without its comments and blank lines."""
    return "".join(line for line in text.splitlines(keepends=True) if not line.startswith(("#", "\n")))


# the text


@given(symbols, some_lists())
def test_what_is_written_is_read(starred: tuple[str, ...], own: Lists) -> None:
    again, lists = read(written(starred, own))
    assert (again, plain(lists)) == (starred, plain(own))


@given(names)
def test_any_name_that_can_be_is_written_and_read(name: str) -> None:
    cleaned = clean_name(name)
    if not name_fault(cleaned, ()):
        assert plain(read(written((), (OwnList(cleaned, ("HUBC",)),)))[1]) == [(cleaned, ("HUBC",))]


@given(st.text(max_size=200))
def test_whatever_the_text_it_is_lists_or_a_sentence(text: str) -> None:
    try:
        starred, own = read(text)
        said = ""
    except ListsError as error:
        starred, own, said = (), (), str(error)
    assert said.isprintable()
    assert read(written(starred, own))[0] == starred


def test_a_long_list_has_a_symbol_on_each_line() -> None:
    many = tuple(f"S{number:04}" for number in range(20))
    text = written(many, ())
    assert '\n    "S0007",\n' in text
    assert max(map(len, text.splitlines())) <= 100
    assert read(text)[0] == many


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("A = [", "line 1, at the end, it is not valid TOML (Invalid value)"),
        ("A = [[]\nB = []", "line 2, column 1, it is not valid TOML (Unclosed array)"),
        ('A = ["X"]\nA = []', "line 2, at the end, it is not valid TOML (Cannot overwrite a value)"),
        ("A = " + "[" * 5000, "it is not valid TOML (nested too deeply)"),
        ('A = "HUBC"', 'line 1, A is no list (it has to be an array of symbols, as in ["HUBC", "OGDC"])'),
        ("\n[A]\nx = []", 'line 2, A is no list (it has to be an array of symbols, as in ["HUBC", "OGDC"])'),
        ('A = [\n "HUBC",\n "hbl",\n]', 'line 3, hbl in A is no symbol (it has to be a text in capitals, as "HUBC")'),
        ("A = [1]", 'line 1, 1 in A is no symbol (it has to be a text in capitals, as "HUBC")'),
        ('A = [""]', 'line 1, nothing in A is no symbol (it has to be a text in capitals, as "HUBC")'),
        ('"" = []', "line 1, an empty text cannot be the name of a list (A list needs a name)"),
        (
            'Banks = []\n"banks" = []',
            "line 2, banks cannot be the name of a list (There is a list of the name banks already)",
        ),
        ("All = []", "line 1, All cannot be the name of a list (All is the name of a list that is always there)"),
        (f'"{"X" * 25}" = []', f"line 1, {'X' * 25} cannot be the name of a list (A name has at most 24 characters)"),
        (
            "\n".join(f"L{number} = []" for number in range(MOST_LISTS + 1)),
            f"line {MOST_LISTS + 1}, L{MOST_LISTS} is one list too many ({MOST_LISTS} are the most)",
        ),
        (
            "A = [" + '"X",' * (MOST_LISTED + 1) + "]",
            f"line 1, A is too long ({MOST_LISTED:,} symbols are the most)",
        ),
    ],
)
def test_what_is_wrong_with_a_text_is_told_with_its_line(text: str, sentence: str) -> None:
    with pytest.raises(ListsError) as caught:
        read(text)
    assert str(caught.value) == sentence


# printing


def test_the_lists_are_printed_as_a_text_that_says_what_to_do_with_it(data: Path) -> None:
    done = lists(data)
    assert (done.returncode, done.stderr) == (0, "")
    assert body(done.stdout) == TEXT
    assert "# To put them back after a change: tapewatch watchlists FILE\n" in done.stdout


def test_where_nothing_is_kept_yet_there_are_no_stars_and_nothing_is_made(tmp_path: Path) -> None:
    done = lists(tmp_path / "data")
    assert (done.returncode, body(done.stdout)) == (0, "starred = []\n")
    assert not (tmp_path / "data").exists()


def test_what_only_the_file_of_the_view_has_is_printed_too(data: Path) -> None:
    view_file(data).write_text(json.dumps({"version": 1, "starred": ["PPL"]}), encoding="utf-8")
    assert body(lists(data).stdout) == TEXT.replace('"BOP"', '"BOP", "PPL"')


def test_a_history_that_cannot_be_read_is_one_line_and_exit_status_1(data: Path) -> None:
    history_file(data).write_bytes(b"no database at all" * 1000)
    for done in (lists(data), lists(data, "-", stdin=TEXT)):
        assert (done.returncode, done.stdout) == (1, "")
        assert done.stderr.startswith(f"tapewatch: The history in {history_file(data)} is broken")
        assert done.stderr.count("\n") == 1


# putting back


def test_the_file_is_the_whole_truth_and_what_was_there_is_kept_beside_the_history(data: Path, tmp_path: Path) -> None:
    edited = tmp_path / "lists.toml"
    edited.write_text('"To watch" = ["PPL", "PPL"]\nOil = ["OGDC"]\nstarred = ["BOP"]\n', encoding="utf-8")
    before = lists(data).stdout
    done = lists(data, edited)
    assert (done.returncode, done.stderr) == (0, "")
    there = kept(data)
    assert (there.starred, plain(there.lists)) == (("BOP",), [("To watch", ("PPL",)), ("Oil", ("OGDC",))])
    assert (there.read, there.kept) == (MARKS.read, MARKS.kept)
    (backup,) = data.glob("watchlists-*.toml")
    assert backup.read_text(encoding="utf-8") == before
    assert done.stdout.splitlines() == [
        "The watchlists are now starred (1), To watch (1), Oil (1).",
        f"Those of before are kept in {backup}.",
        "A tapewatch that is open shows them after its next start.",
    ]
    lists(data, backup)
    there = kept(data)
    assert (there.starred, plain(there.lists)) == (MARKS.starred, plain(MARKS.lists))
    assert len(list(data.glob("watchlists-*.toml"))) == 2


def test_what_changes_nothing_keeps_no_second_file(data: Path) -> None:
    done = lists(data, "-", stdin=lists(data).stdout)
    assert done.returncode == 0
    assert "Those of before" not in done.stdout
    assert list(data.glob("*.toml")) == []


def test_lists_can_be_put_where_there_was_no_history(tmp_path: Path) -> None:
    done = lists(tmp_path / "data", "-", stdin=b"\xef\xbb\xbf" + TEXT.encode())
    assert done.stdout.splitlines()[0] == "The watchlists are now starred (2), Banks (2), To watch (0)."
    assert plain(kept(tmp_path / "data").lists) == plain(MARKS.lists)
    assert list((tmp_path / "data").glob("*.toml")) == []


def test_what_the_file_of_the_view_had_is_taken_over_and_does_not_come_back(data: Path) -> None:
    old = {"version": 1, "split": 40, "starred": ["PPL"], "read": ["b"]}
    view_file(data).write_text(json.dumps(old), encoding="utf-8")
    lists(data, "-", stdin='starred = ["OGDC"]\n')
    there = kept(data)
    assert (there.starred, there.lists, there.read) == (("OGDC",), (), ("a", "b"))
    assert ViewFile(view_file(data)).read() == (View(split=40), None)
    assert '"PPL"' in next(data.glob("*.toml")).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("source", "stdin", "says"),
    [
        ("-", b"A = [\n'hbl']", "standard input cannot be used: line 2, hbl in A is no symbol"),
        ("-", b"A = []\n# \xff", "standard input cannot be used: line 2 is not UTF-8"),
        ("-", b" " * (1024 * 1024 + 1), "standard input cannot be used: it has more than 1,048,576 bytes"),
        ("{tmp}/no-such-file", b"", "no-such-file cannot be used: it cannot be read (No such file or directory)"),
        ("{tmp}", b"", "cannot be used: it is not a file"),
        ("{tmp}/pipe", b"", "cannot be used: it is not a file"),
    ],
)
def test_a_text_of_no_use_is_one_line_and_exit_status_1_and_changes_nothing(
    data: Path, tmp_path: Path, source: str, stdin: bytes, says: str
) -> None:
    os.mkfifo(tmp_path / "pipe")
    done = lists(data, source.replace("{tmp}", str(tmp_path)), stdin=stdin)
    assert (done.returncode, done.stdout) == (1, "")
    assert says in done.stderr
    assert done.stderr.endswith("Nothing was changed.\n")
    assert done.stderr.count("\n") == 1
    assert kept(data).starred == MARKS.starred


def test_a_history_of_a_newer_tapewatch_is_not_written_to(data: Path) -> None:
    with closing(open_to_write(history_file(data))) as connection:
        connection.execute(f"PRAGMA user_version = {TABLES + 1}")
    done = lists(data, "-", stdin=TEXT)
    assert done.returncode == 1
    assert "was written by a newer tapewatch" in done.stderr
    assert body(lists(data).stdout) == TEXT


def test_where_the_lists_of_before_cannot_be_kept_nothing_is_changed(
    data: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    edited = data / "lists.toml"
    edited.write_text("starred = []", encoding="utf-8")

    def full(*_: object) -> Path:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(list_command, "_keep", full)
    assert list_command.put_back(str(edited), data, FakeClock()) == 1
    told = "A file cannot be written (No space left on device). Nothing was changed."
    assert capsys.readouterr().err == f"tapewatch: {told}\n"
    assert kept(data).starred == MARKS.starred


@pytest.mark.parametrize("arguments", [["a", "b"], ["--strict"], ["--theme", "x"]])
def test_wrong_usage_is_exit_status_2(data: Path, arguments: list[str]) -> None:
    done = lists(data, *arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert "usage: tapewatch watchlists" in done.stderr
