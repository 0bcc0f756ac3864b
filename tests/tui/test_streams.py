"""Standard input, output and error that are closed, full, given up, or without a letter for an arrow."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.builders import PAGES, page_of, quote

TAPEWATCH = f"{sys.executable} -m tui"
ASCII = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
FULL = "tapewatch: The output cannot be written (No space left on device).\n"

is_there = pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no such device")


def shell(line: str) -> tuple[int, str, str]:
    """Run the line, and return its exit status, what it printed and what it said."""
    done = subprocess.run(["bash", "-c", line], capture_output=True, check=False, timeout=60, text=True)
    return done.returncode, done.stdout, done.stderr


@is_there
@pytest.mark.parametrize(
    "command",
    [
        *(f"parse demo --format {form}" for form in ("table", "json", "csv")),
        *("doctor", "settings", "watchlists", "--help"),
    ],
)
def test_a_full_disk_behind_the_output_is_one_sentence(command: str) -> None:
    assert shell(f"{TAPEWATCH} {command} > /dev/full") == (1, "", FULL)


@is_there
@pytest.mark.parametrize("unbuffered", ["", "PYTHONUNBUFFERED=1"])
def test_it_is_the_same_where_all_is_written_at_once(unbuffered: str) -> None:
    assert shell(f"{unbuffered} {TAPEWATCH} parse demo > /dev/full") == (1, "", FULL)


@pytest.mark.parametrize("command", ["parse demo", "settings", "doctor", "--help"])
def test_a_reader_that_has_had_enough_is_no_error(command: str) -> None:
    assert shell(f"{TAPEWATCH} {command} | true; exit ${{PIPESTATUS[0]}}") == (0, "", "")


@pytest.mark.parametrize("command", ["parse demo", "doctor", "settings"])
def test_where_the_output_is_closed_nothing_is_printed_anywhere(command: str) -> None:
    assert shell(f"{TAPEWATCH} {command} >&-") == (0, "", "")


def test_where_the_output_is_closed_no_file_takes_its_place(tmp_path: Path) -> None:
    assert shell(f"{TAPEWATCH} import {PAGES} --data-dir {tmp_path} >&- <&-") == (0, "", "")
    status, printed, _ = shell(f"{TAPEWATCH} export --data-dir {tmp_path}")
    assert (status, "HUBC" in printed) == (0, True)


def test_where_standard_error_is_closed_a_fault_is_not_printed_as_if_it_were_the_output() -> None:
    assert shell(f"{TAPEWATCH} parse nothing-here 2>&-") == (1, "", "")


def test_a_closed_standard_input_is_a_fault() -> None:
    status, _, said = shell(f"{TAPEWATCH} parse - <&-")
    assert (status, said) == (1, "tapewatch: Standard input could not be read; pipe a page into tapewatch.\n")


def test_without_a_letter_for_it_an_arrow_is_like_one_and_never_a_question_mark(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in ASCII.items():
        monkeypatch.setenv(name, value)
    page = tmp_path / "page.txt"
    quotes = (quote("HUBC", "136.50", "0.66"), quote("BOP", "5.03", "-0.02"), quote("FFL", "9.66", "0.00"))
    page.write_text(page_of(*quotes, body="Kites rise\n\n“Kites …” – 風"), encoding="utf-8")
    status, printed, said = shell(f"{TAPEWATCH} parse {page}")
    assert (status, said) == (0, "")
    lines = [line.split() for line in printed.splitlines()]
    assert ["HUBC", "136.50", "^", "+0.66", "+0.49%"] in lines
    assert ["BOP", "5.03", "v", "-0.02", "-0.40%"] in lines
    assert ["FFL", "9.66", "=", "0.00", "0.00%"] in lines
    assert '"Kites ..." - ?' in printed
