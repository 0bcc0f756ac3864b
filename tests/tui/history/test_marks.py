"""Stars, lists and marks in the history: real files, and several connections that write to one."""

import sqlite3
import threading
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.builders import NOON
from tests.tui.lists.test_watchlists import changed, changes, plain, some_lists, symbols
from tui.history.database import open_to_write, transaction
from tui.history.lists import read_lists, write_lists
from tui.history.marks import change_marked, read_marked
from tui.lists.marked import MOST_MARKS, Marked
from tui.lists.watchlists import Lists, OwnList

marks = st.lists(st.text("abcdef0123456789", min_size=1, max_size=4), unique=True, max_size=8).map(tuple)


def change(connection: sqlite3.Connection, before: Marked, after: Marked, minutes: int = 0) -> Marked:
    """Write what changed at so many minutes past noon, and return what is there then."""
    with transaction(connection):
        change_marked(connection, before, after, NOON + timedelta(minutes=minutes))
    return read_marked(connection)


def alike(marked: Marked) -> tuple[object, ...]:
    """Return what counts of it: the numbers of lists mean nothing."""
    return (marked.starred, plain(marked.lists), marked.read, marked.kept)


def test_a_new_history_has_nothing_marked(connection: sqlite3.Connection) -> None:
    assert read_marked(connection) == Marked()


@settings(deadline=None)  # a file is made each time
@given(symbols, some_lists(), marks, marks)
def test_what_was_written_is_read(
    tmp_path_factory: pytest.TempPathFactory,
    starred: tuple[str, ...],
    lists: Lists,
    read: tuple[str, ...],
    kept: tuple[str, ...],
) -> None:
    with closing(open_to_write(tmp_path_factory.mktemp("history") / "history.db")) as connection:
        after = Marked(starred, lists, read, kept)
        assert alike(change(connection, Marked(), after)) == alike(after)
        assert alike(change(connection, after, Marked())) == alike(Marked())


@settings(deadline=None)
@given(some_lists(), changes, changes)
def test_lists_are_in_the_history_as_they_were_left(
    tmp_path_factory: pytest.TempPathFactory,
    lists: Lists,
    asked: list[tuple[str, ...]],
    more: list[tuple[str, ...]],
) -> None:
    with closing(open_to_write(tmp_path_factory.mktemp("history") / "history.db")) as connection:
        before = Marked()
        for after in (changed(lists, asked), changed(changed(lists, asked), more)):
            there = change(connection, before, Marked(lists=after))
            assert plain(there.lists) == plain(after)
            before = Marked(lists=after)


def test_two_windows_write_what_each_changed(connection: sqlite3.Connection) -> None:
    banks = OwnList("Banks", ("HBL",), 1)
    before = Marked(("HUBC",), (banks,), ("a", "b"), ("k",))
    change(connection, Marked(), before)
    one = before._replace(starred=("HUBC", "BOP"), lists=(OwnList("Lenders", ("HBL", "MCB"), 1),), read=("a", "b", "c"))
    other = before._replace(starred=(), lists=(banks, OwnList("Oil", (), 2)), read=("b", "d"), kept=())
    change(connection, before, one, 1)
    there = change(connection, before, other, 2)
    assert alike(there) == (("BOP",), [("Lenders", ("HBL", "MCB")), ("Oil", ())], ("b", "c", "d"), ())


def test_the_newest_mark_is_the_last_also_where_the_clock_was_put_back(connection: sqlite3.Connection) -> None:
    change(connection, Marked(), Marked(read=("b", "a")), 10)
    there = change(connection, Marked(read=("b", "a")), Marked(read=("b", "a", "0")), -10)
    assert there.read == ("b", "a", "0")


def test_only_so_many_marks_are_kept_of_each_kind_and_the_oldest_go(connection: sqlite3.Connection) -> None:
    many = tuple(f"{number:05}" for number in range(MOST_MARKS))
    change(connection, Marked(), Marked(read=many, kept=("k",)))
    there = change(connection, Marked(read=many), Marked(read=(*many[1:], "new")))
    assert (len(there.read), there.read[0], there.read[-1]) == (MOST_MARKS, "00001", "new")
    there = change(connection, Marked(), Marked(read=("x", "y")))
    assert (len(there.read), there.read[0], there.read[-2:]) == (MOST_MARKS, "00003", ("x", "y"))
    assert there.kept == ("k",)


def test_only_a_list_that_changed_is_written(connection: sqlite3.Connection) -> None:
    lists = (OwnList("Banks", ("HBL", "BOP"), 1), OwnList("Oil", ("PPL",), 2))
    with transaction(connection):
        write_lists(connection, ("HUBC",), lists)
    before = connection.total_changes
    with transaction(connection):
        write_lists(connection, ("HUBC",), lists)
    assert connection.total_changes == before
    with transaction(connection):
        write_lists(connection, ("HUBC",), (lists[0], OwnList("Oil", ("PPL", "OGDC"), 2)))
    assert connection.total_changes == before + 3


def test_what_somebody_else_put_there_is_cleaned_or_passed_over(connection: sqlite3.Connection) -> None:
    names = ["Banks", "banks", "\x1b[31mRed\x1b[0m", "All", "", "X" * 25, "starred"]
    connection.executemany(
        "INSERT INTO watchlists VALUES (?, ?, ?)", [(n + 1, name, n) for n, name in enumerate(names)]
    )
    listed = [(1, "HBL", 0), (2, "HBL", 0), (2, "B\u202eOP", 1), (7, "\x07", 0), (7, b"\xff", 1), (7, "PPL", 2)]
    connection.executemany("INSERT INTO listed VALUES (?, ?, ?)", listed)
    starred, lists = read_lists(connection)
    assert (starred, plain(lists)) == (("PPL",), [("Banks", ("HBL", "BOP")), ("Red", ())])


def test_no_star_and_no_symbol_is_lost_where_many_windows_write_at_once(tmp_path: Path) -> None:
    path = tmp_path / "history.db"
    banks = Marked(lists=(OwnList("Banks", (), 1),))
    with closing(open_to_write(path)) as connection:
        change(connection, Marked(), banks)

    def mark(window: int) -> None:
        before = banks
        with closing(open_to_write(path)) as connection:
            for number in range(20):
                name = f"W{window}N{number}"
                own = before.lists[0]
                lists = (own._replace(symbols=(*own.symbols, name)),)
                after = Marked((*before.starred, name), lists, (*before.read, name))
                change(connection, before, after)
                before = after

    threads = [threading.Thread(target=mark, args=(window,)) for window in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with closing(open_to_write(path)) as connection:
        there = read_marked(connection)
    every = {f"W{window}N{number}" for window in range(4) for number in range(20)}
    assert set(there.starred) == set(there.lists[0].symbols) == set(there.read) == every
