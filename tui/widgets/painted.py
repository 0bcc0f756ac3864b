"""What the line-drawn widgets share: the palette that their CSS gives them."""

from typing import ClassVar, Final

from textual.widget import Widget

from tui.render.palette import Palette

_NAMES: Final = ("text", "muted", "heading", "gain", "loss", "unchanged", "stale", "cursor", "moved")


class Painted(Widget):
    """A widget whose strips are drawn by pure functions, in the colours of its component classes."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {f"strip--{name}" for name in _NAMES}

    _palette: Palette | None = None

    @property
    def palette(self) -> Palette:
        """The colours of the theme, taken when they are first needed."""
        if self._palette is None:
            self._palette = Palette(**{name: self.get_component_rich_style(f"strip--{name}") for name in _NAMES})
        return self._palette

    def notify_style_update(self) -> None:
        """Forget the colours, since the theme or the focus has changed them."""
        super().notify_style_update()
        self._palette = None
        self.colours_changed()

    def colours_changed(self) -> None:
        """Drop what was drawn in the old colours."""
