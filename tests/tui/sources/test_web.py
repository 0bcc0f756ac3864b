"""The web source, against a real server that misbehaves."""

import asyncio
import subprocess
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import timedelta
from pathlib import Path
from textwrap import dedent

import pytest

from parsing import parse_snapshot
from parsing.models import PAKISTAN
from tests.builders import NOON, FakeClock
from tests.server import (
    ANSWERS,
    ETAG,
    MODIFIED,
    PAGE,
    Answer,
    Call,
    Server,
    garbage,
    half_a_head,
    hang_up,
    moved,
    plain,
    playing,
    reset,
    unchanged,
    validated,
)
from tui import __version__
from tui.errors import (
    SourceCoolingError,
    SourceError,
    SourceForbiddenError,
    SourceRefusedError,
    SourceSlowError,
    SourceUnreachableError,
    SourceUnreadableError,
)
from tui.refresh import Kind, Page
from tui.settings.model import Settings, SourceSettings
from tui.sources.hosts import resolve_host
from tui.sources.memory import KeptPage, MemoryOfRun, ServerMemory, hashed
from tui.sources.visits import Waits
from tui.sources.web import WebSource

AT_ONCE = Waits(0.0, 0.0, 0.0)
PATIENT = Settings(timeout=10)
HASTY = Settings(timeout=0.3)
LONGEST = 2000  # bytes of a validator
LIMITED = plain(b"", "429 Too Many Requests")

Open = Callable[..., WebSource]


@pytest.fixture
async def server() -> AsyncIterator[Server]:
    """The server that misbehaves."""
    async with playing() as running:
        yield running


@pytest.fixture
async def opened() -> AsyncIterator[Open]:
    """Opens sources that are closed after the test."""
    sources: list[WebSource] = []

    def open_one(
        address: str,
        *,
        clock: FakeClock | None = None,
        settings: Settings = PATIENT,
        memory: ServerMemory | None = None,
        ignore_robots: bool = False,
        resolve: Callable[[str, int], Awaitable[list[str]]] = resolve_host,
    ) -> WebSource:
        named = SourceSettings(address=address, ignore_robots=ignore_robots)
        sources.append(WebSource(named, clock or FakeClock(), settings, memory, resolve=resolve, waits=AT_ONCE))
        return sources[-1]

    yield open_one
    for source in sources:
        await source.close()


async def fault_of(source: WebSource, kind: type[SourceError] = SourceError) -> str:
    """Return the sentence with which the source fails."""
    with pytest.raises(kind) as caught:
        await source.fetch()
    sentence = str(caught.value)
    assert sentence.isprintable()
    assert sentence.endswith(".")
    return sentence


@pytest.mark.parametrize("path", ["/page", "/gzip", "/members", "/deflate", "/raw-deflate", "/moved"])
async def test_a_page_arrives_whole_however_it_is_packed(server: Server, opened: Open, path: str) -> None:
    page = await opened(server.address + path).fetch()
    assert page.document == PAGE
    assert page.as_of == NOON
    assert parse_snapshot(page.document, content_type=page.content_type).problems == ()


@pytest.mark.parametrize(
    ("path", "error", "says"),
    [
        ("/missing", SourceRefusedError, "answered 404 Not Found"),
        ("/broken", SourceRefusedError, "answered 500 Internal Server Error"),
        ("/nothing", SourceRefusedError, "answered 204 No Content"),
        ("/part", SourceRefusedError, "answered 206 Partial Content"),
        ("/unchanged", SourceRefusedError, "answered 304 Not Modified, though no page of it is held"),
        ("/empty", SourceUnreadableError, "sent an empty page"),
        ("/zstd", SourceUnreadableError, "page packed as zstd"),
        ("/chained", SourceUnreadableError, "page packed as gzip, gzip"),
        ("/badly-packed", SourceUnreadableError, "packed wrongly"),
        ("/half-packed", SourceUnreadableError, "packed wrongly"),
        ("/bomb", SourceUnreadableError, "more than the 8,388,608 bytes of max_bytes"),
        ("/endless", SourceUnreadableError, "more than the 4,194,304 bytes of max_wire_bytes"),
        ("/promises-much", SourceUnreadableError, "promises 1,000,000,000,000 bytes"),
        ("/endless-head", SourceUnreachableError, "does not speak HTTP"),
        ("/garbage", SourceUnreachableError, "does not speak HTTP"),
        ("/cut-off", SourceUnreachableError, "broke off"),
        ("/half-a-head", SourceUnreachableError, "broke off"),
        ("/hang-up", SourceUnreachableError, "broke off"),
        ("/reset", SourceUnreachableError, "broke off"),
        ("/circle", SourceRefusedError, "sends in a circle, back to"),
        ("/hop-1", SourceRefusedError, "sends on more than 5 times"),
        ("/to-file", SourceForbiddenError, "sends on to file:/etc/passwd, which is no web address"),
        ("/to-nowhere", SourceUnreachableError, "does not speak HTTP"),
        ("/to-metadata", SourceForbiddenError, r"leads to 169.254.169.254, port 80"),
        ("/moved-with-a-password", SourceForbiddenError, r"leads to 127.0.0.1, port 9"),
    ],
)
async def test_every_misbehaviour_is_one_sentence(
    server: Server, opened: Open, path: str, error: type[SourceError], says: str
) -> None:
    sentence = await fault_of(opened(server.address.replace("//", "//me:secret@") + path), error)
    assert says in sentence
    assert "secret" not in sentence


@pytest.mark.parametrize("path", ["/never", "/silent", "/trickle", "/endless-early"])
async def test_the_whole_refresh_is_timed_not_each_read(server: Server, opened: Open, path: str) -> None:
    sentence = await fault_of(opened(server.address + path, settings=HASTY), SourceSlowError)
    assert "within 0.3 s" in sentence


async def test_a_lookup_that_hangs_is_timed_too(opened: Open) -> None:
    async def hang(host: str, port: int) -> list[str]:
        await asyncio.Event().wait()
        return [host, str(port)]

    await fault_of(opened("http://slow.example/", settings=HASTY, resolve=hang), SourceSlowError)


async def test_a_server_that_falls_silent_is_given_up(server: Server, opened: Open) -> None:
    settings = Settings(read_timeout=0.2, timeout=10)
    sentence = await fault_of(opened(server.address + "/silent", settings=settings), SourceSlowError)
    assert "fell silent" in sentence
    assert server.paths() == ["/silent"]


async def test_a_bomb_is_refused_before_it_unfolds(server: Server) -> None:
    grown = await _kilobytes_grown(server.address)
    assert grown < 20 * 1024


async def _kilobytes_grown(address: str) -> int:
    """Return by how much the bomb makes a process grow that has fetched a page before."""
    script = f"""
        import asyncio, resource
        from tui.clock import SystemClock
        from tui.errors import SourceUnreadableError
        from tui.settings.model import Settings, SourceSettings
        from tui.sources.web import WebSource

        async def fetch(path):
            source = WebSource(SourceSettings(address="{address}" + path), SystemClock(), Settings())
            try:
                return await source.fetch()
            finally:
                await source.close()

        def peak():
            return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

        async def measure():
            await fetch("/gzip")
            before = peak()
            try:
                await fetch("/bomb")
            except SourceUnreadableError:
                print(peak() - before)

        asyncio.run(measure())
    """
    process = await asyncio.create_subprocess_exec(sys.executable, "-c", dedent(script), stdout=subprocess.PIPE)
    printed, _ = await process.communicate()
    return int(printed)


async def test_what_follows_a_too_small_promise_is_not_the_next_answer(server: Server, opened: Open) -> None:
    source = opened(server.address + "/promises-little")
    assert [(await source.fetch()).document for _ in range(2)] == [PAGE[:40]] * 2


async def test_a_server_that_is_not_there_cannot_be_reached(opened: Open) -> None:
    assert "check the network" in await fault_of(opened("http://127.0.0.1:1/page"), SourceUnreachableError)


@pytest.mark.parametrize(
    "address",
    ["http://", "http://[::1", "http://a b/", "https://\x1b[31m/", "http://x:99999/", "ftp://x/", "http:///x"],
)
async def test_an_address_that_is_none_is_a_sentence_too(opened: Open, address: str) -> None:
    await fault_of(opened(address), SourceUnreachableError)


def test_a_password_in_the_address_is_never_shown(opened: Open) -> None:
    source = opened("https://me:secret@example.com/a@b")
    assert source.name == "https://example.com/a@b"
    assert source.kind is Kind.LIVE


async def test_it_says_who_it_is_and_what_it_takes(server: Server, opened: Open) -> None:
    await opened(server.address + "/page").fetch()
    for call in server.calls:
        assert call.head.startswith(b"GET /")
        assert call.header("User-Agent") == f"tapewatch/{__version__} (terminal market monitor)".encode()
        assert (call.header("Accept") or b"").startswith(b"text/html, text/plain, application/rss+xml")
        assert call.header("Accept-Encoding") == b"gzip, deflate"
        assert call.header("Host") == server.address.removeprefix("http://").encode()


async def test_a_connection_carries_one_answer(server: Server, opened: Open) -> None:
    source = opened(server.play("/kept", plain(PAGE, stays_open=True)))
    for _ in range(5):
        await source.fetch()
    assert len(server.calls) == server.connections == 6
    assert {call.header("Connection") for call in server.calls} == {b"close"}


async def test_no_cookie_is_kept(server: Server, opened: Open) -> None:
    source = opened(server.play("/cookie", plain(PAGE, Set_Cookie="a=b; Path=/")))
    await source.fetch()
    await source.fetch()
    assert server.calls[-1].header("Cookie") is None


@pytest.mark.parametrize(
    ("age", "seconds"),
    [
        ("90", 90),
        ("0", 0),
        ("999999999", 30 * 24 * 3600),
        *((age, 0) for age in ("", "-5", "1.5", "soon", "1, 2", "9" * 5000, "\u0661")),
    ],
)
async def test_what_a_cache_gives_is_as_old_as_it_says(server: Server, opened: Open, age: str, seconds: int) -> None:
    address = server.play("/x", plain(PAGE, ETag='"x"', Age=age), unchanged(Age=age))
    source = opened(address)
    for _ in range(2):
        assert (await source.fetch()).as_of == NOON - timedelta(seconds=seconds)


# Validators


async def test_an_unchanged_page_is_the_very_same_document_as_of_now(server: Server, opened: Open) -> None:
    clock = FakeClock()
    source = opened(server.address + "/validated", clock=clock)
    first = await source.fetch()
    clock.advance(60)
    second = await source.fetch()
    assert second.document is first.document
    assert second.content_type == first.content_type
    assert second.as_of == NOON + timedelta(seconds=60)
    assert server.calls[-1].header("If-None-Match") == ETAG
    assert server.calls[-1].header("If-Modified-Since") == MODIFIED


@pytest.mark.parametrize("etag", [b'W/"x"', b'"a,b"', b"unquoted", b'"\xe9\xff"', b'"a""b', b"''", b'"a\tb"'])
async def test_a_validator_is_sent_back_byte_for_byte(server: Server, opened: Open, etag: bytes) -> None:
    source = opened(server.play("/tagged", plain(PAGE, ETag=etag), unchanged()))
    await source.fetch()
    await source.fetch()
    assert server.calls[-1].header("If-None-Match") == etag
    assert server.calls[-1].header("If-Modified-Since") is None


@pytest.mark.parametrize(("length", "is_sent"), [(0, False), (1, True), (LONGEST, True), (LONGEST + 1, False)])
async def test_a_validator_that_is_none_or_endless_is_not_sent_back(
    server: Server, opened: Open, length: int, is_sent: bool
) -> None:
    source = opened(server.play("/tagged", plain(PAGE, ETag=b"x" * length)))
    for _ in range(2):
        await source.fetch()
    assert server.calls[-1].header("If-None-Match") == (b"x" * length if is_sent else None)


async def test_a_status_without_words_is_told_by_its_number(server: Server, opened: Open) -> None:
    address = server.play("/x", plain(b"", "299 \x1b[31mOdd"))
    assert await fault_of(opened(address)) == f"{address} answered 299, not a page; check the address."


async def test_the_new_validators_of_an_unchanged_page_are_kept(server: Server, opened: Open) -> None:
    first = plain(PAGE, ETag='"1"', Last_Modified="one")
    source = opened(server.play("/tagged", first, unchanged(ETag='"2"'), unchanged(Last_Modified="two"), unchanged()))
    for _ in range(4):
        await source.fetch()
    assert [call.header("If-None-Match") for call in server.calls[1:]] == [None, b'"1"', b'"2"', b'"2"']
    assert [call.header("If-Modified-Since") for call in server.calls[1:]] == [None, b"one", b"one", b"two"]


async def test_a_page_says_of_what_type_it_is_and_where_it_was_in_the_end(server: Server, opened: Open) -> None:
    server.play("/y", plain(PAGE, Content_Type="text/html", ETag='"1"'), unchanged())
    source = opened(server.play("/x", moved("/y")))
    for _ in range(2):
        page = await source.fetch()
        assert (page.content_type, page.address) == ("text/html", server.address + "/y")


async def test_an_unasked_unchanged_is_a_fault_and_not_tried_again(server: Server, opened: Open) -> None:
    source = opened(server.play("/x", plain(PAGE), unchanged(), plain(PAGE)))
    await source.fetch()
    await fault_of(source, SourceRefusedError)
    assert server.paths() == ["/x", "/x"]


async def test_validators_are_for_the_address_that_gave_them(server: Server, opened: Open) -> None:
    source = opened(server.play("/x", plain(PAGE, ETag='"x"'), moved("/validated")))
    for _ in range(3):
        await source.fetch()
    asked = [(call.path, call.header("If-None-Match")) for call in server.calls[1:]]
    assert asked == [("/x", None), ("/x", b'"x"'), ("/validated", None), ("/x", None), ("/validated", ETAG)]


async def test_validators_survive_a_refresh_that_fails(server: Server, opened: Open) -> None:
    source = opened(server.play("/x", plain(PAGE, ETag='"x"'), plain(b"", "500 Oh"), unchanged()))
    first = await source.fetch()
    await fault_of(source)
    assert (await source.fetch()).document is first.document


async def test_an_equal_page_is_the_same_document_without_validators_too(server: Server, opened: Open) -> None:
    source = opened(server.play("/x", plain(PAGE), plain(PAGE), plain(PAGE, Content_Type="text/html")))
    pages = [await source.fetch() for _ in range(3)]
    assert pages[1].document is pages[0].document
    assert pages[2].document is not pages[0].document


# Tries


@pytest.mark.parametrize("fault", [hang_up, half_a_head, reset])
async def test_a_connection_that_fails_is_tried_again_at_most_twice(
    server: Server, opened: Open, fault: Answer
) -> None:
    source = opened(server.play("/x", fault, fault, plain(PAGE), fault))
    assert (await source.fetch()).document == PAGE
    await fault_of(source, SourceUnreachableError)
    assert server.paths() == ["/x"] * 6


async def test_a_refused_connection_is_tried_three_times(opened: Open) -> None:
    asked: list[str] = []

    async def resolve(host: str, port: int) -> list[str]:
        assert port == 1
        asked.append(host)
        return ["127.0.0.1"]

    await fault_of(opened("http://dead.lan:1/", resolve=resolve, ignore_robots=True), SourceUnreachableError)
    assert asked == ["dead.lan"] * 3


@pytest.mark.parametrize(
    "answer", [garbage, unchanged(), *(plain(b"", f"{status} No") for status in (400, 403, 404, 500, 502, 504))]
)
async def test_an_answer_is_never_asked_for_twice(server: Server, opened: Open, answer: Answer) -> None:
    await fault_of(opened(server.play("/x", answer)))
    assert server.paths() == ["/x"]


async def test_a_connection_that_breaks_in_the_body_is_not_tried_again(server: Server, opened: Open) -> None:
    await fault_of(opened(server.address + "/cut-off"))
    assert server.paths() == ["/cut-off"]


async def test_tries_write_nothing_on_the_screen(
    server: Server, opened: Open, capfd: pytest.CaptureFixture[str]
) -> None:
    await opened(server.play("/x", hang_up, plain(PAGE))).fetch()
    assert capfd.readouterr() == ("", "")


# Cooling


@pytest.mark.parametrize("status", ["429 Too Many Requests", "503 Service Unavailable"])
async def test_a_server_that_asks_for_peace_is_not_asked_until_then(server: Server, opened: Open, status: str) -> None:
    clock = FakeClock()
    source = opened(server.play("/x", plain(b"", status, Retry_After=90), plain(PAGE)), clock=clock)
    for _ in range(3):
        with pytest.raises(SourceCoolingError, match=r"asked again after 12:01:30\.") as caught:
            await source.fetch()
        assert caught.value.until == NOON + timedelta(seconds=90)
    assert server.paths() == ["/x"]
    clock.advance(90)
    assert (await source.fetch()).document == PAGE


@pytest.mark.parametrize(("seconds", "when"), [("60", "17:01:00"), ("86400", "18 May 17:00")])
async def test_it_is_told_until_when_in_the_zone_of_the_clock(
    server: Server, opened: Open, seconds: str, when: str
) -> None:
    address = server.play("/x", plain(b"", "429 Slow down", Retry_After=seconds))
    source = opened(address, clock=FakeClock(NOON.astimezone(PAKISTAN)))
    for what in ("answered 429 Too Many Requests", "asked to be left alone"):
        assert await fault_of(source, SourceCoolingError) == f"{address} {what}; it is asked again after {when}."


async def test_cooling_grows_with_each_such_answer_and_a_success_ends_it(server: Server, opened: Open) -> None:
    clock = FakeClock()
    source = opened(server.play("/x", LIMITED, LIMITED, plain(PAGE), LIMITED), clock=clock)
    assert [await _minutes_of(source, clock), await _minutes_of(source, clock)] == [1, 5]
    await source.fetch()
    assert await _minutes_of(source, clock) == 1


async def _minutes_of(source: WebSource, clock: FakeClock) -> float:
    """Return for how many minutes the source cools, and let them pass."""
    with pytest.raises(SourceCoolingError) as caught:
        await source.fetch()
    seconds = (caught.value.until - clock.now()).total_seconds()
    clock.advance(seconds)
    return seconds / 60


async def test_two_users_of_one_address_do_not_cool_each_other(server: Server, opened: Open) -> None:
    address, memory = server.play("/x", LIMITED, plain(PAGE)), MemoryOfRun()
    await fault_of(opened(address.replace("//", "//a:1@"), memory=memory), SourceCoolingError)
    assert (await opened(address.replace("//", "//b:2@"), memory=memory).fetch()).document == PAGE


async def test_a_robots_txt_that_asks_for_peace_cools_as_well(server: Server, opened: Open) -> None:
    server.play("/robots.txt", LIMITED)
    source = opened(server.address + "/page")
    await fault_of(source, SourceCoolingError)
    await fault_of(source, SourceCoolingError)
    assert [call.path for call in server.calls] == ["/robots.txt"]


# The page that outlives the run


class SlowMemory(MemoryOfRun):
    """A memory on a disk that takes as long as a test wants."""

    def __init__(self) -> None:
        super().__init__()
        self.begun = asyncio.Event()
        self.may_end = asyncio.Event()
        self.documents: list[bytes | None] = []

    async def keep_page(self, key: str, page: KeptPage | None) -> None:
        """Wait for the disk, and then keep the page."""
        self.begun.set()
        await self.may_end.wait()
        self.documents.append(None if page is None else page.document)
        await super().keep_page(key, page)


def tagged(number: int) -> Answer:
    """Answer with a page that no other is, and its tag."""
    return plain(b"HUBC %d" % number, ETag=f'"{number}"')


async def test_a_page_does_not_wait_for_the_disk_and_of_those_that_come_meanwhile_the_last_is_kept(
    server: Server, opened: Open
) -> None:
    address, memory = server.play("/x", *map(tagged, range(5))), SlowMemory()
    source = opened(address, memory=memory)
    assert (await source.fetch()).document == b"HUBC 0"
    await memory.begun.wait()
    for number in range(1, 5):
        assert (await source.fetch()).document == b"HUBC %d" % number
    assert memory.documents == []
    ending = asyncio.create_task(source.close())
    await asyncio.sleep(0)
    assert not ending.done()
    memory.may_end.set()
    await ending
    assert memory.documents == [b"HUBC 0", b"HUBC 4"]


async def test_the_page_of_the_run_before_is_asked_for_by_its_validators_while_it_is_allowed(
    server: Server, opened: Open
) -> None:
    document, memory = bytes(1025), MemoryOfRun()
    address = server.play("/x", plain(document, ETag='"1"'), unchanged(), plain(PAGE[:9]))
    run_before = opened(address, memory=memory)
    await run_before.fetch()
    await run_before.close()
    for size, expected in [(1025, document), (1024, PAGE[:9])]:
        source = opened(address, memory=memory, settings=Settings(timeout=10, max_bytes=size))
        assert (await source.fetch()).document == expected
    assert [call.header("If-None-Match") for call in server.calls if call.path == "/x"] == [None, b'"1"', None]


async def test_a_page_that_can_no_longer_be_asked_for_is_forgotten(server: Server, opened: Open) -> None:
    memory = MemoryOfRun()
    source = opened(server.play("/x", tagged(1), plain(PAGE), plain(PAGE)), memory=memory)
    for _ in range(2):
        await source.fetch()
    await source.close()
    assert await memory.page(hashed(server.address + "/x")) is None
    await opened(server.address + "/x", memory=memory).fetch()
    assert [call.header("If-None-Match") for call in server.calls if call.path == "/x"] == [None, b'"1"', None]


async def test_a_page_that_did_not_change_is_not_kept_again_and_none_where_nothing_is_kept(
    server: Server, opened: Open
) -> None:
    address, memory = server.play("/x", tagged(1), unchanged(), unchanged(), tagged(2)), SlowMemory()
    memory.may_end.set()
    source = opened(address, memory=memory)
    for _ in range(3):
        await source.fetch()
    await source.close()
    assert memory.documents == [b"HUBC 1"]

    other = opened(address, memory=memory)
    other.keeps_page = False
    await other.fetch()
    await other.close()
    assert memory.documents == [b"HUBC 1"]
    assert server.calls[-1].header("If-None-Match") is None


async def test_a_memory_that_breaks_costs_no_page_and_takes_the_next(
    server: Server, opened: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    address, memory = server.play("/x", *map(tagged, range(2))), SlowMemory()
    memory.may_end.set()
    source = opened(address, memory=memory)
    with monkeypatch.context() as patched:

        async def broken(*_: object) -> None:
            memory.begun.set()
            raise ZeroDivisionError

        patched.setattr(memory, "keep_page", broken)
        await source.fetch()
        await memory.begun.wait()
        await asyncio.sleep(0)
    assert (await source.fetch()).document == b"HUBC 1"
    await source.close()
    assert memory.documents == [b"HUBC 1"]


# robots.txt


async def test_robots_txt_is_asked_first_and_once(server: Server, opened: Open) -> None:
    source = opened(server.address + "/page")
    await source.fetch()
    await source.fetch()
    assert [call.path for call in server.calls] == ["/robots.txt", "/page", "/page"]


async def test_a_page_that_robots_txt_disallows_is_not_fetched(server: Server, opened: Open) -> None:
    server.play("/robots.txt", plain(b"User-agent: *\nDisallow: /page\n"))
    assert "ignore_robots" in await fault_of(opened(server.address + "/page"), SourceForbiddenError)
    assert "ignore_robots" in await fault_of(opened(server.address + "/moved"), SourceForbiddenError)
    assert server.paths() == ["/moved"]


async def test_robots_txt_is_not_asked_where_the_user_said_so(server: Server, opened: Open) -> None:
    server.play("/robots.txt", plain(b"User-agent: *\nDisallow: /\n"))
    await opened(server.address + "/page", ignore_robots=True).fetch()
    assert [call.path for call in server.calls] == ["/page"]


@pytest.mark.usefixtures("_proxy")
async def test_robots_txt_of_another_origin_is_asked_all_the_same(server: Server, opened: Open) -> None:
    server.play("http://far.example/page", moved("http://other.example/page"))
    server.play("http://other.example/robots.txt", plain(b"User-agent: *\nDisallow: /\n"))
    settings = Settings(use_environment=True)
    source = opened("http://far.example/page", settings=settings, ignore_robots=True)
    assert "http://other.example/page may not be fetched" in await fault_of(source, SourceForbiddenError)
    assert [call.path for call in server.calls] == ["http://far.example/page", "http://other.example/robots.txt"]


async def test_a_robots_txt_that_fails_means_not_now(server: Server, opened: Open) -> None:
    source = opened(server.address + "/page")
    server.play("/robots.txt", plain(b"", "500 Oh"), hang_up, hang_up, hang_up, plain(b""))
    await fault_of(source, SourceForbiddenError)
    await fault_of(source, SourceUnreachableError)
    assert server.paths() == []
    await source.fetch()


@pytest.mark.parametrize("path", ["/circle", "/hop-1", "/missing"])
async def test_a_robots_txt_that_leads_nowhere_forbids_nothing(server: Server, opened: Open, path: str) -> None:
    server.play("/robots.txt", moved(path))
    await opened(server.address + "/page").fetch()


async def test_a_robots_txt_is_read_where_it_was_moved_but_not_on_private_ground(server: Server, opened: Open) -> None:
    server.play("/rules", plain(b"User-agent: *\nDisallow: /\n"))
    server.play("/robots.txt", moved("/rules"))
    assert "robots.txt asks" in await fault_of(opened(server.address + "/page"), SourceForbiddenError)
    server.play("/robots.txt", moved("http://localhost/"))
    assert "private network" in await fault_of(opened(server.address + "/page"), SourceForbiddenError)


async def test_only_the_start_of_an_endless_robots_txt_is_read(server: Server, opened: Open) -> None:
    server.play("/robots.txt", ANSWERS["/endless"])
    await opened(server.address + "/page").fetch()
    server.play("/robots.txt", ANSWERS["/bomb"])
    await opened(server.address + "/page").fetch()


# Redirects


@pytest.mark.parametrize("path", ["/to-localhost", "/to-decimal", "/to-hex", "/to-mapped"])
async def test_a_redirect_to_this_machine_is_not_followed(server: Server, opened: Open, path: str) -> None:
    assert "private network" in await fault_of(opened(server.address + path), SourceForbiddenError)
    assert server.paths() == [path]


@pytest.mark.parametrize(
    "host",
    ["localhost", "0x7f.1", "2130706433", "127.1", "[::1]", "[::ffff:127.0.0.1]", "inside.example"],
)
async def test_the_named_port_under_another_name_is_not_the_named_address(
    server: Server, opened: Open, host: str
) -> None:
    async def resolve(name: str, port: int) -> list[str]:
        return ["127.0.0.1"] if name == "inside.example" else await resolve_host(name, port)

    source = opened(server.play("/x", moved(f"http://{host}:{server.port}/page")), resolve=resolve)
    assert "private network" in await fault_of(source, SourceForbiddenError)
    assert server.paths() == ["/x"]


async def test_another_port_of_the_named_host_is_not_the_named_address(server: Server, opened: Open) -> None:
    async with playing() as other:
        await fault_of(opened(server.play("/x", moved(other.address + "/page"))), SourceForbiddenError)
        assert other.connections == 0


@pytest.mark.parametrize("host", ["localhost", "0x7f.1"])
async def test_what_the_user_named_is_fetched_in_any_spelling(server: Server, opened: Open, host: str) -> None:
    assert (await opened(f"http://{host}:{server.port}/page").fetch()).document == PAGE


async def test_five_redirects_are_followed(server: Server, opened: Open) -> None:
    assert (await opened(server.address + "/hop-2").fetch()).document == PAGE


async def test_a_password_goes_to_the_named_origin_and_a_private_neighbour_gets_nothing(
    server: Server, opened: Open
) -> None:
    async with playing() as other:
        names = {"named.lan": server, "other.lan": other}

        async def resolve(name: str, port: int) -> list[str]:
            assert port == names[name].port
            return ["127.0.0.1"]

        other.play("/there", moved(f"http://me:pw@named.lan:{server.port}/page"))
        server.play("/x", moved(f"http://me:secret@other.lan:{other.port}/there"))
        source = opened(f"http://me:secret@named.lan:{server.port}/x", resolve=resolve)
        await fault_of(source, SourceForbiddenError)  # the other one is private, and not named
        assert other.connections == 0
    assert all(call.header("Authorization") == b"Basic bWU6c2VjcmV0" for call in server.calls)


# The environment


@pytest.fixture
def _proxy(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy", "NO_PROXY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.delenv("no_proxy", raising=False)
    monkeypatch.setenv("http_proxy", server.address)
    home = Path.home()
    home.mkdir(parents=True, exist_ok=True)
    (home / ".netrc").write_text("machine far.example login me password secret\ndefault login me password secret\n")
    (home / ".netrc").chmod(0o600)


@pytest.mark.usefixtures("_proxy")
async def test_the_environment_is_let_in_only_by_the_settings(server: Server, opened: Open) -> None:
    async def resolve(_host: str, _port: int) -> list[str]:
        return []

    await fault_of(opened("http://far.example/page", resolve=resolve), SourceUnreachableError)
    assert server.calls == []
    await opened(server.play("/x", plain(PAGE)), ignore_robots=True).fetch()
    assert server.calls.pop().header("Authorization") is None
    server.play("http://far.example/page", plain(PAGE))
    settings = Settings(use_environment=True)
    await opened("http://far.example/page", settings=settings).fetch()
    assert [call.path for call in server.calls] == ["http://far.example/robots.txt", "http://far.example/page"]
    assert server.calls[-1].header("Authorization") == b"Basic bWU6c2VjcmV0"


@pytest.mark.usefixtures("_proxy")
async def test_through_a_proxy_private_addresses_and_strangers_still_get_nothing(server: Server, opened: Open) -> None:
    settings = Settings(use_environment=True)
    server.play("http://far.example/page", moved("http://other.example/"))
    server.play("http://other.example/", moved("http://2130706433/"))
    source = opened("http://you:pw@far.example/page", settings=settings)
    assert "private network" in await fault_of(source)
    friends = [call for call in server.calls if b"far.example" in call.head]
    assert {call.header("Authorization") for call in friends} == {b"Basic eW91OnB3"}
    strangers = [call for call in server.calls if b"other.example" in call.head]
    assert strangers
    assert all(call.header("Authorization") is None for call in strangers)


async def test_a_proxy_or_netrc_that_cannot_be_used_is_a_sentence(
    opened: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = Settings(use_environment=True)
    monkeypatch.setenv("http_proxy", "gopher://me:secret@proxy")
    sentence = await fault_of(opened("http://far.example/page", settings=settings), SourceUnreachableError)
    assert sentence == (
        "A proxy or certificate of the environment cannot be used; check HTTP_PROXY, HTTPS_PROXY and SSL_CERT_FILE, "
        "or set use_environment to false."
    )
    Path.home().mkdir(parents=True, exist_ok=True)
    (Path.home() / ".netrc").write_text("machine")
    sentence = await fault_of(opened("http://far.example/page", settings=settings), SourceUnreachableError)
    assert sentence == "The file .netrc cannot be read; check how it is written and who owns it."


# The last exchange


async def test_the_last_exchange_tells_what_happened(server: Server, opened: Open) -> None:
    server.play("/validated", validated)
    clock = FakeClock()
    source = opened(server.play("/x", moved("/validated")).replace("//", "//me:secret@"), clock=clock)
    await source.fetch()
    exchange = source.last_exchange
    assert exchange is not None
    assert exchange.address == server.address + "/validated"
    assert exchange.redirects == (server.address + "/x",)
    assert exchange.robots == "not there, so allowed"
    assert exchange.status == 200
    assert exchange.etag.startswith('W/"a')
    assert exchange.last_modified == "Fri, 17 May 2024 07:00:00 GMT"
    assert (exchange.wire_bytes, exchange.page_bytes) == (len(PAGE), len(PAGE))
    assert exchange.seconds == 0.0
    clock.advance(5)
    await source.fetch()
    assert source.last_exchange is not None
    assert source.last_exchange.seconds == 0.0


async def test_the_last_exchange_tells_of_a_failure_too(server: Server, opened: Open) -> None:
    source = opened(server.address + "/cut-off", ignore_robots=True)
    await fault_of(source)
    exchange = source.last_exchange
    assert exchange is not None
    assert (exchange.status, exchange.wire_bytes, exchange.page_bytes) == (200, 20, 0)
    assert (exchange.etag, exchange.last_modified) == ("", "")
    assert exchange.robots == "ignored, as set"
    assert exchange.redirects == ()


async def test_the_last_exchange_tells_why_robots_txt_gave_no_permission(server: Server, opened: Open) -> None:
    said: list[str] = []

    async def ask(source: WebSource) -> None:
        await fault_of(source)
        assert source.last_exchange is not None
        said.append(source.last_exchange.robots)

    await ask(opened("http://127.0.0.1:1/page"))
    server.play("/robots.txt", plain(b"User-agent: *\nDisallow: /\n"))
    await ask(opened(server.address + "/page"))
    server.play("/robots.txt", LIMITED)
    cooling = opened(server.address + "/page")
    await ask(cooling)
    await ask(cooling)
    assert said == ["could not be read", "asks programs to stay away", "could not be read", ""]


async def test_bad_weather_of_every_kind_leaves_the_last_good_page(server: Server, opened: Open) -> None:
    source = opened(server.address + "/x", settings=Settings(timeout=5))
    server.play("/x", plain(PAGE, ETag='"x"'))
    first: Page = await source.fetch()
    weather: list[Answer] = [
        hang_up,
        garbage,
        reset,
        plain(b"", "500 Oh"),
        ANSWERS["/cut-off"],
        ANSWERS["/badly-packed"],
    ]
    for answer in weather * 20:
        server.play("/x", answer)
        await fault_of(source)
    server.play("/x", unchanged())
    assert (await source.fetch()).document is first.document


async def test_a_server_sees_the_hang_up_when_it_was_given_up(server: Server, opened: Open) -> None:
    gone = asyncio.Event()

    async def hold(call: Call) -> None:
        await call.reader.read()
        gone.set()

    await fault_of(opened(server.play("/x", hold), settings=HASTY), SourceSlowError)
    async with asyncio.timeout(10):
        await gone.wait()
