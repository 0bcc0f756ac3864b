"""Runs the benchmarks that are named, or all, and prints a table; the exit status is 1 where a limit does not hold,
or where a benchmark failed.

With `--long` the groups that have them run their longer ones, too. `--json FILE` writes all that was found there.
"""

import argparse
import os
import sys
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from benchmarks import groups
from benchmarks.figures import ENDED_EARLY, HEADING, Fact, Figure, Found, ended_early
from benchmarks.results import Results, these_versions, this_machine


def main(arguments: Sequence[str]) -> int:
    """Measure, print, write where that is wanted, and return the exit status."""
    known = list(groups.GROUPS)
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("groups", nargs="*", metavar="GROUP", help=f"which: {', '.join(known)}; all unless you say")
    parser.add_argument("--long", action="store_true", help="the longer ones of a group, too")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write all that was found there")
    options = parser.parse_args(arguments)
    if unknown := [group for group in options.groups if group not in known]:
        parser.error(f"there is no benchmark {', '.join(unknown)}; there are {', '.join(known)}")
    began, load, machine, versions = time.monotonic(), os.getloadavg()[0], this_machine(), these_versions()
    print(f"{machine.processor}, {machine.cores} cores, {machine.memory_gigabytes:.0f} GB, {machine.kernel}")
    print(", ".join(f"{name} {number}" for name, number in versions.items()))
    print(HEADING)
    found: list[Found] = []
    try:
        for one in groups.found_by(options.groups or known, is_long=options.long):
            print(one.line, flush=True)
            found.append(one)
    except KeyboardInterrupt:  # what was found until then is kept
        found.append(ended_early("the run", "it was interrupted"))
    results = Results(
        measured_at=datetime.now(UTC).replace(microsecond=0),
        took_seconds=round(time.monotonic() - began),
        is_long=options.long,
        load_before=round(load, 1),
        machine=machine,
        versions=versions,
        figures=tuple(one for one in found if isinstance(one, Figure)),
        facts=tuple(one for one in found if isinstance(one, Fact)),
    )
    print(f"{len(results.figures)} figures in {results.took_seconds:.0f} s")
    if options.json:
        options.json.parent.mkdir(parents=True, exist_ok=True)
        options.json.write_text(results.model_dump_json(indent=1) + "\n", encoding="utf-8")
        print(f"written to {options.json}")
    is_whole = all(fact.name != ENDED_EARLY for fact in results.facts)
    return 0 if is_whole and all(figure.holds for figure in results.figures) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
