"""On a machine that knows nothing of tapewatch: the first command of the README, and whatever terminal there is."""

import os
import pwd
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.terminal import TAPEWATCH, Terminal, terminal
from tui.paths import data_folder, settings_file

PROJECT = Path(__file__).parents[2]
USUAL = {"TERM": "xterm-256color", "LANG": "C.UTF-8"}

_PATH = "/usr/local/bin:/usr/bin:/bin"


def is_open(text: str) -> bool:
    """Whether the monitor is drawn, from its first line to its last."""
    lines = text.splitlines()
    return "DEMO" in lines[0] and "▸  AIRLINK" in text and "▲" in text and "q Quit" in lines[-1]


@contextmanager
def started(
    data: Path, variables: dict[str, str], *words: str, before: Sequence[str] = (), columns: int = 120, lines: int = 40
) -> Iterator[Terminal]:
    """Run the demo where the environment is these variables and nothing else but where settings and data are."""
    places = {} if "HOME" in variables else {"XDG_CONFIG_HOME": str(data), "XDG_DATA_HOME": str(data)}
    told = [f"{name}={value}" for name, value in {"PATH": _PATH, **places, **variables}.items()]
    with terminal(words, program=[*before, "env", "-i", *told, *TAPEWATCH], columns=columns, lines=lines) as tty:
        yield tty


def quit_cleanly(tty: Terminal) -> None:
    """Quit, and see that nothing but sentences is left behind."""
    tty.type("q")
    assert tty.until_ended() == 0
    assert b"Traceback" not in tty.written
    assert tty.now == tty.before


# The project as a tarball, and `make run`


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the source distribution, in one with a space in its name."""
    folder = tmp_path_factory.mktemp("a fresh machine")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "sdist", "-d", str(folder)]
    subprocess.run(command, cwd=PROJECT, check=True, capture_output=True)
    (built,) = folder.glob("*.tar.gz")
    subprocess.run(["tar", "-xf", built, "-C", folder], check=True)
    return folder / built.name.removesuffix(".tar.gz")


def make(folder: Path, *words: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run make in the folder, with what reaches a package registry from here and nothing else of the environment."""
    reaching = {
        name: value
        for name, value in os.environ.items()
        if name.startswith(("PIP_", "SSL_", "REQUESTS_")) or name.lower().endswith("_proxy") or name == "HOME"
    }
    environment = {"PATH": _PATH, **reaching, **variables}
    return subprocess.run(
        ["make", f"PYTHON={sys.executable}", *words],
        cwd=folder,
        env=environment,
        check=False,
        capture_output=True,
        text=True,
    )


def test_the_source_distribution_has_every_file_of_the_project(unpacked: Path) -> None:
    ignored = {line.strip("/") for line in (PROJECT / ".gitignore").read_text(encoding="utf-8").splitlines()}
    ours = {path.name for path in PROJECT.iterdir() if not path.name.startswith(".")} - ignored
    assert ours > {"Makefile", "README.md", "docs", "parsing", "tests", "tui"}
    files = {
        path.relative_to(PROJECT)
        for name in ours
        for path in [PROJECT / name, *(PROJECT / name).rglob("*")]
        if path.is_file() and ignored.isdisjoint(path.relative_to(PROJECT).parts)
    }
    assert {path for path in files if not (unpacked / path).is_file()} == set()


@pytest.mark.timeout(300)
@pytest.mark.skipif(shutil.which("make", path=_PATH) is None, reason="make is not installed")
def test_make_run_installs_once_and_mends_what_was_broken_off(unpacked: Path) -> None:
    begun = unpacked / ".venv" / "bin" / "python"
    begun.parent.mkdir(parents=True)
    begun.symlink_to(sys.executable)  # an installation that was broken off before pip was there
    first = make(unpacked, "run", "ARGS=parse demo")
    assert first.returncode == 0, first.stderr
    assert "Installing what tapewatch needs" in first.stdout
    assert "KSE100" in first.stdout

    second = make(unpacked, "--jobs=4", "run", "ARGS=parse demo", PIP_NO_INDEX="1", PIP_FIND_LINKS="")
    assert second.returncode == 0, second.stderr
    assert "Installing" not in second.stdout
    assert "KSE100" in second.stdout


@pytest.mark.skipif(shutil.which("make", path=_PATH) is None, reason="make is not installed")
def test_a_python_that_is_too_old_is_told_before_anything_is_installed(tmp_path: Path) -> None:
    shutil.copy(PROJECT / "Makefile", tmp_path)
    (tmp_path / "requirements.lock").touch()
    done = make(tmp_path, "run", "PYTHON=false")  # which says no to whatever it is asked
    assert done.returncode != 0
    assert "tapewatch needs Python 3.11 or newer" in done.stderr
    assert not (tmp_path / ".venv").exists()


# Terminals and locales


@pytest.mark.parametrize(
    "variables",
    [
        {},
        {"TERM": "linux"},
        {"TERM": "vt100", "LC_ALL": "C"},
        {"TERM": "screen", "LC_ALL": "POSIX"},
        {"TERM": "never-heard-of", "LC_ALL": "xx_YY.UTF-8"},
        {**USUAL, "COLUMNS": "20", "LINES": "7"},
        {**USUAL, "COLUMNS": "500", "LINES": "many"},
    ],
    ids=lambda variables: " ".join(f"{name}={value}" for name, value in variables.items()) or "nothing",
)
def test_the_monitor_opens_on_any_terminal_that_draws(variables: dict[str, str], tmp_path: Path) -> None:
    with started(tmp_path, variables) as tty:
        tty.until(is_open)
        quit_cleanly(tty)


@pytest.mark.parametrize(
    ("variables", "reason"),
    [
        ({"TERM": "dumb"}, "TERM=dumb"),
        ({"TERM": "unknown"}, "TERM=unknown"),
        ({"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}, "LC_ALL=C.UTF-8 tapewatch"),
    ],
    ids=["dumb", "unknown", "ascii"],
)
def test_where_it_cannot_be_drawn_a_sentence_says_what_to_do(
    variables: dict[str, str], reason: str, tmp_path: Path
) -> None:
    with started(tmp_path, variables, columns=300) as tty:
        assert tty.until_ended() == 2
        (sentence,) = tty.text.strip().splitlines()
        assert sentence.startswith("tapewatch: The monitor ")
        assert reason in sentence
        assert "tapewatch --plain [SOURCE ...]" in sentence
        assert "tapewatch parse SOURCE" in sentence
    assert b"\x1b" not in tty.written


@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "2>/dev/null"])
def test_where_a_part_of_the_terminal_is_missing_a_sentence_says_so(closed: str, tmp_path: Path) -> None:
    with started(tmp_path, USUAL, before=["sh", "-c", f'"$@" {closed}', "sh"], columns=300) as tty:
        assert tty.until_ended() == 2
        assert "The monitor needs a terminal." in tty.text
        assert len(tty.text.strip().splitlines()) == 1


@pytest.mark.parametrize("theme", ["tapewatch-dark", "tapewatch-light", "tapewatch-contrast", "tapewatch-blue-orange"])
def test_in_sixteen_colours_nothing_has_the_colour_of_its_ground(theme: str, tmp_path: Path) -> None:
    with started(tmp_path, {"TERM": "linux"}, "--theme", theme) as tty:
        tty.until(is_open)
        colours = {(cell.fg, cell.bg) for cell in tty.cells if cell.data.strip()}
        assert len(colours) > 3
        assert {pair for pair in colours if pair[0] == pair[1]} == set()


def test_a_window_of_one_cell_is_quit_as_any_other(tmp_path: Path) -> None:
    with started(tmp_path, USUAL, columns=1, lines=1) as tty:
        tty.until_written(b"\x1b[?1049h")
        quit_cleanly(tty)


@pytest.mark.skipif(shutil.which("screen") is None, reason="screen is not installed")
def test_in_screen_it_opens_and_is_quit(tmp_path: Path) -> None:
    (tmp_path / "sockets").mkdir(mode=0o700)
    screen = ["env", f"SCREENDIR={tmp_path / 'sockets'}", "LANG=C.UTF-8", "screen", "-U", "-c", "/dev/null"]
    with started(tmp_path, {"TERM": "screen", "LANG": "C.UTF-8"}, before=screen) as tty:
        tty.until(is_open)
        tty.type("q")
        assert tty.until_ended() == 0
    assert b"Traceback" not in tty.written


# Homes


def test_an_empty_home_stays_empty_but_for_what_is_remembered(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    with started(tmp_path, {**USUAL, "HOME": str(home)}) as tty:
        assert "Nothing is remembered" not in tty.until(is_open)
        tty.type("t")
        quit_cleanly(tty)
    kept = {str(path.relative_to(home)) for path in home.rglob("*") if path.is_file()}
    assert kept == {f".local/share/tapewatch/{name}" for name in ("history.db", "view.json")}


@pytest.mark.parametrize("home", ["/proc", "/proc/nowhere", "/dev/null"])
def test_a_home_that_nobody_can_write_to_is_told_and_the_monitor_opens(home: str, tmp_path: Path) -> None:
    with started(tmp_path, {**USUAL, "HOME": home}, columns=200) as tty:
        tty.until(lambda text: is_open(text) and f"Nothing is remembered: {home}" in text)
        tty.type("t")
        quit_cleanly(tty)
    assert f"not remembered: {home}".encode() in tty.written.partition(b"\x1b[?1049l")[2]


def test_who_has_no_home_at_all_has_settings_and_data_nowhere(monkeypatch: pytest.MonkeyPatch) -> None:
    def nobody(number: int) -> pwd.struct_passwd:
        raise KeyError(number)

    for name in ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME"):
        monkeypatch.delenv(name)
    monkeypatch.setattr(pwd, "getpwuid", nobody)
    assert settings_file() == Path("/nonexistent/tapewatch/settings.toml")
    assert data_folder() == Path("/nonexistent/tapewatch")
