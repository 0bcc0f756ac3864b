"""What is done in the background holds nobody up: a name server that never answers least of all."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.terminal import DEADLINE, environment
from tui.background import in_background

# a machine whose name server is silent for ever
_PROGRAM = """
import socket, threading
def look_up(*words, **options):
    threading.Event().wait()
socket.getaddrinfo = look_up
from tui.cli import main
raise SystemExit(main())
"""


async def test_what_comes_of_it_is_what_was_asked_for() -> None:
    assert await in_background(lambda: "found") == "found"


async def test_what_goes_wrong_is_raised_where_it_is_waited_for() -> None:
    def fail() -> None:
        raise OSError("no such host")

    with pytest.raises(OSError, match="no such host"):
        await in_background(fail)


@pytest.mark.parametrize(
    "source", ["https://paper.example/", "redis://relay.example/0?stream=psx", "rediss://relay.example/0?stream=psx"]
)
def test_a_name_server_that_is_silent_holds_up_no_exit(tmp_path: Path, source: str) -> None:
    settings = tmp_path / "settings.toml"
    settings.write_text("timeout = 0.1\n", encoding="utf-8")
    options = ("--settings", str(settings), "--data-dir", str(tmp_path))
    ended = subprocess.run(
        [sys.executable, "-c", _PROGRAM, "parse", source, *options],
        capture_output=True,
        env=environment(),
        timeout=DEADLINE,
        check=False,
        text=True,
    )
    assert ended.returncode == 1
    assert ended.stderr.count("\n") == 1, "one sentence, and no traceback"
    assert "did not answer" in ended.stderr or "does not answer" in ended.stderr
