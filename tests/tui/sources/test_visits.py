"""Requests are tried again where no answer came, and led on by redirects one checked hop at a time."""

from collections.abc import Iterator

import httpx
import pytest

from tui.errors import SourceError, SourceRefusedError, SourceUnreachableError
from tui.sources.visits import Visits, Waits

NAMED = httpx.URL("https://named.example/feed")
ELSEWHERE = "https://other.example/page"
NETWORK = "check the network and the address."


class Hosts(httpx.AsyncBaseTransport):
    """What answers: for each address its answers and faults, one after the other, the last again and again."""

    def __init__(self, **played: list[str | Exception]) -> None:
        self.asked: list[httpx.Request] = []
        self._played = {path: iter(answers) for path, answers in played.items()}
        self._last: dict[str, str | Exception] = {}

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        self.asked.append(request)
        path = request.url.path.strip("/")
        answers: Iterator[str | Exception] = self._played[path]
        answer = self._last[path] = next(answers, self._last.get(path, ""))
        if isinstance(answer, Exception):
            raise answer
        return httpx.Response(302, headers={"Location": answer}) if answer else httpx.Response(200)


async def visit(hosts: Hosts, address: str, own: str | None = None) -> httpx.Response:
    """Return the answer at the end of all redirects from the address; each hop says in a header which it is."""
    seen: list[str] = []

    async def before(hop: httpx.URL) -> None:
        seen.append(str(hop))

    def headers(_: httpx.URL) -> list[tuple[bytes, bytes]]:
        return [(b"Hop", str(len(seen)).encode())]

    async with httpx.AsyncClient(transport=hosts, follow_redirects=True) as client:
        auth = httpx.BasicAuth("me", "pw")
        visits = Visits(client, NAMED, "The page", auth, Waits(0, 0, 0), httpx.URL(own) if own else None)
        return await visits.arrive(httpx.URL(address), headers=headers, before=before)


async def fault_of(hosts: Hosts, address: str, kind: type[SourceError], own: str | None = None) -> str:
    """Return the sentence with which the visit fails."""
    with pytest.raises(kind) as caught:
        await visit(hosts, address, own)
    return str(caught.value)


async def test_each_hop_is_told_of_before_it_is_asked_and_has_headers_of_its_own() -> None:
    hosts = Hosts(feed=["/page"], page=[ELSEWHERE, ""])
    assert (await visit(hosts, "https://me:pw@named.example/feed#top")).status_code == 200
    assert [str(request.url) for request in hosts.asked] == [
        "https://named.example/feed", "https://named.example/page", ELSEWHERE,
    ]  # fmt: skip
    assert [request.headers["Hop"] for request in hosts.asked] == ["1", "2", "3"]
    assert ["Authorization" in request.headers for request in hosts.asked] == [True, True, False]
    assert {request.method for request in hosts.asked} == {"GET"}


async def test_where_a_fault_is_is_told_by_the_sources_name_or_by_that_of_the_place_it_led_to() -> None:
    dead: list[str | Exception] = [httpx.ConnectError("x")]
    sentence = await fault_of(Hosts(feed=dead), str(NAMED), SourceUnreachableError)
    assert sentence == f"The page cannot be reached; {NETWORK}"
    led_on = Hosts(feed=[ELSEWHERE], page=dead)
    sentence = await fault_of(led_on, str(NAMED), SourceUnreachableError)
    assert sentence == f"{ELSEWHERE}, where The page leads, cannot be reached; {NETWORK}"
    sentence = await fault_of(Hosts(page=dead), ELSEWHERE, SourceUnreachableError, own=ELSEWHERE)
    assert sentence == f"The page cannot be reached; {NETWORK}"


async def test_what_failed_before_its_answer_is_tried_three_times() -> None:
    hosts = Hosts(feed=[httpx.ConnectError("x"), httpx.ReadError("x"), ""])
    assert (await visit(hosts, str(NAMED))).status_code == 200
    assert len(hosts.asked) == 3
    hosts = Hosts(feed=[httpx.ConnectError("x")])
    await fault_of(hosts, str(NAMED), SourceUnreachableError)
    assert len(hosts.asked) == 3


async def test_what_speaks_no_http_is_told_at_once() -> None:
    hosts = Hosts(feed=[httpx.RemoteProtocolError("illegal status line")])
    assert "does not speak HTTP as it should" in await fault_of(hosts, str(NAMED), SourceUnreachableError)
    assert len(hosts.asked) == 1


async def test_redirects_in_a_circle_or_without_an_end_are_told() -> None:
    circle = Hosts(feed=["/page"], page=["/feed"])
    sentence = await fault_of(circle, str(NAMED), SourceRefusedError)
    assert sentence == "The page sends in a circle, back to https://named.example/feed."
    assert len(circle.asked) == 2

    further: dict[str, list[str | Exception]] = {f"{number}": [f"/{number + 1}"] for number in range(1, 9)}
    hops = Hosts(feed=["/1"], **further)
    sentence = await fault_of(hops, str(NAMED), SourceRefusedError)
    assert sentence == "The page sends on more than 5 times, last to https://named.example/6."
    assert len(hops.asked) == 6
