"""CPU time to the painted frame: an app whose driver takes the bytes that a terminal would get, and times them."""

import asyncio
import gc
import os
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any, Final

from textual import events
from textual.app import App
from textual.drivers.headless_driver import HeadlessDriver

SIZE: Final = (160, 45)
_QUIET_SECONDS: Final = 0.06
_QUIET_CPU: Final = 0.002
_LATE: Final = 0.01
"""Seconds by which a machine with time to spare wakes the app late at most: a busier one may have kept it waiting."""
_LONGEST: Final = 30.0
"""Seconds for which a frame is waited for."""


class PaintingDriver(HeadlessDriver):
    """A driver without a terminal that does not say so, since Textual makes no bytes for one that does."""

    written_at = 0.0
    """The CPU seconds of the process when it was last written to."""
    frames = 0
    characters = 0

    def __init__(
        self, app: App[Any], *, debug: bool = False, mouse: bool = True, size: tuple[int, int] | None = None
    ) -> None:
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        self.has_painted = asyncio.Event()
        """Set by each frame, to be cleared by who waits for one."""

    @property
    def is_headless(self) -> bool:
        """Whether bytes are spared."""
        return False

    def write(self, data: str) -> None:
        """Take the bytes, as the writer's thread of a real terminal does."""
        data.encode("utf-8")
        self.frames += 1
        self.characters += len(data)
        self.written_at = time.process_time()
        self.has_painted.set()


class Canvas:
    """A running app, and what its frames cost."""

    def __init__(self, app: App[None], driver: PaintingDriver) -> None:
        self.app = app
        self.driver = driver

    async def seconds_to_frame(self, act: Callable[[], object]) -> float:
        """Act, and return the CPU seconds until the last byte of what that shows was written.

        The first frame is waited for by itself: on a busy machine the app may for a moment neither work nor write.
        """
        gc.collect()
        self.driver.has_painted.clear()
        started = time.process_time()
        act()
        try:
            async with asyncio.timeout(_LONGEST):
                await self.driver.has_painted.wait()
        except TimeoutError:
            raise AssertionError("nothing was painted") from None
        await self.quiet()
        return self.driver.written_at - started

    async def seconds_to_frame_of_key(self, key: str) -> float:
        """Press the key, and return the CPU seconds until the last byte of what that shows was written."""
        return await self.seconds_to_frame(lambda: self._press(key))

    def _press(self, key: str) -> None:
        event = events.Key(key, key if len(key) == 1 else None)
        event.set_sender(self.app)
        self.driver.send_message(event)

    async def quiet(self) -> None:
        """Return when the app has neither worked nor written for a moment in which it could have."""
        while True:
            frames, cpu, begun = self.driver.frames, time.process_time(), time.monotonic()
            await asyncio.sleep(_QUIET_SECONDS)
            is_late = time.monotonic() - begun > _QUIET_SECONDS + _LATE
            if self.driver.frames == frames and time.process_time() - cpu < _QUIET_CPU and not is_late:
                return


def take_all_colours() -> None:
    """Have apps that are made from now on write as for a terminal of all colours, wherever the benchmark runs."""
    os.environ.update(TERM="xterm-256color", COLORTERM="truecolor")


@asynccontextmanager
async def canvas(app: App[None], size: tuple[int, int] = SIZE) -> AsyncIterator[Canvas]:
    """Run the app, from when its first picture is painted."""
    assert app.console.color_system == "truecolor", "call `take_all_colours` before the app is made"
    app.driver_class = PaintingDriver
    async with app.run_test(headless=False, size=size):
        driver = app._driver  # the app makes it, and tells nobody
        assert isinstance(driver, PaintingDriver)
        canvas = Canvas(app, driver)
        await canvas.quiet()
        yield canvas
