"""The least Textual app that shows the quotes of a page: what any such monitor pays for Textual itself."""

import sys
from pathlib import Path

from textual.app import App, ComposeResult
from textual.widgets import DataTable


class MinimalApp(App[None]):
    """A DataTable with a row for each line of the page that could be a quote."""

    def __init__(self, page: Path) -> None:
        super().__init__()
        self.page = page

    def compose(self) -> ComposeResult:
        """Show the table."""
        yield DataTable(cursor_type="row")

    def on_mount(self) -> None:
        """Fill it with the words of the lines, unread."""
        table = self.query_one(DataTable)
        table.add_columns("Symbol", "Last", "Change", "%")
        for line in self.page.read_text(encoding="utf-8").splitlines():
            words = line.split()
            if len(words) > 4 and " ".join(words[2:4]) in {"Increased By", "Decreased By", "No Change"}:
                table.add_row(words[0], words[1], words[-2], words[-1])


if __name__ == "__main__":
    MinimalApp(Path(sys.argv[1])).run()
