"""The built wheel, installed by itself in clean environments and run from another directory."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.builders import PAGES

PROJECT = Path(__file__).parents[2]
UV = Path(sys.executable).with_name("uv")
WHOSE = """
import importlib.metadata as metadata
owners = metadata.packages_distributions()
print(owners["tui"], owners["parsing"])
"""

pytestmark = pytest.mark.timeout(300)


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
    interpreter = folder / "bin" / "python"
    uv("venv", "--python", sys.executable, folder)
    uv("pip", "install", "--python", interpreter, "--require-hashes", "-r", PROJECT / "requirements.lock")
    uv("pip", "install", "--python", interpreter, "--no-deps", wheel)
    return interpreter


@pytest.fixture(scope="module")
def command(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the command that `uv tool install` puts where commands are, with all that is optional."""
    folder = tmp_path_factory.mktemp("tools")
    places = {"UV_TOOL_DIR": str(folder / "tools"), "UV_TOOL_BIN_DIR": str(folder / "bin")}
    locked = ("--constraints", PROJECT / "requirements-dev.lock")
    uv("tool", "install", "--python", sys.executable, *locked, f"{wheel}[extract,parquet,serve]", **places)
    return folder / "bin" / "tapewatch"


def uv(*words: str | Path, **variables: str) -> None:
    """Run uv, with these variables beside those of the environment."""
    outside = {name: value for name, value in os.environ.items() if name != "VIRTUAL_ENV"}
    done = subprocess.run([UV, *words], env={**outside, **variables}, check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def run(program: Path, *arguments: str | Path, cwd: Path) -> str:
    """Run a program from another directory, with nothing that leads back to this one, and return what it prints."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    done = subprocess.run([program, *arguments], cwd=cwd, env=environment, check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_wheel_holds_the_two_packages_and_nothing_else(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert {name.partition("/")[0].partition("-")[0] for name in names} == {"tui", "parsing", "tapewatch"}
    assert {"tui/tapewatch.tcss", "tui/serving/page/index.html", "tui/py.typed", "parsing/py.typed"} <= set(names)


def test_both_package_names_come_from_this_distribution_alone(python: Path, tmp_path: Path) -> None:
    assert run(python, "-c", WHOSE, cwd=tmp_path).strip() == "['tapewatch'] ['tapewatch']"


def test_the_installed_command_runs_from_another_directory(python: Path, tmp_path: Path) -> None:
    assert "KSE100" in run(python.with_name("tapewatch"), "parse", "demo", cwd=tmp_path)


def test_the_contract_in_python_holds(python: Path, tmp_path: Path) -> None:
    script = "from parsing import parse_snapshot, Snapshot, Quote, Article, Problem; print(parse_snapshot('').quotes)"
    assert run(python, "-c", script, cwd=tmp_path).strip() == "()"


def test_uv_makes_it_a_command_with_an_environment_of_its_own(command: Path, tmp_path: Path) -> None:
    assert "KSE100" in run(command, "parse", "demo", cwd=tmp_path)
    own = command.resolve().with_name("python")
    assert run(own, "-c", WHOSE, cwd=tmp_path).strip() == "['tapewatch'] ['tapewatch']"


def test_each_extra_brings_what_it_promises(command: Path, tmp_path: Path) -> None:
    run(command, "import", PAGES, "--data-dir", tmp_path, cwd=tmp_path)
    kept = tmp_path / "quotes.parquet"
    run(command, "export", "--data-dir", tmp_path, "--format", "parquet", "--output", kept, cwd=tmp_path)
    own = command.resolve().with_name("python")
    rows = "import duckdb, sys; print(len(duckdb.read_parquet(sys.argv[1]).fetchall()))"
    assert int(run(own, "-c", rows, kept, cwd=tmp_path)) > 100
    assert run(own, "-c", "from tui.serving.server import Server; import trafilatura", cwd=tmp_path) == ""
