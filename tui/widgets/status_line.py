"""The status line, which holds lasting conditions: live, old, failing since when and why."""

from textual.content import Content
from textual.widgets import Static

from tui.render.status import Status


class StatusLine(Static):
    """One line; and while something is wrong, a sentence below it."""

    DEFAULT_CSS = """
    StatusLine { height: auto; max-height: 4; padding: 0 1; background: $panel; }
    """

    def show(self, status: Status) -> None:
        """Show the status, and repaint only where it says something else than before."""
        parts = [status.line] if status.sentence is None else [status.line, Content.styled(status.sentence, "$fault")]
        content = Content("\n").join(parts)
        if content != self.content or content.spans != getattr(self.content, "spans", None):
            self.update(content, layout=content.plain.count("\n") != str(self.content).count("\n"))
