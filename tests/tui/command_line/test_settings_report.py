"""`tapewatch settings`: every setting that holds, and where it came from."""

import json
from pathlib import Path

import pytest

from tui.cli import main
from tui.settings.model import MarketHours, RelayAccess, Settings, SourceSettings

TEXT = """\
every = 30
sources = [
    "page.txt",
    { address = "https://me:secret@a.example/x", timeout = 5 },
]
[hours]
friday = ["09:00-12:00"]
"""


def report(
    capsys: pytest.CaptureFixture[str], *arguments: str | Path, status: int = 0
) -> dict[str, tuple[object, ...]]:
    """Run the command, and return the value, the origin and the line of each field."""
    assert main(["settings", "--format", "json", *map(str, arguments)]) == status
    record = json.loads(capsys.readouterr().out)
    return {field["field"]: (field["value"], field["origin"], field["line"]) for field in record["fields"]}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where a file with every kind of field is."""
    path = tmp_path / "settings.toml"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_each_field_tells_its_value_and_where_it_came_from(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    fields = report(capsys, "--settings", path)
    assert fields["every"] == (30, "file", 1)
    assert fields["speed"] == (1, "default", None)
    assert fields["sources[0].address"] == ("page.txt", "file", 3)
    assert fields["sources[0].timeout"] == (None, "default", None)
    assert fields["sources[1].timeout"] == (5, "file", 4)
    assert fields["hours.friday"] == (["09:00-12:00"], "file", 7)
    assert fields["hours.monday_to_thursday"] == (["09:32-15:30"], "default", None)


def test_every_field_is_there(capsys: pytest.CaptureFixture[str]) -> None:
    fields = report(capsys)
    expected = {name for name in Settings.model_fields if name not in {"sources", "relay", "hours"}}
    expected |= {f"sources[0].{name}" for name in SourceSettings.model_fields}
    expected |= {f"relay.{name}" for name in RelayAccess.model_fields}
    expected |= {f"hours.{name}" for name in MarketHours.model_fields}
    assert fields.keys() == expected
    assert {origin for _, origin, _ in fields.values()} == {"default"}
    assert fields["sources[0].address"] == ("demo", "default", None)


def test_a_password_is_told_of_and_not_told(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path.write_text('[relay]\nusername = "me"\npassword = "hunter2"\n', encoding="utf-8")
    fields = report(capsys, "--settings", path, "redis://me:hunter2@host/?stream=psx")
    assert fields["relay.username"] == ("me", "file", 2)
    assert fields["relay.password"][1:] == ("file", 3)
    assert fields["sources[0].address"][0] == "redis://host/?stream=psx"
    assert "hunter2" not in str(fields)


def test_the_command_line_is_on_top_and_keeps_what_the_file_says_of_its_sources(
    path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    named = "https://me:secret@a.example/x"
    fields = report(capsys, "demo", named, "--every", "7", "--theme", "nord", "--settings", path)
    assert fields["every"] == (7, "command line", None)
    assert fields["theme"] == ("nord", "command line", None)
    assert fields["sources[0].address"] == ("demo", "command line", None)
    assert fields["sources[1].address"] == ("https://a.example/x", "command line", None)
    assert fields["sources[1].timeout"] == (5, "file", 4)


def test_no_part_of_a_password_is_printed_however_it_is_written(capsys: pytest.CaptureFixture[str]) -> None:
    fields = report(capsys, "http://u:p@ss@h/", "http://u:pa/ss@h/", "http\u200b://u:pa@h/", "p@ge.txt")
    seen = [value for name, (value, _, _) in fields.items() if name.endswith(".address")]
    assert seen == ["http://h/", "http://h/", "http://h/", "p@ge.txt"]


def test_of_two_entries_for_one_source_the_later_one_is_told(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path.write_text("[[sources]]\naddress = 'a'\nevery = 5\n[[sources]]\naddress = 'a'\nevery = 6\n", encoding="utf-8")
    fields = report(capsys, "--settings", path)
    assert fields["sources[0].every"] == (6, "file", 6)
    assert "sources[1].every" not in fields


def test_a_table_for_people(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["settings", "--settings", str(path)]) == 0
    printed = capsys.readouterr()
    lines = printed.out.splitlines()
    assert lines[0] == f"{path} (found)"
    assert lines[2].split() == ["Field", "Value", "From"]
    assert 'hours.friday              ["09:00-12:00"]' in printed.out
    assert any(line.split() == ["speed", "1", "default"] for line in lines)
    assert any(line.split() == ["every", "30", "line", "1"] for line in lines)
    assert "secret" not in printed.out
    assert printed.err == ""


def test_a_wrong_file_is_a_sentence_and_the_defaults_and_stays_as_it_is(
    path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path.write_text("speed = 2\nevery = -1\n", encoding="utf-8")
    before = path.stat()
    assert main(["settings", "--settings", str(path)]) == 1
    printed = capsys.readouterr()
    assert printed.out.startswith(f"{path} (cannot be used; the defaults hold)")
    assert printed.err.startswith(f"tapewatch: In the settings {path}, line 2, every is wrong")
    assert printed.err.count("\n") == 1
    fields = report(capsys, "--settings", path, status=1)
    assert fields["speed"] == (1, "default", None)
    after = path.stat()
    assert (after.st_mtime_ns, after.st_ino, after.st_size) == (before.st_mtime_ns, before.st_ino, before.st_size)


def test_a_missing_file_is_a_fault_only_where_it_was_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["settings"]) == 0
    assert "(not there; the defaults hold)" in capsys.readouterr().out
    assert main(["settings", "--settings", str(tmp_path / "none.toml")]) == 1
    printed = capsys.readouterr()
    assert "(not there; the defaults hold)" in printed.out
    assert "There is no settings file" in printed.err


def test_hostile_values_reach_no_terminal(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path.write_text('sources = ["\\u001b]0;owned\\u0007\\u202e"]\ntheme = "\\u001b[31m"\n', encoding="utf-8")
    for form in ("table", "json"):
        assert main(["settings", "--settings", str(path), "--format", form]) == 0
        assert capsys.readouterr().out.replace("\n", "").isprintable()
