"""Looks up the addresses of a host."""

import socket
from collections.abc import Awaitable, Callable
from functools import partial

from tui.background import in_background

Resolve = Callable[[str, int], Awaitable[list[str]]]
"""Looks a host and port up, and gives its addresses. Raises OSError."""


async def resolve_host(host: str, port: int) -> list[str]:
    """Return the addresses of a host, in the order in which the system would try them. Raises OSError.

    Where a name server is silent this takes up to half a minute, for which nobody who quits should have to wait.
    """
    try:
        found = await in_background(partial(socket.getaddrinfo, host, port, type=socket.SOCK_STREAM))
    except UnicodeError as error:
        raise OSError(f"{host} is no name that a host can have") from error
    return list(dict.fromkeys(str(info[4][0]) for info in found))
