"""Starts the workers: what goes on beside the keys, with a screen or a widget that it belongs to and ends with."""

from collections.abc import Callable, Coroutine
from typing import Any

from textual.dom import DOMNode
from textual.worker import Worker


def start_work(
    node: DOMNode, work: Callable[[], Coroutine[Any, Any, None]], group: str, *, exclusive: bool
) -> Worker[None]:
    """Start the work for the node; where it is `exclusive`, in the place of what its group does. Its errors end no app.

    Takes what makes the coroutine: one that is made already would be awaited by nobody where the worker is replaced, or
    the app ends, before it begins.
    """
    worker: Worker[None] = node.run_worker(work, group, group, exclusive=exclusive, exit_on_error=False)
    return worker
