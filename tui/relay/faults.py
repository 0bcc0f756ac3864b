"""What goes wrong with a relay's server, each with the sentence that the user reads. No password is in any."""

from ssl import SSLCertVerificationError, SSLError
from typing import Final

from redis.exceptions import (
    AskError,
    AuthenticationError,
    AuthorizationError,
    BusyLoadingError,
    ClusterDownError,
    ClusterError,
    InvalidResponse,
    MasterDownError,
    NoPermissionError,
    OutOfMemoryError,
    ReadOnlyError,
    ResponseError,
)
from redis.exceptions import TimeoutError as RedisTimeoutError

from parsing.clean import excerpt
from tui.errors import SourceError, SourceRefusedError, SourceSlowError, SourceUnreachableError, SourceUnreadableError
from tui.relay.address import RelayAddress
from tui.relay.server import AnswerTooLargeError

_LOGIN: Final = "put the right ones into the address, or under [relay] in the settings"
_SENTENCES: Final = (
    (AuthenticationError, SourceRefusedError, f"{{}} asks for a password, or for another name or password; {_LOGIN}."),
    (
        (AuthorizationError, NoPermissionError),
        SourceRefusedError,
        "{} does not allow this to the name that is used; docs/scale.md has the rules that its server needs.",
    ),
    (AnswerTooLargeError, SourceUnreadableError, "{} has a message that is larger than max_bytes of the settings."),
    (
        (RedisTimeoutError, TimeoutError),
        SourceSlowError,
        "{} does not answer; is the network there, and a server that speaks TLS for rediss:// and none for redis://?",
    ),
    (BusyLoadingError, SourceUnreachableError, "The server of {} is still loading its data."),
    (ClusterDownError, SourceUnreachableError, "The cluster of {} is down."),
    (InvalidResponse, SourceUnreachableError, "What answers at {} is no Redis server; is that the right port?"),
    (
        (ReadOnlyError, MasterDownError),
        SourceRefusedError,
        "The server of {} is a replica, which takes nothing; name its primary.",
    ),
    ((AskError, ClusterError), SourceRefusedError, "{} is on another server of its cluster; name that one."),
    (OutOfMemoryError, SourceRefusedError, "The server of {} has no memory left."),
)
_ANSWERS: Final = {
    "WRONGTYPE": "What {} names is no stream, or what belongs to it is something else; name another stream.",
}
"""The sentences for answers that have no class of their own, by a word in them."""


def fault_of(error: Exception, address: RelayAddress) -> SourceError:
    """Return what using the server has raised as an error with a sentence."""
    if isinstance(error, SourceError):
        return error
    if (tls := _tls_fault(error, address.name)) is not None:
        return tls
    for kinds, fault, sentence in _SENTENCES:
        if isinstance(error, kinds):
            return fault(sentence.format(address.name))
    if isinstance(error, ResponseError):
        return SourceRefusedError(_answered(str(error), address.name))
    return SourceUnreachableError(f"{address.name} cannot be reached; is its server running there?")


def _answered(text: str, name: str) -> str:
    """Return the sentence for an answer; of older servers one within a script has its word further behind."""
    told = next((sentence for word, sentence in _ANSWERS.items() if word in text), None)
    return told.format(name) if told else f"{name} refuses ({excerpt(text)})."


def _tls_fault(error: BaseException | None, name: str) -> SourceError | None:
    """Return the error for one that came of TLS; None where it did not."""
    while error is not None and not isinstance(error, SSLError | FileNotFoundError | PermissionError):
        error = error.__cause__ or error.__context__
    if isinstance(error, FileNotFoundError | PermissionError):
        return SourceRefusedError(
            f"The file that ca_file under [relay] in the settings names cannot be read, for {name}."
        )
    if isinstance(error, SSLCertVerificationError):
        told = f"The certificate of {name} cannot be trusted ({excerpt(error.verify_message)})"
        return SourceRefusedError(f"{told}; ca_file under [relay] in the settings names what to trust.")
    return None if error is None else SourceRefusedError(f"There is no TLS with {name} ({excerpt(str(error))}).")
