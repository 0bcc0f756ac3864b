"""The monitor of one tab, as the server sees it: a process, and the WebSocket that is its terminal."""

import asyncio
import json
import os
import signal
import sys
from asyncio.subprocess import PIPE, Process
from contextlib import suppress
from typing import Final

from aiohttp import ClientConnectionError, WSCloseCode, WSMsgType, web
from textual_serve.app_service import AppService
from textual_serve.download_manager import DownloadManager

from parsing.clean import clean_line
from tui.errors import say
from tui.serving.driver import GROUND

QUIT_SECONDS: Final = 6.0
"""How long a monitor may take to end by itself: it keeps how it was looked at, and what it remembers."""

TERMINATE_SECONDS: Final = 2.0

TAKE_SECONDS: Final = 4.0
"""How long a monitor may take in nothing of what the tab sends, once there is no room for more."""

CLOSE_SECONDS: Final = 2.0
"""How long a tab may take to agree to the end of its connection."""

END_SECONDS: Final = QUIT_SECONDS + TERMINATE_SECONDS + CLOSE_SECONDS + 1.0
"""How long the end of a monitor may take in all."""

_DRIVER: Final = "tui.serving.driver:TabDriver"
_COMMAND: Final = (sys.executable, "-P", "-m", "tui.serving.tab")
"""Without the folder that serve was started in among those of modules: it may have a `tui` of its own."""

_READY: Final = b"__GANGLION__\n"
_MOST_CELLS: Final = 1_000
_MOST_SAID: Final = 64 * 1024
_MOST_REASON: Final = 123
"""The bytes that the reason for the end of a WebSocket may have."""


class Session(AppService):
    """The monitor of one tab. The protocol is that of textual-serve; when and how the process ends is ours."""

    def __init__(self, request: web.Request, websocket: web.WebSocketResponse) -> None:
        """Take the tab's request, and the WebSocket that it became, which is open."""
        super().__init__(
            "",
            write_bytes=websocket.send_bytes,
            write_str=websocket.send_str,
            close=self._quit,
            download_manager=DownloadManager(),  # nothing is ever delivered that way
        )
        self._request = request
        self._websocket = websocket

    async def serve(self, width: int, height: int) -> None:
        """Run a monitor of that many cells until it ends, or its tab is closed; no process is left then."""
        try:
            await self.start(_cells(width), _cells(height))
            async for message in self._websocket:
                if message.type is WSMsgType.TEXT:
                    await self._take(message.data)
        except TimeoutError:
            await self.end("The monitor does not answer any more.")
        except OSError as error:
            await self.end(f"No monitor can be started ({error.strerror or type(error).__name__}).")
        finally:
            if self._websocket.close_code == WSCloseCode.ABNORMAL_CLOSURE:
                self._hang_up()
            await self.stop()

    async def end(self, reason: str) -> None:
        """Close the tab's connection with a sentence; that ends the monitor too."""
        told = clean_line(reason).encode()[:_MOST_REASON].decode(errors="ignore")
        try:
            async with asyncio.timeout(CLOSE_SECONDS):
                await self._websocket.close(message=told.encode())
        except TimeoutError:
            self._hang_up()

    async def stop(self) -> None:
        """End the process, gently while that helps, and wait until it is gone."""
        process, self._process = self._process, None
        if process is None:
            return
        if self._stdin is not None:
            # not waited for: one that hangs takes in nothing any more
            self._stdin.write(self.encode_packet(b"M", json.dumps({"type": "quit"}).encode()))
            self._stdin.close()
        try:
            if not await _ends(process, QUIT_SECONDS):
                _kill(process, signal.SIGTERM)
            if not await _ends(process, TERMINATE_SECONDS):
                _kill(process, signal.SIGKILL)
        except asyncio.CancelledError:  # there is no more time
            _kill(process, signal.SIGKILL)
            raise
        if self._task is not None:
            await asyncio.wait({self._task}, timeout=CLOSE_SECONDS)
            self._hang_up()
            await self._task

    async def run(self) -> None:
        """Bring what the monitor draws to the tab until it ends, and say what went wrong."""
        process = self._process
        assert process is not None and process.stdout is not None and process.stderr is not None  # noqa: S101, PT018
        saying = asyncio.create_task(_said(process.stderr))
        with suppress(asyncio.IncompleteReadError, ConnectionError, ClientConnectionError):
            await self._bring(process.stdout)
        while await process.stdout.read(_MOST_SAID):
            pass  # nobody sees it, but a process that cannot write cannot end
        said, status = await saying, await process.wait()
        is_ours = self._process is None  # the tab is gone, and the process was told to end
        await self.end(pass_on(said, 0 if is_ours else status))

    async def on_meta(self, data: bytes) -> None:
        """Take what the monitor says beside what it draws."""
        said = json.loads(data)
        if said["type"] == GROUND:
            await self.remote_write_str(json.dumps([GROUND, said["colour"]]))
        else:
            await super().on_meta(data)

    async def _bring(self, stdout: asyncio.StreamReader) -> None:
        if await stdout.readline() != _READY:
            return
        while True:
            kind = await stdout.readexactly(1)
            packet = await stdout.readexactly(int.from_bytes(await stdout.readexactly(4), "big"))
            await (self.on_data(packet) if kind == b"D" else self.on_meta(packet))

    async def _take(self, text: str) -> None:
        """Answer a ping, and hand on all else. Raises TimeoutError where the monitor takes nothing any more."""
        try:
            sent = json.loads(text)
        except (ValueError, RecursionError):
            return
        match sent:
            case ["ping", str(data)]:
                await self._websocket.send_json(["pong", data])
            case _:
                async with asyncio.timeout(TAKE_SECONDS):
                    await self._hand_on(sent)

    async def _hand_on(self, sent: object) -> None:
        """Tell the monitor of keys, its size, and whether it has the focus. Other things are passed over."""
        match sent:
            case ["stdin", str(keys)]:
                await self.send_bytes(keys.encode(errors="replace"))
            case ["resize", {"width": int(width), "height": int(height)}]:
                await self.set_terminal_size(_cells(width), _cells(height))
            case ["focus"]:
                await self.focus()
            case ["blur"]:
                await self.blur()

    def _hang_up(self) -> None:
        """Let go of a tab that may be there no more: what is still to be written to it would be waited for for ever."""
        if self._request.transport is not None:
            self._request.transport.abort()

    async def _quit(self) -> None:
        await self.end("The monitor has been quit.")

    async def _open_app_process(self, width: int = 80, height: int = 24) -> Process:
        environment = {**self._build_environment(width, height), "TEXTUAL_DRIVER": _DRIVER}
        # a session of its own: Ctrl-C in the terminal is for the server, and the monitor has no way to that terminal
        self._process = process = await asyncio.create_subprocess_exec(
            *_COMMAND, stdin=PIPE, stdout=PIPE, stderr=PIPE, env=environment, start_new_session=True
        )
        self._stdin = process.stdin
        return process


def _cells(asked: int) -> int:
    return min(max(asked, 1), _MOST_CELLS)


async def _ends(process: Process, seconds: float) -> bool:
    """Whether the process ends within that time."""
    try:
        async with asyncio.timeout(seconds):
            await process.wait()
    except TimeoutError:
        return False
    return True


def _kill(process: Process, number: signal.Signals) -> None:
    """Send the signal to the process and to those that it started."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, number)


async def _said(stderr: asyncio.StreamReader) -> bytes:
    """Return the last of what the process writes there until it ends."""
    said = b""
    while more := await stderr.read(_MOST_SAID):
        said = (said + more)[-_MOST_SAID:]
    return said


def pass_on(said: bytes, status: int) -> str:
    """Pass on to the terminal what the monitor said at its end, and return the sentence for its tab.

    A traceback is not passed on: it may hold anything, also what is secret.
    """
    prefix = "tapewatch: "
    lines = said.decode(errors="replace").splitlines()
    sentences = [line.removeprefix(prefix) for line in lines if line.startswith(prefix)]
    if status < 0:
        sentences.append(f"A monitor was ended from outside (signal {-status}).")
    elif 0 < status <= 128 and not sentences:
        sentences.append(f"A monitor ended through a fault in tapewatch (status {status}).")
    for sentence in sentences:
        say(sentence)
    return sentences[-1] if sentences else "The monitor has ended."
