"""The benchmarks by their names, and how one after the other is run."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from multiprocessing import get_context
from multiprocessing.connection import Connection
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
    rivals,
    start,
    table,
    ticker,
)
from benchmarks.figures import Figure, Found, ended_early
from benchmarks.painting import take_all_colours

_Measure = Callable[[], Figure | Iterable[Found]]
_Measures = Sequence[_Measure]

GROUPS: Final[Mapping[str, _Measures]] = {
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
    ),
    "growth": parsing.measures_of_growth(),
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
    "rivals": (rivals.measure,),
}
_LONG: Final[Mapping[str, _Measures]] = {
    "history": (history.measure_ten_years, history.measure_long_import),
    "relay": (relay.measure_many,),
}


def found_by(groups: Sequence[str], *, is_long: bool) -> Iterator[Found]:
    """Measure one thing after the other; a group that is not alone has a process whose memory no other has filled."""
    chosen = [group for group in GROUPS if group in groups]
    for group in chosen:
        for one in apart(group, is_long=is_long) if len(chosen) > 1 else _of_group(group, is_long=is_long):
            yield one.model_copy(update={"group": group})


def apart(group: str, *, is_long: bool) -> Iterator[Found]:
    """Run a group in a process of its own, which may end as it likes."""
    context = get_context("spawn")
    receiver, sender = context.Pipe(duplex=False)
    process = context.Process(target=_send, args=(group, is_long, sender))
    process.start()
    sender.close()
    with suppress(EOFError):
        while True:
            yield receiver.recv()
    process.join()
    if process.exitcode:
        yield ended_early(group, f"exit status {process.exitcode}")


def _send(group: str, is_long: bool, sender: Connection) -> None:
    for one in _of_group(group, is_long=is_long):
        sender.send(one)


def _of_group(group: str, *, is_long: bool) -> Iterator[Found]:
    take_all_colours()
    for measure in (*GROUPS[group], *(_LONG.get(group, ()) if is_long else ())):
        yield from _kept(group, measure)


def _kept(group: str, measure: _Measure) -> Iterator[Found]:
    """Yield what is found until something fails, then that it did: the rest of a long run goes on."""
    try:
        found = measure()
        yield from (found,) if isinstance(found, Figure) else found
    except Exception as error:  # noqa: BLE001 - it is told, and what was found so far is kept
        yield ended_early(group, f"{type(error).__name__}: {error}")
