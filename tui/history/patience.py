"""Waiting for the history while another tapewatch writes."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Final

from tui.history.database import HistoryBusyError
from tui.history.jobs import Query, Result

_BUSY_SECONDS: Final = 0.5
"""After so long what another tapewatch kept from being done is tried again."""


async def patiently(do: Callable[[Query[Result]], Awaitable[Result]], query: Query[Result]) -> Result:
    """Write or read, however long others are writing. Raises `HistoryError` on any other fault."""
    while True:
        try:
            return await do(query)
        except HistoryBusyError:
            await asyncio.sleep(_BUSY_SECONDS)
