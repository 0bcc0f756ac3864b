"""The last line of the screen: the keys."""

from typing import Final

from textual.containers import Horizontal

GAP: Final = 2
"""The cells between two keys: more than between a key and its label."""


class FootLine(Horizontal):
    """The footer, filled after the first picture: its many parts would hold that up, and its place is kept."""

    DEFAULT_CSS = """
    FootLine { height: 1; background: $panel; }
    """

    def on_mount(self) -> None:
        """Wait for the first picture."""
        self.call_after_refresh(self._fill)

    async def _fill(self) -> None:
        from textual.widgets import Footer

        if self.is_attached:  # the app may have been quit since
            await self.mount(Footer())
            self.screen.refresh_bindings()

    def on_resize(self) -> None:
        """Show as many keys as there is room for now."""
        self.screen.refresh_bindings()
