"""A label and what is said under it, painted anew only where it says something else."""

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Static


class Text(Static):
    """A text that is painted anew only where it says something else than before."""

    def show(self, content: Content) -> None:
        """Show the content, or no line at all where it is empty."""
        self.display = bool(content)
        before = self.content
        if isinstance(before, Content) and content.is_same(before):
            return
        is_line = "\n" not in content.plain and content.cell_length <= self.size.width
        was_line = "\n" not in str(before) and len(str(before)) <= self.size.width
        self.update(content, layout=not (is_line and was_line and before))


class Fact(Horizontal):
    """A label and what is said under it; out of sight while that is nothing."""

    DEFAULT_CSS = """
    Fact { height: auto; margin: 0 1 0 0; }
    Fact > Static { width: 1fr; }
    Fact > .fact--label { width: 16; color: $muted; }
    """

    def __init__(self, label: str) -> None:
        super().__init__()
        self.label = label

    def compose(self) -> ComposeResult:
        """Put the label beside the text."""
        yield Static(self.label, markup=False, classes="fact--label")
        yield Text()

    def show(self, content: Content) -> None:
        """Show the content, or nothing at all where it is empty."""
        self.display = bool(content)
        self.query_one(Text).show(content)
