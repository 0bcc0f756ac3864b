"""Draws the layers of the code, made from the import contracts in pyproject.toml: `python -m screenshots.layers`.

Modules of one layer share a frame. Layers follow each other from left to right, then down. One with packages in it has
lines for itself, close together. What has a line for itself is told with the sentence that it starts with. A contract
that forbids something is a small shape behind the names that it is for. No font is measured, so the picture is the same
on every machine, and a test compares it.
"""

import ast
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, NamedTuple
from xml.sax.saxutils import escape

PROJECT: Final = Path(__file__).parents[1]
PICTURE: Final = PROJECT / "docs" / "architecture.svg"

_SHAPES: Final = (
    '<path d="M4 -8.6 8.2 -4.2 4 .2 -.2 -4.2Z" class="first"/>',
    '<path d="M0 -.4 4 -7.6 8 -.4Z" class="second"/>',
    '<path d="M.6 -7.6h6.8v6.8h-6.8Z" class="third"/>',
    '<circle cx="4" cy="-4.2" r="3.5" class="fourth"/>',
)
"""The marks of the contracts that forbid something, in their order. They stand on the base line of the text."""

_ARROW: Final = "M0 -8l4 4l-4 4"

_HOW_TO_READ: Final = (
    "A module imports only from layers that come after its own: to the right, then below. "
    "Frames that nearly touch are one layer."
)

_WHAT_HOLDS_IT: Final = (
    "The contracts. A shape marks a package that a contract restricts; a hollow shape, only some of its modules."
)

_WIDTH: Final = 980
_EDGE: Final = 24
_LETTER: Final = 7.4
_INSIDE: Final = 10
_MARK: Final = 12
_GAP: Final = 24
_LINE: Final = 38
_FRAME: Final = 28
_NEAR: Final = 31
_BASE: Final = 19
_HEAD: Final = 74

_LIGHT: Final = {
    "ground": "#fbfaf7", "text": "#23262b", "muted": "#5f6671", "frame": "#b9bec7", "module": "#ffffff",
    "package": "#dfeaf6", "edge": "#4a7fb5", "first": "#b3261e", "second": "#2e7d4f", "third": "#8a3ffc",
    "fourth": "#b3541e",
}  # fmt: skip
_DARK: Final = {
    "ground": "#16191e", "text": "#e4e6ea", "muted": "#a3aab5", "frame": "#4b525d", "module": "#1f242b",
    "package": "#1f3449", "edge": "#6ea8de", "first": "#ff8f87", "second": "#6fce98", "third": "#c19bff",
    "fourth": "#f0a36b",
}  # fmt: skip
_SHAPES_AND_LETTERS: Final = """\
text { font: 12px ui-monospace, "DejaVu Sans Mono", Menlo, Consolas, monospace }
.title { font: 600 17px ui-sans-serif, "DejaVu Sans", Helvetica, Arial, sans-serif }
.word { font: 12.5px ui-sans-serif, "DejaVu Sans", Helvetica, Arial, sans-serif }
.name { font-weight: 700 }
.package { stroke-width: 1.5 }
.next { fill: none; stroke-width: 1.5; stroke-linecap: round; stroke-linejoin: round }"""


def _colours(ink: Mapping[str, str]) -> str:
    """Return the colours as rules without variables, which not all that show SVG know."""
    marks = ("first", "second", "third", "fourth")
    return "\n".join(
        (
            f"text {{ fill: {ink['text']} }} .word {{ fill: {ink['muted']} }} .ground {{ fill: {ink['ground']} }}",
            f".frame {{ fill: {ink['module']}; stroke: {ink['frame']} }} .part {{ stroke: {ink['frame']} }}",
            f".package {{ fill: {ink['package']}; stroke: {ink['edge']} }} .next {{ stroke: {ink['muted']} }}",
            *(f".{mark} {{ fill: {ink[mark]} }}" for mark in marks),
            *(f".hollow.{mark} {{ fill: none; stroke: {ink[mark]}; stroke-width: 1.4 }}" for mark in marks),
        )
    )


_STYLE: Final = f"""\
{_SHAPES_AND_LETTERS}
{_colours(_LIGHT)}
@media (prefers-color-scheme: dark) {{
{_colours(_DARK)}
}}"""


class Contract(NamedTuple):
    """What import-linter holds: its name, and the shape that marks for which modules, None where it marks none."""

    name: str
    shape: str | None = None


@dataclass(frozen=True, slots=True)
class Module:
    """A module or package of a layer, with the sentence that it starts with and the marks of its contracts."""

    name: str
    sentence: str
    is_package: bool
    marks: tuple[str, ...] = ()

    @property
    def width(self) -> float:
        """How wide it is without its sentence, in units of the picture."""
        return 2 * _INSIDE + len(self.name) * _LETTER + _MARK * len(self.marks)


Layer = list[Module]


def read_contracts(project: Path = PROJECT) -> tuple[list[Layer], list[Contract]]:
    """Return the layers from the top down, and the contracts in the order of the file.

    A root package that has no layers is below all those that it must not import.
    """
    linter = tomllib.loads((project / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]
    found = linter["contracts"]
    forbidding = [contract for contract in found if contract["type"] == "forbidden"]
    shapes = {contract["name"]: shape for contract, shape in zip(forbidding, _SHAPES, strict=True)}
    (layered,) = (contract for contract in found if contract["type"] == "layers")
    (container,) = layered["containers"]
    names = [[f"{container}.{name.strip()}" for name in layer.split("|")] for layer in layered["layers"]]
    names += [[root] for root in linter["root_packages"] if root != container]
    marks = {shapes[contract["name"]]: contract["source_modules"] for contract in forbidding}
    layers = [[_module(name, marks, container, project) for name in layer] for layer in names]
    return layers, [Contract(contract["name"], shapes.get(contract["name"])) for contract in found]


def _module(name: str, marks: dict[str, list[str]], container: str, project: Path) -> Module:
    place = project / name.replace(".", "/")
    is_package = place.is_dir()
    source = (place / "__init__.py" if is_package else place.with_suffix(".py")).read_text("utf-8")
    sentence = (ast.get_docstring(ast.parse(source)) or "").partition("\n\n")[0].replace("\n", " ").replace("`", "")
    found = tuple(mark for shape, names in marks.items() if (mark := _mark(name, shape, names)))
    return Module(name.removeprefix(f"{container}."), sentence, is_package, found)


def _mark(name: str, shape: str, names: Iterable[str]) -> str | None:
    """Return the shape if the contract is for the module, hollow if it is for a part of it, else None."""
    if name in names:
        return shape
    is_for_a_part = any(other.startswith(f"{name}.") for other in names)
    return shape.replace('class="', 'class="hollow ') if is_for_a_part else None


def draw(layers: Iterable[Layer], contracts: Sequence[Contract]) -> str:
    """Return the picture as SVG."""
    drawn: list[str] = []
    top = _HEAD
    for line, is_last_of_layer in _lines(layers):
        drawn += _line(line, top)
        top += _LINE if is_last_of_layer else _NEAR
    foot = top + 22
    height = foot + 24 * len(contracts) + 18
    return "\n".join(
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" role="img">',
            "<title>The layers of tapewatch</title>",
            f"<style>\n{_STYLE}\n</style>",
            f'<rect width="{_WIDTH}" height="{height}" rx="10" class="ground"/>',
            f'<text x="{_EDGE}" y="34" class="title">The layers of tapewatch</text>',
            _word(_EDGE, 54, _HOW_TO_READ),
            *drawn,
            _word(_EDGE, foot, _WHAT_HOLDS_IT),
            *(part for n, contract in enumerate(contracts, 1) for part in _contract(contract, foot + 24 * n)),
            "</svg>\n",
        )
    )


def _lines(layers: Iterable[Layer]) -> Iterator[tuple[list[Layer], bool]]:
    """Put the layers on lines, each with whether a layer ends there.

    Each package has a line for itself, and so has the rest of its layer.
    """
    line: list[Layer] = []
    for layer in layers:
        packages = [module for module in layer if module.is_package]
        rest = [module for module in layer if not module.is_package]
        if line and (packages or _width([*line, layer]) > _WIDTH - 2 * _EDGE):
            yield line, True
            line = []
        if packages:
            alone = [[package] for package in packages] + ([rest] if rest else [])
            yield from (([part], part is alone[-1]) for part in alone)
        else:
            line.append(layer)
    if line:
        yield line, True


def _width(line: Sequence[Layer]) -> float:
    return sum(module.width for layer in line for module in layer) + _GAP * (len(line) - 1)


def _line(line: Sequence[Layer], top: int) -> Iterator[str]:
    """Yield a line. A module that has one for itself is told with its sentence."""
    left = float(_EDGE)
    is_alone = len(line) == 1 and len(line[0]) == 1
    for n, layer in enumerate(line):
        if n:
            yield f'<path d="{_ARROW}" transform="translate({left + _GAP / 2 - 2:.1f} {top + 18})" class="next"/>'
            left += _GAP
        width = _WIDTH - 2 * _EDGE if is_alone else _width([layer])
        kind = "package" if layer[0].is_package else "frame"
        yield f'<rect x="{left:.1f}" y="{top}" width="{width:.1f}" height="{_FRAME}" rx="6" class="{kind}"/>'
        for place, module in enumerate(layer):
            if place:
                yield f'<path d="M{left:.1f} {top + 6}v{_FRAME - 12}" class="part"/>'
            yield from _named(module, left + _INSIDE, top + _BASE)
            left += module.width
    if is_alone:
        yield _word(left + 4, top + _BASE, line[0][0].sentence)


def _named(module: Module, left: float, base: int) -> Iterator[str]:
    width = len(module.name) * _LETTER
    look = ' class="name"' if module.is_package else ""
    yield f'<text x="{left:.1f}" y="{base}" textLength="{width:.1f}"{look}>{escape(module.name)}</text>'
    for n, shape in enumerate(module.marks):
        yield f'<g transform="translate({left + width + 4 + n * _MARK:.1f} {base})">{shape}</g>'


def _contract(contract: Contract, base: int) -> Iterator[str]:
    shape = contract.shape or f'<path d="{_ARROW}" transform="translate(2 0)" class="next"/>'
    yield f'<g transform="translate({_EDGE} {base})">{shape}</g>'
    yield _word(_EDGE + 18, base, contract.name)


def _word(left: float, base: int, text: str) -> str:
    return f'<text x="{left:.1f}" y="{base}" class="word">{escape(text)}</text>'


def main() -> None:
    """Make the picture."""
    PICTURE.write_text(draw(*read_contracts()), encoding="utf-8")


if __name__ == "__main__":
    main()
