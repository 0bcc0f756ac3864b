"""A site that asks programs to stay away is left alone."""

import httpx
import pytest

from tests.builders import FakeClock
from tui.errors import SourceForbiddenError
from tui.sources.robots import LARGEST, Robots, parse_robots

PAGE = httpx.URL("https://example.com/page?x=1")
DAY = 24 * 3600


class Site:
    """A site with a robots.txt, which counts how often it is fetched."""

    def __init__(self, status: int, text: bytes = b"") -> None:
        self.status = status
        self.text = text
        self.fetched: list[str] = []

    async def __call__(self, url: httpx.URL) -> tuple[int, bytes]:
        self.fetched.append(str(url))
        return self.status, self.text


@pytest.mark.parametrize("status", [199, 300, 301, 400, 401, 403, 404, 410])
async def test_no_robots_txt_forbids_nothing(status: int) -> None:
    site = Site(status, b"User-agent: *\nDisallow: /\n")
    assert await Robots(FakeClock(), site).expect_allowed(PAGE) == "not there, so allowed"
    assert site.fetched == ["https://example.com/robots.txt"]


@pytest.mark.parametrize(
    "text",
    [
        b"User-agent: *\nDisallow: /page\n",
        b"\xef\xbb\xbfUSER-AGENT: Tapewatch\r\nDisallow: /\r\n",
        b"User-agent: tapewatch/9.9 # us\nDisallow: /*?x=\n",
        b"User-agent: tapewatch*\nDisallow: /\n",
        b"User-agent: Googlebot\nUser-agent: tapewatch\nDisallow: /\n\nUser-agent: *\nAllow: /\n",
        b"user  agent tapewatch\ndisallow /\n",
    ],
)
async def test_a_disallow_names_robots_txt_and_the_way_round_it(text: bytes) -> None:
    with pytest.raises(SourceForbiddenError) as caught:
        await Robots(FakeClock(), Site(200, text)).expect_allowed(PAGE)
    assert str(caught.value) == (
        "https://example.com/page?x=1 may not be fetched, since the site's robots.txt asks programs not to; "
        "if you may all the same, name that very address in the settings with ignore_robots."
    )


@pytest.mark.parametrize(
    "text",
    [
        b"",
        b"\xff\xfe\x00",
        b"<!doctype html><title>Welcome</title>",
        b"User-agent: Googlebot\nDisallow: /\n",
        b"User-agent: tapewatchers\nDisallow: /\n",
        b"User-agent: tapewatch\nDisallow:\n\nUser-agent: *\nDisallow: /\n",
        b"User-agent: *\nDisallow: /\nAllow: /page\n",
    ],
)
async def test_what_speaks_to_others_or_of_other_pages_forbids_nothing(text: bytes) -> None:
    assert await Robots(FakeClock(), Site(200, text)).expect_allowed(PAGE) == "allowed"


async def test_it_is_fetched_once_a_day_for_each_origin() -> None:
    clock, site = FakeClock(), Site(404)
    clock.advance(2 * DAY)
    robots = Robots(clock, site)
    for address in ("https://a.com/1#top", "https://a.com/2", "http://a.com/1", "https://a.com:8443/1"):
        await robots.expect_allowed(httpx.URL(address))
    assert site.fetched == [
        "https://a.com/robots.txt",
        "http://a.com/robots.txt",
        "https://a.com:8443/robots.txt",
    ]
    clock.advance(DAY - 1)
    await robots.expect_allowed(httpx.URL("https://a.com/1"))
    assert len(site.fetched) == 3
    clock.advance(1)
    await robots.expect_allowed(httpx.URL("https://a.com/1"))
    assert len(site.fetched) == 4


async def test_of_many_origins_the_last_sixteen_are_kept() -> None:
    site = Site(404)
    robots = Robots(FakeClock(), site)
    for number in [*range(17), 16, 1, 0]:
        await robots.expect_allowed(httpx.URL(f"https://{number}.com/"))
    assert len(site.fetched) == 18
    assert site.fetched[-1] == "https://0.com/robots.txt"


async def test_what_answers_well_is_read() -> None:
    with pytest.raises(SourceForbiddenError):
        await Robots(FakeClock(), Site(299, b"User-agent: *\nDisallow: /\n")).expect_allowed(PAGE)


async def test_a_site_that_cannot_say_is_asked_again_next_time() -> None:
    site = Site(500)
    robots = Robots(FakeClock(), site)
    for _ in range(2):
        with pytest.raises(SourceForbiddenError, match=r"robots\.txt answered 500"):
            await robots.expect_allowed(PAGE)
    site.status = 404
    assert await robots.expect_allowed(PAGE)
    assert len(site.fetched) == 3


def test_names_by_the_thousand_above_rules_by_the_thousand_are_kept_once() -> None:
    names = b"".join(b"User-agent: a%d\x0buser agent b%d\n" % (number, number) for number in range(8000))
    rules = b"".join(b"Disallow:/%d\n" % number for number in range(16000))
    assert len(names + rules) < LARGEST * 1.2
    assert parse_robots(names + rules).can_fetch(str(PAGE), "tapewatch")
