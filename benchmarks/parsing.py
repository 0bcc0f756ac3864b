"""Parsing, against the least that could be done with the same page: a bare regular expression, a bare HTML parse."""

import json
import re
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from ctypes import CDLL
from itertools import islice

from selectolax.lexbor import LexborHTMLParser

from benchmarks.figures import Figure, in_turns
from parsing import parse_snapshot
from tests.builders import PAGES
from tests.html_pages import html_page

_MMAP_THRESHOLD, _TRIM_THRESHOLD = -3, -1
"""What glibc calls them: from how many bytes on memory is asked of the kernel, and given back to it."""

_SEED = PAGES / "2024-05-seed"
_STORY = PAGES / "2023-12-20-world-photo.expected.json"
_LINE = re.compile(
    r"^([A-Z0-9.&-]+)\s+([0-9,.]+)\s+(Increased By|Decreased By|No Change)"
    r"\s+(?:([▲▼])\s*)?(-?[0-9.]+)\s+\((-?[0-9.]+)%\)$"
)
_TEASER = (
    '<article class="story"><a class="story__link" href="/news/4{0:05}"><img src="/large/{0}.webp" loading="lazy"></a>'
    '<h2 class="story__title"><a href="/news/4{0:05}">Teaser number {0} of a page that has many of them</a></h2>'
    '<div class="story__excerpt">An excerpt of a few more words, which ends somewhere.</div></article>\n'
)


def quote_lines(count: int) -> list[str]:
    """Return so many quote lines, each with a symbol of its own: those of the seed page over and over."""
    return list(islice(_renamed(), count))


def _renamed() -> Iterator[str]:
    lines = [
        line for line in _SEED.with_suffix(".txt").read_text(encoding="utf-8").splitlines() if _LINE.fullmatch(line)
    ]
    for repeat in range(10_000_000):
        for line in lines:
            symbol, _, rest = line.partition(" ")
            yield f"{symbol[:7]}{repeat} {rest}"


def large_html() -> str:
    """Return an HTML page of 300 KB: quotes, an article with all its parts, teasers, and a script."""
    page = html_page(json.loads(_STORY.read_text(encoding="utf-8")))
    script = (
        "<script>"
        + "window.stack=window.stack||[];function push(a){if(a.length>2){stack.push(a)}}\n" * 1000
        + "</script>"
    )
    teasers = "".join(_TEASER.format(number) for number in range(640))
    return page.replace("</body>", f"{script}{teasers}</body>")


def _fastest(work: Callable[[], object], times: int) -> float:
    """Return the seconds of the fastest of so many runs."""
    seconds = []
    for _ in range(times):
        started = time.perf_counter()
        work()
        seconds.append(time.perf_counter() - started)
    return min(seconds)


def _against_the_regex(name: str, page: str, lines: list[str], *, limit: float, times: int) -> Figure:
    def match_all() -> list[re.Match[str] | None]:
        return [_LINE.match(line) for line in lines]

    return in_turns(
        name,
        "a bare regex",
        lambda: _fastest(lambda: parse_snapshot(page), times),
        lambda: _fastest(match_all, times),
        limit=limit,
        rounds=5,
    )


def measure_lines() -> Figure:
    """Return the ratio for ten thousand quote lines."""
    lines = quote_lines(10_000)
    return _against_the_regex("10,000 quote lines", "\n".join(lines), lines, limit=8, times=5)


def measure_many_lines() -> Figure:
    """Return the ratio for a hundred thousand quote lines."""
    lines = quote_lines(100_000)
    return _against_the_regex("100,000 quote lines", "\n".join(lines), lines, limit=9, times=2)


def measure_seed_page() -> Figure:
    """Return the ratio for the seed page with its article, against a regex over its quote lines alone."""
    page = _SEED.with_suffix(".txt").read_text(encoding="utf-8")
    lines = [line for line in page.splitlines() if _LINE.fullmatch(line)]
    return _against_the_regex("the seed page, article and all", page, lines, limit=20, times=200)


def measure_html() -> Iterator[Figure]:
    """Return the ratio for a large HTML page against a bare parse and its text, with fresh memory and with used."""
    page = large_html()

    def bare() -> str:
        body = LexborHTMLParser(page).body
        return body.text() if body else ""

    def figure(name: str, limit: float | None) -> Figure:
        return in_turns(
            name,
            "a bare parse and text",
            lambda: _fastest(lambda: parse_snapshot(page), 15),
            lambda: _fastest(bare, 15),
            limit=limit,
            rounds=5,
        )

    name = f"an HTML page of {len(page) // 1000} KB"
    _have_memory(is_kept=False)
    yield figure(name, 2)
    _have_memory(is_kept=True)
    yield figure(f"{name}, in memory that is used again", None).wanting(2)


def _have_memory(*, is_kept: bool) -> None:
    """Have the C library give large pieces of memory back at once, or keep them, where it can: else it is by chance."""
    threshold = 2**30 if is_kept else 2**17
    with suppress(AttributeError):
        for setting in (_MMAP_THRESHOLD, _TRIM_THRESHOLD):
            CDLL(None).mallopt(setting, threshold)


def _growth(name: str, make: Callable[[int], str], size: int) -> Figure:
    """Return the time for a page of twice the size against one of the size: 2 where time is linear."""
    small, large = make(size), make(2 * size)
    return in_turns(
        f"{name}, {2 * size // 1000:,} KB",
        f"{size // 1000:,} KB",
        lambda: _fastest(lambda: parse_snapshot(large), 2),
        lambda: _fastest(lambda: parse_snapshot(small), 2),
        limit=3,
        rounds=2,
    )


_HOSTILE: dict[str, Callable[[int], str]] = {
    "one line of letters": lambda size: "x" * size,
    "one line of capitals": lambda size: "A" * size,
    "one line of spaces": lambda size: "HUBC" + " " * size + "x",
    "one line of digits": lambda size: f"HUBC {'9' * size} Increased By ▲ 1 (1%)",
    "one line of words": lambda size: "Increased By " * (size // 13),
    "escape sequences": lambda size: "\x1b[31m" * (size // 5),
    "an escape without an end": lambda size: "\x1b]0;" * (size // 4),
    "empty lines": lambda size: "\n" * size,
    "short lines": lambda size: "Kites rise\n" * (size // 11),
    "rules": lambda size: "=====\n" * (size // 6),
    "table rows": lambda size: "a  b  c\n" * (size // 8),
    "dates": lambda size: "20 Dec, 2023\n" * (size // 13),
    "torn quotes": lambda size: "HUBC 1.00\nIncreased By (1%)\n" * (size // 28),
    "the same quote": lambda size: "HUBC 136.50 Increased By ▲ 0.66 (0.49%)\n" * (size // 42),
    "nested tags": lambda size: "<!doctype html>" + "<div>" * (size // 5),
    "paragraph tags": lambda size: "<!doctype html>" + "<p>" * (size // 3),
    "attributes": lambda size: "<!doctype html><div " + "a " * (size // 2) + ">",
    "less-than signs": lambda size: "<!doctype html>" + "<" * size,
    "open comments": lambda size: "<!doctype html>" + "<!--" * (size // 4),
}


def measures_of_growth() -> list[Callable[[], Figure]]:
    """Return a measure for each kind of input that is made to take long."""
    return [lambda name=name, make=make: _growth(name, make, 500_000) for name, make in _HOSTILE.items()]  # type: ignore[misc]
