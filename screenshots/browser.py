"""Makes the picture of the monitor in a browser: `python -m screenshots.browser`, which needs Chromium.

What Chromium draws depends on the machine, so that this picture is not compared with what the code at hand draws.
"""

import asyncio
import sys
from asyncio.subprocess import PIPE
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from tests.chromium import Tab, tab

PICTURE: Final = Path(__file__).parent / "browser.png"
_SECONDS: Final = 45
"""How long the demo feed plays before, so that there are trends."""


async def main() -> None:
    """Make the picture."""
    with TemporaryDirectory() as folder:
        words = ("serve", "demo", "--port", "0", "--data-dir", str(Path(folder, "data")))
        served = await asyncio.create_subprocess_exec(sys.executable, "-m", "tui", *words, stdout=PIPE)
        try:
            async with tab(await _address(served), Path(folder), width=1200, height=720) as browser:
                PICTURE.write_bytes(await _picture(browser))
        finally:
            served.terminate()
            await served.wait()


async def _address(served: asyncio.subprocess.Process) -> str:
    """Return where it is served, which it tells when it is."""
    sentence = await served.stdout.readline() if served.stdout else b""
    return next(word for word in sentence.decode().split() if word.startswith("http://"))


async def _picture(browser: Tab) -> bytes:
    await asyncio.sleep(_SECONDS)
    for key in "jjjj":
        await browser.press(key)
    await asyncio.sleep(1)
    return await browser.picture()


if __name__ == "__main__":
    asyncio.run(main())
