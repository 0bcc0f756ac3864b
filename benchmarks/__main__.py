"""Runs the benchmarks that are named, or all, and prints a table; the exit status is 1 where a limit does not hold.

With `--long` the groups that have them run their longer ones, too.
"""

import platform
import sys
from collections.abc import Callable, Iterable, Sequence
from importlib.metadata import version
from typing import Final

from benchmarks import (
    cursor,
    headlines,
    history,
    latency,
    parsing,
    reading,
    relay,
    relay_sizes,
    resources,
    start,
    table,
    ticker,
)
from benchmarks.painting import take_all_colours
from benchmarks.ratio import HEADING, Figure

# HTML comes before what fills this process's memory; tables, latency and resources are processes of their own
_GROUPS: Final[dict[str, Sequence[Callable[[], Figure | Iterable[Figure]]]]] = {
    "start": (start.measure,),
    "cursor": (cursor.measure,),
    "ticker": (ticker.measure,),
    "headlines": (headlines.measure,),
    "reading": (reading.measure,),
    "history": (history.measure_size, history.measure_writes, history.measure_import),
    "parsing": (
        parsing.measure_html,
        parsing.measure_seed_page,
        parsing.measure_lines,
        parsing.measure_many_lines,
        *parsing.measures_of_growth(),
    ),
    "table": (table.measure,),
    "latency": (latency.measure,),
    "resources": (resources.measure,),
    "relay": (
        relay_sizes.measure_messages,
        relay_sizes.measure_stream,
        relay_sizes.measure_export,
        relay_sizes.measure_memory,
        relay.measure_few,
    ),
}
_LONG: Final[dict[str, Sequence[Callable[[], Figure | Iterable[Figure]]]]] = {
    "history": (history.measure_ten_years, history.measure_long_import),
    "relay": (relay.measure_many,),
}
_IS_LONG: Final = "--long"


def main(names: Sequence[str]) -> int:
    """Measure, print, and return the exit status."""
    is_long, names = _IS_LONG in names, [name for name in names if name != _IS_LONG]
    unknown = [name for name in names if name not in _GROUPS]
    if unknown:
        print(f"There is no benchmark {', '.join(unknown)}; there are {', '.join(_GROUPS)}.", file=sys.stderr)
        return 2
    print(f"Python {platform.python_version()}, textual {version('textual')}, {platform.system()} {platform.machine()}")
    print(HEADING)
    take_all_colours()
    all_hold = True
    for group, measures in _GROUPS.items():
        longer = _LONG.get(group, ()) if is_long else ()
        for measure in (*measures, *longer) if not names or group in names else ():
            for figure in _figures(measure()):
                all_hold = all_hold and figure.holds
                print(figure.line, flush=True)
    return 0 if all_hold else 1


def _figures(found: Figure | Iterable[Figure]) -> Iterable[Figure]:
    return found if isinstance(found, Iterable) else (found,)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
