"""The app shell: themes, the palette, and what works on every screen."""

import asyncio
import gc
import signal
from collections.abc import Iterable, Sequence
from functools import partial
from typing import Any, ClassVar

from textual.app import App, SystemCommand
from textual.screen import Screen
from textual.types import CSSPathType

from parsing.clean import clean_line
from tui import themes
from tui.clock import Clock
from tui.keys import Where, commands_for
from tui.screens.monitor import MonitorScreen
from tui.screens.sheet import help_sheet
from tui.settings import Settings
from tui.sources import Source


class TapewatchApp(App[None]):
    """The market monitor, watching the sources that it is given."""

    TITLE = "tapewatch"
    CSS_PATH: ClassVar[CSSPathType | None] = "tapewatch.tcss"

    def __init__(
        self, sources: Sequence[Source], clock: Clock, settings: Settings | None = None, *, fault: str | None = None
    ) -> None:
        """Take the sources and the clock; `fault` is a sentence about the settings for the status line."""
        super().__init__()
        self._sources = sources
        self._clock = clock
        self._settings = settings or Settings()
        self._fault = fault
        for theme in themes.OWN:
            self.register_theme(theme)
        if self._settings.theme in self.available_themes:
            self.theme = self._settings.theme
        else:
            self.theme = themes.DARK.name
            named = clean_line(self._settings.theme)
            self._fault = fault or f"There is no theme {named}; {themes.DARK.name} stands in. Ctrl+P lists the themes."

    def on_mount(self) -> None:
        """Leave the terminal clean also when told to end from outside."""
        if self.is_headless:
            return
        for ending in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            leave = partial(self.exit, return_code=128 + ending)
            asyncio.get_running_loop().add_signal_handler(ending, leave)

    def on_ready(self) -> None:
        """Collect garbage again, which the command line put off until the first picture; what is there will stay."""
        gc.freeze()
        gc.enable()

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Give themes that are not ours the colours that only tapewatch uses."""
        return {} if self.current_theme in themes.OWN else themes.defaults_for(self.current_theme)

    def get_default_screen(self) -> Screen[None]:
        """Return the monitor."""
        return MonitorScreen(
            self._sources,
            self._clock,
            every=self._settings.every,
            stale_after=self._settings.stale_after,
            fault=self._fault,
        )

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:
        """Offer every command of ours in the palette, and the choice among all themes."""
        for command in commands_for(Where.ANYWHERE):
            yield SystemCommand(
                command.title, command.help.capitalize(), partial(self.run_action, command.action, screen)
            )
        yield SystemCommand("Choose a theme", "Choose among all themes", self.action_change_theme)

    def action_theme(self) -> None:
        """Change between our dark and our light theme."""
        is_ours = self.theme == themes.DARK.name
        self.theme = themes.LIGHT.name if is_ours or self.current_theme.dark else themes.DARK.name

    def action_help(self) -> None:
        """Show all keys."""
        self.push_screen(help_sheet())
