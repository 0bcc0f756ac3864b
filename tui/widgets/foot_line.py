"""The last line of the screen: the keys, or while a moment of before is shown, that it is."""

from typing import Final

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.reactive import reactive
from textual.widgets import Static

from tui.keys.bindings import key_for
from tui.render.past_banner import Past, banner

GAP: Final = 2
"""The cells between two keys: more than between a key and its label."""


_KEYS: Final = (("live", "live"), ("back", "back"), ("forward", "forward"))
"""The commands that the banner names, and what they do."""


class FootLine(Horizontal):
    """The footer, filled after the first picture: its many parts would hold that up, and its place is kept."""

    DEFAULT_CSS = """
    FootLine { height: 1; background: $panel; }
    FootLine > .foot--past { background: $warning; color: auto; text-style: bold; display: none; }
    FootLine.-past > .foot--past { display: block; }
    FootLine.-past > Footer { display: none; }
    """

    past: reactive[Past | None] = reactive(None, repaint=False)
    """The moment that is shown, unless that is now."""

    def compose(self) -> ComposeResult:
        """Make room for the banner."""
        yield Static(classes="foot--past", markup=False)

    def watch_past(self) -> None:
        """Say which moment is shown, or let the keys show again."""
        self.set_class(self.past is not None, "-past")
        self._show_past()

    def _show_past(self) -> None:
        if self.past is None:
            return
        keys = [(key_for(self.app, name), what) for name, what in _KEYS]
        self.query_one(".foot--past", Static).update(banner(self.past, keys, self.size.width))

    def on_mount(self) -> None:
        """Wait for the first picture."""
        self.call_after_refresh(self._fill)

    async def _fill(self) -> None:
        from textual.widgets import Footer

        if self.is_attached:  # the app may have been quit since
            await self.mount(Footer())
            self.screen.refresh_bindings()
        self._show_past()

    def on_resize(self) -> None:
        """Show as many keys as there is room for now."""
        self.screen.refresh_bindings()
        self._show_past()
