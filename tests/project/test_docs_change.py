"""The first change in docs/contributing.md is true: in a copy its test fails, and what is said next mends that."""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

from tests.project.documents import PROJECT, blocks

PARTS: Final = ("parsing", "tui", "tests", "pyproject.toml")
FILE: Final = "tests/tui/prices/test_filters.py"


def apply(difference: str, folder: Path) -> None:
    """Make the change."""
    subprocess.run(["git", "apply", "-"], cwd=folder, input=difference, text=True, check=True, capture_output=True)


def passes(folder: Path) -> bool:
    """Whether the test passes there, with the code that is there."""
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "no:xdist", FILE]
    environment = {**os.environ, "PYTHONPATH": str(folder)}
    done = subprocess.run(command, cwd=folder, env=environment, check=False, capture_output=True, text=True)
    assert done.returncode in {0, 1}, done.stdout + done.stderr
    return done.returncode == 0


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
def test_the_first_change_is_made_as_it_is_told(tmp_path: Path) -> None:
    folder = tmp_path / "copy"
    folder.mkdir()
    for part in PARTS:
        source = PROJECT / part
        if source.is_dir():
            shutil.copytree(source, folder / part, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, folder)
    test, change = (block.text for block in blocks() if block.language == "diff")
    apply(test, folder)
    assert not passes(folder)
    apply(change, folder)
    assert passes(folder)
