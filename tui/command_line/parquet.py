"""Quotes as a Parquet file, written by DuckDB, which is an optional extra."""

import csv
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from parsing.clean import clean_line

MISSING: Final = (
    "Parquet is written by DuckDB, which is not here; "
    "install tapewatch with its extra '.[parquet]', from the folder of the project"
)

# times are microseconds since 1970, UTC
_COPY: Final = """
COPY (
    SELECT make_timestamptz(as_of) AS as_of, * EXCLUDE as_of
    FROM read_csv({records}, auto_detect = false, header = false, columns = {{
        'as_of': 'BIGINT', 'source': 'VARCHAR', 'kind': 'VARCHAR', 'symbol': 'VARCHAR', 'price': 'DECIMAL(18,4)',
        'direction': 'VARCHAR', 'change': 'DECIMAL(18,4)', 'percent': 'DECIMAL(18,4)'
    }})
) TO {path} (FORMAT parquet, COMPRESSION zstd)
"""
_LIMITS: Final[dict[str, str | bool | int | float | list[str]]] = {
    "memory_limit": "256MB", "threads": 1, "temp_directory": "",
    "autoinstall_known_extensions": False, "autoload_known_extensions": False,
}  # fmt: skip
"""Little memory, no other place on the disk, and no network."""


class ParquetError(Exception):
    """DuckDB could not write the file. `str()` is one cleaned sentence."""


def can_write() -> bool:
    """Whether DuckDB is installed."""
    try:
        import duckdb  # noqa: F401
    except ImportError:
        return False
    return True


def write_parquet(records: Iterable[tuple[int | str, ...]], path: Path) -> None:
    """Write the records to the file, their times in microseconds. Raises OSError and `ParquetError`.

    Their figures have to fit DECIMAL(18,4). They go through a file of CSV beside it: from a pipe DuckDB would keep all
    of them in memory.
    """
    between = path.with_name(f"{path.name}.csv")
    try:
        with between.open("w", encoding="utf-8", newline="") as out:
            csv.writer(out, lineterminator="\n").writerows(records)
        _copy(between, path)
    finally:
        between.unlink(missing_ok=True)


def _copy(records: Path, path: Path) -> None:
    import duckdb

    try:
        with duckdb.connect(config=_LIMITS) as connection:
            connection.execute(_COPY.format(records=_quoted(records), path=_quoted(path)))
    except duckdb.Error as error:
        raise ParquetError(clean_line(f"DuckDB could not write {path} ({error}).")) from error


def _quoted(path: Path) -> str:
    return "'" + str(path).replace("'", "''") + "'"
