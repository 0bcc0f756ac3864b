"""All that a run has found, with the machine and the versions that it ran on: what is written as JSON."""

import os
import platform
import shutil
import sqlite3
import subprocess
from contextlib import suppress
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Final

from pydantic import AwareDatetime, BaseModel, ConfigDict

from benchmarks.figures import Fact, Figure

_PACKAGES: Final = (
    "tapewatch",
    "textual",
    "rich",
    "pydantic",
    "httpx",
    "selectolax",
    "textual-fastdatatable",
    "duckdb",
)
_KERNEL_PARTS: Final = 3


class Machine(BaseModel):
    """What the run was made on, without a name that would tell which machine it was."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    processor: str
    architecture: str
    cores: int
    memory_gigabytes: float
    kernel: str


class Results(BaseModel):
    """A run."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    measured_at: AwareDatetime
    took_seconds: float
    is_long: bool
    load_before: float
    """How many other things wanted a core in the minute before the run."""

    machine: Machine
    versions: dict[str, str]
    figures: tuple[Figure, ...]
    facts: tuple[Fact, ...]

    def of_group(self, group: str) -> tuple[Figure, ...]:
        """Return the figures of one benchmark."""
        return tuple(figure for figure in self.figures if figure.group == group)


def this_machine() -> Machine:
    """Return what this machine is."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    kernel = platform.release().split("-")[0].split(".")[:_KERNEL_PARTS]  # what follows can name a machine's owner
    return Machine(
        processor=_processor(),
        architecture=platform.machine(),
        cores=os.cpu_count() or 1,
        memory_gigabytes=round(memory / 1e9, 1),
        kernel=f"{platform.system()} {'.'.join(kernel)}",
    )


def these_versions() -> dict[str, str]:
    """Return the versions of what the figures depend on, as far as it is installed."""
    found = {"python": platform.python_version(), "sqlite": sqlite3.sqlite_version}
    for package in _PACKAGES:
        with suppress(PackageNotFoundError):
            found[package] = version(package)
    if server := shutil.which("redis-server"):
        told = subprocess.run([server, "--version"], capture_output=True, check=True, text=True).stdout
        found["redis-server"] = told.partition("v=")[2].partition(" ")[0]
    return found


def _processor() -> str:
    """Return the processor's model as the kernel calls it."""
    with suppress(OSError):
        for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines():
            name, _, model = line.partition(":")
            if name.strip() == "model name":
                return model.strip()
    return platform.processor() or "unknown"
