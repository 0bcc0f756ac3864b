"""What the programs are given to show: a web server on 127.0.0.1 with a page of quotes and a feed that grows."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Final

from benchmarks.start import SEED
from tests.feeds import item, rss

FEED_TITLE: Final = "Kite Post"
_STORIES: Final = 30
_LETTERS: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_WORD: Final = 8
_FIRST: Final = datetime.now(UTC).replace(microsecond=0) - timedelta(hours=1)


class Server:
    """The server's address, and a way to have it publish another story."""

    def __init__(self, port: int) -> None:
        self.address = f"http://127.0.0.1:{port}"
        self.stories = _STORIES

    def publish(self) -> bytes:
        """Add a story to the feed, and return the word that its title begins with."""
        self.stories += 1
        return self.newest

    @property
    def newest(self) -> bytes:
        """The word that the title of the newest story begins with."""
        return word(self.stories - 1).encode()

    def answer(self, path: str) -> tuple[str, bytes] | None:
        """Return the type and the bytes of what is there."""
        if path == "/page.txt":
            return "text/plain; charset=utf-8", SEED.read_bytes()
        if path == "/feed.xml":
            return "application/rss+xml", rss(*(_story(number) for number in reversed(range(self.stories))))
        return None


def word(number: int) -> str:
    """Return a word with other letters at each place than the words before it, so that a terminal is sent all of it."""
    turn = number // len(_LETTERS)
    return "".join(_LETTERS[(number + place + turn * (place % 2)) % len(_LETTERS)] for place in range(_WORD))


def _story(number: int) -> str:
    at = format_datetime(_FIRST + timedelta(minutes=number))
    return item(f"{word(number)} is story {number} of the day", pubDate=at, link=f"http://127.0.0.1/{number}")


@contextmanager
def serving() -> Iterator[Server]:
    """Serve until the block ends."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            found = server.answer(self.path)
            self.send_response(200 if found else 404)
            kind, body = found or ("text/plain", b"")
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as listener:
        server = Server(listener.server_port)
        thread = Thread(target=listener.serve_forever, daemon=True)
        thread.start()
        try:
            yield server
        finally:
            listener.shutdown()
            thread.join()
