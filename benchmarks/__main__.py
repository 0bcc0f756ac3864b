"""Runs every benchmark and prints a table; the exit status is 1 where a ratio is over its limit."""

import platform
import sys
from importlib.metadata import version

from benchmarks import cursor, parsing, start

_MEASURES = (
    start.measure,
    cursor.measure,
    parsing.measure_html,
    parsing.measure_seed_page,
    parsing.measure_lines,
    parsing.measure_many_lines,
    *parsing.measures_of_growth(),
)


def main() -> int:
    """Measure, print, and return the exit status."""
    print(f"Python {platform.python_version()}, textual {version('textual')}, {platform.system()} {platform.machine()}")
    print(f"{'':58}{'ours':>10}{'floor':>10}{'ratio':>8}{'limit':>8}{'spread':>8}")
    all_hold = True
    for measure in _MEASURES:
        ratio = measure()
        all_hold = all_hold and ratio.holds
        figures = f"{ratio.ours * 1000:8.2f}ms{ratio.floor * 1000:8.2f}ms{ratio.value:8.2f}{ratio.limit:8.1f}"
        print(f"{ratio.name:58}{figures}{ratio.spread:8.0%}{'' if ratio.holds else '  OVER'}", flush=True)
    return 0 if all_hold else 1


if __name__ == "__main__":
    sys.exit(main())
