"""The monitor in a browser: what is shown there, who may come, and that no process stays behind."""

import asyncio
import errno
import os
import re
import select
import signal
import socket
import subprocess
import sys
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from pathlib import Path

import aiohttp
import pyte
import pytest
from aiohttp import web

from tests.builders import page_of, quote
from tests.chromium import CHROMIUM, tab
from tests.terminal import DEADLINE, environment, hear_signals
from tui.cli import main
from tui.errors import ExitStatus
from tui.serving import MISSING, refuse_place, sessions
from tui.serving.access import Access, policy
from tui.serving.handing import hand_over, take_over
from tui.serving.server import Server
from tui.serving.sessions import pass_on
from tui.settings.file import SettingsFile

EVERYWHERE = "0.0.0.0"  # noqa: S104 - that is what is tested

FIND_THE_CURSOR = """
new Promise((done) => {
  const after = %d;
  const top = (canvas) => {
    const drawn = canvas.getContext("2d").getImageData(100, 0, 1, canvas.height).data;
    for (let y = 0; y < canvas.height; y++)
      if (String(drawn.slice(4 * y, 4 * y + 3)) === "24,46,80") return y;
    return -1;
  };
  const look = () => {
    const y = Math.max(...[...document.querySelectorAll("canvas")].map(top));
    y > after ? done(y) : requestAnimationFrame(look);
  };
  look();
})
"""
"""Waits until the line of the cursor is drawn further down, and returns where: by the colour of the dark theme."""

WAIT_FOR_THE_END = """
new Promise((done) => {
  const notice = document.getElementById("notice");
  const look = () => notice.offsetHeight ? done(notice.innerText.trim()) : requestAnimationFrame(look);
  look();
}).then((text) => text.split(/\\s+/).join(" "))
"""


FAULT = "A monitor ended through a fault in tapewatch (status 1)."


class Visitor:
    """What a tab is to the server: it presses keys, and sees what the monitor draws."""

    def __init__(self, line: aiohttp.ClientWebSocketResponse, columns: int, lines: int) -> None:
        self.told: list[list[object]] = []
        """What the server said beside what is drawn."""
        self._line = line
        self._screen = pyte.Screen(columns, lines)
        self._stream = pyte.ByteStream(self._screen)

    @property
    def text(self) -> str:
        return "\n".join(self._screen.display)

    async def send(self, *words: object) -> None:
        await self._line.send_json(words)

    async def until(self, happens: Callable[[str], bool]) -> None:
        """Read until the screen is as wanted."""
        async with asyncio.timeout(DEADLINE):
            while not happens(self.text):
                assert await self._read(), f"the server closed the line; the screen shows:\n{self.text}"

    async def until_told(self, word: str) -> object:
        """Read until the server says something of that kind, and return what."""
        async with asyncio.timeout(DEADLINE):
            while not any(told[0] == word for told in self.told):
                assert await self._read(), f"the server closed the line; the screen shows:\n{self.text}"
        return next(told[1] for told in self.told if told[0] == word)

    async def until_closed(self) -> str:
        """Read until the server closes the line, and return why."""
        async with asyncio.timeout(DEADLINE):
            while (reason := await self._next()) is None:
                pass
        return reason

    async def _read(self) -> bool:
        return await self._next() is None

    async def _next(self) -> str | None:
        """Take in the next message; of the last one, return the reason."""
        message = await self._line.receive(timeout=DEADLINE)
        match message.type:
            case aiohttp.WSMsgType.BINARY:
                self._stream.feed(message.data)
            case aiohttp.WSMsgType.TEXT:
                self.told.append(message.json())
            case _:
                return str(message.extra or "")
        return None


class Served:
    """A running `tapewatch serve`."""

    def __init__(self, process: subprocess.Popen[str], sentence: str) -> None:
        self.process = process
        self.sentence = sentence
        self.place = sentence.partition("http://")[2].partition("/")[0]

    @property
    def port(self) -> str:
        return self.place.rpartition(":")[2]

    def tabs(self) -> set[int]:
        """Return the processes that it has started."""
        return children_of(self.process.pid)

    def end(self, number: signal.Signals) -> tuple[str, int]:
        """Send the signal, and return what it said on standard error, and its exit status."""
        self.process.send_signal(number)
        _, said = self.process.communicate(timeout=DEADLINE)
        return said, self.process.returncode


@contextmanager
def served(*words: str, cwd: Path | None = None) -> Iterator[Served]:
    process = subprocess.Popen(
        [sys.executable, "-P", "-m", "tui", "serve", "--port", "0", *words],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=cwd,
        env=environment(),
        preexec_fn=hear_signals,  # noqa: PLW1509 - no thread runs in these tests
    )
    assert process.stdout is not None
    try:
        yield Served(process, process.stdout.readline())
    finally:
        process.terminate()
        process.communicate(timeout=DEADLINE)


@asynccontextmanager
async def visiting(place: str, columns: int = 120, lines: int = 40, **headers: str) -> AsyncIterator[Visitor]:
    address = f"http://{place}/ws?width={columns}&height={lines}"
    given = {"Origin": f"http://{place}", **headers}
    async with aiohttp.ClientSession() as client, client.ws_connect(address, headers=given, max_msg_size=0) as line:
        yield Visitor(line, columns, lines)


@pytest.fixture
def page(tmp_path: Path) -> Path:
    """A saved page with an article that has an address."""
    path = tmp_path / "page.html"
    lines = page_of(quote("HUBC"), quote("PPL", "123.60", "0.70"), body="They rose.\n").replace("\n", "<br>\n")
    link = '<link rel="canonical" href="https://paper.example/story">'
    path.write_text(f"<!doctype html><title>Shares rise</title>{link}<article><p>{lines}</p></article>")
    return path


@pytest.fixture(scope="module")
def one(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Serve to several tests, from a folder that has a `tui` of its own."""
    folder = tmp_path_factory.mktemp("elsewhere")
    (folder / "tui").mkdir()
    (folder / "tui" / "__init__.py").write_text("raise RuntimeError")
    with served("demo", "--theme", "tapewatch-dark", "--data-dir", str(folder / "data"), cwd=folder) as running:
        yield running


def children_of(process: int) -> set[int]:
    """Return the processes that the process has started."""
    return {int(child) for child in Path(f"/proc/{process}/task/{process}/children").read_text().split()}


def command_of(process: int) -> str:
    return Path(f"/proc/{process}/cmdline").read_text()


def until_gone(processes: set[int]) -> None:
    """Wait until none of the processes is there."""
    for process in processes:
        try:
            descriptor = os.pidfd_open(process)
        except ProcessLookupError:
            continue
        ready, _, _ = select.select([descriptor], [], [], DEADLINE)
        os.close(descriptor)
        assert ready, "a process is left behind"


async def test_a_tab_shows_the_monitor_takes_keys_and_is_quit(one: Served) -> None:
    assert one.sentence == f"The monitor of demo is at http://127.0.0.1:{one.port}/ for a browser. Ctrl-C ends it.\n"
    async with visiting(one.place, 80, 24) as visitor:
        await visitor.until(lambda text: "│ Headlines │" in text and "q Quit" in text)
        assert await visitor.until_told("ground") == "#0d1117"
        await visitor.send("stdin", "j")
        await visitor.until(lambda text: "▸  BOP" in text)
        await visitor.send("stdin", "\x1a")  # Ctrl-Z, from which nobody could come back
        for nonsense in (["stdin"], ["stdin", 7], ["resize", {"width": "wide"}], ["open", {}], [], [None]):
            await visitor.send(*nonsense)
        await visitor.send("stdin", "?")
        await visitor.until(lambda text: "Esc closes" in text)
        await visitor.send("stdin", "\x1b")
        await visitor.until(lambda text: "Esc closes" not in text)
        await visitor.send("stdin", "q")
        assert await visitor.until_closed() == "The monitor has been quit."
    until_gone(one.tabs())


async def test_an_article_opens_in_the_browser_that_shows_the_monitor(page: Path, tmp_path: Path) -> None:
    with served(str(page), "--data-dir", str(tmp_path)) as running:
        async with visiting(running.place, 200, 50) as visitor:
            await visitor.until(lambda text: "They rose." in text and "q Quit" in text)
            await visitor.send("stdin", "llo")
            told = await visitor.until_told("open_url")
            assert told == {"url": "https://paper.example/story", "new_tab": True}
            await visitor.send("resize", {"width": 30, "height": 50})
            await visitor.until(lambda text: "needs" in text)
            (process,) = running.tabs()
            os.kill(process, signal.SIGKILL)
            assert await visitor.until_closed() == "A monitor was ended from outside (signal 9)."
        said, status = running.end(signal.SIGTERM)
    assert (said, status) == ("tapewatch: A monitor was ended from outside (signal 9).\n", ExitStatus.OK)


async def test_a_monitor_ends_with_its_tab(one: Served) -> None:
    async with visiting(one.place) as visitor:
        await visitor.until_told("ground")
        processes = one.tabs()
        assert "demo" not in command_of(*processes)  # another address may have a password
    until_gone(processes)


@pytest.mark.parametrize("number", [signal.SIGHUP, signal.SIGKILL])
async def test_no_monitor_outlives_the_server(number: signal.Signals, tmp_path: Path) -> None:
    with served("demo", "--data-dir", str(tmp_path)) as running:
        async with visiting(running.place) as visitor:
            await visitor.until_told("ground")
            processes = running.tabs()
            running.process.send_signal(number)
            assert await visitor.until_closed() == (
                "tapewatch serve has been ended." if number is signal.SIGHUP else ""
            )
        until_gone(processes)
        assert running.process.wait(DEADLINE) == (-number if number is signal.SIGKILL else ExitStatus.OK)


async def test_ctrl_c_ends_it_and_without_a_login_a_public_address_is_warned_about(tmp_path: Path) -> None:
    with served("demo", "https://me:secret@paper.example/page", "--host", EVERYWHERE, cwd=tmp_path) as running:
        assert running.sentence.startswith("The monitor of demo, https://paper.example/page is at http://localhost:")
        said, status = running.end(signal.SIGINT)
    assert "There is no login: whoever can reach this address" in said
    assert len(said.splitlines()) == 1
    assert status == ExitStatus.OK


async def answer(one: Served, path: str, **headers: str) -> tuple[int, str]:
    async with aiohttp.ClientSession() as client, client.get(f"http://{one.place}{path}", headers=headers) as told:
        assert "default-src 'none'" in told.headers["Content-Security-Policy"]
        assert told.headers["X-Frame-Options"] == "DENY"
        assert told.headers["Referrer-Policy"] == "no-referrer"
        return told.status, await told.text()


async def test_the_page_is_whole_and_from_here_alone(one: Served) -> None:
    status, text = await answer(one, "/")
    assert status == 200
    assert "<title>tapewatch</title>" in text
    assert "http" not in text
    for path in re.findall(r'(?:href|src)="([^"]+)"', text):
        assert (await answer(one, f"/{path}"))[0] == 200, path
    assert (await answer(one, "/page/page.js", Host=f"localhost:{one.port}"))[0] == 200
    for path in ("/static", "/static/", "/page/", "/page/../server.py", "/download/key"):
        assert (await answer(one, path))[0] in {403, 404}, path


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1.evil.example", "192.168.1.7", "evil@127.0.0.1", "[::1", "x y"]
)
async def test_another_name_than_those_served_is_refused(host: str, one: Served) -> None:
    status, text = await answer(one, "/", Host=host)
    assert status == 403
    assert text.startswith("This is not the address that tapewatch serves.")


@pytest.mark.parametrize(
    ("origin", "host"),
    [
        ("", "{here}"),
        ("null", "{here}"),
        ("https://evil.example", "{here}"),
        ("http://127.0.0.1", "{here}"),
        ("http://localhost:{port}", "{here}"),
        ("file://{here}", "{here}"),
        ("http://evil.example", "evil.example"),
    ],
)
async def test_no_other_page_gets_a_monitor(origin: str, host: str, one: Served) -> None:
    names = {"here": one.place, "port": one.port}
    with pytest.raises(aiohttp.WSServerHandshakeError) as refused:
        async with visiting(one.place, Origin=origin.format(**names), Host=host.format(**names)):
            pass
    assert refused.value.status == 403


@pytest.mark.parametrize(
    ("host", "is_public", "asked", "is_let_in"),
    [
        ("127.0.0.1", False, "localhost:9000", True),
        ("127.0.0.1", False, "[::1]:8000", True),
        ("127.0.0.1", False, "LOCALHOST.:8000", True),
        ("127.0.0.5", False, "127.0.0.5", True),
        ("127.0.0.1", False, "10.0.0.1:8000", False),
        (EVERYWHERE, True, "10.0.0.1:8000", True),
        ("::", True, "[fd00::7]:8000", True),
        (EVERYWHERE, True, "evil.example:8000", False),
        (EVERYWHERE, True, socket.gethostname(), True),
        ("box.lan", True, "box.lan:8000", True),
        ("box.lan", True, "", False),
    ],
)
def test_addresses_and_known_names_are_let_in(host: str, is_public: bool, asked: str, is_let_in: bool) -> None:
    fault = Access.to(host, is_public=is_public).host_fault({"Host": asked})
    assert (fault is None) is is_let_in


def test_the_policy_takes_nothing_over_that_is_no_host() -> None:
    assert "evil" not in policy("evil.example; script-src *")["Content-Security-Policy"]


async def test_so_many_tabs_and_no_more(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TAPEWATCH_SERVED", "")
    hand_over(SettingsFile(tmp_path / "settings.toml", addresses=("demo",)), tmp_path)
    async with listening(Server("127.0.0.1", "demo", most=1)) as place, visiting(place) as first:
        await first.until_told("ground")
        async with visiting(place) as second:
            reason = "As many tabs have the monitor open as may, which is 1. Close one of them and try again."
            assert await second.until_closed() == reason


@asynccontextmanager
async def listening(server: Server) -> AsyncIterator[str]:
    """Let the server of this process listen, and give the place."""
    runner = web.AppRunner(server.app(), shutdown_timeout=DEADLINE)
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        yield f"127.0.0.1:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()


@pytest.mark.parametrize("is_closed", [True, False], ids=["the tab is closed", "the server is ended"])
async def test_a_monitor_that_hangs_is_killed_though_its_line_is_full(
    is_closed: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("QUIT_SECONDS", "TERMINATE_SECONDS", "TAKE_SECONDS"):
        monkeypatch.setattr(sessions, name, 0.2)
    monkeypatch.setenv("TAPEWATCH_SERVED", "")
    hand_over(SettingsFile(tmp_path / "settings.toml", addresses=("demo",)), tmp_path)
    before = children_of(os.getpid())
    async with AsyncExitStack() as tab, listening(Server("127.0.0.1", "demo")) as place:
        visitor = await tab.enter_async_context(visiting(place))
        await visitor.until_told("ground")
        (process,) = children_of(os.getpid()) - before
        os.kill(process, signal.SIGSTOP)
        for _ in range(64):
            await visitor.send("stdin", "j" * 4096)
        if is_closed:
            await tab.aclose()
    await asyncio.to_thread(until_gone, {process})


def test_what_is_watched_is_handed_over_and_goes_no_further(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TAPEWATCH_SERVED", "")
    file = SettingsFile(tmp_path / "ü.toml", is_named=True, options={"every": 5.0}, addresses=("demo", "-x"))
    hand_over(file, tmp_path)
    assert take_over() == (file, tmp_path)
    assert "TAPEWATCH_SERVED" not in os.environ


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["-"], "Standard input cannot be served, since each tab has a monitor of its own. Name a file or an address."),
        (["--host", " "], "--host needs an address or the name of this machine."),
        (["--host", "a" * 70], f"There is no host {'a' * 70}."),
        (["--host", "198.51.100.1", "--port", "0"], "198.51.100.1 is not an address of this machine."),
    ],
)
def test_what_makes_no_sense_is_refused(words: list[str], sentence: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["serve", *words]) == ExitStatus.WRONG_USAGE
    assert capsys.readouterr().err == f"tapewatch: {sentence}\n"


def test_a_port_in_use_is_told(one: Served, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["serve", "--port", one.port]) == ExitStatus.NOTHING_USABLE
    told = f"Port {one.port} of 127.0.0.1 is in use. Choose another with --port, or 0 for any that is free."
    assert capsys.readouterr() == ("", f"tapewatch: {told}\n")


@pytest.mark.parametrize(
    ("error", "sentence", "status"),
    [
        (socket.gaierror(-2, "Name or service not known"), "There is no host box.", 2),
        (PermissionError(errno.EACCES, "no"), "Port 80 is not for everybody. Choose one above 1023 with --port.", 1),
        (
            OSError(errno.EMFILE, "Too many open files"),
            "Nothing can be served at port 80 of box (Too many open files).",
            1,
        ),
    ],
)
def test_what_the_system_refuses_is_told(
    error: OSError, sentence: str, status: int, capsys: pytest.CaptureFixture[str]
) -> None:
    assert refuse_place(error, "box", 80) == status
    assert capsys.readouterr().err == f"tapewatch: {sentence}\n"


@pytest.mark.parametrize(
    ("said", "status", "in_the_tab", "in_the_terminal"),
    [
        (b"", 0, "The monitor has ended.", ""),
        (b"", 128 + signal.SIGTERM, "The monitor has ended.", ""),
        (b"Traceback\npassword = 'secret'\n", 1, FAULT, f"tapewatch: {FAULT}\n"),
        (
            b"tapewatch: The view is \x1b[2Jnot kept.\n",
            0,
            "The view is \x1b[2Jnot kept.",
            "tapewatch: The view is not kept.\n",
        ),
    ],
)
def test_what_a_monitor_says_at_its_end_is_passed_on_but_no_traceback(
    said: bytes, status: int, in_the_tab: str, in_the_terminal: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert pass_on(said, status) == in_the_tab
    assert capsys.readouterr().err == in_the_terminal


def test_without_the_library_it_says_how_to_get_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda _: None)
    assert main(["serve", "demo"]) == ExitStatus.NOTHING_USABLE
    assert MISSING in capsys.readouterr().err


@pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed")
async def test_a_browser_draws_the_monitor_and_moves_its_cursor(one: Served, tmp_path: Path) -> None:
    here = f"localhost:{one.port}/"
    async with tab(f"http://{here}", tmp_path) as browser:
        top = await browser.evaluate(FIND_THE_CURSOR % -1)
        await browser.press("j")
        below = await browser.evaluate(FIND_THE_CURSOR % top)
        await browser.press("j")
        assert await browser.evaluate(FIND_THE_CURSOR % below) == 2 * below - top
        assert await browser.evaluate("getComputedStyle(document.documentElement).backgroundColor") == "rgb(13, 17, 23)"
        await browser.press("q")
        assert await browser.evaluate(WAIT_FOR_THE_END) == "The monitor has been quit. Open it again"
        asked = [address.partition("://")[2] for address in browser.requests]
        assert all(address.startswith(here) for address in asked)
        assert f"{here}static/fonts/RobotoMono-VariableFont_wght.ttf" in asked
