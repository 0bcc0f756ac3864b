"""The app shell: themes, the palette, and what works on every screen."""

import asyncio
import gc
import sys
from collections.abc import Iterable, Sequence
from functools import partial
from typing import Any, ClassVar, Final

from textual import on
from textual.app import SystemCommand
from textual.binding import Binding
from textual.dom import DOMNode
from textual.screen import Screen
from textual.types import CSSPathType
from textual.worker import Worker, WorkerState

from parsing.clean import clean_line
from tui import themes
from tui.clock import Clock
from tui.errors import our_fault
from tui.history.keeper import History, NoHistory
from tui.keys.bindings import NO_KEY, key_for, textual_keymap
from tui.keys.commands import COMMANDS, Command, Where
from tui.keys.keymap import Keymap
from tui.keys.names import shown
from tui.paths import articles_folder, data_folder
from tui.refreshing.settings_watch import SettingsChange, SettingsWatch
from tui.refreshing.watched import Watched
from tui.render.pane_titles import Pane
from tui.screens.monitor import MonitorScreen
from tui.settings.model import Settings
from tui.terminal_app import TerminalApp
from tui.view.file import ViewFile
from tui.view.keeper import keeper_of
from tui.view.model import ThemeChoice, View
from tui.widgets.messages import ViewChanged
from tui.widgets.panes import Panes
from tui.widgets.toasts import say_instead
from tui.widgets.working import start_work

_GARBAGE: Final = (20_000, 50, 100)
"""How seldom garbage is looked for. What ten thousand rows leave behind goes by itself; to look at them takes 30 ms."""

_SWITCH_SECONDS: Final = 0.0005
"""For how long a key waits for the thread that reads a page."""


_WHAT_ENDS: Final = {
    "settings": "Changes of the settings are no longer taken up",
    "view": "How you look at the market is no longer remembered",
}


class TapewatchApp(TerminalApp):
    """The market monitor, watching the sources that it is given."""

    TITLE = "tapewatch"
    CSS_PATH: ClassVar[CSSPathType | None] = "tapewatch.tcss"
    ENABLE_COMMAND_PALETTE = False  # Textual's own key for it: here it is a command, which can have another key
    BINDINGS = [Binding(NO_KEY, "none", show=False, priority=True)]  # keeps commands without a key from the footer

    def __init__(  # noqa: PLR0913 - each is something else, and most are left out by tests
        self,
        watched: Sequence[Watched],
        clock: Clock,
        settings: Settings | None = None,
        *,
        fault: str | None = None,
        watch: SettingsWatch | None = None,
        view_file: ViewFile | None = None,
        history: History | None = None,
        is_theme_given: bool = False,
    ) -> None:
        """Take the sources and the clock, a sentence about the settings for the status line, and what follows them.

        How the user looks at the market is read from `view_file`, and kept there; the theme is not where
        `is_theme_given`, which is where the command line names one. Articles are saved in a folder beside it. What the
        sources bring is remembered in the `history`, which the caller closes.
        """
        super().__init__()
        self.use_command_palette = True
        self._clock = clock
        self._settings = settings or Settings()
        self.keymap = Keymap.of_settings(self._settings.keys)
        self._watch = watch
        for theme in themes.OWN:
            self.register_theme(theme)
        self._is_theme_given = is_theme_given
        self._ended: list[str] = []
        """Sentences on what will not be done any more."""
        self._history = history or NoHistory()
        self._keeper, self._view_fault = keeper_of(view_file, self._history, clock, self._tell_kept)
        view = self._keeper.view if self._keeper else View()
        self.theme = self._wanted_theme(view)
        self._fault = fault or self._theme_fault or self.keymap.fault
        self._history_fault: str | None = None
        articles = articles_folder(view_file.path.parent if view_file else data_folder())
        self._monitor = MonitorScreen(
            watched, clock, self._settings, view, articles=articles, history=self._history, fault=self._told
        )

    @property
    def _told(self) -> str | None:
        """What the status line says besides what is wrong with the sources: first what cannot be mended."""
        kept = self._history_fault or self._view_fault  # a history that fails is why the view cannot be kept, too
        return " ".join(self._ended) or " ".join(filter(None, (self._fault, kept))) or None

    @property
    def _theme_fault(self) -> str | None:
        """A sentence where there is no theme of the name that the settings say."""
        if self._settings.theme in self.available_themes:
            return None
        names = ", ".join(theme.name for theme in themes.OWN)
        palette = key_for(self, "palette") or "the palette"
        name = clean_line(self._settings.theme)
        return f"There is no theme {name}; {self.theme} took its place. Ours: {names}; {palette} lists all."

    @property
    def _theme_of_settings(self) -> str:
        """The theme that the settings name, or the one that stands in for it."""
        return themes.DARK.name if self._theme_fault else self._settings.theme

    def _wanted_theme(self, view: View) -> str:
        """Return the theme that the user chose where that holds, or that of the settings."""
        choice = view.theme
        holds = choice and not self._is_theme_given and choice.over == self._settings.theme
        return choice.chosen if choice and holds and choice.chosen in self.available_themes else self._theme_of_settings

    def watch_theme(self, before: str, theme: str) -> None:
        """Remember the theme, whichever way it was chosen."""
        if theme != before and self.is_running and not self._is_theme_given:
            is_own = theme != self._theme_of_settings
            choice = ThemeChoice(self._settings.theme, theme) if is_own else None
            self._monitor.view = self._monitor.view.model_copy(update={"theme": choice})

    def on_mount(self) -> None:
        """Follow the settings, and leave the terminal clean also when told to end from outside."""
        self.set_keymap(textual_keymap(self.keymap))
        if self._watch is not None:
            start_work(self, partial(self._follow, self._watch), "settings", exclusive=True)
        loop = asyncio.get_running_loop()
        self._history.tell(lambda fault: loop.call_soon_threadsafe(self._tell_history, fault))
        if self._keeper is not None:
            start_work(self, self._keeper.run, "view", exclusive=True)
        if self.is_headless:
            return
        if (own := themes.own(self.console.color_system)) != themes.OWN:  # the terminal has sixteen colours only
            for theme in own:
                self.register_theme(theme)
            self.refresh_css(animate=False)
        self.mind_signals()

    async def _follow(self, watch: SettingsWatch) -> None:
        """Take up the settings whenever their file changes."""
        async for change in watch.changes(self._settings):
            self._take(change)
            await self._monitor.take_names(change.settings.names)

    def _take(self, change: SettingsChange) -> None:
        """Apply what changed. The user's own choice of a theme stays until the settings name another."""
        before, self._settings = (self._fault, self._settings), change.settings
        self.keymap = Keymap.of_settings(change.settings.keys)
        self.set_keymap(textual_keymap(self.keymap))
        self._fault = change.fault or self._theme_fault or self.keymap.fault
        if self._theme_fault is None and change.settings.theme != before[1].theme:
            self.theme = self._wanted_theme(self._monitor.view)
        self.clear_notifications()  # an earlier one would cover the line that a fault is told in
        self._monitor.take_sources(change.watched)
        self._monitor.take_settings(change.settings, self._told)
        if self._fault is None and before != (self._fault, self._settings):
            self.notify("Settings taken up.", markup=False)

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """Say so where the settings are no longer followed, or the view is no longer kept."""
        if event.state is WorkerState.ERROR:
            what = _WHAT_ENDS.get(event.worker.group, "Something is no longer done")
            self._ended.append(f"{what}, {our_fault(event.worker.error)}.")
            self._monitor.take_settings(self._settings, self._told)

    @on(ViewChanged)
    def _keep_view(self, message: ViewChanged) -> None:
        if self._keeper is not None:
            self._keeper.keep(message.view)

    def _tell_kept(self, fault: str | None) -> None:
        """Say in the status line that the view cannot be kept, or that it can again."""
        self._view_fault = fault
        self._monitor.take_settings(self._settings, self._told)

    def _tell_history(self, fault: str | None) -> None:
        """Say in the status line that the history cannot be had, or that it can again."""
        self._history_fault = fault
        self._monitor.take_settings(self._settings, self._told)

    def close_view(self) -> str | None:
        """Keep how the user looked at the market last; return a sentence where that fails."""
        if self._keeper is None:
            return None
        self._keeper.keep(self._monitor.view)  # a message of the last moment may not have come through
        return self._keeper.close()

    def on_ready(self) -> None:
        """Collect garbage again, which the command line put off until the first picture; what is there will stay."""
        gc.freeze()
        gc.set_threshold(*_GARBAGE)
        gc.enable()
        sys.setswitchinterval(_SWITCH_SECONDS)

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Give themes that are not ours the colours that only tapewatch uses."""
        is_ours = self.theme in {theme.name for theme in themes.OWN}  # by name: for sixteen colours there are others
        return {} if is_ours else themes.defaults_for(self.current_theme)

    def get_default_screen(self) -> Screen[None]:
        """Return the monitor."""
        return self._monitor

    def get_key_display(self, binding: Binding) -> str:
        """Return what people read for a key, the same in the footer as in the help."""
        return binding.key_display or shown(binding.key)

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:
        """Offer every command of ours in the palette, and the choice among all themes; none while a sheet is open."""
        if screen is not self._monitor:
            return
        for command in COMMANDS:
            if command.action != "app.command_palette":
                yield SystemCommand(_palette_title(command), self._palette_help(command), partial(self._run, command))
        yield SystemCommand("Choose a theme", "Choose among all themes", self.action_change_theme)

    def _palette_help(self, command: Command) -> str:
        keys = self.keymap.shown(command)
        return command.help[:1].upper() + command.help[1:] + (f" · {keys}" if keys else "")

    async def _run(self, command: Command) -> None:
        """Do what the command does where it belongs, with that pane in use."""
        panes = self._monitor.query_one(Panes)
        node: DOMNode = self._monitor
        match command.where:
            case Where.PANES | Where.NEWS:
                node = panes
            case Where.QUOTES | Where.HEADLINES | Where.READER:
                node = panes.go_to(Pane(command.where.value))
        await self.run_action(command.action, node)

    def action_theme(self) -> None:
        """Change to the next of our themes, and name it."""
        self.theme = themes.after(self.theme)
        say_instead(self, f"Theme {self.theme}.")

    def action_help_quit(self) -> None:
        """Say which key quits, to who presses Ctrl+C: where something is typed it copies, so that it cannot be it."""
        say_instead(self, f"{key_for(self, 'quit')} closes tapewatch.")

    def action_help(self) -> None:
        """Show all keys."""
        from tui.screens.sheet import HelpSheet

        self.push_screen(HelpSheet(self.keymap))


def _palette_title(command: Command) -> str:
    """Return the title of the command, with the pane where it is about one."""
    is_of_pane = command.where in {Where.QUOTES, Where.HEADLINES, Where.READER}
    return f"{command.where}: {command.title.lower()}" if is_of_pane else command.title
