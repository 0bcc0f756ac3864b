"""`tapewatch export`: what was remembered comes out, digit for digit, as a stream."""

import csv
import io
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime, timedelta
from decimal import Decimal
from importlib.abc import MetaPathFinder
from pathlib import Path

import duckdb
import pytest

from parsing import Quote, Snapshot
from tests.builders import NOON, quote
from tests.terminal import terminal
from tests.tui.saved_pages import OPENING, save
from tui.cli import main
from tui.command_line.exporting import FIELDS
from tui.history.database import open_to_write, transaction
from tui.history.recording import Recorder
from tui.refresh import Kind, Refreshed

Captured = pytest.CaptureFixture[str]
PAGES = [
    [quote("BOP", "5.03", "-0.02"), quote("HUBC", "136.50", "0.66")],
    [quote("BOP", "5.03", "-0.02"), quote("HUBC", "136.60", "0.76")],
    [quote("BOP", "5.1000", "0.0500"), quote("HUBC", "136.60", "0.76")],
]


@pytest.fixture
def data(tmp_path: Path, capsys: Captured) -> Path:
    """Return a data folder whose history has three pages, a minute each."""
    main(["import", str(save(tmp_path / "kites", PAGES)), "--data-dir", str(tmp_path)])
    capsys.readouterr()
    return tmp_path


def record(data: Path, *quotes: Quote) -> None:
    """Put one page of another source into the history."""
    with closing(open_to_write(data / "history.db")) as connection, transaction(connection):
        Recorder(connection).take(Refreshed("other", Kind.LIVE, NOON, NOON, Snapshot(quotes=quotes)))


def export(data: Path, *more: str) -> int:
    """Export, and return the exit status."""
    return main(["export", "--data-dir", str(data), *more])


def rows_in(data: Path) -> list[dict[str, str]]:
    """Return the rows of the history in that data folder: of each change a row, with the minute of its page."""
    told = [(0, PAGES[0][0]), (0, PAGES[0][1]), (1, PAGES[1][1]), (2, PAGES[2][0])]
    source = {"source": str(data / "kites"), "kind": "saved page"}
    return [
        {"as_of": (OPENING + timedelta(minutes=minute)).isoformat()} | source | of.model_dump(mode="json")
        for minute, of in told
    ]


def test_csv_has_a_heading_and_a_row_for_each_change(data: Path, capsys: Captured) -> None:
    assert export(data) == 0
    out, err = capsys.readouterr()
    assert out.splitlines()[0] == ",".join(FIELDS)
    assert list(csv.DictReader(io.StringIO(out))) == rows_in(data)
    assert err == ""


def test_json_is_an_object_a_line(data: Path, capsys: Captured) -> None:
    assert export(data, "--format", "json") == 0
    assert [json.loads(line) for line in capsys.readouterr().out.splitlines()] == rows_in(data)


def test_parquet_has_decimals_and_times_with_their_zone(data: Path) -> None:
    output = data / "o'ut.parquet"
    assert export(data, "--format", "parquet", "--output", str(output)) == 0
    found = duckdb.read_parquet(str(output))
    assert found.columns == list(FIELDS)
    assert [str(kind) for kind in found.types] == [
        "TIMESTAMP WITH TIME ZONE", "VARCHAR", "VARCHAR", "VARCHAR",
        "DECIMAL(18,4)", "VARCHAR", "DECIMAL(18,4)", "DECIMAL(18,4)",
    ]  # fmt: skip
    kept = found.project("epoch_us(as_of), source, kind, symbol, price, direction, change, percent").fetchall()
    assert kept == [
        (
            round(datetime.fromisoformat(told["as_of"]).timestamp() * 1_000_000),
            *(told[name] for name in ("source", "kind", "symbol")),
            Decimal(told["price"]),
            told["direction"],
            Decimal(told["change"]),
            Decimal(told["percent"]),
        )
        for told in rows_in(data)
    ]
    assert sorted(path.name for path in data.iterdir() if "parquet" in path.name) == ["o'ut.parquet"]


def test_a_figure_that_parquet_has_no_room_for_is_left_out_and_said_so(data: Path, capsys: Captured) -> None:
    prices = {"A": "1.23456", "B": "1" * 15, "C": "1" * 14}
    odd = [quote(symbol, price, "0.00", "0") for symbol, price in prices.items()]
    record(data, *odd)
    output = data / "out.parquet"
    assert export(data, "--format", "parquet", "--source", "other", "--output", str(output)) == 0
    assert "2 rows left out, with figures that do not fit DECIMAL(18,4)" in capsys.readouterr().err
    assert duckdb.read_parquet(str(output)).project("symbol").fetchall() == [("C",)]
    assert export(data, "--source", "other") == 0
    assert "A,1.23456,unchanged" in capsys.readouterr().out


def test_parquet_without_duckdb_says_how_to_install_it(
    data: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Hidden(MetaPathFinder):
        def find_spec(self, name: str, *_: object) -> None:
            if name == "duckdb":
                raise ModuleNotFoundError(name)

    monkeypatch.delitem(sys.modules, "duckdb")
    monkeypatch.setattr(sys, "meta_path", [Hidden(), *sys.meta_path])
    assert export(data, "--format", "parquet", "--output", str(data / "out.parquet")) == 1
    out, err = capsys.readouterr()
    assert "'.[parquet]'" in err
    assert (out, err.count("\n")) == ("", 1)


@pytest.mark.parametrize(
    ("span", "count"),
    [
        (["--from", "2024-05-17"], 4),
        (["--to", "2024-05-17"], 4),
        (["--from", "2024-05-17T10:01"], 2),
        (["--to", "2024-05-17T10:01"], 3),
        (["--from", "2024-05-17T10:01", "--to", "2024-05-17T10:01"], 1),
        (["--symbols", "hubc"], 2),
        (["--symbols", "HUBC,BOP", "--source", "{data}/kites"], 4),
        (["--source", "{data}/kites/../kites/"], 4),
    ],
)
def test_span_symbols_and_source_narrow_it(data: Path, capsys: Captured, span: list[str], count: int) -> None:
    assert export(data, *(part.replace("{data}", str(data)) for part in span), "--format", "json") == 0
    assert len(capsys.readouterr().out.splitlines()) == count


@pytest.mark.parametrize(
    ("narrowed", "says"),
    [
        (["--from", "today"], "nothing in the history for that"),
        (["--from", "-7d", "--to", "yesterday"], "nothing in the history for that"),
        (["--symbols", "XYZ"], "no quote of XYZ"),
        (["--source", "nobody"], "no source nobody; it has /"),
        (["--source", "kites"], "no source kites; it has /"),
        (["--source", "\x1b[31mred"], "no source red"),
        (["--source", "~nobody"], "no source ~nobody"),
    ],
)
def test_where_there_is_nothing_nothing_is_written(
    data: Path, capsys: Captured, narrowed: list[str], says: str
) -> None:
    output = data / "out.csv"
    assert export(data, *narrowed, "--output", str(output)) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert says in err
    assert err.replace("\n", "").isprintable()
    assert not output.exists()


def test_unknown_symbols_are_named_and_the_others_come(data: Path, capsys: Captured) -> None:
    assert export(data, "--symbols", "XYZ,BOP,ABC", "--format", "json") == 0
    out, err = capsys.readouterr()
    assert len(out.splitlines()) == 2
    assert err == "tapewatch: The history has no quote of XYZ, ABC.\n"


@pytest.mark.parametrize("damage", [b"", b"\xff\xff", b"\x78\x9cno zlib", "text", None])
def test_a_day_that_is_damaged_is_a_sentence(data: Path, capsys: Captured, damage: bytes | str | None) -> None:
    with closing(open_to_write(data / "history.db")) as connection:
        connection.execute("PRAGMA ignore_check_constraints = on")
        connection.execute("UPDATE days SET ticks = ?", (0 if damage is None else damage,))
    output = data / "out.csv"
    assert export(data, "--output", str(output)) == 1
    out, err = capsys.readouterr()
    assert (out, err.count("\n")) == ("", 1)
    assert err.startswith("tapewatch: ")
    assert sorted(path.suffix for path in data.iterdir() if path.name.startswith("out")) == []


def test_without_a_history_it_is_one_sentence(tmp_path: Path, capsys: Captured) -> None:
    assert export(tmp_path) == 1
    assert "There is no history yet" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("output", "says"), [("nowhere/out.csv", "No such file or directory"), (".", "it is not a file")]
)
def test_what_cannot_be_written_is_said_and_leaves_nothing(
    data: Path, capsys: Captured, output: str, says: str
) -> None:
    for form in ("csv", "parquet"):
        assert export(data, "--format", form, "--output", str(data / output)) == 1
        assert says in capsys.readouterr().err
    assert {path.name.split("-")[0] for path in data.iterdir()} == {"kites", "history.db"}


def test_a_file_that_is_there_is_replaced_only_by_a_whole_one(
    data: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    output = data / "out.csv"
    output.write_text("before", encoding="utf-8")
    with monkeypatch.context() as patched:
        patched.setattr("tui.command_line.exporting.csv.writer", _full)
        assert export(data, "--output", str(output)) == 1
    assert "No space left" in capsys.readouterr().err
    assert output.read_text(encoding="utf-8") == "before"
    assert export(data, "--output", str(output)) == 0
    assert len(output.read_text(encoding="utf-8").splitlines()) == 5
    assert not list(data.glob("*.part"))


def _full(*_: object, **__: object) -> Iterator[str]:
    raise OSError(28, "No space left on device")


@pytest.mark.parametrize("form", ["csv", "json"])
def test_a_reader_that_has_had_enough_is_no_error(data: Path, form: str) -> None:
    command = f"{sys.executable} -m tui export --data-dir {data} --format {form} | true; exit ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no such device")
def test_a_full_disk_behind_standard_output_is_one_sentence(data: Path) -> None:
    command = f"{sys.executable} -m tui export --data-dir {data} > /dev/full"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (
        1, "tapewatch: The output cannot be written (No space left on device).\n"
    )  # fmt: skip


def test_there_is_progress_on_a_terminal_unless_the_rows_run_over_it(data: Path) -> None:
    arguments = ["export", "--data-dir", str(data)]
    with terminal([*arguments, "--output", str(data / "out.csv")]) as shown:
        assert shown.until_ended() == 0
        assert b"exporting" in shown.written
    with terminal(arguments) as printed:
        assert printed.until_ended() == 0
        assert b"exporting" not in printed.written
        assert b"HUBC" in printed.written


@pytest.mark.parametrize(
    "arguments",
    [
        ["--format", "parquet"],
        ["--from", "2024-02-30"],
        ["--from", "2024-05-18", "--to", "2024-05-17"],
        ["--symbols", ","],
        ["--to"],
        ["--format", "xml"],
    ],
)
def test_wrong_usage_is_exit_status_2(arguments: list[str], capsys: Captured) -> None:
    with pytest.raises(SystemExit, match="2"):
        main(["export", *arguments])
    assert "usage: tapewatch export" in capsys.readouterr().err


def test_the_rows_go_to_their_file_while_the_bar_is_on_the_terminal(data: Path) -> None:
    main_side, terminal_side = os.openpty()
    try:
        with (data / "rows.csv").open("wb") as rows:
            command = [sys.executable, "-m", "tui", "export", "--data-dir", str(data)]
            assert subprocess.run(command, stdout=rows, stderr=terminal_side, check=False).returncode == 0
    finally:
        os.close(terminal_side)
        os.close(main_side)
    assert len((data / "rows.csv").read_text(encoding="utf-8").splitlines()) == 1 + len(rows_in(data))
