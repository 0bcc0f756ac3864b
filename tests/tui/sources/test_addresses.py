"""What addresses say, and which of them are private."""

from ipaddress import ip_address

import httpx
import pytest

from tui.errors import SourceForbiddenError, SourceRefusedError
from tui.sources.addresses import (
    forbid_private_literal,
    is_public,
    literal_address,
    may_be_private,
    next_hop,
    origin_of,
)
from tui.sources.shown import shown

NAMED = origin_of(httpx.URL("http://127.0.0.1:8000/page"))


@pytest.mark.parametrize(
    "address",
    [
        *("127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0"),  # noqa: S104
        *("224.0.0.1", "255.255.255.255", "240.0.0.1", "198.18.0.1"),
        *("::", "::1", "fe80::1", "fc00::1", "fec0::1", "ff02::1", "2001:db8::1"),
        *("::ffff:127.0.0.1", "::ffff:10.0.0.1", "::127.0.0.1"),
        *("2002:7f00:1::", "2002:a00:1::1", "64:ff9b::7f00:1", "64:ff9b::a00:1", "64:ff9b:1::808:808"),
        "2001:0:808:808:0:0:80ff:fffe",  # Teredo, with 127.0.0.1 within
    ],
)
def test_a_private_address_is_private_however_it_is_wrapped(address: str) -> None:
    assert not is_public(ip_address(address))


@pytest.mark.parametrize(
    "address", ["8.8.8.8", "::ffff:8.8.8.8", "2606:4700::1111", "64:ff9b::808:808", "2002:808:808::"]
)
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
    ],
)
def test_a_redirect_leads_on_without_credentials(location: str, leads_to: str) -> None:
    assert str(next_hop(httpx.URL("https://example.com/a"), location, "It")) == leads_to


@pytest.mark.parametrize(
    ("location", "error", "says"),
    [
        ("file:///etc/passwd", SourceForbiddenError, "no web address"),
        ("javascript:alert(1)", SourceForbiddenError, "no web address"),
        ("http://example.com/a", SourceForbiddenError, "not encrypted"),
        ("https://[::1", SourceRefusedError, "not an address"),
        ("https://me@/", SourceRefusedError, "not an address"),
        ("https://x/" + "a" * 5000, SourceRefusedError, "not an address"),
    ],
)
def test_a_redirect_that_leads_nowhere_good_is_told(location: str, error: type[Exception], says: str) -> None:
    with pytest.raises(error, match=says):
        next_hop(httpx.URL("https://example.com/a"), location, "It")
