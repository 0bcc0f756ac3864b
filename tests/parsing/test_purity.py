"""Parsing reaches nothing outside itself: a fresh interpreter says so."""

import subprocess
import sys

FORBIDDEN = {"textual", "rich", "httpx", "asyncio", "concurrent.futures", "sqlite3", "subprocess", "multiprocessing"}

# what pydantic itself loads is not parsing's doing: a model like ours is made first, to load all that
SCRIPT = """
import sys
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Annotated
from pydantic import BaseModel, ConfigDict, PlainSerializer
class Model(BaseModel):
    field: Decimal | datetime | date | None = None
before = set(sys.modules)
import parsing
print("\\n".join(sorted(set(sys.modules) - before)))
"""


def test_importing_it_loads_no_io_no_loop_and_no_screen() -> None:
    done = subprocess.run([sys.executable, "-c", SCRIPT], capture_output=True, text=True, check=True)
    loaded = set(done.stdout.split())
    assert "parsing.snapshot" in loaded
    assert not loaded & FORBIDDEN
    assert {name.partition(".")[0] for name in loaded} <= {"gc", "parsing", "pydantic", "unicodedata"}
