"""What a key did, or why it did nothing, in a toast that takes the place of the one before it."""

from typing import Any, Final

from textual.app import App

ALERT: Final = "Alert"
"""The title of what an alert told."""


def say_instead(app: App[Any], sentence: str, seconds: float = 2.0) -> None:
    """Say it in a toast in place of all others but those of alerts, for which nobody may have looked up yet."""
    for toast in list(app._notifications):
        if toast.title != ALERT:
            app._unnotify(toast, refresh=False)
    app.notify(sentence, timeout=seconds, markup=False)
