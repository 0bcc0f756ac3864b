"""The least Textual app that answers a key: it counts them, and says the count."""

from textual import events
from textual.app import App, ComposeResult
from textual.widgets import Static


class EmptyApp(App[None]):
    """One line of text, another one after each key."""

    def __init__(self) -> None:
        super().__init__()
        self._keys = 0

    def compose(self) -> ComposeResult:
        """Show the line."""
        yield Static(self._said)

    def on_key(self, event: events.Key) -> None:
        """Count the key."""
        event.stop()
        self._keys += 1
        self.query_one(Static).update(self._said)

    @property
    def _said(self) -> str:
        return f"keys:{self._keys:04}:"


if __name__ == "__main__":
    EmptyApp().run()
