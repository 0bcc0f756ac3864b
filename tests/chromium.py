"""A headless Chromium for tests, driven over its DevTools protocol."""

import asyncio
import base64
import itertools
import os
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, Final

import aiohttp

CHROMIUM: Final = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
DEADLINE: Final = 30.0

_FLAGS: Final = (
    "--headless=new", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-sync",
    "--disable-component-update", "--disable-extensions", "--disable-dev-shm-usage", "--mute-audio",
    "--remote-debugging-port=0", "--remote-allow-origins=*",
)  # fmt: skip


class Tab:
    """A tab of the browser."""

    def __init__(self, line: aiohttp.ClientWebSocketResponse) -> None:
        self.requests: list[str] = []
        """The addresses that the tab asked for."""
        self._line = line
        self._numbers = itertools.count(1)

    async def call(self, method: str, **parameters: object) -> dict[str, Any]:
        """Call a method of the protocol, and return its result."""
        number = next(self._numbers)
        await self._line.send_json({"id": number, "method": method, "params": parameters})
        while True:
            told = await self._line.receive_json(timeout=DEADLINE)
            if told.get("method") == "Network.requestWillBeSent":
                self.requests.append(told["params"]["request"]["url"])
            if told.get("method") == "Network.webSocketCreated":
                self.requests.append(told["params"]["url"])
            if told.get("id") == number:
                assert "error" not in told, told
                return dict(told["result"])

    async def evaluate(self, script: str) -> Any:  # noqa: ANN401 - it is whatever the script says
        """Return what the script comes to in the page; of a promise, what it keeps."""
        found = await self.call("Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True)
        assert "exceptionDetails" not in found, found
        return found["result"].get("value")

    async def press(self, key: str) -> None:
        """Press the key of a character."""
        await self.call("Input.dispatchKeyEvent", type="keyDown", text=key, key=key)
        await self.call("Input.dispatchKeyEvent", type="keyUp", key=key)

    async def picture(self) -> bytes:
        """Return what the page looks like, as PNG."""
        return base64.b64decode((await self.call("Page.captureScreenshot", format="png"))["data"])


@asynccontextmanager
async def tab(address: str, folder: Path, *, width: int = 1280, height: int = 800) -> AsyncIterator[Tab]:
    """Open the address in a Chromium of its own, which keeps its files in the folder."""
    assert CHROMIUM is not None
    as_root = ("--no-sandbox",) if os.geteuid() == 0 else ()
    process = await asyncio.create_subprocess_exec(
        CHROMIUM, *_FLAGS, *as_root, f"--user-data-dir={folder}", "about:blank", stderr=asyncio.subprocess.PIPE
    )
    assert process.stderr is not None
    try:
        async with asyncio.timeout(DEADLINE):
            while b"DevTools listening on" not in (line := await process.stderr.readline()):
                assert line, "the browser ended"
        devtools = line.decode().split("//")[1].partition("/")[0]
        async with aiohttp.ClientSession() as client, client.get(f"http://{devtools}/json") as told:
            (page,) = [target for target in await told.json() if target["type"] == "page"]
            async with client.ws_connect(page["webSocketDebuggerUrl"], max_msg_size=0) as line_to_page:
                opened = Tab(line_to_page)
                await opened.call("Network.enable")
                await opened.call("Page.enable")
                await opened.call(
                    "Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=False
                )
                await opened.call("Emulation.setFocusEmulationEnabled", enabled=True)
                await opened.call("Page.navigate", url=address)
                yield opened
    finally:
        process.kill()
        await process.communicate()
