"""Makes every picture anew from the demo feed, at a fixed seed and clock: `make screenshots`.

The same code gives the same SVG files on every machine; the PNG for the README needs the font DejaVu Sans Mono.
"""

import asyncio
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import resvg_py

from parsing.models import PAKISTAN
from tui.app import TapewatchApp
from tui.settings import Settings
from tui.sources.demo import DemoSource
from tui.watched import Watched

FOLDER = Path(__file__).parent
FONT = "DejaVu Sans Mono"
OPENING_BELL = datetime(2024, 5, 17, 9, 32, tzinfo=PAKISTAN)


class StudioClock:
    """A clock that lets so many refreshes pass at once, and then stands still."""

    def __init__(self, refreshes: int) -> None:
        self._left = refreshes - 1
        self._now = OPENING_BELL
        self.has_stopped = asyncio.Event()

    def now(self) -> datetime:
        """Return the time of the last refresh."""
        return self._now

    def monotonic(self) -> float:
        """Return always the same, so that the ticker stands still."""
        return 0.0

    async def wait(self, event: asyncio.Event, seconds: float | None) -> None:
        """Pass over the time to the next refresh, until the last one has been."""
        if self._left:
            self._left -= 1
            self._now += timedelta(seconds=seconds or 0)
            return
        self.has_stopped.set()
        await event.wait()


@dataclass(frozen=True, slots=True)
class Shot:
    """One picture: its file's name, the size of the terminal, the theme, and the keys that lead there."""

    name: str
    width: int = 120
    height: int = 40
    theme: str = "tapewatch-dark"
    keys: Sequence[str] = ()


SHOTS = (
    Shot("monitor", height=36, keys=("j",) * 4),
    Shot("monitor-light", theme="tapewatch-light", keys=("j",) * 4),
    Shot("monitor-80x24", 80, 24, keys=("j",) * 2),
    Shot("reader-80x24", 80, 24, keys=("j", "j", "tab")),
    Shot("monitor-200x50", 200, 50, theme="tapewatch-light"),
    Shot("sort", keys=("s",)),
    Shot("help", keys=("question_mark",)),
)
FOR_THE_README = "monitor"


async def take(shot: Shot) -> str:
    """Return the picture as SVG, with no address of a font in it."""
    clock = StudioClock(refreshes=40)
    settings = Settings(theme=shot.theme)
    app = TapewatchApp([Watched(DemoSource(clock))], clock, settings)
    app.animation_level = "none"  # a mark would go after a moment, and with it the picture would depend on the machine
    async with app.run_test(size=(shot.width, shot.height)) as pilot:
        await clock.has_stopped.wait()
        while not app.screen.query("FooterKey"):  # the last part to come
            await pilot.pause()
        await pilot.press(*shot.keys)
        await pilot.pause()
        svg = app.export_screenshot(title="tapewatch")
    svg = re.sub(r"<!--.*?-->|@font-face\s*\{.*?\}", "", svg, flags=re.DOTALL)
    return re.sub(r"[ \t]+$", "", svg.replace("Fira Code", FONT), flags=re.MULTILINE)


def to_png(svg: str) -> bytes:
    """Return the SVG as PNG, drawn with the system's fonts."""
    return resvg_py.svg_to_bytes(svg_string=svg, monospace_family=FONT, zoom=1)


async def main() -> None:
    """Make all pictures."""
    for shot in SHOTS:
        svg = await take(shot)
        (FOLDER / f"{shot.name}.svg").write_text(svg, encoding="utf-8")
        if shot.name == FOR_THE_README:
            (FOLDER / f"{shot.name}.png").write_bytes(to_png(svg))


if __name__ == "__main__":
    asyncio.run(main())
