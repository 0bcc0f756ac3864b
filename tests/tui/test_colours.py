"""The colours of our themes as other eyes and lesser terminals show them."""

from dataclasses import fields
from math import dist

import pytest
from rich.color import ColorSystem
from rich.style import Style
from rich.terminal_theme import DEFAULT_TERMINAL_THEME, TerminalTheme
from textual.color import Color, Lab, rgb_to_lab
from textual.filter import monochrome_style
from textual.theme import Theme

from tests.tui.test_themes import PAIRS, by_name, variables_of
from tui.render.contrast import READABLE, contrast
from tui.render.palette import Palette, palette_on
from tui.themes import BLUE_ORANGE, OWN, own

# Machado, Oliveira and Fernandes, "A Physiologically-based Model for Simulation of Color Vision Deficiency",
# IEEE Transactions on Visualization and Computer Graphics 15(6), 2009: severity 1.0, for linear RGB.
PROTANOPIA = (
    (0.152286, 1.052583, -0.204868),
    (0.114503, 0.786281, 0.099216),
    (-0.003882, -0.048116, 1.051998),
)
DEUTERANOPIA = (
    (0.367322, 0.860646, -0.227968),
    (0.280085, 0.672501, 0.047413),
    (-0.011820, 0.042940, 0.968881),
)
Matrix = tuple[tuple[float, float, float], ...]

SIXTEEN = own("standard")
VGA = TerminalTheme(
    (0, 0, 0),
    (170, 170, 170),
    [(0, 0, 0), (170, 0, 0), (0, 170, 0), (170, 85, 0), (0, 0, 170), (170, 0, 170), (0, 170, 170), (170, 170, 170)],
    [
        (85,) * 3,
        (255, 85, 85),
        (85, 255, 85),
        (255, 255, 85),
        (85, 85, 255),
        (255, 85, 255),
        (85, 255, 255),
        (255,) * 3,
    ],
)
"""The sixteen colours of the Linux console, which are also what Rich takes the sixteen for."""


def simulated(colour: Color, matrix: Matrix) -> Lab:
    """Return what an eye sees, by the matrix of Machado and others for its deficiency, in CIE L*a*b*."""
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour.normalized]
    mixed = [min(1.0, max(0.0, sum(a * b for a, b in zip(row, linear, strict=True)))) for row in matrix]
    coded = [12.92 * part if part <= 0.0031308 else 1.055 * part ** (1 / 2.4) - 0.055 for part in mixed]
    red, green, blue = (round(part * 255) for part in coded)
    return rgb_to_lab(Color(red, green, blue))


def shown(style: Style, depth: ColorSystem, terminal: TerminalTheme = VGA) -> tuple[Color, Color]:
    """Return ink and ground of the style, as a terminal of so many colours shows them."""
    assert style.color is not None
    assert style.bgcolor is not None
    parts = (part.downgrade(depth) for part in (style.color, style.bgcolor))
    ink, ground = (Color.from_rich_color(part, terminal, ansi=False) for part in parts)
    return ink, ground


def styles_of(theme: Theme) -> dict[str, Style]:
    """Return every style that strips are drawn with, on every ground that it stands on, by a name for both."""
    found: dict[str, Style] = {}
    for ground in ("background", "panel"):
        palette = palette_on(ground, variables_of(theme))
        marks = {"cursor": palette.cursor, "cursor_blurred": palette.cursor_blurred, "moved": palette.moved}
        rows = {"plain": Style.null(), "cursor": palette.cursor, "cursor_blurred": palette.cursor_blurred}
        for name in {field.name for field in fields(Palette)} - marks.keys() - {"hit"}:
            style: Style = getattr(palette, name)
            found |= {f"{name} on {ground}, {row}": style + behind.background_style for row, behind in rows.items()}
        found |= {f"{name} on {ground}": style for name, style in marks.items()}
    return found


def drawn_by_css(theme: Theme) -> dict[str, Style]:
    """Return every ink of the theme on every ground that it stands on, by a name for both."""
    colours = {name: Color.parse(value) for name, value in variables_of(theme).items() if value.startswith("#")}
    return {
        f"{ink} on {ground}": Style.from_color(colours[ink].rich_color, colours[ground].rich_color)
        for ground, ink in PAIRS
    }


def ground_of(theme: Theme, name: str) -> Style:
    """Return the theme's text on its ground of that name."""
    variables = variables_of(theme)
    ink, ground = (Color.parse(variables[part]).rich_color for part in ("foreground", name))
    return Style.from_color(ink, ground)


@pytest.mark.parametrize("matrix", [PROTANOPIA, DEUTERANOPIA], ids=["protanopia", "deuteranopia"])
@pytest.mark.parametrize("theme", [BLUE_ORANGE, SIXTEEN[OWN.index(BLUE_ORANGE)]], ids=["all colours", "sixteen"])
def test_blue_and_orange_are_told_apart_by_eyes_that_do_not_see_red_and_green(theme: Theme, matrix: Matrix) -> None:
    gain, loss, unchanged = (
        simulated(Color.parse(theme.variables[name]), matrix) for name in ("gain", "loss", "unchanged")
    )
    assert dist(gain, loss) > 60
    assert dist(gain, unchanged) > 20
    assert dist(loss, unchanged) > 20


@pytest.mark.parametrize("theme", OWN, ids=by_name)
def test_in_256_colours_all_text_can_be_read(theme: Theme) -> None:
    for name, style in {**styles_of(theme), **drawn_by_css(theme)}.items():
        assert contrast(*shown(style, ColorSystem.EIGHT_BIT)) >= READABLE, name


@pytest.mark.parametrize("theme", OWN, ids=by_name)
def test_in_256_colours_the_grounds_of_the_cursor_and_of_a_moved_price_are_not_the_plain_one(theme: Theme) -> None:
    names = ("background", "cursor-background", "cursor-blurred", "moved-background")
    assert len({shown(ground_of(theme, name), ColorSystem.EIGHT_BIT)[1] for name in names}) == len(names)


@pytest.mark.parametrize("terminal", [VGA, DEFAULT_TERMINAL_THEME], ids=["console", "xterm"])
@pytest.mark.parametrize("theme", SIXTEEN, ids=by_name)
def test_in_sixteen_colours_all_text_can_be_read(theme: Theme, terminal: TerminalTheme) -> None:
    for name, style in {**styles_of(theme), **drawn_by_css(theme)}.items():
        assert contrast(*shown(style, ColorSystem.STANDARD, terminal)) >= 3, name


@pytest.mark.parametrize("theme", SIXTEEN, ids=by_name)
def test_in_sixteen_colours_the_directions_the_cursor_and_a_moved_price_are_not_the_plain_ones(theme: Theme) -> None:
    variables = variables_of(theme)
    inks = (Color.parse(variables[name]).rich_color for name in ("foreground", "gain", "loss"))
    assert len({ink.downgrade(ColorSystem.STANDARD).number for ink in inks}) == 3
    names = ("background", "cursor-background", "moved-background")
    assert len({shown(ground_of(theme, name), ColorSystem.STANDARD)[1] for name in names}) == 3


@pytest.mark.parametrize("theme", OWN, ids=by_name)
def test_without_colour_all_text_can_be_read(theme: Theme) -> None:
    for name, style in {**styles_of(theme), **drawn_by_css(theme)}.items():
        assert contrast(*shown(monochrome_style(style), ColorSystem.TRUECOLOR)) >= READABLE, name


@pytest.mark.parametrize("theme", SIXTEEN, ids=by_name)
def test_without_colour_where_there_are_only_sixteen_all_text_can_be_read(theme: Theme) -> None:
    for name, style in {**styles_of(theme), **drawn_by_css(theme)}.items():
        assert contrast(*shown(monochrome_style(style), ColorSystem.STANDARD)) >= 3, name


@pytest.mark.parametrize("theme", OWN, ids=by_name)
@pytest.mark.parametrize("name", ["cursor-background", "cursor-blurred", "moved-background"])
def test_without_colour_the_marked_grounds_are_lighter_or_darker_than_the_plain_one(theme: Theme, name: str) -> None:
    plain, marked = (
        rgb_to_lab(shown(monochrome_style(ground_of(theme, ground)), ColorSystem.TRUECOLOR)[1])
        for ground in ("background", name)
    )
    assert abs(plain.L - marked.L) > 6


@pytest.mark.parametrize("theme", OWN, ids=by_name)
def test_without_colour_old_prices_are_dimmer_than_current_ones(theme: Theme) -> None:
    text, stale = (rgb_to_lab(Color.parse(variables_of(theme)[name]).monochrome) for name in ("foreground", "stale"))
    assert abs(text.L - stale.L) > 15


@pytest.mark.parametrize("theme", OWN, ids=by_name)
def test_without_colour_falls_are_as_light_as_rises_and_so_do_not_look_old(theme: Theme) -> None:
    gain, loss = (rgb_to_lab(Color.parse(variables_of(theme)[name]).monochrome) for name in ("gain", "loss"))
    assert abs(gain.L - loss.L) < 3


@pytest.mark.parametrize("theme", OWN, ids=by_name)
def test_without_colour_a_cursor_with_the_keys_is_not_as_light_as_one_without(theme: Theme) -> None:
    grounds = ("cursor-background", "cursor-blurred")
    with_keys, without = (rgb_to_lab(Color.parse(variables_of(theme)[name]).monochrome) for name in grounds)
    assert abs(with_keys.L - without.L) > 2.5
