"""What is typed under a pane: the line for it is made when it is first asked for, and the keys go back to the pane."""

from collections.abc import Callable

from textual.widget import Widget

from tui.widgets.typed_line import TypedLine


class PaneSearch:
    """Opens the line of a pane and takes it away. Enter and Escape let the keys go to what the pane shows."""

    def __init__(
        self,
        pane: Widget,
        examples: str,
        end: Callable[[], None],
        shown: Callable[[], Widget],
        tell: Callable[[], None] = lambda: None,
    ) -> None:
        """Take the pane, what stands in its empty line, what ends the search, and what returns who gets the keys then.

        `tell` is told that the line came or went.
        """
        self._pane = pane
        self._examples = examples
        self._end = end
        self._shown = shown
        self._tell = tell

    @property
    def is_open(self) -> bool:
        """Whether the line is in sight."""
        return any(line.display for line in self._lines)

    @property
    def text(self) -> str:
        """What is typed now."""
        return "".join(line.text for line in self._lines)

    @property
    def _lines(self) -> list[TypedLine]:
        """The line, once it was made."""
        return list(self._pane.query(TypedLine))

    async def open(self, text: str | None = None) -> None:
        """Let the user type, with this to begin with or what was typed before."""
        if not self._lines:
            await self._pane.mount(TypedLine(self._examples, self._go_on, self._go_back))
        self._pane.query_one(TypedLine).open(text)
        self._tell()

    def close(self) -> None:
        """Take the line away, with what is typed in it."""
        for line in self._lines:
            line.close()
        self._tell()

    def hint(self, text: str, *, is_fault: bool) -> None:
        """Say something to what is typed, such as what is still missing."""
        for line in self._lines:
            line.hint(text, is_fault=is_fault)

    def _go_on(self) -> None:
        for line in self._lines:
            line.leave()
        self._tell()
        self._pane.screen.set_focus(self._shown())

    def _go_back(self) -> None:
        self._end()
        self._pane.screen.set_focus(self._shown())
