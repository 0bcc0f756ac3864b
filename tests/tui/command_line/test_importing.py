"""`tapewatch import`: saved pages come into the history once, whatever happens meanwhile."""

import json
import os
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from tests.builders import NOON, PAGES, quote, refreshed
from tests.html_pages import html_page
from tests.terminal import terminal
from tests.tui.saved_pages import OPENING, save
from tui.cli import main
from tui.history.database import open_to_read
from tui.history.importing import Importer
from tui.history.keeper import FileHistory
from tui.history.recalling import reports
from tui.history.session import reading
from tui.refresh import Refreshed
from tui.spans import Span

Captured = pytest.CaptureFixture[str]


def pages_in(data: Path) -> list[Refreshed]:
    """Return the pages that the history in that data folder has."""
    with reading(data / "history.db") as connection:
        found = reports(connection, *Span(), by_page=True)
        return [report for report in found if isinstance(report, Refreshed)]


def run_import(folder: Path, data: Path, *more: str) -> int:
    """Import the folder, and return the exit status."""
    return main(["import", str(folder), "--data-dir", str(data), *more])


def test_pages_are_there_as_they_were_saved(tmp_path: Path, capsys: Captured) -> None:
    folder = save(tmp_path / "kites", [[quote()], [quote(price="136.60", change="0.76")]])
    assert run_import(folder, tmp_path) == 0
    assert capsys.readouterr().out == "2 pages imported, 0 known already\n"
    first, second = pages_in(tmp_path)
    assert (first.source, first.kind, first.as_of) == (str(folder), "saved page", OPENING)
    assert first.at == first.as_of
    assert second.as_of == OPENING + timedelta(minutes=1)
    assert second.snapshot.quotes == (quote(price="136.60", change="0.76"),)
    assert second.snapshot.article is not None


def test_a_folder_that_is_imported_again_adds_nothing(tmp_path: Path, capsys: Captured) -> None:
    folder = save(tmp_path / "kites", [[quote()]] * 250)
    run_import(folder, tmp_path)
    with closing(open_to_read(tmp_path / "history.db")) as connection:
        before = list(connection.iterdump())
    assert run_import(folder, tmp_path) == 0
    assert capsys.readouterr().out.splitlines()[1] == "0 pages imported, 250 known already"
    save(folder, [[quote("OGDC")]], start=OPENING + timedelta(days=1))
    with closing(open_to_read(tmp_path / "history.db")) as connection:
        assert list(connection.iterdump()) == before
    run_import(folder, tmp_path)
    assert capsys.readouterr().out == "1 page imported, 250 known already\n"
    assert len(pages_in(tmp_path)) == 251


def test_two_folders_of_one_name_are_two_sources(
    tmp_path: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, price in (("a", "100.50"), ("b", "200.50")):
        save(tmp_path / name / "pages", [[quote(price=price)]])
        monkeypatch.chdir(tmp_path / name)
        assert run_import(Path("pages"), tmp_path) == 0
    told = {report.source: str(report.snapshot.quotes[0].price) for report in pages_in(tmp_path)}
    assert told == {str(tmp_path / "a" / "pages"): "100.50", str(tmp_path / "b" / "pages"): "200.50"}
    capsys.readouterr()
    data = ["--data-dir", str(tmp_path)]
    assert main(["export", "--source", "pages", "--format", "json", *data]) == 0  # that of the folder we are in
    (line,) = capsys.readouterr().out.splitlines()
    assert json.loads(line)["source"] == str(tmp_path / "b" / "pages")
    assert json.loads(line)["price"] == "200.50"
    assert main(["history", "--stats", *data]) == 0
    out = capsys.readouterr().out
    assert all(str(tmp_path / name / "pages") in out for name in "ab")
    assert main(["replay", "--speed", "max", "--format", "json", *data]) == 0
    replayed = [json.loads(line)["source"] for line in capsys.readouterr().out.splitlines()]
    assert replayed == sorted(told)


def test_a_folder_is_cleaned_before_its_name_reaches_a_screen(tmp_path: Path, capsys: Captured) -> None:
    folder = save(tmp_path / "\x1b[31mred\nkites", [[quote()]])
    assert run_import(folder, tmp_path) == 0
    (page,) = pages_in(tmp_path)
    assert page.source == f"{tmp_path}/red kites"
    assert main(["export", "--source", str(folder), "--data-dir", str(tmp_path)]) == 0
    assert "\x1b" not in capsys.readouterr().out


def test_the_pages_of_the_corpus_come_back_as_they_are_expected(tmp_path: Path) -> None:
    assert run_import(PAGES, tmp_path) == 0
    found = [report.snapshot.model_dump(mode="json") for report in pages_in(tmp_path)]
    expected = [json.loads(file.read_text(encoding="utf-8")) for file in PAGES.glob("*.expected.json")]
    assert sorted(str(page["quotes"]) for page in found) == sorted(str(page["quotes"]) for page in expected)
    assert sorted(str(page["indices"]) for page in found) == sorted(str(page["indices"]) for page in expected)


def test_html_pages_and_feeds_are_read_too(tmp_path: Path) -> None:
    folder = save(tmp_path / "mixed", [[quote()]])
    expected = json.loads((PAGES / "2023-12-20-world-photo.expected.json").read_text(encoding="utf-8"))
    (folder / "2024-05-16.html").write_text(html_page(expected), encoding="utf-8")
    item = "<item><title>Kites rise</title><link>https://example.com/1</link><description>High.</description></item>"
    feed = f"<?xml version='1.0'?><rss version='2.0'><channel><title>News</title>{item}</channel></rss>"
    (folder / "2024-05-18.xml").write_text(feed, encoding="utf-8")
    old = time.time() - 60
    for name in ("2024-05-16.html", "2024-05-18.xml"):
        os.utime(folder / name, (old, old))
    assert run_import(folder, tmp_path) == 0
    html, text, feed_page = pages_in(tmp_path)
    assert len(html.snapshot.quotes) == 30
    assert text.snapshot.quotes == (quote(),)
    assert [article.title for article in feed_page.snapshot.articles] == ["Kites rise"]


def test_pages_that_cannot_be_read_are_told_and_stop_nothing(tmp_path: Path, capsys: Captured) -> None:
    folder = save(tmp_path / "kites", [[quote()]])
    for number in range(7):
        (folder / f"2024-05-16-{number}.txt").write_text("", encoding="utf-8")
    (folder / "2024-05-15.html").write_text("<!doctype html>" + "<div>" * 30_000, encoding="utf-8")
    (folder / "2024-05-14 huge figure.txt").write_text(f"HUBC {'9' * 30} Increased By 1 (1%)", encoding="utf-8")
    save(folder, [[quote()]], start=OPENING + timedelta(days=365 * 200))
    save(folder, [[quote()]], start=OPENING - timedelta(days=365 * 30))
    assert run_import(folder, tmp_path) == 0
    out, err = capsys.readouterr()
    assert out == "1 page imported, 0 known already, 11 left out\n"
    told = err.splitlines()
    assert any("older than the history goes back" in line for line in told)
    assert any("more than 500 tags inside each other" in line for line in told)
    assert told[-1] == "tapewatch: and 6 more like that"
    assert len(told) == 6
    assert len(pages_in(tmp_path)) == 1


@pytest.mark.parametrize(
    ("folder", "says"),
    [("nowhere", "There is no file or folder"), ("empty", "There are no saved pages in the folder")],
)
def test_a_folder_without_pages_is_one_sentence(folder: str, says: str, tmp_path: Path, capsys: Captured) -> None:
    (tmp_path / "empty").mkdir()
    assert run_import(tmp_path / folder, tmp_path) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert says in err
    assert err.count("\n") == 1
    assert not (tmp_path / "history.db").exists()


def test_a_folder_of_nothing_usable_is_exit_status_1(tmp_path: Path) -> None:
    folder = tmp_path / "kites"
    folder.mkdir()
    (folder / "2024-05-16.txt").touch()
    assert run_import(folder, tmp_path) == 1


@pytest.mark.parametrize("mode", ["off", "read-only"])
def test_nothing_is_imported_where_the_settings_say_that_nothing_is_remembered(
    mode: str, tmp_path: Path, capsys: Captured
) -> None:
    settings = tmp_path / "settings.toml"
    settings.write_text(f'history = "{mode}"\n', encoding="utf-8")
    folder = save(tmp_path / "kites", [[quote()]])
    assert run_import(folder, tmp_path, "--settings", str(settings)) == 1
    assert f'history = "{mode}"' in capsys.readouterr().err
    assert not (tmp_path / "history.db").exists()


def test_a_history_that_cannot_be_written_is_one_sentence(tmp_path: Path, capsys: Captured) -> None:
    folder = save(tmp_path / "kites", [[quote()]])
    (tmp_path / "history.db").write_bytes(b"no database at all " * 100)
    assert run_import(folder, tmp_path) == 1
    assert "is broken" in capsys.readouterr().err
    assert (tmp_path / "history.db").read_bytes().startswith(b"no database")


def test_a_write_that_fails_keeps_what_was_imported_before(
    tmp_path: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = save(tmp_path / "kites", [[quote()]] * 250)
    take, calls = Importer.take, []

    def full(*arguments: object) -> None:
        calls.append(arguments)
        if len(calls) > 1:
            raise sqlite3.OperationalError("database or disk is full")
        take(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(Importer, "take", full)
    assert run_import(folder, tmp_path) == 1
    out, err = capsys.readouterr()
    assert out == "100 pages imported, 0 known already\n"
    assert "disk is full" in err
    assert "What was imported before is kept." in err
    assert len(pages_in(tmp_path)) == 100


def test_ctrl_c_keeps_what_is_done_and_the_next_import_does_the_rest(tmp_path: Path) -> None:
    folder = save(tmp_path / "kites", ([quote(price=f"{100 + n}.50")] for n in range(1200)))
    arguments = ["import", str(folder), "--data-dir", str(tmp_path)]
    # it is stopped for certain before its end, and after its first hundred pages
    slow = (
        "import os, signal, sys, tui.command_line.importing as i\n"
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"  # ignored where the tests run in the background
        "take = i.Importer.take\n"
        "def stopping(*a):\n    take(*a)\n    os.kill(os.getpid(), signal.SIGINT)\n"
        "i.Importer.take = stopping\n"
        "from tui.cli import main\nsys.exit(main(sys.argv[1:]))"
    )
    with terminal(arguments, program=(sys.executable, "-c", slow)) as stopped:
        assert stopped.until_ended() == 130
        assert "100 pages imported, 0 known already" in stopped.text
        assert "Stopped. What was imported is kept" in stopped.text
    with terminal(arguments) as again:
        assert again.until_ended() == 0
        assert "1,100 pages imported, 100 known already" in again.text
        assert b"importing" in again.written
    assert len(pages_in(tmp_path)) == 1200


def test_there_is_no_progress_in_a_pipe(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    run_import(save(tmp_path / "kites", [[quote()]]), tmp_path)
    assert capfd.readouterr().err == ""


def test_a_monitor_that_is_open_goes_on_remembering_meanwhile(tmp_path: Path) -> None:
    folder = save(tmp_path / "kites", [[quote()]] * 300)
    monitor = FileHistory(tmp_path / "history.db")
    told = [refreshed(quote(price=f"{100 + n}.50"), at=NOON + timedelta(minutes=n)) for n in range(60)]
    for report in told[:20]:
        monitor.record(report)
    arguments = [sys.executable, "-m", "tui", "import", str(folder), "--data-dir", str(tmp_path)]
    with subprocess.Popen(arguments, stdout=subprocess.PIPE) as importing:
        for report in told[20:40]:
            monitor.record(report)
        assert importing.communicate()[0] == b"300 pages imported, 0 known already\n"
    for report in told[40:]:
        monitor.record(report)
    assert monitor.close() is None
    found = pages_in(tmp_path)
    assert [report.snapshot for report in found if report.source == "page.txt"] == [report.snapshot for report in told]
    assert sum(report.source == str(folder) for report in found) == 300
