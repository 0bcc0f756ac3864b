"""The styles that strips are drawn with, made from the colours of a theme."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import lru_cache
from typing import NamedTuple

from rich.style import Style
from textual.color import Color

from parsing import Direction

_NOTHING = Style.null()


class Cursor(NamedTuple):
    """How the line at the cursor is marked: before it, and behind all of it."""

    shape: str
    ground: Style


@dataclass(frozen=True)
class Palette:
    """The theme's colours as Rich styles; those of text have the ground in them.

    `hit` has no colour: it is added to the style of the text that it marks, on any ground.
    """

    text: Style = _NOTHING
    muted: Style = _NOTHING
    heading: Style = _NOTHING
    gain: Style = _NOTHING
    loss: Style = _NOTHING
    unchanged: Style = _NOTHING
    stale: Style = _NOTHING
    cursor: Style = _NOTHING
    cursor_blurred: Style = _NOTHING
    moved: Style = _NOTHING
    doubt: Style = _NOTHING
    star: Style = _NOTHING
    hit: Style = _NOTHING

    def toward(self, direction: Direction) -> Style:
        """Return the style of a move in that direction."""
        if direction is Direction.UP:
            return self.gain
        return self.loss if direction is Direction.DOWN else self.unchanged

    def cursor_mark(self, *, has_focus: bool) -> Cursor:
        """Return how the cursor is marked: whether the keys go there is told by its shape, too, not by colour alone."""
        return Cursor("▸", self.cursor) if has_focus else Cursor("▹", self.cursor_blurred)

    def on(self, ground: Style) -> "Palette":
        """Return the inks on the ground of another style, such as the cursor's; the same object each time."""
        return _on(self, ground)


@lru_cache(maxsize=32)
def _on(palette: Palette, ground: Style) -> Palette:
    behind = ground.background_style
    return Palette(**{ink.name: getattr(palette, ink.name) + behind for ink in fields(palette)})


def palette_on(ground: str, variables: Mapping[str, str]) -> Palette:
    """Return the palette on the ground (`background` or `panel`) of the theme that has these variables."""
    behind = Color.parse(variables["background"]) + Color.parse(variables[ground])

    def ink(name: str, *, bold: bool = False) -> Style:
        colour = behind + Color.parse(variables[name])
        return Style(color=colour.rich_color, bgcolor=behind.rich_color, bold=bold or None)

    def mark(name: str) -> Style:
        ground = behind + Color.parse(variables[name])
        return Style(color=Color.parse(variables["foreground"]).rich_color, bgcolor=ground.rich_color, bold=True)

    return Palette(
        text=ink("foreground"),
        muted=ink("muted"),
        heading=ink("muted", bold=True),
        gain=ink("gain"),
        loss=ink("loss"),
        unchanged=ink("unchanged"),
        stale=ink("stale"),
        cursor=mark("cursor-background"),
        cursor_blurred=mark("cursor-blurred"),
        moved=mark("moved-background"),
        doubt=ink("caution", bold=True),
        star=ink("emphasis", bold=True),
        hit=Style(bold=True, underline=True),
    )
