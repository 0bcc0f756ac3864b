"""The terminal as Textual draws on it, and what may become of it: stopped and continued, stuck, or gone."""

import os
import select
import signal
import sys
import termios
from contextlib import suppress
from queue import Full
from typing import Any, Final, TextIO

from textual.app import App
from textual.drivers.linux_driver import LinuxDriver

_LOOKS_EVERY: Final = 1.0
_PATIENCE: Final = 1.0
"""For how many seconds the app waits for a terminal that takes nothing."""

_LONGER_PATIENCE: Final = 3.0
"""For how many at its end: a slow line is to hear how the terminal was before."""

_PIXELS_OFF: Final = "\x1b[?1016l"


class TerminalDriver(LinuxDriver):
    """Textual's own, which would draw into nothing for ever, and take its own mode for the shell's when continued."""

    def __init__(
        self, app: App[Any], *, debug: bool = False, mouse: bool = True, size: tuple[int, int] | None = None
    ) -> None:
        """Take the app and what Textual says of the terminal."""
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        self._file = _Outlet(sys.__stderr__ or sys.stderr)  # type: ignore[assignment]
        self._has_missed = False
        """Whether the terminal was stuck for so long that it was not told everything."""
        # between two tasks of the loop, and not in the middle of one that holds what these need
        self._loop.add_signal_handler(signal.SIGTSTP, self._sigtstp_application)
        self._loop.add_signal_handler(signal.SIGCONT, self._sigcont_application)
        self._loop.call_later(_LOOKS_EVERY, self._look)

    def write(self, data: str) -> None:
        """Draw, unless another program has the terminal, or it takes nothing."""
        if self._writer_thread is None or self._has_missed:
            return
        try:
            self._writer_thread._queue.put(data, timeout=_PATIENCE)
        except Full:
            self._has_missed = True

    def start_application_mode(self) -> None:
        """Begin to draw; where another program has the terminal, wait, stopped, until it is given back."""
        if os.isatty(self.fileno) and not self._is_given():
            self._app.exit(return_code=128 + signal.SIGHUP)
            return
        self._has_missed = False
        super().start_application_mode()  # type: ignore[no-untyped-call]

    def stop_application_mode(self) -> None:
        """Leave the terminal as it was."""
        self._has_missed = False  # it may take this much
        if self._mouse_pixels:
            self.write(_PIXELS_OFF)
        super().stop_application_mode()

    def close(self) -> None:
        """End the thread that writes; one that is stuck ends with the program."""
        writer, self._writer_thread = self._writer_thread, None
        if writer is not None:
            with suppress(Full):
                writer._queue.put(None, timeout=_PATIENCE)
                writer.join(_LONGER_PATIENCE)

    def _sigcont_application(self, *_: object) -> None:
        """Go on. Who was stopped without a word does not know what became of the terminal, and begins anew."""
        if not self._auto_restart:
            return
        if self._writer_thread is not None:
            if not self._is_given():
                return
            self.suspend_application_mode()
            self._must_signal_resume = True
        self.resume_application_mode()

    def _is_given(self) -> bool:
        """Whether the terminal is this program's; the kernel stops a program that asks in the background of a shell."""
        try:
            termios.tcsetattr(self.fileno, termios.TCSANOW, termios.tcgetattr(self.fileno))
        except termios.error:  # nobody is left who could give it
            return False
        return True

    def _run_input_thread(self) -> None:
        with suppress(OSError):  # the terminal is gone, which is seen below
            self.run_input_thread()

    def _look(self) -> None:
        """End the app where the terminal is gone without a signal; draw all where one that was stuck goes on."""
        if not os.isatty(self.fileno):
            self._app.exit(return_code=128 + signal.SIGHUP)
            return
        self._loop.call_later(_LOOKS_EVERY, self._look)
        if self._has_missed and self._writer_thread is not None and self._writer_thread._queue.empty():
            self._has_missed = False
            self.send_message(self.SignalResume())


class _Outlet:
    """Where bytes for the terminal go: straight there, and nowhere once it is gone.

    Python's own standard error stays locked while the terminal is stuck, and would hold up the end of the program.
    """

    def __init__(self, file: TextIO) -> None:
        self._number = file.fileno()
        self._encoding = file.encoding
        self._errors = file.errors or "strict"

    def fileno(self) -> int:
        return self._number

    def write(self, text: str) -> None:
        rest = memoryview(text.encode(self._encoding, self._errors))
        with suppress(OSError):
            while rest:
                try:
                    rest = rest[os.write(self._number, rest) :]
                except BlockingIOError:  # whoever shares the terminal does not wait for it
                    select.select([], [self._number], [])

    def flush(self) -> None:
        """Nothing is held back."""
