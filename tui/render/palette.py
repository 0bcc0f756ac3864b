"""The styles that strips are drawn with. A widget takes them from the theme; a test makes its own."""

from dataclasses import dataclass, field

from rich.style import Style

from parsing import Direction


@dataclass(frozen=True, slots=True)
class Palette:
    """The theme's colours as Rich styles."""

    text: Style = field(default_factory=Style.null)
    muted: Style = field(default_factory=Style.null)
    heading: Style = field(default_factory=Style.null)
    gain: Style = field(default_factory=Style.null)
    loss: Style = field(default_factory=Style.null)
    unchanged: Style = field(default_factory=Style.null)
    stale: Style = field(default_factory=Style.null)
    cursor: Style = field(default_factory=Style.null)
    moved: Style = field(default_factory=Style.null)

    def toward(self, direction: Direction) -> Style:
        """Return the style of a move in that direction."""
        return {Direction.UP: self.gain, Direction.DOWN: self.loss, Direction.UNCHANGED: self.unchanged}[direction]
