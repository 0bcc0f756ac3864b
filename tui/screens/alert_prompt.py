"""The line that `a` opens: when to be told something, with a rule for the selected symbol in it."""

from collections.abc import Callable
from typing import ClassVar, Final

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Input

from tui.alerts.entry import remark
from tui.alerts.model import AlertEntry, Repeat
from tui.alerts.rules import Rule, RuleError, read_rule
from tui.alerts.watch import Sight
from tui.render.alert_lines import entry_content
from tui.screens.hints import Hint
from tui.screens.prompt import Prompt

_EXAMPLES: Final = "KSE100 > 76000   AIRLINK percent < -3"
_FORMS: Final = Content("  ").join(
    Content.styled(form, "bold") for form in ("HUBC > 140", "HUBC percent < -3", "news HUBC", "stale 10m")
)
_KEYS: Final = (
    Hint("Tab", "repeat", "repeat"),
    Hint("Ctrl+D", "any prices", "count_all"),
    Hint("Enter", "makes", "take"),
    Hint("Esc", "closes", "dismiss"),
)
_NARROW: Final = 66
"""The columns under which a window has none to spare for margins."""


class AlertPrompt(Prompt[AlertEntry | None]):
    """Asks for an alert, and gives what was typed; gives None when Escape is pressed."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab,ctrl+t", "repeat", "How often", priority=True),
        Binding("ctrl+d,shift+tab", "count_all", "Any prices", priority=True),
    ]

    DEFAULT_CSS = """
    AlertPrompt > Vertical { width: 68; }
    AlertPrompt.-narrow > Vertical { max-width: 100%; padding: 0 1; }
    """

    def __init__(self, rule: str, sight: Callable[[], Sight]) -> None:
        """Take the rule to begin with, and what returns the market that alerts are held against now."""
        super().__init__(Content.styled("New alert", "bold"), _EXAMPLES, _FORMS, _KEYS)
        self._rule = rule
        self._sight = sight
        self._repeat = Repeat.ONCE
        self._is_for_all = False

    def begin(self, field: Input) -> None:
        """Begin with the rule."""
        field.value = self._rule

    def on_resize(self, event: events.Resize) -> None:
        """Do without margins where the keys need the room."""
        self.set_class(event.size.width < _NARROW, "-narrow")

    def said(self) -> Content:
        """Return in words what is typed, or why it cannot be read."""
        try:
            entry = self._entry(read_rule(self.typed))
        except RuleError as error:
            return Content.styled(str(error), "$caution")
        return entry_content(entry, remark(entry, self._sight()))

    def action_repeat(self) -> None:
        """Tell more often, or once again."""
        self._repeat = self._repeat.following
        self.say()

    def action_count_all(self) -> None:
        """Count replayed and demo prices, too, or not."""
        self._is_for_all = not self._is_for_all
        self.say()

    def action_take(self) -> None:
        """Answer with what is typed; stay where that cannot be read."""
        try:
            self.dismiss(self._entry(read_rule(self.typed)))
        except RuleError:
            self.app.bell()

    def _entry(self, rule: Rule) -> AlertEntry:
        return AlertEntry(rule, self._repeat, self._is_for_all)
