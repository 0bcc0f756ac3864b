"""The address of a relay, as in `redis://host:6379/0?stream=psx`."""

import re
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from parsing.clean import clean_line
from tui.errors import SourceMissingError
from tui.sources.shown import shown

_USUAL_PORT: Final = 6379
_EXAMPLE: Final = "redis://host:6379/0?stream=psx"
_PASSWORDS: Final = "A password with other signs than letters and digits rather stands under [relay] in the settings."
_SCHEMES: Final = ("redis", "rediss")

# "psx", "psx.2024:live"; braces would say which part of a key tells its place in a cluster
_STREAM: Final = re.compile(r"[A-Za-z0-9._:-]{1,64}")

# "", "/", "/0", "/15"
_DATABASE: Final = re.compile(r"/? | /(?P<number> [0-9]{1,4} )", re.VERBOSE)


@dataclass(frozen=True, slots=True)
class RelayAddress:
    """Where a relay's server is, and which of its streams is meant."""

    host: str
    port: int
    database: int
    stream: str
    is_tls: bool = False
    username: str | None = None
    password: str | None = field(default=None, repr=False)

    @classmethod
    def read(cls, address: str) -> "RelayAddress":
        """Return what an address says. Raises `SourceMissingError` with a sentence that has no password in it."""
        parts, port = _split(address)
        host, database = clean_line(parts.hostname or ""), _DATABASE.fullmatch(parts.path)
        if parts.scheme not in _SCHEMES or not host or database is None or parts.fragment:
            raise _wrong(address, "it is no address of a relay")
        return cls(
            host=host,
            port=_USUAL_PORT if port is None else port,
            database=int(database["number"] or 0),
            stream=_stream(address, parts.query),
            is_tls=parts.scheme == "rediss",
            username=unquote(parts.username) if parts.username else None,
            password=unquote(parts.password) if parts.password else None,
        )

    @property
    def name(self) -> str:
        """What people and the history know it by, without a name and password: `relay host/psx`."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        port = "" if self.port == _USUAL_PORT else f":{self.port}"
        database = f"/{self.database}" if self.database else ""
        return f"relay {host}{port}{database}/{self.stream}"

    def key(self, part: str) -> str:
        """Return the name of a key beside the stream, in the same place of a cluster."""
        return f"{{{self.stream}}}:{part}"


def _split(address: str) -> tuple[SplitResult, int | None]:
    """Return the parts of an address, and its port where it has one."""
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError as error:
        raise _wrong(address, "it is no address") from error
    return parts, port


def _stream(address: str, query: str) -> str:
    """Return the stream that the query names, as its only word."""
    words = parse_qsl(query, keep_blank_values=True)
    if [name for name, _ in words] != ["stream"]:
        raise _wrong(address, "it has to name a stream and nothing else")
    stream = words[0][1]
    if not _STREAM.fullmatch(stream):
        raise _wrong(address, "the name of a stream is made of up to 64 letters, digits and . _ : -")
    return stream


def _wrong(address: str, reason: str) -> SourceMissingError:
    """Return the error for an address that is none; what may be a password is not in it."""
    told = f"{shown(address).partition('?')[0]} cannot be used: {reason}; write it as {_EXAMPLE}."
    return SourceMissingError(f"{told} {_PASSWORDS}" if "@" in address else told)
