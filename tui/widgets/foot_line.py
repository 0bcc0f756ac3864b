"""The last line of the screen: the keys."""

from typing import Final

from textual import events
from textual.containers import Horizontal

_SHORT: Final = 92
_GAP, _SHORT_GAP = 2, 1


class FootLine(Horizontal):
    """The footer, filled after the first picture: its many parts would hold that up, and its place is kept."""

    DEFAULT_CSS = """
    FootLine { height: 1; background: $panel; }
    FootLine.-short { padding: 0 1; }
    FootLine.-short FooterKey .footer-key--key { padding: 0 1 0 0; }
    FootLine.-short FooterKey .footer-key--description { padding: 0 1 0 0; }
    """

    @staticmethod
    def gap(width: int) -> int:
        """Return the cells between two keys on a window of that width."""
        return _SHORT_GAP if width < _SHORT else _GAP

    def on_mount(self) -> None:
        """Wait for the first picture."""
        self.call_after_refresh(self._fill)

    async def _fill(self) -> None:
        from textual.widgets import Footer

        if self.is_attached:  # the app may have been quit since
            await self.mount(Footer())
            self.screen.refresh_bindings()

    def on_resize(self, event: events.Resize) -> None:
        """Stand closer together on a narrow window."""
        self.set_class(event.size.width < _SHORT, "-short")
        self.screen.refresh_bindings()
