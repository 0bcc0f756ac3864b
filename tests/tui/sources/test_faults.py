"""What httpx raises becomes one sentence about the page, and only what may pass is tried again."""

import ssl

import httpx
import pytest

from tui.errors import SourceError, SourceSlowError, SourceUnreachableError
from tui.sources.faults import fault_of, is_worth_another_try
from tui.sources.transport import UnknownHostError

NETWORK = "check the network and the address."


def untrusted() -> httpx.ConnectError:
    """Return what httpx raises where a certificate cannot be trusted: the reason is two errors below."""
    error, between = httpx.ConnectError("certificate verify failed"), OSError("handshake")
    between.__context__ = ssl.SSLCertVerificationError("self-signed certificate")
    error.__cause__ = between
    return error


@pytest.mark.parametrize(
    ("error", "kind", "sentence", "is_tried_again"),
    [
        (UnknownHostError("x"), SourceUnreachableError, f"The page: nobody knows that host; {NETWORK}", False),
        (
            httpx.ProxyError("403"),
            SourceUnreachableError,
            "The proxy of the environment gave no way to The page; check its settings.",
            False,
        ),
        (httpx.ConnectTimeout("x"), SourceUnreachableError, f"The page does not take calls; {NETWORK}", True),
        (httpx.ConnectError("x"), SourceUnreachableError, f"The page cannot be reached; {NETWORK}", True),
        (httpx.ReadTimeout("x"), SourceSlowError, "The page fell silent and was given up; it is tried again.", False),
        (
            httpx.InvalidURL("x"),
            SourceUnreachableError,
            "The page is not an address that can be fetched; check how it is spelt.",
            False,
        ),
        (
            UnicodeError("label too long"),
            SourceUnreachableError,
            "The page is not an address that can be fetched; check how it is spelt.",
            False,
        ),
        (
            httpx.RemoteProtocolError("illegal status line"),
            SourceUnreachableError,
            "What answers at The page does not speak HTTP as it should; check the address and its port.",
            False,
        ),
        (
            httpx.RemoteProtocolError("Server disconnected without sending a response."),
            SourceUnreachableError,
            "The connection to The page broke off; it is tried again.",
            True,
        ),
        (
            httpx.ReadError("x"),
            SourceUnreachableError,
            "The connection to The page broke off; it is tried again.",
            True,
        ),
        (
            httpx.WriteError("x"),
            SourceUnreachableError,
            "The connection to The page broke off; it is tried again.",
            True,
        ),
        (
            untrusted(),
            SourceUnreachableError,
            "The page shows a certificate that cannot be trusted; check the address, the date and the network.",
            False,
        ),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, Exception) else "",
)
def test_every_fault_is_a_sentence_and_tried_again_where_it_may_pass(
    error: Exception, kind: type[SourceError], sentence: str, is_tried_again: bool
) -> None:
    fault = fault_of(error, "The page", is_answered=False)
    assert (type(fault), str(fault)) == (kind, sentence)
    assert is_worth_another_try(error) is is_tried_again


def test_an_answer_that_goes_wrong_after_its_head_broke_off() -> None:
    fault = fault_of(httpx.RemoteProtocolError("illegal chunk"), "The page", is_answered=True)
    assert str(fault) == "The connection to The page broke off; it is tried again."
