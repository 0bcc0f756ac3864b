"""Tells what fired: a toast, the bell, and a notification of the terminal where the settings want one."""

from collections.abc import Sequence
from typing import Any, Final

from textual.app import App

from tui.alerts.model import Firing
from tui.alerts.terminal_notice import notification
from tui.keys.bindings import key_for
from tui.settings.model import Settings
from tui.widgets.toasts import ALERT

_MOST_TOLD: Final = 3
_TOAST_SECONDS: Final = 30.0
"""Long enough for who looks up from other work; the log has what was missed."""


def tell(app: App[Any], firings: Sequence[Firing], settings: Settings) -> None:
    """Tell what fired in one toast, which would cover too much if it told of many; the rest is in the log."""
    shown = [firing.sentence for firing in firings[:_MOST_TOLD]]
    if len(firings) > _MOST_TOLD:
        key = key_for(app, "alerts")
        shown.append(f"And {len(firings) - _MOST_TOLD} more." + (f" {key} lists all." if key else ""))
    app.notify("\n".join(shown), title=ALERT, severity="warning", timeout=_TOAST_SECONDS, markup=False)
    for sentence in shown:
        _notify_terminal(app, notification(settings.alert_terminal, sentence))
    if settings.alert_bell:
        app.bell()


def _notify_terminal(app: App[Any], sequence: str) -> None:
    """Write a sequence between two frames, where it cannot be torn by one; Textual has no other way for it."""
    if sequence and app._driver is not None:
        app._driver.write(sequence)
