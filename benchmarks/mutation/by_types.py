"""Which mutants mypy refuses: no test has to notice what the types already do."""

import json
import subprocess
import sys
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path

from mutmut.mutation.data import LineSpan, MutantLineSpans
from mutmut.utils.format_utils import get_mutant_name

_COMMAND = (sys.executable, "-m", "mypy", "--output", "json", "--disable-error-code", "unused-ignore")


def refused(paths: list[Path], folder: Path) -> set[str]:
    """Return the names of the mutants in the folder, of these modules, that have a fault their original has not."""
    report = subprocess.run([*_COMMAND, *paths], cwd=folder, capture_output=True, encoding="utf-8", check=False)
    faults: defaultdict[Path, list[tuple[int, str]]] = defaultdict(list)
    for fault in map(json.loads, filter(None, report.stdout.splitlines())):
        faults[Path(fault["file"])].append((fault["line"], fault["message"]))
    return {name for path, found in faults.items() for name in _refused_in(path, found)}


def _refused_in(path: Path, faults: list[tuple[int, str]]) -> list[str]:
    places = MutantLineSpans.load(path)
    if places is None:
        return []
    in_function: defaultdict[str, set[str]] = defaultdict(set)
    for line, message in faults:
        in_function[_function_at(line, places.span_by_function_name)].add(message)
    return [
        get_mutant_name(path, function)
        for function, messages in in_function.items()
        if not function.endswith("__mutmut_orig") and messages - in_function.get(_original(function), set())
    ]


def _function_at(line: int, places: Mapping[str, LineSpan]) -> str:
    return next((function for function, span in places.items() if span.start <= line <= span.end), "__mutmut_orig")


def _original(function: str) -> str:
    return f"{function.rpartition('__mutmut_')[0]}__mutmut_orig"
