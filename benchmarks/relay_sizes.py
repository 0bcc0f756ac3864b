"""The relay: bytes of messages and of a stream, memory of monitor and publisher; and months of quotes as files."""

import asyncio
import json
import subprocess
import time
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr
from io import StringIO
from itertools import chain, count, islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import duckdb

from benchmarks.figures import Figure, Found, amount, not_measured
from benchmarks.history_files import MINUTES, ROWS, Market, pages_of_days, recorded
from benchmarks.places import own_places
from benchmarks.processes import Memory, Shown, memory_of
from benchmarks.relay_stage import Pages, is_there, message_of, report_of, stage
from parsing import Snapshot, parse_snapshot
from tests.builders import PAGES
from tests.redis_server import RedisServer
from tests.terminal import TAPEWATCH, environment, terminal
from tui.command_line.exporting import export
from tui.errors import ExitStatus
from tui.history.changes import Wanted

_SYMBOLS: Final = 500
_MOST_OF_A_MESSAGE: Final = {34: (6.0, 3.0), _SYMBOLS: (60.0, 20.0)}
"""By its quotes, the thousands of bytes of a message, and of it packed."""

_MOST_OF_A_QUOTE: Final = 120
_MOST_OF_A_TEST: Final = 6_000
_CHANGED: Final = {1: 0.1, 10: 0.2, 30: 0.4}
"""How many of the 34 quotes have changed, and the most that a message of these alone may be of a whole one."""

_KEEP: Final = 1_000
_OVER: Final = 100
"""So many more are published than stay."""

_DAYS: Final = 21
_MONTHS: Final = 40
_PAGES: Final = 100
"""A page is looked at after so many, since the changes of a first one are much alike."""

_SETTLES: Final = 3.0
_TURNS: Final = 3
_MOST_OF_A_MONITOR: Final = 80.0
_MOST_OF_A_PUBLISHER: Final = 80.0


def measure_messages() -> Iterator[Figure]:
    """Return the bytes of messages: of whole pages, packed, and of changes alone."""
    sizes = [len(message_of(parse_snapshot(path.read_bytes()))) for path in sorted(PAGES.glob("*.txt"))]
    name = f"relay, message of a page of tests/pages: median of {len(sizes)}"
    yield amount(name, sizes, "B", limit=_MOST_OF_A_TEST)
    page = _page(1947, _PAGES)
    for snapshot in (page, _large(0, _PAGES)):
        quotes = (*snapshot.quotes, *snapshot.indices)
        name = f"relay, message of {len(quotes)} quotes"
        message, (limit, packed_limit) = message_of(snapshot), _MOST_OF_A_MESSAGE[len(quotes)]
        yield amount(name, [len(message) / 1000], "kB", limit=limit)
        yield amount(f"{name}: packed by zlib", [len(zlib.compress(message)) / 1000], "kB", limit=packed_limit)
        rest = message_of(snapshot.model_copy(update={"quotes": (), "indices": ()}))
        one = (len(message) - len(rest)) / len(quotes)
        yield amount(f"{name}: one quote of it", [one], "B", limit=_MOST_OF_A_QUOTE)
    whole = len(message_of(page))
    for changed, part in _CHANGED.items():
        changes = _changes(page, changed)
        yield amount(f"relay, only {changed} changed of 34 quotes", [len(changes)], "B", limit=part * whole)
    name = "relay, only 30 changed of 34 quotes: packed by zlib"
    yield amount(name, [len(zlib.compress(changes))], "B", limit=0.2 * whole)


def _page(seed: int, pages: int) -> Snapshot:
    """Return a market's page of that number, on which all quotes have moved as often."""
    market = Market(seed, moving=1.0)
    return next(islice((market.page() for _ in count()), pages - 1, None))


def _large(seed: int, pages: int = 1) -> Snapshot:
    """Return a page of 500 symbols, those of many markets."""
    quotes = chain.from_iterable(_page(seed + number, pages).quotes for number in count())
    named = (quote.model_copy(update={"symbol": f"Q{number:03}"}) for number, quote in enumerate(quotes))
    return Snapshot(quotes=tuple(islice(named, _SYMBOLS)))


def _changes(snapshot: Snapshot, changed: int) -> bytes:
    """Return about the least that JSON can say of changed quotes: the message that they change, and their figures."""
    report = report_of(snapshot)
    record = {
        "version": 1,
        "event": "changes",
        "source": report.source,
        "of": "1764153000123-0",
        "at": report.at.isoformat(),
        "as_of": report.as_of.isoformat(),
        "quotes": [
            [quote.symbol, str(quote.price), str(quote.change), str(quote.percent)]
            for quote in (*snapshot.quotes, *snapshot.indices)[:changed]
        ],
    }
    return json.dumps(record, separators=(",", ":")).encode()


def measure_stream() -> Iterator[Found]:
    """Return what a stream takes of the server's memory that holds as many messages as stay."""
    if not is_there():
        yield not_measured("redis-server", "not installed; apt install redis-server")
    else:
        pages = Pages()
        small = (message_of(pages.next()[1]) for _ in range(_KEEP + _OVER))
        large = (message_of(_large(seed)) for seed in range(_KEEP + _OVER))
        for name, messages, limit in (("34 quotes", small, 10.0), (f"{_SYMBOLS} quotes", large, 80.0)):
            size = asyncio.run(_size_of_stream(messages)) / 1e6
            yield amount(f"relay, stream of {_KEEP:,} messages of {name}", [size], "MB", limit=limit)


async def _size_of_stream(messages: Iterator[bytes]) -> float:
    async with stage(_KEEP) as place:
        for message in messages:
            await place.publish_message(message)
        return await place.size_of_stream()


def measure_export() -> Iterator[Figure]:
    """Return the bytes of a quote in a month that was exported as Parquet, and how long many such take to be asked."""
    with TemporaryDirectory() as folder:
        path, output = Path(folder) / "history.db", Path(folder) / "month.parquet"
        recorded(path, pages_of_days(_DAYS, moving=1.0))
        with redirect_stderr(StringIO()):
            status = export(path, Wanted(), "parquet", output)
        assert status == ExitStatus.OK
        rows = _DAYS * MINUTES * ROWS
        size = output.stat().st_size / rows
        yield amount(f"a month exported as Parquet, {rows:,} quotes: one of it", [size], "B", limit=20)
        seconds = [_seconds_of_query([str(output)] * _MONTHS) for _ in range(_TURNS + 1)][1:]
        each = [one / (rows * _MONTHS / 1e6) for one in seconds]
        name = f"{_MONTHS} such months by DuckDB, one core: a million quotes"
        yield amount(name, each, "s", limit=0.2)


def _seconds_of_query(months: list[str]) -> float:
    """Return the seconds until one core has found the range and the mean of every symbol."""
    started = time.perf_counter()
    with duckdb.connect(config={"threads": 1, "memory_limit": "256MB"}) as database:
        query = "SELECT symbol, min(price), max(price), avg(price) FROM read_parquet(?) GROUP BY symbol"
        assert len(database.execute(query, [months]).fetchall()) == ROWS
    return time.perf_counter() - started


def measure_memory() -> Iterator[Figure]:
    """Return the memory of a monitor of a relay against one that watches the demo itself, and of a publisher."""
    if not is_there():
        return
    relayed, own, publishers = [], [], []
    for _ in range(_TURNS):
        with _publisher() as (address, pid):
            relayed.append(_memory_of_monitor(address))
            own.append(_memory_of_monitor("demo"))
            publishers.append(memory_of(pid))
    for name, ours, theirs in (
        ("resident", [one.resident for one in relayed], [one.resident for one in own]),
        ("proportional", [one.proportional for one in relayed], [one.proportional for one in own]),
    ):
        told = f"relay, {name} memory of a monitor"
        yield amount(told, ours, "MB", limit=_MOST_OF_A_MONITOR, against="watching the demo", theirs=theirs)
    for name, found in (
        ("resident", [one.resident for one in publishers]),
        ("proportional", [one.proportional for one in publishers]),
    ):
        told = f"relay, {name} memory of a publisher of the demo"
        yield amount(told, found, "MB", limit=_MOST_OF_A_PUBLISHER)


@contextmanager
def _publisher() -> Iterator[tuple[str, int]]:
    """Run a server and a publisher of the demo; give the relay's address and the publisher's process."""
    with TemporaryDirectory() as folder, own_places() as options:
        server = RedisServer(Path(folder) / "redis")
        server.start()
        command = [*TAPEWATCH, "publish", "demo", "--to", server.address, *options]
        process = subprocess.Popen(command, env=environment(), stderr=subprocess.DEVNULL)
        try:
            yield server.address, process.pid
        finally:
            process.terminate()
            process.wait()
            server.stop()


def _memory_of_monitor(source: str) -> Memory:
    """Return the memory of a monitor of the source, some seconds after it shows its first page."""
    with own_places() as options, terminal([source, *options]) as tty:
        tty.until(lambda text: "KSE100" in text)
        Shown(tty).forget(_SETTLES)
        return memory_of(tty.process.pid)
