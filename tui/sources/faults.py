"""What httpx raises, as the one sentence that the user reads, and whether another try is worth it."""

import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

import httpx

from tui.errors import SourceError, SourceSlowError, SourceUnreachableError
from tui.sources.transport import UnknownHostError

FAULTS: Final = (httpx.HTTPError, httpx.StreamError, httpx.InvalidURL, OSError, UnicodeError)
"""All that a request can raise: the first three have no parent of their own, and TLS lets errors of its own through."""

_HUNG_UP: Final = "disconnected"

_SENTENCES: Final[tuple[tuple[type[Exception], type[SourceError], str], ...]] = (
    (UnknownHostError, SourceUnreachableError, "{name}: nobody knows that host; check the network and the address."),
    (
        httpx.ProxyError,
        SourceUnreachableError,
        "The proxy of the environment gave no way to {name}; check its settings.",
    ),
    (httpx.ConnectTimeout, SourceUnreachableError, "{name} does not take calls; check the network and the address."),
    (httpx.ConnectError, SourceUnreachableError, "{name} cannot be reached; check the network and the address."),
    (httpx.TimeoutException, SourceSlowError, "{name} fell silent and was given up; it is tried again."),
    (httpx.InvalidURL, SourceUnreachableError, "{name} is not an address that can be fetched; check how it is spelt."),
    (UnicodeError, SourceUnreachableError, "{name} is not an address that can be fetched; check how it is spelt."),
)
_BROKEN_OFF: Final = "The connection to {name} broke off; it is tried again."
_NO_HTTP: Final = "What answers at {name} does not speak HTTP as it should; check the address and its port."
_NO_TRUST: Final = "{name} shows a certificate that cannot be trusted; check the address, the date and the network."


@contextmanager
def told(name: str, *, is_answered: bool) -> Iterator[None]:
    """Raise what httpx raises within as a `SourceError` about `name`; say whether the head of an answer came before."""
    try:
        yield
    except FAULTS as error:
        raise fault_of(error, name, is_answered=is_answered) from error


def fault_of(error: Exception, name: str, *, is_answered: bool) -> SourceError:
    """Return the fault that the user is told."""
    if _is_about_trust(error):
        return SourceUnreachableError(_NO_TRUST.format(name=name))
    for kind, fault, sentence in _SENTENCES:
        if isinstance(error, kind):
            return fault(sentence.format(name=name))
    if isinstance(error, httpx.RemoteProtocolError) and not is_answered and not _is_hang_up(error):
        return SourceUnreachableError(_NO_HTTP.format(name=name))
    return SourceUnreachableError(_BROKEN_OFF.format(name=name))


def is_worth_another_try(error: Exception) -> bool:
    """Say whether the connection failed before any answer, in a way that may pass within seconds."""
    if isinstance(error, UnknownHostError) or _is_about_trust(error):
        return False
    is_broken = isinstance(error, (httpx.ConnectError, httpx.ConnectTimeout, httpx.ReadError, httpx.WriteError))
    return is_broken or _is_hang_up(error)


def _is_hang_up(error: Exception) -> bool:
    """Say whether the server closed the connection before its answer; httpx tells that by its words alone."""
    return isinstance(error, httpx.RemoteProtocolError) and _HUNG_UP in str(error)


def _is_about_trust(error: BaseException | None) -> bool:
    while error is not None:
        if isinstance(error, ssl.SSLCertVerificationError):
            return True
        error = error.__cause__ or error.__context__
    return False
