"""`tapewatch history`: what is there, counted."""

import json
from contextlib import closing
from pathlib import Path

import pytest

from tests.builders import failed, quote, refreshed
from tests.tui.saved_pages import save
from tui.cli import main
from tui.history.database import open_to_write, transaction
from tui.history.recording import Recorder

Captured = pytest.CaptureFixture[str]


@pytest.fixture
def data(tmp_path: Path, capsys: Captured) -> Path:
    """Return a data folder whose history has three saved pages, a live one that was seen twice, and a failure."""
    pages = [[quote()], [quote(price="136.60", change="0.76"), quote("BOP")], [quote(price="136.60", change="0.76")]]
    main(["import", str(save(tmp_path / "kites", pages)), "--data-dir", str(tmp_path)])
    with closing(open_to_write(tmp_path / "history.db")) as connection:
        recorder = Recorder(connection)
        for report in (refreshed(quote()), refreshed(quote()), failed()):
            with transaction(connection):
                recorder.take(report)
    capsys.readouterr()
    return tmp_path


def test_the_counts_are_those_of_what_was_recorded(data: Path, capsys: Captured) -> None:
    assert main(["history", "--format", "json", "--data-dir", str(data)]) == 0
    record = json.loads(capsys.readouterr().out)
    file = data / "history.db"
    assert record["file"] == str(file)
    assert record["bytes"] >= record["bytes_in_use"] > record["bytes_of_quotes"] > 0
    assert (record["from"], record["to"]) == ("2024-05-17T10:00:00+05:00", "2024-05-17T17:00:00+05:00")
    assert (record["quotes"], record["articles"]) == (4, 3)
    assert (record["history"], record["history_days"], record["history_megabytes"]) == ("on", 3650, 2048)
    names = ("name", "kind", "pages", "refreshes", "failures", "quotes", "symbols", "articles")
    assert [tuple(source[name] for name in names) for source in record["sources"]] == [
        (str(data / "kites"), "saved page", 3, 3, 0, 3, 2, 3),
        ("page.txt", "live", 1, 3, 1, 1, 1, 0),
    ]


def test_the_summary_and_with_stats_a_line_for_each_source(data: Path, capsys: Captured) -> None:
    assert main(["history", "--data-dir", str(data)]) == 0
    summary = capsys.readouterr().out
    labels = [line.split()[0] for line in summary.splitlines()]
    assert labels == ["file", "size", "from", "to", "quotes", "articles", "remembering"]
    assert "on, for 3,650 days and in 2,048 MB at most" in summary
    assert main(["history", "--stats", "--data-dir", str(data)]) == 0
    whole = capsys.readouterr().out
    heading, *rows = whole.removeprefix(summary).strip().splitlines()
    assert [row.split()[0] for row in rows] == [str(data / "kites"), "page.txt"]
    assert {len(line) for line in (heading, *rows)} == {len(heading)}


def test_what_the_settings_say_is_told(data: Path, capsys: Captured) -> None:
    settings = data / "settings.toml"
    settings.write_text('history = "read-only"\n', encoding="utf-8")
    assert main(["history", "--settings", str(settings), "--data-dir", str(data)]) == 0
    assert 'history = "read-only"' in capsys.readouterr().out


def test_a_history_that_is_missing_empty_or_broken_is_one_sentence(tmp_path: Path, capsys: Captured) -> None:
    file = tmp_path / "history.db"

    def says() -> str:
        assert main(["history", "--stats", "--data-dir", str(tmp_path)]) == 1
        out, err = capsys.readouterr()
        assert out == ""
        assert err.count("\n") == 1
        return err

    assert "There is no history yet" in says()
    assert not file.exists()
    open_to_write(file).close()
    assert "Nothing is remembered yet in" in says()
    file.write_bytes(b"no database at all " * 100)
    assert "is broken" in says()
