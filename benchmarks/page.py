"""Makes docs/benchmarks.md and its plots from the JSON of a run: `python -m benchmarks.page FILE`."""

import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from benchmarks.figures import ENDED_EARLY, NOT_MEASURED, Compared, Fact, Figure, told
from benchmarks.plots import PLOTS, of_programs
from benchmarks.results import Results
from benchmarks.rivals import WITHOUT_NETWORK

DOCS: Final = Path(__file__).parent.parent / "docs"
PAGE: Final = DOCS / "benchmarks.md"
FOLDER: Final = DOCS / "benchmarks"
RESULTS: Final = FOLDER / "results.json"

_QUIET: Final = 0.4
"""The load for each core up to which a machine is quiet enough."""

_GAPS: Final = {NOT_MEASURED, ENDED_EARLY}
_RIVALS: Final = "rivals"
_FAST_TABLE: Final = "fastdatatable"
_OPENING: Final = """\
# Benchmarks

<!-- made by `python -m benchmarks.page` from benchmarks/results.json; a test holds both together -->

```sh
make bench                                       # all of it, as a table and in build/benchmarks.json
make bench-page                                  # this page and its plots, of what was written there
.venv/bin/python -m benchmarks table latency     # these alone; --long adds what takes longer
```

Each figure is ours against a floor or a rival, measured in turns in one run: what slows the machine slows both, so that
ratios say more than times. Medians are shown, and as their spread the width of the middle half as a part of the median.
The exit status is 1 where a limit does not hold. [results.json](benchmarks/results.json) is this run.

The first run fetches psx-terminal and stockstui into build/rivals. Debian has newsboat and redis-server. What is not
there is not measured, and the run says so.
"""
_GROUPS: Final[Mapping[str, str]] = {
    "start": "From the command to the first quote row that is written to the terminal.",
    "cursor": "Processor time from the key to the painted frame, 34 rows.",
    "ticker": "Processor time in a terminal 200 columns wide.",
    "headlines": "Processor time to the painted frame, each in its pane, against the quote table with as many rows.",
    "reading": "Articles of a megabyte: the first screen, and how long the rest of it keeps a key waiting at most.",
    "history": "Pages of 34 rows, one a minute, on the way into the file and out of it. Ten years are 31 million "
    "rows: 0.3 GB at 10 bytes each.",
    "parsing": "Validated snapshots with all problems told, against the least that could be done with the same page.",
    "growth": "Hostile pages of a megabyte against the same of half of it: 2 is time in proportion to the size.",
    "table": "Processor time to the painted frame, 160 by 45 characters, 8 columns. With apply, the time that it takes "
    "to compare the page with the one before is ours, too.",
    "latency": "From a key at a random moment to the bytes that answer it, while 10,000 prices change each second.",
    "resources": "One process in a terminal, on a saved page.",
    "relay": "[scale.md](scale.md) has what follows from these. They have a floor where they name one.",
    _RIVALS: "What is beside other programs above, with spreads.",
}
_PROGRAMS: Final = (
    "Each in a terminal of 120 by 40. Tapewatch watches a page and a feed of a server on this machine, "
    "newsboat the same feed; psx-terminal and stockstui ask servers of their own, which are cut off, so that they have "
    "nothing to show. Counted are all processes of each: ours reads feeds and HTML in a second one."
)


def page_of(results: Results) -> str:
    """Return the page."""
    parts = (
        _OPENING,
        _conditions(results),
        "![The quote table against DataTable](benchmarks/speeds.svg)\n",
        "![Figures and their limits](benchmarks/limits.svg)\n",
        *_losses(results),
        *_programs(results),
        "## All figures\n",
        *(_group(results, group, words) for group, words in _GROUPS.items() if results.of_group(group)),
    )
    return "\n".join(parts)


def _conditions(results: Results) -> str:
    machine = results.machine
    longer = "with" if results.is_long else "without"
    memory = f"{machine.memory_gigabytes:.0f} GB"
    lines = [
        f"This run: {results.measured_at:%Y-%m-%d}, {results.took_seconds / 60:.0f} minutes, {longer} `--long`.",
        f"Machine: {machine.processor}, {machine.architecture}, {machine.cores} cores, {memory}, {machine.kernel}.",
        f"Versions: {', '.join(f'{name} {number}' for name, number in results.versions.items())}.",
    ]
    if results.load_before > _QUIET * machine.cores:
        lines.append(
            f"**The machine was busy** (load {results.load_before:.1f}): times are longer than on a quiet one."
        )
    gaps = (fact for fact in results.facts if fact.name in _GAPS)
    lines += [f"{_capital(fact.name)}: {fact.program}: {fact.text}." for fact in gaps]
    return "\n".join(f"- {line}" for line in lines) + "\n"


def _losses(results: Results) -> Iterator[str]:
    """Yield where another program is better, which limits do not hold, and what was asked for and is not reached."""
    yield "## Where we lose\n"
    yield "\n".join(_lost_to_rivals(results)) + "\n"
    over = [figure for figure in results.figures if not figure.holds]
    if over:
        yield "Over their limits:\n"
        yield "\n".join(f"- {_titled(figure)}: {_value(figure)}, limit {figure.told_limit}" for figure in over) + "\n"
    else:
        yield "No figure is over its limit.\n"
    short = [figure for figure in results.figures if figure.holds and not figure.is_as_wanted]
    if short:
        yield "Not over a limit, but not what was asked for at first:\n"
        yield (
            "\n".join(f"- {_titled(figure)}: {_value(figure)}, wanted {figure.told_wanted}" for figure in short) + "\n"
        )


def _lost_to_rivals(results: Results) -> Iterator[str]:
    """Yield a line for each figure that another program, or another table than Textual's, is better at than we."""
    for name in dict.fromkeys(figure.name for figure in results.of_group(_RIVALS)):
        lost = [_lost(figure) for figure in results.of_group(_RIVALS) if figure.name == name and _is_lost(figure)]
        if lost:
            yield f"- {_capital(name)}: {', '.join(lost)}"
    for figure in results.of_group("table"):
        if figure.against == _FAST_TABLE and _is_lost(figure):
            yield f"- {figure.name}: {_lost(figure)}"


def _is_lost(figure: Figure) -> bool:
    return figure.theirs is not None and figure.ours.median > figure.theirs.median


def _lost(figure: Figure) -> str:
    """Return how many times as much as the other we take, in words."""
    return f"{figure.against} takes none" if figure.ratio is None else f"{figure.ratio:.1f} times {figure.against}"


def _programs(results: Results) -> Iterator[str]:
    """Yield the plot and the table of the other programs, and what each shows without a network."""
    figures = results.of_group(_RIVALS)
    if not figures:
        return
    yield "## Beside other programs\n"
    yield _PROGRAMS + "\n"
    yield "![Beside other programs](benchmarks/programs.svg)\n"
    by_name = {name: of_programs(results, name) for name in dict.fromkeys(figure.name for figure in figures)}
    programs = list(dict.fromkeys(program for values in by_name.values() for program in values))
    rows = [
        [_capital(name), *(told(*values[program]) if program in values else "–" for program in programs)]
        for name, values in by_name.items()
    ]
    yield _table(["", *programs], rows)
    said = [fact for fact in results.facts if fact.name == WITHOUT_NETWORK]
    if said:
        yield "Half a minute after a start without a network, the screens say of their data:\n"
        yield _table(["program", "what it says"], [[fact.program, _quoted(fact)] for fact in said])


def _group(results: Results, group: str, words: str) -> str:
    """Return the table of one benchmark."""
    rows = [
        [
            _titled(figure),
            told(figure.ours.median, figure.unit),
            told(figure.theirs.median, figure.unit) if figure.theirs else "",
            figure.told_value,
            figure.told_limit + ("" if figure.holds else " **over**"),
            _spreads(figure),
        ]
        for figure in results.of_group(group)
    ]
    return f"### {group}\n\n{words}\n\n" + _table(
        ["what / against what", "ours", "other", "ratio", "limit", "spread"], rows
    )


def _table(heads: list[str], rows: list[list[str]]) -> str:
    lines = [heads, ["---"] + ["---:"] * (len(heads) - 1) if len(heads) > 2 else ["---"] * len(heads), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines) + "\n"


def _titled(figure: Figure) -> str:
    return f"{figure.name} / {figure.against}" if figure.against else figure.name


def _value(figure: Figure) -> str:
    is_amount = figure.compared is Compared.AMOUNT
    return told(figure.ours.median, figure.unit) if is_amount else figure.told_value


def _spreads(figure: Figure) -> str:
    samples = (figure.ours, figure.theirs) if figure.theirs else (figure.ours,)
    return ", ".join(f"{sample.spread:.0%}" for sample in samples if sample.spread is not None)


def _quoted(fact: Fact) -> str:
    parts = (part.replace("`", "'").replace("|", "\\|") for part in fact.text.split(" / "))
    return "<br>".join(f"`{part}`" for part in parts)


def _capital(name: str) -> str:
    return name[:1].upper() + name[1:]


def main(path: Path) -> None:
    """Make the page and the plots, and keep the results beside them."""
    text = path.read_text(encoding="utf-8")
    results = Results.model_validate_json(text)
    FOLDER.mkdir(exist_ok=True)
    RESULTS.write_text(text, encoding="utf-8")
    PAGE.write_text(page_of(results), encoding="utf-8")
    for name, plot in PLOTS.items():
        (FOLDER / name).write_text(plot(results), encoding="utf-8")
    print(f"made {PAGE}")


if __name__ == "__main__":
    if len(sys.argv) != 2 or not Path(sys.argv[1]).is_file():
        sys.exit("Name the results of a run: python -m benchmarks.page build/benchmarks.json (make bench writes it).")
    main(Path(sys.argv[1]))
