"""Takes an article along: to the browser, the clipboard or a file. A toast says what became of it."""

import asyncio
from collections.abc import Callable, Coroutine
from functools import partial
from pathlib import Path

from textual.widget import Widget

from parsing.clean import clean_line
from tui.articles.browser import NO_BROWSER, open_in_browser
from tui.articles.files import SavedArticle, save
from tui.articles.markdown import plain_text
from tui.keys.bindings import key_for
from tui.news.stories import Story, absolute
from tui.render.targets import Target
from tui.widgets.working import start_work

_NO_ADDRESS = "No address of this article is known."


class Keeping:
    """What the reader does with its article beside showing it."""

    def __init__(self, widget: Widget, folder: Path) -> None:
        """Take the widget for which it is done, and the folder in which articles are saved."""
        self._widget = widget
        self._folder = folder

    def _start(self, work: Callable[[], Coroutine[None, None, None]]) -> None:
        """Do it while the keys go on."""
        start_work(self._widget, work, "keeping", exclusive=False)

    def open(self, address: str) -> None:
        """Open the address in the browser, or say why that cannot be."""
        if address:
            self._start(partial(self._open, address))
        else:
            self.tell(_NO_ADDRESS)

    async def _open(self, address: str) -> None:
        app = self._widget.app
        if app.is_web and (whole := absolute(address, "")):
            app.open_url(whole)  # the browser that shows the monitor may be on another machine
        elif fault := await asyncio.to_thread(open_in_browser, address):
            copy = key_for(app, "copy-address") if fault == NO_BROWSER else ""
            self.warn(f"{fault} {copy} copies the address." if copy else fault)

    def copy(self, story: Story) -> None:
        """Copy the article's text."""
        text = plain_text(story)
        self._widget.app.copy_to_clipboard(text)
        self.tell(f"The article's text is copied: {len(text):,} characters.")

    def copy_address(self, story: Story, chosen: Target | None) -> None:
        """Copy the address of the chosen link; where it has none, or none is chosen, that of the article."""
        address = chosen.address if chosen else ""
        address = (absolute(address, story.link) or address) if address else story.link
        if not address:
            self.tell(_NO_ADDRESS)
            return
        self._widget.app.copy_to_clipboard(address)
        whose = "of the link " if chosen and chosen.address else "of the article "
        self.tell(f"The address {whose}is copied: {len(address):,} characters.")

    def save(self, story: Story) -> None:
        """Save the article as Markdown."""
        self._start(partial(self._save, story))

    async def _save(self, story: Story) -> None:
        try:
            saved: SavedArticle = await asyncio.to_thread(save, story, self._folder)
        except OSError as error:
            reason = error.strerror or type(error).__name__
            self.warn(f"The article is not saved: {self._folder} cannot be used ({reason}).")
            return
        self.tell(f"{'Saved as' if saved.is_new else 'It is saved already, as'} {saved.path}.")

    def refuse(self, target: Target) -> None:
        """Say why a link is not opened."""
        if target.address:
            self.tell(f"Only http and https addresses are opened, not {target.address}.")
        else:
            self.tell("The page gives no address of that article, and tapewatch has not seen it.")

    def tell(self, sentence: str) -> None:
        """Say it in a toast."""
        self._widget.notify(clean_line(sentence), markup=False)

    def warn(self, sentence: str) -> None:
        """Say it in a toast, as something that went wrong."""
        self._widget.notify(clean_line(sentence), severity="warning", markup=False)
