"""Sends requests: tried again where the connection failed, and led on by redirects one checked hop at a time."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Final

import httpx

from tui.errors import SourceRefusedError
from tui.sources.addresses import (
    forbid_private_literal,
    next_hop,
    origin_of,
    shown_short,
    without_credentials,
)
from tui.sources.faults import FAULTS, fault_of, is_worth_another_try

HeaderList = list[tuple[bytes, bytes]]

TRIES: Final = 3
MOST_HOPS: Final = 5


@dataclass(frozen=True, slots=True)
class Waits:
    """Seconds between tries: the first wait, doubled each time up to the longest, and some more by chance."""

    first: float = 0.25
    longest: float = 2.0
    jitter: float = 0.5


USUAL_WAITS: Final = Waits()


class Visits:
    """Visits addresses for one source. Its name and password go to the origin that the user named, and nowhere else."""

    def __init__(
        self,
        client: httpx.AsyncClient,
        named: httpx.URL,
        name: str,
        auth: httpx.Auth,
        waits: Waits,
        own: httpx.URL | None = None,
    ) -> None:
        """Take the address that the user named, the source's name, and what tells the server who the user is.

        `own` is the source's address where the user named another, that of the feed which links to it.
        """
        self._client = client
        self._named = origin_of(named)
        self._known = {self._named, origin_of(own or named)}
        self._name = name
        self._auth = auth
        self._waits = waits

    async def arrive(
        self,
        url: httpx.URL,
        *,
        headers: Callable[[httpx.URL], HeaderList],
        before: Callable[[httpx.URL], Awaitable[None]],
    ) -> httpx.Response:
        """Return the open answer at the end of all redirects, its body unread; the caller closes it.

        `headers` gives those of each hop, and `before` is awaited before each. Raises `SourceError`.
        """
        hop, seen = without_credentials(url), set[str]()
        while True:
            forbid_private_literal(hop, self._named)
            await before(hop)
            seen.add(str(hop))
            response = await self._send(hop, headers(hop))
            if not response.has_redirect_location:
                return response
            await response.aclose()
            hop = next_hop(hop, response.headers["location"], self._name)
            if str(hop) in seen:
                raise SourceRefusedError(f"{self._name} sends in a circle, back to {shown_short(hop)}.")
            if len(seen) > MOST_HOPS:
                raise SourceRefusedError(
                    f"{self._name} sends on more than {MOST_HOPS} times, last to {shown_short(hop)}."
                )

    async def _send(self, hop: httpx.URL, headers: HeaderList) -> httpx.Response:
        """Return the open answer of one hop, tried again where no answer came. Raises `SourceError`."""
        import stamina

        # Its usual hook writes to standard error, which is the screen.
        stamina.instrumentation.set_on_retry_hooks(())
        origin = origin_of(hop)
        place = self._name if origin in self._known else f"{shown_short(hop)}, where {self._name} leads,"
        auth = self._auth if origin == self._named else httpx.Auth()
        try:
            async for attempt in stamina.retry_context(
                on=is_worth_another_try,
                attempts=TRIES,
                timeout=None,
                wait_initial=self._waits.first,
                wait_max=self._waits.longest,
                wait_jitter=self._waits.jitter,
            ):
                with attempt:
                    request = self._client.build_request("GET", hop, headers=headers)
                    return await self._client.send(request, stream=True, auth=auth, follow_redirects=False)
        except FAULTS as error:
            raise fault_of(error, place, is_answered=False) from error
        raise AssertionError("a try either returns or raises")
