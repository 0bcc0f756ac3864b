"""Which addresses are opened, with what, and what is said where that cannot be."""

import sys
from pathlib import Path

import pytest

from tui.articles.browser import NO_BROWSER, command_for, open_in_browser

ADDRESS = "https://x.example/a?b=c&d=%s"


@pytest.fixture
def folder(tmp_path: Path) -> str:
    """A folder with commands, as a PATH."""
    for name in ("firefox", "xdg-open", "open", "lynx", "w3m"):
        path = tmp_path / name
        path.write_text("#!/bin/sh\n")
        path.chmod(0o755)
    return str(tmp_path)


@pytest.mark.parametrize(
    ("environment", "platform", "command"),
    [
        ({}, "linux", None),
        ({"DISPLAY": ":0"}, "linux", ["xdg-open", ADDRESS]),
        ({"WAYLAND_DISPLAY": "wayland-0"}, "linux", ["xdg-open", ADDRESS]),
        ({"DISPLAY": ""}, "linux", None),
        ({"BROWSER": "firefox"}, "linux", ["firefox", ADDRESS]),
        ({"BROWSER": "firefox --new-tab %s"}, "linux", ["firefox", "--new-tab", ADDRESS]),
        ({"BROWSER": "lynx"}, "linux", None),
        ({"BROWSER": "/usr/bin/w3m:firefox"}, "linux", ["firefox", ADDRESS]),
        ({"BROWSER": "nothing-like-that", "DISPLAY": ":0"}, "linux", ["xdg-open", ADDRESS]),
        ({"BROWSER": "'unclosed"}, "linux", None),
        ({}, "darwin", ["open", ADDRESS]),
        ({"BROWSER": "firefox"}, "darwin", ["firefox", ADDRESS]),
    ],
)
def test_a_browser_outside_the_terminal_is_taken(
    environment: dict[str, str], platform: str, command: list[str] | None, folder: str
) -> None:
    assert command_for(ADDRESS, {**environment, "PATH": folder}, platform) == command


@pytest.mark.parametrize(
    "address",
    ["", "javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "mailto:a@b.c", "//x", "--help", "http://["],
)
def test_nothing_but_the_web_is_opened(address: str) -> None:
    assert open_in_browser(address) == "Only http and https addresses are opened."


def test_without_a_browser_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("BROWSER", "DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(sys, "platform", "linux")
    assert open_in_browser(ADDRESS) == NO_BROWSER


def run_as_browser(monkeypatch: pytest.MonkeyPatch, folder: Path, script: str) -> None:
    """Make the script the user's browser."""
    path = folder / "browse"
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    monkeypatch.setenv("BROWSER", str(path))
    monkeypatch.setattr(sys, "platform", "linux")


def test_the_browser_gets_the_address_and_no_terminal(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    told = tmp_path / "told"
    run_as_browser(
        monkeypatch, tmp_path, f'cat > "{told}.in"; echo noise; echo "$1" > "{told}"; (: < /dev/tty) && exit 3; exit 0'
    )
    assert open_in_browser(ADDRESS) is None
    assert told.read_text().strip() == ADDRESS
    assert (tmp_path / "told.in").read_text() == ""


def test_a_browser_that_fails_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    run_as_browser(monkeypatch, tmp_path, "exit 4")
    assert open_in_browser(ADDRESS) == f"The browser could not be opened ({tmp_path / 'browse'} ended with 4)."


def test_a_browser_that_cannot_be_started_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    path = tmp_path / "browse"
    path.write_bytes(b"\x7fELF")
    path.chmod(0o755)
    monkeypatch.setenv("BROWSER", str(path))
    monkeypatch.setattr(sys, "platform", "linux")
    assert open_in_browser(ADDRESS) == "The browser cannot be started (Exec format error)."


def test_a_browser_that_stays_open_is_not_waited_for(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("tui.articles.browser._FAILS_WITHIN", 0.01)
    run_as_browser(monkeypatch, tmp_path, "sleep 0.3")
    assert open_in_browser(ADDRESS) is None
