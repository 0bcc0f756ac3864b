"""A web server in a process of its own whose words are hostile, and a page on it that is another each time."""

import asyncio
import contextlib
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count

from tests.builders import page_of, quote
from tests.feeds import item, rss
from tests.html_pages import html_page
from tests.server import Answer, Call, plain, playing
from tests.tui.terminal.hostile import CANARY, HOSTILE, LINE, PAGE, SPOILT

_LEFT = "".join(character for character in HOSTILE if ord(character) >= 0x20 and character != "\x7f")
HEADER = _LEFT.replace(CANARY, "Kite").encode()
"""All of it that a header can carry: with the rest an answer is no HTTP, and what stood in a sequence is a word."""


def feed() -> bytes:
    """Return a feed in which everything is hostile that XML lets through, and then some."""
    text = "".join(f"&#{ord(character)};" if not character.isascii() else character for character in HOSTILE)
    entry = item(HOSTILE, body=f"<p>{HOSTILE}</p>", link=f"javascript:{HOSTILE}", category=text, author=text, guid=text)
    return rss(entry, item("Kites fall", link=f"http://127.0.0.1/{HOSTILE}", guid=HOSTILE, pubDate=HOSTILE))


def moving() -> Answer:
    """Return an answer that is a page of the paper on which the price is higher each time."""
    paisas = count(13_650)

    async def answer(call: Call) -> bool | None:
        price = f"{next(paisas) / 100:.2f}"
        quotes = [{"symbol": "HUBC", "price": price, "change": "0.66", "percent": "0.49", "direction": "up"}]
        page = html_page({"quotes": quotes, "indices": [], "snapshot_date": None, "article": None})
        return await plain(page.encode(), Content_Type="text/html; charset=utf-8")(call)

    return answer


def stories() -> Answer:
    """Return an answer that is a page of the paper with another article each time."""
    numbers = count()

    async def answer(call: Call) -> bool | None:
        story = f"Kites {next(numbers)} {LINE} on HUBC\n\nAFP 20 Dec, 2023\n\nLAHORE: They rose. {HOSTILE}\n"
        return await plain(page_of(quote("HUBC"), body=story).encode())(call)

    return answer


async def _serve() -> None:
    async with playing() as server:
        server.play("/page", plain(PAGE.encode(), ETag=HEADER, Last_Modified=HEADER))
        server.play("/moving", moving())
        server.play("/stories", stories())
        server.play("/controls", plain(PAGE.encode(), ETag=HOSTILE.encode()))
        server.play("/spoilt", plain((SPOILT + PAGE).encode("utf-8"), Content_Type=b"text/plain; charset=" + HEADER))
        server.play("/typed", plain(PAGE.encode(), Content_Type=HEADER))
        server.play("/feed", plain(feed(), Content_Type="application/rss+xml"))
        server.play("/broken", plain(HEADER, f"500 {HEADER.decode()}"))
        server.play("/worded", plain(HEADER, "404 \x9b2J Gone"))
        server.play("/busy", plain(HEADER, "429 Too Many", Retry_After=HEADER))
        server.play("/moved", plain(b"", "302 Found", Location=HEADER))
        server.play("/away", plain(b"", "302 Found", Location=b"http://127.0.0.1:1/" + HEADER))
        server.play("/packed", plain(HEADER, Content_Encoding=HEADER))
        server.play("/robots.txt", plain(b"User-agent: *\nDisallow: /forbidden" + HEADER))
        print(server.address, flush=True)
        await asyncio.sleep(3600)


@contextmanager
def served() -> Iterator[str]:
    """Run the server, and give its address."""
    process = subprocess.Popen([sys.executable, "-m", "tests.tui.terminal.hostile_server"], stdout=subprocess.PIPE)
    try:
        assert process.stdout is not None
        yield process.stdout.readline().decode().strip()
    finally:
        process.kill()
        process.communicate()


if __name__ == "__main__":
    with contextlib.suppress(KeyboardInterrupt):
        sys.exit(asyncio.run(_serve()))
