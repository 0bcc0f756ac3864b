"""The status line, which holds lasting conditions: live, old, failing since when and why."""

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from tui.render.status import Status


class StatusLine(Vertical):
    """One line; and while something is wrong, a sentence below it, in as many lines as that needs."""

    DEFAULT_CSS = """
    StatusLine { height: auto; padding: 0 1; background: $panel; }
    StatusLine > .status--line { height: 1; text-wrap: nowrap; }
    StatusLine > .status--sentence { height: auto; max-height: 4; color: $fault; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._line = Static(markup=False, classes="status--line")
        self._sentence = Static(markup=False, classes="status--sentence")
        self._sentence.display = False
        self._shown = Status(Content(""))

    def compose(self) -> ComposeResult:
        """Stack the line and the sentence."""
        yield self._line
        yield self._sentence

    @property
    def text(self) -> str:
        """What both say."""
        return "\n".join(filter(None, (self._shown.line.plain, self._shown.sentence)))

    def show(self, status: Status) -> None:
        """Show the status; repaint only where it says something else than before, lay out only for another sentence."""
        before, self._shown = self._shown, status
        if not status.line.is_same(before.line):
            self._line.update(status.line, layout=False)
        if status.sentence != before.sentence:
            # gone for a moment: while another layout is under way, Textual would keep the height of the old sentence
            self._sentence.display = False
            self._sentence.update(Content(status.sentence or ""))
            self._sentence.display = bool(status.sentence)
