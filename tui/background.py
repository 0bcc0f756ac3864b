"""Work in a thread that holds nobody up: asyncio waits at its end for threads of its own, however long they take."""

import asyncio
import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import TypeVar

Result = TypeVar("Result")


async def in_background(do: Callable[[], Result]) -> Result:
    """Return what `do` returns, and raise what it raises. Where that takes for ever, the program ends without it."""
    future: Future[Result] = Future()
    future.set_running_or_notify_cancel()  # the thread cannot be told that nobody waits any more

    def run() -> None:
        try:
            future.set_result(do())
        except Exception as error:  # noqa: BLE001 - it is raised where it is awaited
            future.set_exception(error)

    threading.Thread(target=run, name="background", daemon=True).start()
    return await asyncio.wrap_future(future)
