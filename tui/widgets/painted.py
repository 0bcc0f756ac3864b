"""What the line-drawn widgets share: the palette of the theme."""

from collections.abc import Callable
from functools import cached_property
from typing import ClassVar

from textual.strip import Strip
from textual.theme import Theme
from textual.widget import Widget

from tui.render.palette import Palette, palette_on


class Painted(Widget):
    """A widget whose strips are drawn by pure functions, in the colours of the theme."""

    GROUND: ClassVar[str] = "background"
    """The theme's variable that it stands on."""

    @cached_property
    def palette(self) -> Palette:
        """The colours of the theme on the widget's ground."""
        return palette_on(self.GROUND, self.app.theme_variables)

    def on_mount(self) -> None:
        """Follow the theme."""
        self.app.theme_changed_signal.subscribe(self, self._follow)

    def _follow(self, _: Theme) -> None:
        self.__dict__.pop("palette", None)
        self.colours_changed()
        self.refresh()

    def finisher(self) -> Callable[[Strip], Strip]:
        """Return what makes of a drawn strip one that the terminal can show, as wide as the widget's region.

        Textual does this where it asks a widget line by line; for who returns all lines at once it is theirs to do.
        """
        width, ground = self.region.width, self.background_colors[1]
        filters = self.get_line_filters()

        def finish(strip: Strip) -> Strip:
            strip = strip.extend_cell_length(width, self.palette.text)
            for line_filter in filters:
                strip = strip.apply_filter(line_filter, ground)
            return strip

        return finish

    def colours_changed(self) -> None:
        """Drop what was drawn in the old colours."""
