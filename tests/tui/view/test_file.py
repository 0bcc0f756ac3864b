"""The file of the view: real files, other processes and a kill in the middle."""

import json
import os
import signal
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.tui.lists.test_watchlists import some_lists
from tui import paths
from tui.lists.marked import Marked
from tui.lists.watchlists import OwnList, Watchlist
from tui.prices.order import VALUES, Order, SortKey
from tui.render.columns import BY_KEY
from tui.view import file as view_file
from tui.view.file import LONGEST_SYMBOL, MOST_SYMBOLS, VERSION, ViewFile
from tui.view.model import ThemeChoice, View

VIEW = View(
    order=Order(SortKey.PERCENT, is_reversed=True),
    watchlist=Watchlist.STARRED,
    tape="Banks",
    starred=("HUBC", "BOP"),
    lists=(OwnList("Banks", ("BOP", "HBL"), 1), OwnList("To watch", (), 2)),
    own=("BOP", "PPL", "HUBC"),
    columns=(SortKey.SYMBOL, SortKey.LAST, SortKey.MOVED),
    split=64,
    theme=ThemeChoice("tapewatch-dark", "nord"),
)

needs_rights = pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")

WRITER = """
import sys
from pathlib import Path
from tui.view.model import View
from tui.view.file import ViewFile
file, name = ViewFile(Path(sys.argv[1])), sys.argv[2]
view = View(own=(name,) * 500)
print("ready", flush=True)
while True:
    file.write(view)
"""


@pytest.fixture
def file(tmp_path: Path) -> ViewFile:
    """A file in a folder that is not there yet."""
    return ViewFile(tmp_path / "data" / "view.json")


def put(file: ViewFile, document: object) -> None:
    """Save a text, bytes, or anything as JSON in its place."""
    file.path.parent.mkdir(parents=True, exist_ok=True)
    if isinstance(document, bytes):
        file.path.write_bytes(document)
    else:
        file.path.write_text(document if isinstance(document, str) else json.dumps(document), encoding="utf-8")


def names_beside(file: ViewFile) -> list[str]:
    """Return the names of all that lies in the folder."""
    return sorted(path.name for path in file.path.parent.iterdir())


def fields(file: ViewFile) -> set[str]:
    """Return the names of what is in the file."""
    return set(json.loads(file.path.read_text(encoding="utf-8")))


# what is read


def test_its_place_is_the_data_folder() -> None:
    assert paths.view_file(paths.data_folder()) == paths.data_folder() / "view.json"


def test_a_file_that_is_not_there_is_a_fresh_view(file: ViewFile) -> None:
    assert file.read() == (View(), None)
    assert not file.path.parent.exists()


def test_what_was_written_is_read(file: ViewFile) -> None:
    file.write(VIEW)
    assert file.read() == (VIEW, None)
    assert names_beside(file) == ["view.json"]


def test_the_file_can_be_read_by_people_and_has_a_version(file: ViewFile) -> None:
    file.write(VIEW)
    text = file.path.read_text(encoding="utf-8")
    assert text.startswith(
        f'{{\n "version": {VERSION},\n "order": [\n  "percent",\n  true\n ],\n "watchlist": "starred",'
    )
    assert text.endswith("\n}\n")


orders = st.builds(Order, st.sampled_from(SortKey), st.booleans())
symbols = st.lists(st.from_regex(r"[A-Z0-9.&-]{1,16}", fullmatch=True), unique=True, max_size=20).map(tuple)
columns = st.lists(st.sampled_from(list(VALUES)), unique=True).map(tuple)
themes = st.builds(ThemeChoice, st.text(max_size=20), st.text(max_size=20))
views = st.builds(
    View,
    order=orders,
    watchlist=st.sampled_from(Watchlist) | st.just("Banks"),
    tape=st.sampled_from(("", "starred", "Banks")),
    starred=symbols,
    lists=some_lists(),
    own=symbols,
    columns=columns,
    split=st.none() | st.integers(1, 10_000),
    theme=st.none() | themes,
)


@given(views)
def test_every_view_comes_back_as_it_was(tmp_path_factory: pytest.TempPathFactory, view: View) -> None:
    file = ViewFile(tmp_path_factory.mktemp("view") / "view.json")
    file.write(view)
    assert file.read() == (view, None)


leaves = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=40)
values = st.recursive(leaves, lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner), max_leaves=12)
documents = st.dictionaries(st.sampled_from(list(View.model_fields)) | st.text(), values)


@given(documents)
def test_whatever_stands_in_the_fields_a_view_comes_of_it(
    tmp_path_factory: pytest.TempPathFactory, document: dict[str, Any]
) -> None:
    file = ViewFile(tmp_path_factory.mktemp("view") / "view.json")
    put(file, {**document, "version": VERSION})
    view, fault = file.read()
    assert fault is None
    assert View.model_validate(view.model_dump()) == view
    assert all(symbol.isprintable() and 0 < len(symbol) <= LONGEST_SYMBOL for symbol in (*view.starred, *view.own))


@given(st.binary(max_size=200))
def test_whatever_bytes_are_there_nothing_is_lost(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    file = ViewFile(tmp_path_factory.mktemp("view") / "view.json")
    put(file, data)
    view, fault = file.read()
    assert (view, bool(fault)) == (View(), True)
    assert file.path.with_name("view.json.broken").read_bytes() == data


GOOD = {"version": VERSION, "watchlist": "losers", "starred": ["BOP"]}


@pytest.mark.parametrize(
    "bad",
    [
        {"order": "percent"},
        {"order": ["nothing", True]},
        {"order": ["percent", "maybe"]},
        {"order": ["percent", True, 1]},
        {"split": 0},
        {"split": 10_001},
        {"split": "wide"},
        {"split": float("nan")},
        {"split": 10**400},
        {"own": "BOP"},
        {"own": {"BOP": 1}},
        {"own": [1, None, ["BOP"]]},
        {"columns": "last"},
        {"columns": ["volume", 1, ["last"]]},
        {"columns": ["page order"]},
        {"columns": ["your own order"]},
        {"theme": "nord"},
        {"theme": ["nord"]},
        {"theme": ["tapewatch-dark", "nord", "more"]},
        {"theme": ["tapewatch-dark", 1]},
        {"unknown": {"to": "us"}},
    ],
)
def test_a_field_that_cannot_be_used_leaves_the_others(file: ViewFile, bad: dict[str, object]) -> None:
    put(file, {**GOOD, **bad})
    assert file.read() == (View(watchlist=Watchlist.LOSERS, starred=("BOP",)), None)


def test_columns_that_are_not_known_go_and_the_others_stay(file: ViewFile) -> None:
    put(file, {"version": VERSION, "columns": ["symbol", "volume", "moved", "last", "moved"]})
    assert file.read()[0].columns == (SortKey.SYMBOL, SortKey.MOVED, SortKey.LAST)


def test_what_can_be_a_column_in_the_file_is_what_the_table_has_columns_for() -> None:
    assert set(VALUES) == set(BY_KEY)


def test_symbols_are_cleaned_and_stand_once(file: ViewFile) -> None:
    outside = ["BOP", "\x1b[31mPSO\x1b[0m", " BOP ", "A\u202eB", "", "\x07", "X" * (LONGEST_SYMBOL + 1), 7]
    put(file, {"version": VERSION, "starred": outside, "own": outside})
    view, fault = file.read()
    assert view.starred == view.own == ("BOP", "PSO", "AB")
    assert fault is None


def test_there_are_only_so_many_symbols(file: ViewFile) -> None:
    put(file, {"version": VERSION, "own": [f"S{number}" for number in range(MOST_SYMBOLS + 5)]})
    assert len(file.read()[0].own) == MOST_SYMBOLS


def test_a_file_with_a_byte_order_mark_is_as_good(file: ViewFile) -> None:
    put(file, b"\xef\xbb\xbf" + json.dumps(GOOD).encode())
    assert file.read()[0].starred == ("BOP",)


# stars, lists and marks, which belong in the history

MARKS = Marked(("HUBC",), (OwnList("Banks", ("HBL",), 1),), ("a", "b"), ("k",))
STORED = View().with_marked(MARKS).model_copy(update={"stored": MARKS})
"""A view of which the history has everything."""


def test_what_the_history_has_is_not_in_the_file(file: ViewFile) -> None:
    file.write(STORED)
    assert fields(file) == {"version"} | set(View.model_fields) - {*Marked._fields, "stored"}
    assert file.read() == (View(), None)


def test_what_the_history_does_not_have_is_in_the_file_beside_what_it_has(file: ViewFile) -> None:
    view = STORED.starring("BOP").marking({"c"}, is_read=True)
    file.write(view)
    assert file.read() == (view, None)
    file.write(view.model_copy(update={"stored": view.marked}), view)
    assert file.read() == (View(), None)


def test_a_file_of_version_1_has_marks_that_the_history_does_not_have(file: ViewFile) -> None:
    marks = {"starred": ["BOP"], "read": ["a"], "kept": ["k"]}
    put(file, {"version": 1, "watchlist": "starred", **marks})
    view, fault = file.read()
    assert fault is None
    assert (view.marked, view.stored) == (Marked(("BOP",), (), ("a",), ("k",)), Marked())
    assert view.watchlist is Watchlist.STARRED


@pytest.mark.parametrize(
    "lists",
    [
        "Banks",
        {"Banks": ["HBL"]},
        [1, None, [], ["Banks"], ["Banks", ["HBL"]], ["Banks", ["HBL"], "1"]],
        [["", ["HBL"], 1], ["starred", ["HBL"], 1], ["X" * 25, ["HBL"], 1]],
    ],
)
def test_what_can_be_no_list_is_left_out(file: ViewFile, lists: object) -> None:
    put(file, {**GOOD, "lists": lists})
    assert file.read() == (View(watchlist=Watchlist.LOSERS, starred=("BOP",)), None)


def test_lists_from_outside_are_cleaned_and_each_has_a_number(file: ViewFile) -> None:
    put(
        file,
        {
            **GOOD,
            "lists": [["\x1b[31mBanks", ["HBL", "HBL", 7, "B\u202eOP"], -3], ["Oil", "PPL", 1], ["oil", ["X"], 1]],
        },
    )
    assert file.read()[0].lists == (OwnList("Banks", ("HBL", "BOP"), 2), OwnList("Oil", ("X",), 1))


@pytest.mark.parametrize("stored", ["all", 1, [1, 2, 3, 4], [["BOP"]], {"starred": ["BOP"]}])
def test_what_cannot_be_what_the_history_has_does_no_harm(file: ViewFile, stored: object) -> None:
    put(file, {**GOOD, "stored": stored})
    view, fault = file.read()
    assert (fault, view.starred) == (None, ("BOP",))


def test_what_two_windows_could_not_store_comes_together(file: ViewFile) -> None:
    file.write(STORED)
    one, other = STORED.starring("BOP"), STORED.starring("PPL").starring("HUBC")
    file.write(one, STORED)
    file.write(other, STORED)
    view = file.read()[0]
    assert (view.stored.starred, view.starred) == (("HUBC",), ("BOP", "PPL"))


def test_what_another_window_could_not_store_stays_when_this_one_could(file: ViewFile) -> None:
    file.write(STORED)
    one, other = STORED.starring("BOP"), STORED.starring("PPL")
    file.write(one, STORED)
    file.write(other, STORED)
    file.write(other.model_copy(update={"stored": other.marked}), other)
    view = file.read()[0]
    assert (view.stored.starred, view.starred) == (("HUBC",), ("HUBC", "BOP", "PPL"))


# what is wrong with the file


@pytest.mark.parametrize(
    ("document", "reason"),
    [
        ("", "it is not JSON"),
        ('{"version": 1, "starred": ["BO', "it is not JSON"),
        (b'{"version": 1, "starred": ["\xff"]}', "it is not JSON"),
        ("[" * 100_000, "it is not JSON"),
        ('{"version": ' + "9" * 5000 + "}", "it is not JSON"),
        ([], "it has no version"),
        ({}, "it has no version"),
        ({"version": "1"}, "it has no version"),
        ({"version": True}, "it has no version"),
        ({"version": 1.0}, "it has no version"),
        ({"version": 0}, "it has no version"),
        (b" " * (4 * 1024 * 1024 + 1), "it has more than 4,194,304 bytes"),
    ],
)
def test_a_broken_file_is_set_aside_with_a_sentence(file: ViewFile, document: object, reason: str) -> None:
    put(file, document)
    before = file.path.read_bytes()
    view, fault = file.read()
    assert view == View()
    assert fault == f"{file.path} is broken ({reason}); it is kept as view.json.broken, and your view starts afresh."
    assert file.path.with_name("view.json.broken").read_bytes() == before
    assert file.read() == (View(), None)


def test_one_broken_file_does_not_replace_another(file: ViewFile) -> None:
    for text in ("one", "two", "three"):
        put(file, text)
        file.read()
    assert names_beside(file) == ["view.json.broken", "view.json.broken.2", "view.json.broken.3"]
    assert file.path.with_name("view.json.broken").read_text(encoding="utf-8") == "one"


def test_a_file_that_broke_meanwhile_is_set_aside_by_the_next_write(file: ViewFile) -> None:
    file.write(VIEW)
    put(file, "half of")
    file.write(VIEW)
    assert file.read() == (VIEW, None)
    assert file.path.with_name("view.json.broken").read_text(encoding="utf-8") == "half of"


def test_a_broken_file_that_another_sets_aside_first_is_no_fault(
    file: ViewFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(file, "broken")
    rename = Path.rename

    def second(path: Path, target: Path) -> Path:
        rename(path, target)
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", second)
    file.write(VIEW)
    assert file.read() == (VIEW, None)


def test_a_file_of_a_newer_tapewatch_is_left_alone(file: ViewFile) -> None:
    put(file, {"version": VERSION + 1, "starred": ["BOP"], "more": "than we know"})
    before = file.path.read_bytes()
    view, fault = file.read()
    assert view == View()
    assert fault == (
        f"How you look at the market is not remembered: {file.path} cannot be used (a newer tapewatch wrote it)."
    )
    with pytest.raises(OSError, match="a newer tapewatch wrote it"):
        file.write(VIEW)
    assert file.path.read_bytes() == before
    assert names_beside(file) == ["view.json"]


def test_the_sentence_has_nothing_in_it_that_a_terminal_obeys(tmp_path: Path) -> None:
    file = ViewFile(tmp_path / "\x1b[31mred" / "view.json")
    put(file, {"version": VERSION + 1})
    assert "\x1b" not in (file.read()[1] or "")
    put(file, "broken")
    assert "\x1b" not in (file.read()[1] or "")


@pytest.mark.parametrize("kind", ["folder", "pipe", "loop", "part of the path"])
def test_what_is_no_file_is_told_and_left_alone(tmp_path: Path, kind: str) -> None:
    file = ViewFile(tmp_path / "data" / "view.json")
    if kind == "part of the path":
        file.path.parent.write_text("a file", encoding="utf-8")
    else:
        file.path.parent.mkdir()
    match kind:
        case "folder":
            file.path.mkdir()
        case "pipe":
            os.mkfifo(file.path)
        case "loop":
            file.path.symlink_to(file.path)
    before = file.path.parent.lstat().st_mtime_ns
    view, fault = file.read()
    assert view == View()
    assert fault is not None
    assert fault.startswith("How you look at the market is not remembered: ")
    with pytest.raises(OSError, match=r"."):
        file.write(VIEW)
    assert file.path.parent.lstat().st_mtime_ns == before


@needs_rights
def test_a_file_that_may_not_be_read_is_not_replaced(file: ViewFile) -> None:
    file.write(VIEW)
    file.path.chmod(0)
    view, fault = file.read()
    assert view == View()
    assert "(Permission denied)" in (fault or "")
    with pytest.raises(PermissionError):
        file.write(View())
    file.path.chmod(0o600)
    assert file.read() == (VIEW, None)


@needs_rights
def test_a_folder_that_may_not_be_written_to_is_told(file: ViewFile) -> None:
    file.write(VIEW)
    file.path.parent.chmod(0o500)
    try:
        with pytest.raises(PermissionError):
            file.write(View())
        assert file.read() == (VIEW, None)
        file.path.write_text("broken", encoding="utf-8")
        assert "(Permission denied)" in (file.read()[1] or "")
        assert names_beside(file) == ["view.json"]
    finally:
        file.path.parent.chmod(0o700)


def test_a_disk_that_is_full_leaves_the_file_as_it_was(file: ViewFile, monkeypatch: pytest.MonkeyPatch) -> None:
    file.write(VIEW)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(OSError, match="No space left"):
        file.write(View())
    assert file.read() == (VIEW, None)
    assert names_beside(file) == ["view.json"]


# several at once


def test_a_window_leaves_what_another_one_changed(file: ViewFile) -> None:
    before = View(starred=("HUBC",), split=40)
    file.write(before)
    file.write(View(starred=("HUBC", "BOP"), split=40), before)
    file.write(View(starred=("HUBC",), split=40, order=Order(SortKey.LAST)), before)
    file.write(View(starred=("HUBC",), split=40, theme=ThemeChoice("nord", "dracula")), before)
    assert file.read()[0] == View(
        starred=("HUBC", "BOP"), split=40, order=Order(SortKey.LAST), theme=ThemeChoice("nord", "dracula")
    )


def test_the_stars_of_two_windows_come_together_and_those_taken_away_are_gone(file: ViewFile) -> None:
    before = View(starred=("HUBC", "BOP"))
    file.write(before)
    file.write(View(starred=("HUBC", "BOP", "PPL", "OGDC")), before)
    file.write(View(starred=("BOP", "OGDC", "PSO")), before)
    assert file.read()[0].starred == ("BOP", "PPL", "OGDC", "PSO")


@pytest.mark.parametrize("marks", ["read", "kept"])
def test_articles_that_two_windows_marked_are_marked_in_both(tmp_path: Path, marks: str) -> None:
    file = ViewFile(tmp_path / "view.json")
    before = View.model_validate({marks: ("a", "b")})
    file.write(before)
    file.write(before.model_copy(update={marks: ("a", "b", "c")}), before)
    file.write(before.model_copy(update={marks: ("b", "d")}), before)
    assert getattr(file.read()[0], marks) == ("b", "c", "d")


def test_a_window_writes_all_of_its_view_where_the_file_has_gone_or_broke(file: ViewFile) -> None:
    before = VIEW.model_copy(update={"split": 30})
    for text in (None, "half of"):
        if text:
            put(file, text)
        else:
            file.path.unlink(missing_ok=True)
        file.write(VIEW, before)
        assert file.read() == (VIEW, None)


def test_a_write_goes_on_where_another_window_does_not_let_go_of_the_file(
    file: ViewFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(view_file, "LOCK_SECONDS", 0.05)
    file.write(View())
    with view_file._locked(file.path.parent):
        file.write(VIEW)
    assert file.read() == (VIEW, None)


def test_no_star_is_lost_where_many_windows_write_at_once(file: ViewFile) -> None:
    file.write(View())

    def star(window: int) -> None:
        before = View()
        for number in range(20):
            after = before.starring(f"W{window}N{number}")
            file.write(after, before)
            before = after

    threads = [threading.Thread(target=star, args=(window,)) for window in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert set(file.read()[0].starred) == {f"W{window}N{number}" for window in range(4) for number in range(20)}


def writer(file: ViewFile, name: str) -> subprocess.Popen[str]:
    """Start another process that writes without a pause."""
    process = subprocess.Popen(
        [sys.executable, "-c", WRITER, str(file.path), name], stdout=subprocess.PIPE, text=True, cwd=Path.cwd()
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    return process


def end(process: subprocess.Popen[str]) -> None:
    """Kill the process."""
    process.send_signal(signal.SIGKILL)
    process.communicate()


def test_while_processes_and_threads_write_the_file_is_always_whole(file: ViewFile) -> None:
    file.write(View(own=("THREAD",)))
    others = [writer(file, "ONE"), writer(file, "TWO")]
    done = threading.Event()

    def write() -> None:
        while not done.is_set():
            file.write(View(own=("THREAD",)))

    threads = [threading.Thread(target=write) for _ in range(2)]
    for thread in threads:
        thread.start()
    try:
        seen = {file.read() for _ in range(1500)}
    finally:
        done.set()
        for thread in threads:
            thread.join()
        for other in others:
            end(other)
    assert {fault for _, fault in seen} == {None}
    assert {view.own for view, _ in seen} <= {("ONE",), ("TWO",), ("THREAD",)}
    assert not list(file.path.parent.glob("*.broken*"))


def test_a_kill_in_the_middle_of_writing_leaves_the_file_whole(file: ViewFile) -> None:
    for number in range(20):
        process = writer(file, f"S{number}")
        while file.read()[0].own != (f"S{number}",):
            assert process.poll() is None
        end(process)
        assert file.read() == (View(own=(f"S{number}",)), None)
        file.write(VIEW)
    assert not list(file.path.parent.glob("*.broken*"))
