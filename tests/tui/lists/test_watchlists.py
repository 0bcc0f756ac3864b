"""Watchlists and marks as values, and what becomes of them where two windows change them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.lists.marked import MOST_MARKS, Marked
from tui.lists.watchlists import (
    LONGEST_NAME,
    MOST_LISTED,
    MOST_LISTS,
    Lists,
    OwnList,
    Watchlist,
    clean_name,
    find,
    merged,
    merged_lists,
    moved,
    name_fault,
    toggled,
    united,
    with_back,
    with_list,
    with_new,
    without,
)

NAMES = ("Banks", "Cement", "To watch", "Oil", "زر")
SYMBOLS = ("HUBC", "BOP", "PPL", "PSO", "FFC", "OGDC")

symbols = st.lists(st.sampled_from(SYMBOLS), unique=True).map(tuple)
names = st.lists(st.sampled_from(NAMES), unique=True)
changes = st.lists(
    st.one_of(
        st.tuples(st.just("new"), st.sampled_from(NAMES)),
        st.tuples(st.just("delete"), st.sampled_from(NAMES)),
        st.tuples(st.just("rename"), st.sampled_from(NAMES), st.sampled_from(NAMES)),
        st.tuples(st.just("toggle"), st.sampled_from(NAMES), st.sampled_from(SYMBOLS)),
        st.tuples(st.just("move"), st.sampled_from(NAMES), st.integers(-2, 2)),
    ),
    max_size=12,
)


@st.composite
def some_lists(draw: st.DrawFn) -> Lists:
    """Draw own lists."""
    return tuple(OwnList(name, draw(symbols), place + 1) for place, name in enumerate(draw(names)))


def changed(lists: Lists, asked: list[tuple[str, ...]]) -> Lists:
    """Return what becomes of the lists, where what cannot be is not done."""
    for what, name, *more in asked:
        own = find(lists, name)
        if what == "new" and own is None:
            lists = with_new(lists, name)
        elif what == "delete":
            lists = without(lists, name)
        elif own and what == "rename" and find(lists, more[0]) is None:
            lists = with_list(lists, own._replace(name=more[0]))
        elif own and what == "toggle":
            lists = with_list(lists, own._replace(symbols=toggled(own.symbols, more[0])))
        elif what == "move":
            lists = moved(lists, name, int(more[0]))
    return lists


def plain(lists: Lists) -> list[tuple[str, tuple[str, ...]]]:
    """Return the lists without their numbers, which mean nothing."""
    return [(own.name, own.symbols) for own in lists]


# names


def test_a_name_is_cleaned() -> None:
    assert clean_name("  To \t watch\x1b[31m\u202e ") == "To watch"


@pytest.mark.parametrize("name", ["B", "X" * LONGEST_NAME, "زر", "1", "a.b"])
def test_a_name_can_be_almost_anything(name: str) -> None:
    assert name_fault(name, NAMES[:4]) == ""


@pytest.mark.parametrize(
    ("name", "fault"),
    [
        ("", "A list needs a name."),
        ("X" * (LONGEST_NAME + 1), f"A name has at most {LONGEST_NAME} characters."),
        ("banks", "There is a list of the name banks already."),
        *((word, f"{word} is the name of a list that is always there.") for word in (*Watchlist, "All", "STARRED")),
    ],
)
def test_what_no_list_can_be_called_is_said(name: str, fault: str) -> None:
    assert name_fault(name, NAMES) == fault


# one window


@given(some_lists(), changes)
def test_lists_keep_names_and_numbers_apart_and_symbols_stand_once(lists: Lists, asked: list[tuple[str, ...]]) -> None:
    lists = changed(lists, asked)
    assert len({own.name.casefold() for own in lists}) == len({own.number for own in lists}) == len(lists)
    assert all(len(set(own.symbols)) == len(own.symbols) for own in lists)
    assert all(own.number > 0 for own in lists)


@given(some_lists(), changes)
def test_a_dictionary_becomes_the_same(lists: Lists, asked: list[tuple[str, ...]]) -> None:
    model = {own.name: list(own.symbols) for own in lists}
    for what, name, *more in asked:
        held = model.get(name)
        if what == "new":
            model.setdefault(name, [])
        elif what == "delete":
            model.pop(name, None)
        elif what == "rename" and held is not None and more[0] not in model:
            model = {more[0] if key == name else key: value for key, value in model.items()}
        elif what == "toggle" and held is not None:
            held.remove(more[0]) if more[0] in held else held.append(more[0])
        elif what == "move" and held is not None:
            order = list(model)
            to = order.index(name) + int(more[0])
            if 0 <= to < len(order):
                order.insert(to, order.pop(order.index(name)))
            model = {key: model[key] for key in order}
    assert plain(changed(lists, asked)) == [(name, tuple(held)) for name, held in model.items()]


@given(some_lists(), st.sampled_from(NAMES))
def test_a_list_that_was_deleted_can_be_had_back(lists: Lists, name: str) -> None:
    own = find(lists, name)
    if own is not None:
        assert with_back(without(lists, name), own, lists.index(own)) == lists


def test_a_list_that_comes_back_beside_a_new_one_of_its_name_becomes_one_with_it() -> None:
    old = OwnList("Banks", ("HBL", "BOP"), 1)
    lists = with_new(without((old,), "Banks"), "Banks")
    assert plain(with_back(lists, old, 0)) == [("Banks", ("HBL", "BOP"))]


def test_there_are_only_so_many_lists_and_symbols_on_one() -> None:
    full = tuple(OwnList(f"L{number}", (), number + 1) for number in range(MOST_LISTS))
    assert with_new(full, "One more") is full
    many = tuple(f"S{number}" for number in range(MOST_LISTED))
    assert toggled(many, "MORE") is many
    assert toggled(many, "S0") == many[1:]
    assert len(united([*full, OwnList("One more")])) == MOST_LISTS
    (one,) = united([OwnList("A", many), OwnList("a", ("MORE",))])
    assert one.symbols == many


# two windows


@given(symbols, symbols)
def test_alone_a_window_gets_what_it_wants(before: tuple[str, ...], after: tuple[str, ...]) -> None:
    assert merged(before, before, after) == after


@given(symbols, symbols, symbols)
def test_to_change_the_same_twice_changes_nothing_more(
    there: tuple[str, ...], before: tuple[str, ...], after: tuple[str, ...]
) -> None:
    once = merged(there, before, after)
    assert merged(once, before, after) == once


@given(symbols, symbols, symbols)
def test_what_one_put_there_stays_and_what_one_took_away_goes(
    before: tuple[str, ...], one: tuple[str, ...], other: tuple[str, ...]
) -> None:
    both = merged(one, before, other)
    came, gone = {*one, *other} - {*before}, {*before} - {*one} | {*before} - {*other}
    assert set(both) == ({*before} | came) - gone
    assert len(set(both)) == len(both)


@given(some_lists(), changes)
def test_alone_a_window_gets_the_lists_that_it_wants(before: Lists, asked: list[tuple[str, ...]]) -> None:
    after = changed(before, asked)
    assert plain(merged_lists(before, before, after)) == plain(after)


@given(some_lists(), changes, changes)
def test_lists_changed_twice_by_the_same_stay_as_they_are(
    before: Lists, asked: list[tuple[str, ...]], others: list[tuple[str, ...]]
) -> None:
    after = changed(before, [change for change in asked if change[0] != "rename"])
    once = merged_lists(changed(before, others), before, after)
    assert sorted(plain(merged_lists(once, before, after))) == sorted(plain(once))
    assert len({own.name.casefold() for own in once}) == len({own.number for own in once}) == len(once)


@given(some_lists(), changes, changes)
def test_whatever_two_windows_do_no_name_and_no_number_stands_twice(
    before: Lists, asked: list[tuple[str, ...]], others: list[tuple[str, ...]]
) -> None:
    both = merged_lists(changed(before, others), before, changed(before, asked))
    assert len({own.name.casefold() for own in both}) == len({own.number for own in both}) == len(both)
    assert all(len(set(own.symbols)) == len(own.symbols) for own in both)


def test_a_rename_made_twice_is_made_once() -> None:
    before, after = (OwnList("Banks", ("HBL",), 1),), (OwnList("Lenders", ("HBL",), 1),)
    once = merged_lists(before, before, after)
    assert plain(merged_lists(once, before, after)) == plain(once) == [("Lenders", ("HBL",))]


def test_two_windows_leave_each_other_their_lists_and_symbols() -> None:
    before = (OwnList("Banks", ("HBL",), 1), OwnList("Oil", ("PPL",), 2))
    there = (OwnList("Banks", ("HBL", "BOP"), 1), OwnList("Oil", ("PPL",), 2), OwnList("Cement", ("FCCL",), 3))
    after = (OwnList("Oil", ("OGDC", "PPL"), 2), OwnList("Banks", ("HBL", "MCB"), 1), OwnList("To watch", (), 3))
    assert plain(merged_lists(there, before, after)) == [
        ("Oil", ("OGDC", "PPL")),
        ("Banks", ("HBL", "BOP", "MCB")),
        ("Cement", ("FCCL",)),
        ("To watch", ()),
    ]


def test_a_list_that_one_renames_while_the_other_fills_it_has_both() -> None:
    before = (OwnList("Banks", ("HBL",), 1),)
    filled = (OwnList("Banks", ("HBL", "BOP"), 1),)
    called = (OwnList("Lenders", ("HBL",), 1),)
    assert plain(merged_lists(filled, before, called)) == [("Lenders", ("HBL", "BOP"))]
    assert ("Banks", ("HBL", "BOP")) in plain(merged_lists(called, before, filled))


def test_a_list_that_one_deletes_while_the_other_does_not_touch_it_is_gone() -> None:
    before = (OwnList("Banks", ("HBL",), 1), OwnList("Oil", (), 2))
    assert plain(merged_lists(before[:1], before, before)) == [("Banks", ("HBL",))]


def test_two_new_lists_of_one_name_become_one() -> None:
    there, after = (OwnList("Banks", ("HBL",), 1),), (OwnList("banks", ("BOP",), 1),)
    assert plain(merged_lists(there, (), after)) == [("banks", ("HBL", "BOP"))]


# all that is marked


def test_marks_of_two_windows_come_together_and_the_oldest_go_first() -> None:
    before = Marked(read=("a", "b"), kept=("k",))
    there = Marked(read=("a", "b", "c"), kept=())
    after = Marked(read=("b", "d"), kept=("k", "l"))
    assert there.changed(before, after) == Marked(read=("b", "c", "d"), kept=("l",))
    many = tuple(f"{number:05}" for number in range(MOST_MARKS))
    assert Marked(read=("a",)).changed(Marked(), Marked(read=many)).read == many
