"""Shows an address to people without what is secret in it. It needs no HTTP, so that every command can use it."""

import re
from typing import Final

from parsing.clean import clean_line

_END_OF_AUTHORITY: Final = re.compile(r"[/?#\\]")


def shown(address: str) -> str:
    """Return the address as people may see it: cleaned, and without a name and password in it.

    A password with an unescaped slash ends the authority too early; what follows is left out then, up to the last @.
    """
    scheme, separator, rest = clean_line(address).partition("://")
    if not separator:
        return scheme.rpartition("@")[2]
    end = _END_OF_AUTHORITY.search(rest)
    authority, path = (rest[: end.start()], rest[end.start() :]) if end else (rest, "")
    if "@" in authority:
        return f"{scheme}://{authority.rpartition('@')[2]}{path}"
    is_ipv6 = authority.startswith("[")
    port = authority.partition(":")[2]
    if ":" in authority and not is_ipv6 and not port.isdecimal() and "@" in path:
        return f"{scheme}://{path.rpartition('@')[2]}"
    return f"{scheme}://{authority}{path}"
