"""The line that `a` opens: when to be told something, with a rule for the selected symbol in it."""

from collections.abc import Callable
from typing import ClassVar, Final

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from tui.alert_entry import AlertEntry, remark
from tui.alert_rules import Rule, RuleError, read_rule
from tui.alert_watch import Sight
from tui.alerts import Repeat
from tui.render.alert_lines import entry_content
from tui.screens.hints import Hint, Hints
from tui.widgets.typed_line import TypedInput

_EXAMPLES: Final = "KSE100 > 76000   AIRLINK percent < -3"
_FORMS: Final = Content("  ").join(
    Content.styled(form, "bold") for form in ("HUBC > 140", "HUBC percent < -3", "news HUBC", "stale 10m")
)
_KEYS: Final = (
    Hint("Tab", "repeat", "repeat"),
    Hint("Ctrl+D", "any prices", "count_all"),
    Hint("Enter", "makes", "take"),
    Hint("Esc", "leaves", "dismiss"),
)
_NARROW: Final = 66
"""The columns under which a window has none to spare for margins."""


class _RuleInput(TypedInput):
    """The line to type in, which the down key does not leave."""

    BINDINGS = [Binding("down", "stay", show=False)]

    def action_stay(self) -> None:
        """Do nothing."""


class AlertPrompt(ModalScreen[AlertEntry | None]):
    """Asks for an alert, and gives what was typed; gives None when Escape is pressed."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss", "Cancel", key_display="Esc"),
        Binding("tab,ctrl+t", "repeat", "How often", priority=True),
        Binding("ctrl+d,shift+tab", "count_all", "Any prices", priority=True),
    ]

    DEFAULT_CSS = """
    AlertPrompt { align: center middle; background: $background 60%; }
    AlertPrompt > Vertical {
        width: 68; max-width: 96%; height: auto; max-height: 100%;
        background: $background; border: round $border; padding: 0 2;
    }
    AlertPrompt.-narrow > Vertical { max-width: 100%; padding: 0 1; }
    AlertPrompt .alert--title { height: 1; text-style: bold; }
    AlertPrompt Input { margin: 1 0; padding: 0 1; background: $panel; }
    AlertPrompt Input:focus { background-tint: transparent 0%; }
    AlertPrompt .alert--said { height: auto; min-height: 3; }
    AlertPrompt .alert--forms { height: auto; color: $muted; }
    """

    def __init__(self, rule: str, sight: Callable[[], Sight]) -> None:
        """Take the rule to begin with, and what returns the market that alerts are held against now."""
        super().__init__()
        self._rule = rule
        self._sight = sight
        self._repeat = Repeat.ONCE
        self._is_for_all = False

    def compose(self) -> ComposeResult:
        """Show the line to type in, what it means, the forms of rules, and the keys."""
        with Vertical():
            yield Static("New alert", markup=False, classes="alert--title")
            yield _RuleInput(_EXAMPLES, self.action_take)
            yield Static(markup=False, classes="alert--said")
            yield Static(_FORMS, markup=False, classes="alert--forms")
            yield Hints(_KEYS, classes="-right")

    def on_mount(self) -> None:
        """Begin with the rule, and the cursor behind it."""
        field = self.query_one(Input)
        field.value = self._rule
        field.cursor_position = len(field.value)
        self._say()

    def on_resize(self, event: events.Resize) -> None:
        """Do without margins where the keys need the room."""
        self.set_class(event.size.width < _NARROW, "-narrow")

    @on(Input.Changed)
    def _say(self) -> None:
        """Say in words what is typed, or why it cannot be read."""
        try:
            entry = self._entry(read_rule(self.query_one(Input).value))
        except RuleError as error:
            said = Content.styled(str(error), "$caution")
        else:
            said = entry_content(entry, remark(entry, self._sight()))
        self.query_one(".alert--said", Static).update(said)

    def action_repeat(self) -> None:
        """Tell more often, or once again."""
        self._repeat = self._repeat.following
        self._say()

    def action_count_all(self) -> None:
        """Count replayed and demo prices, too, or not."""
        self._is_for_all = not self._is_for_all
        self._say()

    def action_take(self) -> None:
        """Answer with what is typed; stay where that cannot be read."""
        try:
            self.dismiss(self._entry(read_rule(self.query_one(Input).value)))
        except RuleError:
            self.app.bell()

    def _entry(self, rule: Rule) -> AlertEntry:
        return AlertEntry(rule, self._repeat, self._is_for_all)
