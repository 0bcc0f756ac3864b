"""Plots as plain SVG: text, bars, lines and dots, readable on a light page and on a dark one."""

from html import escape
from typing import Final

# each drawing brings its ground, so that it is readable wherever the page around it has another than the system
_STYLE: Final = """
.ground { fill: #ffffff }
text { font: 13px system-ui, sans-serif; fill: #1f2328 }
text.quiet { fill: #59636e; font-size: 12px }
text.head { font-weight: 600 }
text.right { text-anchor: end }
text.middle { text-anchor: middle }
.ours { fill: #0969da }
.theirs { fill: #afb8c1 }
.over { fill: #bc4c00 }
.grid { stroke: #d1d9e0 }
.mark { stroke: #1f2328; stroke-width: 2 }
@media (prefers-color-scheme: dark) {
  .ground { fill: #0d1117 }
  text { fill: #f0f6fc }
  text.quiet { fill: #9198a1 }
  .ours { fill: #4493f8 }
  .theirs { fill: #59636e }
  .over { fill: #f0883e }
  .grid { stroke: #3d444d }
  .mark { stroke: #f0f6fc }
}
"""


class Drawing:
    """A picture that grows downwards; places are in pixels from its upper left corner."""

    def __init__(self, width: int, description: str) -> None:
        self._width = width
        self._height = 0.0
        self._description = description
        self._parts: list[str] = []

    def text(self, x: float, y: float, words: str, kind: str = "") -> None:
        """Write words on the base line `y`."""
        self._part(y + 8, f'<text class="{kind}" x="{x:.1f}" y="{y:.1f}">{escape(words)}</text>')

    def bar(self, x: float, y: float, width: float, height: float, kind: str) -> None:
        """Fill a bar."""
        self._part(
            y + height,
            f'<rect class="{kind}" x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}" rx="2"/>',
        )

    def line(self, x: float, top: float, bottom: float, kind: str) -> None:
        """Draw a line down."""
        self._part(bottom, f'<line class="{kind}" x1="{x:.1f}" x2="{x:.1f}" y1="{top:.1f}" y2="{bottom:.1f}"/>')

    def dot(self, x: float, y: float, kind: str, words: str) -> None:
        """Draw a dot that tells the words under the pointer."""
        circle = f'<circle class="{kind}" cx="{x:.1f}" cy="{y:.1f}" r="5" fill-opacity="0.75">'
        self._part(y + 5, f"{circle}<title>{escape(words)}</title></circle>")

    def svg(self) -> str:
        """Return the picture."""
        height = round(self._height) + 8
        size = f'viewBox="0 0 {self._width} {height}" width="{self._width}" height="{height}"'
        said = escape(self._description, quote=True)
        head = f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img" aria-label="{said}">'
        ground = f'<rect class="ground" width="{self._width}" height="{height}"/>'
        return "\n".join([head, f"<style>{_STYLE}</style>", ground, *self._parts, "</svg>\n"])

    def _part(self, bottom: float, part: str) -> None:
        self._height = max(self._height, bottom)
        self._parts.append(part)
