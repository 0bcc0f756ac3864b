"""Makes every picture anew from the demo feed, at a fixed seed and clock: `make screenshots`.

The same code gives the same SVG files on every machine; the PNG for the README needs the font DejaVu Sans Mono. The
picture of the layers of the code is made along with them.
"""

import asyncio
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import resvg_py
from textual.pilot import Pilot
from textual.widgets import Input

from parsing.models import PAKISTAN
from screenshots import layers
from tui.app import TapewatchApp
from tui.clock import Clock
from tui.history.keeper import FileHistory
from tui.refreshing.watched import Watched
from tui.settings.model import Settings
from tui.sources import Source
from tui.sources.demo import DemoSource

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
    """One picture: its name, the size of the terminal, the theme, the keys that lead there, and what is watched."""

    name: str
    width: int = 120
    height: int = 40
    theme: str = "tapewatch-dark"
    keys: Sequence[str] = ()
    source: Callable[[Clock], Source] = DemoSource
    refreshes: int = 40


SHOTS = (
    Shot("monitor", height=36, keys=("j",) * 4),
    Shot("monitor-light", height=36, theme="tapewatch-light", keys=("j",) * 4),
    Shot("monitor-contrast", height=36, theme="tapewatch-contrast", keys=("j",) * 4),
    Shot("monitor-blue-orange", height=36, theme="tapewatch-blue-orange", keys=("j",) * 4),
    Shot("reading", height=36, keys=("l", "right_square_bracket", "J")),
    Shot("filter", height=36, keys=("slash", *"up >1%")),
    Shot("detail", height=36, keys=("j", "j", "enter")),
    Shot("columns", height=36, keys=("c", "j", "j")),
    Shot("looking-back", height=36, keys=("j", "j", *("comma",) * 12)),
    Shot("alerts", height=36, keys=("a", "enter", *("j",) * 10, "a", "enter", "A")),
)
FOR_THE_README = "monitor"
_READING: Final = frozenset({"back", "recall", "trend", "alerts"})
"""The workers that read the history, or write there what is waited for."""


async def take(shot: Shot) -> str:
    """Return the picture as SVG."""
    with TemporaryDirectory() as folder, closing(FileHistory(Path(folder) / "history.db")) as history:
        return await _take(shot, history)


async def _take(shot: Shot, history: FileHistory) -> str:
    clock = StudioClock(shot.refreshes)
    app = TapewatchApp([Watched(shot.source(clock))], clock, Settings(theme=shot.theme), history=history)
    app.animation_level = "none"  # a mark would go after a moment, and with it the picture would depend on the machine
    async with app.run_test(size=(shot.width, shot.height)) as pilot:
        await clock.has_stopped.wait()
        for field in app.screen.query(Input):
            field.cursor_blink = False
        while app.screen.query_one("#monitor").display and not app.screen.query("FooterKey"):  # the last part to come
            await pilot.pause()
        for key in shot.keys:
            await pilot.press(key)
            if not isinstance(app.focused, Input):  # what is typed waits for nothing
                await _settle(app, pilot)
        await _settle(app, pilot)
        return compact(app.export_screenshot(simplify=True))


async def _settle(app: TapewatchApp, pilot: Pilot[None]) -> None:
    """Wait for what is read from the history and written there, and for the screen."""
    await pilot.pause()
    while any(worker.is_running for worker in app.workers if worker.group in _READING):
        await pilot.pause()
    await pilot.pause()
    await pilot.pause()


# .terminal-554358500-r2 { fill: #000000;font-weight: bold }
_LOOK: Final = re.compile(r"\.terminal-\d+-(?P<name> r\d+ ) \s \{ (?P<css> [^}]* ) \}", re.VERBOSE)

# <rect fill="#efb429" x="12.2" y="1.5" width="48.8" height="24.65" shape-rendering="crispEdges"/>
_GROUND: Final = re.compile(
    r"""<rect \s fill="(?P<fill>[^"]*)" \s x="(?P<x>[^"]*)" \s y="(?P<y>[^"]*)" \s width="(?P<width>[^"]*)" [^>]*
    shape-rendering""",
    re.VERBOSE,
)

# <text class="terminal-554358500-r2" x="12.2" y="20" textLength="48.8" clip-path="url(#terminal-…)">DEMO</text>
_TEXT: Final = re.compile(
    r"""<text \s class="terminal-\d+-(?P<look>r\d+)" \s x="(?P<x>[^"]*)" \s y="(?P<y>[^"]*)"
    \s textLength="(?P<length>[^"]*)" [^>]* > (?P<text> [^<]* ) </text>""",
    re.VERBOSE,
)

_LINE: Final = 24.4
_FIRST_TOP: Final = 1.5
_FIRST_FOOT: Final = 20.0
_PICTURE: Final = """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}" font-family="{font}, monospace" font-size="20">
<rect x="1" y="1" width="{width:g}" height="{height:g}" rx="8" fill="#292929" stroke="#7a7a7a"/>
<g><circle cx="26" cy="22" r="7" fill="#ff5f57"/><circle cx="48" cy="22" r="7" fill="#febc2e"/>\
<circle cx="70" cy="22" r="7" fill="#28c840"/></g>
<text x="{middle:g}" y="28" fill="#c5c8c6" text-anchor="middle" font-size="18">tapewatch</text>
<g transform="translate(9 42.5)" shape-rendering="crispEdges">
{lines}
</g>
</svg>
"""


def compact(svg: str) -> str:
    """Return Rich's picture, each part of a terminal's line on a line of its own, without what nobody sees.

    There are no addresses of fonts, no names made of hashes, and no clips; places are told within the terminal's line.
    """
    box = svg.partition('viewBox="')[2].partition('"')[0]
    width, height = map(float, box.split()[2:])
    grounds, texts = _by_row(_GROUND, svg, _FIRST_TOP), _by_row(_TEXT, svg, _FIRST_FOOT)
    looks = {found["name"]: _attributes(found["css"]) for found in _LOOK.finditer(svg)}
    lines = [
        _line(row, [*_grounds(grounds.get(row, [])), *_texts(texts.get(row, []), looks)])
        for row in sorted({*grounds, *texts})
    ]
    return _PICTURE.format(
        box=box, font=FONT, width=width - 2, height=height - 2, middle=width / 2, lines="\n".join(lines)
    )


def _by_row(pattern: re.Pattern[str], svg: str, first: float) -> dict[int, list[re.Match[str]]]:
    """Return what the pattern finds by the terminal's line, of which the first is at `first`."""
    rows = groupby(pattern.finditer(svg), key=lambda found: round((float(found["y"]) - first) / _LINE))
    return {row: list(found) for row, found in rows}


def _attributes(css: str) -> str:
    """Return the declarations as attributes."""
    pairs = (declared.split(":") for declared in css.split(";") if declared.strip())
    return " ".join(f'{name.strip()}="{value.strip()}"' for name, value in pairs)


def _line(row: int, parts: Sequence[str]) -> str:
    return "\n".join((f'<g transform="translate(0 {row * _LINE:.1f})">', *parts, "</g>"))


def _grounds(found: Sequence[re.Match[str]]) -> Iterator[str]:
    """Yield a rectangle for each ground, those side by side in one colour as one."""
    for fill, alike in groupby(found, key=lambda ground: ground["fill"]):
        side_by_side = list(alike)
        width = sum(float(ground["width"]) for ground in side_by_side)
        yield f'<rect fill="{fill}" x="{side_by_side[0]["x"]}" width="{width:.1f}" height="24.65"/>'


def _texts(found: Sequence[re.Match[str]], looks: dict[str, str]) -> Iterator[str]:
    """Yield the texts, their spaces as &#160;: browsers do not agree on how others are kept."""
    for part in found:
        if text := part["text"].strip("\n"):
            look = looks[part["look"]]
            yield f'<text x="{part["x"]}" y="18.5" textLength="{part["length"]}" {look}>{text}</text>'


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
    layers.main()


if __name__ == "__main__":
    asyncio.run(main())
