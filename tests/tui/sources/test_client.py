"""How the client of a source is set up: how long it waits, and to whom it says who the user is."""

import httpx
import pytest

from tui.settings.model import Settings
from tui.sources.client import open_auth, open_client
from tui.sources.hosts import resolve_host

NAMED = httpx.URL("https://example.com/page")


async def test_it_waits_as_long_as_the_settings_say_and_follows_nothing_by_itself() -> None:
    async with open_client(NAMED, Settings(read_timeout=7, connect_timeout=3), resolve_host) as client:
        assert client.timeout == httpx.Timeout(7, connect=3)
        assert not client.follow_redirects
        assert not client.trust_env
    async with open_client(NAMED, Settings(use_environment=True), resolve_host) as client:
        assert client.trust_env


@pytest.mark.parametrize(
    ("address", "sent"),
    [
        ("https://me:secret@example.com/", "Basic bWU6c2VjcmV0"),
        ("https://me@example.com/", "Basic bWU6"),
        ("https://:pw@example.com/", "Basic OnB3"),
        ("https://example.com/", None),
    ],
)
def test_a_name_or_a_password_in_the_address_is_told_to_the_server(address: str, sent: str | None) -> None:
    auth = open_auth(httpx.URL(address), use_environment=False)
    request = next(auth.auth_flow(httpx.Request("GET", NAMED)))
    assert request.headers.get("Authorization") == sent


async def test_a_name_that_no_host_can_have_is_told() -> None:
    with pytest.raises(OSError, match=f"^{'a' * 64}.example is no name that a host can have$"):
        await resolve_host(f"{'a' * 64}.example", 80)
