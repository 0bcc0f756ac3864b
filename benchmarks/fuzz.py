"""Damaged pages for as long as one likes: `python -m benchmarks.fuzz SECONDS`. A fault names the seed that makes it.

The suite runs the same rounds, a fixed number of them.
"""

import json
import random
import sys
import time
from collections.abc import Callable

from parsing import Snapshot, parse_snapshot
from parsing.article import end_of_page
from parsing.decode import decode
from parsing.lines import clean_page, split_page
from parsing.quote_forms import DATE_PREFIX, is_quote
from parsing.quotes import percent_follows, read_quotes
from tests.builders import PAGES

_PIECES = (
    b"\x1b[31m", b"\x9b1m", b"\x1b]8;;http://x\x1b\\", b"\x1b]52;c;eA==\x07", b"\xe2\x80\xae", b"\xe2\x80\x8b", b"\0",
    b"\r", b"\r\n", b"\n", b"\n\n", b"\xc2\xa0", b"\t", b"\xff", b"\xd9\xa7\xe2\x80\x8c\xdb\x8c", b"[/]", b"%)", b" -",
    b"NaN", b"9" * 400, b"Increased By ", b"No Change", b"\xe2\x96\xb2", b"date 2024-02-30 ", b"=======\n",
    b"  x  y  z\n", b"Comments\n", b"Photo: AFP\n", b"<!doctype html>",
    b"Published 31 Feb, 2024 13:00pm\n", b"KSE100 1 No Change 0 (0%)\n",
)  # fmt: skip


def pages() -> list[bytes]:
    """Return the real pages that are damaged."""
    return [page.read_bytes() for page in sorted(PAGES.glob("*.txt"))]


def fuzz(seed: int, originals: list[bytes]) -> None:
    """Damage a page in one to six ways and check what the parser makes of it. Raises AssertionError on a fault."""
    chance = random.Random(seed)  # noqa: S311
    document = chance.choice(originals)
    for _ in range(chance.randint(1, 6)):
        document = chance.choice(_DAMAGES)(chance, document, originals)
    check(document)


def check(document: bytes) -> None:
    """Hold what the parser makes of a text page to what is true of every page."""
    snapshot = parse_snapshot(document)
    record = json.dumps(snapshot.model_dump(mode="json"), allow_nan=False, ensure_ascii=False)
    assert record.replace("\u200c", "").replace("\u200d", "").isprintable(), "something unprintable came out"
    quotes = (*snapshot.quotes, *snapshot.indices)
    symbols = [quote.symbol for quote in quotes]
    assert len(symbols) == len(set(symbols)), "a symbol came out twice"
    codes = {problem.code for problem in snapshot.problems}
    assert all(map(percent_follows, quotes)) or "quote-percent" in codes, "a percentage that does not follow, untold"
    if not codes & {"not-text", "foreign", "html-hostile"} and b"<" not in document[:1024]:
        lost = lost_lines(decode(document)[0], snapshot)
        assert not lost, f"lines were lost: {lost}"


def lost_lines(text: str, snapshot: Snapshot) -> list[str]:
    """Return the lines above the end of a text page that are neither quotes nor problems nor left to the article."""
    text, _ = clean_page(text)
    text = text[: end_of_page(text)]
    prefix = DATE_PREFIX.match(text)
    prefixed = text.count("\n", 0, prefix.end()) + 1 if prefix else 0
    symbols = {quote.symbol for quote in (*snapshot.quotes, *snapshot.indices)}
    told = {problem.line for problem in snapshot.problems}
    broken = [problem.line for problem in snapshot.problems if problem.code == "quote-broken"]
    told |= {line + below for line in broken for below in (1, 2)}
    told |= {line.number for line in read_quotes(text).rest}
    return [
        line.text
        for line in split_page(text)
        if line.text.strip() and line.number != prefixed and line.number not in told
        if not (is_quote(line.text) and line.text.split()[0] in symbols)
    ]


def _flip_bytes(chance: random.Random, document: bytes, _: list[bytes]) -> bytes:
    damaged = bytearray(document)
    for _flip in range(chance.randint(1, 20) if damaged else 0):
        damaged[chance.randrange(len(damaged))] ^= 1 << chance.randrange(8)
    return bytes(damaged)


def _shuffle_lines(chance: random.Random, document: bytes, _: list[bytes]) -> bytes:
    lines = document.split(b"\n")
    chance.shuffle(lines)
    return b"\n".join(lines)


def _repeat_lines(chance: random.Random, document: bytes, _: list[bytes]) -> bytes:
    lines = document.split(b"\n")
    start, end = sorted(chance.choices(range(len(lines) + 1), k=2))
    return b"\n".join([*lines[:end], *lines[start:]])


def _cut(chance: random.Random, document: bytes, _: list[bytes]) -> bytes:
    start, end = sorted(chance.choices(range(len(document) + 1), k=2))
    return chance.choice([document[:start], document[start:], document[:start] + document[end:], document[start:end]])


def _splice(chance: random.Random, document: bytes, originals: list[bytes]) -> bytes:
    other = chance.choice(originals)
    start, end = sorted(chance.choices(range(len(other) + 1), k=2))
    place = chance.randint(0, len(document))
    return document[:place] + other[start:end] + document[place:]


def _put_in(chance: random.Random, document: bytes, _: list[bytes]) -> bytes:
    for _piece in range(chance.randint(1, 10)):
        place = chance.randint(0, len(document))
        document = document[:place] + chance.choice(_PIECES) + document[place:]
    return document


_DAMAGES: tuple[Callable[[random.Random, bytes, list[bytes]], bytes], ...] = (
    _flip_bytes,
    _shuffle_lines,
    _repeat_lines,
    _cut,
    _splice,
    _put_in,
)


def main() -> int:
    """Fuzz for as many seconds as the first argument says, from a seed that the second one may say."""
    seconds = float(sys.argv[1])
    first = seed = int(sys.argv[2]) if len(sys.argv) > 2 else time.time_ns()
    originals = pages()
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            fuzz(seed, originals)
        except Exception:
            print(f"seed {seed}", file=sys.stderr)
            raise
        seed += 1
    print(f"{seed - first} damaged pages without a fault")
    return 0


if __name__ == "__main__":
    sys.exit(main())
