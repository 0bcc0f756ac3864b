"""The styles that strips are drawn with, made from the colours of a theme."""

from collections.abc import Mapping
from dataclasses import dataclass

from rich.style import Style
from textual.color import Color

from parsing import Direction

_NOTHING = Style.null()


@dataclass(frozen=True)
class Palette:
    """The theme's colours as Rich styles; those of text have the ground in them."""

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

    def toward(self, direction: Direction) -> Style:
        """Return the style of a move in that direction."""
        return {Direction.UP: self.gain, Direction.DOWN: self.loss, Direction.UNCHANGED: self.unchanged}[direction]


def palette_on(ground: str, variables: Mapping[str, str]) -> Palette:
    """Return the palette on the ground (`background` or `panel`) of the theme that has these variables."""
    behind = Color.parse(variables[ground])

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
        doubt=ink("warning", bold=True),
    )
