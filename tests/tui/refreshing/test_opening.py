"""Opening the monitor, without a terminal: what is closed at its end, whatever went wrong."""

import sys
from pathlib import Path

import pytest

import tui.app
import tui.history.keeper
from tests.builders import FakeClock
from tui.command_line.monitor import open_monitor
from tui.history.keeper import NoHistory
from tui.settings.file import SettingsFile

Captured = pytest.CaptureFixture[str]


class Kept(NoHistory):
    """A history that says when it was closed."""

    def close(self) -> str:
        """Return a sentence, as where something could not be written."""
        return "The history is closed."


@pytest.fixture(autouse=True)
def _ends_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have an app that ends at once, beside that history."""
    monkeypatch.setattr(tui.history.keeper, "history_of", lambda *_: Kept())
    monkeypatch.setattr(tui.app.TapewatchApp, "run", lambda _: None)


def opened(folder: Path, monkeypatch: pytest.MonkeyPatch) -> int:
    """Open the monitor as if on a terminal, and return the exit status."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        monkeypatch.setattr(stream, "isatty", lambda: True)
    file = SettingsFile(folder / "settings.toml", addresses=("demo",))
    return open_monitor(file, FakeClock(), folder)


def test_the_history_is_closed_at_the_end(tmp_path: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch) -> None:
    assert opened(tmp_path, monkeypatch) == 0
    assert capsys.readouterr().err == "tapewatch: The history is closed.\n"


@pytest.mark.parametrize("breaks", ["__init__", "run", "close_view"])
def test_the_history_is_closed_whatever_breaks(
    breaks: str, tmp_path: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(tui.app.TapewatchApp, breaks, broken)
    with pytest.raises(ZeroDivisionError):
        opened(tmp_path, monkeypatch)
    assert capsys.readouterr().err == "tapewatch: The history is closed.\n"


def test_a_view_that_cannot_be_kept_is_told_before_the_history(
    tmp_path: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tui.app.TapewatchApp, "close_view", lambda _: "The view \x1b[31mcannot be kept.")
    assert opened(tmp_path, monkeypatch) == 0
    view, history = capsys.readouterr().err.splitlines()
    assert (view, history) == ("tapewatch: The view cannot be kept.", "tapewatch: The history is closed.")
