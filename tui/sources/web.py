"""A page at an http(s) address."""

import asyncio
import re
from contextlib import aclosing, suppress
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

import httpx

from parsing.clean import excerpt
from tui.clock import Clock
from tui.errors import (
    SourceCoolingError,
    SourceRefusedError,
    SourceSlowError,
    SourceUnreadableError,
)
from tui.refresh import Kind, Page
from tui.settings.model import Settings, SourceSettings
from tui.sources.addresses import origin_of, parse_address, shown_short
from tui.sources.body import Limits, read_body, read_start
from tui.sources.client import open_auth, open_client
from tui.sources.cooldown import Cooldown, retry_after
from tui.sources.exchange import Exchange, Steps
from tui.sources.faults import told
from tui.sources.hosts import Resolve, resolve_host
from tui.sources.memory import KeptPage, MemoryOfRun, ServerMemory, hashed
from tui.sources.robots import LARGEST, DisallowedError, Robots
from tui.sources.shown import shown
from tui.sources.visits import USUAL_WAITS, HeaderList, Visits, Waits

_EVERY: Final = 60.0
_LONGEST_VALIDATOR: Final = 2000
_LONGEST_AGE: Final = timedelta(days=30)
_AGE: Final = re.compile(r"[0-9]{1,18}")
_ASKS_FOR_PEACE: Final = frozenset({429, 503})


class WebSource:
    """One address. The as-of time of its prices is when the page was fetched, or was last said to be unchanged.

    Where a cache on the way answers and tells the age of what it holds, that goes off.
    """

    kind = Kind.LIVE
    jitter = 0.1
    every: float | None = _EVERY
    keeps_page = True
    """Whether its last page outlives the run, for the server to say that it is still the same."""

    def __init__(
        self,
        source: SourceSettings,
        clock: Clock,
        settings: Settings,
        memory: ServerMemory | None = None,
        *,
        resolve: Resolve = resolve_host,
        waits: Waits = USUAL_WAITS,
    ) -> None:
        """Take the address as typed, the memory of what has to outlive this run, and how hosts are looked up."""
        self.name = shown(source.address)
        self.last_exchange: Exchange | None = None
        self._source = source
        self._clock = clock
        self._settings = settings
        self._timeout = source.timeout or settings.timeout
        self._named: httpx.URL | None = None
        """The address that the user named, where that is not the source's own: its origin alone may be private."""
        self._limits = Limits(settings.max_wire_bytes, source.max_bytes or settings.max_bytes)
        self._resolve = resolve
        self._waits = waits
        self._key = hashed(source.address)
        self._memory = memory or MemoryOfRun()
        self._cooldown = Cooldown(self._key, self._memory, clock)
        self._robots = Robots(clock, self._fetch_robots)
        self._kept: KeptPage | None = None
        self._remembered: KeptPage | None = None
        """The page that the memory holds, or will soon."""
        self._is_behind = False
        """Whether the memory was not handed that page yet."""
        self._remembering: asyncio.Task[None] | None = None
        self._has_recalled = False
        self._client: httpx.AsyncClient | None = None
        self._visits: Visits | None = None

    async def fetch(self) -> Page:
        """Return the page at the address; the very same document where the server says so. Raises `SourceError`.

        httpx's own timeouts are for each read, so that a trickling body would last for ever: the whole is timed here.
        """
        started, steps = self._clock.monotonic(), Steps(self.name)
        try:
            await self._expect_not_cooling()
            await self._recall()
            async with asyncio.timeout(self._timeout):
                page = await self._refresh(steps)
        except TimeoutError as error:
            raise SourceSlowError(
                f"{self.name} did not answer in full within {self._timeout:g} s; timeout in the settings allows more."
            ) from error
        else:
            self._cooldown.end()
            self._remember()
            return page
        finally:
            self.last_exchange = steps.ended(self._clock.monotonic() - started)

    async def close(self) -> None:
        """Close the connections, once the last page is remembered."""
        try:
            if self._remembering is not None:
                await self._remembering
        finally:
            if self._client is not None:
                await self._client.aclose()

    async def _recall(self) -> None:
        """Take the page of the run before, unless it is larger than is allowed by now."""
        if self.keeps_page and not self._has_recalled:
            self._remembered = await self._memory.page(self._key)
            self._has_recalled = True
            if self._remembered is not None and len(self._remembered.document) <= self._limits.unpacked:
                self._kept = self._remembered

    def _remember(self) -> None:
        """Begin to keep the page for another run, where the server can tell then whether it is still the same.

        The report does not wait for a slow disk.
        """
        kept = self._kept if self._kept is not None and self._kept.has_validators else None
        if self.keeps_page and kept != self._remembered:
            self._remembered, self._is_behind = kept, True
            if self._remembering is None or self._remembering.done():
                self._remembering = asyncio.create_task(self._hand_over(), name="remember")

    async def _hand_over(self) -> None:
        """Hand the memory the newest page, until it has that: of those that come meanwhile the last alone."""
        while self._is_behind:
            self._is_behind = False
            with suppress(Exception):  # who remembers tells of it; here a page is asked for once more
                await self._memory.keep_page(self._key, self._remembered)

    async def _refresh(self, steps: Steps) -> Page:
        url = parse_address(self._source.address)

        async def before(hop: httpx.URL) -> None:
            steps.hops.append(shown(str(hop)))
            if self._source.ignore_robots and origin_of(hop) == origin_of(url):
                steps.robots = "ignored, as set"
            else:
                await self._ask_robots(hop, steps)

        response = await self._open_visits(url).arrive(url, headers=self._conditions, before=before)
        async with aclosing(response):
            steps.status = response.status_code
            steps.etag = excerpt(response.headers.get("etag", ""))
            steps.last_modified = excerpt(response.headers.get("last-modified", ""))
            try:
                page = await self._page_of(response)
            finally:
                steps.wire_bytes = response.num_bytes_downloaded
        steps.page_bytes = len(page.document)
        return page

    async def _ask_robots(self, hop: httpx.URL, steps: Steps) -> None:
        """Go on where robots.txt lets us. Raises `SourceError`."""
        steps.robots = "could not be read"
        try:
            steps.robots = await self._robots.expect_allowed(hop)
        except DisallowedError:
            steps.robots = "asks programs to stay away"
            raise

    async def _page_of(self, response: httpx.Response) -> Page:
        """Return the page that the answer is. Raises `SourceError`."""
        if response.status_code in _ASKS_FOR_PEACE:
            raise await self._begin_cooling(response)
        if response.status_code == httpx.codes.NOT_MODIFIED:
            return self._unchanged(response)
        if response.status_code != httpx.codes.OK:
            raise SourceRefusedError(f"{self.name} answered {_status(response)}, not a page; check the address.")
        with told(self.name, is_answered=True):
            document = await read_body(response, self._limits, self.name)
        if not document:
            raise SourceUnreadableError(f"{self.name} sent an empty page; it is tried again.")
        content_type, last = response.headers.get("content-type"), self._kept
        if last is not None and (last.document, last.content_type) == (document, content_type):
            document = last.document  # the same object, so that nobody reads it again
        validators = _validator(response, b"etag"), _validator(response, b"last-modified")
        self._kept = KeptPage(hashed(str(response.url)), document, content_type, *validators)
        return self._page(self._kept, response)

    def _unchanged(self, response: httpx.Response) -> Page:
        """Return the page as before, as of now, and keep the new validators. Raises `SourceRefusedError`."""
        kept = self._kept
        if kept is None or not self._conditions(response.url):
            raise SourceRefusedError(
                f"{self.name} answered {_status(response)}, though no page of it is held; it is tried again."
            )
        etag, last_modified = _validator(response, b"etag"), _validator(response, b"last-modified")
        self._kept = replace(kept, etag=etag or kept.etag, last_modified=last_modified or kept.last_modified)
        return self._page(self._kept, response)

    def _page(self, kept: KeptPage, response: httpx.Response) -> Page:
        return Page(kept.document, self._as_of(response), kept.content_type, address=str(response.url))

    def _as_of(self, response: httpx.Response) -> datetime:
        """Return of when the answer is: of now, or of as long ago as the cache that gave it says."""
        age = response.headers.get("age", "").strip()
        seconds = min(int(age), _LONGEST_AGE.total_seconds()) if _AGE.fullmatch(age) else 0
        return self._clock.now() - timedelta(seconds=seconds)

    def _conditions(self, hop: httpx.URL) -> HeaderList:
        """Return the headers that ask for another page only; none where the kept one came from another address."""
        kept = self._kept
        if kept is None or kept.place != hashed(str(hop)):
            return []
        pairs = ((b"If-None-Match", kept.etag), (b"If-Modified-Since", kept.last_modified))
        return [(name, value) for name, value in pairs if value is not None]

    async def _fetch_robots(self, place: httpx.URL) -> tuple[int, bytes]:
        """Return the status and the start of a robots.txt. Raises `SourceError`."""
        if self._visits is None:
            return httpx.codes.NOT_FOUND, b""
        try:
            response = await self._visits.arrive(place, headers=lambda _: [], before=_nothing)
        except SourceRefusedError:
            return httpx.codes.NOT_FOUND, b""  # redirects without an end count as no file, by the standard
        async with aclosing(response):
            if response.status_code in _ASKS_FOR_PEACE:
                raise await self._begin_cooling(response)
            if response.status_code != httpx.codes.OK:
                return response.status_code, b""
            with told(self.name, is_answered=True):
                return response.status_code, await read_start(response, LARGEST, shown_short(place))

    def _open_visits(self, own: httpx.URL) -> Visits:
        if self._visits is None:
            named = self._named or own
            auth = open_auth(named, use_environment=self._settings.use_environment)
            self._client = open_client(named, self._settings, self._resolve)
            self._visits = Visits(self._client, named, self.name, auth, self._waits, own)
        return self._visits

    async def _begin_cooling(self, response: httpx.Response) -> SourceCoolingError:
        until = await self._cooldown.begin(retry_after(response, self._clock.now()))
        return self._cooling(f"answered {_status(response)}", until)

    async def _expect_not_cooling(self) -> None:
        until = await self._cooldown.until()
        if until is not None:
            raise self._cooling("asked to be left alone", until)

    def _cooling(self, what: str, until: datetime) -> SourceCoolingError:
        is_today = until.date() == self._clock.now().date()
        when = f"{until:%H:%M:%S}" if is_today else f"{until:%d %b %H:%M}"
        return SourceCoolingError(f"{self.name} {what}; it is asked again after {when}.", until)


async def _nothing(hop: httpx.URL) -> None:
    """Check nothing before a hop: a robots.txt asks for no leave of its own."""


def _status(response: httpx.Response) -> str:
    """Return the status in the standard's words: the server's own could say anything."""
    return f"{response.status_code} {httpx.codes.get_reason_phrase(response.status_code)}".rstrip()


def _validator(response: httpx.Response, name: bytes) -> bytes | None:
    """Return a header as its bytes came; None where there is none that could be sent back."""
    values = [value for key, value in response.headers.raw if key.lower() == name]
    return values[0] if len(values) == 1 and 0 < len(values[0]) <= _LONGEST_VALIDATOR else None
