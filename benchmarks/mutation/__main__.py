"""Change `parsing` and the web source in thousands of small ways, and see which changes no test notices.

mutmut makes the mutants and mypy takes out those that it refuses. The tests are collected once, in this process, and a
child of it runs for each mutant those that reach the mutated function, the nearest first, to the first that fails: some
ten times as quick as a new run of pytest for each. What became of each stays where mutmut keeps it, so that
`mutmut show NAME` and `mutmut browse` tell of it.

    python -m benchmarks.mutation                      all of them
    python -m benchmarks.mutation "parsing.quotes*"    those whose names match
    python -m benchmarks.mutation --every 4            one in four, for a quick look

Two shares are printed: what the tests notice of what mypy lets pass, and what one of both notices, as `make test` runs
both. It exits with 1 where the second is less than `ENOUGH`.
"""

import os
import sys
from argparse import ArgumentParser
from collections import Counter
from contextlib import redirect_stdout
from fnmatch import fnmatchcase
from io import StringIO
from pathlib import Path

import pytest
from mutmut.__main__ import create_mutants
from mutmut.configuration import config
from mutmut.mutation.data import SourceFileMutationData
from mutmut.mutation.trampoline import set_mutant_under_test
from mutmut.utils.file_utils import (
    copy_also_copy_files,
    copy_src_dir,
    setup_source_paths,
    walk_mutatable_files,
)

from benchmarks.mutation.by_types import refused
from benchmarks.mutation.trial import SURVIVED, TIMED_OUT, UNTESTED, Trial

ENOUGH = 0.85
FOLDER = Path("mutants")
REFUSED_BY_TYPES = 37  # as mutmut counts it
UNTRIED = "untried"
COLUMNS = {SURVIVED: "survived", UNTESTED: "no test", TIMED_OUT: "timed out", REFUSED_BY_TYPES: "refused by types"}


def main() -> int:
    parser = ArgumentParser(prog="python -m benchmarks.mutation")
    parser.add_argument("patterns", nargs="*", help="what the names of mutants have to match")
    parser.add_argument("--processes", type=int, default=os.cpu_count(), help="how many to try at once")
    parser.add_argument("--every", type=int, default=1, metavar="N", help="try one in N, for a quick look")
    arguments = parser.parse_args()
    patterns, processes = arguments.patterns, arguments.processes
    unsound = made(processes)
    kept = [SourceFileMutationData(path=path) for path in walk_mutatable_files()]
    results: dict[str, int | None] = {}
    for data in kept:
        data.load()
        data.exit_code_by_key = {name: REFUSED_BY_TYPES if name in unsound else None for name in data.exit_code_by_key}
        results |= data.exit_code_by_key
    wanted = [name for name, result in results.items() if result is None and chosen(name, patterns)]
    wanted.sort(key=lambda name: [fnmatchcase(name, pattern) for pattern in patterns], reverse=True)
    wanted = wanted[:: arguments.every]
    print(f"{len(results)} mutants, of which mypy refuses {len(unsound)}; {len(wanted)} to try", flush=True)
    results |= tried(wanted, processes)
    for data in kept:
        data.exit_code_by_key = {name: results[name] for name in data.exit_code_by_key}
        data.save()
    return told({name: result for name, result in results.items() if chosen(name, patterns)})


def made(processes: int) -> set[str]:
    """Write the mutants, and return the names of those that mypy refuses."""
    set_mutant_under_test("mutant_generation")
    FOLDER.mkdir(exist_ok=True)
    with redirect_stdout(StringIO()):
        copy_src_dir()
        copy_also_copy_files()
        setup_source_paths()
        create_mutants(processes)
    return refused(list(walk_mutatable_files()), FOLDER)


def chosen(name: str, patterns: list[str]) -> bool:
    return not patterns or any(fnmatchcase(name, pattern) for pattern in patterns)


def tried(names: list[str], processes: int) -> dict[str, int]:
    """Return what became of each mutant, as exit codes; exit where the tests fail without any mutant.

    Ctrl-C ends it early, with those that were tried until then.
    """
    trial = Trial(names, processes)
    os.chdir(FOLDER)
    try:
        options = [*config().pytest_add_cli_args, *config().pytest_add_cli_args_test_selection]
        code = pytest.main(["-q", "--rootdir=.", "--timeout=0", *options], plugins=[trial])
    finally:
        os.chdir("..")
    if code not in {pytest.ExitCode.OK, pytest.ExitCode.INTERRUPTED}:
        raise SystemExit(f"pytest ended with {int(code)} before all mutants were tried")
    return trial.results


def told(results: dict[str, int | None]) -> int:
    """Print what survived and a line for each module; return 1 where too little was noticed."""
    modules: dict[str, Counter[str]] = {}
    for name, result in results.items():
        kind = UNTRIED if result is None else COLUMNS.get(result, "killed")
        modules.setdefault(name.rpartition(".")[0], Counter())[kind] += 1
        if result in (SURVIVED, UNTESTED):
            print(f"{kind}: {name}")
    total = sum(modules.values(), Counter[str]())
    kinds = ["killed", *COLUMNS.values()]
    print(f"\n{'':24}" + "".join(f"{kind:>18}" for kind in kinds) + f"{'by tests':>10}{'noticed':>10}")
    for module, counts in [*modules.items(), ("all", total)]:
        shares = f"{noticed(counts):10.1%}{noticed(counts, with_types=True):10.1%}"
        print(f"{module:24}" + "".join(f"{counts[kind]:18}" for kind in kinds) + shares)
    return int(noticed(total, with_types=True) < ENOUGH)


def noticed(counts: Counter[str], *, with_types: bool = False) -> float:
    """Return the share of the mutants that the tests notice of those that the types let pass, or that both notice."""
    seen = counts["killed"] + (counts["refused by types"] if with_types else 0)
    missed = counts["survived"] + counts["no test"] + counts["timed out"]  # whether that was the mutant nobody knows
    return seen / ((seen + missed) or 1)


if __name__ == "__main__":
    sys.exit(main())
