"""The web server: the page, what it is made of, and a monitor for each tab that opens it."""

import asyncio
import ipaddress
import logging
from pathlib import Path
from typing import Final

import textual_serve
from aiohttp import web
from aiohttp.typedefs import Handler

from parsing.clean import clean_line
from tui.ending import ending
from tui.errors import ExitStatus, say
from tui.serving.access import Access, policy
from tui.serving.sessions import CLOSE_SECONDS, END_SECONDS, Session

MOST_SESSIONS: Final = 20
"""How many tabs may be open at once: each is a process of some 60 MB."""

_PAGE: Final = Path(__file__).parent / "page"
_TERMINAL: Final = Path(textual_serve.__file__).parent / "static"
_FULL: Final = "As many tabs have the monitor open as may, which is {most}. Close one of them and try again."
_OVER: Final = "tapewatch serve has been ended."
_PUBLIC: Final = (
    "There is no login: whoever can reach this address reads what the monitor shows and presses its keys. "
    "Without --host it is for this machine alone."
)
_HEARTBEAT: Final = 15.0
"""Seconds between looks whether a tab is still there."""


class Server:
    """What is served at one host, and the monitors that are open there."""

    def __init__(self, host: str, watched: str, most: int = MOST_SESSIONS) -> None:
        """Take the host as the user wrote it, what is watched as people may see it, and how many tabs may be open."""
        self._host = host
        self._watched = watched
        self._most = most
        self._access = Access.to(host, is_public=False)
        self._open: set[Session] = set()
        self._is_ending = False

    async def run(self, port: int) -> int:
        """Serve until a signal ends it, and return the exit status. Raises `OSError` where that cannot be."""
        _be_quiet()
        ended = ending()
        runner = web.AppRunner(self.app(), access_log=None, shutdown_timeout=END_SECONDS)
        await runner.setup()
        try:
            await web.TCPSite(runner, self._host, port).start()
            self._tell(runner.addresses)
            await ended.wait()
        finally:
            await runner.cleanup()
        return ExitStatus.OK

    def _tell(self, addresses: list[tuple[str, int]]) -> None:
        """Say where the monitor is, and who can reach it."""
        port = addresses[0][1]
        self._access = Access.to(self._host, is_public=not all(_is_here(address[0]) for address in addresses))
        if self._access.is_public:
            say(_PUBLIC)
        address = f"http://{_shown(self._host, addresses[0][0])}:{port}/"
        print(f"The monitor of {self._watched} is at {address} for a browser. Ctrl-C ends it.", flush=True)

    def app(self) -> web.Application:
        """Return what answers the requests."""
        app = web.Application(middlewares=[self._guard])
        app.router.add_get("/", self._index)
        app.router.add_get("/ws", self._session)
        app.router.add_static("/page", _PAGE)
        app.router.add_static("/static", _TERMINAL)
        app.on_response_prepare.append(_protect)
        app.on_shutdown.append(self._end)
        return app

    @web.middleware
    async def _guard(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Refuse what does not come under a name that is served."""
        if fault := self._access.host_fault(request.headers):
            raise web.HTTPForbidden(text=f"{fault}\n")
        return await handler(request)

    async def _index(self, _request: web.Request) -> web.StreamResponse:
        return web.FileResponse(_PAGE / "index.html")

    async def _session(self, request: web.Request) -> web.WebSocketResponse:
        """Run a monitor for the tab that asks."""
        if fault := self._access.origin_fault(request.headers):
            raise web.HTTPForbidden(text=f"{fault}\n")
        websocket = web.WebSocketResponse(heartbeat=_HEARTBEAT, timeout=CLOSE_SECONDS)
        await websocket.prepare(request)
        session = Session(request, websocket)
        if self._is_ending or len(self._open) >= self._most:
            await session.end(_OVER if self._is_ending else _FULL.format(most=self._most))
            return websocket
        self._open.add(session)
        try:
            await session.serve(_number(request, "width", 80), _number(request, "height", 24))
        finally:
            self._open.discard(session)
        return websocket

    async def _end(self, _app: web.Application) -> None:
        """End every monitor. Their handlers wait until the processes are gone, and the runner for the handlers."""
        self._is_ending = True
        await asyncio.gather(*(session.end(_OVER) for session in self._open))


async def _protect(request: web.BaseRequest, response: web.StreamResponse) -> None:
    response.headers.update(policy(request.headers.get("Host", "")))


def _be_quiet() -> None:
    """Keep what libraries log from the terminal: it may hold anything, also what is secret."""
    for name in ("aiohttp", "asyncio", "textual-serve"):
        logger = logging.getLogger(name)
        logger.addHandler(logging.NullHandler())
        logger.propagate = False


def _is_here(address: str) -> bool:
    """Whether only this machine reaches the address."""
    return ipaddress.ip_address(address.partition("%")[0]).is_loopback


def _shown(host: str, address: str) -> str:
    """Return how the host is written in a web address; what stands for all of this machine is nothing to open."""
    if ipaddress.ip_address(address.partition("%")[0]).is_unspecified:
        return "localhost"
    return f"[{clean_line(host)}]" if ":" in host else clean_line(host)


def _number(request: web.Request, name: str, usual: int) -> int:
    """Return a number of the address that is asked for."""
    text = request.query.get(name, "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else usual
