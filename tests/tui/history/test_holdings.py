"""What is held, in the history."""

import sqlite3
from contextlib import closing
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.history.database import open_to_read, open_to_write, transaction
from tui.history.holdings import all_holdings, changing, put, remove
from tui.prices.holdings import Holding

HUBC = Holding("HUBC", Decimal(500), Decimal("132.40"))
BOP = Holding("BOP", Decimal("0.5"), Decimal(0))

figures = st.decimals(min_value=0, max_value=Decimal("999999999999.9999"), places=4)


def test_what_is_put_there_is_there_for_the_next_tapewatch(connection: sqlite3.Connection, path: Path) -> None:
    with transaction(connection):
        put(connection, HUBC)
        put(connection, BOP)
    with closing(open_to_read(path)) as other:
        assert all_holdings(other) == {"HUBC": HUBC, "BOP": BOP}


def test_figures_keep_their_digits(connection: sqlite3.Connection) -> None:
    put(connection, HUBC)
    found = all_holdings(connection)["HUBC"]
    assert (str(found.quantity), str(found.cost)) == ("500", "132.40")


def test_a_symbol_has_one_holding(connection: sqlite3.Connection) -> None:
    put(connection, HUBC)
    put(connection, HUBC._replace(quantity=Decimal(7)))
    assert all_holdings(connection) == {"HUBC": HUBC._replace(quantity=Decimal(7))}


def test_what_is_removed_is_gone_and_may_have_been_gone_before(connection: sqlite3.Connection) -> None:
    put(connection, HUBC)
    put(connection, BOP)
    for _ in range(2):
        remove(connection, "HUBC")
        assert all_holdings(connection) == {"BOP": BOP}


def test_a_change_puts_or_removes(connection: sqlite3.Connection) -> None:
    changing("HUBC", HUBC)(connection)
    assert all_holdings(connection) == {"HUBC": HUBC}
    changing("HUBC", None)(connection)
    assert all_holdings(connection) == {}


@pytest.mark.parametrize(
    "line",
    [
        ("HUBC\x1b[2J", 5, 0, 5, 0),
        ("", 5, 0, 5, 0),
        (b"HUBC", 5, 0, 5, 0),
        ("HUBC", 0, 0, 5, 0),
        ("HUBC", -5, 0, 5, 0),
        ("HUBC", 5, 0, -5, 0),
        ("HUBC", "many", 0, 5, 0),
        ("HUBC", 5, 1_000_000_000_000, 5, 0),
        ("HUBC", 5, 0, 5, -1),
        ("HUBC", 5, 5, 5, 0),
        ("HUBC", 2**62, 0, 5, 0),
        ("HUBC", 5, 0, 0.5, 0),
    ],
)
def test_a_line_that_no_tapewatch_wrote_is_left_out(connection: sqlite3.Connection, line: tuple[object, ...]) -> None:
    connection.execute("INSERT INTO holdings VALUES (?, ?, ?, ?, ?)", line)
    put(connection, BOP)
    assert all_holdings(connection) == {"BOP": BOP}


@given(figures.filter(lambda figure: figure > 0), figures)
def test_every_holding_comes_back_as_it_was(
    tmp_path_factory: pytest.TempPathFactory, quantity: Decimal, cost: Decimal
) -> None:
    holding = Holding("HUBC", quantity, cost)
    with closing(sqlite3.connect(":memory:")) as connection, closing(_made(tmp_path_factory)) as made:
        made.backup(connection)
        put(connection, holding)
        assert all_holdings(connection) == {"HUBC": holding}


def _made(folders: pytest.TempPathFactory) -> sqlite3.Connection:
    return open_to_write(folders.getbasetemp() / "made.db")
