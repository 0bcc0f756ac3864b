"""The built wheel, installed by itself in a clean environment and run from another directory."""

import os
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[2]
WHOSE = """
import importlib.metadata as metadata
owners = metadata.packages_distributions()
print(owners["tui"], owners["parsing"])
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the wheel, built from the project's own files."""
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=PROJECT, check=True, capture_output=True)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def python(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the interpreter of an environment that has the wheel and what it locks, and nothing else."""
    folder = tmp_path_factory.mktemp("clean")
    venv.create(folder, with_pip=True)
    interpreter = folder / "bin" / "python"
    pip = [str(interpreter), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    subprocess.run(
        [*pip, "--require-hashes", "-r", str(PROJECT / "requirements.lock")], check=True, capture_output=True
    )
    subprocess.run([*pip, "--no-deps", str(wheel)], check=True, capture_output=True)
    return interpreter


def run(python: Path, *arguments: str, cwd: Path) -> str:
    """Run the clean environment's interpreter from another directory, and return what it prints."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    done = subprocess.run(
        [str(python), *arguments], cwd=cwd, env=environment, check=True, capture_output=True, text=True
    )
    return done.stdout


def test_the_wheel_holds_the_two_packages_and_nothing_else(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert {name.partition("/")[0].partition("-")[0] for name in names} == {"tui", "parsing", "tapewatch"}
    assert {"tui/tapewatch.tcss", "tui/serving/page/index.html", "tui/py.typed", "parsing/py.typed"} <= set(names)


@pytest.mark.timeout(300)
def test_both_package_names_come_from_this_distribution_alone(python: Path, tmp_path: Path) -> None:
    assert run(python, "-c", WHOSE, cwd=tmp_path).strip() == "['tapewatch'] ['tapewatch']"


def test_the_installed_command_runs_from_another_directory(python: Path, tmp_path: Path) -> None:
    command = python.parent / "tapewatch"
    printed = subprocess.run([command, "parse", "demo"], cwd=tmp_path, check=True, capture_output=True, text=True)
    assert "KSE100" in printed.stdout


def test_the_contract_in_python_holds(python: Path, tmp_path: Path) -> None:
    script = "from parsing import parse_snapshot, Snapshot, Quote, Article, Problem; print(parse_snapshot('').quotes)"
    assert run(python, "-c", script, cwd=tmp_path).strip() == "()"
