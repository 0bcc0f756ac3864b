"""Every command in the documents runs as it stands there, but for the places that it names.

Each is run by a shell in a terminal of its own, in a folder that has what commands name. A monitor is waited for and
quit. What runs until it is ended is ended once it says that it is at work. All else has to end well by itself.
"""

import os
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Final, NamedTuple

import pytest

from tests.builders import page_of, quote
from tests.feeds import RSS
from tests.project.documents import PROJECT, Command, blocks, commands
from tests.redis_server import redis_server
from tests.terminal import terminal

LANGUAGES: Final = {"sh", "toml", "text", "html", "json", "python", "ini", "diff"}
"""What a block of code may be. All that is `sh` runs, so that a command cannot hide under another name."""

PLACES: Final = (
    ("https://example.com/page", "http://127.0.0.1:{web}/page.html"),
    ("ADDRESS", "http://127.0.0.1:{web}/page.html"),
    ("feed:markets", "http://127.0.0.1:{web}/feed.xml"),
    ("redis://HOST/", "redis://127.0.0.1:{redis}/"),
    ("[SOURCE ...]", "page.html"),
    ("tapewatch serve", "tapewatch serve --port 0"),
    ("--port 8080", "--port 0"),
)
"""What stands in the documents for a place of the reader's, and what stands for it here."""

ELSEWHERE: Final = (
    (r"make run\b", "it is the monitor, in an environment that it makes first", "tests/project/test_fresh_machine.py"),
    (r"make test\b|pytest\b|\.venv/bin/(pytest|ruff|mypy|lint-imports)\b", "it is what runs this", "Makefile"),
    (r"make (bench|soak|mutants|lock|help)\b", "it takes long, needs the network, or only prints", "Makefile"),
    (r"(make|\.venv/bin/python -m) screenshots", "it writes pictures", "tests/project/test_screenshots.py"),
    (r"(\.venv/bin/)?python -m benchmarks\b", "it takes minutes", "tests/project/test_benchmarks.py"),
    (r"(uv|uvx|pip|pipx) ", "it fetches packages", "tests/project/test_wheel.py"),
    (r"\.venv/bin/python -m hatchling build", "it takes the whole of the repository", "tests/project/test_wheel.py"),
    (r"git (clone|switch|commit|tag|push)\b|cd tapewatch$", "it needs the repository's own place", "Makefile"),
    (r"python -m tests\.server$", "it is for hands-on use", "tests/tui/sources/test_web.py"),
    (r"ssh ", "it needs another machine", "tests/tui/test_serving.py"),
)
"""The commands that are not run here: which, why, and where they are held to what they do."""


class Kind(NamedTuple):
    """A kind of command that runs on: its words, what it shows once it is at work, and what is typed to end it."""

    words: str
    shows: str
    keys: str | None = None


_ENDING: Final = "parse|replay|history |export|import|watchlists|doctor|settings|--"

KINDS: Final = (
    Kind(r"tapewatch --plain\b", "Type help", "quit\n"),
    Kind(r"tapewatch serve\b", r"http://127\.0\.0\.1:\d+"),
    Kind(r"tapewatch publish\b", "Publishing|Standing by"),
    Kind(r"tapewatch replay\b(?!.*--format)", "HUBC", "q"),
    Kind(rf"(curl .* \| )?tapewatch(?= -$|$| (?!{_ENDING}))", "HUBC|KSE100", "q"),
)
"""The commands that run on, the first that fits; without keys a signal ends them. All others end by themselves."""

PAGE: Final = page_of(
    quote("HUBC"), quote("OGDC", "120.00", "0.70"), quote("KSE100", "75312", "381"), body="They rose.\n"
)


@contextmanager
def website(folder: Path) -> Iterator[int]:
    """Serve the folder on 127.0.0.1, and give the port."""

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder))) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield server.server_address[1]
        server.shutdown()
        thread.join()


def fill(folder: Path) -> None:
    """Put there what the commands name."""
    (folder / "pages").mkdir(parents=True)
    html = "".join(f"<p>{line}</p>\n" for line in PAGE.split("\n"))
    (folder / "page.html").write_text(f"<!doctype html><html><body>{html}</body></html>", encoding="utf-8")
    (folder / "page.txt").write_text(PAGE, encoding="utf-8")
    (folder / "feed.xml").write_bytes(RSS)
    (folder / "lists.toml").write_text('starred = ["HUBC"]\n', encoding="utf-8")
    for day in (date(2024, 5, 16), date(2024, 5, 17), datetime.now(UTC).date() - timedelta(days=2)):
        (folder / "pages" / f"{day}.txt").write_text(PAGE, encoding="utf-8")


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with what the commands name, and with a history of its saved pages in `data`."""
    folder = tmp_path_factory.mktemp("here")
    fill(folder)
    arguments = ["import", "pages", "--data-dir", "data"]
    subprocess.run([sys.executable, "-m", "tui", *arguments], cwd=folder, check=True, capture_output=True)
    return folder


@pytest.fixture(scope="module")
def relay(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """Give the port of a server to which a page is published."""
    folder = tmp_path_factory.mktemp("relay")
    fill(folder)
    with redis_server(folder / "redis") as server:
        arguments = ["publish", "page.txt", "--to", server.address, "--data-dir", "data"]
        program = [sys.executable, "-m", "tui", *arguments]
        with subprocess.Popen(program, cwd=folder, stderr=subprocess.PIPE, text=True) as process:
            assert process.stderr is not None
            assert any("Publishing" in line for line in process.stderr)
            yield server.port
            process.terminate()
            process.stderr.read()


def is_elsewhere(command: Command) -> bool:
    """Whether the command is one of those that are not run here."""
    return any(re.match(pattern, command.words) for pattern, _, _ in ELSEWHERE)


RUN: Final = [command for command in commands() if not is_elsewhere(command)]


@pytest.mark.parametrize("command", RUN, ids=lambda command: f"{command.document}: {command.words}")
def test_a_command_of_the_documents_runs(
    command: Command,
    here: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    request: pytest.FixtureRequest,
) -> None:
    shutil.copytree(here / "data", tmp_path / "xdg_data_home" / "tapewatch")
    monkeypatch.chdir(here)
    monkeypatch.setenv("PATH", f"{Path(sys.executable).parent}:{os.environ['PATH']}")
    if shutil.which(command.words.split()[0]) is None:
        pytest.skip(f"{command.words.split()[0]} is not installed")
    with website(here) as web:
        words = command.words
        for place, stand_in in PLACES:
            words = words.replace(place, stand_in)
        words = words.replace("{web}", str(web))
        if "{redis}" in words:
            words = words.replace("{redis}", str(request.getfixturevalue("relay")))
        run(words)


def run(words: str) -> None:
    """Run the command to its end, and see that it is a good one."""
    runs_on = "--help" not in words
    kind = next((kind for kind in KINDS if runs_on and re.match(kind.words, words)), None)
    with terminal(["-c", words], program=("bash",), columns=160) as screen:
        if kind is not None:
            screen.until(lambda text: re.search(kind.shows, text) is not None)
            if kind.keys is None:
                screen.process.terminate()  # the shell has made way for a single command
            else:
                screen.type(kind.keys)
        assert screen.until_ended() == 0, screen.text
    assert b"Traceback" not in screen.written


def test_every_place_that_is_stood_in_for_is_named_by_a_command() -> None:
    for place, _ in PLACES:
        assert any(place in command.words for command in RUN), place


def test_each_command_that_is_not_run_is_in_a_document_and_held_elsewhere() -> None:
    words = [command.words for command in commands()]
    for pattern, reason, place in ELSEWHERE:
        assert any(re.match(pattern, command) for command in words), f"no document has {pattern}"
        assert reason
        assert (PROJECT / place).exists(), place


def test_every_target_of_make_that_a_document_names_is_there() -> None:
    targets = set(re.findall(r"^([a-z-]+):", (PROJECT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    named = {words[1] for command in commands() if (words := command.words.split())[0] == "make"}
    assert {"run", "test", "bench"} <= named <= targets


def test_a_block_of_code_says_what_it_is() -> None:
    for block in blocks():
        assert block.language in LANGUAGES, block


def test_a_command_that_nobody_knows_would_be_run() -> None:
    assert not is_elsewhere(Command("README.md", "tapewatch frobnicate"))
    assert len(RUN) > 30
