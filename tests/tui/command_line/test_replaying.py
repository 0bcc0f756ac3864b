"""`tapewatch replay`: pages as time went, printed or in the monitor."""

import json
import math
import subprocess
import sys
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from tests.builders import FakeClock, quote
from tests.terminal import terminal
from tests.tui.saved_pages import OPENING, save
from tui.cli import main
from tui.command_line.arguments import read_arguments
from tui.command_line.replaying import LONGEST_WAIT, Replay, replay_folder
from tui.history.database import open_to_write

Captured = pytest.CaptureFixture[str]
PAGES = [[quote(price=f"{100 + n}.50"), quote("BOP", "5.03", "-0.02")] for n in range(4)]


@pytest.fixture
def data(tmp_path: Path, capsys: Captured) -> Path:
    """Return a data folder whose history has four pages, a minute each; the folder of those is in it."""
    main(["import", str(save(tmp_path / "kites", PAGES)), "--data-dir", str(tmp_path)])
    capsys.readouterr()
    return tmp_path


class HurriedClock(FakeClock):
    """A clock on which who waits has waited at once."""

    async def wait(self, event: object, seconds: float | None) -> None:  # noqa: ARG002
        """Let the time pass."""
        self.waits.append(seconds)
        self.advance(seconds or 0.0)


def objects(text: str) -> list[dict[str, object]]:
    """Return the objects, one of each line."""
    return [json.loads(line) for line in text.splitlines()]


def test_a_span_is_an_object_a_line_like_those_of_parse(data: Path, capsys: Captured) -> None:
    arguments = ["replay", "--data-dir", str(data), "--speed", "max", "--format", "json"]
    assert main(arguments) == 0
    out, err = capsys.readouterr()
    found = objects(out)
    assert err == ""
    assert [datetime.fromisoformat(str(page["as_of"])) for page in found] == [
        OPENING + timedelta(minutes=n) for n in range(4)
    ]
    main(["parse", str(data / "kites" / "2024-05-17T10.00.txt"), "--format", "json"])
    parsed = json.loads(capsys.readouterr().out)
    assert list(found[0]) == list(parsed)
    told_by_both = parsed.keys() - {"source", "fetched_at"}
    assert {name: found[0][name] for name in told_by_both} == {name: parsed[name] for name in told_by_both}


@pytest.mark.parametrize("has_history", [True, False])
def test_a_folder_need_not_be_in_the_history(data: Path, tmp_path: Path, capsys: Captured, has_history: bool) -> None:
    elsewhere = data if has_history else tmp_path / "none"
    arguments = ["replay", str(data / "kites"), "--data-dir", str(elsewhere), "--speed", "max", "--format", "json"]
    assert main([*arguments, "--from", "2024-05-17T10:01", "--to", "2024-05-17T10:02", "--symbols", "hubc"]) == 0
    found = objects(capsys.readouterr().out)
    assert [page["quotes"] for page in found] == [[PAGES[n][0].model_dump(mode="json")] for n in (1, 2)]
    assert {page["source"] for page in found} == {str(data / "kites")}


def test_pages_that_cannot_be_read_are_told_and_left_out(data: Path, capsys: Captured) -> None:
    (data / "kites" / "2024-05-17T10.01.txt").write_text("", encoding="utf-8")
    assert main(["replay", str(data / "kites"), "--speed", "max", "--format", "json"]) == 0
    out, err = capsys.readouterr()
    assert len(objects(out)) == 3
    assert err.startswith("tapewatch: 2024-05-17T10.01.txt: There are neither quotes nor an article")


def test_a_night_between_two_pages_is_not_waited_out(tmp_path: Path) -> None:
    folder = save(tmp_path / "days", PAGES[:1])
    save(folder, PAGES[1:2], start=OPENING + timedelta(days=900))
    clock = HurriedClock()
    assert replay_folder(folder, Replay(speed=2.0), "json", clock, 1024 * 1024) == 0
    assert clock.waits == [0.0, LONGEST_WAIT.total_seconds() / 2]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no such device")
def test_a_full_disk_behind_standard_output_is_one_sentence(data: Path) -> None:
    command = f"{sys.executable} -m tui replay --data-dir {data} --format json --speed max > /dev/full"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (1, "tapewatch: The pages cannot be written (No space left on device).\n")


def test_a_file_is_no_folder(data: Path, tmp_path: Path, capsys: Captured) -> None:
    (tmp_path / "page.txt").write_text("BOP 5.03 No Change 0.00 (0%)", encoding="utf-8")
    page = str(tmp_path / "page.txt")
    for command in (["import", page, "--data-dir", str(data)], ["replay", page, "--format", "json"]):
        assert main(command) == 1
        assert "is not a folder; name one in which pages are saved." in capsys.readouterr().err


@pytest.mark.parametrize(("speed", "waits"), [(1.0, [0.0, 60.0, 60.0, 60.0]), (30.0, [0.0, 2.0, 2.0, 2.0]), (None, [])])
def test_the_time_between_pages_is_divided_by_the_speed(
    data: Path, capsys: Captured, speed: float | None, waits: list[float]
) -> None:
    clock = HurriedClock()
    assert replay_folder(data / "kites", Replay(speed=speed), "json", clock, 1024 * 1024) == 0
    assert clock.waits == pytest.approx(waits)
    assert len(objects(capsys.readouterr().out)) == 4


def test_a_table_for_each_page(data: Path, capsys: Captured) -> None:
    assert main(["replay", "--data-dir", str(data), "--speed", "max", "--format", "table"]) == 0
    tables = capsys.readouterr().out.split(f"{data / 'kites'} · saved page · prices as of")
    assert len(tables) == 5
    assert "HUBC    103.50" in tables[-1]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--from", "today"], "There are no pages for that."),
        (["--symbols", "XYZ"], "There are no pages for that."),
        (["{data}/nowhere"], "There is no file or folder"),
        (["--data-dir", "{data}/nowhere"], "There is no history yet"),
    ],
)
def test_where_there_is_nothing_it_is_one_sentence(
    data: Path, capsys: Captured, arguments: list[str], says: str
) -> None:
    more = [argument.replace("{data}", str(data)) for argument in arguments]
    assert main(["replay", "--data-dir", str(data), "--speed", "max", "--format", "json", *more]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert says in err
    assert err.count("\n") == 1


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE days SET ticks = x'ffff'",
        "UPDATE frames SET data = x'789c00'",
        "UPDATE articles SET data = x'00'",
        "UPDATE sources SET kind = 'rumour'",
    ],
)
def test_a_page_that_is_damaged_is_no_traceback(data: Path, capsys: Captured, damage: str) -> None:
    with closing(open_to_write(data / "history.db")) as connection:
        connection.execute(damage)
    assert main(["replay", "--data-dir", str(data), "--speed", "max", "--format", "json"]) in {0, 1}
    out, err = capsys.readouterr()
    assert all(page["quotes"] for page in objects(out))
    assert bool(out) or err.startswith("tapewatch: ")
    assert err.count("\n") <= 1


def test_a_reader_that_has_had_enough_is_no_error(data: Path) -> None:
    command = f"{sys.executable} -m tui replay --data-dir {data} --speed 60 --format json | head -1"
    done = subprocess.run(["bash", "-o", "pipefail", "-c", command], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert len(objects(done.stdout)) == 1


def test_the_monitor_opens_on_a_span(data: Path) -> None:
    with terminal(["replay", "--data-dir", str(data), "--from", "2024-05-17", "--speed", "1000"]) as shown:
        shown.until(lambda text: "page 4 of 4" in text and "103.50" in text)
        assert "history from 17 May 2024" in shown.text
        assert " REPLAY " in shown.text
        shown.type("q")
        assert shown.until_ended() == 0


def test_the_monitor_opens_on_an_address_of_the_history_and_on_a_folder(data: Path) -> None:
    for arguments in (["history:2024-05-17", "--speed", "1000"], ["replay", str(data / "kites"), "--speed", "1000"]):
        with terminal([*arguments, "--data-dir", str(data)]) as shown:
            shown.until(lambda text: "page 4 of 4" in text)
            shown.type("q")
            assert shown.until_ended() == 0


def test_parse_and_doctor_know_the_address_too(data: Path, capsys: Captured) -> None:
    assert main(["parse", "history:2024-05-17", "--format", "csv", "--data-dir", str(data)]) == 0
    assert "HUBC,100.50" in capsys.readouterr().out
    assert main(["doctor", "history:2024-05-17", "history:2023-01-01", "--data-dir", str(data)]) == 1
    out = capsys.readouterr().out
    assert "● history 17 May 2024 (replay): 2 quotes" in out
    assert "✗ The history has no pages of 01 Jan 2023." in out


def test_without_a_terminal_it_names_the_form(capsys: Captured) -> None:
    assert main(["replay"]) == 2
    assert "tapewatch replay --format json" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["kites", "--from", "today"], "leave out FOLDER"),
        (["--speed", "max"], "add --format"),
        (["--speed", "0"], "not a number above 0"),
        (["--from", "today", "--to", "yesterday"], "--from is after --to"),
        (["--format", "csv"], "invalid choice"),
    ],
)
def test_wrong_usage_is_exit_status_2(arguments: list[str], says: str, capsys: Captured) -> None:
    with pytest.raises(SystemExit, match="2"):
        main(["replay", *arguments])
    assert says in capsys.readouterr().err


def test_max_is_as_fast_as_can_be() -> None:
    options = read_arguments("replay", ["--speed", "max", "--format", "json", "--from", "-7d"])
    assert math.isinf(options.speed)
    assert options.since is not None
