"""The sentence in the place of a list that has no lines."""

from textual.content import Content
from textual.widgets import Static


class Notice(Static):
    """Says why nothing is listed; out of sight while something is."""

    DEFAULT_CSS = """
    Notice {
        display: none; height: 1fr; content-align: center middle; text-align: center; padding: 0 4; color: $muted;
    }
    """

    def say(self, sentence: str) -> None:
        """Say the sentence, or nothing."""
        self.display = bool(sentence)
        if sentence and sentence != str(self.content):  # an update lays the whole screen out anew
            self.update(Content(sentence))
