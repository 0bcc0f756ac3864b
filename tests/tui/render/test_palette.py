"""The styles that strips are drawn with."""

from dataclasses import fields

import pytest
from rich.style import Style
from textual.color import Color
from textual.theme import BUILTIN_THEMES, Theme

from parsing import Direction
from tests.tui.test_themes import by_name, variables_of
from tui.render.palette import Palette, palette_on
from tui.themes import OWN


@pytest.mark.parametrize("theme", [*OWN, *BUILTIN_THEMES.values()], ids=by_name)
@pytest.mark.parametrize("ground", ["background", "panel"])
def test_every_style_but_that_of_a_hit_has_an_ink_and_a_ground(theme: Theme, ground: str) -> None:
    palette = palette_on(ground, variables_of(theme))
    for name in {field.name for field in fields(Palette)} - {"hit"}:
        style: Style = getattr(palette, name)
        assert style.color is not None
        assert style.bgcolor is not None


def test_text_stands_on_the_ground_that_is_asked_for() -> None:
    variables = variables_of(OWN[0])
    for ground in ("background", "panel"):
        assert palette_on(ground, variables).text.bgcolor == Color.parse(variables[ground]).rich_color


@pytest.mark.parametrize("name", ["ansi-dark", "ansi-light"])
def test_a_panel_that_is_transparent_is_the_background(name: str) -> None:
    ground = palette_on("panel", variables_of(BUILTIN_THEMES[name])).text.bgcolor
    assert ground is not None
    assert ground.is_default


def test_every_direction_has_its_style() -> None:
    palette = palette_on("background", variables_of(OWN[0]))
    assert [palette.toward(direction) for direction in (Direction.UP, Direction.DOWN, Direction.UNCHANGED)] == [
        palette.gain,
        palette.loss,
        palette.unchanged,
    ]


def test_marks_do_not_need_colour() -> None:
    palette = palette_on("background", variables_of(OWN[0]))
    for style in (palette.cursor, palette.cursor_blurred, palette.moved, palette.star, palette.doubt):
        assert style.bold


def test_a_hit_is_bold_and_underlined_on_any_ground() -> None:
    palette = palette_on("background", variables_of(OWN[0]))
    for style in (palette.text, palette.cursor, palette.stale):
        hit = style + palette.hit
        assert (hit.bold, hit.underline) == (True, True)
        assert (hit.color, hit.bgcolor) == (style.color, style.bgcolor)
