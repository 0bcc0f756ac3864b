"""What addresses say, and which of them are private."""

from ipaddress import ip_address

import httpx
import pytest

from tui.errors import SourceForbiddenError, SourceRefusedError, SourceUnreachableError
from tui.sources.addresses import (
    Origin,
    forbid_private_literal,
    forbidden,
    is_public,
    literal_address,
    may_be_private,
    misled,
    next_hop,
    origin_of,
    parse_address,
)
from tui.sources.memory import hashed
from tui.sources.shown import shown

NAMED = origin_of(httpx.URL("http://127.0.0.1:8000/page"))


@pytest.mark.parametrize(
    "address",
    [
        *("127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0"),  # noqa: S104
        *("224.0.0.1", "255.255.255.255", "240.0.0.1", "198.18.0.1"),
        *("::", "::1", "fe80::1", "fc00::1", "fec0::1", "ff02::1", "2001:db8::1"),
        *("::ffff:127.0.0.1", "::ffff:10.0.0.1", "::127.0.0.1"),
        *("2002:7f00:1::", "2002:a00:1::1", "2002:808:808::"),
        *("64:ff9b::7f00:1", "64:ff9b::a00:1", "64:ff9b:1::808:808"),
        "2001:0:808:808:0:0:80ff:fffe",  # Teredo, with 127.0.0.1 within
    ],
)
def test_a_private_address_is_private_however_it_is_wrapped(address: str) -> None:
    assert not is_public(ip_address(address))


@pytest.mark.parametrize("address", ["8.8.8.8", "::ffff:8.8.8.8", "2606:4700::1111", "64:ff9b::808:808"])
def test_a_public_address_is_public(address: str) -> None:
    assert is_public(ip_address(address))


@pytest.mark.parametrize("host", ["2130706433", "0x7f.1", "0x7f000001", "0177.0.0.1", "127.1", "127.0.0.1"])
def test_every_spelling_of_an_address_is_read(host: str) -> None:
    assert literal_address(host) == ip_address("127.0.0.1")


def test_a_name_is_no_address() -> None:
    assert literal_address("brecorder.com") is None


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "127.0.0.1.", "0x7f.1", "[::1]", "localhost", "a.localhost.", "LOCALHOST"]
)
def test_a_private_literal_is_forbidden_where_it_was_not_named(host: str) -> None:
    with pytest.raises(SourceForbiddenError, match="private network"):
        forbid_private_literal(httpx.URL(f"http://{host}:8001/"), NAMED)


@pytest.mark.parametrize("address", ["http://127.0.0.1:8000/other", "http://example.com/", "http://8.8.8.8/"])
def test_what_was_named_and_what_is_public_is_allowed(address: str) -> None:
    forbid_private_literal(httpx.URL(address), NAMED)


@pytest.mark.parametrize(
    ("host", "may_be"),
    [
        *((host, True) for host in ("127.0.0.1", "0x7f.1", "fe80::1", "localhost", "a.localhost", "nas", "nas.")),
        *((host, True) for host in ("nas.local", "NAS.LAN.", "a.b.home.arpa", "x.internal")),
        *((host, False) for host in ("brecorder.com", "www.brecorder.com.", "lan.example", "notlocal.xlan", "a.test")),
    ],
)
def test_only_an_address_or_a_local_name_may_be_named_as_private(host: str, may_be: bool) -> None:
    assert may_be_private(host) is may_be


@pytest.mark.parametrize(
    ("typed", "seen"),
    [
        ("https://me:secret@example.com/a@b", "https://example.com/a@b"),
        ("https://example.com/a@b?c=d:e@f", "https://example.com/a@b?c=d:e@f"),
        ("http://me:sec/ret@example.com/a", "http://example.com/a"),
        ("http://me:sec?ret@example.com/a", "http://example.com/a"),
        ("http://me:sec#ret@example.com", "http://example.com"),
        ("http://me:s@c:ret@example.com", "http://example.com"),
        ("http://[::1]:80/a@b", "http://[::1]:80/a@b"),
        ("http://\x1b[31mexample.com/\u202e", "http://example.com/"),
        ("mailto:secret@example.com", "example.com"),
    ],
)
def test_an_address_is_shown_clean_and_without_its_password(typed: str, seen: str) -> None:
    assert shown(typed) == seen


@pytest.mark.parametrize(
    ("location", "leads_to"),
    [
        ("/b", "https://example.com/b"),
        ("//other.com/b#c", "https://other.com/b"),
        ("https://me:secret@other.com/", "https://other.com/"),
        ("", "https://example.com/a"),
        ("https://x/" + "a" * 3990, "https://x/" + "a" * 3990),
    ],
)
def test_a_redirect_leads_on_without_credentials(location: str, leads_to: str) -> None:
    assert str(next_hop(httpx.URL("https://example.com/a"), location, "It")) == leads_to


@pytest.mark.parametrize(
    ("location", "error", "says"),
    [
        ("file:///etc/passwd", SourceForbiddenError, "no web address"),
        ("javascript:alert(1)", SourceForbiddenError, "no web address"),
        ("ftp://x/" + "a" * 300, SourceForbiddenError, rf"^It sends on to ftp://x/{'a' * 191}…, which is no web"),
        (
            "http://example.com/a",
            SourceForbiddenError,
            "^It sends on to http://example.com/a, which is not encrypted; name that address yourself if it is meant.$",
        ),
        ("https://[::1", SourceRefusedError, "not an address"),
        ("https://me@/", SourceRefusedError, "not an address"),
        ("https://x/" + "a" * 3991, SourceRefusedError, "not an address"),
    ],
)
def test_a_redirect_that_leads_nowhere_good_is_told(location: str, error: type[Exception], says: str) -> None:
    with pytest.raises(error, match=says):
        next_hop(httpx.URL("https://example.com/a"), location, "It")


@pytest.mark.parametrize(
    "address", ["example.com", "ftp://example.com/", "file:///etc/passwd", "http://", "http://[::1"]
)
def test_what_was_typed_and_cannot_be_fetched_is_told(address: str) -> None:
    with pytest.raises(
        SourceUnreachableError, match="is not an address that can be fetched; it has to start with http"
    ):
        parse_address(address)


def test_the_name_of_a_private_place_is_told_with_what_it_was_looked_up_as() -> None:
    host = ".".join(["a" * 60] * 4)
    here = "which is on this machine or a private network"
    assert str(forbidden(Origin("http", "nas", 8080), "10.0.0.1")) == (
        f"The address leads to nas (10.0.0.1), port 8080, {here}; that is fetched only where you name it yourself."
    )
    assert str(forbidden(Origin("http", "10.0.0.1", 80), "10.0.0.1")).startswith(
        "The address leads to 10.0.0.1, port 80"
    )
    assert str(misled(Origin("http", "x.com", 80), "10.0.0.1")) == (
        f"x.com is a public name, but this network looks it up as 10.0.0.1, {here}; nothing is sent there. "
        "If it is meant, name that address itself."
    )
    for fault in (forbidden(Origin("http", host, 80)), misled(Origin("http", host, 80), "10.0.0.1")):
        assert f"{host[:199]}…" in str(fault)


def test_an_address_is_known_by_its_hash_whatever_bytes_it_has() -> None:
    assert hashed("https://example.com/\udcff") != hashed("https://example.com/\udcfe")
