"""An app as its terminal knows it: what may come from there and go there, and how it is left."""

import asyncio
import os
import signal
import traceback

from rich.text import Text
from textual import events
from textual.app import App
from textual.driver import Driver

from parsing.clean import clean
from tui.ending import ENDINGS


class TerminalApp(App[None]):
    """Ends by signals as by its key, draws all again when it is continued, and takes and says only clean text."""

    def get_driver_class(self) -> type[Driver]:
        """Return what draws: our own where that is a terminal."""
        from textual.drivers.linux_driver import LinuxDriver

        from tui.terminal_driver import TerminalDriver

        chosen = super().get_driver_class()
        return TerminalDriver if chosen is LinuxDriver else chosen

    def mind_signals(self) -> None:
        """Quit at those that end a program, and draw the whole screen where the app goes on after it was stopped."""
        self.app_resume_signal.subscribe(self, lambda _: self.refresh(layout=True))
        for ending in ENDINGS:
            asyncio.get_running_loop().add_signal_handler(ending, self._leave, ending)

    def action_suspend_process(self) -> None:
        """Go back to the shell, with all that runs as one job there, such as the `make` that started us."""
        is_first = os.getpgrp() == os.getsid(0)  # of its terminal: nobody is there who could continue it
        if self._driver and self._driver.can_suspend and not is_first:
            os.killpg(0, signal.SIGTSTP)
        else:
            self.notify("There is no shell here to go back to.", markup=False)

    async def on_event(self, event: events.Event) -> None:
        """Clean what is pasted before it gets into a line to type in, and pass over clicks on what has just gone.

        The palette has a line to type in of Textual's own, so that it is done here.
        """
        if isinstance(event, events.Paste):
            event.text = "\n".join(map(clean, event.text.splitlines()))
        if not (isinstance(event, events.MouseDown) and self._has_gone_at(*event.offset)):
            await super().on_event(event)

    def _has_gone_at(self, x: int, y: int) -> bool:
        """Whether what still shows there is being taken away: Textual fails where a selection would begin in it."""
        widget, _ = self.screen.get_widget_and_offset_at(x, y)
        return widget is not None and widget.parent is None

    def _leave(self, ending: signal.Signals) -> None:
        """Quit at a signal. A window that closes sends more than one SIGHUP; no later one cuts off the end."""
        if ending is signal.SIGHUP:
            asyncio.get_running_loop().remove_signal_handler(ending)
            signal.signal(ending, signal.SIG_IGN)
        self.exit(return_code=128 + ending)

    def _fatal_error(self) -> None:
        """End at a fault of ours, and say where it is.

        Textual's own way shows the values there, too: texts of pages as they came, and addresses with passwords.
        """
        self._exit_renderables.append(Text(clean(traceback.format_exc())))
        self._close_messages_no_wait()
