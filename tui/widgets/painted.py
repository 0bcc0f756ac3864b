"""What the line-drawn widgets share: the palette of the theme, and how their lines reach the terminal."""

from collections.abc import Callable
from functools import cached_property
from typing import ClassVar

from textual.geometry import Region
from textual.strip import Strip
from textual.theme import Theme
from textual.widget import Widget

from tui.render.palette import Palette, palette_on
from tui.widgets.spot import Spot


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

    @cached_property
    def spot(self) -> Spot:
        """Where the lines are on the screen; to be asked for once the widget is mounted."""
        spot = Spot(self)
        spot.follow_layout()
        return spot

    def repaint(self, *regions: Region) -> None:
        """Repaint lines of the widget: at once where nothing lies over it, else by way of Textual."""
        shown = Region(0, 0, self.size.width - self.scrollbar_size_vertical, self.size.height)
        strips = self.render_lines(shown)
        lines = {y: strips[y] for region in regions for y in region.line_range if y < len(strips)}
        if not self.spot.paint_lines(lines):
            self.refresh(*regions)

    def _follow(self, _: Theme) -> None:
        self.__dict__.pop("palette", None)
        self.colours_changed()
        self.refresh()

    def finisher(self) -> Callable[[Strip], Strip]:
        """Return what makes of a drawn strip one that the terminal can show, as wide as the widget's region.

        Textual does this where it asks a widget line by line; for who returns all lines at once it is theirs to do.
        """
        width, filtered = self.region.width, self.filtering()
        return lambda strip: filtered(strip.extend_cell_length(width, self.palette.text))

    def filtering(self) -> Callable[[Strip], Strip]:
        """Return what puts a strip through the line filters, such as the one that takes colours away."""
        ground, filters = self.background_colors[1], self.get_line_filters()

        def filtered(strip: Strip) -> Strip:
            for line_filter in filters:
                strip = strip.apply_filter(line_filter, ground)
            return strip

        return filtered

    def cropped(self, strips: list[Strip], crop: Region, finish: Callable[[Strip], Strip]) -> list[Strip]:
        """Return what is within the crop of finished strips and the blank lines below them."""
        width = self.region.width
        missing = crop.bottom - len(strips)
        if missing > 0:
            strips = [*strips, *[finish(Strip.blank(width, self.palette.text))] * missing]
        strips = strips[crop.y : crop.bottom]
        return strips if crop.column_span == (0, width) else [strip.crop(*crop.column_span) for strip in strips]

    def render_line(self, y: int) -> Strip:
        """Return one line of what is in view; who draws line by line says otherwise."""
        return self.render_lines(Region(0, y, self.size.width, 1))[0]

    def colours_changed(self) -> None:
        """Drop what was drawn in the old colours."""
