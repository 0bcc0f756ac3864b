"""What Textual draws with in the process of a tab: pipes to the server, which ends where those end."""

import asyncio
import os
import re
from typing import Any, Final

from textual import events, messages
from textual.app import App
from textual.drivers.web_driver import WebDriver

GROUND: Final = "ground"
"""The word to the server that tells the colour of the theme's ground, for the rim that no character fills."""

_COLOUR: Final = re.compile(r"#[0-9a-fA-F]{6}")


class TabDriver(WebDriver):
    """Textual's own, which would run on without anybody where the server is gone all at once."""

    def __init__(
        self, app: App[Any], *, debug: bool = False, mouse: bool = True, size: tuple[int, int] | None = None
    ) -> None:
        """Take the app and what Textual says of the terminal."""
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        self._write = self._send  # type: ignore[assignment]
        self._ground = ""
        self._is_alone = False

    def start_application_mode(self) -> None:
        """Begin, with the focus until the tab tells that it lost it.

        Textual takes it away at the start, which may be before there is anything to give it to later.
        """
        self._app.disable_messages(events.AppBlur)
        super().start_application_mode()
        self._app.call_later(self._app.enable_messages, events.AppBlur)

    def write(self, data: str) -> None:
        """Draw, and tell when the ground has become another."""
        super().write(data)
        ground = self._app.current_theme.background or ""
        if ground != self._ground and _COLOUR.fullmatch(ground):
            self._ground = ground
            self.write_meta({"type": GROUND, "colour": ground})

    def on_meta(self, packet_type: str, payload: dict[str, object]) -> None:
        """Take what the server says beside the keys; a size waits for its turn behind the one at the start."""
        if packet_type == "resize":
            asyncio.run_coroutine_threadsafe(self._resize(payload), self._loop)
        else:
            super().on_meta(packet_type, payload)

    async def _resize(self, payload: dict[str, object]) -> None:
        super().on_meta("resize", payload)

    def run_input_thread(self) -> None:
        """Read keys until the end of the app, or end the app where nobody can press any more."""
        super().run_input_thread()
        if not self.exit_event.is_set():
            self._app.post_message(messages.ExitApp())

    def _send(self, packet: bytes) -> int:
        """Send to the server while there is one."""
        rest = memoryview(packet)
        while rest and not self._is_alone:
            try:
                rest = rest[os.write(self.fileno, rest) :]
            except BrokenPipeError:
                self._is_alone = True
        return len(packet)
