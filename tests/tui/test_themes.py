"""Our themes and what we add to others: readable, and complete."""

from collections.abc import Mapping

import pytest
from textual.color import Color
from textual.theme import BUILTIN_THEMES, Theme

from tui.render.contrast import READABLE, contrast
from tui.themes import BLUE_ORANGE, CONTRAST, DARK, LIGHT, OWN, after, defaults_for, own

FIGURES = ("gain", "loss", "unchanged", "stale", "muted")
MARKS = ("caution", "emphasis")
LINES = ("fault", "link")
OF_TEXTUAL = ("error", "warning", "accent", "primary")
STANDS_ON = {
    "background": ("foreground", *FIGURES, *MARKS, *LINES, *OF_TEXTUAL),
    "panel": ("foreground", *FIGURES, *MARKS, *LINES, *OF_TEXTUAL),
    "cursor-background": ("foreground", *FIGURES, *MARKS),
    "cursor-blurred": ("foreground", *FIGURES, *MARKS),
    "moved-background": ("foreground",),
    "accent": ("background",),
}
PAIRS = [(ground, ink) for ground, inks in STANDS_ON.items() for ink in inks]
OTHERS = [theme for theme in BUILTIN_THEMES.values() if not theme.ansi]
ANSI = [theme for theme in BUILTIN_THEMES.values() if theme.ansi]
NAMED = set(DARK.variables) - {"footer-key-foreground", "border"}


def variables_of(theme: Theme) -> Mapping[str, str]:
    """Return the theme's variables as the app puts them together."""
    return {**defaults_for(theme), **theme.to_color_system().generate(), **theme.variables}


def by_name(theme: Theme) -> str:
    """Return how pytest calls a theme."""
    return theme.name


@pytest.mark.parametrize("theme", OWN, ids=by_name)
@pytest.mark.parametrize(("ground", "ink"), PAIRS)
def test_every_ink_has_contrast_enough_on_every_ground_it_stands_on(theme: Theme, ground: str, ink: str) -> None:
    variables = variables_of(theme)
    least = 7.0 if theme is CONTRAST else READABLE
    assert contrast(Color.parse(variables[ink]), Color.parse(variables[ground])) >= least


@pytest.mark.parametrize("theme", OTHERS, ids=by_name)
@pytest.mark.parametrize("ground", ["background", "panel", "cursor-background", "cursor-blurred"])
def test_what_we_add_to_a_theme_of_textual_can_be_read_on_its_grounds(theme: Theme, ground: str) -> None:
    variables = variables_of(theme)
    for ink in (*FIGURES, *MARKS, *LINES):
        assert contrast(Color.parse(variables[ink]), Color.parse(variables[ground])) >= READABLE, ink


@pytest.mark.parametrize("theme", OTHERS, ids=by_name)
@pytest.mark.parametrize("ground", ["cursor-background", "cursor-blurred", "moved-background"])
def test_the_text_of_a_theme_of_textual_can_be_read_on_the_grounds_that_we_add(theme: Theme, ground: str) -> None:
    variables = variables_of(theme)
    assert contrast(Color.parse(variables["foreground"]), Color.parse(variables[ground])) >= READABLE


@pytest.mark.parametrize("theme", ANSI, ids=by_name)
def test_in_a_theme_of_the_terminals_own_colours_no_ink_is_its_ground(theme: Theme) -> None:
    variables = variables_of(theme)
    for ground in ("background", "cursor-background"):
        for ink in ("gain", "loss", "caution", "emphasis", "fault"):
            assert variables[ink] != variables[ground]
    for ground in ("cursor-background", "moved-background"):
        assert variables[ground] not in {variables["foreground"], variables["background"]}


@pytest.mark.parametrize("theme", [*OTHERS, *ANSI], ids=by_name)
def test_every_other_theme_gets_the_colours_that_only_we_use(theme: Theme) -> None:
    assert set(defaults_for(theme)) >= NAMED


@pytest.mark.parametrize("colours", [None, "standard", "256", "truecolor"])
def test_every_theme_of_ours_has_the_same_variables_in_every_terminal(colours: str | None) -> None:
    assert [theme.name for theme in own(colours)] == [theme.name for theme in OWN]
    assert all(set(theme.variables) == set(DARK.variables) for theme in own(colours))


def test_a_key_goes_through_our_themes_and_begins_with_the_dark_one() -> None:
    names = [theme.name for theme in (DARK, LIGHT, CONTRAST, BLUE_ORANGE, DARK)]
    assert [after(name) for name in names[:-1]] == names[1:]
    assert after("nord") == DARK.name
