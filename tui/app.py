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
from textual.worker import Worker, WorkerState

from parsing.clean import clean_line
from tui import themes
from tui.clock import Clock
from tui.keys import Where, commands_for
from tui.screens.monitor import MonitorScreen
from tui.screens.sheet import help_sheet
from tui.settings import Settings
from tui.settings_watch import Change, SettingsWatch
from tui.watched import Watched


class TapewatchApp(App[None]):
    """The market monitor, watching the sources that it is given."""

    TITLE = "tapewatch"
    CSS_PATH: ClassVar[CSSPathType | None] = "tapewatch.tcss"

    def __init__(
        self,
        watched: Sequence[Watched],
        clock: Clock,
        settings: Settings | None = None,
        *,
        fault: str | None = None,
        watch: SettingsWatch | None = None,
    ) -> None:
        """Take the sources and the clock, a sentence about the settings for the status line, and what follows them."""
        super().__init__()
        self._clock = clock
        self._settings = settings or Settings()
        self._watch = watch
        for theme in themes.OWN:
            self.register_theme(theme)
        self._fault = fault or self._theme_fault(self._settings)
        self.theme = themes.DARK.name if self._theme_fault(self._settings) else self._settings.theme
        self._monitor = MonitorScreen(watched, clock, self._settings, fault=self._fault)

    def _theme_fault(self, settings: Settings) -> str | None:
        """Return a sentence where there is no theme of the name that the settings say."""
        if settings.theme in self.available_themes:
            return None
        return f"There is no theme {clean_line(settings.theme)}; another stands in. Ctrl+P lists the themes."

    def on_mount(self) -> None:
        """Follow the settings, and leave the terminal clean also when told to end from outside."""
        if self._watch is not None:
            self.run_worker(
                self._follow(self._watch), name="settings", group="settings", exclusive=True, exit_on_error=False
            )
        if self.is_headless:
            return
        for ending in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            leave = partial(self.exit, return_code=128 + ending)
            asyncio.get_running_loop().add_signal_handler(ending, leave)

    async def _follow(self, watch: SettingsWatch) -> None:
        """Take up the settings whenever their file changes."""
        async for change in watch.changes(self._settings):
            self._take(change)

    def _take(self, change: Change) -> None:
        """Apply what changed. The user's own choice of a theme stays until the settings name another."""
        before, self._settings = (self._fault, self._settings), change.settings
        theme_fault = self._theme_fault(change.settings)
        self._fault = change.fault or theme_fault
        if theme_fault is None and change.settings.theme != before[1].theme:
            self.theme = change.settings.theme
        self.clear_notifications()  # an earlier one would cover the line that a fault is told in
        self._monitor.take_sources(change.watched)
        self._monitor.take_settings(change.settings, self._fault)
        if self._fault is None and before != (self._fault, self._settings):
            self.notify("Settings taken up.", markup=False)

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """Say so where the settings are no longer followed."""
        if event.state is WorkerState.ERROR:
            reason = clean_line(f"{type(event.worker.error).__name__}: {event.worker.error}")
            sentence = f"Changes of the settings are no longer taken up, through a fault in tapewatch ({reason})."
            self._monitor.take_settings(self._settings, sentence)

    def on_ready(self) -> None:
        """Collect garbage again, which the command line put off until the first picture; what is there will stay."""
        gc.freeze()
        gc.enable()

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Give themes that are not ours the colours that only tapewatch uses."""
        return {} if self.current_theme in themes.OWN else themes.defaults_for(self.current_theme)

    def get_default_screen(self) -> Screen[None]:
        """Return the monitor."""
        return self._monitor

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
